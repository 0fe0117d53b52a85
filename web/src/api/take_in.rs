//! Taking in a file that a program brings.

mod arrival;

use self::arrival::receive;
use super::caller::{ApiResult, Caller, Links, json_response, written};
use super::deliveries::DeliveryView;
use super::document::Problem;
use super::findings::{self, FindingView};
use super::versions::VersionSummary;
use crate::Refusal;
use axum::extract::{Path, Request};
use axum::http::{HeaderValue, StatusCode, header};
use hebewerk_hub::{Deliver, TakenIn};
use hebewerk_model::{DeliveryOutcome, Principal};
use serde::Serialize;
use utoipa::ToSchema;

/// What became of a file.
#[derive(Serialize, ToSchema)]
pub(super) struct TakenInView {
    /// `version`: a new one was made. `unchanged`: the newest delivery has the same bytes. `unreadable`: the file is
    /// kept, but no table could be read; the findings say why. `held`: it is stored and waits for a steward to accept it,
    /// because it breaks what was built on the version before. `refused`, `overtaken`: the same bytes came before, and
    /// this became of them.
    outcome: &'static str,
    /// Slug of the organisation.
    organisation: String,
    /// Slug of the dataset.
    dataset: String,
    /// The delivery.
    delivery: DeliveryView,
    /// The version the dataset stands at; missing while there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<VersionSummary>,
    /// Tables that were written.
    tables: Vec<WrittenTable>,
    /// What was noticed.
    findings: Vec<FindingView>,
    /// Addresses: `dataset`.
    links: Links,
}

/// A table that was written.
#[derive(Serialize, ToSchema)]
pub(super) struct WrittenTable {
    /// Name.
    name: String,
    /// Rows.
    rows: u64,
    /// Addresses: `self`, `rows`.
    links: Links,
}

/// The parts of a form.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it only describes the form in the document")]
pub(super) struct DeliveryForm {
    /// The file.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// Slug of the dataset it is a new delivery of. If not given: the dataset that a file of this name made, provided
    /// that it is open to the same circle, else a new one.
    dataset: Option<String>,
    /// Title of a new dataset.
    title: Option<String>,
    /// Who may read the rows of a new dataset: `office` (if not given), `city` or `public`. A dataset that is there
    /// must be open to just these; if not, the delivery is refused (`other_visibility`).
    visibility: Option<String>,
    /// Corrections as JSON, as `inspect` understands them, on top of those of the delivery before: what was left out
    /// stays left out.
    recipe: Option<String>,
    /// What happens when it breaks what was built on the version before: `hold` (if not given) lets it wait for a
    /// steward, `accept` makes it current.
    on_drift: Option<String>,
}

/// Take a file in
///
/// Either a form with the part `file`, or the bytes themselves with `?file_name=` and the other fields as parameters.
/// The answer comes when everything is on disk: the file as it arrived, its tables, the version.
#[utoipa::path(
    post,
    path = "/organisations/{organisation}/deliveries",
    operation_id = "take_in",
    tag = "deliveries",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("file_name" = Option<String>, Query, description = "Name of the file, if the body is the file itself"),
        ("dataset" = Option<String>, Query, description = "As in the form"),
        ("title" = Option<String>, Query, description = "As in the form"),
        ("visibility" = Option<String>, Query, description = "As in the form"),
        ("recipe" = Option<String>, Query, description = "As in the form"),
        ("on_drift" = Option<String>, Query, description = "As in the form")
    ),
    request_body(content(
        (DeliveryForm = "multipart/form-data"),
        (Vec<u8> = "application/octet-stream")
    )),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = CREATED, body = TakenInView, headers(("Location" = String, description = "The version; the raw file if no table could be read"))),
        (status = OK, body = TakenInView, description = "The newest delivery has the same bytes"),
        (status = ACCEPTED, body = TakenInView, description = "It waits to be accepted", headers(("Location" = String, description = "What waits"))),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json", description = "No such organisation or dataset"),
        (status = CONFLICT, body = Problem, content_type = "application/problem+json", description = "`other_visibility`"),
        (status = PAYLOAD_TOO_LARGE, body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, body = Problem, content_type = "application/problem+json", description = "`no_room`")
    )
)]
pub(super) async fn take_in(
    caller: Caller,
    Path(organisation): Path<String>,
    request: Request,
) -> ApiResult {
    let (delivery, sender) = receive(&caller, organisation, request).await?;
    let taken = finished(&caller, sender, delivery).await?;
    answer(&caller, &taken)
}

/// Takes in to the end, also when the caller hangs up: what has arrived is not lost to a broken connection.
async fn finished(
    caller: &Caller,
    principal: Principal,
    delivery: Deliver,
) -> Result<TakenIn, Refusal> {
    let hub = caller.visitor.state.hub.clone();
    let taking = tokio::spawn(async move { hub.deliver(&principal, delivery).await });
    Ok(taking.await.map_err(Refusal::internal)??)
}

pub(super) fn answer(caller: &Caller, taken: &TakenIn) -> ApiResult {
    let organisation = taken.organisation.slug.to_string();
    let dataset = taken.dataset.slug.to_string();
    let path = format!("/datasets/{organisation}/{dataset}");
    let place = caller.address(&match &taken.version {
        Some(version) => format!("{path}/versions/{}", version.number),
        None if taken.delivery.outcome == DeliveryOutcome::Held => format!("{path}/held"),
        None => format!("{path}/deliveries/{}/raw", taken.delivery.id),
    });
    let tables = taken.tables.iter();
    let version = taken.version.as_ref();
    let view = TakenInView {
        outcome: taken.delivery.outcome.code(),
        delivery: DeliveryView::of(caller, &path, &taken.delivery),
        version: version.map(|version| VersionSummary::of(caller, &path, version)),
        tables: tables
            .map(|(name, rows)| table(caller, &path, name.as_str(), *rows))
            .collect(),
        findings: findings::views(caller.visitor.words.language, &taken.findings),
        links: Links::from([("dataset", caller.address(&path))]),
        organisation,
        dataset,
    };
    let mut response = json_response(written(&view)?);
    *response.status_mut() = match taken.delivery.outcome {
        DeliveryOutcome::Version | DeliveryOutcome::Unreadable => StatusCode::CREATED,
        DeliveryOutcome::Held => StatusCode::ACCEPTED,
        DeliveryOutcome::Unchanged | DeliveryOutcome::Refused | DeliveryOutcome::Overtaken => {
            StatusCode::OK
        }
    };
    if let Ok(place) = HeaderValue::from_str(&place) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    Ok(response)
}

fn table(caller: &Caller, path: &str, name: &str, rows: u64) -> WrittenTable {
    WrittenTable {
        name: name.to_owned(),
        rows,
        links: Links::from([
            ("self", caller.address(&format!("{path}/tables/{name}"))),
            (
                "rows",
                caller.address(&format!("{path}/tables/{name}/rows")),
            ),
        ]),
    }
}
