//! Where the rows of a table lie, as far as its columns say.

use super::text::TextColumn;
use super::{EncodeError, TableMeta};
use arrow::array::{Array, AsArray};
use arrow::datatypes::Schema;
use arrow::record_batch::RecordBatch;
use hebewerk_model::geometry::{EXTENSION_METADATA, ReferenceSystem, geojson_at, is_named_by};
use hebewerk_model::{Column, ColumnType, SemanticType};
use serde_json::{Value, json};
use std::collections::HashMap;

/// How a table says where its rows lie.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Placement {
    /// It does not.
    #[default]
    Nowhere,
    /// In a column of geometries.
    Geometries {
        /// Name of the column.
        column: String,
        /// Its reference system (`EPSG:25832`), where that is known.
        system: Option<String>,
    },
    /// In two columns of numbers.
    Coordinates {
        /// Column of eastings or longitudes.
        x: String,
        /// Column of northings or latitudes.
        y: String,
        /// Their reference system, where that is known.
        system: Option<String>,
    },
}

impl Placement {
    /// As the fields of an answer say: they name geometries, nothing else.
    pub fn of_schema(schema: &Schema) -> Self {
        let mut fields = schema.fields().iter();
        let found = fields.find(|field| is_named_by(field.metadata()));
        found.map_or(Self::Nowhere, |field| Self::Geometries {
            column: field.name().clone(),
            system: system(field.metadata()),
        })
    }

    /// As what the hub knows of columns says: geometries first, then longitude and latitude, then eastings and northings.
    pub fn of_columns(columns: &[Column]) -> Self {
        let meaning = |wanted| {
            let mut columns = columns.iter();
            columns.find(|column| column.semantic_type == Some(wanted))
        };
        let number = |wanted| meaning(wanted).filter(|column| column.column_type.is_number());
        if let Some(column) = meaning(SemanticType::Geometry)
            .filter(|column| column.column_type == ColumnType::Binary)
        {
            return Self::Geometries {
                column: column.name.clone(),
                system: column.unit.clone(),
            };
        }
        let degrees = number(SemanticType::Longitude).zip(number(SemanticType::Latitude));
        if let Some((x, y)) = degrees {
            return Self::Coordinates {
                x: x.name.clone(),
                y: y.name.clone(),
                system: Some("EPSG:4326".to_owned()),
            };
        }
        let metres = number(SemanticType::Easting).zip(number(SemanticType::Northing));
        metres.map_or(Self::Nowhere, |(x, y)| Self::Coordinates {
            x: x.name.clone(),
            y: y.name.clone(),
            system: x.unit.clone(),
        })
    }

    /// The reference system by its name.
    pub fn system(&self) -> Option<&str> {
        match self {
            Self::Nowhere => None,
            Self::Geometries { system, .. } | Self::Coordinates { system, .. } => system.as_deref(),
        }
    }

    /// Whether its places can be brought to longitude and latitude.
    ///
    /// Gauß-Krüger cannot: without a grid of shifts its places would lie metres aside and look right.
    pub fn is_on_earth(&self) -> bool {
        match self {
            Self::Nowhere => false,
            Self::Geometries { system, .. } => system
                .as_deref()
                .is_some_and(|name| ReferenceSystem::named(name).is_some()),
            Self::Coordinates { system, .. } => system
                .as_deref()
                .is_none_or(|name| ReferenceSystem::named(name).is_some()),
        }
    }
}

/// The reference system a field of geometries names.
pub(super) fn system(metadata: &HashMap<String, String>) -> Option<String> {
    let said: Value = serde_json::from_str(metadata.get(EXTENSION_METADATA)?).ok()?;
    Some(said.get("crs")?.as_str()?.to_owned())
}

/// The columns of a placement in the batches of one table.
pub(super) struct Places {
    /// Place of the column of geometries.
    geometries: Option<usize>,
    /// Places of the columns of coordinates.
    coordinates: Option<(usize, usize)>,
    system: Option<ReferenceSystem>,
}

