//! `GET /dataset/{id}.{ttl,rdf,…}`: one dataset; and the addresses that lead from an identity to a page for people.

use super::answer::answer;
use super::catalogue::{german, media_type, mirror};
use super::{Addresses, described, resource_id, wanted};
use crate::query::Query;
use crate::render::PageResult;
use crate::{Refusal, Visitor};
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect};
use hebewerk_exchange::rdf::RdfForm;
use hebewerk_hub::CatalogueEntry;
use hebewerk_model::{DatasetId, OrganisationId, Principal};
use uuid::Uuid;

/// `GET /dataset/{id}`, with an ending for a form of RDF
pub(crate) async fn show(
    visitor: Visitor,
    Path(name): Path<String>,
    headers: HeaderMap,
    query: Query,
) -> PageResult {
    let split = name.rsplit_once('.');
    let by_ending =
        split.and_then(|(id, ending)| Some((id, ending, RdfForm::of_extension(ending)?)));
    if let Some((id, ending, form)) = by_ending {
        let entry = open(&visitor, id).await?;
        return respond(&visitor, &headers, &query, &entry, (form, ending));
    }
    if let Some(form) = wanted(&headers) {
        let entry = open(&visitor, &name).await?;
        return respond(&visitor, &headers, &query, &entry, (form, form.extension()));
    }
    let entry = known(&visitor, &visitor.principal, &name).await?;
    Ok(Redirect::to(&page(&entry)).into_response())
}

/// The same for whoever asks the page of a dataset for RDF; none if they do not.
pub(crate) async fn instead_of_page(
    visitor: &Visitor,
    headers: &HeaderMap,
    query: &Query,
    (organisation, dataset): (&str, &str),
) -> Result<Option<axum::response::Response>, Refusal> {
    let Some(form) = wanted(headers) else {
        return Ok(None);
    };
    let nobody = Principal::Anonymous;
    let entry = visitor
        .hub()
        .catalogue_entry_named(&nobody, organisation, dataset)
        .await?;
    respond(visitor, headers, query, &entry, (form, form.extension())).map(Some)
}

/// `GET /dataset/{id}/resource/{resource}`: leads to the table.
pub(crate) async fn resource(
    visitor: Visitor,
    Path((dataset, resource)): Path<(String, Uuid)>,
) -> PageResult {
    let entry = known(&visitor, &visitor.principal, &dataset).await?;
    let mut links = entry.dataset.description.details.links.iter();
    if links.any(|link| link.id == resource) {
        // Where it leads stands on the page: an address of ours sends nobody elsewhere.
        return Ok(Redirect::to(&page(&entry)).into_response());
    }
    let table = entry
        .tables
        .iter()
        .find(|table| super::forms(table).any(|form| resource_id(table.id, form) == resource));
    let table = table.ok_or_else(Refusal::not_found)?;
    let href = Query::default()
        .with("tabelle", &table.sql_name)
        .href(&format!("{}/tabelle", page(&entry)));
    Ok(Redirect::to(&href).into_response())
}

/// `GET /organization/{id}`: leads to the page of the house.
pub(crate) async fn organisation(visitor: Visitor, Path(id): Path<String>) -> PageResult {
    let houses = visitor.hub().organisations(&visitor.principal).await?;
    let wanted: Option<OrganisationId> = id.parse().ok();
    let house = houses.iter().map(|house| &house.organisation);
    let house = house
        .into_iter()
        .find(|house| Some(house.id) == wanted || house.slug.as_str() == id);
    let house = house.ok_or_else(Refusal::not_found)?;
    Ok(Redirect::to(&format!("/haeuser/{}", house.slug)).into_response())
}

fn page(entry: &CatalogueEntry) -> String {
    format!("/daten/{}/{}", entry.organisation.slug, entry.dataset.slug)
}

async fn open(visitor: &Visitor, id: &str) -> Result<CatalogueEntry, Refusal> {
    known(visitor, &Principal::Anonymous, id).await
}

/// By its identity, or by the name that CKAN's programs know.
async fn known(
    visitor: &Visitor,
    principal: &Principal,
    name: &str,
) -> Result<CatalogueEntry, Refusal> {
    if let Ok(id) = name.parse::<DatasetId>() {
        return Ok(visitor.hub().catalogue_entry(principal, id).await?);
    }
    let (organisation, dataset) = name.split_once('-').ok_or_else(Refusal::not_found)?;
    Ok(visitor
        .hub()
        .catalogue_entry_named(principal, organisation, dataset)
        .await?)
}

fn respond(
    visitor: &Visitor,
    headers: &HeaderMap,
    query: &Query,
    entry: &CatalogueEntry,
    (form, ending): (RdfForm, &str),
) -> PageResult {
    let addresses = Addresses::below(visitor.base_url(headers));
    let settings = &visitor.state.settings;
    let dataset = described(german(visitor), settings, &addresses, entry);
    let graph = dataset.graph(mirror(visitor, query));
    answer(headers, &graph, form, media_type(ending, form))
}
