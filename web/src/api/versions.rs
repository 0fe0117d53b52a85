//! Versions of a dataset and what each changed.

use super::caller::{ApiResult, Caller, Keep, Links, with_next};
use super::cursor;
use super::document::Problem;
use super::list::Page;
use super::parameters::{DatasetPath, limit, only, selector};
use crate::Refusal;
use axum::extract::Path;
use hebewerk_model::{Kind, Version, VersionNumber, VersionSelector};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Versions of a page if the address does not say.
const DEFAULT: u32 = 50;
/// Versions of a page at most.
const MOST: u32 = 1_000;

/// A version.
#[derive(Serialize, ToSchema)]
pub(super) struct VersionSummary {
    /// Number within the dataset, counted from 1.
    number: u32,
    /// When it became visible.
    #[schema(format = DateTime)]
    created_at: String,
    /// Format of the delivery.
    format: &'static str,
    /// Rows over all tables; missing where some are held back from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<u64>,
    /// What was noticed, in numbers.
    findings: FindingCounts,
    /// What changed against the version before.
    change: ChangeView,
    /// Addresses: `self`, `dataset`, `tables`, `findings`.
    links: Links,
}

/// Findings by severity.
#[derive(Serialize, ToSchema)]
pub(super) struct FindingCounts {
    /// Something was set aside or could not be read.
    errors: u64,
    /// Somebody should look.
    warnings: u64,
}

/// What a version changed in structure against the one before.
#[derive(Serialize, ToSchema)]
pub(super) struct ChangeView {
    /// Rows of the version before; missing for the first one.
    #[serde(skip_serializing_if = "Option::is_none")]
    rows_before: Option<u64>,
    /// New tables.
    tables_added: Vec<String>,
    /// Tables that are gone.
    tables_removed: Vec<String>,
    /// New columns, as `table.column`.
    columns_added: Vec<String>,
    /// Columns that are gone.
    columns_removed: Vec<String>,
    /// Columns with another type.
    columns_retyped: Vec<String>,
}

/// Path of a version.
#[derive(Deserialize)]
pub(super) struct VersionPath {
    organisation: String,
    dataset: String,
    number: String,
}

impl VersionSummary {
    /// A version of the dataset at `path` below `/api/v1`.
    pub(super) fn of(caller: &Caller, path: &str, version: &Version) -> Self {
        let number = version.number.0;
        let change = &version.change;
        let at = |path: String| caller.address(&path);
        Self {
            number,
            created_at: version.created_at.to_string(),
            format: version.format.code(),
            rows: version.rows,
            findings: FindingCounts {
                errors: version.errors,
                warnings: version.warnings,
            },
            change: ChangeView {
                rows_before: change.rows_before,
                tables_added: change.tables_added.clone(),
                tables_removed: change.tables_removed.clone(),
                columns_added: change.columns_added.clone(),
                columns_removed: change.columns_removed.clone(),
                columns_retyped: change.columns_retyped.clone(),
            },
            links: Links::from([
                ("self", at(format!("{path}/versions/{number}"))),
                ("dataset", at(format!("{path}?version={number}"))),
                ("tables", at(format!("{path}/tables?version={number}"))),
                ("findings", at(format!("{path}/findings?version={number}"))),
            ]),
        }
    }
}

/// Versions of a dataset, newest first
#[utoipa::path(
    get,
    path = "/datasets/{organisation}/{dataset}/versions",
    operation_id = "list_versions",
    tag = "versions",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1_000, description = "Versions of a page; 50 if not given"),
        ("after" = Option<String>, Query, description = "Cursor of the page before")
    ),
    responses(
        (status = OK, body = Page<VersionSummary>),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn list(caller: Caller, Path(path): Path<DatasetPath>) -> ApiResult {
    only(&caller.query, &["limit", "after"])?;
    let limit = limit(&caller.query, DEFAULT, MOST)?;
    let before: Option<VersionNumber> = caller.query.get("after").map(cursor::read).transpose()?;
    let principal = &caller.visitor.principal;
    let (dataset, versions) = caller
        .hub()
        .versions(principal, &path.organisation, &path.dataset, before, limit)
        .await?;
    // Numbers go down to 1 without a gap: behind a version other than the first there is another one.
    let last = versions.last().map(|version| version.number);
    let last = last.filter(|last| last.0 > 1 && versions.len() == limit as usize);
    let after = last.map(|last| cursor::written(&last)).transpose()?;
    let next = after
        .as_ref()
        .map(|after| caller.here_with(&caller.query.with("after", after)));
    let versions = versions.iter();
    let items = versions.map(|version| VersionSummary::of(&caller, &path.path(), version));
    let page = Page {
        items: items.collect(),
        total: None,
        after,
        next,
    };
    let response = caller.json(Keep::of(&caller.visitor, &dataset), &page)?;
    Ok(with_next(response, page.next.as_deref()))
}

/// One version
#[utoipa::path(
    get,
    path = "/datasets/{organisation}/{dataset}/versions/{number}",
    operation_id = "show_version",
    tag = "versions",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug"),
        ("number" = String, Path, description = "Number, or a day: the version that was current then")
    ),
    responses(
        (status = OK, body = VersionSummary),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn show(caller: Caller, Path(path): Path<VersionPath>) -> ApiResult {
    only(&caller.query, &[])?;
    let missing =
        |_error| Refusal::new(Kind::NotFound, "no_such_version").with("name", &path.number);
    let selector: VersionSelector = selector(&path.number).map_err(missing)?;
    let principal = &caller.visitor.principal;
    let (dataset, version) = caller
        .hub()
        .version(principal, &path.organisation, &path.dataset, selector)
        .await?;
    let at = format!("/datasets/{}/{}", path.organisation, path.dataset);
    let view = VersionSummary::of(&caller, &at, &version);
    caller.json(Keep::of(&caller.visitor, &dataset), &view)
}
