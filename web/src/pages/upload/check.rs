//! What was recognised, correctable, with the preview following.

use super::aim::Targets;
use super::corrections::{MOST_TABLES, table_field};
use super::table_form::{TableForm, table_form};
use super::{Steps, aim, elsewhere, staged};
use crate::fragments::finding_list::FindingView;
use crate::fragments::running::Running;
use crate::pages::dataset::edit::Choice;
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use hebewerk_hub::{Draft, Look, Preview, PreviewTable};
use hebewerk_model::{Drift, Finding, Recipe, Severity};

/// Findings shown.
const FINDINGS: usize = 60;

#[derive(Template)]
#[template(path = "upload/check.html")]
struct CheckPage {
    shell: Shell,
    w: Words,
    steps: Steps,
    id: String,
    headline: String,
    lead: String,
    announcement: String,
    file_name: String,
    size: String,
    format: Option<String>,
    /// While the file is not read to its end.
    running: Option<Running>,
    /// Whether there is something to correct by now.
    has_preview: bool,
    /// Whether the whole may have further tables.
    lacks_tables: bool,
    targets: Targets,
    namesakes: Vec<Choice>,
    /// What is said about corrections of earlier deliveries.
    kept: Option<String>,
    /// What is otherwise than in the version this file follows.
    drifts: Vec<FindingView>,
    tables: Vec<TableForm>,
    /// Tables left out that the reader does not tell of any more.
    left_out: Vec<LeftOut>,
    other_tables: usize,
    findings: Vec<FindingView>,
    other_findings: usize,
}

/// A table that can be taken back in.
struct LeftOut {
    name: String,
    name_field: String,
    skip_field: String,
}

/// `GET /hochladen/{id}`
pub(crate) async fn show(visitor: Visitor, Path(id): Path<String>) -> PageResult {
    let staged = staged(&id)?;
    if let Some(elsewhere) = elsewhere(&visitor, staged).await? {
        return Ok(elsewhere);
    }
    let look = visitor
        .hub()
        .look_at_upload(&visitor.principal, staged)
        .await?;
    page(&check_page(&visitor, id, &look).await?)
}

async fn check_page(visitor: &Visitor, id: String, look: &Look) -> Result<CheckPage, Refusal> {
    let w = visitor.words;
    let preview = look.preview.as_deref();
    let findings = preview.map_or(&[][..], |preview| &preview.inspection.findings);
    let (headline, lead) = heading(w, look);
    let upload = w.t("upload-title");
    let name = &look.upload.file_name;
    Ok(CheckPage {
        shell: Shell::new(visitor, Place::Upload, w.t("upload-step-check"))
            .below(&[("/hochladen", &upload)]),
        w,
        steps: Steps::at(w, 1),
        headline,
        announcement: lead.clone(),
        lead,
        file_name: name.clone(),
        size: w.bytes(look.upload.size_bytes),
        format: preview.map(|preview| {
            w.code("format", preview.inspection.format.code())
                .into_owned()
        }),
        running: look.running.map(|(done, of)| reading(w, done, of)),
        has_preview: preview.is_some(),
        lacks_tables: preview.is_some_and(|preview| preview.lacks_tables),
        targets: Targets::of(visitor, &aim::value(&look.draft.target)).await?,
        namesakes: aim::namesakes(visitor, name, &look.draft.target).await?,
        kept: kept(w, &look.draft),
        drifts: drifts(w, look),
        tables: preview
            .map(|preview| tables(w, preview, look.running.is_some()))
            .unwrap_or_default(),
        left_out: preview.map(left_out).unwrap_or_default(),
        other_tables: preview.map_or(0, |preview| {
            preview.inspection.tables.len().saturating_sub(MOST_TABLES)
        }),
        findings: FindingView::grouped(w, findings.iter().take(FINDINGS)),
        other_findings: findings.len().saturating_sub(FINDINGS),
        id,
    })
}

/// What is otherwise than in the version this file follows.
fn drifts(w: Words, look: &Look) -> Vec<FindingView> {
    let findings: Vec<Finding> = look.drifts.iter().map(Drift::finding).collect();
    FindingView::grouped(w, &findings)
}

