//! Asking in SQL: the statement, the answer, saved queries.

pub(in crate::pages) mod answer;
mod mistake;
mod tables;

use self::answer::AnswerView;
use self::mistake::Mistake;
use crate::form::Fields;
use crate::onward::inside;
use crate::pages::purpose::{self, PurposeForm};
use crate::query::Query;
use crate::render::{PageResult, page, page_with};
use crate::shapefile_words::shapefile_words;
use crate::shell::{Place, Shell, sign_in_href};
use crate::{Refusal, Visitor, Words, streaming};
use askama::Template;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use hebewerk_exchange::tabular::{TableMeta, TabularForm};
use hebewerk_hub::{HubError, SchemaTable};
use hebewerk_model::{Kind, SavedQueryId};

/// Examples shown.
const EXAMPLES: usize = 3;
/// Tables listed beside the statement; all of them are in the completion.
const TABLES: usize = 60;
/// Longest address in bytes that every browser and proxy carries.
const LONGEST_ADDRESS: usize = 2_000;

/// A saved query.
struct SavedLine {
    id: String,
    href: String,
    title: String,
    when: String,
}

#[derive(Template)]
#[template(path = "ask.html")]
struct AskPage {
    shell: Shell,
    w: Words,
    sql: String,
    answer: Option<AnswerView>,
    mistake: Option<Mistake>,
    /// Asks what the data are joined for, before the answer.
    purpose: Option<PurposeForm>,
    examples: Vec<(String, String)>,
    tables: Vec<tables::TableLine>,
    other_tables: usize,
    is_signed_in: bool,
    sign_in_href: Option<String>,
    saved: Vec<SavedLine>,
    /// Where the statement becomes a view, if an address can carry it.
    view_href: Option<String>,
    is_kept: bool,
    /// Whether the catalogue answers SPARQL.
    has_sparql: bool,
}

/// `GET /sql`; `?sql=` fills the field in, nothing is run before somebody presses the button.
pub(crate) async fn form(visitor: Visitor, query: Query) -> PageResult {
    let mut sql = query.get("sql").unwrap_or_default().to_owned();
    if let Some(id) = query.get("abfrage") {
        let saved = visitor.hub().saved_queries(&visitor.principal).await?;
        let known = saved.into_iter().find(|saved| saved.id.to_string() == id);
        sql = known.ok_or_else(Refusal::not_found)?.sql;
    }
    let mut template = template(&visitor, sql, None, None).await?;
    template.is_kept = query.get("gemerkt").is_some();
    page(&template)
}

/// `POST /sql`: runs the statement. Nothing is changed by it, so the answer is the page itself. Who was only asked on
/// another page what they join data for goes back there, where the statement holds now.
pub(crate) async fn run(visitor: Visitor, fields: Fields) -> PageResult {
    let sql = fields.text("sql").replace("\r\n", "\n");
    if sql.is_empty() {
        return Ok(Redirect::to("/sql").into_response());
    }
    let begun = std::time::Instant::now();
    let wish = purpose::wish(&fields);
    if let (Some(wish), Some(onward)) = (&wish, fields.get("weiter")) {
        let hub = visitor.hub();
        return match hub.state_purpose(&visitor.principal, &sql, wish).await {
            Ok(()) => Ok(Redirect::to(&inside(onward)).into_response()),
            Err(error) => mistaken(&visitor, sql, error, &fields).await,
        };
    }
    let asked = visitor.hub().ask(&visitor.principal, &sql, wish.as_ref());
    let answered = match asked.await {
        Ok(asked) => answer::first_rows(visitor.words, asked, begun).await,
        Err(error) => Err(error),
    };
    match answered {
        Ok(answer) => page(&template(&visitor, sql, Some(answer), None).await?),
        Err(error) => mistaken(&visitor, sql, error, &fields).await,
    }
}

/// The page with what is wrong about the statement; refusals and our own faults get their usual page.
async fn mistaken(visitor: &Visitor, sql: String, error: HubError, fields: &Fields) -> PageResult {
    if let Some(form) = PurposeForm::filled(visitor, &error, fields) {
        let mut template = template(visitor, sql, None, None).await?;
        template.purpose = Some(form);
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &template);
    }
    let Some(mistake) = Mistake::of(visitor.words, &sql, &error) else {
        return Err(error.into());
    };
    let refusal = Refusal::from(error);
    let status = match refusal.kind {
        Kind::NotFound | Kind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        _ => refusal.status,
    };
    page_with(status, &template(visitor, sql, None, Some(mistake)).await?)
}

