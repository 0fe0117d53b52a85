//! Describing a dataset, and who may read it.

mod completeness;
mod details;
pub(crate) mod topics;

use self::completeness::CompletenessView;
use self::details::DetailFields;
use self::topics::TopicFields;
use super::head::{Head, View};
use super::{DatasetPath, load};
use crate::form::Fields;
use crate::query::Query;
use crate::render::{PageResult, page, page_with};
use crate::shell::Shell;
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use hebewerk_hub::{Completeness, DatasetView, Edit};
use hebewerk_model::{DatasetState, Description, Details, Licence, Theme, Visibility};

/// Licences offered (list of DCAT-AP.de); others stay as they are.
pub(crate) const LICENCES: [&str; 8] = [
    "dl-zero-de/2.0",
    "dl-by-de/2.0",
    "cc-zero",
    "cc-by/4.0",
    "cc-by-sa/4.0",
    "cc-by-de/3.0",
    "odbl",
    "other-closed",
];

/// A choice of a list.
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) is_chosen: bool,
    /// What the choice means, where that is not plain.
    pub(crate) explained: String,
}

#[derive(Template)]
#[template(path = "dataset/edit.html")]
struct EditPage {
    shell: Shell,
    w: Words,
    head: Head,
    action: String,
    error: Option<String>,
    title: String,
    text: String,
    tags: String,
    contact: String,
    themes: Vec<Choice>,
    topics: TopicFields,
    licences: Vec<Choice>,
    visibilities: Vec<Choice>,
    details: DetailFields,
    completeness: CompletenessView,
    proposed: Proposed,
    must_confirm: bool,
    is_withdrawn: bool,
    takes_all: bool,
}

/// What is proposed for fields that are empty.
enum Proposed {
    Nothing,
    /// It is filled in at this address.
    At(String),
    /// A suggestion was taken just now; nothing of it is kept yet.
    Taken,
    /// It is filled in, in these fields; nothing of it is kept yet.
    Here(String),
}

/// What the form holds.
struct Input {
    description: Description,
    visibility: Visibility,
}

/// `GET /daten/{organisation}/{dataset}/bearbeiten`
pub(crate) async fn show(
    visitor: Visitor,
    Path(path): Path<DatasetPath>,
    query: Query,
) -> PageResult {
    let view = load(&visitor, &path, &query).await?;
    let proposals = visitor.hub().proposals(&visitor.principal, &view).await?;
    let mut input = Input {
        description: view.dataset.description.clone(),
        visibility: view.dataset.visibility,
    };
    let proposed = if proposals.is_empty() {
        Proposed::Nothing
    } else if query.get("vorschlag").is_some() {
        proposals.fill(&mut input.description);
        Proposed::Here(completeness::proposed(visitor.words, &proposals))
    } else {
        Proposed::At(format!("{}/bearbeiten?vorschlag=ja", path.href()))
    };
    let mut shown = form(&visitor, &path, &view, input, None, false)?;
    shown.proposed = proposed;
    page(&shown)
}

/// `POST /daten/{organisation}/{dataset}/bearbeiten`
pub(crate) async fn save(
    visitor: Visitor,
    Path(path): Path<DatasetPath>,
    fields: Fields,
) -> PageResult {
    let view = load(&visitor, &path, &Query::default()).await?;
    let mut typed = description(&fields);
    typed.details.reference_dataset = details::reference_dataset(&fields);
    if topics::take(&fields, &mut typed) {
        return taken(&visitor, &path, &view, typed, &fields);
    }
    let input = match input(&fields, &view.dataset.description.details) {
        Ok(input) => input,
        Err(refusal) => {
            let details = view.dataset.description.details.clone();
            let visibility = fields.text("zugang").parse();
            let kept = Input {
                description: Description {
                    details: Details {
                        reference_dataset: typed.details.reference_dataset,
                        ..details
                    },
                    ..typed
                },
                visibility: visibility.unwrap_or(view.dataset.visibility),
            };
            let sentence = crate::pages::refused::sentence(&visitor.words, &refusal);
            let mut template = form(&visitor, &path, &view, kept, Some(sentence), false)?;
            template.details = DetailFields::typed(visitor.words, &fields);
            return page_with(StatusCode::BAD_REQUEST, &template);
        }
    };
    let widens =
        input.visibility == Visibility::Public && view.dataset.visibility != Visibility::Public;
    if widens && !fields.is_ticked("bestaetigt") {
        let template = form(&visitor, &path, &view, input, None, true)?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &template);
    }
    let edit = Edit {
        description: input.description.clone(),
        visibility: input.visibility,
    };
    let saved = visitor
        .hub()
        .describe(&visitor.principal, &path.organisation, &path.dataset, edit)
        .await;
    match saved {
        Ok(_dataset) => Ok(saved_page(&path)),
        Err(error) => {
            let refusal = Refusal::from(error);
            if refusal.status != StatusCode::BAD_REQUEST {
                return Err(refusal);
            }
            let sentence = crate::pages::refused::sentence(&visitor.words, &refusal);
            let template = form(&visitor, &path, &view, input, Some(sentence), widens)?;
            page_with(StatusCode::BAD_REQUEST, &template)
        }
    }
}

