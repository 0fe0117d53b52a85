//! What both banks of a bridge are joined for, asked before a page shows rows of them (decision 0033).

use crate::pages::purpose::PurposeForm;
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Visitor, Words};
use askama::Template;
use hebewerk_hub::{BridgeCard, HubError};

/// A page that joins both banks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Onward {
    Joined,
    Mend,
    Rounds,
}

impl Onward {
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
    headline: String,
    lead: String,
    bridge_href: String,
    form: PurposeForm,
}

/// The page that asks and then goes on, if a purpose is what an error asks for; else the error.
pub(super) fn asked(
    visitor: &Visitor,
    card: &BridgeCard,
    onward: Onward,
    error: HubError,
) -> PageResult {
    let w = visitor.words;
    let bridge_href = format!("/bruecken/{}", card.bridge.id);
    let back = format!("{bridge_href}/{}", onward.path());
    let sql = card.sql().unwrap_or_default();
    let Some(form) = PurposeForm::asked(&error, sql, back) else {
        return Err(error.into());
    };
    let (bridges, bridge) = (w.t("nav-bridges"), w.t("bridge-one"));
    let (left, right) = (&card.left.dataset, &card.right.dataset);
    let (left, right) = (&left.description.title, &right.description.title);
    page(&PurposePage {
        shell: Shell::new(visitor, Place::Bridges, w.t(onward.title()))
            .below(&[("/bruecken", &bridges), (&bridge_href, &bridge)]),
        headline: w.t(onward.title()).into_owned(),
        lead: w
            .t2("joined-title", "left", left, "right", right)
            .into_owned(),
        bridge_href,
        form,
        w,
    })
}
