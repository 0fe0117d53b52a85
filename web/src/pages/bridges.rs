//! Bridges between datasets: what the hub found, and what people decided.

pub(crate) mod joined;
pub(crate) mod mend;
mod one;
mod quality;
pub(crate) mod rounds;
mod words;

pub(crate) use one::{decide, show};
pub(crate) use words::{Here, here};

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
use hebewerk_hub::BridgeFilter;
use hebewerk_model::BridgeState;

/// Bridges on the page; there is a choice above it.
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
    let everything = BridgeFilter::default();
    let all = hub.bridges(&visitor.principal, &everything).await?;
    let suggested = all
        .iter()
        .filter(|card| card.bridge.state == BridgeState::Suggested && card.may_decide)
        .count();
    let state_wanted = state.and_then(BridgeState::from_code);
    let shown: Vec<_> = all
        .iter()
        .filter(|card| state_wanted.is_none_or(|state| state == card.bridge.state))
        .filter(|card| {
            let slugs = [&card.left.organisation.slug, &card.right.organisation.slug];
            house.is_none_or(|house| slugs.into_iter().any(|slug| slug.as_str() == house))
        })
        .collect();
    let sealed = hub.sealed_houses(&visitor.principal).await?;
    let houses = hub.organisations(&visitor.principal).await?;
    let houses = houses.iter().map(|known| &known.organisation);
    let more = shown.len().saturating_sub(MOST);
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
        is_chosen: house.is_some() || state.is_some(),
        caption: w.t1("bridges-caption", "count", shown.len()).into_owned(),
        bridges: shown
            .iter()
            .take(MOST)
            .map(|card| BridgeLine::of(w, card))
            .collect(),
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
