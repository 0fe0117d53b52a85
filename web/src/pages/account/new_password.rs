//! Choosing a password in place of one that somebody else gave: the only page that such a one opens.

use crate::client_address::ClientAddress;
use crate::form::Fields;
use crate::onward::inside;
use crate::pages::refused;
use crate::query::Query;
use crate::render::{PageResult, page, page_with};
use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words, cookies};
use askama::Template;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::{OwnPassword, Pending};

const PLACE: &str = "/konto/neues-kennwort";

#[derive(Template)]
#[template(path = "account/new_password.html")]
struct NewPasswordPage {
    shell: Shell,
    w: Words,
    error: Option<String>,
    email: String,
    onward: String,
}

/// Where it is chosen by whoever goes on to `onward` then.
pub(crate) fn href(onward: &str) -> String {
    if onward == "/" {
        return PLACE.to_owned();
    }
    Query::default().with("weiter", onward).href(PLACE)
}

/// `GET /konto/neues-kennwort`
pub(crate) async fn form(visitor: Visitor, query: Query) -> PageResult {
    let onward = inside(query.get("weiter").unwrap_or("/"));
    match template(&visitor, None, onward) {
        Some(template) => page(&template),
        None => Ok(Redirect::to("/konto").into_response()),
    }
}

/// `POST /konto/neues-kennwort`
pub(crate) async fn choose(
    visitor: Visitor,
    ClientAddress(from): ClientAddress,
    headers: HeaderMap,
    fields: Fields,
) -> PageResult {
    let onward = inside(fields.text("weiter"));
    let Some((Pending::Password, account)) = &visitor.pending else {
        return Ok(Redirect::to("/konto").into_response());
    };
    let own = OwnPassword {
        session: cookies::read(&headers, cookies::session_name(&visitor.state.settings)),
        old: fields.raw("kennwort_bisher"),
        new: fields.raw("kennwort"),
        from,
    };
    let Err(error) = visitor.hub().set_own_password(account, own).await else {
        return Ok(Redirect::to(&onward).into_response());
    };
    let refusal = refused::beside_form(Refusal::from(error))?;
    let sentence = refused::sentence(&visitor.words, &refusal);
    let Some(template) = template(&visitor, Some(sentence), onward) else {
        return Err(refusal);
    };
    let mut response = page_with(refusal.status, &template)?;
    if let Some(seconds) = refusal.retry_after_seconds {
        let seconds = HeaderValue::from(seconds);
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    Ok(response)
}

/// The page; none for whoever has a password of their own.
fn template(visitor: &Visitor, error: Option<String>, onward: String) -> Option<NewPasswordPage> {
    let w = visitor.words;
    let Some((Pending::Password, account)) = &visitor.pending else {
        return None;
    };
    Some(NewPasswordPage {
        shell: Shell::new(visitor, Place::Elsewhere, w.t("new-password-title")).below(&[]),
        w,
        error,
        email: account.email.to_string(),
        onward,
    })
}
