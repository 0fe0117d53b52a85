//! The page of somebody who was invited: what it is about, and their account.

use crate::arriving::Arriving;
use crate::form::Fields;
use crate::pages::refused;
use crate::pages::sign_in::with_session;
use crate::render::{PageResult, page, page_with};
use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use hebewerk_hub::{HubError, NewGuest, OpenInvitation};
use hebewerk_model::Kind;

#[derive(Template)]
#[template(path = "invited.html")]
struct InvitedPage {
    shell: Shell,
    w: Words,
    action: String,
    error: Option<String>,
    name: String,
    invitation: OpenInvitation,
    ends: String,
}

/// `GET /einladung/{token}`
pub(crate) async fn form(visitor: Visitor, Path(token): Path<String>) -> PageResult {
    let invitation = opened(&visitor, &token).await?;
    let mut response = page(&template(&visitor, &token, invitation, None, ""))?;
    let never = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, never);
    Ok(response)
}

/// `POST /einladung/{token}`
pub(crate) async fn accept(
    visitor: Visitor,
    Path(token): Path<String>,
    Arriving(arrival): Arriving,
    fields: Fields,
) -> PageResult {
    let invitation = opened(&visitor, &token).await?;
    let name = fields.text("name");
    let guest = NewGuest {
        name,
        password: fields.raw("kennwort"),
        language: visitor.words.language,
        client: arrival.client,
    };
    match visitor.hub().accept_invitation(&token, guest).await {
        Ok(signed_in) => with_session(&visitor, &signed_in, "/daten"),
        Err(HubError::InvitationLapsed) => Err(expired()),
        Err(error) => {
            let refusal = refused::beside_form(Refusal::from(error))?;
            let sentence = refused::sentence(&visitor.words, &refusal);
            let template = template(&visitor, &token, invitation, Some(sentence), name);
            page_with(StatusCode::BAD_REQUEST, &template)
        }
    }
}

async fn opened(visitor: &Visitor, token: &str) -> Result<OpenInvitation, Refusal> {
    match visitor.hub().open_invitation(token).await {
        Ok(invitation) => Ok(invitation),
        Err(HubError::InvitationLapsed) => Err(expired()),
        Err(error) => Err(error.into()),
    }
}

fn expired() -> Refusal {
    Refusal::new(Kind::NotFound, "invitation_lapsed")
}

fn template(
    visitor: &Visitor,
    token: &str,
    invitation: OpenInvitation,
    error: Option<String>,
    name: &str,
) -> InvitedPage {
    let w = visitor.words;
    InvitedPage {
        shell: Shell::new(visitor, Place::Elsewhere, w.t("invited-title")),
        w,
        action: format!("/einladung/{token}"),
        error,
        name: name.to_owned(),
        ends: w.moment(invitation.ends_at),
        invitation,
    }
}
