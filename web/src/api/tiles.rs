//! A table as a map: vector tiles, and the document that leads programs to them.

use super::caller::{ApiResult, Caller, Keep, tagged, unchanged};
use super::document::Problem;
use super::parameters::TablePath;
use super::rows::selection::{Selection, open};
use crate::Refusal;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use hebewerk_hub::ports::{MapOutline, TileAddress};
use hebewerk_model::Kind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Media type of vector tiles (IANA registry).
const MEDIA_TYPE: &str = "application/vnd.mapbox-vector-tile";
/// Changes with what a tile of the same rows looks like.
const LOOK: u32 = 1;
/// Zoom at which a single place is shown with its streets.
const STREETS_ZOOM: f64 = 15.0;

/// Path of a tile.
#[derive(Deserialize)]
pub(super) struct TilePath {
    organisation: String,
    dataset: String,
    table: String,
    z: String,
    x: String,
    y: String,
}

/// What programs of maps have to know of the tiles (TileJSON 3.0.0).
#[derive(Serialize, ToSchema)]
pub(super) struct TileJson {
    /// `3.0.0`.
    tilejson: &'static str,
    /// Title of the dataset.
    name: String,
    /// What the dataset is.
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    /// Licence of the data, as text for the map's edge.
    #[serde(skip_serializing_if = "Option::is_none")]
    attribution: Option<String>,
    /// Version of the dataset, as `<number>.0.0`.
    version: String,
    /// `xyz`: rows are counted from the north.
    scheme: &'static str,
    /// Addresses with `{z}`, `{x}` and `{y}` in them, of exactly this version.
    tiles: Vec<String>,
    /// Least zoom.
    minzoom: u8,
    /// Greatest zoom; beyond it programs enlarge its tiles.
    maxzoom: u8,
    /// West, south, east, north of all rows you may see, in degrees. Missing where none of them lies anywhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    bounds: Option<[f64; 4]>,
    /// Longitude, latitude and zoom to begin with.
    #[serde(skip_serializing_if = "Option::is_none")]
    center: Option<[f64; 3]>,
    /// One layer, named after the table.
    vector_layers: Vec<VectorLayer>,
}

/// A layer of the tiles.
#[derive(Serialize, ToSchema)]
pub(super) struct VectorLayer {
    /// Name of the layer.
    id: String,
    /// Attributes: name, and heading with type.
    fields: BTreeMap<String, String>,
    /// Least zoom.
    minzoom: u8,
    /// Greatest zoom.
    maxzoom: u8,
}

/// A table as a map
///
/// TileJSON 3.0.0, for MapLibre, QGIS, OpenLayers and others. There where the table says where its rows lie.
#[utoipa::path(
    get,
    path = "/datasets/{organisation}/{dataset}/tables/{table}/tiles",
    operation_id = "show_map",
    tag = "tables",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug"),
        ("table" = String, Path, description = "Name of the table"),
        ("version" = Option<String>, Query, description = "Number or day; the newest version if not given")
    ),
    responses(
        (status = OK, body = TileJson),
        (status = NOT_MODIFIED, description = "`If-None-Match` holds the tag"),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json", description = "`no_map`: nothing says where rows lie"),
        (status = SERVICE_UNAVAILABLE, body = Problem, content_type = "application/problem+json", description = "`busy`: the map is being made")
    )
)]
pub(super) async fn show(caller: Caller, Path(path): Path<TablePath>) -> ApiResult {
    let chosen = open(&caller, &path, None, &["version"]).await?;
    let outline = caller.hub().map(&chosen.table).await?;
    let document = document(&caller, &path, &chosen, &outline);
    let keep = Keep::of(&caller.visitor, &chosen.table.dataset);
    caller.json(keep, &document)
}

