//! The table of a dataset: sort, filter each column, choose columns, page by key.

mod wish;

use self::wish::{
    Wish, field, first, for_download, is_hidden_filter, kept, request, shown, unfiltered, wish,
    written,
};
use super::forms::{FormLink, links};
use super::head::{Head, View};
use super::{DatasetPath, chosen_table, load, rows_refused, table_name, way};
use crate::fragments::cell::{Cell, Style, headed, rows};
use crate::fragments::column_card::label;
use crate::middleware::request_id::RequestId;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::Shell;
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::Extension;
use axum::extract::Path;
use hebewerk_hub::TableView;

pub(super) use self::wish::{COLUMN, filters, sort};

/// Rows of a page.
pub(super) const ROWS: u32 = 50;

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

/// A filter on a column that is not shown: it still holds, so it must be seen and can be taken back.
struct HiddenFilter {
    words: String,
    href: String,
}

#[derive(Template)]
#[template(path = "dataset/table.html")]
struct TablePage {
    shell: Shell,
    w: Words,
    head: Head,
    action: String,
    kept: Vec<(String, String)>,
    hidden_filters: Vec<HiddenFilter>,
    heads: Vec<HeadCell>,
    rows: Vec<Vec<Cell>>,
    caption: String,
    choices: Vec<ColumnChoice>,
    range: String,
    first_href: Option<String>,
    previous_href: Option<String>,
    next_href: Option<String>,
    /// Whether the table itself holds no row.
    is_empty: bool,
    has_filters: bool,
    unfiltered_href: String,
    wrong: bool,
    forms: Vec<FormLink>,
    selection: String,
}

/// `GET /daten/{organisation}/{dataset}/tabelle`
pub(crate) async fn show(
    visitor: Visitor,
    Path(path): Path<DatasetPath>,
    query: Query,
    Extension(request_id): Extension<RequestId>,
) -> PageResult {
    let view = load(&visitor, &path, &query).await?;
    if !view.read.allowed {
        return rows_refused::page(&visitor, &path, &view, &request_id).await;
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
    let key = table.key();
    let key = wish.columns.iter().position(|one| Some(*one) == key);
    let rows = headed(rows(w, &browsed.page.batches, &styles)?, key);
    let total = browsed.page.total.unwrap_or_default();
    let next = browsed.page.next.as_ref().map(|cursor| {
        let position = wish.position + rows.len() as u64;
        way::onward(&query, &wish.way, &written(cursor), position).href(&action)
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
        range: range(w, table, &wish, rows.len() as u64, total),
        caption: caption(w, table, total),
        is_empty: table.rows == Some(0),
        selection: selection(w, table, &query, total),
        rows,
        choices: choices(table, &wish),
        kept: kept(&query, &wish),
        hidden_filters: hidden_filters(w, table, &wish, &query, &action),
        previous_href: way::back(&query, &wish.way, wish.position).map(|query| query.href(&action)),
        first_href: wish.after.is_some().then(|| first(&query).href(&action)),
        next_href: next,
        has_filters: !wish.filters.is_empty(),
        unfiltered_href: unfiltered(&query).href(&action),
        wrong: !wish.wrong.is_empty(),
        forms: links(
            w,
            &path,
            (table.table.sql_name.as_str(), &table.seen),
            &for_download(&query),
        ),
        action,
        head,
    })
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
        .seen
        .iter()
        .map(|column| ColumnChoice {
            name: column.name.clone(),
            label: label(column),
            is_shown: wish.columns.iter().any(|shown| shown.name == column.name),
        })
        .collect()
}

fn caption(w: Words, table: &TableView, total: u64) -> String {
    match table.rows {
        Some(rows) if rows != total => w.t2("table-caption-filtered", "total", total, "rows", rows),
        Some(_) => w.t1("table-caption", "rows", total),
        None => w.t1("table-caption-some", "rows", total),
    }
    .into_owned()
}

fn range(w: Words, table: &TableView, wish: &Wish<'_>, shown: u64, total: u64) -> String {
    if shown == 0 {
        let key = if table.rows == Some(0) {
            "table-empty"
        } else {
            "table-no-rows"
        };
        return w.t(key).into_owned();
    }
    let (from, to) = (wish.position + 1, wish.position + shown);
    w.t_with(
        "table-range",
        &[("from", &from), ("to", &to), ("total", &total)],
    )
    .into_owned()
}

/// What a file of this selection holds, in a sentence.
fn selection(w: Words, table: &TableView, query: &Query, total: u64) -> String {
    let columns = match query.all(COLUMN).count() {
        0 => table.seen.len(),
        _ => shown(table, query).len(),
    };
    w.t2("table-selection", "rows", total, "columns", columns)
        .into_owned()
}

fn hidden_filters(
    w: Words,
    table: &TableView,
    wish: &Wish<'_>,
    query: &Query,
    action: &str,
) -> Vec<HiddenFilter> {
    table
        .columns
        .iter()
        .filter(|column| is_hidden_filter(&field(&column.name), wish))
        .filter_map(|column| {
            let parameter = field(&column.name);
            let value = query.get(&parameter)?;
            Some(HiddenFilter {
                words: w
                    .t2(
                        "table-hidden-filter",
                        "column",
                        label(column),
                        "value",
                        value,
                    )
                    .into_owned(),
                href: first(query).without(&parameter).href(action),
            })
        })
        .collect()
}
