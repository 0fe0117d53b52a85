//! Removing a page: asked first.

use super::{href, shell};
use crate::form::Fields;
use crate::pages::refused;
use crate::render::{PageResult, page, page_with};
use crate::shell::Shell;
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::OverviewCard;

#[derive(Template)]
#[template(path = "overviews/remove.html")]
struct RemovePage {
    shell: Shell,
    w: Words,
    title: String,
    number: u32,
    action: String,
    back: String,
    error: Option<String>,
}

/// `GET /uebersichten/{name}/entfernen`
pub(crate) async fn ask(visitor: Visitor, Path(name): Path<String>) -> PageResult {
    let card = own(&visitor, &name).await?;
    page(&template(&visitor, &card, None))
}

/// `POST /uebersichten/{name}/entfernen`
pub(crate) async fn remove(
    visitor: Visitor,
    Path(name): Path<String>,
    fields: Fields,
) -> PageResult {
    let edition = fields.text("stand").parse().unwrap_or_default();
    let hub = visitor.hub();
    let Err(error) = hub
        .remove_overview(&visitor.principal, &name, edition)
        .await
    else {
        return Ok(Redirect::to("/uebersichten?entfernt=ja").into_response());
    };
    let refusal = refused::beside_form(error.into())?;
    let card = own(&visitor, &name).await?;
    let sentence = refused::sentence(&visitor.words, &refusal);
    page_with(refusal.status, &template(&visitor, &card, Some(sentence)))
}

fn template(visitor: &Visitor, card: &OverviewCard, error: Option<String>) -> RemovePage {
    let w = visitor.words;
    let page = href(card.overview.name.as_str());
    RemovePage {
        shell: shell(visitor, w.t("view-remove"), Some(&card.overview)),
        w,
        title: card.overview.title.clone(),
        number: card.overview.edition,
        action: format!("{page}/entfernen"),
        back: page,
        error,
    }
}

/// A page the visitor may change; what may only be seen is refused with the rule.
pub(super) async fn own(visitor: &Visitor, name: &str) -> Result<OverviewCard, Refusal> {
    let card = visitor.hub().overview(&visitor.principal, name).await?;
    if card.may_change {
        return Ok(card);
    }
    let rule = hebewerk_guard::Rule::NotASteward;
    let mut refusal = Refusal::new(hebewerk_model::Kind::Forbidden, rule.code());
    refusal.rule = Some(rule);
    Err(refusal)
}
