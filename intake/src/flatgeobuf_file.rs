//! FlatGeobuf: one layer with typed columns, read in file order.

use crate::archive::Damage;
use crate::frame::RecordReader;
use crate::geometry::{Geometry, GeometryColumn, Path as Positions, Position, Shape, stroke};
use crate::layers::findings::LAYER_UNREADABLE;
use crate::layers::{Layer, LayerColumn, LayerFile, LayerRecords, SeenGeometries};
use crate::moment_cells::iso_cell;
use crate::reference_system::{Declared, from_wkt};
use flatgeobuf::geozero::{ColumnValue, PropertyProcessor};
use flatgeobuf::{
    ColumnType as FgbType, FallibleStreamingIterator, FeatureIter, FeatureProperties, FgbFeature,
    FgbReader, GeometryType, NotSeekable,
};
use hebewerk_hub::ports::ReadError;
use hebewerk_model::{ColumnType, Finding, Severity};
use hebewerk_profile::{RawCell, Record};
use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

const FORMAT: &str = "flatgeobuf";
const GEOMETRY_LABEL: &str = "geometrie";
/// Collections in collections deeper than this are no geometry.
const MOST_LEVELS: u8 = 8;

/// An open file.
pub(crate) struct FlatgeobufFile {
    file: PathBuf,
    layer: Layer,
    declared: Option<Declared>,
    has_z: bool,
    has_m: bool,
    kind: GeometryType,
}

/// A file whose bytes read are counted.
type Input = BufReader<File>;

/// Opens a file.
pub(crate) fn open(file: &Path, table: &str) -> Result<FlatgeobufFile, ReadError> {
    let reader = FgbReader::open(input(file)?).map_err(|error| damaged(&error))?;
    let header = reader.header();
    let mut columns: Vec<LayerColumn> = header
        .columns()
        .into_iter()
        .flatten()
        .map(|column| LayerColumn::new(column.name(), column_type(column.type_())))
        .collect();
    let taken = columns
        .iter()
        .any(|column| column.label.eq_ignore_ascii_case(GEOMETRY_LABEL));
    columns.push(LayerColumn::geometry(if taken {
        "geometry"
    } else {
        GEOMETRY_LABEL
    }));
    let declared = header.crs().and_then(|crs| {
        let is_epsg = crs.org().is_none_or(|org| org.eq_ignore_ascii_case("epsg"));
        match u32::try_from(crs.code()) {
            Ok(number) if number > 0 && is_epsg => Some(Declared::Epsg(number)),
            _ => from_wkt(crs.wkt().unwrap_or_default()),
        }
    });
    Ok(FlatgeobufFile {
        file: file.to_owned(),
        layer: Layer {
            name: table.to_owned(),
            columns,
            ..Layer::default()
        },
        declared,
        has_z: header.has_z(),
        has_m: header.has_m(),
        kind: header.geometry_type(),
    })
}

fn input(file: &Path) -> io::Result<Input> {
    Ok(BufReader::with_capacity(1 << 16, File::open(file)?))
}

fn damaged(error: &flatgeobuf::Error) -> ReadError {
    match error {
        flatgeobuf::Error::IO(error) => Damage::of_io(error),
        _ => Damage::Rules,
    }
    .error(FORMAT)
}

fn column_type(kind: FgbType) -> Option<ColumnType> {
    Some(match kind {
        FgbType::Bool => ColumnType::Boolean,
        FgbType::Byte
        | FgbType::UByte
        | FgbType::Short
        | FgbType::UShort
        | FgbType::Int
        | FgbType::UInt
        | FgbType::Long => ColumnType::Integer,
        FgbType::ULong => ColumnType::Decimal {
            precision: 38,
            scale: 0,
        },
        FgbType::Float | FgbType::Double => ColumnType::Float,
        FgbType::String => ColumnType::Text,
        FgbType::Json => ColumnType::Json,
        FgbType::Binary => ColumnType::Binary,
        // A day or a moment: recognised by the values.
        _ => return None,
    })
}

impl LayerFile for FlatgeobufFile {
    fn layers(&self) -> &[Layer] {
        std::slice::from_ref(&self.layer)
    }

    fn records(&self, _layer: usize) -> Result<Box<dyn LayerRecords>, ReadError> {
        let reader = FgbReader::open(input(&self.file)?).map_err(|error| damaged(&error))?;
        let features = reader.select_all_seq().map_err(|error| damaged(&error))?;
        Ok(Box::new(FgbRecords {
            all: features.features_count().unwrap_or_default() as u64,
            features,
            width: self.layer.columns.len() - 1,
            form: Form {
                has_z: self.has_z,
                has_m: self.has_m,
                kind: self.kind,
            },
            declared: self.declared.clone(),
            geometries: GeometryColumn::default(),
            row: 0,
            broken: false,
        }))
    }
}

