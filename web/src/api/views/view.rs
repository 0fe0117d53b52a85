//! Views as programs read and write them.

use super::super::caller::{Caller, Links};
use crate::Refusal;
use crate::pages::analysis;
use hebewerk_hub::{NewView, SourceKind, ViewCard, ViewColumn, ViewShown, ViewSource, ViewWords};
use hebewerk_model::{ParameterKind, ViewDefinition, ViewEdition, ViewParameter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A value a view asks its reader for, `$name` in its statement.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ParameterView {
    /// Name.
    name: String,
    /// What people read beside the field.
    #[serde(default)]
    label: String,
    /// `text`, `integer`, `decimal`, `date` or `boolean`.
    kind: String,
    /// What it is if nobody says.
    #[serde(default)]
    default: String,
}

/// A view that is not there yet.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ViewWish {
    /// Its name behind `sichten.`; made of the title if not given.
    #[serde(default)]
    name: String,
    /// Slug of the organisation in whose name it is saved.
    organisation: String,
    /// What it is called.
    title: String,
    /// What is said of it.
    #[serde(default)]
    description: String,
    /// The widest circle that may know of it: `public`, `city` or `office`; `city` if not given.
    visibility: Option<String>,
    /// One SELECT statement. Either this or `question`.
    sql: Option<String>,
    /// A question by steps, as the address of the page *Auswertung* holds it: `von=umwelt.baeume&je=0.art`.
    question: Option<String>,
    /// Values it asks its reader for; for statements only.
    #[serde(default)]
    parameters: Vec<ParameterView>,
}

/// A view as it shall stand.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ViewChange {
    /// Number of the edition that was read.
    edition: u32,
    /// What it is called.
    title: String,
    /// What is said of it.
    #[serde(default)]
    description: String,
    /// The widest circle that may know of it: `public`, `city` or `office`; `city` if not given.
    visibility: Option<String>,
    /// One SELECT statement. Either this or `question`.
    sql: Option<String>,
    /// A question by steps, as the address of the page *Auswertung* holds it: `von=umwelt.baeume&je=0.art`.
    question: Option<String>,
    /// Values it asks its reader for; for statements only.
    #[serde(default)]
    parameters: Vec<ParameterView>,
}

/// What is said of a view.
struct Said {
    title: String,
    description: String,
    visibility: Option<String>,
    sql: Option<String>,
    question: Option<String>,
    parameters: Vec<ParameterView>,
}

impl ViewWish {
    pub(super) fn checked(self) -> Result<NewView, Refusal> {
        let said = Said {
            title: self.title,
            description: self.description,
            visibility: self.visibility,
            sql: self.sql,
            question: self.question,
            parameters: self.parameters,
        };
        Ok(NewView {
            name: self.name,
            organisation: self.organisation,
            words: said.checked()?,
        })
    }
}

impl ViewChange {
    pub(super) fn checked(self) -> Result<(u32, ViewWords), Refusal> {
        let said = Said {
            title: self.title,
            description: self.description,
            visibility: self.visibility,
            sql: self.sql,
            question: self.question,
            parameters: self.parameters,
        };
        Ok((self.edition, said.checked()?))
    }
}

impl Said {
    fn checked(self) -> Result<ViewWords, Refusal> {
        let definition = match (self.sql, self.question) {
            (Some(sql), None) => Some(ViewDefinition::Sql(sql)),
            (None, Some(question)) => analysis::question_of(&question)
                .map(|inquiry| ViewDefinition::Inquiry(Box::new(inquiry))),
            _ => None,
        };
        let circle = self.visibility.as_deref().unwrap_or("city").parse();
        let parameters = self.parameters.into_iter().map(ParameterView::checked);
        Ok(ViewWords {
            title: self.title,
            description: self.description,
            circle: circle.map_err(|_unknown| Refusal::invalid("invalid_visibility"))?,
            definition: definition.ok_or_else(|| Refusal::invalid("view_definition"))?,
            parameters: parameters.collect::<Result<_, _>>()?,
        })
    }
}

impl ParameterView {
    fn checked(self) -> Result<ViewParameter, Refusal> {
        let wrong = || Refusal::invalid("view_parameters");
        Ok(ViewParameter {
            name: self.name.parse().map_err(|_no_name| wrong())?,
            label: self.label,
            kind: ParameterKind::from_code(&self.kind).ok_or_else(wrong)?,
            default: self.default,
        })
    }

    fn of(parameter: &ViewParameter) -> Self {
        Self {
            name: parameter.name.to_string(),
            label: parameter.label.clone(),
            kind: parameter.kind.code().to_owned(),
            default: parameter.default.clone(),
        }
    }
}

/// A view in a list.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct ViewSummary {
    /// Name behind `sichten.`.
    name: String,
    /// Name in SQL.
    table: String,
    /// What it is called.
    title: String,
    /// What is said of it.
    description: String,
    /// Slug of the organisation that looks after it.
    organisation: String,
    /// The widest circle that may know of it.
    visibility: &'static str,
    /// Number of its newest edition.
    edition: u32,
    /// When that was saved.
    #[schema(format = DateTime)]
    saved_at: String,
    /// Whether the caller may change it.
    may_change: bool,
    /// Addresses: `self`, `rows`, `columns`, `editions`, `page`.
    links: Links,
}

/// Something a view names.
#[derive(Serialize, ToSchema)]
struct SourceView {
    /// As written in SQL.
    table: String,
    /// `dataset`, `bridge`, `view` or `gone`.
    kind: &'static str,
    /// Title of the dataset or view.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    /// Whether the dataset was withdrawn.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    withdrawn: bool,
    /// Addresses: `self`, where there is one.
    links: Links,
}

