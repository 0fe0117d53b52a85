//! The audit, for the data protection officer.

pub(super) mod processing;
mod view;

use self::view::{AuditEntryView, ChainView};
use super::caller::{ApiResult, Caller, Keep, with_next};
use super::document::Problem;
use super::list::Page;
use super::parameters::{limit, only, truth};
use super::{cursor, negotiate};
use crate::pages::dataset::download;
use crate::{Refusal, audit_file};
use axum::extract::Path;
use hebewerk_exchange::tabular::TabularForm;
use hebewerk_hub::AuditWish;
use hebewerk_hub::ports::{AuditFilter, Head};
use serde::Deserialize;

/// Entries of a page, if the address does not say, and at most.
const ENTRIES: (u32, u32) = (100, 1_000);
/// Parameters that say what is looked for.
const SEARCH: [&str; 7] = [
    "from", "until", "account", "dataset", "action", "door", "allowed",
];

/// Path of an export.
#[derive(Deserialize)]
pub(super) struct ExportPath {
    download: String,
}

/// Who did what, and who was refused
///
/// Newest first. For the data protection officer; looking is on record itself.
#[utoipa::path(
    get,
    path = "/audit",
    operation_id = "list_audit",
    tag = "audit",
    params(
        ("from" = Option<String>, Query, description = "First day (Europe/Berlin)"),
        ("until" = Option<String>, Query, description = "Last day"),
        ("account" = Option<String>, Query, description = "By or about this person: identity of the account, or the address they sign in with"),
        ("dataset" = Option<String>, Query, description = "`organisation/dataset`"),
        ("action" = Option<String>, Query, description = "Code of what was done: `ask`, `download`, `grant` …"),
        ("door" = Option<String>, Query, description = "`pages`, `rest`, `command`, `folder` or `clock`"),
        ("allowed" = Option<bool>, Query, description = "What was allowed, or what was refused"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "Entries of a page; 100 if not given"),
        ("after" = Option<String>, Query, description = "Cursor of the page before")
    ),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = Page<AuditEntryView>),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json", description = "No such dataset")
    )
)]
pub(super) async fn list(caller: Caller) -> ApiResult {
    let known: Vec<&str> = SEARCH.into_iter().chain(["limit", "after"]).collect();
    only(&caller.query, &known)?;
    let limit = limit(&caller.query, ENTRIES.0, ENTRIES.1)?;
    let below: Option<u64> = match caller.query.untrimmed("after") {
        Some(after) => Some(cursor::read(after)?),
        None => None,
    };
    let filter = filter(&caller).await?;
    let principal = &caller.visitor.principal;
    let total = caller.hub().count_audit(principal, &filter).await?;
    let found = caller.hub().audit(principal, &filter, below, limit).await?;
    let after = found
        .next
        .map(|entry| cursor::written(&entry))
        .transpose()?;
    let next = after
        .as_ref()
        .map(|after| caller.here_with(&caller.query.with("after", after)));
    let page = Page {
        items: found
            .entries
            .iter()
            .map(|entry| AuditEntryView::of(&caller, entry))
            .collect(),
        total: Some(total),
        after,
        next,
    };
    let response = caller.json(Keep::Private, &page)?;
    Ok(with_next(response, page.next.as_deref()))
}

/// The audit as a file
///
/// What the conditions let through, newest first, as a stream. That it was exported, and how many entries, is on record.
#[utoipa::path(
    get,
    path = "/audit/export/{download}",
    operation_id = "export_audit",
    tag = "audit",
    params(
        ("download" = String, Path, description = "`audit.excel.csv` (in words, as a German Excel opens it) or `audit.ndjson` (in codes)"),
        ("from" = Option<String>, Query, description = "First day (Europe/Berlin)"),
        ("until" = Option<String>, Query, description = "Last day"),
        ("account" = Option<String>, Query, description = "By or about this person"),
        ("dataset" = Option<String>, Query, description = "`organisation/dataset`"),
        ("action" = Option<String>, Query, description = "Code of what was done"),
        ("door" = Option<String>, Query, description = "Code of the door"),
        ("allowed" = Option<bool>, Query, description = "What was allowed, or what was refused")
    ),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, description = "The file", content_type = "application/octet-stream", body = [u8]),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn export(caller: Caller, Path(path): Path<ExportPath>) -> ApiResult {
    let form = match path.download.as_str() {
        "audit.excel.csv" => TabularForm::ExcelCsv,
        "audit.ndjson" => TabularForm::Ndjson,
        _ => return Err(Refusal::not_found()),
    };
    only(&caller.query, &SEARCH)?;
    let filter = filter(&caller).await?;
    let body = audit_file::body(&caller.visitor, filter, form).await?;
    Ok(download::file(
        form.media_type(),
        &path.download,
        None,
        body,
    ))
}

/// Heads that were kept elsewhere.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct KeptHeads {
    /// Each as `entry:hash`.
    #[serde(default)]
    heads: Vec<String>,
}

/// Check the chain of the audit
///
/// Goes along all entries and compares them with the heads noted in the data directory and with those handed in.
#[utoipa::path(
    post,
    path = "/audit/check",
    operation_id = "check_audit",
    tag = "audit",
    request_body = KeptHeads,
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = ChainView),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn check(
    caller: Caller,
    negotiate::JsonBody(kept): negotiate::JsonBody<KeptHeads>,
) -> ApiResult {
    only(&caller.query, &[])?;
    let heads: Result<Vec<Head>, _> = kept.heads.iter().map(|head| head.parse()).collect();
    let heads = heads.map_err(|_error| Refusal::invalid("invalid_head"))?;
    let principal = &caller.visitor.principal;
    let check = caller.hub().check_audit(principal, &heads).await?;
    caller.json(Keep::Private, &ChainView::of(&check))
}

async fn filter(caller: &Caller) -> Result<AuditFilter, Refusal> {
    let text = |name: &str| caller.query.get(name).unwrap_or_default().to_owned();
    let wish = AuditWish {
        from: text("from"),
        until: text("until"),
        account: text("account"),
        dataset: text("dataset"),
        action: text("action"),
        door: text("door"),
        allowed: truth(&caller.query, "allowed")?,
    };
    let principal = &caller.visitor.principal;
    Ok(caller.hub().audit_filter(principal, &wish).await?)
}
