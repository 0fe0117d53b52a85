//! How a call arrives: in an address, a short body, or a form whose file is written to disk as it comes.

use super::call::{Call, Upload};
use crate::held_bytes::{HandedOn, bounded};
use crate::middleware::visitor::renewed_by_key;
use crate::{Refusal, Visitor};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderMap, StatusCode, header};
use hebewerk_hub::Receiving;
use hebewerk_model::Kind;

/// Longest call without a file in bytes, of whoever has no key and of whoever has one.
const LONGEST: usize = 2 << 20;
const LONGEST_WITH_KEY: usize = 32 << 20;
/// Longest field besides a file, in bytes.
const LONGEST_FIELD: usize = 1 << 20;
/// Fields of a form at most.
const MOST_FIELDS: usize = 200;
/// How many files of the largest size may be on their way or wait for one account, as on the pages.
const WAITING_FILES: u64 = 4;

/// Reads a call. A file is taken where the action takes one, from whoever may bring files at all; for which dataset is
/// decided when everything has been read, because CKAN's own examples send the file first.
pub(super) async fn call(
    visitor: Visitor,
    request: Request,
    takes_files: bool,
) -> Result<Call, Refusal> {
    if is_form_with_parts(request.headers()) {
        return parts(visitor, request, takes_files).await;
    }
    let longest = if visitor.by_token {
        LONGEST_WITH_KEY
    } else {
        LONGEST
    };
    let (head, body) = request.into_parts();
    let body = axum::body::to_bytes(body, longest).await;
    let body = body.map_err(|_error| Refusal::from_status(StatusCode::PAYLOAD_TOO_LARGE))?;
    Call::read(visitor, (&head.method, &head.uri, &head.headers), &body)
}

fn is_form_with_parts(headers: &HeaderMap) -> bool {
    let media_type = headers.get(header::CONTENT_TYPE);
    media_type.is_some_and(|media| media.as_bytes().starts_with(b"multipart/form-data"))
}

async fn parts(visitor: Visitor, request: Request, takes_files: bool) -> Result<Call, Refusal> {
    let headers = request.headers().clone();
    let handed_on = HandedOn::default();
    let request = request.map(|body| bounded(body, handed_on.clone()));
    let parts = Multipart::from_request(request, &()).await;
    let mut parts = parts.map_err(|_rejection| Refusal::invalid("upload_broken"))?;
    let mut fields = Vec::new();
    let mut arrived: Option<(Receiving, String)> = None;
    while let Some(field) = parts.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().map(str::to_owned);
        match file_name.filter(|file_name| !file_name.is_empty()) {
            None => {
                if fields.len() == MOST_FIELDS {
                    return Err(Refusal::invalid("field_too_long").with("name", &name));
                }
                let value = text(field, &name).await?;
                handed_on.add(value.len());
                fields.push((name, value));
            }
            Some(_file) if !takes_files || name != "upload" => {
                return Err(Refusal::invalid("ckan_no_upload").with("field", name));
            }
            Some(_file) if arrived.is_some() => return Err(Refusal::invalid("more_than_one_file")),
            Some(file_name) => {
                let file = file(&visitor, field, &handed_on).await?;
                arrived = Some((file, file_name));
            }
        }
    }
    let upload = match arrived {
        None => None,
        // A file may travel for hours, and its sender's rights may have been taken away meanwhile.
        Some((file, name)) => Some(Upload {
            file,
            name,
            sender: renewed_by_key(&visitor, &headers).await?.principal,
        }),
    };
    Ok(Call::of_parts(visitor, &headers, fields, upload))
}

/// Writes the bytes of a part to disk, never more than a file may have.
async fn file(
    visitor: &Visitor,
    mut field: Field<'_>,
    handed_on: &HandedOn,
) -> Result<Receiving, Refusal> {
    if !visitor.by_token {
        return Err(Refusal::new(Kind::Unauthenticated, "ckan_needs_key"));
    }
    let (hub, principal) = (visitor.hub(), &visitor.principal);
    let most = visitor.state.settings.upload_limit_bytes;
    let quota = most.saturating_mul(WAITING_FILES);
    let mut file = hub.receive_delivery(principal, None, 0, quota).await?;
    let mut room = most;
    while let Some(piece) = field.chunk().await.map_err(broken)? {
        handed_on.add(piece.len());
        room = room.checked_sub(piece.len() as u64).ok_or_else(too_large)?;
        file.write(&piece).await?;
    }
    Ok(file)
}

async fn text(mut field: Field<'_>, name: &str) -> Result<String, Refusal> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(broken)? {
        if bytes.len() + piece.len() > LONGEST_FIELD {
            return Err(Refusal::invalid("field_too_long").with("name", name));
        }
        bytes.extend_from_slice(&piece);
    }
    String::from_utf8(bytes).map_err(|_no_text| Refusal::invalid("upload_broken"))
}

fn too_large() -> Refusal {
    Refusal::invalid("file_too_large").with_status(StatusCode::PAYLOAD_TOO_LARGE)
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in map_err")]
fn broken(error: MultipartError) -> Refusal {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return too_large();
    }
    Refusal::invalid("upload_broken")
}
