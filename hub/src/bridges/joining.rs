//! A bridge as SQL that people can read, copy and change.

use super::view::{BridgeBank, BridgeCard};
use hebewerk_bridge::NormalForm;
use hebewerk_model::{BridgeKind, Column, ColumnType, DatasetId};
use std::collections::HashSet;

/// Columns of each bank that are named in a statement to be read.
const MOST_COLUMNS: usize = 40;
/// Columns of each bank in a view: a statement may hold 500 expressions.
const MOST_VIEW_COLUMNS: usize = 200;

/// Where values are kept that were put together by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mended {
    pub(super) dataset: DatasetId,
    /// Slug of its organisation.
    pub(super) organisation: String,
    /// Slug of the dataset.
    pub(super) slug: String,
    /// Name of its table.
    pub(super) table: String,
    /// Whether values of the left got partners on the right.
    pub(super) of_left: bool,
}

impl Mended {
    /// The table as named in SQL.
    pub(super) fn name(&self) -> String {
        format!("{}.{}", self.organisation, self.table)
    }
}

/// A table of values that people put together, ready to be joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct JoinedByHand {
    /// As named in SQL.
    pub(crate) table: String,
    /// Whether values of the left got partners on the right.
    pub(crate) of_left: bool,
    /// Its column with the values.
    pub(crate) values: &'static str,
    /// Its column with their partners.
    pub(crate) partners: &'static str,
}

impl BridgeCard {
    /// The statement that walks over the bridge; none for a warning.
    pub fn sql(&self) -> Option<String> {
        match self.bridge.kind {
            BridgeKind::Join | BridgeKind::Hierarchy => Some(self.joined(MOST_COLUMNS, None)),
            BridgeKind::Union | BridgeKind::Duplicate => Some(self.stacked(None)),
            BridgeKind::Lookalike => None,
        }
    }

    /// The statement behind the view.
    pub(super) fn view_sql(&self) -> Option<String> {
        match self.bridge.kind {
            BridgeKind::Join | BridgeKind::Hierarchy => Some(self.joined(MOST_VIEW_COLUMNS, None)),
            BridgeKind::Union | BridgeKind::Duplicate => Some(self.stacked(None)),
            BridgeKind::Lookalike => None,
        }
    }

    /// The columns of the view, in order.
    pub fn view_columns(&self) -> Vec<Column> {
        if !self.bridge.kind.is_joined() {
            let text = |column: &Column| Column {
                column_type: ColumnType::Text,
                ..column.clone()
            };
            let columns = self.left.columns.iter();
            let columns = columns.filter_map(|column| known(&self.left, &column.name));
            return columns.map(text).collect();
        }
        let mut used = HashSet::new();
        let mut columns = Vec::new();
        for bank in [&self.left, &self.right] {
            for (name, alias) in shown(bank, MOST_VIEW_COLUMNS, &mut used) {
                columns.extend(known(bank, &name).map(|column| Column {
                    name: alias,
                    ..column.clone()
                }));
            }
        }
        columns
    }

    /// The same with few columns and rows, to be looked at.
    pub(super) fn first_rows(&self, columns: usize, rows: usize) -> Option<String> {
        match self.bridge.kind {
            BridgeKind::Join | BridgeKind::Hierarchy => Some(self.joined(columns, Some(rows))),
            BridgeKind::Union | BridgeKind::Duplicate => Some(self.stacked(Some(rows))),
            BridgeKind::Lookalike => None,
        }
    }

    fn joined(&self, most: usize, rows: Option<usize>) -> String {
        let mut used = HashSet::new();
        let left = shown(&self.left, most, &mut used);
        let right = shown(&self.right, most, &mut used);
        let left = left.iter().map(|column| selected("l", column));
        let right = right.iter().map(|column| selected("r", column));
        let columns: Vec<String> = left.chain(right).collect();
        format!(
            "select {}\n{}{}",
            columns.join(",\n       "),
            self.both(),
            limited(rows, columns.len()),
        )
    }

