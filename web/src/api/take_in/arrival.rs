//! The body of a delivery: written to disk as it comes, with what is said about it.

use super::super::caller::Caller;
use crate::Refusal;
use crate::held_bytes::{HandedOn, bounded};
use crate::middleware::visitor::renewed;
use axum::body::{Body, Bytes};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use futures::StreamExt;
use hebewerk_hub::{Deliver, OnDrift, Receiving};
use hebewerk_model::Principal;
use std::path::PathBuf;

/// Longest field besides the file, in bytes.
const LONGEST_FIELD: usize = 1 << 20;
/// How many files of the largest size may be on their way or wait for one account, as on the pages.
const WAITING_FILES: u64 = 4;
/// Fields besides the file.
const FIELDS: &str = "file_name, dataset, title, visibility, recipe, on_drift";

/// Reads the body to disk. Answers who sends it, asked anew: a file may travel for hours, and its sender's rights may
/// have been taken away meanwhile. Refused, it leaves nothing.
pub(super) async fn receive(
    caller: &Caller,
    organisation: String,
    request: Request,
) -> Result<(Deliver, Principal), Refusal> {
    let visitor = &caller.visitor;
    let most = visitor.state.settings.upload_limit_bytes;
    let announced = announced(&request);
    if announced.is_some_and(|bytes| bytes > most) {
        return Err(too_large());
    }
    let mut file = caller
        .hub()
        .receive_delivery(
            &visitor.principal,
            Some(&organisation),
            announced.unwrap_or_default(),
            most.saturating_mul(WAITING_FILES),
        )
        .await?;
    let mut delivery = Deliver {
        organisation,
        dataset: None,
        file: PathBuf::new(),
        file_name: String::new(),
        title: None,
        visibility: None,
        recipe: None,
        on_drift: OnDrift::Hold,
    };
    for (name, value) in caller.query.pairs() {
        set(&mut delivery, name, value)?;
    }
    if is_form(&request) {
        form(&mut delivery, &mut file, request, most).await?;
    } else {
        if delivery.file_name.is_empty() {
            return Err(Refusal::invalid("missing_file_name"));
        }
        bare(&mut file, request.into_body(), most).await?;
    }
    let sender = renewed(visitor, &caller.headers).await?.principal;
    delivery.file = file.arrived().await?;
    Ok((delivery, sender))
}

/// The size the caller announces. A form holds more than the file, but not much.
fn announced(request: &Request) -> Option<u64> {
    let length = request.headers().get(header::CONTENT_LENGTH)?;
    let length: u64 = length.to_str().ok()?.parse().ok()?;
    if is_form(request) {
        return length.checked_sub(LONGEST_FIELD as u64);
    }
    Some(length)
}

fn is_form(request: &Request) -> bool {
    request
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|media| media.as_bytes().starts_with(b"multipart/form-data"))
}

async fn form(
    delivery: &mut Deliver,
    file: &mut Receiving,
    request: Request,
    most: u64,
) -> Result<(), Refusal> {
    let handed_on = HandedOn::default();
    let request = request.map(|body| bounded(body, handed_on.clone()));
    let mut parts = Multipart::from_request(request, &())
        .await
        .map_err(|_rejection| Refusal::invalid("upload_broken"))?;
    let mut has_file = false;
    while let Some(field) = parts.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name != "file" {
            let value = text(field, &name).await?;
            handed_on.add(value.len());
            set(delivery, &name, &value)?;
        } else if has_file {
            return Err(Refusal::invalid("more_than_one_file"));
        } else {
            has_file = true;
            if let Some(name) = field.file_name().filter(|name| !name.is_empty()) {
                name.clone_into(&mut delivery.file_name);
            }
            let pieces = field.map(|piece| {
                let piece = piece.map_err(broken)?;
                handed_on.add(piece.len());
                Ok(piece)
            });
            store(file, pieces, most).await?;
        }
    }
    if !has_file {
        return Err(Refusal::invalid("no_file"));
    }
    if delivery.file_name.is_empty() {
        return Err(Refusal::invalid("missing_file_name"));
    }
    Ok(())
}

/// The body is the file.
async fn bare(file: &mut Receiving, body: Body, most: u64) -> Result<(), Refusal> {
    let pieces = body.into_data_stream();
    let pieces = pieces.map(|piece| piece.map_err(|_broken| Refusal::invalid("upload_broken")));
    store(file, pieces, most).await
}

/// Writes piece by piece, never more than `most` bytes.
async fn store(
    file: &mut Receiving,
    mut pieces: impl futures::Stream<Item = Result<Bytes, Refusal>> + Unpin,
    most: u64,
) -> Result<(), Refusal> {
    let mut room = most;
    while let Some(piece) = pieces.next().await.transpose()? {
        room = room.checked_sub(piece.len() as u64).ok_or_else(too_large)?;
        file.write(&piece).await?;
    }
    Ok(())
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

/// What one field says about the delivery.
fn set(delivery: &mut Deliver, name: &str, value: &str) -> Result<(), Refusal> {
    let value = value.trim();
    if value.is_empty() {
        return Ok(());
    }
    match name {
        "file_name" => value.clone_into(&mut delivery.file_name),
        "dataset" => delivery.dataset = Some(value.to_owned()),
        "title" => delivery.title = Some(value.to_owned()),
        "visibility" => {
            let visibility = value.parse();
            let wrong = |_unknown| Refusal::invalid("invalid_visibility");
            delivery.visibility = Some(visibility.map_err(wrong)?);
        }
        "on_drift" => {
            delivery.on_drift = match value {
                "hold" => OnDrift::Hold,
                "accept" => OnDrift::Accept,
                _ => return Err(Refusal::invalid("invalid_on_drift")),
            };
        }
        "recipe" => {
            let recipe = serde_json::from_str(value);
            let wrong = |error: serde_json::Error| {
                Refusal::invalid("invalid_recipe").with("message", error)
            };
            delivery.recipe = Some(recipe.map_err(wrong)?);
        }
        _ => {
            return Err(Refusal::invalid("unknown_parameter")
                .with("name", name)
                .with("known", FIELDS));
        }
    }
    Ok(())
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
