//! One's own account: roles, language, password.

use crate::form::Fields;
use crate::pages::refused;
use crate::query::Query;
use crate::render::{PageResult, page, page_with};
use crate::shell::{Place, Shell};
use crate::visitor::tagged;
use crate::{Refusal, Visitor, Words, cookies};
use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect};
use hebewerk_model::{Account, Kind, Language};

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    shell: Shell,
    w: Words,
    name: String,
    email: String,
    is_administrator: bool,
    roles: Vec<(String, String, String)>,
    languages: Vec<(&'static str, String, bool)>,
    error: Option<String>,
    is_saved: bool,
}

/// `GET /konto`
pub(crate) async fn show(visitor: Visitor, query: Query) -> PageResult {
    let template = template(&visitor, None, query.get("gespeichert").is_some()).await?;
    page(&template)
}

/// `POST /konto`
pub(crate) async fn save(visitor: Visitor, fields: Fields) -> PageResult {
    let account = own(&visitor)?;
    let language = tagged(fields.text("sprache")).unwrap_or(account.language);
    let (old, new) = (fields.raw("kennwort_bisher"), fields.raw("kennwort"));
    let saved = save_checked(&visitor, account, language, old, new).await;
    if let Err(refusal) = saved {
        if !matches!(
            refusal.kind,
            Kind::Invalid | Kind::Unauthenticated | Kind::TooMany
        ) {
            return Err(refusal);
        }
        let sentence = refused::sentence(&visitor.words, &refusal);
        let template = template(&visitor, Some(sentence), false).await?;
        return page_with(StatusCode::BAD_REQUEST, &template);
    }
    let mut response = Redirect::to("/konto?gespeichert=ja").into_response();
    if let Some(cookie) = cookies::language(&visitor.state.settings, language) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// Saves; a new password only for who knows the old one, so that an unlocked screen is not enough.
async fn save_checked(
    visitor: &Visitor,
    account: &Account,
    language: Language,
    old: &str,
    new: &str,
) -> Result<(), Refusal> {
    let password = if new.is_empty() {
        None
    } else {
        let check = visitor.hub().sign_in(account.email.as_str(), old).await?;
        // Only the answer was wanted, not another session.
        visitor.hub().sign_out(&check.token.0).await?;
        Some(new.to_owned())
    };
    Ok(visitor
        .hub()
        .save_own_account(account, language, password)
        .await?)
}

fn own(visitor: &Visitor) -> Result<&Account, Refusal> {
    visitor
        .account
        .as_ref()
        .ok_or_else(Refusal::unauthenticated)
}

async fn template(
    visitor: &Visitor,
    error: Option<String>,
    is_saved: bool,
) -> Result<AccountPage, Refusal> {
    let w = visitor.words;
    let account = own(visitor)?;
    let houses = visitor.hub().organisations(&visitor.principal).await?;
    let roles = account.memberships.iter().filter_map(|membership| {
        let house = houses
            .iter()
            .find(|house| house.organisation.id == membership.organisation)?;
        Some((
            format!("/haeuser/{}", house.organisation.slug),
            house.organisation.name.clone(),
            w.code("role", membership.role.code()).into_owned(),
        ))
    });
    Ok(AccountPage {
        shell: Shell::new(visitor, Place::Account, w.t("account-title")).below(&[]),
        w,
        name: account.name.clone(),
        email: account.email.to_string(),
        is_administrator: account.administrator,
        roles: roles.collect(),
        languages: [Language::De, Language::En]
            .into_iter()
            .map(|language| {
                let label = w.code("language", language.tag()).into_owned();
                (language.tag(), label, language == w.language)
            })
            .collect(),
        error,
        is_saved,
    })
}
