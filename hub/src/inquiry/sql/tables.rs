//! Where rows come from, and which of them.

use super::super::literal;
use super::super::setting::{Footing, FootingClimb};
use super::Setting;
use crate::bridges::{Climbed, key_of, quoted};
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
        let rows = match &table.footing {
            Some(footing) => with_partners(footing, rows),
            None => rows,
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
                sql.push_str(&beside(footing, place));
                sql.push_str(&format!("\n{kind} {rows} as t{place}\n  on {equal}"));
            }
        }
    }
    sql
}

/// Name of the key of rows some of which got a partner by hand: no column is called so.
const KEY: &str = "\"schluessel#\"";

/// The rows of a table with their key, where it lies beyond steps, or some of them got a partner by hand. A value without
/// a partner has no key.
fn with_partners(footing: &Footing, rows: String) -> String {
    if let (Some(steps), Some(mine)) = (over(footing), footing.mine.first()) {
        let (meets, leads) = if steps.theirs_is_fine {
            ("grob", "fein")
        } else {
            ("fein", "grob")
        };
        let Climbed::Over(between) = &steps.how else {
            return rows;
        };
        let mine = format!("r.{}", quoted(mine));
        let mine = steps.how.key_of(mine, footing.my_part.as_deref());
        return format!(
            "(select r.*, s.{leads} as {KEY} from {rows} as r join {between} as s on {mine} = s.{meets})"
        );
    }
    let hand = footing.by_hand.as_ref().filter(|hand| !hand.of_theirs);
    let (Some(hand), Some(mine)) = (hand, footing.mine.first()) else {
        return rows;
    };
    let (values, partners) = (quoted(&hand.values), quoted(&hand.partners));
    let mine = format!("r.{}", quoted(mine));
    let own = key_of(mine.clone(), &footing.rules, footing.my_part.as_deref());
    let partner = key_of(
        format!("z.{partners}"),
        &footing.rules,
        footing.their_part.as_deref(),
    );
    format!(
        "(select r.*, case when z.{values} is null then {own} else {partner} end as {KEY} from {rows} as r left join {} as \
         z on cast({mine} as varchar) = z.{values})",
        hand.table,
    )
}

/// The steps over a third table, if there are any.
fn over(footing: &Footing) -> Option<&FootingClimb> {
    let climb = footing.climb.as_ref();
    climb.filter(|climb| matches!(climb.how, Climbed::Over(_)))
}

/// What was put together by hand of values of the earlier table, beside that.
fn beside(footing: &Footing, place: usize) -> String {
    let hand = footing.by_hand.as_ref().filter(|hand| hand.of_theirs);
    let (Some(hand), Some(theirs)) = (hand, footing.theirs.first()) else {
        return String::new();
    };
    format!(
        "\nleft join {} as z{place}\n  on cast(t{}.{} as varchar) = z{place}.{}",
        hand.table,
        footing.on,
        quoted(theirs),
        quoted(&hand.values),
    )
}

fn equal(footing: &Footing, place: usize) -> Vec<String> {
    if let Some(climb) = &footing.climb {
        return climbed(footing, climb, place);
    }
    let their_key = |column| key_of(column, &footing.rules, footing.their_part.as_deref());
    let my_key = |column| key_of(column, &footing.rules, footing.my_part.as_deref());
    let pairs = footing.theirs.iter().zip(&footing.mine);
    pairs
        .map(|(theirs, mine)| {
            let theirs = their_key(format!("t{}.{}", footing.on, quoted(theirs)));
            let mine = format!("t{place}.{}", quoted(mine));
            let Some(hand) = &footing.by_hand else {
                return format!("{theirs} = {}", my_key(mine));
            };
            if !hand.of_theirs {
                return format!("{theirs} = t{place}.{KEY}");
            }
            let (value, partner) = (quoted(&hand.values), quoted(&hand.partners));
            let partner = my_key(format!("z{place}.{partner}"));
            format!(
                "case when z{place}.{value} is null then {theirs} else {partner} end = {}",
                my_key(mine)
            )
        })
        .collect()
}

/// Both columns where they meet, one being finer than the other.
fn climbed(footing: &Footing, climb: &FootingClimb, place: usize) -> Vec<String> {
    let pairs = footing.theirs.iter().zip(&footing.mine);
    let equal = pairs.map(|(theirs, mine)| {
        let theirs = format!("t{}.{}", footing.on, quoted(theirs));
        let theirs = climb.how.key_of(theirs, footing.their_part.as_deref());
        let mine = match &climb.how {
            Climbed::Over(_) => format!("t{place}.{KEY}"),
            Climbed::Calendar(_) => {
                let mine = format!("t{place}.{}", quoted(mine));
                climb.how.key_of(mine, footing.my_part.as_deref())
            }
        };
        format!("{theirs} = {mine}")
    });
    equal.collect()
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
