//! How many rows each step leaves, counted as the asker sees them.

use super::Setting;
use super::sql::{Partners, conditions, from, grouped};
use crate::bridges::quoted;
use hebewerk_model::{AggregateKind, ColumnRef, Inquiry, Shape};

/// Below so many cases a mean or a share says little, and may say much about single ones.
pub(super) const FEW: u32 = 5;

/// The columns whose missing values an answer is silent about: what is added up, and what it is put in relation to.
pub(super) fn added_up(inquiry: &Inquiry) -> Vec<ColumnRef> {
    let mut columns: Vec<ColumnRef> = Vec::new();
    for value in &inquiry.values {
        let is_sum = value.kind.needs_numbers() && value.kind != AggregateKind::Count;
        let mine = is_sum.then_some(&value.column);
        let below = match &value.shape {
            Shape::Per(per) => Some(&per.column),
            _ => None,
        };
        for column in [mine, below].into_iter().flatten() {
            if !columns.contains(column) {
                columns.push(column.clone());
            }
        }
    }
    columns
}

/// A statement with one row of counts: all rows of the first table; those that find a partner over the first bridge, over
/// the first two…; those that satisfy the conditions; joined rows that do; groups with few cases; rows without a value
/// in each column that is added up.
pub fn step_rows_sql(inquiry: &Inquiry, setting: &Setting) -> String {
    let count = setting.tables.len();
    let all: Vec<usize> = (0..count).collect();
    let narrowed = format!(
        "{}{}",
        from(setting, &all, count, Partners::AsAsked),
        conditions(inquiry, setting)
    );
    let mut counts = vec![format!(
        "select count(*)\n{}",
        from(setting, &[], 1, Partners::AsAsked)
    )];
    for joined in 2..=count {
        let rows = from(setting, &[0], joined, Partners::Needed);
        counts.push(format!("select count(distinct t0.\"zeile#\")\n{rows}"));
    }
    counts.push(format!("select count(distinct t0.\"zeile#\")\n{narrowed}"));
    counts.push(format!("select count(*)\n{narrowed}"));
    counts.push(few(inquiry, &narrowed));
    let word = if inquiry.conditions.is_empty() {
        "where"
    } else {
        "and"
    };
    for column in added_up(inquiry) {
        let table = column.table;
        counts.push(format!(
            "select count(distinct t{table}.\"zeile#\")\n{narrowed}\n{word} t{table}.{} is null",
            quoted(&column.column)
        ));
    }
    let counts: Vec<String> = counts
        .into_iter()
        .enumerate()
        .map(|(place, count)| format!("({count}) as n{place}"))
        .collect();
    format!("select {}", counts.join(",\n"))
}

fn few(inquiry: &Inquiry, narrowed: &str) -> String {
    if inquiry.groups.is_empty() {
        return "select 0".to_owned();
    }
    let groups: Vec<String> = inquiry.groups.iter().map(grouped).collect();
    format!(
        "select count(*) from (select count(distinct t0.\"zeile#\") as n\n{narrowed}\ngroup by {}\nhaving \
         count(distinct t0.\"zeile#\") < {FEW}) as f",
        groups.join(", ")
    )
}
