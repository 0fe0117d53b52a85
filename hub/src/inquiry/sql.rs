//! A question as SQL that people can read, copy and change.
//!
//! Where nothing repeats rows it is one plain `select … group by`. Where a bridge lets rows meet several others, each table
//! whose rows would be repeated is counted for itself: every row gets a number, and within a group stands once.

mod once;
mod tables;

use super::check::year_of;
use super::{Setting, literal};
use crate::bridges::quoted;
use hebewerk_model::{
    AggregateKind, ColumnRef, ColumnType, Inquiry, Level, Measured, Ordered, Shape,
};
use once::Counted;
pub(super) use tables::{Partners, conditions, from, grouped};

/// What a column of the answer is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// A grouping, by its place.
    Group(usize),
    /// A value, by its place.
    Value(usize),
    /// A column of the rows themselves.
    Row(ColumnRef),
}

/// A column of the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerColumn {
    /// Its name in the answer: unique.
    pub name: String,
    /// What it is.
    pub meaning: Meaning,
}

/// A question as SQL, with what its answer's columns are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The statement.
    pub sql: String,
    /// Columns of its answer, in order.
    pub columns: Vec<AnswerColumn>,
}

/// The statement of a question that [`super::check`] found nothing wrong with. `most` bounds rows of a question that does not
/// count and names no bound itself.
pub fn statement(inquiry: &Inquiry, setting: &Setting, most: Option<u32>) -> Statement {
    if !inquiry.counts() {
        return rows(inquiry, setting, most);
    }
    let values = inquiry.values();
    let columns = names(inquiry, setting, &values);
    let counted = Counted::of(setting, &values);
    let wants_all_groups = values
        .iter()
        .any(|value| matches!(value.shape, Shape::Share | Shape::YearBefore));
    let sql = if counted.is_plain() && !wants_all_groups {
        plain(inquiry, setting, &counted, &columns)
    } else {
        layered(inquiry, setting, &counted, &columns)
    };
    Statement { sql, columns }
}

/// One select that groups.
fn plain(
    inquiry: &Inquiry,
    setting: &Setting,
    counted: &Counted<'_>,
    columns: &[AnswerColumn],
) -> String {
    let groups = inquiry.groups.len();
    let expressions: Vec<String> = inquiry
        .groups
        .iter()
        .map(grouped)
        .chain(
            counted
                .values
                .iter()
                .map(|value| counted.direct_value(value)),
        )
        .collect();
    let selected = expressions.iter().zip(columns);
    let selected: Vec<String> = selected
        .map(|(expression, column)| format!("{expression} as {}", quoted(&column.name)))
        .collect();
    let mut sql = format!(
        "select {}\n{}{}",
        selected.join(",\n       "),
        from(
            setting,
            &counted.numbered,
            setting.tables.len(),
            Partners::AsAsked
        ),
        conditions(inquiry, setting),
    );
    if groups > 0 {
        let places: Vec<String> = (1..=groups).map(|place| place.to_string()).collect();
        sql.push_str(&format!("\ngroup by {}", places.join(", ")));
    }
    let kept = inquiry.kept.iter().filter_map(|kept| {
        let expression = expressions.get(groups + kept.value)?;
        Some(compared(expression, kept))
    });
    let kept: Vec<String> = kept.collect();
    if !kept.is_empty() {
        sql.push_str(&format!("\nhaving {}", kept.join("\n   and ")));
    }
    sql.push_str(&ending(inquiry, columns));
    sql
}

/// Counted first, then put in relation, then chosen from.
fn layered(
    inquiry: &Inquiry,
    setting: &Setting,
    counted: &Counted<'_>,
    columns: &[AnswerColumn],
) -> String {
    let mut steps = counted.steps(inquiry, setting);
    let groups = inquiry.groups.len();
    let mut selected: Vec<String> = (0..groups)
        .zip(columns)
        .map(|(place, column)| format!("a.g{place} as {}", quoted(&column.name)))
        .collect();
    let values = counted.values.iter().zip(columns.iter().skip(groups));
    selected.extend(
        values.map(|(value, column)| {
            format!("{} as {}", counted.shaped(value), quoted(&column.name))
        }),
    );
    let before = year_before(inquiry, setting, counted.values);
    let result = format!(
        "select {}\nfrom gezaehlt as a{before}",
        selected.join(",\n       ")
    );
    let kept: Vec<String> = inquiry
        .kept
        .iter()
        .filter_map(|kept| {
            let column = columns.get(groups + kept.value)?;
            Some(compared(&quoted(&column.name), kept))
        })
        .collect();
    let last = if kept.is_empty() {
        result
    } else {
        steps.push(("ergebnis".to_owned(), result));
        format!("select *\nfrom ergebnis\nwhere {}", kept.join("\n  and "))
    };
    let steps: Vec<String> = steps
        .into_iter()
        .map(|(name, sql)| format!("{name} as (\n{}\n)", indented(&sql)))
        .collect();
    format!(
        "with {}\n{last}{}",
        steps.join(",\n"),
        ending(inquiry, columns)
    )
}

