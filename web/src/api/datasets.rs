//! Datasets: listed by facets, and one with what is said about it.

pub(super) mod found;
pub(super) mod view;

use self::found::{find, next};
use self::view::{DatasetDetail, DatasetView};
use super::caller::{ApiResult, Caller, Keep, with_next};
use super::document::Problem;
use super::list::Page;
use super::parameters::{DatasetPath, version};
use crate::Refusal;
use axum::extract::Path;
use hebewerk_hub::DatasetView as Shown;
use hebewerk_model::{VersionNumber, VersionSelector};

/// Datasets the caller may know of
///
/// With `q` those that fit best come first, else the newest.
#[utoipa::path(
    get,
    path = "/datasets",
    operation_id = "list_datasets",
    tag = "datasets",
    params(
        ("q" = Option<String>, Query, description = "Words to look for"),
        ("organisation" = Option<Vec<String>>, Query, description = "Slug; may be repeated (alternatives)"),
        ("theme" = Option<Vec<String>>, Query, description = "Code of the EU vocabulary: `ENVI`; may be repeated"),
        ("tag" = Option<Vec<String>>, Query, description = "Key word; may be repeated"),
        ("format" = Option<Vec<String>>, Query, description = "Format of the newest delivery: `csv`, `xlsx` …; may be repeated"),
        ("visibility" = Option<Vec<String>>, Query, description = "`public`, `city`, `office`; may be repeated"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 100, description = "Datasets of a page; 20 if not given"),
        ("after" = Option<String>, Query, description = "Cursor of the page before")
    ),
    responses(
        (status = OK, body = Page<DatasetView>),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn list(caller: Caller) -> ApiResult {
    let found = find(&caller).await?;
    let (after, next) = next(&caller, &found)?.unzip();
    let hits = found.found.hits.iter();
    let page = Page {
        items: hits
            .map(|hit| DatasetView::of(&caller, &hit.card))
            .collect(),
        total: Some(found.found.total),
        after,
        next,
    };
    let response = caller.json(Keep::public(&caller.visitor), &page)?;
    Ok(with_next(response, page.next.as_deref()))
}

/// One dataset
#[utoipa::path(
    get,
    path = "/datasets/{organisation}/{dataset}",
    operation_id = "show_dataset",
    tag = "datasets",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug"),
        ("version" = Option<String>, Query, description = "Number or day; the newest version if not given")
    ),
    responses(
        (status = OK, body = DatasetDetail),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn show(caller: Caller, Path(path): Path<DatasetPath>) -> ApiResult {
    super::parameters::only(&caller.query, &["version"])?;
    let shown = load(&caller, &path).await?;
    let view = DatasetDetail::of(&caller, &shown);
    caller.json(Keep::of(&caller.visitor, &shown.dataset), &view)
}

/// The dataset of a path in the version the address asks for.
pub(super) async fn load(caller: &Caller, path: &DatasetPath) -> Result<Shown, Refusal> {
    let principal = &caller.visitor.principal;
    let (organisation, dataset) = (path.organisation.as_str(), path.dataset.as_str());
    let number = match version(&caller.query)? {
        VersionSelector::Current => None,
        VersionSelector::Number(number) => Some(VersionNumber(number)),
        day @ VersionSelector::AsOf(_) => {
            let (_dataset, version) = caller
                .hub()
                .version(principal, organisation, dataset, day)
                .await?;
            Some(version.number)
        }
    };
    Ok(caller
        .hub()
        .show(principal, organisation, dataset, number)
        .await?)
}
