//! Bridges in words.

use super::steps::way;
use super::why::moved;
use crate::Words;
use hebewerk_hub::{BridgeBank, BridgeCard};
use hebewerk_model::{BridgeClimb, BridgeKind, BridgeState};

/// Columns named in a line.
const MOST_COLUMNS: usize = 4;

/// A bridge in a list.
pub(crate) struct BridgeLine {
    pub(crate) href: String,
    /// Titles of both datasets.
    pub(crate) left: String,
    pub(crate) right: String,
    /// Names of both houses, one where they are the same.
    pub(crate) houses: String,
    /// Columns in common.
    pub(crate) on: String,
    /// What can be done.
    pub(crate) kind: String,
    /// Shares of both sides.
    pub(crate) fits: String,
    pub(crate) state: String,
    /// Modifier of its sign.
    pub(crate) sign: &'static str,
    /// Whether decisions on others brought it forward or back.
    pub(crate) moved: Option<String>,
}

impl BridgeLine {
    pub(crate) fn of(w: Words, card: &BridgeCard) -> Self {
        let (left, right) = (&card.left, &card.right);
        let measure = &card.bridge.measure;
        let state = card.bridge.state;
        Self {
            href: format!("/bruecken/{}", card.bridge.id),
            left: title(card, left),
            right: title(card, right),
            houses: if card.is_across() {
                format!("{} – {}", left.organisation.name, right.organisation.name)
            } else {
                left.organisation.name.clone()
            },
            on: on(w, card),
            kind: w.code("bridge-kind", card.bridge.kind.code()).into_owned(),
            fits: format!(
                "{} / {}",
                w.share(measure.left_share),
                w.share(measure.right_share)
            ),
            state: w.code("bridge-state", state.code()).into_owned(),
            sign: sign(state),
            moved: moved(w, &card.learned),
        }
    }
}

/// What a bank is called: its dataset; where both are of one dataset, the table.
pub(super) fn title(card: &BridgeCard, bank: &BridgeBank) -> String {
    let title = &bank.dataset.description.title;
    if card.left.dataset.id == card.right.dataset.id {
        format!("{title} ({})", bank.table)
    } else {
        title.clone()
    }
}

/// The columns of a bank as people call them.
pub(super) fn labels(bank: &BridgeBank) -> String {
    let mut labels: Vec<&str> = bank
        .columns
        .iter()
        .take(MOST_COLUMNS)
        .map(|column| column.label.as_str())
        .collect();
    if bank.columns.len() > MOST_COLUMNS {
        labels.push("…");
    }
    labels.join(", ")
}

/// What both banks have in common; of a hierarchy its steps.
pub(super) fn on(w: Words, card: &BridgeCard) -> String {
    if let Some(steps) = way(w, card) {
        return steps;
    }
    let (left, right) = (labels(&card.left), labels(&card.right));
    if left == right {
        left
    } else {
        format!("{left} = {right}")
    }
}

/// The rules in words, each once.
pub(super) fn rules(w: Words, card: &BridgeCard) -> String {
    if let Some(BridgeClimb::Calendar(_)) = card.bridge.climb {
        return w.t("bridge-rules-calendar").into_owned();
    }
    let rules = &card.bridge.measure.rules;
    if rules.is_empty() {
        return w.t("bridge-rules-none").into_owned();
    }
    let names = rules.iter().map(|rule| {
        let name = rule.split('.').next().unwrap_or_default();
        w.code("normal-form", name).into_owned()
    });
    let names = names.collect::<Vec<_>>().join(", ");
    w.t2("bridge-rules-some", "count", rules.len(), "rules", names)
        .into_owned()
}

/// What joining does to rows and sums.
pub(super) fn what_it_does(w: Words, card: &BridgeCard) -> Option<(String, bool)> {
    let (key, is_safe) = match (card.bridge.kind, card.bridge.measure.cardinality.as_deref()) {
        (BridgeKind::Lookalike, _) => return None,
        (BridgeKind::Join, Some("1:1")) => ("bridge-rows-11", true),
        (BridgeKind::Join, Some("1:n")) => ("bridge-rows-1n", false),
        (BridgeKind::Join, Some("n:1")) => ("bridge-rows-n1", false),
        (BridgeKind::Join, _) | (BridgeKind::Hierarchy, Some("n:m" | "1:n")) => {
            ("bridge-rows-nm", false)
        }
        (BridgeKind::Hierarchy, _) => ("bridge-rows-steps", true),
        (BridgeKind::Union | BridgeKind::Duplicate, _) => ("bridge-rows-none", true),
    };
    Some((w.t(key).into_owned(), is_safe))
}

const fn sign(state: BridgeState) -> &'static str {
    match state {
        BridgeState::Suggested => "acht",
        BridgeState::Accepted => "gut",
        BridgeState::Decayed => "halt",
        BridgeState::Rejected => "aus",
    }
}
