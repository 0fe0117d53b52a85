//! The passkeys of one's own account: adding one, which takes a script, and removing.

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
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::{HubError, NewPasskey, PasskeyOffer};
use hebewerk_model::{Kind, PasskeyId};

#[derive(Template)]
#[template(path = "account/passkeys.html")]
struct PasskeysPage {
    shell: Shell,
    w: Words,
    head: Head,
    done: Option<String>,
    error: Option<String>,
    passkeys: Vec<PasskeyLine>,
    /// What a browser is asked for, once the password was right.
    offer: Option<Offer>,
}

struct PasskeyLine {
    name: String,
    added: String,
    used: Option<String>,
    action: String,
}

/// An offer as a script reads it.
struct Offer {
    challenge: String,
    user: String,
    known: String,
    algorithms: String,
    hub: String,
}

impl Offer {
    fn of(visitor: &Visitor, offer: PasskeyOffer) -> Self {
        let algorithms = offer.algorithms.map(|number| number.to_string());
        Self {
            challenge: offer.challenge,
            user: offer.user,
            known: offer.known.join(" "),
            algorithms: algorithms.join(" "),
            hub: visitor.state.settings.hub_title.clone(),
        }
    }
}

/// `GET /konto/passkeys`
pub(crate) async fn show(visitor: Visitor, query: Query) -> PageResult {
    let mut template = template(&visitor).await?;
    let done = match query.get("getan") {
        Some("angelegt") => Some("passkey-was-added"),
        Some("entfernt") => Some("passkey-was-removed"),
        _ => None,
    };
    template.done = done.map(|key| visitor.words.t(key).into_owned());
    page(&template)
}

/// `POST /konto/passkeys/beginnen`
pub(crate) async fn begin(
    visitor: Visitor,
    ClientAddress(from): ClientAddress,
    fields: Fields,
) -> PageResult {
    let (hub, password) = (visitor.hub(), fields.raw("kennwort"));
    match hub.begin_passkey(own(&visitor)?, password, from).await {
        Ok(offer) => {
            let mut template = template(&visitor).await?;
            template.offer = Some(Offer::of(&visitor, offer));
            let mut response = page(&template)?;
            let never = HeaderValue::from_static("no-store");
            response.headers_mut().insert(header::CACHE_CONTROL, never);
            Ok(response)
        }
        Err(error) => again(&visitor, error).await,
    }
}

/// `POST /konto/passkeys/anlegen`
pub(crate) async fn add(visitor: Visitor, headers: HeaderMap, fields: Fields) -> PageResult {
    let site = sign_in::passkey::site(&visitor, &headers)?;
    let new = NewPasskey {
        name: fields.text("name"),
        client: fields.text("client"),
        authenticator: fields.text("authenticator"),
        public_key: fields.text("schluessel"),
        algorithm: fields.text("verfahren").parse().unwrap_or_default(),
    };
    let hub = visitor.hub();
    match hub
        .add_passkey(&visitor.principal, new, &site, visitor.session)
        .await
    {
        Ok(()) => Ok(back("angelegt")),
        Err(error) => again(&visitor, error).await,
    }
}

/// `POST /konto/passkeys/{id}/entfernen`
pub(crate) async fn remove(
    visitor: Visitor,
    Path(id): Path<String>,
    ClientAddress(from): ClientAddress,
    fields: Fields,
) -> PageResult {
    let id: PasskeyId = id
        .parse()
        .map_err(|_error| Refusal::new(Kind::NotFound, "not_found"))?;
    let (hub, password) = (visitor.hub(), fields.raw("kennwort"));
    match hub
        .remove_passkey(&visitor.principal, id, password, from)
        .await
    {
        Ok(()) => Ok(back("entfernt")),
        Err(error) => again(&visitor, error).await,
    }
}

fn back(done: &str) -> axum::response::Response {
    let href = Query::default()
        .with("getan", done)
        .href(View::Passkeys.href());
    Redirect::to(&href).into_response()
}

async fn again(visitor: &Visitor, error: HubError) -> PageResult {
    let refusal = refused::beside_form(Refusal::from(error))?;
    let mut template = template(visitor).await?;
    template.error = Some(refused::sentence(&visitor.words, &refusal));
    page_with(StatusCode::BAD_REQUEST, &template)
}

async fn template(visitor: &Visitor) -> Result<PasskeysPage, Refusal> {
    let w = visitor.words;
    let known = visitor.hub().own_passkeys(own(visitor)?).await?;
    Ok(PasskeysPage {
        shell: shell(visitor, View::Passkeys),
        w,
        head: Head::of(visitor, View::Passkeys)?,
        done: None,
        error: None,
        passkeys: known
            .into_iter()
            .map(|passkey| PasskeyLine {
                name: passkey.name,
                added: w.day(passkey.added_at),
                used: passkey.used_at.map(|day| w.day(day)),
                action: format!("{}/{}/entfernen", View::Passkeys.href(), passkey.id),
            })
            .collect(),
        offer: None,
    })
}
