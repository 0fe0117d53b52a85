//! Making and changing houses.

use crate::form::Fields;
use crate::pages::dataset::edit::Choice;
use crate::pages::refused;
use crate::query::Query;
use crate::render::{PageResult, page, page_with};
use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::OrganisationSummary;
use hebewerk_model::{Kind, Organisation, OrganisationId, OrganisationKind, Slug};

#[derive(Template)]
#[template(path = "administer/houses.html")]
struct HousesPage {
    shell: Shell,
    w: Words,
    houses: Vec<(String, String, String, String)>,
    is_saved: bool,
}

#[derive(Template)]
#[template(path = "administer/house.html")]
struct HousePage {
    shell: Shell,
    w: Words,
    action: String,
    error: Option<String>,
    is_new: bool,
    slug: String,
    name: String,
    description: String,
    contact: String,
    kinds: Vec<Choice>,
    /// Houses that may stand above.
    parents: Vec<Choice>,
    is_sealed: bool,
}

/// What the form holds.
#[derive(Default)]
struct Input {
    slug: String,
    name: String,
    description: String,
    contact: String,
    kind: OrganisationKind,
    /// Slug of the house above; empty for none.
    parent: String,
    sealed: bool,
}

/// `GET /verwaltung/haeuser`
pub(crate) async fn list(visitor: Visitor, query: Query) -> PageResult {
    let w = visitor.words;
    let houses = visitor.hub().organisations(&visitor.principal).await?;
    let administer = w.t("nav-administer");
    page(&HousesPage {
        is_saved: query.get("getan") == Some("gespeichert"),
        shell: Shell::new(&visitor, Place::Administer, w.t("nav-houses"))
            .below(&[("/verwaltung", &administer)]),
        w,
        houses: houses
            .into_iter()
            .map(|house| {
                let organisation = house.organisation;
                (
                    format!("/verwaltung/haeuser/{}", organisation.slug),
                    organisation.name,
                    organisation.slug.to_string(),
                    w.code("organisation-kind", organisation.kind.code())
                        .into_owned(),
                )
            })
            .collect(),
    })
}

/// `GET /verwaltung/haeuser/{slug}`; a `-` stands for a new house, because no slug holds one.
pub(crate) async fn form(visitor: Visitor, Path(slug): Path<String>) -> PageResult {
    let input = match known(&visitor, &slug).await? {
        None => Input::default(),
        Some(house) => Input {
            parent: above(&visitor, house.parent).await?,
            sealed: house.sealed,
            slug: house.slug.to_string(),
            name: house.name,
            description: house.description,
            contact: house.contact.unwrap_or_default(),
            kind: house.kind,
        },
    };
    page(&template(&visitor, &slug, input, None).await?)
}

/// `POST /verwaltung/haeuser/{slug}`
pub(crate) async fn save(visitor: Visitor, Path(slug): Path<String>, fields: Fields) -> PageResult {
    let house = known(&visitor, &slug).await?;
    let input = Input {
        slug: fields.text("kennung").to_owned(),
        name: fields.text("name").to_owned(),
        description: fields.text("beschreibung").to_owned(),
        contact: fields.text("kontakt").to_owned(),
        kind: OrganisationKind::from_code(fields.text("art")),
        parent: fields.text("ueber").to_owned(),
        sealed: fields.is_ticked("abgeschottet"),
    };
    let parent = match input.parent.as_str() {
        "" => None,
        slug => Some(visitor.hub().organisation(slug).await?.id),
    };
    let saved = match organisation(&visitor, house, &input, parent) {
        Ok(organisation) => visitor
            .hub()
            .save_organisation(&visitor.principal, organisation)
            .await
            .map_err(Refusal::from),
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_house) => Ok(Redirect::to("/verwaltung/haeuser?getan=gespeichert").into_response()),
        Err(refusal) if matches!(refusal.kind, Kind::Invalid | Kind::Conflict) => {
            let sentence = refused::sentence(&visitor.words, &refusal);
            page_with(
                StatusCode::BAD_REQUEST,
                &template(&visitor, &slug, input, Some(sentence)).await?,
            )
        }
        Err(refusal) => Err(refusal),
    }
}

