//! One view: its first rows, what it asks and of what, how to have it, and what it was before.

use super::parameters::{Field, fields, given, href_with};
use super::{href, keeper, link, paragraphs, shell};
use crate::fragments::source_text::SourceText;
use crate::pages::ask::answer::{AnswerView, first_rows};
use crate::pages::purpose::PurposeForm;
use crate::pages::{analysis, refused, subscriptions};
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::{Shell, sign_in_href};
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use hebewerk_hub::{HubError, SourceKind, SubjectPlace, ViewColumn, ViewShown, ViewSource};
use hebewerk_model::{Failure as _, Kind, SavedView, ViewDefinition, ViewEdition};
use std::collections::BTreeMap;

/// Rows shown.
const PREVIEW: usize = 25;

/// Something a view names.
struct SourceLine {
    name: String,
    href: Option<String>,
    title: String,
    note: Option<String>,
}

/// A column of the view.
struct ColumnLine {
    name: String,
    /// Address of the dataset, and words.
    from: Vec<(String, String)>,
}

/// What a view was.
struct EditionLine {
    number: String,
    title: String,
    when: String,
    by: Option<String>,
    text: String,
}

#[derive(Template)]
#[template(path = "views/show.html")]
struct ViewPage {
    shell: Shell,
    w: Words,
    done: Option<String>,
    title: String,
    name: String,
    about: Vec<String>,
    fields: Vec<Field>,
    action: String,
    answer: Option<AnswerView>,
    failed: Option<String>,
    purpose: Option<PurposeForm>,
    sentence: Option<String>,
    sql: Option<SourceText>,
    sql_href: String,
    question_href: Option<String>,
    rest_href: String,
    /// Where one begins to be told of changes.
    subscribe_href: String,
    /// Address and name of each form in which the whole can be had.
    files: Vec<(String, String)>,
    keeper: String,
    circle: String,
    saved: String,
    sources: Vec<SourceLine>,
    /// Each column with where its values come from; none where it cannot be said.
    columns: Vec<ColumnLine>,
    used_by: Vec<(String, String)>,
    editions: Vec<EditionLine>,
    may_change: bool,
    sign_in_href: Option<String>,
}

/// `GET /sichten/{name}`
pub(crate) async fn show(visitor: Visitor, Path(name): Path<String>, query: Query) -> PageResult {
    let w = visitor.words;
    let shown = visitor.hub().view(&visitor.principal, &name).await?;
    let view = &shown.card.view;
    let edition = &view.edition;
    let values = given(&query, &edition.parameters);
    let preview = Preview::of(&visitor, view, &values).await?;
    let definition = Definition::of(&visitor, &shown).await;
    let path = href(view.name.as_str());
    let statement = format!("select *\nfrom sichten.{}\nlimit 100", view.name);
    page(&ViewPage {
        shell: shell(&visitor, edition.title.clone(), None),
        w,
        done: done(w, &query),
        title: edition.title.clone(),
        name: format!("sichten.{}", view.name),
        about: paragraphs(&edition.description),
        fields: fields(w, view, &values),
        action: path.clone(),
        files: files(&path, &values, preview.answer.as_ref()),
        answer: preview.answer,
        failed: preview.failed,
        purpose: preview.purpose,
        sentence: definition.sentence,
        sql: definition.sql,
        question_href: definition.question_href,
        sql_href: Query::default().with("sql", statement).href("/sql"),
        rest_href: format!("/api/v1/views/{}", view.name),
        subscribe_href: subscriptions::form_href(&SubjectPlace::View(view.name.clone()), None),
        keeper: keeper(
            w,
            &shown.card.organisation.name,
            shown.card.saved_by.as_deref(),
        ),
        circle: w.code("view-circle", edition.circle.code()).into_owned(),
        saved: w.relative(edition.saved_at),
        sources: shown.sources.iter().map(|one| source(w, one)).collect(),
        columns: columns(&visitor, view).await,
        used_by: shown.used_by.iter().map(link).collect(),
        editions: editions(w, &shown),
        may_change: shown.card.may_change,
        sign_in_href: (!visitor.is_signed_in()).then(|| sign_in_href(&visitor.here)),
    })
}

/// The first rows, or why there are none.
#[derive(Default)]
struct Preview {
    answer: Option<AnswerView>,
    failed: Option<String>,
    purpose: Option<PurposeForm>,
}

impl Preview {
    async fn of(
        visitor: &Visitor,
        view: &SavedView,
        values: &BTreeMap<String, String>,
    ) -> Result<Self, Refusal> {
        let w = visitor.words;
        let begun = std::time::Instant::now();
        let most = (None, Some(PREVIEW + 1));
        let hub = visitor.hub();
        let name = view.name.as_str();
        let asked = hub.view_rows(&visitor.principal, name, values.clone(), most);
        let answered = match asked.await {
            Ok(asked) => first_rows(w, asked, begun).await,
            Err(error) => Err(error),
        };
        Ok(match answered {
            Ok(answer) => Self {
                answer: Some(beginning(w, answer)),
                ..Self::default()
            },
            Err(error @ HubError::PurposeNeeded { .. }) => {
                let sql = format!("select * from sichten.{name}");
                let onward = href_with(&href(name), values);
                Self {
                    purpose: PurposeForm::asked(&error, sql, onward),
                    ..Self::default()
                }
            }
            // What is wrong with the view, or closed to this reader, is said where its rows would stand.
            Err(error) if !matches!(error.kind(), Kind::Internal | Kind::Unavailable) => {
                let rule = match &error {
                    HubError::Refused(rule) => Some(*rule),
                    _ => None,
                };
                let sentence = match rule {
                    Some(rule) => w.code("rule", rule.code()).into_owned(),
                    None => refused::sentence(&w, &Refusal::from(error)),
                };
                Self {
                    failed: Some(sentence),
                    ..Self::default()
                }
            }
            Err(error) => return Err(error.into()),
        })
    }
}

