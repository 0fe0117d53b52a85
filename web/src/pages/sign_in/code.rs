//! The second step of signing in: the code of the device.

use super::{end_former, with_session};
use crate::client_address::ClientAddress;
use crate::form::Fields;
use crate::onward::inside;
use crate::render::{PageResult, page_with};
use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::HubError;
use hebewerk_model::Failure as _;

#[derive(Template)]
#[template(path = "sign_in_code.html")]
struct CodePage {
    shell: Shell,
    w: Words,
    error: Option<String>,
    onward: String,
    /// The secret that leads on from the password; it stands in no address.
    begun: String,
    by_code: bool,
    /// By which passkeys one may go on, and what they have to sign.
    passkeys: Option<(String, String)>,
}

/// The form for the code.
pub(super) async fn asking(visitor: &Visitor, begun: &str, onward: &str) -> PageResult {
    code_page(visitor, (begun, onward), StatusCode::OK, None).await
}

/// `POST /anmelden/code`
pub(crate) async fn finish(
    visitor: Visitor,
    ClientAddress(from): ClientAddress,
    headers: HeaderMap,
    fields: Fields,
) -> PageResult {
    let onward = inside(fields.text("weiter"));
    let (begun, code) = (fields.text("anmeldung"), fields.text("code"));
    let finished = visitor.hub().finish_sign_in(begun, code, from).await;
    let outcome = match &finished {
        Ok(_signed_in) => "signed_in",
        Err(error) => error.code(),
    };
    metrics::counter!("hebewerk_sign_ins_total", "outcome" => outcome).increment(1);
    match finished {
        Ok(signed_in) => {
            end_former(&visitor, &headers).await?;
            with_session(&visitor, &signed_in, &onward)
        }
        Err(HubError::SignInLapsed) => Ok(Redirect::to("/anmelden?neu=ja").into_response()),
        Err(error) => {
            let refusal = Refusal::from(error);
            if refusal.status.is_server_error() {
                return Err(refusal);
            }
            let sentence = crate::pages::refused::sentence(&visitor.words, &refusal);
            let step = (begun, onward.as_str());
            let mut response = code_page(&visitor, step, refusal.status, Some(sentence)).await?;
            if let Some(seconds) = refusal.retry_after_seconds {
                let seconds = HeaderValue::from(seconds);
                response.headers_mut().insert(header::RETRY_AFTER, seconds);
            }
            Ok(response)
        }
    }
}

async fn code_page(
    visitor: &Visitor,
    (begun, onward): (&str, &str),
    status: StatusCode,
    error: Option<String>,
) -> PageResult {
    let w = visitor.words;
    let Some(step) = visitor.hub().second_step(begun).await? else {
        return Ok(Redirect::to("/anmelden?neu=ja").into_response());
    };
    let template = CodePage {
        shell: Shell::new(visitor, Place::Elsewhere, w.t("sign-in-code-title")).below(&[]),
        w,
        error,
        onward: onward.to_owned(),
        begun: begun.to_owned(),
        by_code: step.by_code,
        passkeys: (!step.passkeys.is_empty()).then(|| (step.passkeys.join(" "), step.challenge)),
    };
    let mut response = page_with(status, &template)?;
    let never = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, never);
    Ok(response)
}
