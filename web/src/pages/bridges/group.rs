//! Bridges that speak of the same thing, in words.

use super::words::{BridgeLine, labels};
use crate::Words;
use crate::query::Query;
use hebewerk_hub::{BridgeGroup, GroupKind};

/// Houses named in a line.
const MOST_HOUSES: usize = 4;

/// A group in a list.
pub(crate) struct GroupLine {
    /// What the bridges speak of.
    pub(crate) thing: String,
    /// How many tables of how many houses.
    pub(crate) extent: String,
    /// The most useful bridge.
    pub(crate) best: Option<BridgeLine>,
    /// Where all are, and how many more there are.
    pub(crate) more: Option<(String, String)>,
}

impl GroupLine {
    pub(crate) fn of(w: Words, group: &BridgeGroup, house: Option<&str>) -> Self {
        let best = group.best();
        let others = group.bridges.len().saturating_sub(1);
        Self {
            thing: thing(w, group),
            extent: extent(w, group),
            more: best.filter(|_| others > 0).map(|card| {
                let query = Query::default().with("gruppe", card.bridge.id.to_string());
                let query = match house {
                    Some(house) => query.with("haus", house),
                    None => query,
                };
                let text = w.t1("bridge-group-more", "count", others).into_owned();
                (query.href("/bruecken"), text)
            }),
            best: best.map(|card| BridgeLine::of(w, card)),
        }
    }
}

/// What a group speaks of: what the values mean, or what most headers say.
pub(crate) fn thing(w: Words, group: &BridgeGroup) -> String {
    let said = || {
        let labels = group.labels.join(" + ");
        labels.replace('\n', " ")
    };
    match group.kind {
        GroupKind::SameTables => {
            let title = group
                .best()
                .map(|card| &card.left.dataset.description.title);
            w.t1(
                "bridge-group-tables",
                "title",
                title.map_or("", String::as_str),
            )
            .into_owned()
        }
        GroupKind::Steps => {
            let thing = match group.meaning {
                Some(meaning) => w.code("semantic-type", meaning.name()).into_owned(),
                None => said(),
            };
            w.t1("bridge-group-steps", "thing", thing).into_owned()
        }
        GroupKind::Reference => {
            let thing = match group.meaning {
                Some(meaning) => w.code("semantic-type", meaning.name()).into_owned(),
                None => said(),
            };
            w.t1("bridge-group-reference", "thing", thing).into_owned()
        }
        GroupKind::Warning => w.t1("bridge-group-warning", "thing", said()).into_owned(),
        GroupKind::Key => match group.meaning {
            Some(meaning) if group.bridges.len() > 1 => {
                w.code("semantic-type", meaning.name()).into_owned()
            }
            _ => said(),
        },
    }
}

/// How many tables, and which houses they are of.
fn extent(w: Words, group: &BridgeGroup) -> String {
    let tables = w.t1("bridge-group-extent", "tables", group.tables);
    let mut houses: Vec<&str> = Vec::new();
    for card in &group.bridges {
        for bank in card.banks() {
            let name = bank.organisation.name.as_str();
            if !houses.contains(&name) {
                houses.push(name);
            }
        }
    }
    let others = houses.len().saturating_sub(MOST_HOUSES);
    houses.truncate(MOST_HOUSES);
    let mut names = houses.join(", ");
    if others > 0 {
        names = w
            .t2("bridge-group-houses", "names", names, "others", others)
            .into_owned();
    }
    format!("{tables}: {names}")
}

/// The key of a group as it is said on the page of a dataset.
pub(super) fn said_of(w: Words, group: &BridgeGroup) -> String {
    match group.bridges.as_slice() {
        [card] if group.kind == GroupKind::Key => {
            let (left, right) = (labels(&card.left), labels(&card.right));
            if left == right {
                left
            } else {
                format!("{left} = {right}")
            }
        }
        _ => thing(w, group),
    }
}
