//! Questions in SQL.

pub(super) mod answer;

use self::answer::respond;
use super::caller::{ApiResult, Caller};
use super::document::Problem;
use super::negotiate::{JsonBody, form};
use super::parameters::{limit, only};
use crate::Refusal;
use axum::http::StatusCode;
use hebewerk_hub::ports::AskError;
use hebewerk_hub::{HubError, PurposeWish};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Rows of an answer if the question does not say.
const DEFAULT: u32 = 1_000;
/// Rows of an answer at most; the hub's own limit may be lower.
const MOST: u32 = 100_000;

/// A question.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SqlQuestion {
    /// One SELECT statement; tables are called `organisation.table`, older versions `organisation."table@3"`.
    sql: String,
    /// Rows wanted at most; 1,000 if not given.
    #[schema(minimum = 1, maximum = 100_000)]
    limit: Option<u32>,
    /// What for, in a sentence: needed where data of several houses that are not public are joined (`purpose_needed`)
    /// and no grant says it. It then holds for these houses until the end of the day.
    #[serde(default)]
    purpose: Option<String>,
    /// On which legal basis.
    #[serde(default)]
    legal_basis: Option<String>,
    /// File reference.
    #[serde(default)]
    reference: Option<String>,
}

/// Rows of an answer.
#[derive(Serialize, ToSchema)]
pub(super) struct SqlAnswer {
    /// Columns in order.
    columns: Vec<AnswerColumn>,
    /// Tables that were read, as named.
    tables: Vec<String>,
    /// One object a row.
    #[schema(value_type = Vec<Object>)]
    rows: Vec<serde_json::Value>,
    /// Whether there are more rows than `limit`.
    truncated: bool,
}

/// A column of an answer.
#[derive(Serialize, ToSchema)]
pub(super) struct AnswerColumn {
    /// Name.
    name: String,
    /// `text`, `number` (exact), `float`, `boolean`, `date`, `time`, `timestamp`, `timestamp_utc` or `other`.
    r#type: &'static str,
}

/// Ask, with the statement in the address
#[utoipa::path(
    get,
    path = "/sql",
    operation_id = "ask_by_address",
    tag = "sql",
    params(
        ("q" = String, Query, description = "One SELECT statement"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 100_000, description = "Rows wanted at most; 1,000 if not given"),
        ("purpose" = Option<String>, Query, description = "What for, as in the body of the other operation"),
        ("legal_basis" = Option<String>, Query, description = "On which legal basis"),
        ("reference" = Option<String>, Query, description = "File reference")
    ),
    responses(
        (status = OK, content(
            (SqlAnswer = "application/json"),
            (String = "text/csv"),
            (String = "application/x-ndjson")
        )),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_ACCEPTABLE, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn get(caller: Caller) -> ApiResult {
    only(
        &caller.query,
        &["q", "limit", "purpose", "legal_basis", "reference"],
    )?;
    let most = limit(&caller.query, DEFAULT, MOST)?;
    let sql = caller.query.get("q").unwrap_or_default().to_owned();
    let said = |name| caller.query.get(name).map(str::to_owned);
    let purpose = wish(said("purpose"), said("legal_basis"), said("reference"));
    ask(&caller, &sql, purpose, most).await
}

/// Ask
///
/// The header `Accept` chooses between JSON, CSV (`text/csv`) and NDJSON (`application/x-ndjson`). CSV and NDJSON do
/// not say whether the answer was cut: one with exactly `limit` rows may be.
#[utoipa::path(
    post,
    path = "/sql",
    operation_id = "ask",
    tag = "sql",
    request_body = SqlQuestion,
    responses(
        (status = OK, content(
            (SqlAnswer = "application/json"),
            (String = "text/csv"),
            (String = "application/x-ndjson")
        )),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_ACCEPTABLE, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn post(caller: Caller, JsonBody(question): JsonBody<SqlQuestion>) -> ApiResult {
    let most = question.limit.unwrap_or(DEFAULT);
    if !(1..=MOST).contains(&most) {
        return Err(Refusal::invalid("invalid_limit").with("most", MOST));
    }
    let purpose = wish(question.purpose, question.legal_basis, question.reference);
    ask(&caller, &question.sql, purpose, most).await
}

/// What somebody says they join data for; none if they say nothing of it.
pub(super) fn wish(
    purpose: Option<String>,
    legal_basis: Option<String>,
    reference: Option<String>,
) -> Option<PurposeWish> {
    if purpose.is_none() && legal_basis.is_none() {
        return None;
    }
    Some(PurposeWish {
        purpose: purpose.unwrap_or_default(),
        legal_basis: legal_basis.unwrap_or_default(),
        reference: reference.unwrap_or_default(),
    })
}

async fn ask(caller: &Caller, sql: &str, purpose: Option<PurposeWish>, most: u32) -> ApiResult {
    let form = form(&caller.headers)?;
    if sql.trim().is_empty() {
        return Err(Refusal::invalid("missing_statement"));
    }
    let asked = caller
        .hub()
        .ask(&caller.visitor.principal, sql, purpose.as_ref())
        .await
        .map_err(refusal)?;
    respond(asked, form, u64::from(most)).await
}

/// An unknown table is a mistake in the statement, not a missing resource.
pub(super) fn refusal(error: HubError) -> Refusal {
    let is_unknown = matches!(&error, HubError::Ask(AskError::Unknown { .. }));
    let refusal = Refusal::from(error);
    if is_unknown {
        refusal.with_status(StatusCode::BAD_REQUEST)
    } else {
        refusal
    }
}
