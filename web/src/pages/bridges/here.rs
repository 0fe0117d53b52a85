//! The bridges of a dataset, as its page tells them.

use super::group::said_of;
use super::words::{on, title};
use crate::Words;
use crate::query::Query;
use hebewerk_hub::{BridgeCard, BridgeGroup};
use hebewerk_model::{BridgeState, DatasetId};

/// Suggestions named on the page.
const MOST_SUGGESTED: usize = 3;

/// Those taken over, and what else there is to decide.
pub(crate) struct Here {
    pub(crate) bridges: Vec<HereLine>,
    pub(crate) suggested: Vec<HereLine>,
    /// Where the other suggestions are.
    pub(crate) more: Option<(String, String)>,
}

/// A bridge, or some that speak of the same thing, seen from one bank.
pub(crate) struct HereLine {
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) on: String,
    /// Where both are one table.
    pub(crate) together: Option<String>,
    /// Where it bears no longer.
    pub(crate) decayed: Option<String>,
}

/// What leads away from a dataset; nothing where nothing does.
pub(crate) fn here(w: Words, groups: &[BridgeGroup], dataset: DatasetId) -> Option<Here> {
    let taken = [BridgeState::Accepted, BridgeState::Decayed];
    let bridges: Vec<HereLine> = groups
        .iter()
        .filter(|group| taken.contains(&group.state))
        .flat_map(|group| &group.bridges)
        .map(|card| taken_over(w, card, dataset))
        .collect();
    let open: Vec<&BridgeGroup> = groups
        .iter()
        .filter(|group| group.state == BridgeState::Suggested)
        .collect();
    let house = open.iter().find_map(|group| {
        let card = group.best()?;
        let is_left = card.left.dataset.id == dataset;
        let mine = if is_left { &card.left } else { &card.right };
        Some(mine.organisation.slug.to_string())
    });
    let others = open.len().saturating_sub(MOST_SUGGESTED);
    let more = house.filter(|_| others > 0).map(|house| {
        let query = Query::default().with("haus", &house);
        let href = query.with("zustand", "suggested").href("/bruecken");
        let text = w.t1("bridges-here-more", "count", others);
        (href, text.into_owned())
    });
    let suggested: Vec<HereLine> = open
        .iter()
        .take(MOST_SUGGESTED)
        .filter_map(|group| suggestion(w, group, dataset))
        .collect();
    let is_empty = bridges.is_empty() && suggested.is_empty();
    (!is_empty).then_some(Here {
        bridges,
        suggested,
        more,
    })
}

fn taken_over(w: Words, card: &BridgeCard, dataset: DatasetId) -> HereLine {
    let is_left = card.left.dataset.id == dataset;
    let other = if is_left { &card.right } else { &card.left };
    let is_decayed = card.bridge.state == BridgeState::Decayed;
    let by = w.t1("bridges-here-on", "columns", on(w, card));
    HereLine {
        href: format!("/bruecken/{}", card.bridge.id),
        title: title(card, other),
        on: format!("{}, {by}", other.organisation.name),
        together: card
            .view_name()
            .filter(|_| card.is_whole())
            .map(|_name| format!("/bruecken/{}/tabelle", card.bridge.id)),
        decayed: is_decayed.then(|| {
            w.code("bridge-state", card.bridge.state.code())
                .into_owned()
        }),
    }
}

fn suggestion(w: Words, group: &BridgeGroup, dataset: DatasetId) -> Option<HereLine> {
    let card = group.best()?;
    let is_left = card.left.dataset.id == dataset;
    let other = if is_left { &card.right } else { &card.left };
    let others = group.bridges.len().saturating_sub(1);
    Some(HereLine {
        href: format!("/bruecken/{}", card.bridge.id),
        title: said_of(w, group),
        on: if others == 0 {
            let house = &other.organisation.name;
            w.t2(
                "bridges-here-to",
                "title",
                title(card, other),
                "house",
                house,
            )
            .into_owned()
        } else {
            let title = title(card, other);
            w.t2("bridges-here-to-some", "title", title, "count", others)
                .into_owned()
        },
        together: None,
        decayed: None,
    })
}
