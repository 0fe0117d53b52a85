//! "Sie sehen die Beschreibung, aber nicht die Zeilen": the refusal that says why and what to do.

use super::DatasetPath;
use super::head::kept;
use crate::middleware::request_id::RequestId;
use crate::query::Query;
use crate::render::{PageResult, page_with};
use crate::shell::{Place, Shell, sign_in_href};
use crate::{Visitor, Words};
use askama::Template;
use axum::http::StatusCode;
use hebewerk_hub::DatasetView;

#[derive(Template)]
#[template(path = "dataset/rows_refused.html")]
struct RowsRefusedPage {
    shell: Shell,
    w: Words,
    title: String,
    href: String,
    request_id: String,
    rule: String,
    house: String,
    house_href: String,
    contact: Option<String>,
    own_access: String,
    columns: usize,
    /// None where the number would tell of rows that are held back.
    rows: Option<u64>,
    sign_in_href: Option<String>,
}

/// The page, with status 403. That rows were asked for and refused goes on record.
pub(super) async fn page(
    visitor: &Visitor,
    path: &DatasetPath,
    view: &DatasetView,
    request: &RequestId,
) -> PageResult {
    visitor
        .hub()
        .rows_not_shown(&visitor.principal, view)
        .await?;
    let w = visitor.words;
    let href = kept(view, &Query::of_address(&visitor.here)).href(&path.href());
    let title = view.dataset.description.title.clone();
    let find = w.t("nav-find");
    let contact = view.dataset.description.contact.clone();
    let template = RowsRefusedPage {
        shell: Shell::new(visitor, Place::Find, w.t("rows-refused-title"))
            .below(&[("/daten", &find), (&href, &title)]),
        w,
        title,
        href,
        request_id: request.0.clone(),
        rule: w.code("rule", view.read.determined_by.code()).into_owned(),
        house: view.organisation.name.clone(),
        house_href: format!("/haeuser/{}", view.organisation.slug),
        contact: contact.or_else(|| view.organisation.contact.clone()),
        own_access: own_access(visitor),
        columns: view.tables.iter().map(|table| table.columns.len()).sum(),
        rows: view.tables.iter().map(|table| table.rows).sum(),
        sign_in_href: (!visitor.is_signed_in()).then(|| sign_in_href(&visitor.here)),
    };
    page_with(StatusCode::FORBIDDEN, &template)
}

/// What the reader is to the hub.
fn own_access(visitor: &Visitor) -> String {
    let w = visitor.words;
    match &visitor.account {
        None => w.t("access-anonymous").into_owned(),
        Some(account) if account.memberships.is_empty() => w.t("access-no-role").into_owned(),
        Some(account) => w
            .t1("access-member", "count", account.memberships.len())
            .into_owned(),
    }
}
