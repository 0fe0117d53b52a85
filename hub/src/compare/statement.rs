//! The statements that compare two versions of a table.
//!
//! Rows are counted +1 on the new and -1 on the old side and added up by their values: what is left differs. One
//! aggregation, no join, rows that occur several times and missing values included.

use super::columns::Pair;
use hebewerk_model::{Column, TableName};

type Names<'a> = (&'a TableName, &'a TableName);

/// Counts rows that are new and rows that are gone.
pub(super) fn whole(names: Names<'_>, pairs: &[Pair]) -> String {
    format!(
        "{}
select cast(coalesce(sum(case when d > 0 then d else 0 end), 0) as bigint),
       cast(coalesce(sum(case when d < 0 then 0 - d else 0 end), 0) as bigint)
from differing",
        differing(names, pairs)
    )
}

/// Counts rows that are new, gone and changed; the first pair is the key.
pub(super) fn keyed(names: Names<'_>, pairs: &[Pair]) -> String {
    format!(
        "{},
by_key as (select c0, max(d) as most, min(d) as least from differing group by c0)
select cast(coalesce(sum(case when least > 0 then 1 else 0 end), 0) as bigint),
       cast(coalesce(sum(case when most < 0 then 1 else 0 end), 0) as bigint),
       cast(coalesce(sum(case when most > 0 and least < 0 then 1 else 0 end), 0) as bigint)
from by_key",
        differing(names, pairs)
    )
}

/// Some changed rows, each as it was and then as it is.
pub(super) fn examples(names: Names<'_>, pairs: &[Pair], rows: u64) -> String {
    let columns = numbered(pairs);
    format!(
        "{}
select {columns}
from differing
where c0 in (select c0 from differing group by c0 having max(d) > 0 and min(d) < 0)
order by c0, d
limit {}",
        differing(names, pairs),
        2 * rows
    )
}

fn differing((old, new): Names<'_>, pairs: &[Pair]) -> String {
    let columns = numbered(pairs);
    let side = |pick: fn(&Pair) -> &Column| -> String {
        let picked = pairs.iter().enumerate().map(|(number, pair)| {
            let name = format!("\"{}\"", pick(pair).name.replace('"', "\"\""));
            if pair.before.column_type == pair.after.column_type {
                format!("{name} as c{number}")
            } else {
                format!("cast({name} as double) as c{number}")
            }
        });
        picked.collect::<Vec<_>>().join(", ")
    };
    format!(
        "with both_sides as (
    select {}, 1 as s from {new}
    union all
    select {}, -1 as s from {old}
),
differing as (select {columns}, sum(s) as d from both_sides group by {columns} having sum(s) <> 0)",
        side(|pair| &pair.after),
        side(|pair| &pair.before),
    )
}

fn numbered(pairs: &[Pair]) -> String {
    let names: Vec<String> = (0..pairs.len())
        .map(|number| format!("c{number}"))
        .collect();
    names.join(", ")
}
