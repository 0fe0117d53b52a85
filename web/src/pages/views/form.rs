//! The form of a view: new from a statement or a question by steps, or changed.

use super::remove::own;
use super::{href, shell};
use crate::form::Fields;
use crate::fragments::options::Choice;
use crate::pages::{analysis, refused};
use crate::query::Query;
use crate::render::{PageResult, page, page_with};
use crate::shell::Shell;
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::{HubError, NewView, ViewWords};
use hebewerk_model::{ParameterKind, SavedView, ViewDefinition, ViewParameter, Visibility};

/// Lines for parameters the form has at least.
const PARAMETER_LINES: usize = 3;

/// A line for a parameter, as it was typed.
#[derive(Default)]
struct ParameterLine {
    name: String,
    label: String,
    kinds: Vec<Choice>,
    default: String,
}

/// The field that is wrong, if one is.
struct Wrong(Option<&'static str>);

impl Wrong {
    fn is(&self, field: &str) -> bool {
        self.0 == Some(field)
    }
}

#[derive(Template)]
#[template(path = "views/form.html")]
struct FormPage {
    shell: Shell,
    w: Words,
    headline: String,
    action: String,
    back: String,
    submit: String,
    error: Option<String>,
    wrong: Wrong,
    title: String,
    /// None where the view has its name already.
    name: Option<String>,
    description: String,
    houses: Vec<Choice>,
    circles: Vec<(Choice, String)>,
    sql: Option<String>,
    question: Option<String>,
    sentence: Option<String>,
    question_href: Option<String>,
    parameters: Vec<ParameterLine>,
    has_parameters: bool,
    /// The edition that is changed.
    number: Option<u32>,
}

/// What stands in the form.
#[derive(Default)]
struct Draft {
    title: String,
    name: String,
    description: String,
    house: String,
    circle: Option<Visibility>,
    sql: Option<String>,
    question: Option<String>,
    parameters: Vec<(String, String, String, String)>,
    number: Option<u32>,
}

/// `GET /neue-sicht?sql=…` or `?frage=…`, the address of a question by steps.
pub(crate) async fn new_form(visitor: Visitor, query: Query) -> PageResult {
    let draft = Draft {
        sql: query.get("sql").map(str::to_owned),
        question: query.get("frage").map(str::to_owned),
        circle: Some(Visibility::City),
        ..Draft::default()
    };
    page(&template(&visitor, draft, None, None).await?)
}

/// `POST /neue-sicht`
pub(crate) async fn save(visitor: Visitor, fields: Fields) -> PageResult {
    let draft = Draft::sent(&fields);
    let saved = match draft.words() {
        Ok(words) => {
            let new = NewView {
                name: draft.name.clone(),
                organisation: draft.house.clone(),
                words,
            };
            visitor.hub().save_view(&visitor.principal, new).await
        }
        Err(error) => Err(error),
    };
    match saved {
        Ok(view) => {
            let page = format!("{}?getan=gespeichert", href(view.name.as_str()));
            Ok(Redirect::to(&page).into_response())
        }
        Err(error) => wrong(&visitor, draft, None, error).await,
    }
}

/// `GET /sichten/{name}/bearbeiten`
pub(crate) async fn change_form(visitor: Visitor, Path(name): Path<String>) -> PageResult {
    let shown = own(&visitor, &name).await?;
    if !shown.is_definition_shown {
        return Err(Refusal::not_found());
    }
    let view = shown.card.view;
    let draft = Draft::of(&view);
    page(&template(&visitor, draft, Some(&view), None).await?)
}

/// `POST /sichten/{name}/bearbeiten`
pub(crate) async fn change(
    visitor: Visitor,
    Path(name): Path<String>,
    fields: Fields,
) -> PageResult {
    let draft = Draft::sent(&fields);
    let number = draft.number.unwrap_or_default();
    let changed = match draft.words() {
        Ok(words) => {
            let hub = visitor.hub();
            hub.change_view(&visitor.principal, &name, number, words)
                .await
        }
        Err(error) => Err(error),
    };
    match changed {
        Ok(view) => {
            let page = format!("{}?getan=geaendert", href(view.name.as_str()));
            Ok(Redirect::to(&page).into_response())
        }
        Err(error) => {
            let view = own(&visitor, &name).await?.card.view;
            wrong(&visitor, draft, Some(&view), error).await
        }
    }
}

/// The form again with what is wrong.
async fn wrong(
    visitor: &Visitor,
    draft: Draft,
    view: Option<&SavedView>,
    error: HubError,
) -> PageResult {
    let field = match &error {
        HubError::Invalid { field, .. } => Some(*field),
        HubError::Ask(_) => Some("definition"),
        _ => None,
    };
    let is_of_statement = matches!(error, HubError::Ask(_));
    let refusal = Refusal::from(error);
    let refusal = if is_of_statement {
        refusal.with_status(axum::http::StatusCode::UNPROCESSABLE_ENTITY)
    } else {
        refused::beside_form(refusal)?
    };
    let sentence = refused::sentence(&visitor.words, &refusal);
    let status = refusal.status;
    let template = template(visitor, draft, view, Some((field, sentence))).await?;
    page_with(status, &template)
}

impl Draft {
    fn of(view: &SavedView) -> Self {
        let edition = &view.edition;
        let (sql, question) = match &edition.definition {
            ViewDefinition::Sql(sql) => (Some(sql.clone()), None),
            ViewDefinition::Inquiry(inquiry) => (None, Some(analysis::question_text(inquiry))),
        };
        let parameters = edition.parameters.iter();
        Self {
            title: edition.title.clone(),
            name: view.name.to_string(),
            description: edition.description.clone(),
            house: String::new(),
            circle: Some(edition.circle),
            sql,
            question,
            parameters: parameters
                .map(|one| {
                    let kind = one.kind.code().to_owned();
                    (
                        one.name.to_string(),
                        one.label.clone(),
                        kind,
                        one.default.clone(),
                    )
                })
                .collect(),
            number: Some(edition.number),
        }
    }

    fn sent(fields: &Fields) -> Self {
        let all = |name: &'static str| -> Vec<String> {
            let pairs = fields.pairs().filter(move |(known, _)| *known == name);
            pairs.map(|(_, value)| value.to_owned()).collect()
        };
        let (names, labels) = (all("wert_name"), all("wert_bezeichnung"));
        let (kinds, defaults) = (all("wert_art"), all("wert_vorgabe"));
        let lines = names.into_iter().zip(labels).zip(kinds).zip(defaults);
        Self {
            title: fields.text("titel").to_owned(),
            name: fields.text("name").to_owned(),
            description: fields.text("beschreibung").replace("\r\n", "\n"),
            house: fields.text("haus").to_owned(),
            circle: fields.text("zugang").parse().ok(),
            sql: fields.get("sql").map(|sql| sql.replace("\r\n", "\n")),
            question: fields.get("frage").map(str::to_owned),
            parameters: lines
                .map(|(((name, label), kind), default)| {
                    (
                        name.trim().to_owned(),
                        label.trim().to_owned(),
                        kind,
                        default,
                    )
                })
                .filter(|(name, label, _, default)| {
                    !(name.is_empty() && label.is_empty() && default.is_empty())
                })
                .collect(),
            number: fields.text("stand").parse().ok(),
        }
    }

    /// What the hub takes.
    fn words(&self) -> Result<ViewWords, HubError> {
        let invalid = |field, code| HubError::Invalid { field, code };
        let definition = match (&self.question, &self.sql) {
            (Some(question), _) => analysis::question_of(question)
                .map(|inquiry| ViewDefinition::Inquiry(Box::new(inquiry))),
            (None, Some(sql)) => Some(ViewDefinition::Sql(sql.clone())),
            (None, None) => None,
        };
        let mut parameters = Vec::new();
        for (name, label, kind, default) in &self.parameters {
            let name = name.strip_prefix('$').unwrap_or(name);
            let name = name.parse();
            let wrong = || invalid("parameters", "view_parameters");
            parameters.push(ViewParameter {
                name: name.map_err(|_no_name| wrong())?,
                label: label.clone(),
                kind: ParameterKind::from_code(kind).ok_or_else(wrong)?,
                default: default.clone(),
            });
        }
        Ok(ViewWords {
            title: self.title.clone(),
            description: self.description.clone(),
            circle: self
                .circle
                .ok_or_else(|| invalid("visibility", "view_circle_missing"))?,
            definition: definition.ok_or_else(|| invalid("definition", "view_definition"))?,
            parameters,
        })
    }
}