struct FgbRecords {
    features: FeatureIter<Input, NotSeekable>,
    width: usize,
    form: Form,
    declared: Option<Declared>,
    geometries: GeometryColumn,
    row: u64,
    all: u64,
    broken: bool,
}

impl RecordReader for FgbRecords {
    fn read(&mut self, record: &mut Record) -> Result<bool, ReadError> {
        if self.broken {
            return Ok(false);
        }
        let feature = match self.features.next() {
            Ok(Some(feature)) => feature,
            Ok(None) => return Ok(false),
            Err(flatgeobuf::Error::IO(error)) if Damage::of_io(&error).is_of_machine() => {
                return Err(error.into());
            }
            Err(_damaged) => {
                self.broken = true;
                return Ok(false);
            }
        };
        self.row += 1;
        record.start(self.row);
        let mut cells = Cells {
            values: vec![None; self.width],
        };
        // What is damaged in the properties of one feature leaves the rest of them empty.
        let read = feature.process_properties(&mut cells);
        self.broken |= read.is_err();
        cells.push_to(record);
        match self.form.geometry(feature) {
            Some(Some((geometry, stroked))) => {
                if stroked {
                    self.geometries.stroke(self.row);
                }
                record.push(RawCell::Binary(self.geometries.take(self.row, geometry)));
            }
            Some(None) => {
                self.geometries.miss(self.row);
                record.push(RawCell::Empty);
            }
            None => {
                self.geometries.refuse(self.row);
                record.push(RawCell::Json("?"));
            }
        }
        Ok(true)
    }
}

impl LayerRecords for FgbRecords {
    fn geometries(&self) -> Vec<SeenGeometries<'_>> {
        vec![SeenGeometries {
            column: self.width,
            seen: &self.geometries,
            declared: self.declared.clone(),
        }]
    }

    fn noticed(&self) -> Vec<Finding> {
        let short = self.row < self.all;
        (self.broken || short)
            .then(|| {
                Finding::new(LAYER_UNREADABLE, Severity::Error)
                    .at_row(self.row + 1)
                    .with("layer", FORMAT)
            })
            .into_iter()
            .collect()
    }

    fn progress(&self) -> (u64, u64) {
        (self.row, self.all.max(self.row))
    }

    fn into_records(self: Box<Self>) -> Box<dyn RecordReader> {
        self
    }
}

/// A value as its feature gives it.
#[derive(Debug, Clone)]
enum Value {
    Boolean(bool),
    Integer(i64),
    Number(f64),
    Text(String),
    Json(String),
    Moment(String),
    Bytes(Vec<u8>),
}

struct Cells {
    values: Vec<Option<Value>>,
}

impl PropertyProcessor for Cells {
    fn property(
        &mut self,
        number: usize,
        _name: &str,
        value: &ColumnValue<'_>,
    ) -> flatgeobuf::geozero::error::Result<bool> {
        let value = match value {
            ColumnValue::Bool(value) => Value::Boolean(*value),
            ColumnValue::Byte(value) => Value::Integer(i64::from(*value)),
            ColumnValue::UByte(value) => Value::Integer(i64::from(*value)),
            ColumnValue::Short(value) => Value::Integer(i64::from(*value)),
            ColumnValue::UShort(value) => Value::Integer(i64::from(*value)),
            ColumnValue::Int(value) => Value::Integer(i64::from(*value)),
            ColumnValue::UInt(value) => Value::Integer(i64::from(*value)),
            ColumnValue::Long(value) => Value::Integer(*value),
            ColumnValue::ULong(value) => match i64::try_from(*value) {
                Ok(value) => Value::Integer(value),
                Err(_large) => Value::Text(value.to_string()),
            },
            ColumnValue::Float(value) => Value::Number(f64::from(*value)),
            ColumnValue::Double(value) => Value::Number(*value),
            ColumnValue::String(text) => Value::Text((*text).to_owned()),
            ColumnValue::Json(text) => Value::Json((*text).to_owned()),
            ColumnValue::DateTime(text) => Value::Moment((*text).to_owned()),
            ColumnValue::Binary(bytes) => Value::Bytes(bytes.to_vec()),
        };
        if let Some(place) = self.values.get_mut(number) {
            *place = Some(value);
        }
        Ok(false)
    }
}

