//! Answers one question a line, as JSON, so that other programs can be compared with this crate
//! (`cargo xtask bench anonymity`).
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a tool of the bench; what it is asked is made by the bench"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;

use hebewerk_disclosure::{
    Attack, Cell, Classes, Dimension, Distance, Interval, Table, sensitive, suppress,
};
use serde_json::{Value, json};

fn main() {
    for line in std::io::stdin().lock().lines() {
        let question: Value = serde_json::from_str(&line.unwrap()).unwrap();
        let answer = if question["rows"].is_array() {
            anonymity(&question)
        } else {
            suppression(&question)
        };
        println!("{answer}");
    }
}

/// `rows`: pairs of class and place of the sensitive value; `ordered`: whether these are numbers.
fn anonymity(question: &Value) -> Value {
    let rows = question["rows"].as_array().unwrap().iter();
    let pairs = rows.map(|row| (row[0].as_u64().unwrap(), row[1].as_u64().unwrap()));
    let classes = Classes::from_rows(pairs);
    let distance = if question["ordered"].as_bool().unwrap() {
        Distance::Ordered
    } else {
        Distance::Equal
    };
    json!({
        "k": classes.k(),
        "alpha": classes.alpha(),
        "distinct_l": classes.distinct_l(),
        "entropy_l": classes.entropy_l(),
        "t": classes.t(distance),
    })
}

/// `above`: the dimensions; `counts`: lines and count; `least`. Answers with what SciPy needs to attack the result:
/// values, relations, and what was withheld, or none where the table cannot be protected.
fn suppression(question: &Value) -> Value {
    let dimensions = question["above"].as_array().unwrap().iter();
    let dimension = |above: &Value| {
        let lines = above.as_array().unwrap().iter();
        let sums = lines.map(|sum| sum.as_u64().map(|sum| sum as usize));
        Dimension::tree(sums.collect()).unwrap()
    };
    let counts: Vec<(Vec<usize>, u64)> =
        serde_json::from_value(question["counts"].clone()).unwrap();
    let table = Table::of_counts(dimensions.map(dimension).collect(), &counts);
    let least = question["least"].as_u64().unwrap();
    let sensitive: BTreeMap<Cell, Interval> = (0..table.cells())
        .filter_map(|cell| Some((cell, sensitive::too_few(table.value(cell) as u64, least)?)))
        .collect();
    let withheld: Option<BTreeSet<Cell>> = suppress(&table, &sensitive)
        .ok()
        .map(|done| done.withheld());
    let relations = table.relations().iter();
    let attack = Attack::new(&table, withheld.iter().flatten().copied());
    let seen: Vec<(Cell, f64, Option<f64>)> = sensitive
        .keys()
        .map(|cell| (*cell, attack.on(*cell)))
        .map(|(cell, seen)| {
            (
                cell,
                seen.lowest,
                Some(seen.highest).filter(|it| it.is_finite()),
            )
        })
        .collect();
    json!({
        "values": (0..table.cells()).map(|cell| table.value(cell)).collect::<Vec<_>>(),
        "relations": relations.map(|it| json!([it.sum, it.parts])).collect::<Vec<_>>(),
        "sensitive": sensitive,
        "withheld": withheld,
        "seen": seen,
    })
}
