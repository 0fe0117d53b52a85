//! What is said about a file before it is handed over: words for a new dataset; for a new version, what it changes.

use super::{Steps, aim, elsewhere, staged};
use crate::pages::dataset::edit::topics::TopicFields;
use crate::pages::dataset::edit::{Choice, licences, themes, visibilities};
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use hebewerk_hub::{DraftWords, StagedId};
use hebewerk_model::{Dataset, Description, Organisation, Visibility};
use std::borrow::Cow;

#[derive(Template)]
#[template(path = "upload/describe.html")]
pub(super) struct DescribePage {
    shell: Shell,
    w: Words,
    steps: Steps,
    id: String,
    /// The target shown, sent along.
    target: String,
    headline: String,
    lead: String,
    error: Option<String>,
    /// The dataset a new version is for; the words of a new one are asked for otherwise.
    version_of: Option<String>,
    namesakes: Vec<Choice>,
    houses: Vec<Choice>,
    title: String,
    text: String,
    tags: String,
    contact: String,
    themes: Vec<Choice>,
    topics: TopicFields,
    licences: Vec<Choice>,
    visibilities: Vec<Choice>,
    /// Whether somebody has to confirm that everybody will be able to read it.
    must_confirm: bool,
    /// What becomes public with it.
    public_title: String,
    public_text: String,
    public_versions: String,
    submit: String,
}

/// `GET /hochladen/{id}/beschreiben`
pub(crate) async fn form(visitor: Visitor, Path(id): Path<String>) -> PageResult {
    let staged = staged(&id)?;
    if let Some(elsewhere) = elsewhere(&visitor, staged).await? {
        return Ok(elsewhere);
    }
    page(&describe_page(&visitor, staged, None, false).await?)
}

/// The page; with what was wrong, if it was sent before. `unconfirmed` asks for a confirmation that was missing.
pub(super) async fn describe_page(
    visitor: &Visitor,
    id: StagedId,
    error: Option<String>,
    unconfirmed: bool,
) -> Result<DescribePage, Refusal> {
    let w = visitor.words;
    let hub = visitor.hub();
    let file_name = hub.staged_upload(&visitor.principal, id).await?.file_name;
    let draft = hub.upload_draft(&visitor.principal, id).await?;
    let existing = hub.aimed_at(&visitor.principal, &draft.target).await?;
    let houses = hub.stewarded(&visitor.principal).await?;
    let words = draft.words.unwrap_or_else(|| words_of(&file_name));
    let upload = w.t("upload-title");
    let is_public = match &existing {
        Some((_house, dataset)) => dataset.visibility == Visibility::Public,
        None => words.visibility == Visibility::Public,
    };
    let existing = existing.as_ref();
    let pick = |version: Cow<'static, str>, new: Cow<'static, str>| {
        if existing.is_some() { version } else { new }.into_owned()
    };
    Ok(DescribePage {
        shell: Shell::new(visitor, Place::Upload, w.t("upload-step-describe"))
            .below(&[("/hochladen", &upload)]),
        w,
        steps: Steps::at(w, 2),
        id: id.to_string(),
        target: aim::value(&draft.target),
        headline: headline(w, existing),
        lead: lead(w, existing),
        error,
        version_of: existing.map(|(_house, dataset)| dataset.description.title.clone()),
        namesakes: aim::namesakes(visitor, &file_name, &draft.target).await?,
        houses: houses
            .iter()
            .map(|house| aim::choice(house.slug.to_string(), house.name.clone(), &words.house))
            .collect(),
        must_confirm: is_public && (unconfirmed || existing.is_some()),
        public_title: pick(
            w.t("upload-public-version-title"),
            w.t("upload-public-title"),
        ),
        public_text: pick(w.t("upload-public-version"), w.t("upload-public-new")),
        public_versions: pick(w.t("upload-public-versions"), w.t("upload-public-later")),
        submit: pick(w.t("upload-take-in-version"), w.t("upload-take-in")),
        topics: TopicFields::default(),
        themes: themes(w, words.description.theme.as_ref()),
        licences: licences(w, words.description.licence.as_ref()),
        visibilities: visibilities(w, words.visibility, houses.iter().all(|house| house.sealed)),
        title: words.description.title,
        text: words.description.text,
        tags: words.description.tags.join(", "),
        contact: words.description.contact.unwrap_or_default(),
    })
}

fn headline(w: Words, existing: Option<&(Organisation, Dataset)>) -> String {
    match existing {
        Some((_house, dataset)) => w
            .t1(
                "upload-version-headline",
                "title",
                &dataset.description.title,
            )
            .into_owned(),
        None => w.t("upload-describe-headline").into_owned(),
    }
}

fn lead(w: Words, existing: Option<&(Organisation, Dataset)>) -> String {
    match existing {
        Some((house, _dataset)) => w
            .t1("upload-version-lead", "house", &house.name)
            .into_owned(),
        None => w.t("upload-describe-lead").into_owned(),
    }
}

/// What is proposed for a new dataset.
fn words_of(file_name: &str) -> DraftWords {
    DraftWords {
        house: String::new(),
        description: Description::titled(title_of(file_name)),
        visibility: Visibility::Office,
    }
}

/// A title people can read, made of a file's name.
fn title_of(file_name: &str) -> String {
    let stem = file_name
        .rsplit_once('.')
        .map_or(file_name, |(stem, _ending)| stem);
    let words = stem.replace(['_', '-'], " ");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
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
