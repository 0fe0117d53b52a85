//! One table of a file, as it would be taken in and as it can be read otherwise.

use super::aim::choice;
use super::column_form::{Column, ColumnForm, column_form, columns_of};
use super::corrections::{MOST_COLUMNS, NO_SIGN, table_field};
use crate::Words;
use crate::fragments::cell::{Cell, Style};
use crate::fragments::recipe_view::listed;
use crate::pages::dataset::edit::Choice;
use crate::pages::dataset::quality::{dialect, signs};
use hebewerk_hub::{Preview, PreviewTable};
use hebewerk_model::{Format, InspectedColumn, InspectedTable, TableRecipe};

/// Columns of the preview.
const PREVIEW_COLUMNS: usize = 40;
/// Encodings offered (WHATWG labels).
const ENCODINGS: [&str; 6] = [
    "utf-8",
    "windows-1252",
    "iso-8859-15",
    "ibm850",
    "utf-16le",
    "macintosh",
];
/// Delimiters offered, as written in the form.
const DELIMITERS: [(&str, &str); 5] = [
    (";", ";"),
    (",", ","),
    ("tab", "\t"),
    ("|", "|"),
    (":", ":"),
];

/// A table that can be corrected.
pub(super) struct TableForm {
    pub(super) name: String,
    pub(super) id: String,
    pub(super) summary: String,
    pub(super) name_field: String,
    pub(super) skip_field: String,
    pub(super) is_skipped: bool,
    pub(super) is_prose: bool,
    pub(super) prose_field: String,
    pub(super) is_text: bool,
    pub(super) encoding_field: String,
    pub(super) encodings: Vec<Choice>,
    pub(super) delimiter_field: String,
    pub(super) delimiters: Vec<Choice>,
    pub(super) starts_field: String,
    pub(super) starts: String,
    pub(super) escape_field: String,
    pub(super) escapes: Vec<Choice>,
    pub(super) decimal_field: String,
    pub(super) decimals: Vec<Choice>,
    pub(super) header_field: String,
    pub(super) header: String,
    pub(super) header_rows_field: String,
    pub(super) header_rows: String,
    pub(super) facts: Vec<(String, String)>,
    pub(super) columns: Vec<ColumnForm>,
    pub(super) other_columns: usize,
    pub(super) heads: Vec<(String, String, bool)>,
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) caption: String,
}

/// The form of table `number`; `rows` are its first ones.
pub(super) fn table_form(
    w: Words,
    number: usize,
    table: &InspectedTable,
    rows: &PreviewTable,
    preview: &Preview,
) -> TableForm {
    let field = |name: &str| table_field(number, name);
    let nothing = TableRecipe::default();
    let recipe = preview.recipe.for_table(&table.name).unwrap_or(&nothing);
    let columns = columns_of(table, recipe);
    let skipped: Vec<bool> = columns.iter().map(Column::is_skipped).collect();
    let (heads, cells) = preview_rows(w, table, rows, &skipped);
    let format = preview.inspection.format;
    let is_text =
        format.is_archive() || matches!(format, Format::Csv | Format::Dbf | Format::Shapefile);
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
        is_skipped: !preview.recipe.takes(table),
        is_prose: table.is_prose,
        prose_field: field("text"),
        skip_field: field("weglassen"),
        is_text: is_text && table.dialect.encoding.is_some(),
        encodings: encodings(recipe),
        encoding_field: field("zeichensatz"),
        delimiters: delimiters(w, recipe),
        delimiter_field: field("trennzeichen"),
        starts_field: field("breiten"),
        starts: recipe
            .column_starts
            .as_deref()
            .map(listed)
            .unwrap_or_default(),
        escapes: escapes(w, recipe),
        escape_field: field("maskierung"),
        decimals: decimals(w, recipe),
        decimal_field: field("dezimal"),
        header: recipe
            .header_line
            .map(|line| (line + 1).to_string())
            .unwrap_or_default(),
        header_field: field("kopfzeile"),
        header_rows: recipe
            .header_rows
            .map(|rows| rows.to_string())
            .unwrap_or_default(),
        header_rows_field: field("kopfzeilen"),
        facts: facts(w, table),
        columns: columns
            .iter()
            .take(MOST_COLUMNS)
            .map(|column| column_form(w, number, column, rows, &skipped))
            .collect(),
        other_columns: table.columns.len().saturating_sub(MOST_COLUMNS),
        caption: w.t1("upload-preview", "rows", cells.len()).into_owned(),
        heads,
        rows: cells,
        name: table.name.clone(),
    }
}

