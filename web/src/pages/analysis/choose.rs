//! The beginning: which dataset the question is about.

use super::Address;
use crate::query::Query;
use crate::render::{self, PageResult};
use crate::shell::{Place, Shell};
use crate::{Visitor, Words};
use askama::Template;
use hebewerk_hub::SchemaTable;

/// Datasets listed at once.
const MOST: usize = 60;
/// Columns named of each.
const COLUMNS: usize = 8;

struct Line {
    href: String,
    title: String,
    /// Name in SQL in pieces, between which it may go on in the next line.
    name: Vec<String>,
    columns: String,
}

#[derive(Template)]
#[template(path = "analysis/choose.html")]
struct ChoosePage {
    shell: Shell,
    w: Words,
    text: String,
    lines: Vec<Line>,
    others: usize,
    is_empty: bool,
}

/// The page; `?q=` narrows what is listed.
pub(super) async fn page(visitor: &Visitor, query: &Query) -> PageResult {
    let w = visitor.words;
    let text = query.get("q").unwrap_or_default().to_owned();
    let mut schema = visitor.hub().schema(&visitor.principal).await?;
    // Whoever begins at a dataset walks over its bridges from there.
    schema.retain(|table| !table.is_view);
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let found: Vec<&SchemaTable> = schema
        .iter()
        .filter(|table| words.iter().all(|word| tells(table, word)))
        .collect();
    let lines = found.iter().take(MOST).map(|table| line(table));
    render::page(&ChoosePage {
        shell: Shell::new(visitor, Place::Analysis, w.t("nav-analysis")).below(&[]),
        w,
        lines: lines.collect(),
        others: found.len().saturating_sub(MOST),
        is_empty: schema.is_empty(),
        text,
    })
}

/// Whether a table has a word in its title, its name or the name of a column.
fn tells(table: &SchemaTable, word: &str) -> bool {
    let has = |text: &str| text.to_lowercase().contains(word);
    has(&table.title)
        || has(&table.name.to_string())
        || table.columns.iter().any(|column| has(&column.label))
}

fn line(table: &SchemaTable) -> Line {
    let columns = table.columns.iter().take(COLUMNS);
    let columns: Vec<String> = columns.map(crate::fragments::column_card::label).collect();
    let more = if table.columns.len() > COLUMNS {
        " …"
    } else {
        ""
    };
    let pieces = table.name.to_string();
    let pieces = pieces.split_inclusive(['.', '_']);
    Line {
        href: Address::of(table.name.clone()).href(),
        title: match table.name.table.as_str().split_once("__") {
            Some((_dataset, part)) => format!("{} ({part})", table.title),
            None => table.title.clone(),
        },
        name: pieces.map(str::to_owned).collect(),
        columns: format!("{}{more}", columns.join(", ")),
    }
}
