//! Rows of a table, page by page.

mod conditions;
pub(super) mod selection;

pub(super) use self::conditions::refusal;

use self::selection::{Selection, open};
use super::caller::{
    ApiResult, Caller, Keep, json_response, tagged, unchanged, with_next, written,
};
use super::cursor;
use super::document::Problem;
use super::parameters::{TablePath, limit, truth};
use crate::Refusal;
use axum::extract::Path;
use hebewerk_exchange::tabular::{ColumnMeta, Encoder, TableMeta, TabularForm};
use hebewerk_hub::RowsPage;
use hebewerk_hub::ports::{Cursor, Page, PageRequest};
use hebewerk_model::{Column, ColumnType};
use serde::{Deserialize, Serialize};
use std::io::Read;
use utoipa::ToSchema;

/// Rows of a page if the address does not say.
const DEFAULT: u32 = 100;
/// Rows of a page at most.
const MOST: u32 = 10_000;

// What `Head`, the rows and `Tail` are together.
/// A page of rows.
#[derive(ToSchema)]
#[expect(
    dead_code,
    reason = "the shape as the document tells it; rows are written already when the rest is"
)]
pub(super) struct RowsAnswer {
    /// Slug of the organisation.
    organisation: String,
    /// Slug of the dataset.
    dataset: String,
    /// Name of the table.
    table: String,
    /// The version the rows are of; the same on all pages.
    version: u32,
    /// The columns of the rows, in order.
    columns: Vec<ColumnName>,
    /// One object a row; the order of its keys is that of the columns.
    #[schema(value_type = Vec<Object>)]
    rows: Vec<()>,
    /// Rows on all pages together, if counted.
    total: Option<u64>,
    /// Cursor of the next page. Missing on the last page.
    after: Option<String>,
    /// Address of the next page. Missing on the last page.
    next: Option<String>,
}

/// What stands before the rows.
#[derive(Serialize)]
struct Head<'a> {
    organisation: &'a str,
    dataset: &'a str,
    table: &'a str,
    version: u32,
    columns: Vec<ColumnName>,
}

/// What stands behind them.
#[derive(Serialize)]
struct Tail {
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// A column of the rows.
#[derive(Serialize, ToSchema)]
pub(super) struct ColumnName {
    /// Name.
    name: String,
    /// Type, as in the table's description.
    r#type: &'static str,
    /// Heading as it stands in the file.
    title: String,
}

/// Where a page of rows begins. Version and order are part of it: elsewhere the place means nothing.
#[derive(Serialize, Deserialize)]
pub(super) struct Place {
    version: u32,
    order: String,
    row: i64,
    value: Option<String>,
}

/// Rows of a table
///
/// Besides the parameters below every column is one: `art=Eiche`, `umfang.gte=100`, `art.contains=eiche`,
/// `begangen.null=true` (see the introduction). All conditions must hold.
#[utoipa::path(
    get,
    path = "/datasets/{organisation}/{dataset}/tables/{table}/rows",
    operation_id = "read_rows",
    tag = "tables",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug"),
        ("table" = String, Path, description = "Name of the table"),
        ("version" = Option<String>, Query, description = "Number or day; the newest version if not given"),
        ("fields" = Option<String>, Query, description = "Columns in the order wanted: `art,umfang`; all if not given"),
        ("sort" = Option<String>, Query, description = "One column, `-` in front of it for downwards: `-umfang`. Rows without a value come last. In the order of the file if not given"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 10_000, description = "Rows of a page; 100 if not given"),
        ("after" = Option<String>, Query, description = "Cursor of the page before"),
        ("total" = Option<bool>, Query, description = "Whether all rows that satisfy the conditions are counted; on the first page only if not given")
    ),
    responses(
        (status = OK, body = RowsAnswer, headers(
            ("ETag" = String, description = "The same version, rights and parameters give the same bytes"),
            ("Link" = String, description = "`<…>; rel=\"next\"`")
        )),
        (status = NOT_MODIFIED, description = "`If-None-Match` holds the tag"),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, body = Problem, content_type = "application/problem+json", description = "`busy`: too many pages of more than 1,000 rows at once")
    )
)]
pub(super) async fn page(caller: Caller, Path(path): Path<TablePath>) -> ApiResult {
    let after: Option<Place> = caller.query.get("after").map(cursor::read).transpose()?;
    let known = ["fields", "sort", "limit", "after", "version", "total"];
    let chosen = open(
        &caller,
        &path,
        after.as_ref().map(|place| place.version),
        &known,
    )
    .await?;
    let request = request(&caller, &chosen, after)?;
    let keep = Keep::of(&caller.visitor, &chosen.table.dataset);
    let etag = chosen.table.etag(&request);
    if caller.has(&etag) {
        return Ok(unchanged(keep, &etag));
    }
    let principal = &caller.visitor.principal;
    let hub = caller.hub();
    let read = hub.rows_for_json(principal, &chosen.table, &request).await;
    let (page, place) = read.map_err(refusal)?;
    let (text, next) = answer(&caller, &path, &chosen, page).await?;
    let response = json_response(text);
    drop(place);
    let response = with_next(response, next.as_deref());
    Ok(tagged(keep, &etag, response))
}

