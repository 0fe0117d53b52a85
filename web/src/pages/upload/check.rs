//! What was recognised, correctable, with the preview following.

use super::corrections::{MOST_COLUMNS, MOST_TABLES, TYPES, column_field, recipe, table_field};
use super::{Steps, staged};
use crate::fragments::cell::{Cell, Style};
use crate::fragments::finding_list::FindingView;
use crate::pages::dataset::edit::Choice;
use crate::pages::dataset::quality::{dialect, signs};
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Visitor, Words};
use askama::Template;
use axum::extract::Path;
use hebewerk_hub::{Preview, PreviewTable};
use hebewerk_model::{ColumnType, Format, InspectedColumn, InspectedTable, Severity};

/// Columns of the preview.
const PREVIEW_COLUMNS: usize = 40;
/// Findings shown.
const FINDINGS: usize = 60;
/// Encodings offered (WHATWG labels).
const ENCODINGS: [&str; 6] = [
    "utf-8",
    "windows-1252",
    "iso-8859-15",
    "ibm850",
    "utf-16le",
    "macintosh",
];
/// Delimiters offered, as written in the address.
const DELIMITERS: [(&str, &str); 5] = [
    (";", ";"),
    (",", ","),
    ("tab", "\t"),
    ("|", "|"),
    (":", ":"),
];

/// A column that can be corrected.
struct ColumnForm {
    label: String,
    label_field: String,
    name: String,
    name_field: String,
    recognised: String,
    recognised_field: String,
    type_field: String,
    types: Vec<Choice>,
    recognised_type: String,
    skip_field: String,
    is_skipped: bool,
    sureness: String,
    examples: String,
}

/// A table that can be corrected.
struct TableForm {
    name: String,
    id: String,
    summary: String,
    name_field: String,
    skip_field: String,
    is_skipped: bool,
    is_text: bool,
    encoding_field: String,
    encodings: Vec<Choice>,
    delimiter_field: String,
    delimiters: Vec<Choice>,
    decimal_field: String,
    decimals: Vec<Choice>,
    header_field: String,
    header: String,
    header_rows_field: String,
    header_rows: String,
    facts: Vec<(String, String)>,
    columns: Vec<ColumnForm>,
    other_columns: usize,
    heads: Vec<(String, String, bool)>,
    rows: Vec<Vec<Cell>>,
    caption: String,
}

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
    format: String,
    tables: Vec<TableForm>,
    other_tables: usize,
    findings: Vec<FindingView>,
    other_findings: usize,
}

/// `GET /hochladen/{id}`
pub(crate) async fn show(visitor: Visitor, Path(id): Path<String>, query: Query) -> PageResult {
    let w = visitor.words;
    let preview = visitor
        .hub()
        .preview(&visitor.principal, staged(&id)?, &recipe(&query))
        .await?;
    let inspection = &preview.inspection;
    let rows: u64 = inspection.tables.iter().map(|table| table.data_rows).sum();
    let lead = lead(w, &preview, rows);
    let upload = w.t("upload-title");
    page(&CheckPage {
        shell: Shell::new(&visitor, Place::Upload, w.t("upload-step-check"))
            .below(&[("/hochladen", &upload)]),
        w,
        steps: Steps::at(w, 1),
        headline: if inspection.tables.is_empty() {
            w.t("upload-unread").into_owned()
        } else {
            w.t("upload-read").into_owned()
        },
        announcement: lead.clone(),
        lead,
        file_name: preview.upload.file_name.clone(),
        size: w.bytes(preview.upload.size_bytes),
        format: w.code("format", inspection.format.code()).into_owned(),
        tables: inspection
            .tables
            .iter()
            .zip(&preview.tables)
            .take(MOST_TABLES)
            .enumerate()
            .map(|(number, (table, rows))| {
                table_form(w, number, table, rows, inspection.format, &query)
            })
            .collect(),
        other_tables: inspection.tables.len().saturating_sub(MOST_TABLES),
        findings: inspection
            .findings
            .iter()
            .take(FINDINGS)
            .map(|found| FindingView::of(w, found))
            .collect(),
        other_findings: inspection.findings.len().saturating_sub(FINDINGS),
        id,
    })
}

