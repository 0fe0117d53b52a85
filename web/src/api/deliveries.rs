//! Deliveries of a dataset and their raw files, for those who maintain it.

use super::caller::{ApiResult, Caller, Keep, Links, tagged, unchanged};
use super::document::Problem;
use super::list::Page;
use super::parameters::{DatasetPath, only};
use crate::Refusal;
use crate::pages::dataset::download::raw_file;
use axum::extract::Path;
use hebewerk_model::{Delivery, DeliveryId, Kind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An arrival of a file.
#[derive(Serialize, ToSchema)]
pub(super) struct DeliveryView {
    /// Identity.
    id: String,
    /// Name of the file as it arrived.
    file_name: String,
    /// BLAKE3 hash of the bytes, in hexadecimal digits.
    blake3: String,
    /// Size of the file in bytes.
    size_bytes: u64,
    /// When it arrived.
    #[schema(format = DateTime)]
    received_at: String,
    /// `version`, `unreadable`, `held` (it waits to be accepted), `refused` or `overtaken` (a newer one came while it
    /// waited).
    outcome: &'static str,
    /// Addresses: `raw`.
    links: Links,
}

impl DeliveryView {
    /// A delivery of the dataset at `path` below `/api/v1`.
    pub(super) fn of(caller: &Caller, path: &str, delivery: &Delivery) -> Self {
        let raw = format!("{path}/deliveries/{}/raw", delivery.id);
        Self {
            id: delivery.id.to_string(),
            file_name: delivery.file_name.clone(),
            blake3: delivery.content.to_string(),
            size_bytes: delivery.size_bytes,
            received_at: delivery.received_at.to_string(),
            outcome: delivery.outcome.code(),
            links: Links::from([("raw", caller.address(&raw))]),
        }
    }
}

/// Path of a delivery.
#[derive(Deserialize)]
pub(super) struct DeliveryPath {
    organisation: String,
    dataset: String,
    delivery: String,
}

/// Deliveries of a dataset, newest first
#[utoipa::path(
    get,
    path = "/datasets/{organisation}/{dataset}/deliveries",
    operation_id = "list_deliveries",
    tag = "deliveries",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug")
    ),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = Page<DeliveryView>),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn list(caller: Caller, Path(path): Path<DatasetPath>) -> ApiResult {
    only(&caller.query, &[])?;
    let principal = &caller.visitor.principal;
    let deliveries = caller
        .hub()
        .deliveries(principal, &path.organisation, &path.dataset)
        .await?;
    let deliveries = deliveries.iter();
    let items = deliveries.map(|delivery| DeliveryView::of(&caller, &path.path(), delivery));
    caller.json(Keep::Private, &Page::whole(items.collect()))
}

/// The file of a delivery, byte for byte
#[utoipa::path(
    get,
    path = "/datasets/{organisation}/{dataset}/deliveries/{delivery}/raw",
    operation_id = "download_delivery",
    tag = "deliveries",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug"),
        ("delivery" = String, Path, description = "Identity")
    ),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, description = "The file", content_type = "application/octet-stream", body = [u8]),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn raw(caller: Caller, Path(path): Path<DeliveryPath>) -> ApiResult {
    let missing = |_error| Refusal::new(Kind::NotFound, "no_such_delivery");
    let delivery: DeliveryId = path.delivery.parse().map_err(missing)?;
    let principal = &caller.visitor.principal;
    let raw = caller
        .hub()
        .own_raw(principal, &path.organisation, &path.dataset, delivery)
        .await?;
    let etag = format!("\"{}\"", raw.delivery.content);
    if caller.has(&etag) {
        return Ok(unchanged(Keep::Private, &etag));
    }
    Ok(tagged(Keep::Private, &etag, raw_file(raw)))
}
