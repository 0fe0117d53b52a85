//! The one-time page on which the first administrator is made.

use crate::arriving::Arriving;
use crate::form::Fields;
use crate::pages::refused;
use crate::pages::sign_in::with_session;
use crate::render::{PageResult, page, page_with};
use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use hebewerk_hub::FirstAdministrator;
use hebewerk_model::Kind;

#[derive(Template)]
#[template(path = "set_up.html")]
struct SetUpPage {
    shell: Shell,
    w: Words,
    action: String,
    error: Option<String>,
    name: String,
    email: String,
}

/// `GET /einrichten/{token}`
pub(crate) async fn form(visitor: Visitor, Path(token): Path<String>) -> PageResult {
    if !visitor.hub().is_setup_open(&token).await? {
        return Err(expired());
    }
    page(&template(&visitor, &token, None, "", ""))
}

/// `POST /einrichten/{token}`
pub(crate) async fn set_up(
    visitor: Visitor,
    Path(token): Path<String>,
    Arriving(arrival): Arriving,
    fields: Fields,
) -> PageResult {
    let (name, email) = (fields.text("name"), fields.text("email"));
    let password = fields.raw("kennwort");
    if !visitor.hub().is_setup_open(&token).await? {
        return Err(expired());
    }
    let first = FirstAdministrator {
        name,
        email,
        password,
        client: arrival.client,
    };
    match visitor.hub().set_up(&token, first).await {
        Ok(signed_in) => with_session(&visitor, &signed_in, "/verwaltung"),
        Err(error) => {
            let refusal = Refusal::from(error);
            match refusal.kind {
                Kind::Invalid => {
                    let sentence = refused::sentence(&visitor.words, &refusal);
                    let template = template(&visitor, &token, Some(sentence), name, email);
                    page_with(StatusCode::BAD_REQUEST, &template)
                }
                // Somebody else was faster.
                Kind::Unauthenticated => Err(expired()),
                _ => Err(refusal),
            }
        }
    }
}

fn expired() -> Refusal {
    Refusal::new(Kind::NotFound, "link_expired")
}

fn template(
    visitor: &Visitor,
    token: &str,
    error: Option<String>,
    name: &str,
    email: &str,
) -> SetUpPage {
    let w = visitor.words;
    SetUpPage {
        shell: Shell::new(visitor, Place::Elsewhere, w.t("set-up-title")),
        w,
        action: format!("/einrichten/{token}"),
        error,
        name: name.to_owned(),
        email: email.to_owned(),
    }
}
