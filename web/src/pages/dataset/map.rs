//! The table of a dataset on a map, with what lies in view as a list beside it.

use super::head::{Head, View};
use super::{DatasetPath, chosen_table, load, rows_refused};
use crate::fragments::column_card::label;
use crate::middleware::headers;
use crate::middleware::request_id::RequestId;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::Shell;
use crate::{Refusal, Visitor, Words, api, assets};
use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use hebewerk_exchange::tabular::Placement;
use hebewerk_hub::TableView;
use hebewerk_model::ColumnType;
use serde_json::json;

/// Columns in the list beside the map; the map's features bear more.
const LISTED: usize = 3;

/// What the script has to know.
struct Sheet {
    /// Address of the TileJSON document.
    tiles: String,
    worker: String,
    style: String,
    /// `[{"name": …, "label": …, "number": …}]`, those that are listed first.
    columns: String,
    /// How many of them are listed.
    listed: usize,
    /// Address of the rows, in which a filter `f.<key>` finds one.
    rows: String,
    /// Column that names rows; empty if there is none.
    key: String,
    /// Tiles of the map below, and whose they are; empty if none is set.
    ground: String,
}

#[derive(Template)]
#[template(path = "dataset/map.html")]
struct MapPage {
    shell: Shell,
    w: Words,
    head: Head,
    sheet: Option<Sheet>,
    heads: Vec<(String, bool)>,
    attribution: Vec<String>,
    table_href: String,
}

/// Whether a table can be shown on a map.
pub(super) fn has_map(table: &TableView) -> bool {
    table.access.counts.is_none() && Placement::of_columns(&table.seen).is_on_earth()
}

/// `GET /daten/{organisation}/{dataset}/karte`
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
    let table = chosen_table(&view, &query)?
        .ok_or_else(|| Refusal::new(hebewerk_model::Kind::NotFound, "no_table_yet"))?;
    let w = visitor.words;
    let step = format!("{}/karte", path.href());
    let head =
        Head::of(&visitor, &path, &view, View::Map).with_tables(&view, &step, &query, Some(table));
    let ground = visitor.state.settings.ground_map.as_ref();
    let licence = view.dataset.description.licence.as_ref();
    let licence = licence.map(|licence| w.code("licence", &licence.0).into_owned());
    let mut attribution = vec![view.organisation.name.clone()];
    attribution.extend(licence);
    attribution.extend(ground.map(|ground| ground.attribution.clone()));
    let listed = listed(table);
    let version = view.version.as_ref().map_or(1, |version| version.number.0);
    let sheet = has_map(table).then(|| Sheet {
        tiles: format!(
            "{}/datasets/{}/{}/tables/{}/tiles?version={version}",
            api::ROOT,
            path.organisation,
            path.dataset,
            table.table.sql_name
        ),
        worker: assets::href("maplibre-gl-worker.mjs"),
        style: assets::href("maplibre-gl.css"),
        columns: columns(table, &listed),
        listed: listed.len(),
        rows: head.to_table(&table.table.sql_name),
        key: table.key().map(|key| key.name.clone()).unwrap_or_default(),
        ground: ground
            .map(|ground| ground.tiles_url.clone())
            .unwrap_or_default(),
    });
    let mut response = page(&MapPage {
        shell: head.shell(&visitor, View::Map),
        w,
        heads: listed
            .iter()
            .map(|column| (label(column), column.column_type.is_number()))
            .collect(),
        sheet,
        attribution,
        table_href: head.to_table(&table.table.sql_name),
        head,
    })?;
    // Only this page may fetch anything from the map below it, and only from there.
    let policy = ground.map(|ground| headers::policy_with(&ground.origin));
    if let Some(policy) = policy.and_then(|policy| HeaderValue::from_str(&policy).ok()) {
        response
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}

/// Columns that are on maps, the key first.
fn on_map(table: &TableView) -> Vec<&hebewerk_model::Column> {
    let key = table.key().map(|key| key.name.as_str());
    let mut columns: Vec<_> = table
        .seen
        .iter()
        .filter(|column| !matches!(column.column_type, ColumnType::Binary | ColumnType::Json))
        .collect();
    columns.sort_by_key(|column| Some(column.name.as_str()) != key);
    columns
}

/// Those of the list: what says where a row lies is seen on the map.
fn listed(table: &TableView) -> Vec<&hebewerk_model::Column> {
    let placement = Placement::of_columns(&table.seen);
    let is_place = |name: &str| match &placement {
        Placement::Coordinates { x, y, .. } => x == name || y == name,
        Placement::Geometries { .. } | Placement::Nowhere => false,
    };
    let columns = on_map(table).into_iter();
    columns
        .filter(|column| !is_place(&column.name))
        .take(LISTED)
        .collect()
}

fn columns(table: &TableView, listed: &[&hebewerk_model::Column]) -> String {
    let others = on_map(table)
        .into_iter()
        .filter(|column| !listed.iter().any(|one| one.name == column.name));
    let all = listed.iter().copied().chain(others).map(|column| {
        json!({ "name": column.name, "label": label(column), "number": column.column_type.is_number() })
    });
    serde_json::Value::Array(all.collect()).to_string()
}
