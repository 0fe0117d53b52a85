//! The contract of `--json`.

use super::Found;
use super::records::Side;
use hebewerk_bridge::linkage::{Field, Linked, SURE, Verdict, WORTH_A_LOOK};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// All that was found.
pub(super) fn json(found: &Found, with_values: bool) -> Value {
    let pairs: Vec<Value> = found
        .pairs
        .iter()
        .map(|pair| told(found, pair, with_values))
        .collect();
    let count = |verdict| {
        let is_it = |pair: &&Linked| pair.verdict == verdict;
        found.pairs.iter().filter(is_it).count()
    };
    let met: BTreeSet<usize> = found.pairs.iter().map(|pair| pair.left).collect();
    json!({
        "left": side(&found.left),
        "right": side(&found.right),
        "thresholds": { "same": SURE, "review": WORTH_A_LOOK },
        "counts": {
            "left_rows": found.left.records.len(),
            "right_rows": found.right.records.len(),
            "same": count(Verdict::Same),
            "review": count(Verdict::Review),
            "left_alone": found.left.records.len() - met.len(),
        },
        "pairs": pairs,
    })
}

fn side(side: &Side) -> Value {
    let columns: Map<String, Value> = side
        .columns
        .iter()
        .map(|(role, label)| ((*role).to_owned(), json!(label)))
        .collect();
    json!({
        "file": side.file,
        "table": side.table,
        "columns": columns,
        "left_out": side.left_out,
    })
}

fn told(found: &Found, pair: &Linked, with_values: bool) -> Value {
    let fields: Map<String, Value> = Field::ALL
        .iter()
        .zip(&pair.fields)
        .map(|(field, agreement)| (field.code().to_owned(), json!(agreement.code())))
        .collect();
    let mut told = json!({
        "left_row": pair.left,
        "right_row": pair.right,
        "verdict": pair.verdict.code(),
        "probability": (pair.probability * 10_000.0).round() / 10_000.0,
        "one_of_several": pair.is_one_of_several,
        "fields": fields,
    });
    if let Some(object) = told.as_object_mut()
        && with_values
    {
        let values = |side: &Side, row: usize| {
            let cells = side.cells.get(row).cloned().unwrap_or_default();
            let named = side.columns.iter().zip(cells);
            let named = named.map(|((role, _), cell)| ((*role).to_owned(), json!(cell)));
            Value::Object(named.collect())
        };
        object.insert("left".to_owned(), values(&found.left, pair.left));
        object.insert("right".to_owned(), values(&found.right, pair.right));
    }
    told
}
