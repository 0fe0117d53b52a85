//! FlatGeobuf 3 (flatgeobuf.org): features in the order of the Hilbert curve behind an index of their boxes, in the
//! reference system the table has.
//!
//! The tables are those of the crate `flatgeobuf`. Its writer is not used: it takes the first kind of geometry for that of
//! all, gives rows without geometry the box of the row before, and holds each box three times.

mod feature;
mod head;
mod index;
#[cfg(test)]
mod tests;

use super::map_kind::Kind;
use super::placement::{Placement, Places};
use super::spool::{Spool, SpoolReader};
use super::text::{Class, Columns, TextColumn};
use super::wkb_shape::Taken;
use super::{EncodeError, TableMeta};
use ::flatgeobuf::ColumnType;
use arrow::datatypes::Schema;
use arrow::record_batch::RecordBatch;
use feature::{Dimensions, FeatureWriter};
use head::{Head, HeadColumn, Kinds};
use hebewerk_model::geometry::bounds;
use index::Boxes;
use std::fs::File;
use std::io::{self, BufWriter, Cursor, IntoInnerError, Read, Seek, SeekFrom, Write};

/// A column is named by its number in two bytes.
const MAX_COLUMNS: usize = u16::MAX as usize;

pub(super) struct FlatGeobufEncoder {
    places: Places,
    placement: Placement,
    /// None for the column that holds the geometries.
    columns: Vec<Option<HeadColumn>>,
    head: Head,
    spool: Spool,
    boxes: Boxes,
    kinds: Kinds,
    dimensions: Dimensions,
}

impl FlatGeobufEncoder {
    pub(super) fn new(schema: &Schema, meta: &TableMeta) -> Result<Self, EncodeError> {
        let (places, placement) = Places::of(meta, schema)?;
        let columns = schema.fields().len();
        if columns > MAX_COLUMNS {
            return Err(EncodeError::TooManyColumns {
                columns,
                limit: MAX_COLUMNS,
            });
        }
        let fields = schema.fields().iter().enumerate();
        let columns = fields.map(|(index, field)| {
            (places.geometries() != Some(index)).then(|| HeadColumn {
                name: field.name().clone(),
                title: meta.heading(index, field),
                kind: if meta.is_json(index) {
                    ColumnType::Json
                } else {
                    column_type(Class::of(field.data_type()), Kind::of(field.data_type()))
                },
            })
        });
        Ok(Self {
            columns: columns.collect(),
            head: Head::of(meta),
            spool: Spool::new()?,
            boxes: Boxes::default(),
            kinds: Kinds::default(),
            dimensions: Dimensions::default(),
            places,
            placement,
        })
    }

    pub(super) fn encode(&mut self, batch: &RecordBatch) -> Result<(), EncodeError> {
        let texts = Columns::of(batch)?;
        let texts = texts.texts()?;
        let mut value = String::new();
        let mut cells = Vec::new();
        for row in 0..batch.num_rows() {
            cells.clear();
            let mut number = 0_u16;
            for (text, column) in texts.iter().zip(&self.columns) {
                if let Some(column) = column {
                    push_cell(&mut cells, number, column.kind, text, row, &mut value)?;
                    number += 1;
                }
            }
            let wkb = self.places.wkb(batch, &texts, row);
            let taken = wkb.as_deref().and_then(Taken::of);
            if let Some(taken) = &taken {
                self.kinds.see(&taken.shape);
                self.dimensions.has_z |= taken.has_z;
                self.dimensions.has_m |= taken.has_m;
            }
            let around = wkb.as_deref().filter(|_| taken.is_some()).and_then(bounds);
            let at = self.spool.push(wkb.as_deref(), &cells)?;
            self.boxes.push(around, at);
        }
        Ok(())
    }

