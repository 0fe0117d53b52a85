//! The record of processing activities (DSGVO Art. 30), as programs read it.

use super::super::caller::{ApiResult, Caller, Keep};
use super::super::document::Problem;
use super::super::list::Page;
use super::super::parameters::only;
use hebewerk_hub::Processing;
use serde::Serialize;
use utoipa::ToSchema;

/// One processing activity.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct ProcessingActivity {
    /// How: `joined` (somebody joined data of several houses) or `granted` (a house granted the right to read).
    kind: &'static str,
    /// What for.
    purpose: String,
    /// On which legal basis.
    legal_basis: String,
    /// File reference.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    /// Who uses the data: an office, or a person who was granted it; missing for whoever holds the data directory.
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<String>,
    /// Datasets as `organisation/dataset`.
    datasets: Vec<String>,
    /// Kinds of personal data found in them.
    personal_data: Vec<&'static str>,
    /// Since when.
    #[schema(format = DateTime)]
    since: String,
    /// Of joined data: when it was stated last. Of a grant: when it ends or ended; missing while it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    until: Option<String>,
    /// On how many days it was stated; 1 for a grant.
    days: u64,
}

impl ProcessingActivity {
    fn of(one: Processing) -> Self {
        Self {
            kind: one.kind.code(),
            purpose: one.purpose,
            legal_basis: one.legal_basis,
            reference: one.reference,
            user: one.user,
            datasets: one.datasets,
            personal_data: one.personal.iter().map(|kind| kind.code()).collect(),
            since: one.since.to_string(),
            until: one.until.map(|until| until.to_string()),
            days: one.times,
        }
    }
}

/// What data of one house serve another for
///
/// The record of processing activities: purposes that were stated where data of several houses were joined, and rights to
/// read that were granted, newest first. For the data protection officer; looking is on record itself.
#[utoipa::path(
    get,
    path = "/audit/processing",
    operation_id = "list_processing",
    tag = "audit",
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = Page<ProcessingActivity>),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json")
    )
)]
pub(in crate::api) async fn list(caller: Caller) -> ApiResult {
    only(&caller.query, &[])?;
    let principal = &caller.visitor.principal;
    let record = caller.hub().processing_record(principal).await?;
    let items = record.into_iter().map(ProcessingActivity::of).collect();
    caller.json(Keep::Private, &Page::whole(items))
}
