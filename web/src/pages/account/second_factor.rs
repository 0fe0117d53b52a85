//! The second factor of one's own account: setting up, confirming, turning off.

use super::head::{Head, View, own, shell};
use crate::client_address::ClientAddress;
use crate::form::Fields;
use crate::pages::refused;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::Shell;
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use hebewerk_hub::{HubError, NewSecret, SecondFactorView};
use qrcode::{Color, QrCode};

#[derive(Template)]
#[template(path = "account/second_factor.html")]
struct SecondFactorPage {
    shell: Shell,
    w: Words,
    head: Head,
    /// What has just been done.
    done: Option<String>,
    error: Option<String>,
    stage: Stage,
    is_needed: bool,
}

/// How far it is set up.
enum Stage {
    Off,
    /// The secret is shown and its first code is waited for.
    Begun {
        picture: Picture,
        text: String,
        proof: String,
    },
    /// The recovery codes are shown, once.
    Done {
        codes: Vec<String>,
    },
    On {
        since: String,
        left: u32,
    },
}

/// `GET /konto/zweiter-faktor`
pub(crate) async fn show(visitor: Visitor, query: Query) -> PageResult {
    let known = known(&visitor).await?;
    let is_off = query.get("getan") == Some("abgeschaltet");
    let mut template = template(&visitor, &known, stage(visitor.words, &known))?;
    template.done = is_off.then(|| visitor.words.t("second-factor-was-removed").into_owned());
    page(&template)
}

/// `POST /konto/zweiter-faktor/einrichten`
pub(crate) async fn start(
    visitor: Visitor,
    ClientAddress(from): ClientAddress,
    fields: Fields,
) -> PageResult {
    let issuer = &visitor.state.settings.hub_title;
    let password = fields.raw("kennwort");
    let hub = visitor.hub();
    match hub
        .start_second_factor(own(&visitor)?, password, issuer, from)
        .await
    {
        Ok(secret) => begun(&visitor, &secret, None).await,
        Err(error) => again(&visitor, error).await,
    }
}

/// `POST /konto/zweiter-faktor/bestaetigen`
pub(crate) async fn confirm(visitor: Visitor, fields: Fields) -> PageResult {
    let (hub, proof) = (visitor.hub(), fields.text("beleg"));
    let shown = (fields.text("code"), proof);
    let confirmed = hub.confirm_second_factor(&visitor.principal, shown, visitor.session);
    match confirmed.await {
        Ok(codes) => {
            let known = known(&visitor).await?;
            let template = template(&visitor, &known, Stage::Done { codes })?;
            secret_page(StatusCode::OK, &template)
        }
        Err(error @ HubError::WrongCode) => {
            let issuer = &visitor.state.settings.hub_title;
            let secret = hub
                .begun_second_factor(own(&visitor)?, issuer, proof)
                .await?;
            begun(&visitor, &secret, Some(error)).await
        }
        // Too late, or in another window: from the beginning.
        Err(HubError::NotFound { .. }) => {
            Ok(Redirect::to(View::SecondFactor.href()).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /konto/zweiter-faktor/abschalten`
pub(crate) async fn remove(
    visitor: Visitor,
    ClientAddress(from): ClientAddress,
    fields: Fields,
) -> PageResult {
    let hub = visitor.hub();
    let proof = (fields.raw("kennwort"), fields.text("code"));
    match hub
        .remove_second_factor(&visitor.principal, proof, from)
        .await
    {
        Ok(()) => {
            let done = Query::default().with("getan", "abgeschaltet");
            Ok(Redirect::to(&done.href(View::SecondFactor.href())).into_response())
        }
        Err(error) => again(&visitor, error).await,
    }
}

/// The page with what went wrong.
async fn again(visitor: &Visitor, error: HubError) -> PageResult {
    let refusal = refused::beside_form(Refusal::from(error))?;
    let known = known(visitor).await?;
    let mut template = template(visitor, &known, stage(visitor.words, &known))?;
    template.error = Some(refused::sentence(&visitor.words, &refusal));
    secret_page(StatusCode::BAD_REQUEST, &template)
}

/// The page with the secret; a wrong code does not cost it.
async fn begun(visitor: &Visitor, secret: &NewSecret, error: Option<HubError>) -> PageResult {
    let known = known(visitor).await?;
    let stage = Stage::Begun {
        picture: Picture::of(&secret.url)?,
        text: secret.text.clone(),
        proof: secret.proof.clone(),
    };
    let mut template = template(visitor, &known, stage)?;
    let Some(error) = error else {
        return secret_page(StatusCode::OK, &template);
    };
    let refusal = Refusal::from(error);
    template.error = Some(refused::sentence(&visitor.words, &refusal));
    secret_page(StatusCode::BAD_REQUEST, &template)
}

async fn known(visitor: &Visitor) -> Result<SecondFactorView, Refusal> {
    Ok(visitor.hub().own_second_factor(own(visitor)?).await?)
}

fn stage(w: Words, known: &SecondFactorView) -> Stage {
    known.since.map_or(Stage::Off, |since| Stage::On {
        since: w.day(since),
        left: known.recovery_left,
    })
}

fn template(
    visitor: &Visitor,
    known: &SecondFactorView,
    stage: Stage,
) -> Result<SecondFactorPage, Refusal> {
    Ok(SecondFactorPage {
        shell: shell(visitor, View::SecondFactor),
        w: visitor.words,
        head: Head::of(visitor, View::SecondFactor)?,
        done: None,
        error: None,
        stage,
        is_needed: known.is_needed,
    })
}

/// A page that nothing on the way may keep.
fn secret_page(status: StatusCode, template: &SecondFactorPage) -> PageResult {
    let mut response: Response = page(template)?;
    *response.status_mut() = status;
    let never = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, never);
    Ok(response)
}

/// A code that a phone reads: dark squares on a light ground, with the margin the standard asks for.
struct Picture {
    /// Width and height in squares.
    size: usize,
    /// The dark squares as a path.
    path: String,
}

impl Picture {
    /// Squares of light around it (ISO/IEC 18004 § 6.3.8).
    const MARGIN: usize = 4;

    fn of(url: &str) -> Result<Self, Refusal> {
        let code = QrCode::new(url).map_err(Refusal::internal)?;
        let width = code.width();
        let dark = code.to_colors().into_iter().enumerate();
        let path = dark
            .filter(|(_place, colour)| *colour == Color::Dark)
            .map(|(place, _colour)| {
                let (x, y) = (place % width + Self::MARGIN, place / width + Self::MARGIN);
                format!("M{x} {y}h1v1h-1z")
            })
            .collect();
        Ok(Self {
            size: width + 2 * Self::MARGIN,
            path,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Picture;

    #[test]
    fn a_picture_has_its_margin_and_the_three_eyes() {
        let drawn = Picture::of("otpauth://totp/Datenhub:a%40b?secret=GEZDGNBVGY3TQOJQ").unwrap();
        let right = drawn.size - 5;
        for corner in ["M4 4h1", &format!("M{right} 4h1"), &format!("M4 {right}h1")] {
            assert!(drawn.path.contains(corner), "{corner}");
        }
        assert!(!drawn.path.contains("M3 ") && !drawn.path.contains(&format!("M{} ", right + 1)));
    }
}
