//! `GET /catalog.{ttl,rdf,xml,jsonld,nt,n3}`: the catalogue, page by page.

use super::answer::answer;
use super::{Addresses, changes, described, wanted};
use crate::query::Query;
use crate::render::PageResult;
use crate::{Refusal, Visitor, Words};
use axum::extract::OriginalUri;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect};
use hebewerk_exchange::dcat::{
    Agent, AgentKind, Catalogue, CatalogueService, Hydra, Mirror, place,
};
use hebewerk_exchange::rdf::RdfForm;
use hebewerk_hub::CataloguePage;
use hebewerk_model::{DatasetId, Kind, Language};

/// Datasets of a page: far below the 50 MB at which GovData's harvester gives up.
pub(super) const PAGE: u32 = 100;

/// `GET /catalog.ttl` and its sisters
pub(crate) async fn show(
    visitor: Visitor,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    query: Query,
) -> PageResult {
    let ending = uri.path().rsplit('.').next().unwrap_or_default();
    let form = RdfForm::of_extension(ending).ok_or_else(Refusal::not_found)?;
    respond(&visitor, &headers, &query, ending, form).await
}

/// `GET /catalog`: in the form that is asked for; for people the list of datasets.
pub(crate) async fn negotiate(visitor: Visitor, headers: HeaderMap, query: Query) -> PageResult {
    match wanted(&headers) {
        Some(form) => respond(&visitor, &headers, &query, form.extension(), form).await,
        None => Ok(Redirect::to("/daten").into_response()),
    }
}

async fn respond(
    visitor: &Visitor,
    headers: &HeaderMap,
    query: &Query,
    ending: &str,
    form: RdfForm,
) -> PageResult {
    if let Some(since) = query.get("modified_since") {
        return changes::respond(visitor, headers, query, (ending, form), since).await;
    }
    let after = query.get("after").map(cursor).transpose()?;
    // Asked for before the page: whatever comes meanwhile is told from there on.
    let token = match after {
        None => Some(visitor.hub().change_token().await?),
        Some(_page) => None,
    };
    let page = visitor.hub().open_catalogue(after, PAGE).await?;
    let settings = &visitor.state.settings;
    let addresses = Addresses::below(visitor.base_url(headers));
    let w = german(visitor);
    let mirror = mirror(visitor, query);
    let datasets: Vec<_> = page
        .entries
        .iter()
        .map(|entry| described(w, settings, &addresses, entry))
        .collect();
    let hydra = hydra(&addresses, query, ending, &page);
    let graph = catalogue(visitor, &addresses, &page).graph(&datasets, Some(&hydra), mirror);
    let mut response = answer(headers, &graph, form, media_type(ending, form))?;
    if let Some(token) = token {
        let address = changes::address(&addresses, query, ending, token);
        changes::name_next_time(&mut response, &address);
    }
    Ok(response)
}

fn cursor(text: &str) -> Result<DatasetId, Refusal> {
    let unknown = |_error| Refusal::new(Kind::Invalid, "invalid_cursor");
    text.parse().map_err(unknown)
}

/// A page always has the same address, and the first one none behind its question mark.
fn hydra(addresses: &Addresses, query: &Query, ending: &str, page: &CataloguePage) -> Hydra {
    let path = addresses.path(&format!("/catalog.{ending}"));
    let kept = query.only(&["legacy"]);
    let here = match query.get("after") {
        Some(after) => kept.with("after", after),
        None => kept.clone(),
    };
    Hydra {
        page: here.href(&path),
        first: kept.href(&path),
        next: page.next.map(|next| kept.with("after", next).href(&path)),
        total: page.total,
        per_page: u64::from(PAGE),
    }
}

pub(crate) fn catalogue(
    visitor: &Visitor,
    addresses: &Addresses,
    page: &CataloguePage,
) -> Catalogue {
    let settings = &visitor.state.settings;
    let w = german(visitor);
    let description = w.t1("catalogue-description", "city", &settings.city_name);
    Catalogue {
        iri: addresses.catalogue(),
        title: settings.hub_title.clone(),
        description: description.into_owned(),
        publisher: Agent {
            iri: addresses.path("/#stadt"),
            name: settings.city_name.clone(),
            kind: Some(AgentKind::LocalAuthority),
            email: settings.contact.clone(),
            homepage: Some(addresses.path("/")),
        },
        homepage: addresses.path("/"),
        modified: page.modified,
        place: settings.open_data.place.as_ref().map(place),
        service: visitor
            .state
            .house
            .sparql
            .is_some()
            .then(|| CatalogueService {
                iri: format!("{}#sparql", addresses.catalogue()),
                title: w.t("catalogue-sparql").into_owned(),
                endpoint_url: addresses.path(crate::sparql::PATH),
                conforms_to: "https://www.w3.org/TR/sparql11-protocol/".to_owned(),
            }),
    }
}

/// What portals read is German, whatever language their programs ask for.
pub(crate) fn german(visitor: &Visitor) -> Words {
    Words {
        language: Language::De,
        ..visitor.words
    }
}

/// Whether what 3.0 gave up is said too: as the address asks, else as the operator has set it.
pub(crate) fn mirror(visitor: &Visitor, query: &Query) -> Mirror {
    let is_legacy = match query.get("legacy") {
        Some(text) => matches!(text, "1" | "true" | "ja"),
        None => visitor.state.settings.open_data.legacy,
    };
    if is_legacy {
        Mirror::Legacy
    } else {
        Mirror::Strict
    }
}

/// N3 is asked for by its own name, and answered with the part of it that is Turtle.
pub(crate) fn media_type(ending: &str, form: RdfForm) -> &'static str {
    if ending == "n3" {
        "text/n3; charset=utf-8"
    } else {
        form.media_type()
    }
}