/// `POST /sql/herunterladen/{form}`: the whole answer as a file, up to the row limit.
pub(crate) async fn download(
    visitor: Visitor,
    Path(form): Path<String>,
    fields: Fields,
) -> PageResult {
    let form: TabularForm = form.parse().map_err(|_error| Refusal::not_found())?;
    let asked = match visitor
        .hub()
        .ask(
            &visitor.principal,
            fields.text("sql"),
            purpose::wish(&fields).as_ref(),
        )
        .await
    {
        Ok(asked) => asked,
        Err(error) => {
            return mistaken(&visitor, fields.text("sql").to_owned(), error, &fields).await;
        }
    };
    let w = visitor.words;
    let meta = TableMeta {
        sheet: w.t("ask-sheet").into_owned(),
        about_sheet: w.t("meta-sheet").into_owned(),
        facts: vec![
            (
                w.t("ask-statement").into_owned(),
                fields.text("sql").to_owned(),
            ),
            (w.t("bar-state").into_owned(), w.moment(w.now)),
            (
                w.t("ask-limit").into_owned(),
                w.t1("ask-limit-rows", "rows", asked.row_limit).into_owned(),
            ),
        ],
        cut_note: w.t("meta-cut").into_owned(),
        shapefile: shapefile_words(w),
        made_at: Some(w.now),
        ..TableMeta::default()
    };
    let file_name = format!("{}.{}", w.t("ask-file-name"), form.extension());
    let body = streaming::body(form, asked.answer, meta, asked.row_limit)?;
    Ok(crate::pages::dataset::download::file(
        form.media_type(),
        &file_name,
        None,
        body,
    ))
}

/// `POST /sql/merken`
pub(crate) async fn keep(visitor: Visitor, fields: Fields) -> PageResult {
    let saved = visitor
        .hub()
        .save_query(&visitor.principal, fields.text("titel"), fields.text("sql"))
        .await?;
    let target = Query::default()
        .with("abfrage", saved.id)
        .with("gemerkt", "ja")
        .href("/sql");
    Ok(Redirect::to(&target).into_response())
}

/// `POST /sql/vergessen`
pub(crate) async fn forget(visitor: Visitor, fields: Fields) -> PageResult {
    let id: SavedQueryId = fields
        .text("abfrage")
        .parse()
        .map_err(|_error| Refusal::not_found())?;
    visitor.hub().remove_query(&visitor.principal, id).await?;
    Ok(Redirect::to("/sql").into_response())
}

/// `GET /sql/schema.json`: what the completion knows, already limited to what the reader may read.
pub(crate) async fn schema(visitor: Visitor) -> Result<Response, Refusal> {
    let tables = visitor.hub().schema(&visitor.principal).await?;
    Ok(Json(tables::completion(visitor.words, &tables)).into_response())
}

/// The form to sign in, which leads back to the statement if an address can carry it.
fn sign_in_back(sql: &str) -> String {
    let back = Query::default().with("sql", sql).href("/sql");
    sign_in_href(if back.len() <= LONGEST_ADDRESS {
        &back
    } else {
        "/sql"
    })
}

/// The house's own questions with the addresses at which they can be asked, for the start page.
pub(crate) async fn questions(visitor: &Visitor) -> Result<Vec<(String, String)>, Refusal> {
    if visitor.state.settings.questions.is_empty() {
        return Ok(Vec::new());
    }
    let schema = visitor.hub().schema(&visitor.principal).await?;
    let addressed =
        |(title, sql): (String, String)| (Query::default().with("sql", sql).href("/sql"), title);
    let offered = offered(visitor, &schema).await;
    Ok(offered.into_iter().map(addressed).collect())
}

/// The house's own questions, as far as the reader may read their tables.
async fn offered(visitor: &Visitor, schema: &[SchemaTable]) -> Vec<(String, String)> {
    let mut offered = Vec::new();
    for question in &visitor.state.settings.questions {
        if visitor.hub().reads_only(&question.sql, schema).await {
            offered.push((question.title.clone(), question.sql.clone()));
        }
    }
    offered
}

async fn template(
    visitor: &Visitor,
    sql: String,
    answer: Option<AnswerView>,
    mistake: Option<Mistake>,
) -> Result<AskPage, Refusal> {
    let w = visitor.words;
    let schema = visitor.hub().schema(&visitor.principal).await?;
    let saved = visitor.hub().saved_queries(&visitor.principal).await?;
    Ok(AskPage {
        shell: Shell::new(visitor, Place::Ask, w.t("nav-ask")).below(&[]),
        w,
        answer,
        mistake,
        purpose: None,
        examples: offered(visitor, &schema)
            .await
            .into_iter()
            .chain(tables::examples(w, &schema).into_iter().take(EXAMPLES))
            .map(|(title, sql)| (title, Query::default().with("sql", sql).href("/sql")))
            .collect(),
        other_tables: schema.len().saturating_sub(TABLES),
        tables: schema
            .iter()
            .take(TABLES)
            .map(|table| tables::TableLine::of(w, table))
            .collect(),
        sign_in_href: (!visitor.is_signed_in()).then(|| sign_in_back(&sql)),
        is_signed_in: visitor.is_signed_in(),
        saved: saved
            .into_iter()
            .map(|query| SavedLine {
                href: Query::default().with("abfrage", query.id).href("/sql"),
                id: query.id.to_string(),
                title: query.title,
                when: w.relative(query.saved_at),
            })
            .collect(),
        view_href: Some(super::views::new_href_of_sql(&sql))
            .filter(|href| visitor.belongs_here() && href.len() <= LONGEST_ADDRESS),
        is_kept: false,
        has_sparql: visitor.state.house.sparql.is_some(),
        sql,
    })
}
