//! Tables as files, and raw files as they arrived.

use super::table::{filters, sort};
use super::{DatasetPath, load, rows_refused, selected_columns, table_name};
use crate::attachment::attachment;
use crate::middleware::request_id::RequestId;
use crate::query::Query;
use crate::render::PageResult;
use crate::shapefile_words::shapefile_words;
use crate::{Refusal, Visitor, Words, streaming};
use axum::Extension;
use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hebewerk_exchange::tabular::{ColumnMeta, Placement, TableMeta, TabularForm};
use hebewerk_hub::{Download, RawDownload};
use hebewerk_model::{Column, ColumnType, DeliveryId, Kind};
use serde::Deserialize;

/// Path of a table as a file.
#[derive(Deserialize)]
pub(crate) struct FilePath {
    organisation: String,
    dataset: String,
    file: String,
}

/// Path of a raw file.
#[derive(Deserialize)]
pub(crate) struct RawPath {
    organisation: String,
    dataset: String,
    delivery: String,
}

/// `GET /daten/{organisation}/{dataset}/herunterladen/{table}.{form}`, with the filters of the table's view.
pub(crate) async fn table(
    visitor: Visitor,
    Path(path): Path<FilePath>,
    query: Query,
    Extension(request_id): Extension<RequestId>,
    headers: HeaderMap,
) -> PageResult {
    let (stem, form) = TabularForm::split_file_name(&path.file).ok_or_else(Refusal::not_found)?;
    let dataset = DatasetPath {
        organisation: path.organisation.clone(),
        dataset: path.dataset.clone(),
    };
    let view = load(&visitor, &dataset, &query).await?;
    if !view.read.allowed {
        return rows_refused::page(&visitor, &dataset, &view, &request_id).await;
    }
    let table = view
        .tables
        .iter()
        .find(|table| table.table.sql_name.as_str() == stem)
        .ok_or_else(|| Refusal::new(Kind::NotFound, "no_such_table"))?;
    let (filters, wrong) = filters(visitor.words, &table.seen, &query);
    if let Some(column) = wrong.first() {
        // A file that leaves a filter out would hold more than was asked for.
        return Err(Refusal::invalid("filter_not_understood").with("column", column));
    }
    let sort = sort(&table.seen, &query);
    let name = table_name(&view, table);
    let mut download = visitor
        .hub()
        .download(&visitor.principal, &name, &filters, sort.as_ref())
        .await?;
    selected_columns::leave_out_others(&mut download, &query)?;
    answer(visitor.words, form, download, &headers)
}

fn answer(w: Words, form: TabularForm, download: Download, headers: &HeaderMap) -> PageResult {
    let code = form.extension();
    // The words of headings differ by language, so the language is part of what the tag stands for.
    let etag = format!("\"{}-{code}-{}\"", download.etag.trim_matches('"'), w.tag());
    let known = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok());
    if known.is_some_and(|known| known.split(',').any(|one| one.trim() == etag)) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, etag)]).into_response());
    }
    let file_name = file_name(&download, form);
    let meta = meta(w, &download);
    let body = streaming::body(form, download.answer, meta, u64::MAX)?;
    Ok(file(form.media_type(), &file_name, Some(etag), body))
}

/// The name under which a table is saved.
pub(crate) fn file_name(download: &Download, form: TabularForm) -> String {
    format!(
        "{}_{}_fassung_{}.{}",
        download.organisation.slug,
        download.table.table.sql_name,
        download.version.number,
        form.extension()
    )
}

/// A response that is saved as a file.
pub(crate) fn file(
    media_type: &'static str,
    file_name: &str,
    etag: Option<String>,
    body: Body,
) -> Response {
    let mut response = (
        [
            (header::CONTENT_TYPE, media_type.to_owned()),
            (header::CONTENT_DISPOSITION, attachment(file_name)),
        ],
        body,
    )
        .into_response();
    if let Some(etag) = etag.and_then(|etag| etag.parse().ok()) {
        response.headers_mut().insert(header::ETAG, etag);
    }
    response
}

/// What a file says about the table.
pub(crate) fn meta(w: Words, download: &Download) -> TableMeta {
    let description = &download.dataset.description;
    let mut facts = vec![
        (w.t("meta-title").into_owned(), description.title.clone()),
        (
            w.t("bar-owner").into_owned(),
            download.organisation.name.clone(),
        ),
        (
            w.t("bar-version").into_owned(),
            download.version.number.to_string(),
        ),
        (
            w.t("bar-state").into_owned(),
            w.moment(download.version.created_at),
        ),
    ];
    if !description.text.is_empty() {
        facts.push((
            w.t("meta-description").into_owned(),
            description.text.clone(),
        ));
    }
    if let Some(licence) = &description.licence {
        facts.push((
            w.t("licence").into_owned(),
            w.code("licence", &licence.0).into_owned(),
        ));
    }
    TableMeta {
        sheet: download.table.table.name.clone(),
        about_sheet: w.t("meta-sheet").into_owned(),
        facts,
        column_heads: [
            "column-heading",
            "column-name",
            "column-kind",
            "column-meaning",
        ]
        .into_iter()
        .map(|key| w.t(key).into_owned())
        .collect(),
        columns: download
            .table
            .columns
            .iter()
            .map(|column| column_meta(w, column))
            .collect(),
        cut_note: w.t("meta-cut").into_owned(),
        made_at: Some(download.version.created_at),
        placement: Placement::of_columns(&download.table.columns),
        shapefile: shapefile_words(w),
    }
}

fn column_meta(w: Words, column: &Column) -> ColumnMeta {
    let label = crate::fragments::column_card::label(column);
    let meaning = column.semantic_type.map_or_else(String::new, |semantic| {
        w.code("semantic-type", semantic.name()).into_owned()
    });
    ColumnMeta {
        about: vec![
            label.clone(),
            column.name.clone(),
            w.column_kind(column.column_type, column.semantic_type)
                .into_owned(),
            meaning,
        ],
        label,
        json: column.column_type == ColumnType::Json,
    }
}

/// `GET /daten/{organisation}/{dataset}/original/{delivery}`: the file byte for byte.
///
/// Always an attachment of unknown kind: what people deliver must never run as a page of this hub.
pub(crate) async fn raw(visitor: Visitor, Path(path): Path<RawPath>) -> PageResult {
    let missing = || Refusal::new(Kind::NotFound, "no_such_delivery");
    let delivery: DeliveryId = path.delivery.parse().map_err(|_error| missing())?;
    let raw = visitor
        .hub()
        .raw(
            &visitor.principal,
            &path.organisation,
            &path.dataset,
            delivery,
            None,
        )
        .await?;
    Ok(raw_file(raw))
}

/// A raw file as a response.
pub(crate) fn raw_file(raw: RawDownload) -> Response {
    let etag = format!("\"{}\"", raw.delivery.content);
    let mut response = file(
        "application/octet-stream",
        &raw.delivery.file_name,
        Some(etag),
        Body::from_stream(raw.bytes),
    );
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, raw.delivery.size_bytes.into());
    if let Ok(sandbox) = "sandbox; default-src 'none'".parse() {
        headers.insert(HeaderName::from_static("content-security-policy"), sandbox);
    }
    response
}