fn lead(w: Words, preview: &Preview, rows: u64) -> String {
    let inspection = &preview.inspection;
    if inspection.tables.is_empty() {
        return w.t("upload-unread-lead").into_owned();
    }
    let columns: usize = inspection
        .tables
        .iter()
        .map(|table| table.columns.len())
        .sum();
    let hints = inspection
        .findings
        .iter()
        .filter(|finding| finding.severity != Severity::Note)
        .count();
    if hints == 0 {
        return w
            .t_with(
                "upload-read-lead-clean",
                &[
                    ("rows", &rows),
                    ("columns", &columns),
                    ("tables", &inspection.tables.len()),
                ],
            )
            .into_owned();
    }
    w.t_with(
        "upload-read-lead",
        &[
            ("rows", &rows),
            ("columns", &columns),
            ("tables", &inspection.tables.len()),
            ("findings", &hints),
        ],
    )
    .into_owned()
}

fn table_form(
    w: Words,
    number: usize,
    table: &InspectedTable,
    preview: &PreviewTable,
    format: Format,
    query: &Query,
) -> TableForm {
    let field = |name: &str| table_field(number, name);
    let given = |name: &str| query.get(&field(name)).unwrap_or_default().to_owned();
    let skipped: Vec<bool> = (0..table.columns.len())
        .map(|column| {
            query
                .get(&column_field(number, column, "weglassen"))
                .is_some()
        })
        .collect();
    let (heads, rows) = preview_rows(w, table, preview, &skipped);
    TableForm {
        id: format!("tabelle-{number}"),
        summary: w
            .t2(
                "upload-table-summary",
                "rows",
                table.data_rows,
                "columns",
                table.columns.len(),
            )
            .into_owned(),
        name_field: field("tabelle"),
        is_skipped: query.get(&field("weglassen")).is_some(),
        skip_field: field("weglassen"),
        is_text: matches!(format, Format::Csv | Format::Zip) && table.dialect.encoding.is_some(),
        encodings: choices(
            ENCODINGS.iter().map(|code| (*code, (*code).to_owned())),
            &given("zeichensatz"),
        ),
        encoding_field: field("zeichensatz"),
        delimiters: choices(
            DELIMITERS
                .iter()
                .map(|(code, sign)| (*code, signs(w, sign))),
            &given("trennzeichen"),
        ),
        delimiter_field: field("trennzeichen"),
        decimals: choices(
            [(",", signs(w, ",")), (".", w.t("sign-point").into_owned())],
            &given("dezimal"),
        ),
        decimal_field: field("dezimal"),
        header: given("kopfzeile"),
        header_field: field("kopfzeile"),
        header_rows: given("kopfzeilen"),
        header_rows_field: field("kopfzeilen"),
        facts: facts(w, table),
        columns: table
            .columns
            .iter()
            .take(MOST_COLUMNS)
            .enumerate()
            .map(|(index, column)| {
                column_form(w, (number, index), column, preview, &skipped, query)
            })
            .collect(),
        other_columns: table.columns.len().saturating_sub(MOST_COLUMNS),
        caption: w.t1("upload-preview", "rows", rows.len()).into_owned(),
        heads,
        rows,
        name: table.name.clone(),
    }
}

fn facts(w: Words, table: &InspectedTable) -> Vec<(String, String)> {
    let mut facts = dialect(w, &table.dialect);
    let header = if table.header_rows == 0 {
        w.t("reading-no-header").into_owned()
    } else {
        w.t1("reading-line", "line", table.header_line + 1)
            .into_owned()
    };
    facts.push((w.t("reading-header").into_owned(), header));
    facts.push((
        w.t("reading-sureness").into_owned(),
        w.share(f64::from(table.confidence)),
    ));
    if table.footer_rows > 0 {
        facts.push((
            w.t("reading-footer").into_owned(),
            w.count(table.footer_rows),
        ));
    }
    if table.set_aside > 0 {
        facts.push((
            w.t("reading-set-aside").into_owned(),
            w.count(table.set_aside),
        ));
    }
    facts
}