/// The form as it was typed, with the suggestion that was pressed; nothing is saved.
fn taken(
    visitor: &Visitor,
    path: &DatasetPath,
    view: &DatasetView,
    typed: Description,
    fields: &Fields,
) -> PageResult {
    let visibility = fields.text("zugang").parse();
    let input = Input {
        visibility: visibility.unwrap_or(view.dataset.visibility),
        description: typed,
    };
    let suggested = visitor.hub().topics(view, &input.description);
    let topics = TopicFields::of(visitor.words, &input.description, &suggested, true);
    let mut template = form(visitor, path, view, input, None, false)?;
    template.details = DetailFields::typed(visitor.words, fields);
    template.details.is_open = template.details.says_something();
    template.topics = topics;
    template.proposed = Proposed::Taken;
    page(&template)
}

/// `POST /daten/{organisation}/{dataset}/zurueckziehen`: withdraws a dataset, or brings it back.
pub(crate) async fn withdraw(
    visitor: Visitor,
    Path(path): Path<DatasetPath>,
    fields: Fields,
) -> PageResult {
    let withdrawn = fields.text("zustand") == "zurueckgezogen";
    visitor
        .hub()
        .set_withdrawn(
            &visitor.principal,
            &path.organisation,
            &path.dataset,
            withdrawn,
        )
        .await?;
    Ok(saved_page(&path))
}

/// The dataset's page, which says that it is saved.
fn saved_page(path: &DatasetPath) -> Response {
    let saved = Query::default().with("gespeichert", "ja");
    Redirect::to(&saved.href(&path.href())).into_response()
}

fn input(fields: &Fields, kept: &Details) -> Result<Input, Refusal> {
    Ok(Input {
        description: Description {
            details: details::read(fields, kept)?,
            ..description(fields)
        },
        visibility: fields
            .text("zugang")
            .parse()
            .map_err(|_error| Refusal::invalid("invalid_visibility"))?,
    })
}

/// The words of a form.
pub(crate) fn description(fields: &Fields) -> Description {
    let some = |name: &str| fields.get(name).map(str::to_owned);
    Description {
        title: fields.text("titel").to_owned(),
        text: fields.text("beschreibung").replace("\r\n", "\n"),
        tags: fields
            .text("schlagworte")
            .split(',')
            .map(|tag| tag.trim().to_owned())
            .filter(|tag| !tag.is_empty())
            .collect(),
        theme: some("thema").map(Theme),
        licence: some("lizenz").map(Licence),
        contact: some("kontakt"),
        details: Details::default(),
    }
}

fn form(
    visitor: &Visitor,
    path: &DatasetPath,
    view: &DatasetView,
    input: Input,
    error: Option<String>,
    must_confirm: bool,
) -> Result<EditPage, Refusal> {
    if !view.may_maintain {
        return Err(not_a_steward());
    }
    let w = visitor.words;
    let head = Head::of(visitor, path, view, View::Edit);
    let suggested = visitor.hub().topics(view, &input.description);
    let topics = TopicFields::of(w, &input.description, &suggested, false);
    Ok(EditPage {
        shell: head.shell(visitor, View::Edit),
        w,
        action: format!("{}/bearbeiten", path.href()),
        error,
        title: input.description.title,
        text: input.description.text,
        tags: input.description.tags.join(", "),
        contact: input.description.contact.unwrap_or_default(),
        topics,
        themes: themes(w, input.description.theme.as_ref()),
        licences: licences(w, input.description.licence.as_ref()),
        visibilities: visibilities(w, input.visibility, view.dataset.sealed),
        details: DetailFields::of(w, &input.description.details),
        completeness: CompletenessView::of(w, &Completeness::of(&view.dataset, &view.organisation)),
        proposed: Proposed::Nothing,
        must_confirm,
        is_withdrawn: view.dataset.state == DatasetState::Withdrawn,
        takes_all: view.takes_all,
        head,
    })
}

/// The refusal of what only stewards do.
pub(super) fn not_a_steward() -> Refusal {
    let rule = hebewerk_guard::Rule::NotASteward;
    let mut refusal = Refusal::new(hebewerk_model::Kind::Forbidden, rule.code());
    refusal.rule = Some(rule);
    refusal
}

/// The themes as choices, by name.
pub(crate) fn themes(w: Words, chosen: Option<&Theme>) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Theme::CODES
        .into_iter()
        .map(|code| Choice {
            value: code.to_owned(),
            label: w.code("theme", code).into_owned(),
            is_chosen: chosen.is_some_and(|chosen| chosen.0 == code),
            explained: String::new(),
        })
        .collect();
    choices.sort_by(|a, b| a.label.cmp(&b.label));
    choices
}

/// The licences as choices; one that is not in the list is kept.
pub(crate) fn licences(w: Words, chosen: Option<&Licence>) -> Vec<Choice> {
    let known = LICENCES.into_iter().map(str::to_owned);
    let other = chosen
        .map(|licence| licence.0.clone())
        .filter(|code| !LICENCES.contains(&code.as_str()));
    known
        .chain(other)
        .map(|code| Choice {
            label: w.code("licence", &code).into_owned(),
            is_chosen: chosen.is_some_and(|chosen| chosen.0 == code),
            value: code,
            explained: String::new(),
        })
        .collect()
}

/// The circles as choices, narrow to wide; a sealed house shows the city nothing that it does not show everybody.
pub(crate) fn visibilities(w: Words, chosen: Visibility, sealed: bool) -> Vec<Choice> {
    Visibility::ALL
        .into_iter()
        .filter(|visibility| !sealed || *visibility != Visibility::City)
        .map(|visibility| Choice {
            value: visibility.code().to_owned(),
            label: w.code("visibility", visibility.code()).into_owned(),
            is_chosen: visibility == chosen,
            explained: w
                .t(&format!("visibility-{}-explained", visibility.code()))
                .into_owned(),
        })
        .collect()
}
