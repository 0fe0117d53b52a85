//! Values without a partner, and which values of the other bank are spelled like them.

use super::super::joining::quoted;
use super::super::view::{BridgeBank, BridgeCard};
use crate::{Hub, HubError};
use hebewerk_bridge::{NormalForm, normalised};
use hebewerk_model::Principal;

/// Values shown at once.
const MOST_VALUES: usize = 50;
/// Values of the other bank that are compared.
const MOST_COMPARED: usize = 20_000;
/// Candidates of a value.
const MOST_CANDIDATES: usize = 5;
/// How like one another two spellings must be, 0 to 1.
const ALIKE: f64 = 0.72;

/// A value without a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenValue {
    /// The value as it is spelled.
    pub value: String,
    /// Rows with it.
    pub rows: u64,
    /// Values of the other bank, the likest first.
    pub candidates: Vec<String>,
}

impl Hub {
    /// Values of one bank that have no partner and on which nobody decided, those in most rows first; and how many.
    pub(super) async fn open_values(
        &self,
        principal: &Principal,
        card: &BridgeCard,
        of_left: bool,
    ) -> Result<(Vec<OpenValue>, u64), HubError> {
        let (Some(open), Some(count)) = (
            card.open_values(of_left, Some(MOST_VALUES)),
            card.open_values(of_left, None),
        ) else {
            return Ok((Vec::new(), 0));
        };
        let found = self.rows_as_text(principal, &open).await?;
        let count = format!("select count(*) as anzahl\nfrom ({count}) as offen");
        let all_open = self.rows_as_text(principal, &count).await?.number();
        let (mine, other) = if of_left {
            (&card.left, &card.right)
        } else {
            (&card.right, &card.left)
        };
        let compared = self.rows_as_text(principal, &values(other)).await?;
        let compared: Vec<(String, String)> = compared
            .rows
            .into_iter()
            .filter_map(|row| row.into_iter().next().flatten())
            .map(|value| (spelling(&value, other), value))
            .collect();
        let parts = mine.part.clone();
        let open: Vec<(String, String, u64)> = found
            .rows
            .into_iter()
            .filter_map(|row| {
                let mut cells = row.into_iter().flatten();
                let value = cells.next()?;
                let rows = cells.next().and_then(|rows| rows.parse().ok());
                Some((part_of(&value, parts.as_deref()), value, rows.unwrap_or(0)))
            })
            .collect();
        let open = tokio::task::spawn_blocking(move || {
            let open = open.into_iter();
            open.map(|(spelled, value, rows)| OpenValue {
                candidates: likest(&value, &spelled, &compared),
                value,
                rows,
            })
            .collect()
        });
        let open = open
            .await
            .map_err(|_panicked| crate::ports::AskError::Internal)?;
        Ok((open, all_open))
    }
}

/// Different values of a bank.
fn values(bank: &BridgeBank) -> String {
    let column = bank.columns.first().map(|column| quoted(&column.name));
    format!(
        "select distinct cast(o.{0} as varchar) as wert\nfrom {1}.{2} as o\nwhere o.{0} is not null\norder by 1\nlimit \
         {MOST_COMPARED}",
        column.unwrap_or_default(),
        bank.organisation.slug,
        bank.table,
    )
}

/// A value in the form in which spellings are compared.
fn spelling(value: &str, bank: &BridgeBank) -> String {
    part_of(value, bank.part.as_deref())
}

fn part_of(value: &str, part: Option<&str>) -> String {
    let mut parts = NormalForm::OF_PARTS.into_iter();
    let form = parts.find(|form| part == Some(form.code()));
    let text = form.map_or(value.into(), |form| form.apply(value));
    normalised(&text).into_owned()
}

/// The values whose spelling is likest; the first signs count more, as people shorten at the end.
fn likest(value: &str, spelled: &str, compared: &[(String, String)]) -> Vec<String> {
    let plain = value.to_lowercase();
    let alike = |one: &str, two: &str| {
        strsim::jaro_winkler(one, two).max(strsim::normalized_damerau_levenshtein(one, two))
    };
    let mut likest: Vec<(f64, &String)> = compared
        .iter()
        .map(|(other, value)| {
            // A slip in what a normal form shortens leaves it as it is: *Birkensraße*.
            let likeness = alike(spelled, other).max(alike(&plain, &value.to_lowercase()));
            (likeness, value)
        })
        .filter(|(likeness, _value)| *likeness >= ALIKE)
        .collect();
    likest.sort_by(|one, two| two.0.total_cmp(&one.0).then_with(|| one.1.cmp(two.1)));
    likest.truncate(MOST_CANDIDATES);
    likest
        .into_iter()
        .map(|(_likeness, value)| value.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likest_spelling_comes_first_and_others_not_at_all() {
        let known = [
            "Bahnhofstraße",
            "Bahnhofsweg",
            "Am Hafen",
            "Birkengasse",
            "Birkenstraße",
        ];
        let compared: Vec<(String, String)> = known
            .into_iter()
            .map(|value| (part_of(value, None), value.to_owned()))
            .collect();
        let found = |value: &str| likest(value, &part_of(value, None), &compared);
        for (value, first) in [
            ("Bahnhofstrase", "Bahnhofstraße"),
            ("Bahnhofstr.", "Bahnhofstraße"),
            ("Birkensraße", "Birkenstraße"),
        ] {
            let found = found(value);
            assert_eq!(found.first().map(String::as_str), Some(first), "{value}");
            assert!(!found.contains(&"Am Hafen".to_owned()), "{found:?}");
        }
        assert!(found("Xylophon").is_empty());
    }
}
