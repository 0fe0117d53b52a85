//! Bridges between datasets: what the hub found, and what people decided.

mod freshness;
mod group;
mod here;
pub(crate) mod joined;
pub(crate) mod mend;
mod one;
mod purpose;
mod quality;
pub(crate) mod rounds;
mod steps;
mod why;
mod words;

pub(crate) use here::{Here, here};
pub(crate) use one::{decide, show};
pub(crate) use steps::way;

use group::{GroupLine, thing};
use words::BridgeLine;

use crate::form::Fields;
use crate::fragments::options::Choice;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::{BridgeFilter, BridgeGroup};
use hebewerk_model::{BridgeId, BridgeState};

/// Lines on the page; there is a choice above them.
const MOST: usize = 100;

/// A sealed house whose owner reads the page.
struct SealedHouse {
    action: String,
    sentence: String,
    act: String,
    takes_part: bool,
}

#[derive(Template)]
#[template(path = "bridges/list.html")]
struct ListPage {
    shell: Shell,
    w: Words,
    lead: String,
    houses: Vec<Choice>,
    states: Vec<Choice>,
    is_chosen: bool,
    caption: String,
    groups: Vec<GroupLine>,
    /// The bridges of one group, if that was asked for.
    bridges: Vec<BridgeLine>,
    more: Option<String>,
    sealed: Vec<SealedHouse>,
    may_upload: bool,
}

/// `GET /bruecken`
pub(crate) async fn list(visitor: Visitor, query: Query) -> PageResult {
    let w = visitor.words;
    let chosen = |name: &str| query.get(name).filter(|value| !value.is_empty());
    let (house, state) = (chosen("haus"), chosen("zustand"));
    let hub = visitor.hub();
    let filter = BridgeFilter {
        organisation: house.map(str::to_owned),
        ..BridgeFilter::default()
    };
    let groups = hub.bridge_groups(&visitor.principal, &filter).await?;
    let suggested = groups.iter().filter(|group| waits(group)).count();
    let asked: Option<BridgeId> = chosen("gruppe").and_then(|id| id.parse().ok());
    let one = asked.and_then(|id| groups.iter().find(|group| group.has(id)));
    let state_wanted = state.and_then(BridgeState::from_code);
    let shown: Vec<&BridgeGroup> = groups
        .iter()
        .filter(|group| state_wanted.is_none_or(|state| state == group.state))
        .collect();
    let lines = one.map_or(shown.len(), |group| group.bridges.len());
    let sealed = hub.sealed_houses(&visitor.principal).await?;
    let houses = hub.organisations(&visitor.principal).await?;
    let houses = houses.iter().map(|known| &known.organisation);
    let more = lines.saturating_sub(MOST);
    page(&ListPage {
        shell: Shell::new(&visitor, Place::Bridges, w.t("bridges-title")).below(&[]),
        lead: w.t1("bridges-lead", "suggested", suggested).into_owned(),
        houses: houses
            .map(|known| Choice::new(known.slug.as_str(), known.name.clone(), house))
            .collect(),
        states: BridgeState::ALL
            .into_iter()
            .map(|it| Choice::new(it.code(), w.code("bridge-state", it.code()), state))
            .collect(),
        is_chosen: house.is_some() || state.is_some() || asked.is_some(),
        caption: match one {
            Some(group) => w.t2("bridges-of-group", "thing", thing(w, group), "count", lines),
            None => w.t1("bridges-caption", "count", lines),
        }
        .into_owned(),
        groups: if asked.is_some() {
            Vec::new()
        } else {
            let shown = shown.iter().take(MOST);
            shown.map(|group| GroupLine::of(w, group, house)).collect()
        },
        bridges: one.map_or_else(Vec::new, |group| {
            let cards = group.bridges.iter().take(MOST);
            cards.map(|card| BridgeLine::of(w, card)).collect()
        }),
        more: (more > 0).then(|| w.t1("bridges-more", "count", more).into_owned()),
        sealed: sealed
            .iter()
            .map(|(house, takes_part)| SealedHouse {
                action: format!("/bruecken/haus/{}", house.slug),
                sentence: {
                    let key = if *takes_part {
                        "bridges-sealed-joins"
                    } else {
                        "bridges-sealed-stays"
                    };
                    w.t1(key, "house", &house.name).into_owned()
                },
                act: w
                    .t(if *takes_part {
                        "bridges-sealed-leave"
                    } else {
                        "bridges-sealed-join"
                    })
                    .into_owned(),
                takes_part: *takes_part,
            })
            .collect(),
        may_upload: visitor.is_signed_in(),
        w,
    })
}

/// Whether somebody who looks may decide on one of them.
fn waits(group: &BridgeGroup) -> bool {
    group.state == BridgeState::Suggested && group.bridges.iter().any(|card| card.may_decide)
}

/// `POST /bruecken/haus/{organisation}`: a sealed house takes part, or no more.
pub(crate) async fn take_part(
    visitor: Visitor,
    Path(house): Path<String>,
    fields: Fields,
) -> PageResult {
    let agrees = fields.text("teilnehmen") == "ja";
    visitor
        .hub()
        .let_house_take_part(&visitor.principal, &house, agrees)
        .await?;
    Ok(Redirect::to("/bruecken").into_response())
}
