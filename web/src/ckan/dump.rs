//! `GET /datastore/dump/{resource_id}?format=csv|tsv|json|xml`: a table as a file.

use super::call::Call;
use super::datastore::asked;
use crate::pages::dataset::download::{file, meta};
use crate::query::Query;
use crate::render::PageResult;
use crate::{Refusal, Visitor, streaming};
use axum::extract::Path;
use axum::http::{HeaderMap, Method, Uri};
use hebewerk_exchange::tabular::TabularForm;
use hebewerk_hub::ports::Sort;

/// The whole table in the order of its file, or in one asked for, as far as `limit` goes.
pub(crate) async fn dump(
    visitor: Visitor,
    Path(id): Path<String>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    query: Query,
) -> PageResult {
    let call = Call::read(visitor, (&method, &uri, &headers), &[])?;
    let form = match query.get("format").unwrap_or("csv") {
        // What CKAN puts a byte order mark in front of is for Excel.
        "csv" if call.truth("bom", false) => TabularForm::ExcelCsv,
        "csv" => TabularForm::Csv,
        "json" => TabularForm::Json,
        "ndjson" => TabularForm::Ndjson,
        "parquet" => TabularForm::Parquet,
        "xlsx" => TabularForm::Xlsx,
        other => {
            return Err(Refusal::invalid("ckan_unknown_format")
                .with("field", "format")
                .with("name", other));
        }
    };
    let table = asked(&call, &id).await?;
    let sort = match call.list("sort").first() {
        None => None,
        Some(text) => {
            let mut words = text.split_whitespace();
            let name = words.next().unwrap_or_default();
            let column = super::datastore::column(name, &table.table.columns, "sort")?;
            let descending = words
                .next()
                .is_some_and(|way| way.eq_ignore_ascii_case("desc"));
            Some(Sort {
                column: column.name.clone(),
                descending,
            })
        }
    };
    let most = call.number("limit", u64::MAX)?;
    let download = call
        .hub()
        .download(call.principal(), &table.name, &[], sort.as_ref())
        .await?;
    let meta = meta(call.visitor.words, &download);
    let file_name = format!("{id}.{}", form.extension());
    let body = streaming::body(form, download.answer, meta, most)?;
    Ok(file(form.media_type(), &file_name, None, body))
}
