//! Right and wrong per kind.

use std::collections::BTreeMap;

use super::Told;

#[derive(Default)]
struct Counts {
    right: u32,
    missed: u32,
    /// Found where another kind or nothing is.
    wrong: u32,
}

/// Counts of one program on one set of columns.
#[derive(Default)]
pub(super) struct Score {
    kinds: BTreeMap<String, Counts>,
    /// Columns that are personal, whatever the kind.
    any: Counts,
    not_personal: u32,
}

impl Score {
    /// Takes a column in; `wanted` may leave open several kinds, `-` is none. Whether it is right.
    pub(super) fn add(&mut self, wanted: &str, found: Option<&str>) -> bool {
        let allowed: Vec<&str> = wanted.split('|').collect();
        let open = allowed.contains(&"-");
        let found = found.unwrap_or("-");
        let right = allowed.contains(&found);
        self.not_personal += u32::from(wanted == "-");
        if open {
            if !right {
                self.kind(found).wrong += 1;
                self.any.wrong += 1;
            }
            return right;
        }
        let personal = found != "-";
        self.any.right += u32::from(personal);
        self.any.missed += u32::from(!personal);
        if right {
            self.kind(found).right += 1;
        } else {
            self.kind(allowed.first().copied().unwrap_or("-")).missed += 1;
            if personal {
                self.kind(found).wrong += 1;
            }
        }
        right
    }

    fn kind(&mut self, name: &str) -> &mut Counts {
        self.kinds.entry(name.to_owned()).or_default()
    }

    /// Recall and precision of all kinds, and how many columns that are not personal alarm.
    pub(super) fn figures(&self, who: &str) -> Vec<Told> {
        let mut told = Vec::new();
        let named = self
            .kinds
            .iter()
            .map(|(name, counts)| (name.as_str(), counts));
        for (name, counts) in [("personal at all", &self.any)].into_iter().chain(named) {
            let all = counts.right + counts.missed;
            let found = counts.right + counts.wrong;
            if all > 0 {
                told.push(share(
                    who,
                    &format!("{name}: recall ({all})"),
                    counts.right,
                    all,
                ));
            }
            if found > 0 {
                told.push(share(
                    who,
                    &format!("{name}: precision ({found})"),
                    counts.right,
                    found,
                ));
            }
        }
        let alarm = format!("false alarm ({})", self.not_personal);
        told.push(share(who, &alarm, self.any.wrong, self.not_personal));
        told
    }
}

fn share(who: &str, what: &str, part: u32, of: u32) -> Told {
    let value = 100.0 * f64::from(part) / f64::from(of.max(1));
    (who.to_owned(), what.to_owned(), value, "%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_counts_by_its_kind_and_by_being_personal_at_all() {
        let mut score = Score::default();
        assert!(score.add("email", Some("email")));
        assert!(!score.add("email", Some("phone")));
        assert!(!score.add("email", None));
        assert!(score.add("-", None));
        assert!(!score.add("-", Some("email")));
        assert!(score.add("-|address", Some("address")) && score.add("-|address", None));
        let figures = score.figures("a");
        let value = |what: &str| {
            figures
                .iter()
                .find(|it| it.1 == what)
                .map(|it| it.2.round() as i64)
        };
        assert_eq!(value("email: recall (3)"), Some(33));
        assert_eq!(value("email: precision (2)"), Some(50));
        assert_eq!(value("personal at all: recall (3)"), Some(67));
        assert_eq!(value("false alarm (2)"), Some(50));
    }
}