    /// What was put together by hand, if the bridge joins through it.
    pub(crate) fn by_hand(&self) -> Option<JoinedByHand> {
        let mended = self.mended.as_ref()?;
        self.single()?;
        let [values, partners] = if mended.of_left {
            ["wert_links", "wert_rechts"]
        } else {
            ["wert_rechts", "wert_links"]
        };
        Some(JoinedByHand {
            table: mended.name(),
            of_left: mended.of_left,
            values,
            partners,
        })
    }

    /// Both banks where they meet, as `l` and `r`; what was put together by hand is `z`.
    pub(super) fn both(&self) -> String {
        if let Some(climbed) = self.climbed() {
            return self.both_ends(&climbed);
        }
        let (left, right) = (named(&self.left), named(&self.right));
        let (Some(mended), Some((left_column, right_column))) = (&self.mended, self.single())
        else {
            let on = self.condition();
            return format!("from {left} as l\njoin {right} as r\n  on {on}");
        };
        let by_hand = mended.name();
        let (left_part, right_part) = (self.left.part.as_deref(), self.right.part.as_deref());
        let left_key = self.key("l", left_column, left_part);
        let right_key = self.key("r", right_column, right_part);
        if mended.of_left {
            let partner = self.key("z", "wert_rechts", right_part);
            format!(
                "from {left} as l\nleft join {by_hand} as z\n  on cast(l.{} as varchar) = z.wert_links\njoin {right} as \
                 r\n  on case when z.wert_links is null then {left_key} else {partner} end = {right_key}",
                quoted(left_column),
            )
        } else {
            let partner = self.key("z", "wert_links", left_part);
            format!(
                "from {right} as r\nleft join {by_hand} as z\n  on cast(r.{} as varchar) = z.wert_rechts\njoin {left} as \
                 l\n  on case when z.wert_rechts is null then {right_key} else {partner} end = {left_key}",
                quoted(right_column),
            )
        }
    }

    /// Different values of both banks that meet, counted.
    pub(super) fn count_met(&self) -> String {
        let key = |table: &str, bank: &BridgeBank| {
            let column = bank.columns.first().map(|column| column.name.as_str());
            self.key(table, column.unwrap_or_default(), bank.part.as_deref())
        };
        let (left, right) = (key("l", &self.left), key("r", &self.right));
        format!(
            "select count(distinct {left}) as links, count(distinct {right}) as rechts\n{}",
            self.both()
        )
    }

    /// Values of one bank that the other has not and that nobody has decided on, with their rows, most rows first.
    pub(super) fn open_values(&self, of_left: bool, most: Option<usize>) -> Option<String> {
        let (left, right) = self.single()?;
        let (mine, theirs, name, other) = if of_left {
            (&self.left, &self.right, left, right)
        } else {
            (&self.right, &self.left, right, left)
        };
        let mine_key = self.key("m", name, mine.part.as_deref());
        let their_key = self.key("o", other, theirs.part.as_deref());
        let value = format!("cast(m.{} as varchar)", quoted(name));
        let (decided, undecided) = match &self.mended {
            Some(mended) if mended.of_left == of_left => {
                let column = if of_left { "wert_links" } else { "wert_rechts" };
                let by_hand = mended.name();
                (
                    format!("\nleft join {by_hand} as z\n  on {value} = z.{column}"),
                    format!("\n  and z.{column} is null"),
                )
            }
            _ => (String::new(), String::new()),
        };
        let limit = most.map_or(String::new(), |most| {
            format!("\norder by 2 desc, 1\nlimit {most}")
        });
        Some(format!(
            "select {value} as wert, count(*) as zeilen\nfrom {} as m\nleft join (select distinct {their_key} as \
             schluessel from {} as o) as f\n  on {mine_key} = f.schluessel{decided}\nwhere f.schluessel is null and \
             {value} is not null{undecided}\ngroup by 1{limit}",
            named(mine),
            named(theirs),
        ))
    }

