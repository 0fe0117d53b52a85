//! Both banks of a bridge in one table: the view, its first rows, and the whole as a file.

use super::one::understood;
use super::purpose::{Onward, asked};
use super::words::what_it_does;
use crate::pages::ask::answer::{AnswerView, ROWS, first_rows};
use crate::pages::{dataset, refused};
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shapefile_words::shapefile_words;
use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words, streaming};
use askama::Template;
use axum::extract::Path;
use hebewerk_exchange::tabular::{TableMeta, TabularForm};
use hebewerk_hub::{BridgeCard, HubError};
use hebewerk_model::{Failure as _, Kind, TableName};

/// Columns by which rows are ordered.
const MOST_ORDERED: usize = 60;

#[derive(Template)]
#[template(path = "bridges/joined.html")]
struct JoinedPage {
    shell: Shell,
    w: Words,
    headline: String,
    lead: String,
    effect: Option<(String, bool)>,
    name: String,
    sql_href: String,
    bridge_href: String,
    answer: Option<AnswerView>,
    failed: Option<String>,
    /// Address and name of each form in which the whole can be had.
    files: Vec<(String, String)>,
}

/// `GET /bruecken/{bridge}/tabelle`
pub(crate) async fn show(visitor: Visitor, Path(id): Path<String>) -> PageResult {
    let w = visitor.words;
    let (card, name) = open(&visitor, &id).await?;
    let begun = std::time::Instant::now();
    let sql = format!("{}\nlimit {}", ordered(&card, &name), ROWS + 1);
    let answered = match visitor.hub().ask(&visitor.principal, &sql, None).await {
        Ok(asked) => first_rows(w, asked, begun).await,
        Err(error) => Err(error),
    };
    let (answer, failed) = match answered {
        Ok(answer) => (Some(answer), None),
        Err(error @ HubError::PurposeNeeded { .. }) => {
            return asked(&visitor, &card, Onward::Joined, error);
        }
        // A limit was met: the page still says what the table is called and how to ask for less of it.
        Err(error) if matches!(error.kind(), Kind::Timeout | Kind::TooMany | Kind::Invalid) => {
            let sentence = refused::sentence(&w, &Refusal::from(error));
            let failed = w.t1("bridge-preview-failed", "error", sentence);
            (None, Some(failed.into_owned()))
        }
        Err(error) => return Err(error.into()),
    };
    let href = format!("/bruecken/{}", card.bridge.id);
    let (bridges, bridge) = (w.t("nav-bridges"), w.t("bridge-one"));
    let headline = title(w, &card);
    page(&JoinedPage {
        shell: Shell::new(&visitor, Place::Bridges, headline.clone())
            .below(&[("/bruecken", &bridges), (&href, &bridge)]),
        lead: w.t("joined-lead").into_owned(),
        headline,
        effect: what_it_does(w, &card),
        sql_href: Query::default().with("sql", statement(&name)).href("/sql"),
        name: name.to_string(),
        files: files(&href, answer.as_ref()),
        answer,
        failed,
        bridge_href: href,
        w,
    })
}

/// Address and name of each form the answer can have.
fn files(href: &str, answer: Option<&AnswerView>) -> Vec<(String, String)> {
    let forms = answer.iter().flat_map(|answer| &answer.forms);
    forms
        .map(|(code, label)| (format!("{href}/herunterladen/{code}"), label.clone()))
        .collect()
}

/// `GET /bruecken/{bridge}/herunterladen/{form}`: the whole view, up to the row limit of a question.
pub(crate) async fn download(
    visitor: Visitor,
    Path((id, form)): Path<(String, String)>,
) -> PageResult {
    let form: TabularForm = form.parse().map_err(|_error| Refusal::not_found())?;
    let w = visitor.words;
    let (card, name) = open(&visitor, &id).await?;
    let hub = visitor.hub();
    let answered = match hub
        .ask(&visitor.principal, &ordered(&card, &name), None)
        .await
    {
        Ok(answered) => answered,
        Err(error) => return asked(&visitor, &card, Onward::Joined, error),
    };
    let meta = TableMeta {
        sheet: w.t("ask-sheet").into_owned(),
        about_sheet: w.t("meta-sheet").into_owned(),
        facts: vec![
            (w.t("meta-title").into_owned(), title(w, &card)),
            (w.t("joined-name").into_owned(), name.to_string()),
            (w.t("bar-state").into_owned(), w.moment(w.now)),
            (
                w.t("ask-limit").into_owned(),
                w.t1("ask-limit-rows", "rows", answered.row_limit)
                    .into_owned(),
            ),
        ],
        cut_note: w.t("meta-cut").into_owned(),
        shapefile: shapefile_words(w),
        made_at: Some(w.now),
        ..TableMeta::default()
    };
    let file_name = format!("{}.{}", name.table, form.extension());
    let body = streaming::body(form, answered.answer, meta, answered.row_limit)?;
    let file = dataset::download::file(form.media_type(), &file_name, None, body);
    Ok(file)
}

/// A bridge that is a view, and the name of it; any other is not there.
async fn open(visitor: &Visitor, id: &str) -> Result<(BridgeCard, TableName), Refusal> {
    let hub = visitor.hub();
    let card = hub.bridge(&visitor.principal, understood(id)?).await?;
    match card.view_name().filter(|_| card.is_whole()) {
        Some(name) => Ok((card, name)),
        None => Err(Refusal::not_found()),
    }
}

/// The statement in an order that is always the same: rows that are joined come as they are found.
fn ordered(card: &BridgeCard, name: &TableName) -> String {
    let columns = card.view_columns().len().min(MOST_ORDERED);
    let places: Vec<String> = (1..=columns).map(|place| place.to_string()).collect();
    format!("{}\norder by {}", statement(name), places.join(", "))
}

fn statement(name: &TableName) -> String {
    format!("select *\nfrom {name}")
}

fn title(w: Words, card: &BridgeCard) -> String {
    let (left, right) = (&card.left.dataset, &card.right.dataset);
    let (left, right) = (&left.description.title, &right.description.title);
    w.t2("joined-title", "left", left, "right", right)
        .into_owned()
}