/// How far reading is.
fn reading(w: Words, done: u64, of: u64) -> Running {
    let words = w.t2("upload-reading", "done", w.bytes(done), "of", w.bytes(of));
    Running::of(words.into_owned(), done, of)
}

/// The tables; of a beginning nobody knows how many rows there are.
fn tables(w: Words, preview: &Preview, is_beginning: bool) -> Vec<TableForm> {
    let nothing = PreviewTable { rows: Vec::new() };
    let shown = preview.inspection.tables.iter().take(MOST_TABLES);
    shown
        .enumerate()
        .map(|(number, table)| {
            let rows = preview.tables.get(number).unwrap_or(&nothing);
            let mut form = table_form(w, number, table, rows, preview);
            if is_beginning {
                let columns = table.columns.len();
                form.summary = w.t1("upload-table-begins", "columns", columns).into_owned();
            }
            form
        })
        .collect()
}

/// Tables that corrections leave out, where the inspection does not hold them.
fn left_out(preview: &Preview) -> Vec<LeftOut> {
    let told = &preview.inspection.tables;
    let skipped = preview.recipe.tables.iter().filter(|recipe| {
        let is_told = told.iter().any(|table| table.name == recipe.table);
        recipe.leaves_out() && !recipe.table.is_empty() && !is_told
    });
    (told.len()..MOST_TABLES)
        .zip(skipped)
        .map(|(number, recipe)| LeftOut {
            name: recipe.table.clone(),
            name_field: table_field(number, "tabelle"),
            skip_field: table_field(number, "weglassen"),
        })
        .collect()
}

/// How many corrections come from earlier deliveries.
fn kept(w: Words, draft: &Draft) -> Option<String> {
    let count = corrections(&draft.kept);
    (count > 0).then(|| w.t1("upload-kept", "count", count).into_owned())
}

fn corrections(recipe: &Recipe) -> usize {
    let tables = recipe.tables.iter();
    tables
        .map(|table| {
            let own = [
                table.encoding.is_some(),
                table.delimiter.is_some(),
                table.column_starts.is_some(),
                table.quote.is_some(),
                table.escape.is_some(),
                table.decimal.is_some(),
                table.header_line.is_some() || table.header_rows.is_some(),
                table.skip.is_some(),
            ];
            table.columns.len() + own.into_iter().filter(|is_set| *is_set).count()
        })
        .sum()
}

fn heading(w: Words, look: &Look) -> (String, String) {
    let Some(preview) = look.preview.as_deref() else {
        return (
            w.t("upload-being-read").into_owned(),
            w.t("upload-being-read-lead").into_owned(),
        );
    };
    if look.running.is_some() {
        return (
            w.t("upload-beginning").into_owned(),
            w.t("upload-beginning-lead").into_owned(),
        );
    }
    if preview.inspection.tables.is_empty() {
        return (
            w.t("upload-unread").into_owned(),
            w.t("upload-unread-lead").into_owned(),
        );
    }
    (w.t("upload-read").into_owned(), lead(w, preview))
}

/// What of the file would be taken in, and what to look at.
fn lead(w: Words, preview: &Preview) -> String {
    let taken = preview.inspection.tables.iter();
    let taken = taken.filter(|table| preview.recipe.takes(table));
    let (mut tables, mut rows, mut columns) = (0_usize, 0_u64, 0_usize);
    for table in taken {
        tables += 1;
        rows += table.data_rows;
        columns += table.columns.len();
    }
    let findings = &preview.inspection.findings;
    let hints = findings
        .iter()
        .filter(|finding| finding.severity != Severity::Note)
        .count();
    if hints == 0 {
        return w
            .t_with(
                "upload-read-lead-clean",
                &[("rows", &rows), ("columns", &columns), ("tables", &tables)],
            )
            .into_owned();
    }
    w.t_with(
        "upload-read-lead",
        &[
            ("rows", &rows),
            ("columns", &columns),
            ("tables", &tables),
            ("findings", &hints),
        ],
    )
    .into_owned()
}
