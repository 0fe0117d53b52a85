//! Which names are meant: `*.csv`, `messung_????.csv`, `2024/*.xlsx`.

/// Endings of files on their way; they are meant only by a pattern that has the ending itself.
const ON_THEIR_WAY: [&str; 9] = [
    ".tmp",
    ".temp",
    ".part",
    ".partial",
    ".filepart",
    ".crdownload",
    ".download",
    ".lock",
    "~",
];

/// A pattern. `*` stands for any signs of one name, `?` for one. Capital and small letters are the same: endings are
/// written either way. A pattern without `/` looks at the name, one with `/` at the path below the folder.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    signs: Vec<char>,
}

impl Pattern {
    pub(crate) fn new(text: &str) -> Self {
        let text = text.trim().trim_start_matches('/');
        Self {
            signs: text.to_lowercase().chars().collect(),
        }
    }

    /// Whether more than one name may be meant.
    pub(crate) fn is_open(&self) -> bool {
        self.signs.iter().any(|sign| matches!(sign, '*' | '?'))
    }

    /// Whether a path is meant.
    pub(crate) fn fits(&self, path: &str) -> bool {
        let path = path.to_lowercase();
        let name = path.rsplit('/').next().unwrap_or_default();
        let looked_at = if self.signs.contains(&'/') {
            path.as_str()
        } else {
            name
        };
        let looked_at: Vec<char> = looked_at.chars().collect();
        !self.leaves_alone(name) && matches(&self.signs, &looked_at)
    }

    /// Hidden files, locks of office programs, and files that are still being written.
    fn leaves_alone(&self, name: &str) -> bool {
        if !self.is_open() {
            return false;
        }
        let pattern: String = self.signs.iter().collect();
        let own = pattern.rsplit('/').next().unwrap_or_default();
        let hidden = |start: &str| name.starts_with(start) && !own.starts_with(start);
        let unfinished = |end: &&str| name.ends_with(*end) && !own.ends_with(*end);
        hidden(".") || hidden("~$") || ON_THEIR_WAY.iter().any(unfinished)
    }
}

/// Goes back to the last `*` where the rest does not fit: linear in most cases, never more than the product of both.
fn matches(pattern: &[char], text: &[char]) -> bool {
    let (mut at, mut from) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while let Some(sign) = text.get(from) {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, from));
                at += 1;
            }
            Some('?') if *sign != '/' => {
                at += 1;
                from += 1;
            }
            Some(wanted) if wanted == sign => {
                at += 1;
                from += 1;
            }
            _ => match star {
                // A star does not reach into another folder.
                Some((star_at, star_from)) if text.get(star_from) != Some(&'/') => {
                    star = Some((star_at, star_from + 1));
                    at = star_at + 1;
                    from = star_from + 1;
                }
                _ => return false,
            },
        }
    }
    pattern.iter().skip(at).all(|sign| *sign == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_and_question_marks_stand_for_signs_of_one_name() {
        let check = |pattern: &str, path: &str, expect| {
            assert_eq!(Pattern::new(pattern).fits(path), expect, "{pattern} {path}");
        };
        check("*", "baeume.csv", true);
        check("*.csv", "Bäume.CSV", true);
        check("*.csv", "a/b/baeume.csv", true);
        check("*.csv", "baeume.csv.gz", false);
        check("b*e*.csv", "baeume.csv", true);
        check("b*x*.csv", "baeume.csv", false);
        check("a?c.csv", "abc.csv", true);
        check("a?c.csv", "ac.csv", false);
        check("2024/*.csv", "2024/a.csv", true);
        check("2024/*.csv", "2024/x/a.csv", false);
        check("*/a.csv", "2024/a.csv", true);
        check("/a.csv", "a.csv", true);
        check("", "a.csv", false);
        check("***", "a", true);
    }

    #[test]
    fn files_on_their_way_are_meant_only_by_name() {
        for path in [
            ".versteckt.csv",
            "~$Liste.xlsx",
            "a.csv.part",
            "x/a.csv.filepart",
            "a.csv~",
        ] {
            assert!(!Pattern::new("*").fits(path), "{path}");
        }
        assert!(Pattern::new(".versteckt.csv").fits(".versteckt.csv"));
        assert!(Pattern::new("*.part").fits("a.csv.part"));
        assert!(Pattern::new(".*").fits(".a"));
    }

    #[test]
    fn only_a_pattern_with_signs_that_stand_for_others_may_mean_many() {
        assert!(Pattern::new("*.csv").is_open());
        assert!(Pattern::new("a?").is_open());
        assert!(!Pattern::new("a.csv").is_open());
    }
}
