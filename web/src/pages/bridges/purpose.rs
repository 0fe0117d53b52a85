//! What both banks of a bridge are joined for, asked before a page shows rows of them (decision 0033).

use super::one::understood;
use crate::form::Fields;
use crate::pages::ask::purpose::{PurposeForm, wish};
use crate::render::{PageResult, page, page_with};
use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::{BridgeCard, HubError};

/// A page that joins both banks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Onward {
    Joined,
    Mend,
    Rounds,
}

impl Onward {
    const ALL: [Self; 3] = [Self::Joined, Self::Mend, Self::Rounds];

    /// The end of its address.
    const fn path(self) -> &'static str {
        match self {
            Self::Joined => "tabelle",
            Self::Mend => "nachbessern",
            Self::Rounds => "touren",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Joined => "joined-above",
            Self::Mend => "mend-title",
            Self::Rounds => "rounds-title",
        }
    }
}

#[derive(Template)]
#[template(path = "bridges/purpose.html")]
struct PurposePage {
    shell: Shell,
    w: Words,
    above: String,
    bridge_href: String,
    onward: &'static str,
    form: PurposeForm,
}

/// The page that asks, if a purpose is what an error asks for; else the error.
pub(super) fn asked(
    visitor: &Visitor,
    card: &BridgeCard,
    onward: Onward,
    error: HubError,
) -> PageResult {
    match PurposeForm::of(visitor, &error, &Fields::default()) {
        Some(form) => page(&template(visitor, card, onward, form)),
        None => Err(error.into()),
    }
}

/// `POST /bruecken/{bridge}/zweck`
pub(crate) async fn state(visitor: Visitor, Path(id): Path<String>, fields: Fields) -> PageResult {
    let hub = visitor.hub();
    let card = hub.bridge(&visitor.principal, understood(&id)?).await?;
    let mut all = Onward::ALL.into_iter();
    let onward = all.find(|onward| onward.path() == fields.text("weiter"));
    let onward = onward.ok_or_else(|| Refusal::invalid("invalid_request"))?;
    let wish = wish(&fields).ok_or_else(|| Refusal::invalid("invalid_request"))?;
    let stated = hub.state_purpose_of_bridge(&visitor.principal, &card, &wish);
    let Err(error) = stated.await else {
        let href = format!("/bruecken/{}/{}", card.bridge.id, onward.path());
        return Ok(Redirect::to(&href).into_response());
    };
    match PurposeForm::of(&visitor, &error, &fields) {
        Some(form) => page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &template(&visitor, &card, onward, form),
        ),
        None => Err(error.into()),
    }
}

fn template(
    visitor: &Visitor,
    card: &BridgeCard,
    onward: Onward,
    form: PurposeForm,
) -> PurposePage {
    let w = visitor.words;
    let bridge_href = format!("/bruecken/{}", card.bridge.id);
    let (bridges, bridge) = (w.t("nav-bridges"), w.t("bridge-one"));
    PurposePage {
        shell: Shell::new(visitor, Place::Bridges, w.t("purpose-title"))
            .below(&[("/bruecken", &bridges), (&bridge_href, &bridge)]),
        above: w.t(onward.title()).into_owned(),
        onward: onward.path(),
        bridge_href,
        form,
        w,
    }
}
