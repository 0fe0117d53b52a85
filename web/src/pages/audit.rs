//! The record for the data protection officer: looking, checking, taking a copy.

mod line;
pub(crate) mod processing;
mod search;
mod state;

use self::line::AuditLine;
pub(crate) use self::line::rule_kind;
use self::search::{Search, for_export};
use self::state::ChainState;
use super::dataset::download;
use crate::attachment::attachment;
use crate::query::Query;
use crate::render::{PageResult, page, page_with};
use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words, audit_file};
use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect};
use hebewerk_exchange::tabular::TabularForm;
use hebewerk_guard::Rule;
use hebewerk_hub::ports::AuditFilter;
use hebewerk_hub::{AuditPage, HubError};
use hebewerk_model::{AccountId, Kind};

/// Entries of a page.
const ENTRIES: u32 = 50;

#[derive(Template)]
#[template(path = "audit/list.html")]
struct ListPage {
    shell: Shell,
    w: Words,
    search: Search,
    entries: Vec<AuditLine>,
    total: u64,
    state: ChainState,
    /// What is wrong with what was looked for.
    error: Option<String>,
    /// What was just done.
    is_checked: bool,
    first_href: Option<String>,
    next_href: Option<String>,
    csv_href: String,
    ndjson_href: String,
    /// Where everything that is held of the person looked for can be had.
    subject_href: Option<String>,
}

/// Why somebody may not read it: to an officer who lacks a second factor, what to do.
fn kept_out(visitor: &Visitor, error: HubError) -> Refusal {
    match error {
        HubError::Refused(Rule::NotAnOfficer) if visitor.lacks_second_factor() => {
            Refusal::new(Kind::Forbidden, "second_factor_missing")
        }
        error => error.into(),
    }
}

/// `GET /protokoll`
pub(crate) async fn show(visitor: Visitor, query: Query) -> PageResult {
    let hub = visitor.hub();
    let accounts = hub.audited_accounts(&visitor.principal).await;
    let accounts = accounts.map_err(|error| kept_out(&visitor, error))?;
    let search = Search::of(visitor.words, &query, &accounts);
    let filter = hub.audit_filter(&visitor.principal, &search.wish).await;
    match filter {
        Ok(filter) => {
            let below = query.get("vor").and_then(|entry| entry.parse().ok());
            let found = hub
                .audit(&visitor.principal, &filter, below, ENTRIES)
                .await?;
            let total = hub.count_audit(&visitor.principal, &filter).await?;
            let subject = filter.account;
            let list = list(&visitor, &query, search, (found, total)).await?;
            page(&ListPage {
                subject_href: subject.map(|id| format!("/protokoll/auskunft/{id}")),
                ..list
            })
        }
        Err(error) => {
            let refusal = Refusal::from(error);
            if !matches!(refusal.kind, Kind::Invalid | Kind::NotFound) {
                return Err(refusal);
            }
            let sentence = super::refused::sentence(&visitor.words, &refusal);
            let nothing = AuditPage {
                entries: Vec::new(),
                next: None,
            };
            let list = list(&visitor, &query, search, (nothing, 0)).await?;
            let wrong = ListPage {
                error: Some(sentence),
                ..list
            };
            page_with(StatusCode::BAD_REQUEST, &wrong)
        }
    }
}

async fn list(
    visitor: &Visitor,
    query: &Query,
    search: Search,
    (found, total): (AuditPage, u64),
) -> Result<ListPage, Refusal> {
    let w = visitor.words;
    let check = visitor.hub().last_audit_check(&visitor.principal).await?;
    let export = query.without("vor").without("geprueft");
    let first = query.get("vor").is_some();
    Ok(ListPage {
        shell: Shell::new(visitor, Place::Audit, w.t("nav-audit")).below(&[]),
        w,
        entries: found
            .entries
            .iter()
            .map(|entry| AuditLine::of(w, entry))
            .collect(),
        total,
        state: ChainState::of(w, check.as_ref()),
        error: None,
        is_checked: query.get("geprueft").is_some(),
        first_href: first.then(|| export.href("/protokoll")),
        next_href: found
            .next
            .map(|entry| export.with("vor", entry).href("/protokoll")),
        csv_href: export.href("/protokoll/herunterladen/protokoll.csv"),
        ndjson_href: export.href("/protokoll/herunterladen/protokoll.ndjson"),
        subject_href: None,
        search,
    })
}

/// `POST /protokoll/pruefen`
pub(crate) async fn check(visitor: Visitor) -> PageResult {
    visitor.hub().check_audit(&visitor.principal, &[]).await?;
    Ok(Redirect::to("/protokoll?geprueft=ja#zustand").into_response())
}

/// `GET /protokoll/herunterladen/{file}`: what was looked for, as a file.
pub(crate) async fn export(visitor: Visitor, Path(file): Path<String>, query: Query) -> PageResult {
    let form = match file.as_str() {
        "protokoll.csv" => TabularForm::ExcelCsv,
        "protokoll.ndjson" => TabularForm::Ndjson,
        _ => return Err(Refusal::not_found()),
    };
    let wish = for_export(&query);
    let hub = visitor.hub();
    let filter: AuditFilter = hub.audit_filter(&visitor.principal, &wish).await?;
    let body = audit_file::body(&visitor, filter, form).await?;
    Ok(download::file(form.media_type(), &file, None, body))
}

/// `GET /protokoll/auskunft/{account}`: everything the hub holds of a person (Art. 15 DSGVO).
pub(crate) async fn disclosure(visitor: Visitor, Path(account): Path<String>) -> PageResult {
    let id: AccountId = account.parse().map_err(|_error| Refusal::not_found())?;
    disclosed(&visitor, id).await
}

/// What is held of a person, as a file.
pub(crate) async fn disclosed(visitor: &Visitor, account: AccountId) -> PageResult {
    let disclosure = visitor.hub().disclose(&visitor.principal, account).await?;
    let text = serde_json::to_string_pretty(&disclosure.document()).map_err(Refusal::internal)?;
    let name = visitor.words.t("disclosure-file");
    Ok((
        [
            (header::CONTENT_TYPE, "application/json".to_owned()),
            (header::CONTENT_DISPOSITION, attachment(&name)),
            (header::CACHE_CONTROL, "no-store".to_owned()),
        ],
        text,
    )
        .into_response())
}
