//! Offices and companies and what they have lifted.

use crate::fragments::silo::SiloPicture;
use crate::pages::find::Hit;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Visitor, Words};
use askama::Template;
use axum::extract::Path;
use hebewerk_hub::FindRequest;
use hebewerk_hub::ports::Facets;
use hebewerk_model::{Organisation, Role};

/// Datasets of a house on its page.
const DATASETS: usize = 50;

struct HouseLine {
    href: String,
    name: String,
    kind: String,
    /// Name of the house above.
    parent: Option<String>,
    is_sealed: bool,
    description: String,
    lifted: u64,
    known: u64,
}

#[derive(Template)]
#[template(path = "houses.html")]
struct HousesPage {
    shell: Shell,
    w: Words,
    silo: Option<SiloPicture>,
    houses: Vec<HouseLine>,
    lifted: u64,
    known: u64,
}

#[derive(Template)]
#[template(path = "house.html")]
struct HousePage {
    shell: Shell,
    w: Words,
    name: String,
    kind: String,
    description: String,
    schema: String,
    contact: Option<String>,
    /// The house above, with its address.
    parent: Option<(String, String)>,
    /// Houses below, with their addresses.
    below: Vec<(String, String)>,
    is_sealed: bool,
    lifted: u64,
    known: u64,
    hits: Vec<Hit>,
    total: u64,
    all_href: String,
    edit_href: Option<String>,
    /// Where its access keys are, for those who answer for its data and for those who run the hub.
    keys_href: Option<String>,
    /// Where people from outside are invited, for the same.
    invitations_href: Option<String>,
}

/// `GET /haeuser`
pub(crate) async fn list(visitor: Visitor) -> PageResult {
    let w = visitor.words;
    let organisations = visitor.hub().organisations(&visitor.principal).await?;
    page(&HousesPage {
        shell: Shell::new(&visitor, Place::Houses, w.t("nav-houses")).below(&[]),
        w,
        silo: SiloPicture::of(w, &organisations, &visitor.state.settings.city_name),
        lifted: organisations.iter().map(|house| house.lifted).sum(),
        known: organisations.iter().map(|house| house.known).sum(),
        houses: organisations
            .into_iter()
            .map(|house| HouseLine {
                href: format!("/haeuser/{}", house.organisation.slug),
                kind: w
                    .code("organisation-kind", house.organisation.kind.code())
                    .into_owned(),
                parent: house.parent.map(|parent| parent.name),
                is_sealed: house.organisation.sealed,
                name: house.organisation.name,
                description: house.organisation.description,
                lifted: house.lifted,
                known: house.known,
            })
            .collect(),
    })
}

/// `GET /haeuser/{organisation}`
pub(crate) async fn show(visitor: Visitor, Path(slug): Path<String>) -> PageResult {
    let w = visitor.words;
    let house = visitor.hub().organisation(&slug).await?;
    let summaries = visitor.hub().organisations(&visitor.principal).await?;
    let summary = summaries
        .iter()
        .find(|known| known.organisation.id == house.id);
    let request = FindRequest {
        facets: Facets {
            organisations: vec![house.slug.to_string()],
            ..Facets::default()
        },
        limit: DATASETS,
        ..FindRequest::default()
    };
    let found = visitor.hub().find(&visitor.principal, &request).await?;
    let houses = w.t("nav-houses");
    let answers =
        visitor.is_administrator() || visitor.principal.role_in(house.id) == Some(Role::Owner);
    page(&HousePage {
        shell: Shell::new(&visitor, Place::Houses, house.name.clone())
            .below(&[("/haeuser", &houses)]),
        w,
        kind: w.code("organisation-kind", house.kind.code()).into_owned(),
        schema: house.slug.to_string(),
        contact: house.contact,
        parent: summary
            .and_then(|summary| summary.parent.as_ref())
            .map(linked),
        below: summaries
            .iter()
            .map(|known| &known.organisation)
            .filter(|known| known.parent == Some(house.id))
            .map(linked)
            .collect(),
        is_sealed: house.sealed,
        lifted: summary.map_or(0, |summary| summary.lifted),
        known: summary.map_or(0, |summary| summary.known),
        hits: found.hits.iter().map(|hit| Hit::of(w, hit, "")).collect(),
        total: found.total,
        all_href: Query::default().with("haus", &house.slug).href("/daten"),
        edit_href: visitor
            .is_administrator()
            .then(|| format!("/verwaltung/haeuser/{}", house.slug)),
        keys_href: answers.then(|| format!("/haeuser/{}/schluessel", house.slug)),
        invitations_href: answers.then(|| format!("/haeuser/{}/einladungen", house.slug)),
        name: house.name,
        description: house.description,
    })
}

fn linked(house: &Organisation) -> (String, String) {
    (format!("/haeuser/{}", house.slug), house.name.clone())
}
