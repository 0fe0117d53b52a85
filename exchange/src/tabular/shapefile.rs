//! ESRI Shapefile (ESRI white paper, July 1998) with dBASE III tables: one ZIP, in the reference system the table has.
//!
//! A Shapefile holds one kind of geometry, names of ten bytes and texts of 254. Nothing is lost for that: every kind has
//! a file of its own, `spalten.csv` has the whole names, `texte.csv` every text that a table of dBASE changes, and files
//! that would grow beyond two gigabytes go on in the next one.

mod cells;
mod columns;
mod layer;
mod notes;
mod part;
mod record;
#[cfg(test)]
mod tests;

use super::placement::{Placement, Places};
use super::spool::Spool;
use super::text::{Class, Columns};
use super::wkb_shape::Taken;
use super::{EncodeError, TableMeta};
use arrow::datatypes::SchemaRef;
use arrow::record_batch::RecordBatch;
use columns::{Measured, Names};
use layer::{Layer, Layers};
use notes::{Happened, Kinds, TextFile, file_name};
use part::{Part, PartForm};
use std::fs::File;
use std::io::{self, BufWriter, IntoInnerError, Seek, SeekFrom, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Columns of a table of dBASE.
const MAX_COLUMNS: usize = 255;
/// Programs take files of up to two gigabytes.
const MOST_BYTES: u64 = (1 << 31) - 1;

pub(super) struct ShapefileEncoder {
    places: Places,
    placement: Placement,
    schema: SchemaRef,
    meta: TableMeta,
    /// None for the column that holds the geometries.
    measured: Vec<Option<Measured>>,
    spool: Spool,
    layers: Layers,
    most_bytes: u64,
}

impl ShapefileEncoder {
    pub(super) fn new(schema: SchemaRef, meta: TableMeta) -> Result<Self, EncodeError> {
        Self::with_most_bytes(schema, meta, MOST_BYTES)
    }

    /// As [`Self::new`], with smaller files.
    pub(super) fn with_most_bytes(
        schema: SchemaRef,
        meta: TableMeta,
        most_bytes: u64,
    ) -> Result<Self, EncodeError> {
        let (places, placement) = Places::of(&meta, &schema)?;
        let columns = schema.fields().len() - usize::from(places.geometries().is_some());
        if columns > MAX_COLUMNS {
            return Err(EncodeError::TooManyColumns {
                columns,
                limit: MAX_COLUMNS,
            });
        }
        let fields = schema.fields().iter().enumerate();
        let measured = fields.map(|(index, field)| {
            (places.geometries() != Some(index)).then(|| Measured::of(Class::of(field.data_type())))
        });
        Ok(Self {
            measured: measured.collect(),
            spool: Spool::new()?,
            layers: Layers::default(),
            places,
            placement,
            schema,
            meta,
            most_bytes,
        })
    }

    pub(super) fn encode(&mut self, batch: &RecordBatch) -> Result<(), EncodeError> {
        let texts = Columns::of(batch)?;
        let texts = texts.texts()?;
        let mut value = String::new();
        let mut cells = Vec::new();
        for row in 0..batch.num_rows() {
            cells.clear();
            for (text, measured) in texts.iter().zip(&mut self.measured) {
                if let Some(measured) = measured {
                    let is_there = text.read(row, &mut value)?;
                    if is_there {
                        measured.see(&value);
                    }
                    cells::push(&mut cells, is_there.then_some(value.as_str()));
                }
            }
            let wkb = self.places.wkb(batch, &texts, row);
            self.layers.see(wkb.as_deref().and_then(Taken::of).as_ref());
            self.spool.push(wkb.as_deref(), &cells)?;
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Result<File, EncodeError> {
        let mut names = Names::default();
        let fields = self.schema.fields().iter().zip(&self.measured);
        let columns: Vec<_> = fields
            .filter_map(|(field, measured)| {
                Some(measured.as_ref()?.column(names.free(field.name())))
            })
            .collect();
        let mut archive = Archive {
            zip: ZipWriter::new(BufWriter::new(tempfile::tempfile()?)),
            definition: notes::definition(self.placement.system()),
            made_at: self.meta.made_at,
        };
        let mut texts = TextFile::new()?;
        let mut rows = self.spool.into_reader()?;
        let base = file_name(&self.meta.sheet);
        let layers = self.layers.present();
        let mut happened = Happened {
            kinds: Kinds {
                has_layers: layers.len() > 1,
                is_spread: self.layers.is_spread(),
                lacks_heights: self.layers.lacks_heights(),
            },
            ..Happened::default()
        };
        let has_layers = happened.kinds.has_layers;
        for (number, layer) in layers.iter().enumerate() {
            let name = |part: usize| layer_name(&base, has_layers.then_some(*layer), part);
            let form = PartForm {
                columns: &columns,
                shape: self.layers.form(*layer),
            };
            let mut parts = 1;
            let mut part = Part::new(name(parts), form)?;
            rows.rewind()?;
            while let Some(row) = rows.next()? {
                let shape = row.wkb.and_then(Taken::of).map(|taken| taken.shape);
                let is_here = shape.as_ref().map_or(number == 0, |shape| layer.has(shape));
                if !is_here {
                    continue;
                }
                let content = form.shape.content(shape.as_ref());
                if !part.has_room(content.bytes.len(), self.most_bytes) {
                    archive.add(part)?;
                    parts += 1;
                    happened.has_parts = true;
                    part = Part::new(name(parts), form)?;
                }
                part.push(&content, row.cells, &mut texts)?;
            }
            archive.add(part)?;
        }
        happened.has_texts = texts.is_used();
        archive.notes(
            &self.schema,
            &self.meta,
            &columns,
            &self.measured,
            &happened,
        )?;
        if happened.has_texts {
            archive.file("texte.csv", texts.into_file()?)?;
        }
        archive.finish()
    }
}

/// `baeume`, `baeume_flaechen`, `baeume_flaechen_2`.
fn layer_name(base: &str, layer: Option<Layer>, part: usize) -> String {
    let layer = layer.map_or_else(String::new, |layer| format!("_{}", layer.name()));
    let part = if part > 1 {
        format!("_{part}")
    } else {
        String::new()
    };
    format!("{base}{layer}{part}")
}

struct Archive {
    zip: ZipWriter<BufWriter<File>>,
    /// The reference system as ESRI writes it.
    definition: Option<String>,
    made_at: Option<jiff::Timestamp>,
}

impl Archive {
    fn add(&mut self, part: Part<'_>) -> Result<(), EncodeError> {
        let name = part.name.clone();
        let files = part.finish(self.made_at)?;
        for (ending, file) in ["shp", "shx", "dbf"].into_iter().zip(files) {
            self.file(&format!("{name}.{ending}"), file)?;
        }
        self.text(&format!("{name}.cpg"), "UTF-8")?;
        if let Some(definition) = self.definition.clone() {
            self.text(&format!("{name}.prj"), &definition)?;
        }
        Ok(())
    }

    fn text(&mut self, name: &str, text: &str) -> Result<(), EncodeError> {
        self.zip.start_file(name, packed())?;
        Ok(self.zip.write_all(text.as_bytes())?)
    }

    fn file(&mut self, name: &str, mut file: File) -> Result<(), EncodeError> {
        let bytes = file.seek(SeekFrom::End(0))?;
        file.seek(SeekFrom::Start(0))?;
        let is_large = bytes > MOST_BYTES;
        self.zip.start_file(name, packed().large_file(is_large))?;
        io::copy(&mut file, &mut self.zip)?;
        Ok(())
    }

    fn notes(
        &mut self,
        schema: &SchemaRef,
        meta: &TableMeta,
        columns: &[columns::DbfColumn],
        measured: &[Option<Measured>],
        happened: &Happened,
    ) -> Result<(), EncodeError> {
        let kept: Vec<usize> = (0..schema.fields().len())
            .filter(|index| measured.get(*index).is_some_and(Option::is_some))
            .collect();
        self.text("spalten.csv", &notes::columns(schema, meta, columns, &kept))?;
        let said = notes::read_me(meta, happened);
        if said.is_empty() {
            return Ok(());
        }
        self.text("LIESMICH.txt", &said)
    }

    fn finish(self) -> Result<File, EncodeError> {
        let written = self.zip.finish()?;
        let mut file = written.into_inner().map_err(IntoInnerError::into_error)?;
        file.seek(SeekFrom::Start(0))?;
        Ok(file)
    }
}

fn packed() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)
}
