//! Through which providers one's account is entered beside its password.

use super::head::{Head, View, own, shell};
use crate::client_address::ClientAddress;
use crate::form::Fields;
use crate::pages::{refused, sign_in};
use crate::query::Query;
use crate::render::{PageResult, page, page_with};
use crate::shell::Shell;
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::{HubError, OwnIdentity};

#[derive(Template)]
#[template(path = "account/providers.html")]
struct ProvidersPage {
    shell: Shell,
    w: Words,
    head: Head,
    done: Option<String>,
    error: Option<String>,
    providers: Vec<OwnIdentity>,
    has_password: bool,
    /// Where somebody who has given their password goes on: a link, because no form leads to another site.
    onward: Option<(String, String)>,
}

/// `GET /konto/anbieter`
pub(crate) async fn show(visitor: Visitor, query: Query) -> PageResult {
    let mut template = template(&visitor).await?;
    let done = match query.get("getan") {
        Some("verknuepft") => Some("provider-was-linked"),
        Some("geloest") => Some("provider-was-unlinked"),
        _ => None,
    };
    template.done = done.map(|key| visitor.words.t(key).into_owned());
    page(&template)
}

/// `POST /konto/anbieter/{provider}/verknuepfen`
pub(crate) async fn link(
    visitor: Visitor,
    Path(provider): Path<String>,
    ClientAddress(from): ClientAddress,
    headers: HeaderMap,
    fields: Fields,
) -> PageResult {
    let back = sign_in::provider::back(&visitor, &headers, &provider);
    let (hub, password) = (visitor.hub(), fields.raw("kennwort"));
    let account = own(&visitor)?;
    let sent = hub.go_to_link(account, (&provider, back), password, from);
    match sent.await {
        Ok(away) => {
            let mut template = template(&visitor).await?;
            let name = template.providers.iter().find(|known| known.id == provider);
            let name = name.map_or(provider, |known| known.name.clone());
            template.onward = Some((away.url, name));
            let mut response = page(&template)?;
            sign_in::provider::keep(&visitor, &away.way.0, &mut response);
            Ok(response)
        }
        Err(error) => again(&visitor, error).await,
    }
}

/// `POST /konto/anbieter/{provider}/loesen`
pub(crate) async fn unlink(
    visitor: Visitor,
    Path(provider): Path<String>,
    ClientAddress(from): ClientAddress,
    fields: Fields,
) -> PageResult {
    let (hub, password) = (visitor.hub(), fields.raw("kennwort"));
    match hub
        .unlink_identity(&visitor.principal, &provider, password, from)
        .await
    {
        Ok(()) => {
            let done = Query::default().with("getan", "geloest");
            Ok(Redirect::to(&done.href(View::Providers.href())).into_response())
        }
        Err(error) => again(&visitor, error).await,
    }
}

async fn again(visitor: &Visitor, error: HubError) -> PageResult {
    let refusal = refused::beside_form(Refusal::from(error))?;
    let mut template = template(visitor).await?;
    template.error = Some(refused::sentence(&visitor.words, &refusal));
    page_with(StatusCode::BAD_REQUEST, &template)
}

async fn template(visitor: &Visitor) -> Result<ProvidersPage, Refusal> {
    Ok(ProvidersPage {
        shell: shell(visitor, View::Providers),
        w: visitor.words,
        head: Head::of(visitor, View::Providers)?,
        done: None,
        error: None,
        providers: visitor.hub().own_identities(&visitor.principal).await?,
        has_password: visitor.hub().has_password(own(visitor)?).await?,
        onward: None,
    })
}
