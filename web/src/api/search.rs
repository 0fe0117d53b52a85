//! Searching: hits with the reason why, facets, another spelling.

use super::caller::{ApiResult, Caller, Keep, with_next};
use super::datasets::found::{find, next};
use super::datasets::view::DatasetView;
use super::document::Problem;
use hebewerk_hub::ports::FacetCount;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What was found.
#[derive(Serialize, ToSchema)]
pub(super) struct SearchAnswer {
    /// Hits of this page, best first.
    hits: Vec<HitView>,
    /// Hits on all pages together.
    total: u64,
    /// Counts by facet (`organisation`, `theme`, `format`, `visibility`, `tag`), most frequent first.
    facets: BTreeMap<&'static str, Vec<FacetValue>>,
    /// A spelling that finds more.
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<String>,
    /// Cursor of the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<String>,
    /// Address of the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// A hit.
#[derive(Serialize, ToSchema)]
pub(super) struct HitView {
    /// The dataset.
    dataset: DatasetView,
    /// Where it was found, best first.
    found_in: Vec<Reason>,
}

/// Why something was found.
#[derive(Serialize, ToSchema)]
pub(super) struct Reason {
    /// `title`, `tags`, `columns`, `description`, `organisation`, `values`, `part`, `similar` or `synonym`.
    field: &'static str,
    /// The word or value found.
    word: String,
}

/// A value of a facet.
#[derive(Serialize, ToSchema)]
pub(super) struct FacetValue {
    /// Slug, code or key word: the value of the parameter with the facet's name.
    value: String,
    /// Hits with this value.
    count: u64,
}

/// Search
#[utoipa::path(
    get,
    path = "/search",
    operation_id = "search",
    tag = "datasets",
    params(
        ("q" = Option<String>, Query, description = "Words to look for"),
        ("organisation" = Option<Vec<String>>, Query, description = "As for `/datasets`"),
        ("theme" = Option<Vec<String>>, Query, description = "As for `/datasets`"),
        ("tag" = Option<Vec<String>>, Query, description = "As for `/datasets`"),
        ("format" = Option<Vec<String>>, Query, description = "As for `/datasets`"),
        ("visibility" = Option<Vec<String>>, Query, description = "As for `/datasets`"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 100, description = "Hits of a page; 20 if not given"),
        ("after" = Option<String>, Query, description = "Cursor of the page before")
    ),
    responses(
        (status = OK, body = SearchAnswer),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn search(caller: Caller) -> ApiResult {
    let page = find(&caller).await?;
    let (after, next) = next(&caller, &page)?.unzip();
    let found = page.found;
    let hits = found.hits.into_iter().map(|hit| HitView {
        dataset: DatasetView::of(&caller, &hit.card),
        found_in: hit
            .found_in
            .into_iter()
            .map(|(field, word)| Reason { field, word })
            .collect(),
    });
    let answer = SearchAnswer {
        hits: hits.collect(),
        total: found.total,
        facets: facets(found.facets),
        suggestion: found.suggestion,
        after,
        next,
    };
    let response = caller.json(Keep::public(&caller.visitor), &answer)?;
    Ok(with_next(response, answer.next.as_deref()))
}

fn facets(counts: Vec<FacetCount>) -> BTreeMap<&'static str, Vec<FacetValue>> {
    let mut facets: BTreeMap<&'static str, Vec<FacetValue>> = BTreeMap::new();
    for FacetCount {
        facet,
        value,
        count,
    } in counts
    {
        facets
            .entry(facet)
            .or_default()
            .push(FacetValue { value, count });
    }
    facets
}
