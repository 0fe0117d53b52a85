//! What was noticed in a dataset, where, and what to do.

use super::head::{Head, View, table_label};
use super::{DatasetPath, load, rows_refused};
use crate::fragments::finding_list::FindingView;
use crate::fragments::recipe_view::RecipeView;
use crate::middleware::request_id::RequestId;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::Shell;
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::Extension;
use axum::extract::Path;
use hebewerk_hub::{DatasetView, TableView};
use hebewerk_model::{Dialect, Finding, Format, Newline, Severity};

/// How a table was read: label and value.
struct Reading {
    table: String,
    facts: Vec<(String, String)>,
    aside: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "dataset/quality.html")]
struct QualityPage {
    shell: Shell,
    w: Words,
    head: Head,
    headline: String,
    findings: Vec<FindingView>,
    notes: Vec<FindingView>,
    readings: Vec<Reading>,
    /// What is corrected, for those who maintain the dataset.
    recipe: Option<RecipeView>,
}

/// `GET /daten/{organisation}/{dataset}/guete`
pub(crate) async fn show(
    visitor: Visitor,
    Path(path): Path<DatasetPath>,
    query: Query,
    Extension(request_id): Extension<RequestId>,
) -> PageResult {
    let w = visitor.words;
    let view = load(&visitor, &path, &query).await?;
    if !view.read.allowed {
        return rows_refused::page(&visitor, &path, &view, &request_id).await;
    }
    let head = Head::of(&visitor, &path, &view, View::Quality);
    let (notes, findings): (Vec<&Finding>, Vec<&Finding>) = view
        .findings
        .iter()
        .partition(|finding| finding.severity == Severity::Note);
    let tables = view.tables.iter().filter(|table| !table.is_aside);
    page(&QualityPage {
        shell: head.shell(&visitor, View::Quality),
        w,
        headline: if findings.is_empty() {
            w.t("quality-nothing").into_owned()
        } else {
            w.t1("quality-found", "count", findings.len()).into_owned()
        },
        findings: FindingView::grouped(w, findings),
        notes: FindingView::grouped(w, notes),
        readings: tables.map(|table| reading(&head, table, &view)).collect(),
        recipe: recipe(&visitor, &path, &view).await?,
        head,
    })
}

/// What is corrected in deliveries, and since when.
async fn recipe(
    visitor: &Visitor,
    path: &DatasetPath,
    view: &DatasetView,
) -> Result<Option<RecipeView>, Refusal> {
    if !view.may_maintain {
        return Ok(None);
    }
    let (organisation, dataset) = (&path.organisation, &path.dataset);
    let history = visitor
        .hub()
        .recipe_history(&visitor.principal, organisation, dataset)
        .await?;
    Ok(RecipeView::of(
        visitor.words,
        &view.organisation.name,
        &history,
    ))
}

fn reading(head: &Head, table: &TableView, view: &DatasetView) -> Reading {
    let w = head.w;
    let aside_name = format!("{}__aussortiert", table.table.sql_name);
    let mut all = view.tables.iter();
    let aside = all.find(|known| known.table.sql_name.as_str() == aside_name);
    let mut facts = dialect(w, &table.dialect);
    if let Some(header) = header(w, table, view) {
        facts.push((w.t("reading-header").into_owned(), header));
    }
    Reading {
        table: table_label(w, table),
        facts,
        aside: aside.map(|aside| {
            (
                head.to_table(&aside.table.sql_name),
                w.t1("reading-aside", "count", aside.rows.unwrap_or_default())
                    .into_owned(),
            )
        }),
    }
}

/// Where the header stands; nothing where the format names its columns itself.
fn header(w: Words, table: &TableView, view: &DatasetView) -> Option<String> {
    if table.header_rows > 0 {
        return Some(
            w.t1("reading-line", "line", table.header_line + 1)
                .into_owned(),
        );
    }
    let format = view.version.as_ref()?.format;
    let is_sheet = matches!(
        format,
        Format::Xlsx | Format::Xls | Format::Xlsb | Format::Ods
    );
    let has_lines = is_sheet || table.dialect.delimiter.is_some();
    has_lines.then(|| w.t("reading-no-header").into_owned())
}

/// How a text file writes its table, in words.
pub(crate) fn dialect(w: Words, dialect: &Dialect) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    let mut fact = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            facts.push((w.t(key).into_owned(), value));
        }
    };
    fact("reading-encoding", dialect.encoding.clone());
    fact(
        "reading-delimiter",
        dialect.delimiter.as_deref().map(|sign| signs(w, sign)),
    );
    fact("reading-quote", dialect.quote.map(String::from));
    fact(
        "reading-decimal",
        dialect.decimal.map(|sign| signs(w, &sign.to_string())),
    );
    fact(
        "reading-thousands",
        dialect.thousands.map(|sign| signs(w, &sign.to_string())),
    );
    let newline = dialect.newline.map(|newline| match newline {
        Newline::Lf => "LF".to_owned(),
        Newline::CrLf => "CRLF".to_owned(),
        Newline::Cr => "CR".to_owned(),
        Newline::Mixed => w.t("reading-newline-mixed").into_owned(),
    });
    fact("reading-newline", newline);
    facts
}

/// A separator as a word where it cannot be seen.
pub(crate) fn signs(w: Words, sign: &str) -> String {
    match sign {
        "\t" => w.t("sign-tab").into_owned(),
        " " | "\u{a0}" | "\u{202f}" => w.t("sign-space").into_owned(),
        ";" => w.t("sign-semicolon").into_owned(),
        "," => w.t("sign-comma").into_owned(),
        "." => w.t("sign-point").into_owned(),
        "|" => w.t("sign-pipe").into_owned(),
        "" => w.t("sign-none").into_owned(),
        other => other.to_owned(),
    }
}