/// The house as it shall stand. Its short name is given once: addresses and SQL hang on it.
fn organisation(
    visitor: &Visitor,
    house: Option<Organisation>,
    input: &Input,
    parent: Option<OrganisationId>,
) -> Result<Organisation, Refusal> {
    let (id, slug) = if let Some(house) = house {
        (house.id, house.slug)
    } else {
        let slug: Slug = if input.slug.is_empty() {
            Slug::from_text(&input.name, "haus")
        } else {
            input
                .slug
                .parse()
                .map_err(|_error| Refusal::invalid("slug").with("text", &input.slug))?
        };
        (visitor.hub().new_organisation_id(), slug)
    };
    Ok(Organisation {
        id,
        slug,
        name: input.name.clone(),
        description: input.description.clone(),
        kind: input.kind,
        contact: (!input.contact.is_empty()).then(|| input.contact.clone()),
        parent,
        sealed: input.sealed,
    })
}

/// The slug of the house above; empty for none.
async fn above(visitor: &Visitor, parent: Option<OrganisationId>) -> Result<String, Refusal> {
    let houses = visitor.hub().organisations(&visitor.principal).await?;
    let mut houses = houses.into_iter().map(|house| house.organisation);
    let above = houses.find(|house| Some(house.id) == parent);
    Ok(above.map_or_else(String::new, |house| house.slug.to_string()))
}

async fn known(visitor: &Visitor, slug: &str) -> Result<Option<Organisation>, Refusal> {
    if slug == "-" {
        return Ok(None);
    }
    Ok(Some(visitor.hub().organisation(slug).await?))
}

async fn template(
    visitor: &Visitor,
    slug: &str,
    input: Input,
    error: Option<String>,
) -> Result<HousePage, Refusal> {
    let w = visitor.words;
    let others = visitor.hub().organisations(&visitor.principal).await?;
    let is_new = slug == "-";
    let title = if is_new {
        w.t("house-new").into_owned()
    } else {
        input.name.clone()
    };
    let (administer, houses) = (w.t("nav-administer"), w.t("nav-houses"));
    let kinds = [
        OrganisationKind::Office,
        OrganisationKind::Enterprise,
        OrganisationKind::Company,
        OrganisationKind::Statistics,
    ];
    Ok(HousePage {
        parents: parents(w, &others, slug, &input.parent),
        is_sealed: input.sealed,
        shell: Shell::new(visitor, Place::Administer, title).below(&[
            ("/verwaltung", &administer),
            ("/verwaltung/haeuser", &houses),
        ]),
        w,
        action: format!("/verwaltung/haeuser/{slug}"),
        error,
        is_new,
        kinds: kinds
            .into_iter()
            .map(|kind| Choice {
                value: kind.code().to_owned(),
                label: w.code("organisation-kind", kind.code()).into_owned(),
                is_chosen: kind == input.kind,
                explained: String::new(),
            })
            .collect(),
        slug: input.slug,
        name: input.name,
        description: input.description,
        contact: input.contact,
    })
}

fn parents(w: Words, others: &[OrganisationSummary], slug: &str, chosen: &str) -> Vec<Choice> {
    let choice = |value: &str, label: String| Choice {
        is_chosen: value == chosen,
        value: value.to_owned(),
        label,
        explained: String::new(),
    };
    let others = others.iter().map(|house| &house.organisation);
    let others = others.filter(|house| house.slug.as_str() != slug);
    let none = choice("", w.t("house-no-parent").into_owned());
    [none]
        .into_iter()
        .chain(others.map(|house| choice(house.slug.as_str(), house.name.clone())))
        .collect()
}