/// The first rows: what the view asks and where it comes from stands below them.
fn beginning(w: Words, mut answer: AnswerView) -> AnswerView {
    if answer.rows.len() > PREVIEW {
        answer.rows.truncate(PREVIEW);
        answer.is_cut = true;
        answer.summary = w.t1("ask-first-rows", "rows", PREVIEW).into_owned();
    }
    answer
}

/// What a view asks, as far as its reader may know.
#[derive(Default)]
struct Definition {
    sentence: Option<String>,
    sql: Option<SourceText>,
    question_href: Option<String>,
}

impl Definition {
    async fn of(visitor: &Visitor, shown: &ViewShown) -> Self {
        if !shown.is_definition_shown {
            return Self::default();
        }
        let w = visitor.words;
        let text = |text: String| SourceText {
            id: "abfrage",
            title: w.t("view-sql").into_owned(),
            text,
            wraps: true,
        };
        match &shown.card.view.edition.definition {
            ViewDefinition::Sql(sql) => Self {
                sql: Some(text(sql.clone())),
                ..Self::default()
            },
            ViewDefinition::Inquiry(inquiry) => match analysis::told(visitor, inquiry).await {
                Some(told) => Self {
                    sentence: Some(told.sentence),
                    sql: Some(text(told.sql)),
                    question_href: Some(told.href),
                },
                None => Self::default(),
            },
        }
    }
}

/// Address and name of each form the answer can have.
fn files(
    path: &str,
    values: &BTreeMap<String, String>,
    answer: Option<&AnswerView>,
) -> Vec<(String, String)> {
    let forms = answer.iter().flat_map(|answer| &answer.forms);
    forms
        .map(|(code, label)| {
            let href = href_with(&format!("{path}/herunterladen/{code}"), values);
            (href, label.clone())
        })
        .collect()
}

fn source(w: Words, source: &ViewSource) -> SourceLine {
    let name = source.name.to_string();
    let (href, title, note) = match &source.kind {
        SourceKind::Dataset {
            organisation,
            dataset,
            title,
            is_withdrawn,
        } => (
            Some(format!("/daten/{organisation}/{dataset}")),
            title.clone(),
            is_withdrawn.then(|| w.t("view-source-withdrawn").into_owned()),
        ),
        SourceKind::Bridge(bridge) => (
            Some(format!("/bruecken/{bridge}")),
            w.t("view-source-bridge").into_owned(),
            None,
        ),
        SourceKind::View(title) => (
            Some(self::href(source.name.table.as_str())),
            title.clone(),
            Some(w.t("view-source-view").into_owned()),
        ),
        SourceKind::Gone => (None, w.t("view-source-gone").into_owned(), None),
    };
    SourceLine {
        name,
        href,
        title,
        note,
    }
}

/// Where the columns come from; nothing where the view cannot be answered: that is told where its rows would stand.
async fn columns(visitor: &Visitor, view: &SavedView) -> Vec<ColumnLine> {
    let w = visitor.words;
    let hub = visitor.hub();
    let columns = hub.view_columns(&visitor.principal, view.name.as_str());
    let Ok(columns) = columns.await else {
        return Vec::new();
    };
    let line = |column: ViewColumn| ColumnLine {
        name: column.name,
        from: column
            .from
            .iter()
            .map(|source| {
                let href = format!("/daten/{}/{}", source.table.schema, source.dataset);
                let values: [(&str, &dyn crate::words::Parameter); 3] = [
                    ("column", &source.label),
                    ("title", &source.title),
                    ("version", &source.version.0),
                ];
                (href, w.t_with("view-column-from", &values).into_owned())
            })
            .collect(),
    };
    columns.into_iter().map(line).collect()
}

/// What the view was before, oldest last; nothing where it never changed.
fn editions(w: Words, shown: &ViewShown) -> Vec<EditionLine> {
    if shown.editions.len() < 2 {
        return Vec::new();
    }
    let lines = shown.editions.iter();
    lines
        .map(|(edition, by)| EditionLine {
            number: w.t1("view-edition", "number", edition.number).into_owned(),
            title: edition.title.clone(),
            when: w.moment(edition.saved_at),
            by: by.clone(),
            text: asked(w, edition),
        })
        .collect()
}

fn asked(w: Words, edition: &ViewEdition) -> String {
    match &edition.definition {
        ViewDefinition::Sql(sql) => sql.clone(),
        ViewDefinition::Inquiry(inquiry) => {
            let address = analysis::href_of_question(inquiry);
            w.t1("view-edition-question", "address", address)
                .into_owned()
        }
    }
}

fn done(w: Words, query: &Query) -> Option<String> {
    let key = match query.get("getan")? {
        "gespeichert" => "view-done-saved",
        "geaendert" => "view-done-changed",
        _ => return None,
    };
    Some(w.t(key).into_owned())
}
