//! A bridge as SQL that people can read, copy and change.

use super::view::{BridgeBank, BridgeCard};
use hebewerk_bridge::NormalForm;
use hebewerk_model::BridgeKind;
use std::collections::HashSet;

/// Columns of each bank that are named.
const MOST_COLUMNS: usize = 40;

impl BridgeCard {
    /// The statement that walks over the bridge; none for a warning.
    pub fn sql(&self) -> Option<String> {
        match self.bridge.kind {
            BridgeKind::Join => Some(self.joined(MOST_COLUMNS, None)),
            BridgeKind::Union | BridgeKind::Duplicate => Some(self.stacked(None)),
            BridgeKind::Lookalike => None,
        }
    }

    /// The same with few columns and rows, to be looked at.
    pub(super) fn first_rows(&self, columns: usize, rows: usize) -> Option<String> {
        match self.bridge.kind {
            BridgeKind::Join => Some(self.joined(columns, Some(rows))),
            BridgeKind::Union | BridgeKind::Duplicate => Some(self.stacked(Some(rows))),
            BridgeKind::Lookalike => None,
        }
    }

    fn joined(&self, most: usize, rows: Option<usize>) -> String {
        let mut used = HashSet::new();
        let left = shown(&self.left, "l", most, &mut used);
        let right = shown(&self.right, "r", most, &mut used);
        let columns: Vec<String> = left.into_iter().chain(right).collect();
        format!(
            "select {}\nfrom {} as l\njoin {} as r\n  on {}{}",
            columns.join(",\n       "),
            named(&self.left),
            named(&self.right),
            self.condition(),
            limited(rows, columns.len()),
        )
    }

    fn stacked(&self, rows: Option<usize>) -> String {
        let pairs = self.left.columns.iter().zip(&self.right.columns);
        // Types of two years may differ; as text they always fit.
        let one = |name: &str, alias: &str| {
            format!("cast({} as varchar) as {}", quoted(name), quoted(alias))
        };
        let left: Vec<String> = pairs
            .clone()
            .map(|(left, _)| one(&left.name, &left.name))
            .collect();
        let right: Vec<String> = pairs
            .map(|(left, right)| one(&right.name, &left.name))
            .collect();
        format!(
            "select {}\nfrom {}\nunion all\nselect {}\nfrom {}{}",
            left.join(", "),
            named(&self.left),
            right.join(", "),
            named(&self.right),
            limited(rows, left.len()),
        )
    }

    fn condition(&self) -> String {
        let pairs = self.left.columns.iter().zip(&self.right.columns);
        let equal = pairs.map(|(left, right)| {
            format!(
                "{} = {}",
                self.key("l", &left.name, self.left.part.as_deref()),
                self.key("r", &right.name, self.right.part.as_deref())
            )
        });
        equal.collect::<Vec<_>>().join("\n  and ")
    }

    /// Values that both banks have, as each spells them.
    pub(super) fn matched(&self, most: usize) -> Option<String> {
        (self.bridge.kind == BridgeKind::Join).then(|| {
            format!(
                "select distinct {} as links, {} as rechts\nfrom {} as l\njoin {} as r\n  on {}\norder by 1, 2\nlimit \
                 {most}",
                spelled("l", &self.left),
                spelled("r", &self.right),
                named(&self.left),
                named(&self.right),
                self.condition(),
            )
        })
    }

    /// Values of one bank that the other has not.
    pub(super) fn unmatched(&self, of_left: bool, most: usize) -> Option<String> {
        if self.bridge.kind != BridgeKind::Join {
            return None;
        }
        let (mine, theirs) = if of_left {
            (&self.left, &self.right)
        } else {
            (&self.right, &self.left)
        };
        let (mut keys, mut equal) = (Vec::new(), Vec::new());
        let pairs = mine.columns.iter().zip(&theirs.columns);
        for (number, (my, their)) in (1..).zip(pairs) {
            let my_key = self.key("m", &my.name, mine.part.as_deref());
            let their_key = self.key("o", &their.name, theirs.part.as_deref());
            keys.push(format!("{their_key} as schluessel_{number}"));
            equal.push(format!("{my_key} = f.schluessel_{number}"));
        }
        let value = spelled("m", mine);
        Some(format!(
            "select distinct {value} as wert\nfrom {} as m\nleft join (select distinct {} from {} as o) as f\n  on \
             {}\nwhere f.schluessel_1 is null and {value} is not null\norder by 1\nlimit {most}",
            named(mine),
            keys.join(", "),
            named(theirs),
            equal.join("\n  and "),
        ))
    }

    /// A column in the forms that the bridge needs.
    fn key(&self, table: &str, column: &str, part: Option<&str>) -> String {
        let rules = &self.bridge.measure.rules;
        let plain = format!("{table}.{}", quoted(column));
        if rules.is_empty() && part.is_none() {
            return format!("cast({plain} as varchar)");
        }
        let mut text = plain;
        let parts = [NormalForm::HouseNumber, NormalForm::NumberInFront];
        for form in parts.into_iter().chain(NormalForm::OF_VALUES) {
            let is_part = parts.contains(&form);
            let applies = if is_part {
                part == Some(form.code())
            } else {
                rules.iter().any(|rule| rule == form.code())
            };
            if applies {
                text = in_form(form, &text);
            }
        }
        text
    }
}

/// The values of a key as its bank spells them; of several columns, one behind the other.
fn spelled(table: &str, bank: &BridgeBank) -> String {
    let values = bank.columns.iter();
    let values = values.map(|column| format!("cast({table}.{} as varchar)", quoted(&column.name)));
    values.collect::<Vec<_>>().join(" || ' · ' || ")
}

/// A text in a normal form: the function has the version in its name, so that a view keeps its meaning.
fn in_form(form: NormalForm, text: &str) -> String {
    format!("norm_{}({text})", form.code().replace('.', "_"))
}

/// Columns of a bank under names of their own, those of the bridge first.
fn shown(bank: &BridgeBank, table: &str, most: usize, used: &mut HashSet<String>) -> Vec<String> {
    let keys = bank.columns.iter().map(|column| &column.name);
    let is_key = |name: &&String| !bank.columns.iter().any(|column| column.name == **name);
    let others = bank.all_columns.iter().filter(is_key);
    keys.chain(others)
        .take(most)
        .map(|name| {
            let mut alias = name.clone();
            for number in 2.. {
                if used.insert(alias.clone()) {
                    break;
                }
                alias = format!("{name}_{number}");
            }
            let column = format!("{table}.{}", quoted(name));
            if alias == *name {
                column
            } else {
                format!("{column} as {}", quoted(&alias))
            }
        })
        .collect()
}

fn named(bank: &BridgeBank) -> String {
    format!("{}.{}", bank.organisation.slug, bank.table)
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The first rows of an order that is always the same.
fn limited(rows: Option<usize>, columns: usize) -> String {
    let Some(rows) = rows else {
        return String::new();
    };
    let places: Vec<String> = (1..=columns).map(|place| place.to_string()).collect();
    format!("\norder by {}\nlimit {rows}", places.join(", "))
}
