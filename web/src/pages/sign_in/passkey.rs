//! Signing in with a passkey: alone, or in place of a code after the password.

use super::{end_former, with_session};
use crate::arriving::Arriving;
use crate::form::Fields;
use crate::onward::inside;
use crate::render::PageResult;
use crate::{Refusal, Visitor};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::{Assertion, HubError, SignedIn, Site};
use hebewerk_model::Failure as _;
use url::Url;

/// The hub as a browser sees it: passkeys are bound to its host.
pub(crate) fn site(visitor: &Visitor, headers: &HeaderMap) -> Result<Site, Refusal> {
    let address = Url::parse(&visitor.base_url(headers)).map_err(Refusal::internal)?;
    Ok(Site {
        host: address.host_str().unwrap_or_default().to_owned(),
        origin: address.origin().ascii_serialization(),
    })
}

fn assertion(fields: &Fields) -> Assertion<'_> {
    Assertion {
        credential: fields.text("passkey"),
        client: fields.text("client"),
        authenticator: fields.text("authenticator"),
        signature: fields.text("unterschrift"),
    }
}

/// `POST /anmelden/passkey`
pub(crate) async fn sign_in(
    visitor: Visitor,
    Arriving(arrival): Arriving,
    headers: HeaderMap,
    fields: Fields,
) -> PageResult {
    let onward = inside(fields.text("weiter"));
    let site = site(&visitor, &headers)?;
    let hub = visitor.hub();
    let signed_in = hub
        .sign_in_with_passkey(assertion(&fields), &site, arrival)
        .await;
    ended(&visitor, &headers, signed_in, &onward).await
}

/// `POST /anmelden/code/passkey`
pub(crate) async fn finish(
    visitor: Visitor,
    Arriving(arrival): Arriving,
    headers: HeaderMap,
    fields: Fields,
) -> PageResult {
    let onward = inside(fields.text("weiter"));
    let site = site(&visitor, &headers)?;
    let begun = fields.text("anmeldung");
    let hub = visitor.hub();
    let finished = hub
        .finish_sign_in_with_passkey(begun, assertion(&fields), &site, arrival.from)
        .await;
    ended(&visitor, &headers, finished, &onward).await
}

/// Counts how it ended, and lets in whom the hub let in.
async fn ended(
    visitor: &Visitor,
    headers: &HeaderMap,
    outcome: Result<SignedIn, HubError>,
    onward: &str,
) -> PageResult {
    let code = outcome
        .as_ref()
        .map_or_else(HubError::code, |_signed_in| "signed_in");
    metrics::counter!("hebewerk_sign_ins_total", "outcome" => code).increment(1);
    match outcome {
        Ok(signed_in) => {
            end_former(visitor, headers).await?;
            with_session(visitor, &signed_in, onward)
        }
        Err(error) => told(visitor, error, onward),
    }
}

/// The form again with what went wrong; what took too long begins anew.
fn told(visitor: &Visitor, error: HubError, onward: &str) -> PageResult {
    if matches!(error, HubError::SignInLapsed) {
        return Ok(Redirect::to("/anmelden?neu=ja").into_response());
    }
    let refusal = Refusal::from(error);
    if refusal.status.is_server_error() {
        return Err(refusal);
    }
    super::told(visitor, &refusal, String::new(), onward.to_owned())
}
