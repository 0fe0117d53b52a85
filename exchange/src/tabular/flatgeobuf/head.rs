//! The beginning of a FlatGeobuf: what it holds, its columns, its reference system.

use super::feature::Dimensions;
use super::index::NODE_SIZE;
use crate::tabular::TableMeta;
use crate::tabular::wkb_shape::Shape;
use flatbuffers::FlatBufferBuilder;
use flatgeobuf::{Column, ColumnArgs, ColumnType, Crs, CrsArgs, GeometryType, Header, HeaderArgs};

/// The sign of the format: version 3, patch 0.
const MAGIC: [u8; 8] = *b"fgb\x03fgb\0";
/// Definitions (WKT) by number of the EPSG, as PROJ writes them.
const DEFINITIONS: &str = include_str!("../reference_systems_wkt.json");

pub(super) struct HeadColumn {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) kind: ColumnType,
}

/// Which kinds of geometries there are.
#[derive(Default)]
pub(super) struct Kinds {
    seen: Option<GeometryType>,
    is_mixed: bool,
}

impl Kinds {
    pub(super) fn see(&mut self, shape: &Shape) {
        let kind = kind(shape);
        let first = *self.seen.get_or_insert(kind);
        self.is_mixed |= first != kind;
    }

    /// The only one; unknown where every feature has its own.
    pub(super) fn one(&self) -> GeometryType {
        self.seen
            .filter(|_| !self.is_mixed)
            .unwrap_or(GeometryType::Unknown)
    }
}

/// The name the format has for a kind of geometry.
pub(super) const fn kind(shape: &Shape) -> GeometryType {
    match shape {
        Shape::Point(_) => GeometryType::Point,
        Shape::Line(_) => GeometryType::LineString,
        Shape::Polygon(_) => GeometryType::Polygon,
        Shape::Points(_) => GeometryType::MultiPoint,
        Shape::Lines(_) => GeometryType::MultiLineString,
        Shape::Polygons(_) => GeometryType::MultiPolygon,
        Shape::Collection(_) => GeometryType::GeometryCollection,
    }
}

/// What is known of the table before its first row.
pub(super) struct Head {
    name: String,
    /// What a spreadsheet says in its second sheet.
    facts: String,
}

/// What is known of it behind its last one.
pub(super) struct Said<'a> {
    pub(super) columns: &'a [HeadColumn],
    pub(super) kind: GeometryType,
    pub(super) dimensions: Dimensions,
    pub(super) envelope: Option<[f64; 4]>,
    pub(super) count: u64,
    pub(super) is_indexed: bool,
    pub(super) system: Option<&'a str>,
}

impl Head {
    pub(super) fn of(meta: &TableMeta) -> Self {
        let facts = meta.facts.iter();
        let facts: Vec<String> = facts
            .map(|(what, said)| format!("{what}: {said}"))
            .collect();
        Self {
            name: if meta.sheet.is_empty() {
                "daten".to_owned()
            } else {
                meta.sheet.clone()
            },
            facts: facts.join("\n"),
        }
    }

    pub(super) fn bytes(&self, said: &Said<'_>) -> Vec<u8> {
        let mut builder = FlatBufferBuilder::new();
        let columns: Vec<_> = said
            .columns
            .iter()
            .map(|column| {
                let name = builder.create_string(&column.name);
                let title = builder.create_string(&column.title);
                let column = ColumnArgs {
                    name: Some(name),
                    title: Some(title),
                    type_: column.kind,
                    ..ColumnArgs::default()
                };
                Column::create(&mut builder, &column)
            })
            .collect();
        let header = HeaderArgs {
            name: Some(builder.create_string(&self.name)),
            description: (!self.facts.is_empty()).then(|| builder.create_string(&self.facts)),
            envelope: said
                .envelope
                .map(|envelope| builder.create_vector(&envelope)),
            geometry_type: said.kind,
            has_z: said.dimensions.has_z,
            has_m: said.dimensions.has_m,
            columns: Some(builder.create_vector(&columns)),
            features_count: said.count,
            index_node_size: if said.is_indexed { NODE_SIZE } else { 0 },
            crs: system(&mut builder, said.system),
            ..HeaderArgs::default()
        };
        let header = Header::create(&mut builder, &header);
        builder.finish_size_prefixed(header, None);
        [&MAGIC, builder.finished_data()].concat()
    }
}

/// The reference system by number, name and definition; none where nobody knows.
fn system<'a>(
    builder: &mut FlatBufferBuilder<'a>,
    name: Option<&str>,
) -> Option<flatbuffers::WIPOffset<Crs<'a>>> {
    let (organisation, number) = name?.rsplit_once(':')?;
    let code: i32 = number.parse().ok()?;
    let definitions: serde_json::Value = serde_json::from_str(DEFINITIONS).unwrap_or_default();
    let known = &definitions[number];
    let crs = CrsArgs {
        org: Some(builder.create_string(organisation)),
        code,
        name: known["name"]
            .as_str()
            .map(|name| builder.create_string(name)),
        wkt: known["wkt"]
            .as_str()
            .map(|text| builder.create_string(text)),
        ..CrsArgs::default()
    };
    Some(Crs::create(builder, &crs))
}
