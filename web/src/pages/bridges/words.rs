//! Bridges in words.

use crate::Words;
use hebewerk_hub::{BridgeBank, BridgeCard};
use hebewerk_model::{BridgeKind, BridgeState, DatasetId};

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
}

impl BridgeLine {
    pub(crate) fn of(w: Words, card: &BridgeCard) -> Self {
        let (left, right) = (&card.left, &card.right);
        let measure = &card.bridge.measure;
        let state = card.bridge.state;
        Self {
            href: format!("/bruecken/{}", card.bridge.id),
            left: left.dataset.description.title.clone(),
            right: right.dataset.description.title.clone(),
            houses: if card.is_across() {
                format!("{} – {}", left.organisation.name, right.organisation.name)
            } else {
                left.organisation.name.clone()
            },
            on: on(card),
            kind: w.code("bridge-kind", card.bridge.kind.code()).into_owned(),
            fits: format!(
                "{} / {}",
                w.share(measure.left_share),
                w.share(measure.right_share)
            ),
            state: w.code("bridge-state", state.code()).into_owned(),
            sign: sign(state),
        }
    }
}

/// The bridges of a dataset, as its page tells them: those taken over, and how many suggestions there are.
pub(crate) struct Here {
    pub(crate) bridges: Vec<HereLine>,
    pub(crate) suggested: Option<(String, String)>,
}

/// A bridge seen from one bank.
pub(crate) struct HereLine {
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) house: String,
    pub(crate) on: String,
    /// Where both are one table.
    pub(crate) together: Option<String>,
    /// Where it bears no longer.
    pub(crate) decayed: Option<String>,
}

/// What leads away from a dataset; nothing where nothing does.
pub(crate) fn here(w: Words, cards: &[BridgeCard], dataset: DatasetId) -> Option<Here> {
    let taken = [BridgeState::Accepted, BridgeState::Decayed];
    let bridges: Vec<HereLine> = cards
        .iter()
        .filter(|card| taken.contains(&card.bridge.state))
        .map(|card| {
            let other = if card.left.dataset.id == dataset {
                &card.right
            } else {
                &card.left
            };
            let is_decayed = card.bridge.state == BridgeState::Decayed;
            HereLine {
                href: format!("/bruecken/{}", card.bridge.id),
                title: other.dataset.description.title.clone(),
                house: other.organisation.name.clone(),
                on: w.t1("bridges-here-on", "columns", on(card)).into_owned(),
                together: card
                    .view_name()
                    .filter(|_| card.is_whole())
                    .map(|_name| format!("/bruecken/{}/tabelle", card.bridge.id)),
                decayed: is_decayed.then(|| {
                    w.code("bridge-state", card.bridge.state.code())
                        .into_owned()
                }),
            }
        })
        .collect();
    let suggested: Vec<&BridgeCard> = cards
        .iter()
        .filter(|card| card.bridge.state == BridgeState::Suggested)
        .collect();
    let house = suggested.first().map(|card| {
        let mine = if card.left.dataset.id == dataset {
            &card.left
        } else {
            &card.right
        };
        mine.organisation.slug.to_string()
    });
    let suggested = house.map(|house| {
        let text = w.t1("bridges-here-suggested", "count", suggested.len());
        let query = crate::query::Query::default();
        let href = query.with("haus", &house).with("zustand", "suggested");
        (href.href("/bruecken"), text.into_owned())
    });
    let is_empty = bridges.is_empty() && suggested.is_none();
    (!is_empty).then_some(Here { bridges, suggested })
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

fn on(card: &BridgeCard) -> String {
    let (left, right) = (labels(&card.left), labels(&card.right));
    if left == right {
        left
    } else {
        format!("{left} = {right}")
    }
}

/// The rules in words, each once.
pub(super) fn rules(w: Words, card: &BridgeCard) -> String {
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
        (BridgeKind::Join, _) => ("bridge-rows-nm", false),
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