/// The groups of a year before beside those of a year, if something is compared with them.
fn year_before(inquiry: &Inquiry, setting: &Setting, values: &[Measured]) -> String {
    let wants = values.iter().any(|value| value.shape == Shape::YearBefore);
    let Some(year) = year_of(inquiry, setting).filter(|_| wants) else {
        return String::new();
    };
    let mut equal: Vec<String> = (0..inquiry.groups.len())
        .filter(|place| *place != year)
        .map(|place| tables::alike(&format!("v.g{place}"), &format!("a.g{place}")))
        .collect();
    let is_month = inquiry
        .groups
        .get(year)
        .is_some_and(|grouping| grouping.level == Level::Month);
    equal.push(if is_month {
        format!(
            "v.g{year} = concat(cast(cast(substr(a.g{year}, 1, 4) as bigint) - 1 as varchar), substr(a.g{year}, 5))"
        )
    } else {
        format!("v.g{year} = a.g{year} - 1")
    });
    format!("\nleft join gezaehlt as v\n  on {}", equal.join("\n  and "))
}

fn compared(expression: &str, kept: &hebewerk_model::KeptGroups) -> String {
    let number = literal::number(&kept.number).unwrap_or_else(|| "null".to_owned());
    format!("{expression} {} {number}", tables::sign(kept.comparator))
}

/// The rows themselves: all columns people can read, in an order that is always the same.
fn rows(inquiry: &Inquiry, setting: &Setting, most: Option<u32>) -> Statement {
    let mut names = Names::default();
    let mut columns = Vec::new();
    let mut selected = Vec::new();
    for (place, table) in setting.tables.iter().enumerate() {
        let readable = |column: &&hebewerk_model::Column| {
            !matches!(column.column_type, ColumnType::Binary | ColumnType::Json)
        };
        for column in table.columns.iter().filter(readable).take(MOST_COLUMNS) {
            let name = names.fresh(&column.name);
            let plain = format!("t{place}.{}", quoted(&column.name));
            selected.push(if name == column.name {
                plain
            } else {
                format!("{plain} as {}", quoted(&name))
            });
            columns.push(AnswerColumn {
                name,
                meaning: Meaning::Row(ColumnRef {
                    table: place,
                    column: column.name.clone(),
                }),
            });
        }
    }
    let places: Vec<String> = (1..=columns.len()).map(|place| place.to_string()).collect();
    let mut sql = format!(
        "select {}\n{}{}\norder by {}",
        selected.join(",\n       "),
        from(setting, &[], setting.tables.len(), Partners::AsAsked),
        conditions(inquiry, setting),
        places.join(", "),
    );
    if let Some(first) = inquiry.first.or(most) {
        sql.push_str(&format!("\nlimit {first}"));
    }
    Statement { sql, columns }
}

/// Columns of each table in the rows themselves.
const MOST_COLUMNS: usize = 30;

/// Order and bound.
fn ending(inquiry: &Inquiry, columns: &[AnswerColumn]) -> String {
    let groups = inquiry.groups.len();
    let mut order: Vec<(usize, bool)> = Vec::new();
    match inquiry.order {
        Some(Ordered::Value { place, descending }) => order.push((groups + place, descending)),
        Some(Ordered::Group { place, descending }) => order.push((place, descending)),
        None => {}
    }
    for place in 0..groups {
        if !order.iter().any(|(known, _)| *known == place) {
            order.push((place, false));
        }
    }
    let order: Vec<String> = order
        .into_iter()
        .filter_map(|(place, descending)| {
            let name = quoted(&columns.get(place)?.name);
            let way = if descending { " desc" } else { "" };
            Some(format!("{name}{way} nulls last"))
        })
        .collect();
    let mut sql = String::new();
    if !order.is_empty() {
        sql.push_str(&format!("\norder by {}", order.join(", ")));
    }
    if let Some(first) = inquiry.first {
        sql.push_str(&format!("\nlimit {first}"));
    }
    sql
}

fn names(inquiry: &Inquiry, setting: &Setting, values: &[Measured]) -> Vec<AnswerColumn> {
    let mut names = Names::default();
    let mut columns = Vec::new();
    for (place, grouping) in inquiry.groups.iter().enumerate() {
        let name = match grouping.level {
            Level::Value => grouping.column.column.clone(),
            level => format!("{}_{}", grouping.column.column, level.code()),
        };
        columns.push(AnswerColumn {
            name: names.fresh(&name),
            meaning: Meaning::Group(place),
        });
    }
    for (place, value) in values.iter().enumerate() {
        columns.push(AnswerColumn {
            name: names.fresh(&value_name(value, setting)),
            meaning: Meaning::Value(place),
        });
    }
    columns
}

fn value_name(value: &Measured, setting: &Setting) -> String {
    let base = if value.kind == AggregateKind::Count {
        let table = setting.tables.get(value.column.table);
        let table = table.map(|table| table.name.table.to_string());
        match table.filter(|_| value.column.table > 0) {
            Some(table) => format!("anzahl_{table}"),
            None => "anzahl".to_owned(),
        }
    } else {
        format!("{}_{}", value.kind.code(), value.column.column)
    };
    match &value.shape {
        Shape::Plain => base,
        Shape::Share => format!("{base}_anteil"),
        Shape::YearBefore => format!("{base}_zum_vorjahr"),
        Shape::Per(per) => format!("{base}_je_{}_{}", per.of, per.column.column),
    }
}

/// Names that are taken.
#[derive(Default)]
struct Names(Vec<String>);

impl Names {
    fn fresh(&mut self, name: &str) -> String {
        let mut fresh = name.to_owned();
        let mut number = 2;
        while self
            .0
            .iter()
            .any(|known| known.eq_ignore_ascii_case(&fresh))
        {
            fresh = format!("{name}_{number}");
            number += 1;
        }
        self.0.push(fresh.clone());
        fresh
    }
}

fn indented(sql: &str) -> String {
    let lines: Vec<String> = sql.lines().map(|line| format!("  {line}")).collect();
    lines.join("\n")
}
