//! Where a file goes and what is said about it; then it is taken in.

use super::corrections::recipe;
use super::{Steps, staged};
use crate::form::Fields;
use crate::pages::dataset::edit::{Choice, description, licences, themes, visibilities};
use crate::pages::refused;
use crate::query::Query;
use crate::render::{PageResult, page, page_with};
use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::ports::Facets;
use hebewerk_hub::{Commit, FindRequest};
use hebewerk_model::{Description, Kind, Recipe, Visibility};
use std::sync::Arc;

/// Existing datasets offered; others are found by the file's name.
const DATASETS: usize = 100;

#[derive(Template)]
#[template(path = "upload/describe.html")]
struct DescribePage {
    shell: Shell,
    w: Words,
    steps: Steps,
    id: String,
    error: Option<String>,
    recipe: String,
    back_href: String,
    houses: Vec<Choice>,
    datasets: Vec<Choice>,
    title: String,
    text: String,
    tags: String,
    contact: String,
    themes: Vec<Choice>,
    licences: Vec<Choice>,
    visibilities: Vec<Choice>,
}

/// What the form holds.
struct Input {
    recipe: Recipe,
    /// Slug of the house of a new dataset.
    house: String,
    /// `house/dataset` of an existing one; empty for a new one.
    dataset: String,
    description: Description,
    visibility: Visibility,
}

/// `GET /hochladen/{id}/beschreiben`
pub(crate) async fn form(visitor: Visitor, Path(id): Path<String>, query: Query) -> PageResult {
    let recipe = recipe(&query);
    let file = visitor
        .hub()
        .staged_upload(&visitor.principal, staged(&id)?)
        .await?;
    let input = Input {
        recipe,
        house: String::new(),
        dataset: String::new(),
        description: Description {
            title: title_of(&file.file_name),
            text: String::new(),
            tags: Vec::new(),
            theme: None,
            licence: None,
            contact: None,
        },
        visibility: Visibility::Office,
    };
    let back = query.href(&format!("/hochladen/{id}"));
    page(&template(&visitor, &id, input, None, back).await?)
}

/// `POST /hochladen/{id}/uebernehmen`
pub(crate) async fn take_in(
    visitor: Visitor,
    Path(id): Path<String>,
    fields: Fields,
) -> PageResult {
    let input = input(&fields)?;
    let existing = input.dataset.split_once('/');
    let (house, dataset) = match existing {
        Some((house, dataset)) => (house.to_owned(), Some(dataset.to_owned())),
        None => (input.house.clone(), None),
    };
    let commit = Commit {
        organisation: house,
        dataset,
        description: input.description.clone(),
        visibility: input.visibility,
        recipe: input.recipe.clone(),
    };
    let progress = Arc::new(|_stage: &'static str, _done: u64, _of: u64| {});
    let taken = visitor
        .hub()
        .commit_upload(&visitor.principal, staged(&id)?, commit, progress)
        .await;
    match taken {
        Ok(taken) => {
            let target = format!(
                "/hochladen/fertig/{}/{}",
                taken.organisation.slug, taken.dataset.slug
            );
            Ok(Redirect::to(&target).into_response())
        }
        Err(error) => {
            let refusal = Refusal::from(error);
            if !matches!(refusal.kind, Kind::Invalid | Kind::Conflict) {
                return Err(refusal);
            }
            let sentence = refused::sentence(&visitor.words, &refusal);
            let back = format!("/hochladen/{id}");
            let template = template(&visitor, &id, input, Some(sentence), back).await?;
            page_with(StatusCode::BAD_REQUEST, &template)
        }
    }
}

fn input(fields: &Fields) -> Result<Input, Refusal> {
    let recipe = serde_json::from_str(fields.raw("rezept"))
        .map_err(|_error| Refusal::invalid("invalid_request"))?;
    let mut description = description(fields);
    if description.title.is_empty() && !fields.text("datensatz").is_empty() {
        // An existing dataset keeps its words; the field may be empty then.
        fields.text("datensatz").clone_into(&mut description.title);
    }
    Ok(Input {
        recipe,
        house: fields.text("haus").to_owned(),
        dataset: fields.text("datensatz").to_owned(),
        description,
        visibility: fields
            .text("zugang")
            .parse()
            .map_err(|_error| Refusal::invalid("invalid_visibility"))?,
    })
}

/// A title people can read, made of a file's name.
fn title_of(file_name: &str) -> String {
    let stem = file_name
        .rsplit_once('.')
        .map_or(file_name, |(stem, _ending)| stem);
    let words = stem.replace(['_', '-'], " ");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn template(
    visitor: &Visitor,
    id: &str,
    input: Input,
    error: Option<String>,
    back_href: String,
) -> Result<DescribePage, Refusal> {
    let w = visitor.words;
    let houses = visitor.hub().stewarded(&visitor.principal).await?;
    let facets = Facets {
        organisations: houses.iter().map(|house| house.slug.to_string()).collect(),
        ..Facets::default()
    };
    let known = FindRequest {
        facets,
        limit: DATASETS,
        ..FindRequest::default()
    };
    let found = visitor.hub().find(&visitor.principal, &known).await?;
    let recipe = serde_json::to_string(&input.recipe).map_err(Refusal::internal)?;
    let upload = w.t("upload-title");
    Ok(DescribePage {
        shell: Shell::new(visitor, Place::Upload, w.t("upload-step-describe"))
            .below(&[("/hochladen", &upload)]),
        w,
        steps: Steps::at(w, 2),
        id: id.to_owned(),
        error,
        recipe,
        back_href,
        houses: houses
            .iter()
            .map(|house| choice(house.slug.to_string(), house.name.clone(), &input.house))
            .collect(),
        datasets: found
            .hits
            .iter()
            .map(|hit| {
                let card = &hit.card;
                let value = format!("{}/{}", card.organisation.slug, card.dataset.slug);
                let label = w.t2(
                    "upload-dataset-of",
                    "title",
                    &card.dataset.description.title,
                    "house",
                    &card.organisation.name,
                );
                choice(value, label.into_owned(), &input.dataset)
            })
            .collect(),
        themes: themes(w, input.description.theme.as_ref()),
        licences: licences(w, input.description.licence.as_ref()),
        visibilities: visibilities(w, input.visibility),
        title: input.description.title,
        text: input.description.text,
        tags: input.description.tags.join(", "),
        contact: input.description.contact.unwrap_or_default(),
    })
}

fn choice(value: String, label: String, chosen: &str) -> Choice {
    Choice {
        is_chosen: value == chosen,
        value,
        label,
        explained: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::title_of;

    #[test]
    fn a_title_is_made_of_the_file_name() {
        assert_eq!(
            title_of("Gruenschnitt_2026_NEU-final(2).xlsx"),
            "Gruenschnitt 2026 NEU final(2)"
        );
        assert_eq!(title_of("README"), "README");
    }
}
