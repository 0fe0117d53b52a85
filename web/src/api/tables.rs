//! The tables of a dataset: columns, and what their values look like.

mod column;

use self::column::ColumnView;
use super::caller::{ApiResult, Caller, Keep, Links};
use super::datasets::load;
use super::document::Problem;
use super::list::Page;
use super::parameters::{DatasetPath, TablePath, only};
use crate::Refusal;
use axum::extract::Path;
use hebewerk_exchange::tabular::{Placement, TabularForm};
use hebewerk_hub::{DatasetView, TableView};
use hebewerk_model::{Kind, TableName, VersionSelector};
use serde::Serialize;
use utoipa::ToSchema;

/// A table.
#[derive(Serialize, ToSchema)]
pub(super) struct TableSummary {
    /// Segment of addresses and name in SQL.
    name: String,
    /// Sheet, archive member or file stem.
    title: String,
    /// How a question names it: `select * from <sql_name>`.
    sql_name: String,
    /// Version the numbers belong to.
    version: u32,
    /// Rows; missing where some are held back from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<u64>,
    /// Columns.
    column_count: usize,
    /// Rows or cells that did not fit and lie in a table of their own.
    set_aside: u64,
    /// Whether it holds what was set aside from another table.
    is_aside: bool,
    /// Addresses: `self`, `rows`, `download.…` for each form, and `tiles` where there is a map.
    links: Links,
}

/// A table with its columns.
#[derive(Serialize, ToSchema)]
pub(super) struct TableDetail {
    #[serde(flatten)]
    table: TableSummary,
    /// Columns in order.
    columns: Vec<ColumnView>,
    /// Whether the columns carry statistics: only for those who may read every row.
    has_statistics: bool,
}

impl TableSummary {
    /// A table of the version shown.
    pub(super) fn of(caller: &Caller, shown: &DatasetView, table: &TableView) -> Self {
        let organisation = &shown.organisation.slug;
        let name = &table.table.sql_name;
        let path = format!(
            "/datasets/{organisation}/{}/tables/{name}",
            shown.dataset.slug
        );
        Self {
            name: name.to_string(),
            title: table.table.name.clone(),
            sql_name: sql_name(shown, table).to_string(),
            version: shown.version.as_ref().map_or(0, |version| version.number.0),
            rows: table.rows,
            column_count: table.columns.len(),
            set_aside: table.set_aside,
            is_aside: table.is_aside,
            links: links(caller, &path, &Placement::of_columns(&table.seen)),
        }
    }
}

/// The name in SQL: without number when the version shown is the newest.
fn sql_name(shown: &DatasetView, table: &TableView) -> TableName {
    let newest = shown.versions.first().map(|version| version.number);
    let older = shown.version.as_ref().map(|version| version.number);
    let older = older.filter(|number| Some(*number) != newest);
    TableName {
        schema: shown.organisation.slug.clone(),
        table: table.table.sql_name.clone(),
        version: older.map_or(VersionSelector::Current, |number| {
            VersionSelector::Number(number.0)
        }),
    }
}

/// Relations of a table; forms are named as their last segment.
fn links(caller: &Caller, path: &str, placement: &Placement) -> Links {
    let mut links = Links::from([
        ("self", caller.address(path)),
        ("rows", caller.address(&format!("{path}/rows"))),
    ]);
    if placement.is_on_earth() {
        links.insert("tiles", caller.address(&format!("{path}/tiles")));
    }
    for form in TabularForm::offered(placement) {
        let segment = super::downloads::segment(form);
        links.insert(segment, caller.address(&format!("{path}/{segment}")));
    }
    links
}

/// The tables of a dataset
#[utoipa::path(
    get,
    path = "/datasets/{organisation}/{dataset}/tables",
    operation_id = "list_tables",
    tag = "tables",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug"),
        ("version" = Option<String>, Query, description = "Number or day; the newest version if not given")
    ),
    responses(
        (status = OK, body = Page<TableSummary>),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn list(caller: Caller, Path(path): Path<DatasetPath>) -> ApiResult {
    only(&caller.query, &["version"])?;
    let shown = load(&caller, &path).await?;
    let tables = shown.tables.iter();
    let items = tables.map(|table| TableSummary::of(&caller, &shown, table));
    let page = Page::whole(items.collect());
    caller.json(Keep::of(&caller.visitor, &shown.dataset), &page)
}

/// One table: its columns, and statistics for those who may read rows
#[utoipa::path(
    get,
    path = "/datasets/{organisation}/{dataset}/tables/{table}",
    operation_id = "show_table",
    tag = "tables",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug"),
        ("table" = String, Path, description = "Name of the table"),
        ("version" = Option<String>, Query, description = "Number or day; the newest version if not given")
    ),
    responses(
        (status = OK, body = TableDetail),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn show(caller: Caller, Path(path): Path<TablePath>) -> ApiResult {
    only(&caller.query, &["version"])?;
    let dataset = DatasetPath {
        organisation: path.organisation,
        dataset: path.dataset,
    };
    let shown = load(&caller, &dataset).await?;
    let mut tables = shown.tables.iter();
    let table = tables
        .find(|table| table.table.sql_name.as_str() == path.table)
        .ok_or_else(|| Refusal::new(Kind::NotFound, "no_such_table").with("name", &path.table))?;
    let view = TableDetail {
        table: TableSummary::of(&caller, &shown, table),
        columns: column::views(table),
        has_statistics: !table.statistics.is_empty(),
    };
    caller.json(Keep::of(&caller.visitor, &shown.dataset), &view)
}
