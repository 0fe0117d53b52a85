//! Where rows come from, and which of them.

use super::super::literal;
use super::super::setting::Footing;
use super::Setting;
use crate::bridges::{key_of, quoted};
use hebewerk_model::{ColumnRef, Comparator, Condition, Grouping, Inquiry, Level};

/// Name of the number of a row: no column is called so.
const ROW: &str = "\"zeile#\"";

/// The number of the rows of a table.
pub(super) fn row_of(table: usize) -> String {
    format!("t{table}.{ROW}")
}

/// A column with its table.
pub(super) fn plain(column: &ColumnRef) -> String {
    format!("t{}.{}", column.table, quoted(&column.column))
}

/// What is grouped by.
pub(in super::super) fn grouped(grouping: &Grouping) -> String {
    let column = plain(&grouping.column);
    match grouping.level {
        Level::Value => column,
        Level::Year => format!("cast(date_part('year', {column}) as bigint)"),
        Level::Month => format!("substr(cast({column} as varchar), 1, 7)"),
    }
}

/// What becomes of rows without a partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Partners {
    /// What the question says.
    AsAsked,
    /// They go.
    Needed,
}

/// The first `count` tables joined; those `numbered` have a number for each row.
pub(in super::super) fn from(
    setting: &Setting,
    numbered: &[usize],
    count: usize,
    partners: Partners,
) -> String {
    let mut sql = String::new();
    for (place, table) in setting.tables.iter().take(count).enumerate() {
        let name = if table.name.version == hebewerk_model::VersionSelector::Current {
            format!("{}.{}", table.name.schema, table.name.table)
        } else {
            format!("{}.{}", table.name.schema, quoted(&table.name.table_part()))
        };
        let rows = if numbered.contains(&place) {
            format!("(select *, row_number() over () as {ROW} from {name})")
        } else {
            name
        };
        match &table.footing {
            None => sql.push_str(&format!("from {rows} as t{place}")),
            Some(footing) => {
                let kind = if footing.keeps_all && partners == Partners::AsAsked {
                    "left join"
                } else {
                    "join"
                };
                let equal = equal(footing, place).join("\n  and ");
                sql.push_str(&format!("\n{kind} {rows} as t{place}\n  on {equal}"));
            }
        }
    }
    sql
}

fn equal(footing: &Footing, place: usize) -> Vec<String> {
    let pairs = footing.theirs.iter().zip(&footing.mine);
    pairs
        .map(|(theirs, mine)| {
            let theirs = format!("t{}.{}", footing.on, quoted(theirs));
            let mine = format!("t{place}.{}", quoted(mine));
            format!(
                "{} = {}",
                key_of(theirs, &footing.rules, footing.their_part.as_deref()),
                key_of(mine, &footing.rules, footing.my_part.as_deref()),
            )
        })
        .collect()
}

/// The conditions on rows, with `where` in front; nothing if there are none.
pub(in super::super) fn conditions(inquiry: &Inquiry, setting: &Setting) -> String {
    let conditions = inquiry.conditions.iter();
    let conditions: Vec<String> = conditions.map(|one| condition(one, setting)).collect();
    if conditions.is_empty() {
        return String::new();
    }
    format!("\nwhere {}", conditions.join("\n  and "))
}

fn condition(condition: &Condition, setting: &Setting) -> String {
    let column = plain(&condition.column);
    let value = || {
        let known = setting.column(&condition.column);
        let value = known.and_then(|known| literal(known.column_type, &condition.value));
        value.unwrap_or_else(|| "null".to_owned())
    };
    match condition.comparator {
        Comparator::IsNull => format!("{column} is null"),
        Comparator::NotNull => format!("{column} is not null"),
        Comparator::Ne => format!("({column} is distinct from {})", value()),
        Comparator::Contains => format!(
            "strpos(lower({column}), {}) > 0",
            literal::text(&condition.value.to_lowercase())
        ),
        comparator => format!("{column} {} {}", sign(comparator), value()),
    }
}

/// Whether two values are the same, missing ones too. In brackets, as the engine's parser takes everything after
/// `is not distinct from`, a following `and` too, for its right side.
pub(super) fn alike(one: &str, other: &str) -> String {
    format!("({one} is not distinct from {other})")
}

/// The sign of a comparison of values.
pub(super) const fn sign(comparator: Comparator) -> &'static str {
    match comparator {
        Comparator::Ne => "<>",
        Comparator::Lt => "<",
        Comparator::Le => "<=",
        Comparator::Gt => ">",
        Comparator::Ge => ">=",
        Comparator::Eq | Comparator::Contains | Comparator::IsNull | Comparator::NotNull => "=",
    }
}
