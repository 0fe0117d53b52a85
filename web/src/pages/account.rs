//! One's own account: roles, language, password.

pub(crate) mod head;
pub(crate) mod new_password;
pub(crate) mod passkeys;
pub(crate) mod providers;
pub(crate) mod second_factor;
pub(crate) mod sessions;

use self::head::{Head, View, own, shell};
use crate::client_address::ClientAddress;
use crate::form::Fields;
use crate::pages::refused;
use crate::query::Query;
use crate::render::{PageResult, page, page_with};
use crate::shell::Shell;
use crate::visitor::tagged;
use crate::{Refusal, Visitor, WebState, Words, cookies};
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::OwnPassword;
use hebewerk_model::{Account, Kind, Language};

#[derive(Template)]
#[template(path = "account/settings.html")]
struct AccountPage {
    shell: Shell,
    w: Words,
    head: Head,
    is_administrator: bool,
    is_officer: bool,
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
pub(crate) async fn save(
    visitor: Visitor,
    State(state): State<WebState>,
    ClientAddress(from): ClientAddress,
    headers: HeaderMap,
    fields: Fields,
) -> PageResult {
    let account = own(&visitor)?;
    let language = tagged(fields.text("sprache")).unwrap_or(account.language);
    let new = fields.raw("kennwort");
    let password = (!new.is_empty()).then(|| OwnPassword {
        session: cookies::read(&headers, cookies::session_name(&state.settings)),
        old: fields.raw("kennwort_bisher"),
        new,
        from,
    });
    if let Err(refusal) = save_checked(&visitor, account, language, password).await {
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
    if let Some(cookie) = cookies::language(&state.settings, language) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// `GET /konto/auskunft`: everything the hub holds of the reader (Art. 15 DSGVO).
pub(crate) async fn disclosure(visitor: Visitor) -> PageResult {
    let account = own(&visitor)?.id;
    super::audit::disclosed(&visitor, account).await
}

/// The password first: if it is refused, nothing has changed.
async fn save_checked(
    visitor: &Visitor,
    account: &Account,
    language: Language,
    password: Option<OwnPassword<'_>>,
) -> Result<(), Refusal> {
    let hub = visitor.hub();
    if let Some(password) = password {
        hub.set_own_password(account, password).await?;
    }
    if language != account.language {
        hub.set_own_language(account, language).await?;
    }
    Ok(())
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
        shell: shell(visitor, View::Settings),
        w,
        head: Head::of(visitor, View::Settings)?,
        is_administrator: account.administrator,
        is_officer: account.officer,
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