fn encodings(recipe: &TableRecipe) -> Vec<Choice> {
    let chosen = recipe.encoding.as_deref().unwrap_or_default();
    let mut choices: Vec<Choice> = ENCODINGS
        .iter()
        .map(|code| choice((*code).to_owned(), (*code).to_owned(), chosen))
        .collect();
    keep_chosen(&mut choices, chosen, chosen);
    choices
}

fn delimiters(w: Words, recipe: &TableRecipe) -> Vec<Choice> {
    let chosen = match recipe.delimiter.as_deref() {
        Some("\t") => "tab",
        chosen => chosen.unwrap_or_default(),
    };
    let mut choices: Vec<Choice> = DELIMITERS
        .iter()
        .map(|(code, sign)| choice((*code).to_owned(), signs(w, sign), chosen))
        .collect();
    keep_chosen(&mut choices, chosen, &signs(w, chosen));
    choices
}

fn escapes(w: Words, recipe: &TableRecipe) -> Vec<Choice> {
    let chosen = match recipe.escape.as_deref() {
        Some("") => NO_SIGN,
        chosen => chosen.unwrap_or_default(),
    };
    let none = w.t("sign-none").into_owned();
    let mut choices = vec![
        choice("\\".to_owned(), "\\".to_owned(), chosen),
        choice(NO_SIGN.to_owned(), none, chosen),
    ];
    keep_chosen(&mut choices, chosen, chosen);
    choices
}

fn decimals(w: Words, recipe: &TableRecipe) -> Vec<Choice> {
    let chosen = recipe.decimal.map(String::from).unwrap_or_default();
    vec![
        choice(",".to_owned(), signs(w, ","), &chosen),
        choice(".".to_owned(), w.t("sign-point").into_owned(), &chosen),
    ]
}

/// What was corrected elsewhere may not be in our list; the form must not lose it.
fn keep_chosen(choices: &mut Vec<Choice>, chosen: &str, label: &str) {
    if !chosen.is_empty() && !choices.iter().any(|choice| choice.is_chosen) {
        choices.push(choice(chosen.to_owned(), label.to_owned(), chosen));
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

type Heads = Vec<(String, String, bool)>;

/// Heads (name, type, whether a number) and cells of the columns that are kept.
fn preview_rows(
    w: Words,
    table: &InspectedTable,
    preview: &PreviewTable,
    skipped: &[bool],
) -> (Heads, Vec<Vec<Cell>>) {
    let kept: Vec<(&InspectedColumn, Style)> = table
        .columns
        .iter()
        .zip(skipped)
        .filter(|(_column, skip)| !**skip)
        .map(|(column, _skip)| {
            let style = Style::of_kind(column.column_type, column.semantic_type);
            (column, style)
        })
        .take(PREVIEW_COLUMNS)
        .collect();
    let heads = kept
        .iter()
        .map(|(column, style)| {
            let kind = w
                .code("column-type", column.column_type.name())
                .into_owned();
            (column.name.clone(), kind, *style == Style::Number)
        })
        .collect();
    let rows = preview
        .rows
        .iter()
        .map(|row| {
            kept.iter()
                .zip(row)
                .map(|((_column, style), value)| style.cell(w, value.clone()))
                .collect()
        })
        .collect();
    (heads, rows)
}
