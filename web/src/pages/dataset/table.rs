//! The table of a dataset: sort, filter each column, choose columns, page by key.

use super::filter::{NoFilter, parse};
use super::forms::{FormLink, links};
use super::head::{Head, View};
use super::{DatasetPath, chosen_table, load, rows_refused, table_name};
use crate::fragments::cell::{Cell, Style, rows};
use crate::fragments::column_card::label;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::Shell;
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use hebewerk_hub::TableView;
use hebewerk_hub::ports::{Cursor, Filter, PageRequest, Sort};
use hebewerk_model::Column;

/// Rows of a page.
const ROWS: u32 = 50;
/// Columns shown when nobody has chosen: more make a page nobody reads.
const COLUMNS: usize = 20;

/// The head of a column: sort link, filter field.
struct HeadCell {
    label: String,
    title: String,
    sort_href: String,
    /// `ascending` or `descending`.
    sorted: Option<&'static str>,
    is_number: bool,
    field: String,
    value: String,
    is_wrong: bool,
}

/// A column that can be shown or left out.
struct ColumnChoice {
    name: String,
    label: String,
    is_shown: bool,
}

#[derive(Template)]
#[template(path = "dataset/table.html")]
struct TablePage {
    shell: Shell,
    w: Words,
    head: Head,
    action: String,
    kept: Vec<(String, String)>,
    heads: Vec<HeadCell>,
    rows: Vec<Vec<Cell>>,
    caption: String,
    choices: Vec<ColumnChoice>,
    range: String,
    first_href: Option<String>,
    next_href: Option<String>,
    has_filters: bool,
    unfiltered_href: String,
    wrong: bool,
    forms: Vec<FormLink>,
}

/// What an address asks for.
struct Wish<'a> {
    columns: Vec<&'a Column>,
    filters: Vec<Filter>,
    wrong: Vec<String>,
    sort: Option<Sort>,
    after: Option<Cursor>,
    /// Number of the first row on this page, counted among those that fit.
    position: u64,
}

/// `GET /daten/{organisation}/{dataset}/tabelle`
pub(crate) async fn show(
    visitor: Visitor,
    Path(path): Path<DatasetPath>,
    query: Query,
) -> PageResult {
    let view = load(&visitor, &path, &query).await?;
    if !view.read.allowed {
        return rows_refused::page(&visitor, &path, &view);
    }
    let action = format!("{}/tabelle", path.href());
    let table = chosen_table(&view, &query)?
        .ok_or_else(|| Refusal::new(hebewerk_model::Kind::NotFound, "no_table_yet"))?;
    let wish = wish(visitor.words, table, &query);
    let request = request(&wish);
    let browsed = visitor
        .hub()
        .browse(&visitor.principal, &table_name(&view, table), &request)
        .await?;
    let w = visitor.words;
    let styles: Vec<Style> = wish
        .columns
        .iter()
        .map(|column| Style::of(column))
        .collect();
    let rows = rows(w, &browsed.page.batches, &styles)?;
    let total = browsed.page.total.unwrap_or_default();
    let next = browsed.page.next.as_ref().map(|cursor| {
        let position = wish.position + rows.len() as u64;
        query
            .with("nach", written(cursor))
            .with("ab", position)
            .href(&action)
    });
    let head = Head::of(&visitor, &path, &view, View::Table).with_tables(
        &view,
        &action,
        &query,
        Some(table),
    );
    page(&TablePage {
        shell: head.shell(&visitor, View::Table),
        w,
        heads: heads(&wish, &styles, &query, &action),
        range: range(w, &wish, rows.len() as u64, total),
        caption: caption(w, table, total),
        rows,
        choices: choices(table, &wish),
        kept: kept(&query),
        first_href: wish.after.is_some().then(|| first(&query).href(&action)),
        next_href: next,
        has_filters: !wish.filters.is_empty(),
        unfiltered_href: unfiltered(&query).href(&action),
        wrong: !wish.wrong.is_empty(),
        forms: links(
            w,
            &path,
            table.table.sql_name.as_str(),
            &for_download(&query),
        ),
        action,
        head,
    })
}

fn wish<'a>(w: Words, table: &'a TableView, query: &Query) -> Wish<'a> {
    let (filters, wrong) = filters(w, &table.columns, query);
    let after = query.get("nach").and_then(read);
    let position = query
        .get("ab")
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    Wish {
        columns: shown(table, query),
        filters,
        wrong,
        sort: sort(&table.columns, query),
        position: if after.is_some() { position } else { 0 },
        after,
    }
}

fn request(wish: &Wish<'_>) -> PageRequest {
    PageRequest {
        fields: wish
            .columns
            .iter()
            .map(|column| column.name.clone())
            .collect(),
        filters: wish.filters.clone(),
        sort: wish.sort.clone(),
        after: wish.after.clone(),
        limit: ROWS,
        with_total: true,
    }
}