/// A view.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct ViewDetail {
    #[serde(flatten)]
    summary: ViewSummary,
    /// The statement; missing for a question by steps, and for those who may not read all sources.
    #[serde(skip_serializing_if = "Option::is_none")]
    sql: Option<String>,
    /// The question by steps, as the address of the page *Auswertung* holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<String>,
    /// Values it asks its reader for.
    parameters: Vec<ParameterView>,
    /// What it names.
    sources: Vec<SourceView>,
    /// Names of views that name this one.
    used_by: Vec<String>,
}

/// What a view was.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct EditionDetail {
    /// Counted from 1.
    number: u32,
    /// What it was called.
    title: String,
    /// What was said of it.
    description: String,
    /// The widest circle that might know of it.
    visibility: &'static str,
    /// Its statement.
    #[serde(skip_serializing_if = "Option::is_none")]
    sql: Option<String>,
    /// Its question by steps.
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<String>,
    /// Values it asked its reader for.
    parameters: Vec<ParameterView>,
    /// What it named.
    sources: Vec<String>,
    /// When it was saved.
    #[schema(format = DateTime)]
    saved_at: String,
}

/// A column of a view.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct ColumnDetail {
    /// Its name.
    name: String,
    /// Where its values come from; empty where they are counted or made of constants.
    sources: Vec<ColumnSourceView>,
}

/// A column of a dataset that a column of a view takes its values from.
#[derive(Serialize, ToSchema)]
struct ColumnSourceView {
    /// The table, as written in SQL.
    table: String,
    /// Its column.
    column: String,
    /// Title of the dataset.
    title: String,
    /// Number of the version that is read.
    version: u32,
    /// Addresses: `dataset`, `version`.
    links: Links,
}

impl ColumnDetail {
    pub(super) fn of(caller: &Caller, column: &ViewColumn) -> Self {
        let sources = column.from.iter().map(|source| {
            let path = format!("/datasets/{}/{}", source.table.schema, source.dataset);
            let version = format!("{path}/versions/{}", source.version.0);
            ColumnSourceView {
                table: source.table.to_string(),
                column: source.column.clone(),
                title: source.title.clone(),
                version: source.version.0,
                links: Links::from([
                    ("dataset", caller.address(&path)),
                    ("version", caller.address(&version)),
                ]),
            }
        });
        Self {
            name: column.name.clone(),
            sources: sources.collect(),
        }
    }
}

impl ViewSummary {
    pub(super) fn of(caller: &Caller, card: &ViewCard) -> Self {
        let view = &card.view;
        let path = format!("/views/{}", view.name);
        Self {
            name: view.name.to_string(),
            table: format!("sichten.{}", view.name),
            title: view.edition.title.clone(),
            description: view.edition.description.clone(),
            organisation: card.organisation.slug.to_string(),
            visibility: view.edition.circle.code(),
            edition: view.edition.number,
            saved_at: view.edition.saved_at.to_string(),
            may_change: card.may_change,
            links: Links::from([
                ("self", caller.address(&path)),
                ("rows", caller.address(&format!("{path}/rows"))),
                ("columns", caller.address(&format!("{path}/columns"))),
                ("editions", caller.address(&format!("{path}/editions"))),
                ("page", caller.outside(&format!("/sichten/{}", view.name))),
            ]),
        }
    }
}

impl ViewDetail {
    pub(super) fn of(caller: &Caller, shown: &ViewShown) -> Self {
        let edition = &shown.card.view.edition;
        let (sql, question) = if shown.is_definition_shown {
            asked(edition)
        } else {
            (None, None)
        };
        let sources = shown.sources.iter();
        let used_by = shown.used_by.iter();
        Self {
            summary: ViewSummary::of(caller, &shown.card),
            sql,
            question,
            parameters: edition.parameters.iter().map(ParameterView::of).collect(),
            sources: sources.map(|one| source(caller, one)).collect(),
            used_by: used_by.map(|view| view.name.to_string()).collect(),
        }
    }
}

impl EditionDetail {
    pub(super) fn of(edition: &ViewEdition) -> Self {
        let (sql, question) = asked(edition);
        Self {
            number: edition.number,
            title: edition.title.clone(),
            description: edition.description.clone(),
            visibility: edition.circle.code(),
            sql,
            question,
            parameters: edition.parameters.iter().map(ParameterView::of).collect(),
            sources: edition.sources.iter().map(ToString::to_string).collect(),
            saved_at: edition.saved_at.to_string(),
        }
    }
}

/// Statement and question; one of them is there.
fn asked(edition: &ViewEdition) -> (Option<String>, Option<String>) {
    match &edition.definition {
        ViewDefinition::Sql(sql) => (Some(sql.clone()), None),
        ViewDefinition::Inquiry(inquiry) => (None, Some(analysis::question_text(inquiry))),
    }
}

fn source(caller: &Caller, source: &ViewSource) -> SourceView {
    let (kind, title, withdrawn, path) = match &source.kind {
        SourceKind::Dataset {
            organisation,
            dataset,
            title,
            is_withdrawn,
        } => (
            "dataset",
            Some(title.clone()),
            *is_withdrawn,
            Some(format!("/datasets/{organisation}/{dataset}")),
        ),
        SourceKind::Bridge(bridge) => ("bridge", None, false, Some(format!("/bridges/{bridge}"))),
        SourceKind::View(title) => (
            "view",
            Some(title.clone()),
            false,
            Some(format!("/views/{}", source.name.table)),
        ),
        SourceKind::Gone => ("gone", None, false, None),
    };
    SourceView {
        table: source.name.to_string(),
        kind,
        title,
        withdrawn,
        links: path
            .map(|path| ("self", caller.address(&path)))
            .into_iter()
            .collect(),
    }
}
