//! The contract of `--json`.

use super::queries::Query;
use super::reading::Folder;
use hebewerk_bridge::{Bridge, BridgeKind, Climb, ColumnAt, Examples};
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
    /// What only some kinds have.
    pub(super) more: More,
}

/// What only some kinds of bridges have.
pub(super) enum More {
    Nothing,
    /// How the fine becomes the coarse, and the share of rows that arrive.
    Steps {
        climb: Climb,
        coverage: f64,
    },
    /// How far the nearest is, in the middle.
    Metres(f64),
}

impl Suggestion {
    pub(super) const fn found(bridge: Bridge) -> Self {
        Self {
            bridge,
            query: None,
            learned: None,
            rows: None,
            more: More::Nothing,
        }
    }

    pub(super) const fn answer(bridge: Bridge, query: Query) -> Self {
        Self {
            bridge,
            query: Some(query),
            learned: None,
            rows: None,
            more: More::Nothing,
        }
    }
}

impl Suggestion {
    /// What is done on the way besides making values alike, as a rule.
    pub(super) fn on_the_way(&self) -> Option<&'static str> {
        match (self.bridge.kind, &self.more) {
            (_, More::Steps { climb, .. }) => match climb {
                Climb::Calendar(level) => Some(level.code()),
                Climb::Over { .. } => None,
            },
            (BridgeKind::Within, _) => Some("punkt_in_flaeche.1"),
            (BridgeKind::Nearest, _) => Some("naechster_punkt.1"),
            _ => None,
        }
    }
}

/// A suggestion as it is printed; none if its table is gone.
pub(super) fn json(folder: &Folder, suggestion: &Suggestion, examples: usize) -> Option<Value> {
    let bridge = &suggestion.bridge;
    let forms = bridge.forms.each().map(|form| form.code().to_owned());
    let rules: Vec<String> = forms
        .chain(suggestion.learned.clone())
        .chain(suggestion.on_the_way().map(str::to_owned))
        .collect();
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
    match suggestion.more {
        More::Nothing => {}
        More::Steps { climb, coverage } => {
            object.insert("path".to_owned(), path(folder, bridge, climb)?);
            object.insert("coverage".to_owned(), json!(rounded(coverage)));
        }
        More::Metres(metres) => {
            object.insert("metres".to_owned(), json!((metres * 10.0).round() / 10.0));
        }
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
    let is_by_value = !matches!(
        bridge.kind,
        BridgeKind::Hierarchy | BridgeKind::Within | BridgeKind::Nearest
    );
    let ([left], [right]) = (bridge.left.as_slice(), bridge.right.as_slice()) else {
        return None;
    };
    if !is_by_value {
        return None;
    }
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

/// The columns that are walked, from the fine one to the coarse one.
fn path(folder: &Folder, bridge: &Bridge, climb: Climb) -> Option<Value> {
    let mut walked = vec![*bridge.left.first()?];
    if let Climb::Over { fine, coarse } = climb {
        walked.extend([fine, coarse]);
    }
    walked.push(*bridge.right.first()?);
    let steps: Option<Vec<Value>> = walked.iter().map(|at| side(folder, &[*at])).collect();
    steps.map(Value::from)
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