impl Cells {
    fn push_to(&self, record: &mut Record) {
        for value in &self.values {
            record.push(match value {
                None => RawCell::Empty,
                Some(Value::Boolean(value)) => RawCell::Boolean(*value),
                Some(Value::Integer(value)) => RawCell::Integer(*value),
                Some(Value::Number(value)) => RawCell::Number(*value),
                Some(Value::Text(text)) => RawCell::Text(text),
                Some(Value::Json(text)) => RawCell::Json(text),
                Some(Value::Moment(text)) => iso_cell(text),
                Some(Value::Bytes(bytes)) => RawCell::Binary(bytes),
            });
        }
    }
}

/// What all geometries of the file share.
#[derive(Debug, Clone, Copy)]
struct Form {
    has_z: bool,
    has_m: bool,
    kind: GeometryType,
}

impl Form {
    /// The geometry and whether it had arcs; none of none is a damaged one.
    #[expect(
        clippy::option_option,
        reason = "no geometry is something else than a damaged one"
    )]
    fn geometry(self, feature: &FgbFeature) -> Option<Option<(Geometry, bool)>> {
        let Some(raw) = feature.geometry() else {
            return Some(None);
        };
        let mut stroked = false;
        let kind = if self.kind == GeometryType::Unknown {
            raw.type_()
        } else {
            self.kind
        };
        let shape = Self::shape(&raw, kind, 0, &mut stroked)?;
        let geometry = Geometry {
            shape,
            has_z: self.has_z,
            has_m: self.has_m,
        };
        Some(Some((geometry, stroked)))
    }

    fn shape(
        raw: &flatgeobuf::Geometry<'_>,
        kind: GeometryType,
        level: u8,
        stroked: &mut bool,
    ) -> Option<Shape> {
        if level > MOST_LEVELS {
            return None;
        }
        let mut parts = |kind: Option<GeometryType>| -> Option<Vec<Shape>> {
            raw.parts()
                .into_iter()
                .flatten()
                .map(|part| Self::shape(&part, kind.unwrap_or(part.type_()), level + 1, stroked))
                .collect()
        };
        Some(match kind {
            GeometryType::Point => Shape::Point(Self::positions(raw)?.first().copied()),
            GeometryType::LineString => Shape::Line(Self::positions(raw)?),
            GeometryType::MultiPoint => Shape::Points(Self::positions(raw)?),
            GeometryType::Polygon | GeometryType::Triangle => Shape::Polygon(Self::paths(raw)?),
            GeometryType::MultiLineString => Shape::Lines(Self::paths(raw)?),
            GeometryType::MultiPolygon => {
                Shape::Polygons(polygons(parts(Some(GeometryType::Polygon))?)?)
            }
            GeometryType::MultiSurface | GeometryType::PolyhedralSurface | GeometryType::TIN => {
                Shape::Polygons(polygons(parts(None)?)?)
            }
            GeometryType::GeometryCollection => Shape::Collection(parts(None)?),
            GeometryType::CompoundCurve => Shape::Line(lines(parts(None)?)?.concat()),
            GeometryType::CurvePolygon => Shape::Polygon(lines(parts(None)?)?),
            GeometryType::MultiCurve => Shape::Lines(lines(parts(None)?)?),
            GeometryType::CircularString => {
                *stroked = true;
                Shape::Line(stroke(&Self::positions(raw)?))
            }
            _ => return None,
        })
    }

    fn positions(raw: &flatgeobuf::Geometry<'_>) -> Option<Positions> {
        let plane = raw.xy()?;
        let count = plane.len() / 2;
        let (heights, measures) = (raw.z(), raw.m());
        (0..count)
            .map(|at| {
                let mut position = Position::new(plane.get(2 * at), plane.get(2 * at + 1));
                if let Some(heights) = heights.filter(|heights| at < heights.len()) {
                    position.z = heights.get(at);
                }
                if let Some(measures) = measures.filter(|measures| at < measures.len()) {
                    position.m = measures.get(at);
                }
                Some(position)
            })
            .collect()
    }

    fn paths(raw: &flatgeobuf::Geometry<'_>) -> Option<Vec<Positions>> {
        let positions = Self::positions(raw)?;
        let Some(ends) = raw.ends() else {
            return Some(vec![positions]);
        };
        let mut from = 0;
        let mut paths = Vec::new();
        for end in ends {
            paths.push(positions.get(from..end as usize)?.to_vec());
            from = end as usize;
        }
        Some(paths)
    }
}

fn lines(shapes: Vec<Shape>) -> Option<Vec<Positions>> {
    shapes
        .into_iter()
        .map(|shape| match shape {
            Shape::Line(path) => Some(path),
            _ => None,
        })
        .collect()
}

fn polygons(shapes: Vec<Shape>) -> Option<Vec<Vec<Positions>>> {
    shapes
        .into_iter()
        .map(|shape| match shape {
            Shape::Polygon(rings) => Some(rings),
            _ => None,
        })
        .collect()
}
