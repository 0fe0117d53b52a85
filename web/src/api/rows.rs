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
use hebewerk_hub::ports::{Cursor, Page, PageRequest};
use hebewerk_model::{Column, ColumnType};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::io::Read;
use utoipa::ToSchema;

/// Rows of a page if the address does not say.
const DEFAULT: u32 = 100;
/// Rows of a page at most.
const MOST: u32 = 10_000;

/// A page of rows.
#[derive(Serialize, ToSchema)]
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
    rows: Box<RawValue>,
    /// Rows on all pages together, if counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<u64>,
    /// Cursor of the next page. Missing on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<String>,
    /// Address of the next page. Missing on the last page.
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
    let read = caller.hub().rows(principal, &chosen.table, &request).await;
    let (page, place) = read.map_err(refusal)?;
    let answer = answer(&caller, &path, &chosen, page).await?;
    let response = json_response(written(&answer)?);
    drop(place);
    let response = with_next(response, answer.next.as_deref());
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

async fn answer(
    caller: &Caller,
    path: &TablePath,
    chosen: &Selection,
    page: Page,
) -> Result<RowsAnswer, Refusal> {
    let version = chosen.table.version.number.0;
    let place = page.next.as_ref().map(|next| Place {
        version,
        order: order(chosen),
        row: next.row,
        value: next.sort_value.clone(),
    });
    let after = place.as_ref().map(cursor::written).transpose()?;
    let next = after.as_ref().map(|after| {
        let query = caller.query.with("after", after).with("version", version);
        caller.here_with(&query)
    });
    let total = page.total;
    let meta = meta(&chosen.columns);
    let rows = tokio::task::spawn_blocking(move || encoded(page, meta))
        .await
        .map_err(Refusal::internal)??;
    Ok(RowsAnswer {
        organisation: path.organisation.clone(),
        dataset: path.dataset.clone(),
        table: path.table.clone(),
        version,
        columns: chosen.columns.iter().map(column).collect(),
        rows,
        total,
        after,
        next,
    })
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

fn encoded(page: Page, meta: TableMeta) -> Result<Box<RawValue>, Refusal> {
    let mut encoder = Encoder::new(TabularForm::Json, page.schema, meta)?;
    let mut text = Vec::new();
    for batch in &page.batches {
        text.extend(encoder.encode(batch)?);
    }
    let mut tail = encoder.finish()?;
    tail.read_to_end(&mut text).map_err(Refusal::internal)?;
    // Not read anew: a page of many rows is heavy enough once.
    let text = String::from_utf8(text).map_err(Refusal::internal)?;
    RawValue::from_string(text).map_err(Refusal::internal)
}