fn request(
    caller: &Caller,
    chosen: &Selection,
    after: Option<Place>,
) -> Result<PageRequest, Refusal> {
    if after
        .as_ref()
        .is_some_and(|place| place.order != order(chosen))
    {
        return Err(cursor::foreign());
    }
    Ok(PageRequest {
        fields: chosen
            .columns
            .iter()
            .map(|column| column.name.clone())
            .collect(),
        filters: chosen.filters.clone(),
        sort: chosen.sort.clone(),
        limit: limit(&caller.query, DEFAULT, MOST)?,
        with_total: truth(&caller.query, "total")?.unwrap_or(after.is_none()),
        after: after.map(|place| Cursor {
            sort_value: place.value,
            row: place.row,
        }),
    })
}

/// Table and order of a request, in short.
fn order(chosen: &Selection) -> String {
    let sort = chosen.sort.as_ref();
    let sort = sort.map(|sort| (sort.column.as_str(), sort.descending));
    let text = format!("{}.{} {sort:?}", chosen.name.schema, chosen.name.table);
    blake3::hash(text.as_bytes())
        .to_hex()
        .chars()
        .take(8)
        .collect()
}

/// The answer, and the address of the next page.
async fn answer(
    caller: &Caller,
    path: &TablePath,
    chosen: &Selection,
    page: RowsPage,
) -> Result<(String, Option<String>), Refusal> {
    let (rows, total, next) = match page {
        RowsPage::Written(page) => (page.rows, page.total, page.next),
        RowsPage::Read(page) => {
            let (total, next) = (page.total, page.next.clone());
            let meta = meta(&chosen.columns);
            let rows = tokio::task::spawn_blocking(move || encoded(page, meta))
                .await
                .map_err(Refusal::internal)??;
            (rows, total, next)
        }
    };
    let version = chosen.table.version.number.0;
    let place = next.map(|next| Place {
        version,
        order: order(chosen),
        row: next.row,
        value: next.sort_value,
    });
    let after = place.as_ref().map(cursor::written).transpose()?;
    let next = after.as_ref().map(|after| {
        let query = caller.query.with("after", after).with("version", version);
        caller.here_with(&query)
    });
    let head = Head {
        organisation: &path.organisation,
        dataset: &path.dataset,
        table: &path.table,
        version,
        columns: chosen.columns.iter().map(column).collect(),
    };
    let tail = Tail {
        total,
        after,
        next: next.clone(),
    };
    Ok((around(rows, &head, &tail)?, next))
}

/// One object of what stands before the rows, the rows as they are written, and what stands behind them.
fn around(rows: String, head: &Head<'_>, tail: &Tail) -> Result<String, Refusal> {
    let (mut before, tail) = (written(head)?, written(tail)?);
    // The brace at its end, and the one at the tail's beginning, give way to the rows.
    before.pop();
    before.push_str(",\"rows\":");
    // The rows are most of it, and mostly have room for the rest: they are moved, not copied into memory anew.
    let mut text = rows;
    text.reserve(before.len() + tail.len() + 1);
    text.insert_str(0, &before);
    match tail.strip_prefix('{') {
        Some("}") | None => text.push('}'),
        Some(rest) => {
            text.push(',');
            text.push_str(rest);
        }
    }
    Ok(text)
}

fn column(column: &Column) -> ColumnName {
    ColumnName {
        name: column.name.clone(),
        r#type: column.column_type.name(),
        title: column.label.clone(),
    }
}

/// What the encoder has to know of the columns.
fn meta(columns: &[Column]) -> TableMeta {
    let columns = columns.iter().map(|column| ColumnMeta {
        json: column.column_type == ColumnType::Json,
        ..ColumnMeta::default()
    });
    TableMeta {
        columns: columns.collect(),
        ..TableMeta::default()
    }
}

fn encoded(page: Page, meta: TableMeta) -> Result<String, Refusal> {
    let mut encoder = Encoder::new(TabularForm::Json, page.schema, meta)?;
    let mut text = Vec::new();
    for batch in &page.batches {
        text.extend(encoder.encode(batch)?);
    }
    let mut tail = encoder.finish()?;
    tail.read_to_end(&mut text).map_err(Refusal::internal)?;
    // Rows stand within an object: the line's end behind them goes.
    text.truncate(text.trim_ascii_end().len());
    String::from_utf8(text).map_err(Refusal::internal)
}
