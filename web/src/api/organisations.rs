//! Offices and companies.

use super::caller::{ApiResult, Caller, Keep, Links};
use super::document::Problem;
use super::list::Page;
use super::parameters::only;
use axum::extract::Path;
use hebewerk_hub::OrganisationSummary;
use serde::Serialize;
use utoipa::ToSchema;

/// An office or company.
#[derive(Serialize, ToSchema)]
pub(super) struct OrganisationView {
    /// Segment of addresses and schema in SQL.
    slug: String,
    /// Name as people say it.
    name: String,
    /// What it does.
    description: String,
    /// `office`, `enterprise`, `company` or `statistics`.
    kind: &'static str,
    /// Function mailbox.
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<String>,
    /// Slug of the organisation above, whose roles hold here too.
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<String>,
    /// Whether nobody outside reads rows that are not public.
    sealed: bool,
    /// Datasets the caller may know of.
    datasets: u64,
    /// Those of them that can be read as tables.
    datasets_with_tables: u64,
    /// Addresses: `self`, `datasets`.
    links: Links,
}

impl OrganisationView {
    fn of(caller: &Caller, summary: &OrganisationSummary) -> Self {
        let organisation = &summary.organisation;
        let slug = &organisation.slug;
        Self {
            slug: slug.to_string(),
            name: organisation.name.clone(),
            description: organisation.description.clone(),
            kind: organisation.kind.code(),
            contact: organisation.contact.clone(),
            parent: summary
                .parent
                .as_ref()
                .map(|parent| parent.slug.to_string()),
            sealed: organisation.sealed,
            datasets: summary.known,
            datasets_with_tables: summary.lifted,
            links: Links::from([
                ("self", caller.address(&format!("/organisations/{slug}"))),
                (
                    "datasets",
                    caller.address(&format!("/datasets?organisation={slug}")),
                ),
            ]),
        }
    }
}

/// All organisations
#[utoipa::path(
    get,
    path = "/organisations",
    operation_id = "list_organisations",
    tag = "organisations",
    responses((status = OK, body = Page<OrganisationView>))
)]
pub(super) async fn list(caller: Caller) -> ApiResult {
    only(&caller.query, &[])?;
    let all = caller
        .hub()
        .organisations(&caller.visitor.principal)
        .await?;
    let items = all
        .iter()
        .map(|summary| OrganisationView::of(&caller, summary));
    caller.json(Keep::public(&caller.visitor), &Page::whole(items.collect()))
}

/// One organisation
#[utoipa::path(
    get,
    path = "/organisations/{organisation}",
    operation_id = "show_organisation",
    tag = "organisations",
    params(("organisation" = String, Path, description = "Slug")),
    responses(
        (status = OK, body = OrganisationView),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn show(caller: Caller, Path(slug): Path<String>) -> ApiResult {
    let organisation = caller.hub().organisation(&slug).await?;
    let all = caller
        .hub()
        .organisations(&caller.visitor.principal)
        .await?;
    let known = all
        .into_iter()
        .find(|known| known.organisation.id == organisation.id);
    let summary = known.unwrap_or(OrganisationSummary {
        parent: None,
        organisation,
        lifted: 0,
        open: 0,
        known: 0,
    });
    let view = OrganisationView::of(&caller, &summary);
    caller.json(Keep::public(&caller.visitor), &view)
}