fn choices<'a>(values: impl IntoIterator<Item = (&'a str, String)>, chosen: &str) -> Vec<Choice> {
    values
        .into_iter()
        .map(|(value, label)| Choice {
            value: value.to_owned(),
            label,
            is_chosen: value == chosen,
            explained: String::new(),
        })
        .collect()
}

fn column_form(
    w: Words,
    (table, index): (usize, usize),
    column: &InspectedColumn,
    preview: &PreviewTable,
    skipped: &[bool],
    query: &Query,
) -> ColumnForm {
    let field = |name: &str| column_field(table, index, name);
    let types = TYPES.iter().map(|known| {
        (
            known.name(),
            w.code("column-type", known.name()).into_owned(),
        )
    });
    let is_skipped = skipped.get(index).copied().unwrap_or_default();
    // Cells of the preview lack the columns left out.
    let position = skipped.iter().take(index).filter(|skip| !**skip).count();
    ColumnForm {
        label: column.label.clone(),
        label_field: field("kopf"),
        name: column.name.clone(),
        name_field: field("name"),
        recognised: query
            .get(&field("erkannt"))
            .unwrap_or(&column.name)
            .to_owned(),
        recognised_field: field("erkannt"),
        types: choices(types, query.get(&field("art")).unwrap_or_default()),
        type_field: field("art"),
        recognised_type: recognised_type(w, column),
        skip_field: field("weglassen"),
        is_skipped,
        sureness: w.share(f64::from(column.confidence)),
        examples: if is_skipped {
            String::new()
        } else {
            examples(w, column, preview, position)
        },
    }
}

fn recognised_type(w: Words, column: &InspectedColumn) -> String {
    let kind = w.code("column-type", column.column_type.name());
    match column.semantic_type {
        Some(semantic) => {
            let meaning = w.code("semantic-type", semantic.name());
            w.t2("upload-type-meaning", "kind", kind, "meaning", meaning)
                .into_owned()
        }
        None => kind.into_owned(),
    }
}

/// The first different values.
fn examples(w: Words, column: &InspectedColumn, preview: &PreviewTable, position: usize) -> String {
    let style = style(column);
    let mut seen: Vec<String> = Vec::new();
    for row in &preview.rows {
        let Some(Some(value)) = row.get(position) else {
            continue;
        };
        let shown: String = style.written(w, value).chars().take(40).collect();
        if !seen.contains(&shown) {
            seen.push(shown);
        }
        if seen.len() == 3 {
            break;
        }
    }
    seen.join("; ")
}

fn style(column: &InspectedColumn) -> Style {
    match column.column_type {
        ColumnType::Integer | ColumnType::Decimal { .. } | ColumnType::Float
            if column
                .semantic_type
                .is_none_or(|semantic| semantic.name() != "year") =>
        {
            Style::Number
        }
        ColumnType::Boolean => Style::Boolean,
        ColumnType::Date => Style::Date,
        ColumnType::Timestamp => Style::Moment,
        ColumnType::TimestampUtc => Style::MomentUtc,
        _ => Style::AsIs,
    }
}

type Heads = Vec<(String, String, bool)>;

/// Heads (name, type, whether a number) and cells of the columns that are kept.
fn preview_rows(
    w: Words,
    table: &InspectedTable,
    preview: &PreviewTable,
    skipped: &[bool],
) -> (Heads, Vec<Vec<Cell>>) {
    let kept: Vec<&InspectedColumn> = table
        .columns
        .iter()
        .zip(skipped)
        .filter(|(_column, skip)| !**skip)
        .map(|(column, _skip)| column)
        .take(PREVIEW_COLUMNS)
        .collect();
    let heads = kept
        .iter()
        .map(|column| {
            let kind = w
                .code("column-type", column.column_type.name())
                .into_owned();
            (column.name.clone(), kind, style(column) == Style::Number)
        })
        .collect();
    let rows = preview
        .rows
        .iter()
        .map(|row| {
            kept.iter()
                .zip(row)
                .map(|(column, value)| style(column).cell(w, value.clone()))
                .collect()
        })
        .collect();
    (heads, rows)
}
