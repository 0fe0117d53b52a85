//! An answer as a file: its rows in every form of the downloads, its picture as SVG.

use super::address::{Address, Look};
use super::picture::{Drawing, Mark, Picture};
use super::result::{Outcome, heading};
use super::{check, drawn, picture, sentence};
use crate::drawing::px;
use crate::query::Query;
use crate::render::PageResult;
use crate::shapefile_words::shapefile_words;
use crate::{Refusal, Visitor, streaming};
use askama::Template;
use axum::body::Body;
use axum::extract::Path;
use axum::http::HeaderName;
use hebewerk_exchange::tabular::{ColumnMeta, TableMeta, TabularForm};
use hebewerk_hub::inquiry::Setting;
use hebewerk_model::Inquiry;

/// Longest line of a source below a picture, and of its title, in characters.
const LINE: usize = 104;
const TITLE: usize = 66;

async fn question(visitor: &Visitor, query: &Query) -> Result<(Address, Setting), Refusal> {
    let address = Address::read(query).ok_or_else(Refusal::not_found)?;
    let setting = visitor
        .hub()
        .setting(&visitor.principal, &address.inquiry)
        .await?;
    // A file that leaves a part of the question out would hold something else than was asked for.
    let fits = !address.is_partial && check(&address.inquiry, &setting).is_empty();
    if fits {
        Ok((address, setting))
    } else {
        Err(Refusal::invalid("filter_not_understood").with("column", ""))
    }
}

/// `GET /auswertung/herunterladen/{form}`: the rows of the answer as a file.
pub(crate) async fn download(
    visitor: Visitor,
    Path(form): Path<String>,
    query: Query,
) -> PageResult {
    let form: TabularForm = form.parse().map_err(|_error| Refusal::not_found())?;
    let (address, setting) = question(&visitor, &query).await?;
    let inquiry = &address.inquiry;
    let w = visitor.words;
    let inquired = visitor
        .hub()
        .inquire(&visitor.principal, inquiry, &setting, None)
        .await?;
    let steps = sentence::steps(w, &address, &setting, None, None);
    let columns = inquired.statement.columns.iter().map(|column| {
        let label = heading(w, column, inquiry, &setting);
        ColumnMeta {
            about: vec![label.clone(), column.name.clone()],
            label,
            json: false,
        }
    });
    let meta = TableMeta {
        sheet: w.t("ask-sheet").into_owned(),
        about_sheet: w.t("meta-sheet").into_owned(),
        facts: vec![
            (
                w.t("meta-title").into_owned(),
                sentence::headline(w, inquiry, &setting),
            ),
            (
                w.t("analysis-question").into_owned(),
                sentence::whole(&steps),
            ),
            (
                w.t("analysis-sources").into_owned(),
                sentence::sources(w, &setting).join("; "),
            ),
            (w.t("bar-state").into_owned(), w.moment(w.now)),
            (
                w.t("ask-statement").into_owned(),
                inquired.statement.sql.clone(),
            ),
        ],
        column_heads: ["column-heading", "column-name"]
            .map(|key| w.t(key).into_owned())
            .to_vec(),
        columns: columns.collect(),
        cut_note: w.t("meta-cut").into_owned(),
        shapefile: shapefile_words(w),
        ..TableMeta::default()
    };
    let name = file_name(inquiry, form.extension());
    let asked = inquired.asked;
    let body = streaming::body(form, asked.answer, meta, asked.row_limit)?;
    let file = crate::pages::dataset::download::file(form.media_type(), &name, None, body);
    Ok(file)
}

#[derive(Template)]
#[template(path = "analysis/picture.svg")]
struct PictureFile<'a> {
    picture: &'a Picture,
    drawing: &'a Drawing,
    /// Lines of the title and of the source with their height.
    title: Vec<(String, String)>,
    lines: Vec<(String, String)>,
    sub_y: String,
    above: String,
    width: String,
    height: String,
}

/// `GET /auswertung/bild.svg`: the picture of the answer with its title and its source.
pub(crate) async fn file(visitor: Visitor, query: Query) -> PageResult {
    let (address, setting) = question(&visitor, &query).await?;
    let inquiry = &address.inquiry;
    let w = visitor.words;
    let inquired = visitor
        .hub()
        .inquire(&visitor.principal, inquiry, &setting, None)
        .await?;
    let outcome = Outcome::read(w, inquired, inquiry, &setting).await?;
    let looks = picture::looks(inquiry, &setting, &outcome);
    let look = address.look.filter(|look| looks.contains(look));
    let look: Look = look.unwrap_or_else(|| picture::usual(inquiry, &setting, &looks));
    let picture = drawn(&visitor, look, &outcome, (inquiry, &setting)).await?;
    let picture = picture.ok_or_else(Refusal::not_found)?;
    let sources = sentence::sources(w, &setting).join("; ");
    let source = w.t2(
        "analysis-source-line",
        "sources",
        sources,
        "day",
        w.day(w.now),
    );
    let title = placed(&picture.title, TITLE, 32.0, 25.0);
    let above = 54.0 + 25.0 * title.len() as f64;
    let lines = placed(&source, LINE, above + picture.wide.height + 30.0, 17.0);
    let height = above + picture.wide.height + 38.0 + lines.len() as f64 * 17.0;
    let text = PictureFile {
        picture: &picture,
        drawing: &picture.wide,
        width: px(picture.wide.width + 40.0),
        height: px(height),
        sub_y: px(above - 24.0),
        above: px(above),
        title,
        lines,
    }
    .render()?;
    let name = file_name(inquiry, "svg");
    let body = Body::from(text);
    let mut response = crate::pages::dataset::download::file("image/svg+xml", &name, None, body);
    // Opened by itself it is a document: nothing in it may run or load.
    if let Ok(policy) = "sandbox; default-src 'none'; style-src 'unsafe-inline'".parse() {
        let header = HeaderName::from_static("content-security-policy");
        response.headers_mut().insert(header, policy);
    }
    Ok(response)
}

/// A text in lines of at most so many characters, each with its height.
fn placed(text: &str, most: usize, first: f64, step: f64) -> Vec<(String, String)> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let length = word.chars().count();
        let is_full = |line: &String| !line.is_empty() && line.chars().count() + length >= most;
        if lines.last().is_some_and(is_full) {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    let lines = lines.into_iter().enumerate();
    lines
        .map(|(place, line)| (px(first + place as f64 * step), line))
        .collect()
}

/// The name under which an answer is saved.
pub(super) fn file_name(inquiry: &Inquiry, ending: &str) -> String {
    let table = &inquiry.from;
    format!("auswertung_{}_{}.{ending}", table.schema, table.table)
}