    /// Rows of one bank with a value.
    pub(super) fn has_value(&self, of_left: bool, value: &str) -> String {
        let bank = if of_left { &self.left } else { &self.right };
        let column = bank.columns.first().map(|column| quoted(&column.name));
        format!(
            "select count(*) as anzahl\nfrom {} as o\nwhere cast(o.{} as varchar) = '{}'",
            named(bank),
            column.unwrap_or_default(),
            value.replace('\'', "''"),
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
        if let Some(climbed) = self.climbed() {
            return Some(self.ends_met(&climbed, most));
        }
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
        if let Some(climbed) = self.climbed() {
            return Some(self.ends_alone(&climbed, of_left, most));
        }
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

    fn single(&self) -> Option<(&str, &str)> {
        let ([left], [right]) = (self.left.columns.as_slice(), self.right.columns.as_slice())
        else {
            return None;
        };
        let is_join = self.bridge.kind == BridgeKind::Join;
        is_join.then_some((left.name.as_str(), right.name.as_str()))
    }

    /// A column in the forms that the bridge needs.
    fn key(&self, table: &str, column: &str, part: Option<&str>) -> String {
        let plain = format!("{table}.{}", quoted(column));
        key_of(plain, &self.bridge.measure.rules, part)
    }
}

/// An expression in the forms that a bridge needs: codes of normal forms, and of the one that takes a part out.
pub(crate) fn key_of(plain: String, rules: &[String], part: Option<&str>) -> String {
    if rules.is_empty() && part.is_none() {
        return format!("cast({plain} as varchar)");
    }
    let text = taken(plain, part);
    let is_of_values = |rule: &String| NormalForm::OF_VALUES.iter().any(|it| it.code() == rule);
    if rules.iter().any(is_of_values) {
        in_form(ALL_FORMS, &text)
    } else {
        text
    }
}

/// An expression, or that part of it that a form takes out.
pub(super) fn taken(plain: String, part: Option<&str>) -> String {
    let parts = NormalForm::OF_PARTS.into_iter();
    let taken = parts.filter(|form| part == Some(form.code()));
    taken.fold(plain, |text, form| {
        in_form(&form.code().replace('.', "_"), &text)
    })
}

/// The values of a key as its bank spells them; of several columns, one behind the other.
pub(super) fn spelled(table: &str, bank: &BridgeBank) -> String {
    let values = bank.columns.iter();
    let values = values.map(|column| format!("cast({table}.{} as varchar)", quoted(&column.name)));
    values.collect::<Vec<_>>().join(" || ' · ' || ")
}

/// All forms of values: what was counted. The rules of a bridge are those that were seen at work in samples; another may
/// be what brings a rare spelling over.
pub(super) const ALL_FORMS: &str = "alle_1";

/// A text in a normal form: the function has the version in its name, so that a view keeps its meaning.
pub(super) fn in_form(form: &str, text: &str) -> String {
    format!("norm_{form}({text})")
}

/// Columns of a bank with names of their own, those of the bridge first.
fn shown(bank: &BridgeBank, most: usize, used: &mut HashSet<String>) -> Vec<(String, String)> {
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
            (name.clone(), alias)
        })
        .collect()
}

/// A column of a table under its own name.
fn selected(table: &str, (name, alias): &(String, String)) -> String {
    let column = format!("{table}.{}", quoted(name));
    if alias == name {
        column
    } else {
        format!("{column} as {}", quoted(alias))
    }
}

fn known<'a>(bank: &'a BridgeBank, name: &str) -> Option<&'a Column> {
    bank.known_columns.iter().find(|column| column.name == name)
}

pub(super) fn named(bank: &BridgeBank) -> String {
    format!("{}.{}", bank.organisation.slug, bank.table)
}

pub(crate) fn quoted(name: &str) -> String {
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
