//! The form of a page: what stands on it, part by part, in order.

use super::remove::own;
use super::{href, shell};
use crate::form::Fields;
use crate::fragments::options::Choice;
use crate::pages::refused;
use crate::query::Query;
use crate::render::{PageResult, page, page_with};
use crate::shell::Shell;
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::{HubError, NewOverview, OverviewWords, ViewCard};
use hebewerk_model::{Overview, OverviewPart, Visibility};

/// Empty lines for parts behind those that are there.
const EMPTY_LINES: usize = 2;
/// Lines at most.
const MOST_LINES: usize = 12;
/// Rows of a table if nobody says.
const ROWS: u32 = 10;

/// A part as it was typed.
#[derive(Debug, Clone, Default)]
struct Typed {
    kind: String,
    view: String,
    heading: String,
    text: String,
    column: String,
    rows: String,
}

/// A part of the form.
struct Line {
    kinds: Vec<Choice>,
    views: Vec<Choice>,
    heading: String,
    text: String,
    column: String,
    rows: String,
}

#[derive(Template)]
#[template(path = "overviews/form.html")]
struct FormPage {
    shell: Shell,
    w: Words,
    headline: String,
    action: String,
    back: String,
    error: Option<String>,
    title: String,
    houses: Vec<Choice>,
    circles: Vec<(Choice, String)>,
    lines: Vec<Line>,
    has_views: bool,
    edition: Option<u32>,
}

/// What stands in the form.
struct Draft {
    title: String,
    house: String,
    circle: Option<Visibility>,
    parts: Vec<Typed>,
    edition: Option<u32>,
}

/// `GET /neue-uebersicht`; `?sicht=` begins with the table of a view.
pub(crate) async fn new_form(visitor: Visitor, query: Query) -> PageResult {
    let view = query.get("sicht").map(|view| Typed {
        kind: "table".to_owned(),
        view: view.to_owned(),
        ..Typed::default()
    });
    let draft = Draft {
        title: String::new(),
        house: String::new(),
        circle: Some(Visibility::City),
        parts: view.into_iter().collect(),
        edition: None,
    };
    page(&template(&visitor, draft, None, None).await?)
}

/// `POST /neue-uebersicht`
pub(crate) async fn save(visitor: Visitor, fields: Fields) -> PageResult {
    let draft = Draft::sent(&fields);
    let saved = match draft.words() {
        Ok(words) => {
            let new = NewOverview {
                name: String::new(),
                organisation: draft.house.clone(),
                words,
            };
            visitor.hub().save_overview(&visitor.principal, new).await
        }
        Err(error) => Err(error),
    };
    match saved {
        Ok(overview) => Ok(saved_page(&overview)),
        Err(error) => wrong(&visitor, draft, None, error).await,
    }
}

/// `GET /uebersichten/{name}/bearbeiten`
pub(crate) async fn change_form(visitor: Visitor, Path(name): Path<String>) -> PageResult {
    let overview = own(&visitor, &name).await?.overview;
    let draft = Draft::of(&overview);
    page(&template(&visitor, draft, Some(&overview), None).await?)
}

/// `POST /uebersichten/{name}/bearbeiten`
pub(crate) async fn change(
    visitor: Visitor,
    Path(name): Path<String>,
    fields: Fields,
) -> PageResult {
    let draft = Draft::sent(&fields);
    let edition = draft.edition.unwrap_or_default();
    let changed = match draft.words() {
        Ok(words) => {
            let hub = visitor.hub();
            hub.change_overview(&visitor.principal, &name, edition, words)
                .await
        }
        Err(error) => Err(error),
    };
    match changed {
        Ok(overview) => Ok(saved_page(&overview)),
        Err(error) => {
            let overview = own(&visitor, &name).await?.overview;
            wrong(&visitor, draft, Some(&overview), error).await
        }
    }
}

fn saved_page(overview: &Overview) -> axum::response::Response {
    let page = format!("{}?getan=gespeichert", href(overview.name.as_str()));
    Redirect::to(&page).into_response()
}

/// The form again with what is wrong.
async fn wrong(
    visitor: &Visitor,
    draft: Draft,
    overview: Option<&Overview>,
    error: HubError,
) -> PageResult {
    let refusal = match Refusal::from(error) {
        // A view that is not there for whoever chose it.
        refusal if refusal.kind == hebewerk_model::Kind::NotFound => {
            refusal.with_status(axum::http::StatusCode::UNPROCESSABLE_ENTITY)
        }
        refusal => refused::beside_form(refusal)?,
    };
    let sentence = refused::sentence(&visitor.words, &refusal);
    let status = refusal.status;
    let template = template(visitor, draft, overview, Some(sentence)).await?;
    page_with(status, &template)
}

impl Draft {
    fn of(overview: &Overview) -> Self {
        let typed = |part: &OverviewPart| {
            let mut typed = Typed {
                kind: part.kind().to_owned(),
                view: part.view().map(ToString::to_string).unwrap_or_default(),
                heading: part.heading().to_owned(),
                ..Typed::default()
            };
            match part {
                OverviewPart::Text { text, .. } => typed.text.clone_from(text),
                OverviewPart::Figure { column, .. } => typed.column.clone_from(column),
                OverviewPart::Table { rows, .. } => typed.rows = rows.to_string(),
                OverviewPart::Picture { .. } => {}
            }
            typed
        };
        Self {
            title: overview.title.clone(),
            house: String::new(),
            circle: Some(overview.circle),
            parts: overview.parts.iter().map(typed).collect(),
            edition: Some(overview.edition),
        }
    }