async fn template(
    visitor: &Visitor,
    draft: Draft,
    view: Option<&SavedView>,
    mistake: Option<(Option<&'static str>, String)>,
) -> Result<FormPage, Refusal> {
    let w = visitor.words;
    let inquiry = draft.question.as_deref().and_then(analysis::question_of);
    let told = match &inquiry {
        Some(inquiry) => analysis::told(visitor, inquiry).await,
        None => None,
    };
    let back = match (view, &told, &draft.sql) {
        (Some(view), _, _) => href(view.name.as_str()),
        (None, Some(told), _) => told.href.clone(),
        (None, None, Some(sql)) => Query::default().with("sql", sql).href("/sql"),
        (None, None, None) => super::ROOT.to_owned(),
    };
    let (headline, submit) = match view {
        Some(_) => (w.t("view-change-headline"), w.t("save")),
        None => (w.t("view-new-headline"), w.t("view-save")),
    };
    let (wrong, error) = match mistake {
        Some((field, sentence)) => (field, Some(sentence)),
        None => (None, None),
    };
    let houses = if view.is_none() {
        houses(visitor, &draft.house).await?
    } else {
        Vec::new()
    };
    let title = match &told {
        Some(told) if draft.title.is_empty() => told.title.clone(),
        _ => draft.title,
    };
    let is_question = inquiry.is_some();
    let has_parameters = !draft.parameters.is_empty();
    Ok(FormPage {
        shell: shell(visitor, headline.clone(), view),
        w,
        headline: headline.into_owned(),
        submit: submit.into_owned(),
        action: match view {
            Some(view) => format!("{}/bearbeiten", href(view.name.as_str())),
            None => "/neue-sicht".to_owned(),
        },
        back,
        error,
        wrong: Wrong(wrong),
        title,
        name: view.is_none().then_some(draft.name),
        description: draft.description,
        houses,
        circles: circles(w, draft.circle),
        sql: (!is_question).then(|| draft.sql.unwrap_or_default()),
        question: draft.question.filter(|_| is_question),
        sentence: told.as_ref().map(|told| told.sentence.clone()),
        question_href: told.map(|told| told.href),
        parameters: lines(w, draft.parameters),
        has_parameters,
        number: view.and(draft.number),
    })
}

/// Houses in whose name the visitor may save a view.
async fn houses(visitor: &Visitor, chosen: &str) -> Result<Vec<Choice>, Refusal> {
    let houses = visitor.hub().works_for(&visitor.principal).await?;
    let chosen = (!chosen.is_empty()).then_some(chosen);
    let houses = houses.iter();
    Ok(houses
        .map(|house| Choice::new(house.slug.as_str(), house.name.clone(), chosen))
        .collect())
}

/// Circles that may be chosen, each with what it means.
pub(crate) fn circles(w: Words, chosen: Option<Visibility>) -> Vec<(Choice, String)> {
    let circles = Visibility::ALL.into_iter();
    circles
        .map(|circle| {
            let code = circle.code();
            let label = w.code("view-circle", code);
            let explained = w.t(&format!("view-circle-{code}-explained"));
            let choice = Choice::new(code, label, chosen.map(Visibility::code));
            (choice, explained.into_owned())
        })
        .collect()
}

fn lines(w: Words, typed: Vec<(String, String, String, String)>) -> Vec<ParameterLine> {
    let kinds = |chosen: &str| -> Vec<Choice> {
        let kinds = ParameterKind::ALL.into_iter();
        kinds
            .map(|kind| Choice::new(kind.code(), w.code("view-kind", kind.code()), Some(chosen)))
            .collect()
    };
    let mut lines: Vec<ParameterLine> = typed
        .into_iter()
        .map(|(name, label, kind, default)| ParameterLine {
            name,
            label,
            kinds: kinds(&kind),
            default,
        })
        .collect();
    let wanted = (lines.len() + 1).max(PARAMETER_LINES);
    while lines.len() < wanted {
        lines.push(ParameterLine {
            kinds: kinds(ParameterKind::Text.code()),
            ..ParameterLine::default()
        });
    }
    lines
}