/// A tile of a map
///
/// A vector tile (MVT 2.1, Web Mercator) of one layer named after the table. A feature is a row: its attributes are up to
/// 32 columns with texts of up to 200 signs, its id the number of the row, where no rows are held back from you. Points
/// that would lie upon each other are one feature with `point_count` and nothing else; lines and areas are simplified.
#[utoipa::path(
    get,
    path = "/datasets/{organisation}/{dataset}/tables/{table}/tiles/{z}/{x}/{y}",
    operation_id = "read_tile",
    tag = "tables",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug"),
        ("table" = String, Path, description = "Name of the table"),
        ("z" = String, Path, description = "Zoom, 0 to 18"),
        ("x" = String, Path, description = "Column from the west"),
        ("y" = String, Path, description = "Row from the north, with `.mvt` behind it"),
        ("version" = Option<String>, Query, description = "Number or day; the newest version if not given")
    ),
    responses(
        (status = OK, description = "The tile", content_type = "application/vnd.mapbox-vector-tile", body = [u8], headers(
            ("ETag" = String, description = "The same version and rights give the same bytes")
        )),
        (status = NO_CONTENT, description = "Nothing lies there"),
        (status = NOT_MODIFIED, description = "`If-None-Match` holds the tag"),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, body = Problem, content_type = "application/problem+json", description = "`busy`: the map is being made")
    )
)]
pub(super) async fn tile(caller: Caller, Path(path): Path<TilePath>) -> ApiResult {
    let missing = || Refusal::new(Kind::NotFound, "no_such_tile");
    let at = address(&path).ok_or_else(missing)?;
    let path = TablePath {
        organisation: path.organisation,
        dataset: path.dataset,
        table: path.table,
    };
    let chosen = open(&caller, &path, None, &["version"]).await?;
    let keep = Keep::of(&caller.visitor, &chosen.table.dataset);
    let etag = chosen.table.etag(&("tile", LOOK, at));
    if caller.has(&etag) {
        return Ok(unchanged(keep, &etag));
    }
    let bytes = caller.hub().tile(&chosen.table, at).await?;
    let response = if bytes.is_empty() {
        StatusCode::NO_CONTENT.into_response()
    } else {
        ([(header::CONTENT_TYPE, MEDIA_TYPE)], bytes).into_response()
    };
    Ok(tagged(keep, &etag, response))
}

fn address(path: &TilePath) -> Option<TileAddress> {
    let y = path.y.strip_suffix(".mvt")?;
    // As programs write them: `+1` and `01` would be other addresses of the same tile.
    let number = |text: &str| {
        text.parse()
            .ok()
            .filter(|number: &u32| number.to_string() == text)
    };
    let zoom = u8::try_from(number(&path.z)?).ok()?;
    TileAddress::new(zoom, number(&path.x)?, number(y)?)
}

fn document(
    caller: &Caller,
    path: &TablePath,
    chosen: &Selection,
    outline: &MapOutline,
) -> TileJson {
    let w = caller.visitor.words;
    let dataset = &chosen.table.dataset;
    let version = chosen.table.version.number;
    let tiles = caller.address(&format!(
        "/datasets/{}/{}/tables/{}/tiles/{{z}}/{{x}}/{{y}}.mvt?version={version}",
        path.organisation, path.dataset, path.table
    ));
    let fields = outline.fields.iter().map(|field| {
        let about = format!("{} ({})", field.label, field.column_type.name());
        (field.name.clone(), about)
    });
    let count = (MapOutline::COUNT.to_owned(), "integer".to_owned());
    let licence = dataset.description.licence.as_ref();
    TileJson {
        tilejson: "3.0.0",
        name: dataset.description.title.clone(),
        description: dataset.description.text.clone(),
        attribution: licence.map(|licence| w.code("licence", &licence.0).into_owned()),
        version: format!("{version}.0.0"),
        scheme: "xyz",
        tiles: vec![tiles],
        minzoom: 0,
        maxzoom: TileAddress::MOST_ZOOM,
        bounds: outline.bounds,
        center: outline.bounds.map(center),
        vector_layers: vec![VectorLayer {
            id: path.table.clone(),
            fields: fields.chain([count]).collect(),
            minzoom: 0,
            maxzoom: TileAddress::MOST_ZOOM,
        }],
    }
}

/// The middle, and the zoom at which two tiles hold all.
fn center([west, south, east, north]: [f64; 4]) -> [f64; 3] {
    let width = (east - west).max(north - south);
    let zoom = if width > 0.0 {
        (360.0 / width)
            .log2()
            .floor()
            .clamp(0.0, f64::from(TileAddress::MOST_ZOOM))
    } else {
        STREETS_ZOOM
    };
    [west.midpoint(east), south.midpoint(north), zoom]
}
