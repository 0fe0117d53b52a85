//! FlatGeobuf: one layer with typed columns, read in file order.

mod cells;
mod shapes;

use crate::archive::Damage;
use crate::frame::RecordReader;
use crate::geometry::GeometryColumn;
use crate::layers::findings::LAYER_UNREADABLE;
use crate::layers::{Layer, LayerColumn, LayerFile, LayerRecords, SeenGeometries};
use crate::reference_system::{Declared, from_wkt};
use cells::Cells;
use flatgeobuf::{
    ColumnType as FgbType, FallibleStreamingIterator, FeatureIter, FeatureProperties, FgbReader,
    GeometryType, NotSeekable,
};
use hebewerk_hub::ports::ReadError;
use hebewerk_model::{ColumnType, Finding, Severity};
use hebewerk_profile::{RawCell, Record};
use shapes::Form;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

const FORMAT: &str = "flatgeobuf";
const GEOMETRY_LABEL: &str = "geometrie";

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
