//! What the checklist is to look at, as forms say it.

use crate::Words;
use crate::fragments::column_card::label;
use crate::query::Query;
use hebewerk_hub::ReleaseView;
use hebewerk_model::{CheckKind, ColumnName, ReleaseChoice};

/// The choice as fields of a form, hidden or not.
pub(super) struct Chosen {
    pub(super) quasi: Vec<String>,
    pub(super) sensitive: String,
    pub(super) counts: String,
    pub(super) least: u32,
    pub(super) diverse: u32,
}

/// A column that may be chosen.
pub(super) struct ColumnChoice {
    /// As forms name it: `tabelle.spalte`.
    pub(super) value: String,
    pub(super) label: String,
    pub(super) is_quasi: bool,
    pub(super) is_sensitive: bool,
    pub(super) is_counts: bool,
}

/// Where somebody says why an item does not apply.
pub(super) struct ReasonField {
    /// Name of the field.
    pub(super) name: String,
    pub(super) label: String,
    pub(super) text: String,
}

impl Chosen {
    pub(super) fn of(choice: &ReleaseChoice) -> Self {
        let optional = |name: &Option<ColumnName>| name.as_ref().map(value).unwrap_or_default();
        Self {
            quasi: choice.quasi.iter().map(value).collect(),
            sensitive: optional(&choice.sensitive),
            counts: optional(&choice.counts),
            least: choice.least,
            diverse: choice.diverse,
        }
    }
}

/// The choice of a form; none if the address holds none.
pub(super) fn chosen(query: &Query) -> Option<ReleaseChoice> {
    query.get("mindestens")?;
    let number = |name: &str| query.get(name).and_then(|text| text.parse().ok());
    let reasons = CheckKind::ALL.into_iter().filter_map(|kind| {
        let text = query.get(&field(kind))?;
        Some((kind, text.to_owned()))
    });
    Some(ReleaseChoice {
        quasi: query.all("merkmal").filter_map(named).collect(),
        sensitive: query.get("sensibel").and_then(named),
        counts: query.get("anzahl").and_then(named),
        // What is no number is refused like one that is too small.
        least: number("mindestens").unwrap_or(0),
        diverse: number("verschieden").unwrap_or(0),
        reasons: reasons.collect(),
    })
}

/// The columns of the version the checklist is about.
pub(super) fn columns(view: &ReleaseView) -> Vec<ColumnChoice> {
    let Some(subject) = &view.subject else {
        return Vec::new();
    };
    let several = subject.tables.len() > 1;
    let mut choices = Vec::new();
    for table in &subject.tables {
        for column in &table.columns {
            let name = ColumnName {
                table: table.sql_name.clone(),
                column: column.name.clone(),
            };
            let label = label(column);
            choices.push(ColumnChoice {
                value: value(&name),
                label: if several {
                    format!("{}: {label}", table.name)
                } else {
                    label
                },
                is_quasi: view.choice.quasi.contains(&name),
                is_sensitive: view.choice.sensitive.as_ref() == Some(&name),
                is_counts: view.choice.counts.as_ref() == Some(&name),
            });
        }
    }
    choices
}

/// Fields for the items that need not apply.
pub(super) fn reasons(w: Words, choice: &ReleaseChoice) -> Vec<ReasonField> {
    let kinds = CheckKind::ALL.into_iter();
    kinds
        .filter(|kind| kind.may_not_apply())
        .map(|kind| ReasonField {
            name: field(kind),
            label: w
                .t1(
                    "release-choice-why",
                    "check",
                    w.code("release-check", kind.code()).as_ref(),
                )
                .into_owned(),
            text: choice.reasons.get(&kind).cloned().unwrap_or_default(),
        })
        .collect()
}

fn field(kind: CheckKind) -> String {
    format!("grund_{}", kind.code())
}

fn value(name: &ColumnName) -> String {
    format!("{}.{}", name.table, name.column)
}

fn named(text: &str) -> Option<ColumnName> {
    let (table, column) = text.split_once('.')?;
    Some(ColumnName {
        table: table.to_owned(),
        column: column.to_owned(),
    })
}
