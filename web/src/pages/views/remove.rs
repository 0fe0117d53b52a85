//! Removing a view: asked first, because statements may name it.

use super::{href, link, shell};
use crate::form::Fields;
use crate::pages::refused;
use crate::render::{PageResult, page, page_with};
use crate::shell::Shell;
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::ViewShown;

#[derive(Template)]
#[template(path = "views/remove.html")]
struct RemovePage {
    shell: Shell,
    w: Words,
    title: String,
    name: String,
    number: u32,
    action: String,
    back: String,
    used_by: Vec<(String, String)>,
    error: Option<String>,
}

/// `GET /sichten/{name}/entfernen`
pub(crate) async fn ask(visitor: Visitor, Path(name): Path<String>) -> PageResult {
    let shown = own(&visitor, &name).await?;
    page(&template(&visitor, &shown, None))
}

/// `POST /sichten/{name}/entfernen`
pub(crate) async fn remove(
    visitor: Visitor,
    Path(name): Path<String>,
    fields: Fields,
) -> PageResult {
    let number = fields.text("stand").parse().unwrap_or_default();
    let hub = visitor.hub();
    let Err(error) = hub.remove_view(&visitor.principal, &name, number).await else {
        return Ok(Redirect::to("/sichten?entfernt=ja").into_response());
    };
    let refusal = refused::beside_form(error.into())?;
    let shown = own(&visitor, &name).await?;
    let sentence = refused::sentence(&visitor.words, &refusal);
    page_with(refusal.status, &template(&visitor, &shown, Some(sentence)))
}

fn template(visitor: &Visitor, shown: &ViewShown, error: Option<String>) -> RemovePage {
    let w = visitor.words;
    let view = &shown.card.view;
    let page = href(view.name.as_str());
    RemovePage {
        shell: shell(visitor, w.t("view-remove"), Some(view)),
        w,
        title: view.edition.title.clone(),
        name: format!("sichten.{}", view.name),
        number: view.edition.number,
        action: format!("{page}/entfernen"),
        back: page,
        used_by: shown.used_by.iter().map(link).collect(),
        error,
    }
}

/// A view the visitor may change; what may only be seen is refused with the rule.
pub(super) async fn own(visitor: &Visitor, name: &str) -> Result<ViewShown, Refusal> {
    let shown = visitor.hub().view(&visitor.principal, name).await?;
    if shown.card.may_change {
        return Ok(shown);
    }
    let rule = hebewerk_guard::Rule::NotASteward;
    let mut refusal = Refusal::new(hebewerk_model::Kind::Forbidden, rule.code());
    refusal.rule = Some(rule);
    Err(refusal)
}