/// Chosen columns in the order of the table; the first ones if none are chosen.
fn shown<'a>(table: &'a TableView, query: &Query) -> Vec<&'a Column> {
    let chosen: Vec<&Column> = table
        .columns
        .iter()
        .filter(|column| query.all("spalte").any(|name| name == column.name))
        .collect();
    if chosen.is_empty() {
        table.columns.iter().take(COLUMNS).collect()
    } else {
        chosen
    }
}

/// The conditions of an address, and the columns whose field holds none. Also used by downloads, so that the file
/// holds what the page shows.
pub(super) fn filters(w: Words, columns: &[Column], query: &Query) -> (Vec<Filter>, Vec<String>) {
    let mut filters = Vec::new();
    let mut wrong = Vec::new();
    for column in columns {
        let Some(text) = query.get(&field(&column.name)) else {
            continue;
        };
        match parse(w, column, text) {
            Ok(parsed) => filters.extend(parsed),
            Err(NoFilter) => wrong.push(column.name.clone()),
        }
    }
    (filters, wrong)
}

/// The order of an address, if its column exists.
pub(super) fn sort(columns: &[Column], query: &Query) -> Option<Sort> {
    let name = query.get("sortieren")?;
    columns
        .iter()
        .any(|column| column.name == name)
        .then(|| Sort {
            column: name.to_owned(),
            descending: query.get("richtung") == Some("ab"),
        })
}

fn field(column: &str) -> String {
    format!("f.{column}")
}

fn heads(wish: &Wish<'_>, styles: &[Style], query: &Query, action: &str) -> Vec<HeadCell> {
    wish.columns
        .iter()
        .zip(styles)
        .map(|(column, style)| {
            let sorted = wish.sort.as_ref().filter(|sort| sort.column == column.name);
            let from_start = first(query);
            let ascending = from_start
                .with("sortieren", &column.name)
                .without("richtung");
            // Three clicks: up, down, as in the file.
            let sort_href = match sorted {
                None => ascending,
                Some(sort) if !sort.descending => ascending.with("richtung", "ab"),
                Some(_) => from_start.without("sortieren").without("richtung"),
            };
            let field = field(&column.name);
            HeadCell {
                label: label(column),
                title: column.name.clone(),
                sort_href: sort_href.href(action),
                sorted: sorted.map(|sort| {
                    if sort.descending {
                        "descending"
                    } else {
                        "ascending"
                    }
                }),
                is_number: *style == Style::Number,
                value: query.get(&field).unwrap_or_default().to_owned(),
                is_wrong: wish.wrong.contains(&column.name),
                field,
            }
        })
        .collect()
}

fn choices(table: &TableView, wish: &Wish<'_>) -> Vec<ColumnChoice> {
    table
        .columns
        .iter()
        .map(|column| ColumnChoice {
            name: column.name.clone(),
            label: label(column),
            is_shown: wish.columns.iter().any(|shown| shown.name == column.name),
        })
        .collect()
}

fn caption(w: Words, table: &TableView, total: u64) -> String {
    if total == table.rows {
        w.t1("table-caption", "rows", total).into_owned()
    } else {
        w.t2("table-caption-filtered", "total", total, "rows", table.rows)
            .into_owned()
    }
}

fn range(w: Words, wish: &Wish<'_>, shown: u64, total: u64) -> String {
    if shown == 0 {
        return w.t("table-no-rows").into_owned();
    }
    let (from, to) = (wish.position + 1, wish.position + shown);
    w.t_with(
        "table-range",
        &[("from", &from), ("to", &to), ("total", &total)],
    )
    .into_owned()
}

/// The same wish from its first page.
fn first(query: &Query) -> Query {
    query.without("nach").without("ab")
}

fn unfiltered(query: &Query) -> Query {
    let mut bare = first(query);
    for (name, _value) in query
        .pairs()
        .filter(|(name, _value)| name.starts_with("f."))
    {
        bare = bare.without(name);
    }
    bare
}

fn for_download(query: &Query) -> Query {
    first(query).without("tabelle").without("spalte")
}

/// Parameters that the form sends along unseen.
fn kept(query: &Query) -> Vec<(String, String)> {
    query
        .pairs()
        .filter(|(name, value)| {
            matches!(*name, "fassung" | "tabelle" | "sortieren" | "richtung") && !value.is_empty()
        })
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// A cursor as a parameter: `7` in file order, `7=wert` or `7-` (no value) when sorted.
fn written(cursor: &Cursor) -> String {
    match &cursor.sort_value {
        Some(value) => format!("{}={value}", cursor.row),
        None => format!("{}-", cursor.row),
    }
}

fn read(text: &str) -> Option<Cursor> {
    if let Some((row, value)) = text.split_once('=') {
        return Some(Cursor {
            sort_value: Some(value.to_owned()),
            row: row.parse().ok()?,
        });
    }
    Some(Cursor {
        sort_value: None,
        row: text.trim_end_matches('-').parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_an_address_whatever_the_value() {
        for value in [None, Some(""), Some("a=b-&c"), Some("-5.5")] {
            let cursor = Cursor {
                sort_value: value.map(str::to_owned),
                row: 42,
            };
            assert_eq!(read(&written(&cursor)), Some(cursor));
        }
        assert_eq!(read("x"), None);
    }
}
