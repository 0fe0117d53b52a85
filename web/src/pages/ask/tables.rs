//! Tables one may ask: beside the statement, in the completion, as examples.

use crate::Words;
use crate::fragments::cell::is_named_like_a_key;
use hebewerk_hub::SchemaTable;
use hebewerk_model::{Column, ColumnType, SemanticType};
use serde::Serialize;

/// A table beside the statement.
pub(super) struct TableLine {
    /// The name in pieces, between which it may go on in the next line.
    pub(super) name: Vec<String>,
    pub(super) title: String,
    pub(super) columns: Vec<(String, String)>,
}

impl TableLine {
    pub(super) fn of(w: Words, table: &SchemaTable) -> Self {
        Self {
            name: table
                .name
                .to_string()
                .split_inclusive(['.', '_'])
                .map(str::to_owned)
                .collect(),
            title: table.title.clone(),
            columns: table
                .columns
                .iter()
                .map(|column| {
                    let kind = w.column_kind(column.column_type, column.semantic_type);
                    (column.name.clone(), kind.into_owned())
                })
                .collect(),
        }
    }
}

/// What the editor completes with; the shape is described in `assets/js/sql-schema.js`.
#[derive(Serialize)]
pub(super) struct Completion {
    tables: Vec<CompletionTable>,
    functions: Vec<CompletionFunction>,
}

#[derive(Serialize)]
struct CompletionTable {
    name: String,
    title: String,
    columns: Vec<CompletionColumn>,
}

#[derive(Serialize)]
struct CompletionColumn {
    name: String,
    r#type: String,
    title: String,
}

#[derive(Serialize)]
struct CompletionFunction {
    name: &'static str,
    detail: String,
}

/// Functions people need most; what they take is said in the reader's language.
const FUNCTIONS: [&str; 14] = [
    "avg",
    "coalesce",
    "count",
    "date_part",
    "date_trunc",
    "lower",
    "max",
    "median",
    "min",
    "round",
    "string_agg",
    "substr",
    "sum",
    "trim",
];

pub(super) fn completion(w: Words, tables: &[SchemaTable]) -> Completion {
    Completion {
        tables: tables
            .iter()
            .map(|table| CompletionTable {
                name: table.name.to_string(),
                title: table.title.clone(),
                columns: table
                    .columns
                    .iter()
                    .map(|column| completion_column(w, column))
                    .collect(),
            })
            .collect(),
        functions: FUNCTIONS
            .into_iter()
            .map(|name| CompletionFunction {
                name,
                detail: w.code("ask-takes", name).into_owned(),
            })
            .collect(),
    }
}

fn completion_column(w: Words, column: &Column) -> CompletionColumn {
    CompletionColumn {
        name: column.name.clone(),
        r#type: w
            .column_kind(column.column_type, column.semantic_type)
            .into_owned(),
        title: column.label.clone(),
    }
}

/// Statements that work on tables that are really there: rows, groups, sums.
pub(super) fn examples(w: Words, tables: &[SchemaTable]) -> Vec<(String, String)> {
    let mut examples = Vec::new();
    if let Some(table) = tables.first() {
        let title = w.t1("ask-example-rows", "table", &table.title);
        examples.push((
            title.into_owned(),
            format!("select *\nfrom {}\nlimit 100", table.name),
        ));
    }
    let grouped = tables.iter().find_map(|table| Some((table, group(table)?)));
    if let Some((table, group)) = grouped {
        let title = w.t2(
            "ask-example-count",
            "table",
            &table.title,
            "column",
            &group.label,
        );
        examples.push((
            title.into_owned(),
            format!(
                "select {0}, count(*) as {2}\nfrom {1}\ngroup by {0}\norder by {2} desc",
                quoted(&group.name),
                table.name,
                w.t("ask-alias-count")
            ),
        ));
    }
    let summed = tables
        .iter()
        .find_map(|table| Some((table, group(table)?, sum(table)?)));
    if let Some((table, group, sum)) = summed {
        let title = w.t2(
            "ask-example-sum",
            "column",
            &sum.label,
            "group",
            &group.label,
        );
        examples.push((
            title.into_owned(),
            format!(
                "select {0}, sum({1}) as {3}\nfrom {2}\ngroup by {0}\norder by {3} desc",
                quoted(&group.name),
                quoted(&sum.name),
                table.name,
                w.t("ask-alias-sum")
            ),
        ));
    }
    examples
}

/// A column worth grouping by.
fn group(table: &SchemaTable) -> Option<&Column> {
    let wanted = [
        SemanticType::Category,
        SemanticType::District,
        SemanticType::Postcode,
        SemanticType::Street,
    ];
    wanted.into_iter().find_map(|semantic| {
        table
            .columns
            .iter()
            .find(|column| column.semantic_type == Some(semantic))
    })
}

/// A column worth adding up.
fn sum(table: &SchemaTable) -> Option<&Column> {
    table.columns.iter().find(|column| {
        !is_named_like_a_key(&column.name)
            && matches!(
                column.column_type,
                ColumnType::Integer | ColumnType::Decimal { .. } | ColumnType::Float
            )
            && matches!(
                column.semantic_type,
                Some(SemanticType::Quantity | SemanticType::Money)
            )
    })
}

/// A name as SQL needs it.
fn quoted(name: &str) -> String {
    let is_plain = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if is_plain {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('"', "\"\""))
    }
}
