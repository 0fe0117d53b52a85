//! Geometries and attributes side by side.

use super::shapes::{Next, Shapes};
use crate::dbf::DbfRows;
use crate::frame::RecordReader;
use crate::geometry::GeometryColumn;
use crate::layers::findings::{SHAPEFILE_TRUNCATED, SHAPEFILE_UNEVEN};
use crate::layers::{LayerRecords, SeenGeometries};
use crate::reference_system::Declared;
use hebewerk_hub::ports::ReadError;
use hebewerk_model::{Finding, Severity};
use hebewerk_profile::{RawCell, Record};

/// The rows of a Shapefile. The n-th row of attributes belongs to the n-th geometry; a deleted row takes its
/// geometry with it.
pub(super) struct ShapeRecords {
    shapes: Shapes,
    attributes: Option<DbfRows>,
    declared: Option<Declared>,
    geometries: GeometryColumn,
    width: usize,
    row: u64,
    shapes_seen: u64,
    rows_seen: u64,
    whole: bool,
    shapes_ended: bool,
}

impl ShapeRecords {
    pub(super) fn new(
        shapes: Shapes,
        attributes: Option<DbfRows>,
        declared: Option<Declared>,
    ) -> Self {
        Self {
            shapes,
            width: attributes.as_ref().map_or(0, DbfRows::width),
            attributes,
            declared,
            geometries: GeometryColumn::default(),
            row: 0,
            shapes_seen: 0,
            rows_seen: 0,
            whole: true,
            shapes_ended: false,
        }
    }

    fn shape(&mut self) -> Result<Option<Next>, ReadError> {
        if self.shapes_ended {
            return Ok(None);
        }
        match self.shapes.next()? {
            Next::End { whole } => {
                self.shapes_ended = true;
                self.whole = whole;
                Ok(None)
            }
            next => {
                self.shapes_seen += 1;
                Ok(Some(next))
            }
        }
    }

    fn push_shape(&mut self, next: Option<Next>, record: &mut Record) {
        match next {
            Some(Next::Shape(geometry)) => {
                let wkb = self.geometries.take(self.row, geometry);
                record.push(RawCell::Binary(wkb));
            }
            Some(Next::Broken) => {
                self.geometries.refuse(self.row);
                // No bytes: so it is set aside.
                record.push(RawCell::Json("?"));
            }
            _ => {
                self.geometries.miss(self.row);
                record.push(RawCell::Empty);
            }
        }
    }
}

impl RecordReader for ShapeRecords {
    fn read(&mut self, record: &mut Record) -> Result<bool, ReadError> {
        loop {
            self.row += 1;
            let next = self.shape()?;
            record.start(self.row);
            let attributes = match &mut self.attributes {
                Some(rows) => rows.next(record)?,
                None => None,
            };
            match attributes {
                Some(deleted) => {
                    self.rows_seen += 1;
                    if deleted {
                        continue;
                    }
                }
                None if next.is_none() => return Ok(false),
                None => record.pad_to(self.width),
            }
            self.push_shape(next, record);
            return Ok(true);
        }
    }
}

impl LayerRecords for ShapeRecords {
    fn geometries(&self) -> Vec<SeenGeometries<'_>> {
        vec![SeenGeometries {
            column: self.width,
            seen: &self.geometries,
            declared: self.declared.clone(),
        }]
    }

    fn noticed(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        if !self.whole {
            findings.push(
                Finding::new(SHAPEFILE_TRUNCATED, Severity::Error).at_row(self.shapes_seen + 1),
            );
        } else if self.attributes.is_some() && self.shapes_seen != self.rows_seen {
            findings.push(
                Finding::new(SHAPEFILE_UNEVEN, Severity::Warning)
                    .with("shapes", self.shapes_seen.to_string())
                    .with("rows", self.rows_seen.to_string()),
            );
        }
        findings.extend(self.attributes.iter().flat_map(DbfRows::noticed));
        findings
    }

    fn progress(&self) -> (u64, u64) {
        self.shapes.progress()
    }

    fn into_records(self: Box<Self>) -> Box<dyn RecordReader> {
        self
    }
}
