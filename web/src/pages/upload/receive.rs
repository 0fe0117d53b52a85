//! The bytes of a file, written to disk as they come.

use super::aim;
use crate::form::{self, TOKEN_FIELD};
use crate::held_bytes::{HandedOn, bounded};
use crate::middleware::right;
use crate::middleware::visitor::renewed;
use crate::render::PageResult;
use crate::router::Right;
use crate::{Refusal, Visitor};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::{StagedId, Target};
use hebewerk_model::Kind;

/// Longest proof in bytes.
const LONGEST_PROOF: usize = 64;
/// Longest name of a target in bytes: two slugs.
const LONGEST_TARGET: usize = 200;
/// How many files of the largest size may wait for one account.
const WAITING_FILES: u64 = 4;

/// `POST /hochladen`: nothing is read before it is known that the sender may bring files at all.
///
/// Answers a script that asks for it (`Prefer: return=minimal`, RFC 7240) with the address alone: a redirect it would
/// follow, and the file would be looked at for nobody.
pub(crate) async fn receive(visitor: Visitor, headers: HeaderMap, request: Request) -> PageResult {
    visitor.hub().may_upload(&visitor.principal).await?;
    let handed_on = HandedOn::default();
    let request = request.map(|body| bounded(body, handed_on.clone()));
    let mut parts = Multipart::from_request(request, &())
        .await
        .map_err(|_rejection| Refusal::invalid("upload_broken"))?;
    let mut proven = false;
    let mut target = Target::New;
    while let Some(field) = parts.next_field().await.map_err(multipart)? {
        match field.name() {
            Some(TOKEN_FIELD) => {
                let token = short(field, LONGEST_PROOF, &handed_on).await?;
                proven = form::is_proven(&visitor, &token);
            }
            Some("ziel") => {
                let value = short(field, LONGEST_TARGET, &handed_on).await?;
                target = aim::target(&value).ok_or_else(|| Refusal::invalid("invalid_request"))?;
                // Better refused before the file has travelled than after.
                visitor.hub().aimed_at(&visitor.principal, &target).await?;
            }
            // The proof stands in front of the file, so that nothing is stored for a foreign page.
            Some("datei") if proven => {
                let id = store(&visitor, &headers, (field, &handed_on), &target).await?;
                visitor
                    .hub()
                    .aim_upload(&visitor.principal, id, target)
                    .await?;
                return Ok(answer(&headers, id));
            }
            Some("datei") => return Err(form::foreign()),
            _ => {}
        }
    }
    Err(Refusal::invalid("no_file"))
}

fn answer(headers: &HeaderMap, id: StagedId) -> axum::response::Response {
    let address = format!("/hochladen/{id}");
    let is_minimal = headers
        .get("prefer")
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.contains("return=minimal"));
    if is_minimal {
        (StatusCode::CREATED, [(header::LOCATION, address)]).into_response()
    } else {
        Redirect::to(&address).into_response()
    }
}

/// The text of a field that cannot be longer than this.
async fn short(
    mut field: Field<'_>,
    longest: usize,
    handed_on: &HandedOn,
) -> Result<String, Refusal> {
    let mut text = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(multipart)? {
        handed_on.add(piece.len());
        text.extend_from_slice(&piece);
        if text.len() > longest {
            return Err(Refusal::invalid("invalid_request"));
        }
    }
    String::from_utf8(text).map_err(|_error| Refusal::invalid("invalid_request"))
}

async fn store(
    visitor: &Visitor,
    headers: &HeaderMap,
    (mut field, handed_on): (Field<'_>, &HandedOn),
    target: &Target,
) -> Result<StagedId, Refusal> {
    let name = field.file_name().unwrap_or_default().to_owned();
    if name.is_empty() {
        return Err(Refusal::invalid("no_file"));
    }
    let expected_bytes = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.parse().ok())
        .unwrap_or_default();
    let quota_bytes = visitor
        .state
        .settings
        .upload_limit_bytes
        .saturating_mul(WAITING_FILES);
    let mut receiving = visitor
        .hub()
        .receive(&visitor.principal, expected_bytes, quota_bytes)
        .await?;
    while let Some(piece) = field.chunk().await.map_err(multipart)? {
        handed_on.add(piece.len());
        receiving.write(&piece).await?;
    }
    still_may(visitor, headers, target).await?;
    Ok(receiving.finish(&name).await?)
}

/// A file may travel for hours: what its sender may do is asked once more when it is there. Refused, it leaves nothing.
async fn still_may(visitor: &Visitor, headers: &HeaderMap, target: &Target) -> Result<(), Refusal> {
    let now = renewed(visitor, headers).await?;
    right::check(Right::SignedIn, &now)?;
    now.hub().may_upload(&now.principal).await?;
    now.hub().aimed_at(&now.principal, target).await?;
    Ok(())
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in map_err")]
fn multipart(error: MultipartError) -> Refusal {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Refusal::new(Kind::Invalid, "file_too_large")
            .with_status(StatusCode::PAYLOAD_TOO_LARGE);
    }
    Refusal::invalid("upload_broken")
}