    fn sent(fields: &Fields) -> Self {
        let all = |name: &'static str| -> Vec<String> {
            let pairs = fields.pairs().filter(move |(known, _)| *known == name);
            pairs
                .map(|(_, value)| value.replace("\r\n", "\n"))
                .collect()
        };
        // Every part sends every field, also those its kind does not use.
        let [places, kinds, views, headings, texts, columns, rows] = [
            "teil_stelle",
            "teil_art",
            "teil_sicht",
            "teil_titel",
            "teil_text",
            "teil_spalte",
            "teil_zeilen",
        ]
        .map(all);
        let at = |of: &[String], line: usize| {
            let value = of.get(line).map(|value| value.trim().to_owned());
            value.unwrap_or_default()
        };
        let lines = kinds
            .iter()
            .enumerate()
            .filter(|(_, kind)| !kind.is_empty());
        let mut parts: Vec<(u32, Typed)> = lines
            .map(|(line, kind)| {
                let typed = Typed {
                    kind: kind.clone(),
                    view: at(&views, line),
                    heading: at(&headings, line),
                    text: at(&texts, line),
                    column: at(&columns, line),
                    rows: at(&rows, line),
                };
                (at(&places, line).parse().unwrap_or(u32::MAX), typed)
            })
            .collect();
        // Whoever gives two parts one place leaves them in the order in which they stood.
        parts.sort_by_key(|(place, _)| *place);
        Self {
            title: fields.text("titel").to_owned(),
            house: fields.text("haus").to_owned(),
            circle: fields.text("zugang").parse().ok(),
            parts: parts.into_iter().map(|(_, typed)| typed).collect(),
            edition: fields.text("stand").parse().ok(),
        }
    }

    /// What the hub takes.
    fn words(&self) -> Result<OverviewWords, HubError> {
        let invalid = |field, code| HubError::Invalid { field, code };
        let parts = self.parts.iter().map(Typed::part);
        Ok(OverviewWords {
            title: self.title.clone(),
            circle: self
                .circle
                .ok_or_else(|| invalid("visibility", "view_circle_missing"))?,
            parts: parts.collect::<Result<_, _>>()?,
        })
    }
}

impl Typed {
    fn part(&self) -> Result<OverviewPart, HubError> {
        let wrong = || HubError::Invalid {
            field: "parts",
            code: "overview_part",
        };
        let view = || self.view.parse().map_err(|_no_name| wrong());
        let heading = self.heading.clone();
        Ok(match self.kind.as_str() {
            "text" => OverviewPart::Text {
                heading,
                text: self.text.clone(),
            },
            "figure" => OverviewPart::Figure {
                view: view()?,
                heading,
                column: self.column.clone(),
            },
            "table" => OverviewPart::Table {
                view: view()?,
                heading,
                rows: if self.rows.is_empty() {
                    ROWS
                } else {
                    self.rows.parse().map_err(|_no_number| wrong())?
                },
            },
            "picture" => OverviewPart::Picture {
                view: view()?,
                heading,
            },
            _ => return Err(wrong()),
        })
    }
}

async fn template(
    visitor: &Visitor,
    draft: Draft,
    overview: Option<&Overview>,
    error: Option<String>,
) -> Result<FormPage, Refusal> {
    let w = visitor.words;
    let hub = visitor.hub();
    let views = hub.views(&visitor.principal).await?;
    let houses = if overview.is_none() {
        hub.works_for(&visitor.principal).await?
    } else {
        Vec::new()
    };
    let chosen = Some(draft.house.as_str()).filter(|house| !house.is_empty());
    let headline = w.t(match overview {
        Some(_) => "overview-change-headline",
        None => "overview-new-headline",
    });
    let mut parts = draft.parts;
    let wanted = (parts.len() + EMPTY_LINES).min(MOST_LINES);
    parts.resize(wanted.max(parts.len()), Typed::default());
    Ok(FormPage {
        shell: shell(visitor, headline.clone(), overview),
        w,
        headline: headline.into_owned(),
        action: match overview {
            Some(overview) => format!("{}/bearbeiten", href(overview.name.as_str())),
            None => "/neue-uebersicht".to_owned(),
        },
        back: overview.map_or_else(
            || super::ROOT.to_owned(),
            |overview| href(overview.name.as_str()),
        ),
        error,
        title: draft.title,
        houses: houses
            .iter()
            .map(|house| Choice::new(house.slug.as_str(), house.name.clone(), chosen))
            .collect(),
        circles: crate::pages::views::circles(w, draft.circle),
        lines: parts.iter().map(|part| line(w, part, &views)).collect(),
        has_views: !views.is_empty(),
        edition: draft.edition,
    })
}

fn line(w: Words, part: &Typed, views: &[ViewCard]) -> Line {
    let kinds = OverviewPart::KINDS.into_iter();
    let views = views.iter().map(|card| {
        let name = card.view.name.as_str();
        Choice::new(
            name,
            card.view.edition.title.clone(),
            Some(part.view.as_str()),
        )
    });
    Line {
        kinds: kinds
            .map(|kind| {
                Choice::new(
                    kind,
                    w.code("overview-kind", kind),
                    Some(part.kind.as_str()),
                )
            })
            .collect(),
        views: views.collect(),
        heading: part.heading.clone(),
        text: part.text.clone(),
        column: part.column.clone(),
        rows: part.rows.clone(),
    }
}
