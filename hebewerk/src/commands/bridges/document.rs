//! The contract of `--json`.

use super::queries::Query;
use super::reading::Folder;
use hebewerk_bridge::{Bridge, ColumnAt, Examples};
use serde_json::{Value, json};

/// A bridge, and what more there is to say.
pub(super) struct Suggestion {
    pub(super) bridge: Bridge,
    /// The question it answers.
    pub(super) query: Option<Query>,
    /// How rows were brought together that no normal form brings together.
    pub(super) learned: Option<String>,
    /// Numbers of the rows that belong together, if that was asked.
    pub(super) rows: Option<Vec<(usize, usize)>>,
}

impl Suggestion {
    pub(super) const fn found(bridge: Bridge) -> Self {
        Self {
            bridge,
            query: None,
            learned: None,
            rows: None,
        }
    }

    pub(super) const fn answer(bridge: Bridge, query: Query) -> Self {
        Self {
            bridge,
            query: Some(query),
            learned: None,
            rows: None,
        }
    }
}

/// A suggestion as it is printed; none if its table is gone.
pub(super) fn json(folder: &Folder, suggestion: &Suggestion, examples: usize) -> Option<Value> {
    let bridge = &suggestion.bridge;
    let forms = bridge.forms.each().map(|form| form.code().to_owned());
    let rules: Vec<String> = forms.chain(suggestion.learned.clone()).collect();
    let mut document = json!({
        "kind": bridge.kind.code(),
        "left": side(folder, &bridge.left)?,
        "right": side(folder, &bridge.right)?,
        "rules": rules,
        "left_share": rounded(bridge.shares.left),
        "right_share": rounded(bridge.shares.right),
        "left_share_as_spelled": rounded(bridge.as_spelled.left),
        "right_share_as_spelled": rounded(bridge.as_spelled.right),
        "cardinality": bridge.cardinality.map(hebewerk_bridge::Cardinality::code),
        "score": rounded(bridge.score),
    });
    let object = document.as_object_mut()?;
    if let Some(query) = &suggestion.query {
        let query = json!({ "file": query.file, "column": query.column });
        object.insert("query".to_owned(), query);
    } else {
        object.insert("rank".to_owned(), json!(bridge.rank));
    }
    if let Some(rows) = &suggestion.rows {
        object.insert("rows".to_owned(), json!(rows));
    }
    if examples > 0
        && let Some(shown) = shown(folder, bridge, examples)
    {
        let matched: Vec<Value> = shown
            .matched
            .iter()
            .map(|example| json!([example.left, example.right]))
            .collect();
        object.insert(
            "examples".to_owned(),
            json!({
                "matched": matched,
                "only_left": shown.only_left,
                "only_right": shown.only_right,
            }),
        );
    }
    Some(document)
}

/// Values that show a bridge of one column on each side.
pub(super) fn shown(folder: &Folder, bridge: &Bridge, most: usize) -> Option<Examples> {
    let ([left], [right]) = (bridge.left.as_slice(), bridge.right.as_slice()) else {
        return None;
    };
    let (left, right) = (
        folder.collection.entry(*left)?,
        folder.collection.entry(*right)?,
    );
    Some(Examples::of(
        (&left.sketch, &left.sample),
        (&right.sketch, &right.sample),
        most,
    ))
}

fn side(folder: &Folder, columns: &[ColumnAt]) -> Option<Value> {
    let table = folder.tables.get(columns.first()?.table as usize)?;
    let labels: Vec<&str> = columns
        .iter()
        .filter_map(|at| folder.collection.entry(*at))
        .map(|entry| entry.label.as_str())
        .collect();
    Some(json!({
        "file": table.file.source,
        "table": table.name(),
        "columns": labels,
    }))
}

fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}