impl Places {
    /// Of a table: as the door says, or as its fields do.
    pub(super) fn of(meta: &TableMeta, schema: &Schema) -> Result<(Self, Placement), EncodeError> {
        let placement = match &meta.placement {
            Placement::Nowhere => Placement::of_schema(schema),
            known => known.clone(),
        };
        let places = Self::in_columns(&placement, schema);
        if places.geometries.is_none() && places.coordinates.is_none() {
            return Err(EncodeError::NoPlaces);
        }
        Ok((places, placement))
    }

    /// The same of a table whose places can be brought to longitude and latitude.
    pub(super) fn on_earth(meta: &TableMeta, schema: &Schema) -> Result<Self, EncodeError> {
        let (places, placement) = Self::of(meta, schema)?;
        if !placement.is_on_earth() {
            return Err(EncodeError::PlacesNotOnEarth);
        }
        Ok(places)
    }

    fn in_columns(placement: &Placement, schema: &Schema) -> Self {
        let at = |name: &str| schema.index_of(name).ok();
        let (geometries, coordinates) = match placement {
            Placement::Nowhere => (None, None),
            Placement::Geometries { column, .. } => (at(column), None),
            Placement::Coordinates { x, y, .. } => (None, at(x).zip(at(y))),
        };
        Self {
            geometries,
            coordinates,
            system: placement.system().and_then(ReferenceSystem::named),
        }
    }

    /// The column that holds the geometries themselves.
    pub(super) const fn geometries(&self) -> Option<usize> {
        self.geometries
    }

    /// The geometry of a row as ISO WKB in its own system; none where there is none.
    pub(super) fn wkb(
        &self,
        batch: &RecordBatch,
        texts: &[TextColumn<'_>],
        row: usize,
    ) -> Option<Vec<u8>> {
        if let Some(index) = self.geometries {
            let values = batch.columns().get(index)?.as_binary_opt::<i32>()?;
            return values.is_valid(row).then(|| values.value(row).to_vec());
        }
        let (x, y) = self.point(texts, row)?;
        let mut bytes = Vec::with_capacity(21);
        bytes.push(1);
        bytes.extend(1_u32.to_le_bytes());
        bytes.extend(x.to_le_bytes());
        bytes.extend(y.to_le_bytes());
        Some(bytes)
    }

    /// The geometry of a row as GeoJSON in longitude and latitude; none where there is none, or none that lies on earth.
    pub(super) fn geojson(
        &self,
        batch: &RecordBatch,
        texts: &[TextColumn<'_>],
        row: usize,
    ) -> Option<String> {
        if let Some(index) = self.geometries {
            let system = self.system?;
            let values = batch.columns().get(index)?.as_binary_opt::<i32>()?;
            let bytes = values.is_valid(row).then(|| values.value(row))?;
            return geojson_at(bytes, &mut |x, y| shown(system, x, y));
        }
        let (x, y) = self.point(texts, row)?;
        let system = self.system.or_else(|| ReferenceSystem::guessed(x, y))?;
        let (longitude, latitude) = shown(system, x, y)?;
        Some(json!({"type": "Point", "coordinates": [longitude, latitude]}).to_string())
    }

    fn point(&self, texts: &[TextColumn<'_>], row: usize) -> Option<(f64, f64)> {
        let (x, y) = self.coordinates?;
        let number = |index: usize| {
            let mut text = String::new();
            let is_there = texts.get(index)?.read(row, &mut text).ok()?;
            let number: f64 = text.parse().ok()?;
            (is_there && number.is_finite()).then_some(number)
        };
        number(x).zip(number(y))
    }
}

/// A tenth of a millimetre is enough; more digits would be noise of the conversion.
const DIGITS: f64 = 1e9;

fn shown(system: ReferenceSystem, x: f64, y: f64) -> Option<(f64, f64)> {
    let (longitude, latitude) = system.position(x, y)?;
    Some(match system {
        ReferenceSystem::Degrees => (longitude, latitude),
        _ => (
            (longitude * DIGITS).round() / DIGITS,
            (latitude * DIGITS).round() / DIGITS,
        ),
    })
}
