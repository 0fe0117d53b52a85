//! Tables as files.

use super::caller::{ApiResult, Caller, Keep, tagged, unchanged};
use super::document::Problem;
use super::rows::selection::{Selection, open};
use crate::pages::dataset::download;
use crate::{Refusal, streaming};
use axum::extract::Path;
use futures::StreamExt;
use hebewerk_exchange::tabular::TabularForm;
use hebewerk_hub::Download;
use hebewerk_hub::ports::{Answer, AskError};
use serde::Deserialize;

/// Path of a table as a file.
#[derive(Deserialize)]
pub(super) struct FilePath {
    organisation: String,
    dataset: String,
    table: String,
    download: String,
}

/// The last segment of the address of a form.
pub(super) const fn segment(form: TabularForm) -> &'static str {
    match form {
        TabularForm::Csv => "download.csv",
        TabularForm::ExcelCsv => "download.excel.csv",
        TabularForm::Xlsx => "download.xlsx",
        TabularForm::Json => "download.json",
        TabularForm::Ndjson => "download.ndjson",
        TabularForm::Parquet => "download.parquet",
        TabularForm::Ods => "download.ods",
        TabularForm::Arrow => "download.arrow",
        TabularForm::GeoJson => "download.geojson",
        TabularForm::GeoPackage => "download.gpkg",
        TabularForm::FlatGeobuf => "download.fgb",
        TabularForm::Shapefile => "download.shp.zip",
        TabularForm::Kml => "download.kml",
    }
}

/// A table as a file
///
/// All rows that satisfy the conditions, as a stream. Conditions, `fields`, `sort` and `version` are those of `rows`.
#[utoipa::path(
    get,
    path = "/datasets/{organisation}/{dataset}/tables/{table}/{download}",
    operation_id = "download_table",
    tag = "tables",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug"),
        ("table" = String, Path, description = "Name of the table"),
        ("download" = String, Path, description = "`download.csv`, `download.excel.csv` (as a German Excel opens it), `download.xlsx`, `download.ods`, `download.json`, `download.ndjson`, `download.parquet` or `download.arrow`; where the table says where its rows lie, `download.geojson`, `download.gpkg`, `download.fgb`, `download.shp.zip` or `download.kml` too"),
        ("version" = Option<String>, Query, description = "Number or day; the newest version if not given"),
        ("fields" = Option<String>, Query, description = "Columns in the order wanted; all if not given"),
        ("sort" = Option<String>, Query, description = "One column, `-` in front of it for downwards")
    ),
    responses(
        (status = OK, description = "The file", content_type = "application/octet-stream", body = [u8]),
        (status = NOT_MODIFIED, description = "`If-None-Match` holds the tag"),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn table(caller: Caller, Path(path): Path<FilePath>) -> ApiResult {
    let mut forms = TabularForm::ALL.into_iter();
    let form = forms
        .find(|form| segment(*form) == path.download)
        .ok_or_else(Refusal::not_found)?;
    let path = super::parameters::TablePath {
        organisation: path.organisation,
        dataset: path.dataset,
        table: path.table,
    };
    let chosen = open(&caller, &path, None, &["fields", "sort", "version"]).await?;
    let keep = Keep::of(&caller.visitor, &chosen.table.dataset);
    let etag = etag(&caller, &chosen, form);
    if caller.has(&etag) {
        return Ok(unchanged(keep, &etag));
    }
    let hub = caller.hub();
    let (filters, sort) = (&chosen.filters, chosen.sort.as_ref());
    let download = hub
        .download(&caller.visitor.principal, &chosen.name, filters, sort)
        .await
        .map_err(super::rows::refusal)?;
    Ok(tagged(keep, &etag, file(&caller, &chosen, form, download)?))
}

/// Rows, columns, form, the language of headings, and what a workbook says of the dataset decide the bytes.
fn etag(caller: &Caller, chosen: &Selection, form: TabularForm) -> String {
    let fields: Vec<&str> = chosen
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .collect();
    let language = caller.visitor.words.tag();
    let said_at = chosen.table.dataset.updated_at;
    let request = (
        &chosen.filters,
        &chosen.sort,
        fields,
        form,
        language,
        said_at,
    );
    chosen.table.etag(&request)
}

fn file(
    caller: &Caller,
    chosen: &Selection,
    form: TabularForm,
    mut download: Download,
) -> ApiResult {
    let file_name = download::file_name(&download, form);
    download.answer = projected(download.answer, chosen)?;
    download.table.columns.clone_from(&chosen.columns);
    let meta = download::meta(caller.visitor.words, &download);
    let body = streaming::body(form, download.answer, meta, u64::MAX)?;
    Ok(download::file(form.media_type(), &file_name, None, body))
}

/// Only the columns asked for, in their order.
fn projected(answer: Answer, chosen: &Selection) -> Result<Answer, Refusal> {
    let columns = chosen.columns.iter();
    let places = columns.map(|column| answer.schema.index_of(&column.name));
    let places: Vec<usize> = places
        .collect::<Result<_, _>>()
        .map_err(Refusal::internal)?;
    let schema = answer.schema.project(&places).map_err(Refusal::internal)?;
    let batches = answer.batches.map(move |batch| {
        let batch = batch?;
        batch
            .project(&places)
            .map_err(|_impossible| AskError::Internal)
    });
    Ok(Answer {
        schema: schema.into(),
        batches: batches.boxed(),
    })
}