    /// The file: its beginning from memory, index and features from temporary files.
    pub(super) fn finish(self) -> Result<impl Read + Send + use<>, EncodeError> {
        let (envelope, count) = (self.boxes.around(), self.boxes.count());
        let mut nodes = self.boxes.in_order();
        let mut features = FeatureFile {
            writer: FeatureWriter::new(self.dimensions),
            rows: self.spool.into_reader()?,
            file: BufWriter::new(tempfile::tempfile()?),
            end: 0,
        };
        if let Some(nodes) = &mut nodes {
            for node in nodes.iter_mut() {
                node.at = features.write_at(node.at)?;
            }
        } else {
            features.write_all()?;
        }
        let mut index = BufWriter::new(tempfile::tempfile()?);
        if let Some(nodes) = &nodes {
            index::write(nodes, &mut index)?;
        }
        let columns: Vec<HeadColumn> = self.columns.into_iter().flatten().collect();
        let head = self.head.bytes(&head::Said {
            columns: &columns,
            kind: self.kinds.one(),
            dimensions: self.dimensions,
            envelope,
            count,
            is_indexed: nodes.is_some(),
            system: self.placement.system(),
        });
        Ok(Cursor::new(head)
            .chain(from_start(index)?)
            .chain(from_start(features.file)?))
    }
}

/// Features as they are to stand in the file, one behind the other.
struct FeatureFile {
    writer: FeatureWriter,
    rows: SpoolReader,
    file: BufWriter<File>,
    end: u64,
}

impl FeatureFile {
    /// Appends the feature of the row that lies there; where it begins.
    fn write_at(&mut self, at: u64) -> io::Result<u64> {
        let begin = self.end;
        let bytes = self.writer.bytes(&self.rows.read_at(at)?);
        self.file.write_all(bytes)?;
        self.end += bytes.len() as u64;
        Ok(begin)
    }

    fn write_all(&mut self) -> io::Result<()> {
        while let Some(row) = self.rows.next()? {
            self.file.write_all(self.writer.bytes(&row))?;
        }
        Ok(())
    }
}

fn from_start(file: BufWriter<File>) -> io::Result<File> {
    let mut file = file.into_inner().map_err(IntoInnerError::into_error)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

/// Days and points in time are texts of ISO 8601; there is no type for a day alone, nor for a time without one.
const fn column_type(class: Class, kind: Kind) -> ColumnType {
    match (class, kind) {
        (Class::Timestamp, _) | (_, Kind::Date | Kind::Moment) => ColumnType::DateTime,
        (_, Kind::Integer) => ColumnType::Long,
        (_, Kind::Double) => ColumnType::Double,
        (_, Kind::Boolean) => ColumnType::Bool,
        (_, Kind::Text) => ColumnType::String,
    }
}

/// Appends the number of a column and its value; nothing where there is none.
fn push_cell(
    cells: &mut Vec<u8>,
    number: u16,
    kind: ColumnType,
    column: &TextColumn<'_>,
    row: usize,
    value: &mut String,
) -> Result<(), EncodeError> {
    if !column.read(row, value)? {
        return Ok(());
    }
    let before = cells.len();
    cells.extend(number.to_le_bytes());
    let written = match kind {
        ColumnType::Bool => value
            .parse()
            .map(|truth: bool| cells.push(truth.into()))
            .is_ok(),
        ColumnType::Long => value
            .parse()
            .map(|number: i64| cells.extend(number.to_le_bytes()))
            .is_ok(),
        ColumnType::Double => value
            .parse()
            .map(|number: f64| cells.extend(number.to_le_bytes()))
            .is_ok(),
        _ => {
            let bytes = u32::try_from(value.len());
            bytes
                .map(|bytes| {
                    cells.extend(bytes.to_le_bytes());
                    cells.extend(value.as_bytes());
                })
                .is_ok()
        }
    };
    if !written {
        // Cannot be: columns have types that hold their values. A number without a value would spoil the whole row.
        cells.truncate(before);
    }
    Ok(())
}
