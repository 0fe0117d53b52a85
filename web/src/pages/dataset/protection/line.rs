//! Personal data and rules as they stand in the list.

use crate::Words;
use crate::fragments::column_card::label;
use crate::fragments::mask_words::mask_words;
use crate::pages::dataset::edit::Choice;
use hebewerk_hub::{ProtectedColumn, ProtectedTable, ProtectionView};
use hebewerk_model::{Binds, ColumnName, RowCondition, Verdict};

/// A column with personal data.
pub(super) struct PersonLine {
    /// As forms name it.
    pub(super) value: String,
    pub(super) label: String,
    /// Table, where there are several.
    pub(super) table: Option<String>,
    pub(super) kind: String,
    pub(super) kind_code: &'static str,
    pub(super) status: String,
    /// Class of the status' colour.
    pub(super) class: &'static str,
    pub(super) reason: Option<String>,
    /// What may be decided.
    pub(super) verdicts: Vec<Choice>,
}

/// A rule on a column or on rows.
pub(super) struct RuleLine {
    /// By which a form names it: `spalte:0`, `zeilen:2`.
    pub(super) value: String,
    pub(super) column: String,
    pub(super) what: String,
    pub(super) binds: String,
    pub(super) reason: String,
}

/// Columns in which personal data were found, or that somebody called personal.
pub(super) fn persons(w: Words, view: &ProtectionView) -> Vec<PersonLine> {
    let several = view.tables.len() > 1;
    let mut lines = Vec::new();
    for table in &view.tables {
        for column in &table.columns {
            lines.extend(person(w, table, column, several));
        }
    }
    lines
}

fn person(
    w: Words,
    table: &ProtectedTable,
    column: &ProtectedColumn,
    several: bool,
) -> Option<PersonLine> {
    let kind = match (&column.found, &column.review) {
        (Some(found), _) => found.kind,
        (None, Some(review)) => review.kind,
        (None, None) => return None,
    };
    let verdict = column.review.as_ref().map(|review| review.verdict);
    let (status, class) = match verdict {
        None => ("protection-unreviewed", "hw-lage--acht"),
        Some(Verdict::NotPersonal) => ("protection-not-personal", ""),
        Some(Verdict::Personal) => ("protection-personal", "hw-lage--aus"),
    };
    let offer = |code: &str, is_chosen| Choice {
        value: code.to_owned(),
        label: w.code("verdict", code).into_owned(),
        is_chosen,
        explained: w.code("verdict-explained", code).into_owned(),
    };
    Some(PersonLine {
        value: format!("{}.{}", table.sql_name, column.column.name),
        label: label(&column.column),
        table: several.then(|| table.name.clone()),
        kind: w.code("personal-kind", kind.code()).into_owned(),
        kind_code: kind.code(),
        status: w.t(status).into_owned(),
        class,
        reason: column.review.as_ref().map(|review| review.reason.clone()),
        verdicts: vec![
            offer("personal", verdict == Some(Verdict::Personal)),
            offer("not_personal", verdict == Some(Verdict::NotPersonal)),
        ],
    })
}

/// Rules, those on rows first: they say which rows there are at all.
pub(super) fn rules(w: Words, view: &ProtectionView) -> Vec<RuleLine> {
    let protection = &view.dataset.protection;
    let rows = protection.rows.iter().enumerate();
    let rows = rows.map(|(place, rule)| RuleLine {
        value: format!("zeilen:{place}"),
        column: named(view, &rule.column),
        what: condition_words(w, &rule.condition),
        binds: binds(w, rule.binds),
        reason: rule.reason.clone(),
    });
    let columns = protection.columns.iter().enumerate();
    let columns = columns.map(|(place, rule)| RuleLine {
        value: format!("spalte:{place}"),
        column: named(view, &rule.column),
        what: mask_words(w, rule.mask),
        binds: binds(w, rule.binds),
        reason: rule.reason.clone(),
    });
    // Where a column is there, its decision stands beside it.
    let lost = protection.reviews.iter().enumerate();
    let lost = lost.filter(|(_place, review)| view.misfits.contains(&review.column));
    let lost = lost.map(|(place, review)| RuleLine {
        value: format!("person:{place}"),
        column: named(view, &review.column),
        what: w.t("protection-personal").into_owned(),
        binds: binds(w, Binds::Outside),
        reason: review.reason.clone(),
    });
    rows.chain(columns).chain(lost).collect()
}

fn binds(w: Words, binds: Binds) -> String {
    w.code("binds", binds.code()).into_owned()
}

/// The heading of a column, with its table where there are several; its name where it is gone.
fn named(view: &ProtectionView, name: &ColumnName) -> String {
    let mut tables = view.tables.iter();
    let table = tables.find(|table| table.sql_name == name.table);
    let column = table.and_then(|table| {
        let mut columns = table.columns.iter();
        columns.find(|column| column.column.name == name.column)
    });
    let heading = column.map_or_else(|| name.column.clone(), |column| label(&column.column));
    match table {
        Some(table) if view.tables.len() > 1 => format!("{}: {heading}", table.name),
        _ => heading,
    }
}

/// Which rows are seen, in a sentence.
pub(in crate::pages::dataset) fn condition_words(w: Words, condition: &RowCondition) -> String {
    match condition {
        RowCondition::OneOf { values } => w.t2(
            "row-rule-one-of",
            "count",
            values.len(),
            "values",
            values.join(", "),
        ),
        RowCondition::Between {
            from: Some(from),
            to: Some(to),
        } => w.t2("row-rule-between", "from", from, "to", to),
        RowCondition::Between {
            from: Some(from), ..
        } => w.t1("row-rule-from", "from", from),
        RowCondition::Between { to, .. } => {
            w.t1("row-rule-to", "to", to.as_deref().unwrap_or_default())
        }
        RowCondition::OwnOffice => w.t("row-rule-own-office"),
    }
    .into_owned()
}
