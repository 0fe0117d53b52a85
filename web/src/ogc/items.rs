//! `GET /ogc/collections/katalog/items`: records that fit, page by page, and one of them.

use super::answer::{json, only};
use super::collection;
use super::wanted::{CONDITIONS, Wanted};
use crate::dcat::{Addresses, described};
use crate::query::Query;
use crate::render::PageResult;
use crate::{Refusal, Visitor, WebSettings, Words};
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, header};
use hebewerk_exchange::records::{Extent, GEOJSON, link, record};
use hebewerk_hub::CatalogueEntry;
use hebewerk_model::{Dataset, DatasetId, DatasetState, Language, Principal, Visibility};
use serde_json::{Value, json};

/// `GET /ogc/collections/katalog/items`
pub(crate) async fn list(visitor: Visitor, headers: HeaderMap, query: Query) -> PageResult {
    let wanted = Wanted::of(&query)?;
    let settings = &visitor.state.settings;
    let addresses = Addresses::below(visitor.base_url(&headers));
    let datasets = addresses.path("/dataset/");
    let known = visitor.hub().known_datasets(&Principal::Anonymous).await?;
    // In order of identity: new ones come last, so nobody who turns pages misses or repeats one.
    let found: Vec<DatasetId> = known
        .iter()
        .map(|known| &known.dataset)
        .filter(|dataset| is_listed(dataset))
        .filter(|dataset| {
            let lies = lies(settings, dataset);
            wanted.wish.holds(dataset, &datasets, lies)
        })
        .map(|dataset| dataset.id)
        .collect();
    let mut page: Vec<DatasetId> = found
        .iter()
        .copied()
        .filter(|id| wanted.after.is_none_or(|after| *id > after))
        .skip(wanted.offset)
        .take(wanted.limit.saturating_add(1))
        .collect();
    let has_next = page.len() > wanted.limit;
    page.truncate(wanted.limit);
    let next = page.last().filter(|_last| has_next).copied();
    let entries = visitor
        .hub()
        .catalogue_entries(&Principal::Anonymous, &page)
        .await?;
    let records: Vec<Value> = entries
        .iter()
        .map(|entry| told(&visitor, &addresses, entry))
        .collect();
    let next = next.map(|next| next_page(&addresses, &query, next));
    let document = json!({
        "type": "FeatureCollection",
        "numberMatched": found.len(),
        "numberReturned": records.len(),
        "features": records,
        "links": links(&addresses, &query, next.as_deref()),
    });
    let mut response = json(&headers, &document, GEOJSON)?;
    let named =
        next.and_then(|next| HeaderValue::from_str(&format!("<{next}>; rel=\"next\"")).ok());
    if let Some(named) = named {
        response.headers_mut().insert(header::LINK, named);
    }
    Ok(response)
}

/// `GET /ogc/collections/katalog/items/{record}`
pub(crate) async fn show(
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    query: Query,
) -> PageResult {
    only(&query, &[])?;
    let id: DatasetId = id.parse().map_err(|_no_identity| Refusal::not_found())?;
    let entry = visitor
        .hub()
        .catalogue_entry(&Principal::Anonymous, id)
        .await?;
    if !is_listed(&entry.dataset) {
        return Err(Refusal::not_found());
    }
    let addresses = Addresses::below(visitor.base_url(&headers));
    json(&headers, &told(&visitor, &addresses, &entry), GEOJSON)
}

/// What the feed of RDF holds as well: public, and not withdrawn.
fn is_listed(dataset: &Dataset) -> bool {
    dataset.visibility == Visibility::Public && dataset.state != DatasetState::Withdrawn
}

/// Where a dataset lies: where the city does, unless it is about another place.
fn lies<'a>(settings: &'a WebSettings, dataset: &Dataset) -> Option<&'a Extent> {
    let place = &dataset.description.details.place;
    let is_of_city = place.is_none() || *place == settings.open_data.place;
    settings
        .open_data
        .extent
        .as_ref()
        .filter(|_city| is_of_city)
}

fn told(visitor: &Visitor, addresses: &Addresses, entry: &CatalogueEntry) -> Value {
    let settings = &visitor.state.settings;
    let german = Words {
        language: Language::De,
        ..visitor.words
    };
    let dataset = described(german, settings, addresses, entry);
    let lies = lies(settings, &entry.dataset);
    record(&dataset, &collection(addresses), lies)
}

fn links(addresses: &Addresses, query: &Query, next: Option<&str>) -> Vec<Value> {
    let items = format!("{}/items", collection(addresses));
    let mut links = vec![
        link("self", &query.href(&items), Some(GEOJSON), None),
        link(
            "collection",
            &collection(addresses),
            Some("application/json"),
            None,
        ),
    ];
    links.extend(next.map(|next| link("next", next, Some(GEOJSON), None)));
    links
}

/// The page behind a record, with the same conditions.
fn next_page(addresses: &Addresses, query: &Query, last: DatasetId) -> String {
    let kept: Vec<&str> = CONDITIONS.into_iter().chain(["limit", "f"]).collect();
    let items = format!("{}/items", collection(addresses));
    query.only(&kept).with("after", last).href(&items)
}
