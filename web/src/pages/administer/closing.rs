//! Closing an account that nobody uses any more, and opening it again.

use super::accounts::known;
use crate::form::Fields;
use crate::pages::refused;
use crate::render::{PageResult, page, page_with};
use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use hebewerk_model::{Account, AccountId, Kind};

#[derive(Template)]
#[template(path = "administer/close_account.html")]
struct ClosePage {
    shell: Shell,
    w: Words,
    action: String,
    back: String,
    name: String,
    error: Option<String>,
}

#[derive(Template)]
#[template(path = "administer/closed_account.html")]
struct ClosedPage {
    shell: Shell,
    w: Words,
    action: String,
    name: String,
    email: String,
    since: String,
    error: Option<String>,
}

/// `GET /verwaltung/konten/{id}/schliessen`: asks whether it is meant.
pub(crate) async fn form(visitor: Visitor, Path(id): Path<String>) -> PageResult {
    let account = existing(&visitor, &id).await?;
    page(&asking(&visitor, &account, None))
}

/// `POST /verwaltung/konten/{id}/schliessen`
pub(crate) async fn close(visitor: Visitor, Path(id): Path<String>, _fields: Fields) -> PageResult {
    let account = existing(&visitor, &id).await?;
    let hub = visitor.hub();
    match hub.close_account(&visitor.principal, account.id).await {
        Ok(()) => Ok(Redirect::to("/verwaltung/konten?getan=geschlossen").into_response()),
        Err(error) => {
            let sentence = said(&visitor, Refusal::from(error))?;
            page_with(
                StatusCode::BAD_REQUEST,
                &asking(&visitor, &account, Some(sentence)),
            )
        }
    }
}

/// `POST /verwaltung/konten/{id}/oeffnen`
pub(crate) async fn reopen(visitor: Visitor, Path(id): Path<String>, fields: Fields) -> PageResult {
    let account = existing(&visitor, &id).await?;
    let (hub, password) = (visitor.hub(), fields.raw("kennwort"));
    let reopened = hub.reopen_account(&visitor.principal, account.id, password);
    match reopened.await {
        Ok(()) => Ok(Redirect::to("/verwaltung/konten?getan=geoeffnet").into_response()),
        Err(error) => {
            let sentence = said(&visitor, Refusal::from(error))?;
            closed(&visitor, &account, Some(sentence))
        }
    }
}

/// The page of a closed account.
pub(super) fn closed(visitor: &Visitor, account: &Account, error: Option<String>) -> PageResult {
    let w = visitor.words;
    let status = if error.is_some() {
        StatusCode::BAD_REQUEST
    } else {
        StatusCode::OK
    };
    let since = account.closed_at.map(|at| w.moment(at)).unwrap_or_default();
    let template = ClosedPage {
        shell: shell(visitor, &account.name),
        w,
        action: address(account.id, "/oeffnen"),
        name: account.name.clone(),
        email: account.email.to_string(),
        since,
        error,
    };
    page_with(status, &template)
}

fn asking(visitor: &Visitor, account: &Account, error: Option<String>) -> ClosePage {
    let w = visitor.words;
    ClosePage {
        shell: shell(visitor, w.t("account-close")),
        w,
        action: address(account.id, "/schliessen"),
        back: address(account.id, ""),
        name: account.name.clone(),
        error,
    }
}

fn shell(visitor: &Visitor, title: impl Into<String>) -> Shell {
    let w = visitor.words;
    let (administer, accounts) = (w.t("nav-administer"), w.t("accounts-title"));
    Shell::new(visitor, Place::Administer, title).below(&[
        ("/verwaltung", &administer),
        ("/verwaltung/konten", &accounts),
    ])
}

fn address(id: AccountId, what: &str) -> String {
    format!("/verwaltung/konten/{id}{what}")
}

async fn existing(visitor: &Visitor, id: &str) -> Result<Account, Refusal> {
    known(visitor, id).await?.ok_or_else(Refusal::not_found)
}

/// The sentence of a mistake that can be put right on the page.
fn said(visitor: &Visitor, refusal: Refusal) -> Result<String, Refusal> {
    if refusal.kind == Kind::Invalid {
        Ok(refused::sentence(&visitor.words, &refusal))
    } else {
        Err(refusal)
    }
}
