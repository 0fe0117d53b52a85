//! What was noticed while a delivery was read.

use super::caller::{ApiResult, Caller, Keep};
use super::datasets::load;
use super::document::Problem;
use super::list::Page;
use super::parameters::{DatasetPath, only};
use crate::Refusal;
use axum::extract::Path;
use hebewerk_hub::HubError;
use hebewerk_model::{Finding, Language};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Something that was noticed.
#[derive(Serialize, ToSchema)]
pub(super) struct FindingView {
    /// Stable code in snake case.
    code: String,
    /// `note`, `warning` or `error`.
    severity: &'static str,
    /// The sentence, in the reader's language.
    message: String,
    /// Sheet, archive member or file stem; missing for the whole file.
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<String>,
    /// First place: line of the text file, row of the sheet, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u64>,
    /// Heading of the column.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<String>,
    /// Places summed up.
    count: u64,
    /// Parameters of the sentence.
    parameters: BTreeMap<String, String>,
}

/// Findings with their sentences.
pub(super) fn views(language: Language, findings: &[Finding]) -> Vec<FindingView> {
    let views = findings.iter().map(|finding| FindingView {
        code: finding.code.as_str().to_owned(),
        severity: finding.severity.code(),
        message: hebewerk_words::finding(language, finding),
        table: finding.table.clone(),
        row: finding.row,
        column: finding.column.clone(),
        count: finding.count,
        parameters: finding.parameters.clone(),
    });
    views.collect()
}

/// Findings of a version, most severe first
///
/// They may quote cells, so they are for those who may read every row.
#[utoipa::path(
    get,
    path = "/datasets/{organisation}/{dataset}/findings",
    operation_id = "list_findings",
    tag = "versions",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug"),
        ("version" = Option<String>, Query, description = "Number or day; the newest version if not given")
    ),
    responses(
        (status = OK, body = Page<FindingView>),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn list(caller: Caller, Path(path): Path<DatasetPath>) -> ApiResult {
    only(&caller.query, &["version"])?;
    let shown = load(&caller, &path).await?;
    // The flow gives no findings to those who may not read rows; they are told so instead of "nothing was noticed".
    if !shown.read.allowed {
        return Err(Refusal::from(HubError::Refused(shown.read.determined_by)));
    }
    let findings = views(caller.visitor.words.language, &shown.findings);
    caller.json(
        Keep::of(&caller.visitor, &shown.dataset),
        &Page::whole(findings),
    )
}
