//! Files whose format itself names tables, columns and types: Shapefile, dBASE, GeoPackage, FlatGeobuf, KML, GML, XML.
//!
//! A format opens a file as a [`LayerFile`] and yields records; types it declares are kept as they are (a key of
//! digits that the source holds as text stays text), what it does not declare is recognised as everywhere. Geometries
//! are turned into WKB while records pass. Everything streams, and everything can run in the worker.

pub mod findings;

use crate::archive::Damage;
use crate::asked::Asked;
use crate::frame::{RecordReader, SourceTable};
use crate::geometry::{GeometryColumn, declare};
use crate::inspect_records::inspect_records;
use crate::read_records::read_records;
use crate::reference_system::Declared;
use crate::{dbf, flatgeobuf_file, geopackage, gml, kml, shapefile, xml};
use hebewerk_hub::ports::{ReadError, TableReading, WatchTick};
use hebewerk_model::{
    ColumnRecipe, ColumnType, Dialect, Finding, Format, InspectedTable, Inspection, Recipe,
    TableRecipe, occurrences,
};
use hebewerk_profile::Record;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Records after which the progress is told.
const TICK_RECORDS: u64 = 4096;

/// One table of a file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Layer {
    /// What it is called.
    pub(crate) name: String,
    pub(crate) columns: Vec<LayerColumn>,
    /// How its text is written, where the format leaves that open.
    pub(crate) dialect: Dialect,
}

/// One column of a layer.
#[derive(Debug, Clone, Default)]
pub(crate) struct LayerColumn {
    pub(crate) label: String,
    /// The type the format says; none where it is to be recognised.
    pub(crate) declared: Option<ColumnType>,
}

impl LayerColumn {
    pub(crate) fn new(label: &str, declared: Option<ColumnType>) -> Self {
        Self {
            label: label.to_owned(),
            declared,
        }
    }

    /// A column of geometries.
    pub(crate) fn geometry(label: &str) -> Self {
        Self::new(label, Some(ColumnType::Binary))
    }
}

/// An open file with its tables.
pub(crate) trait LayerFile {
    /// Its tables.
    fn layers(&self) -> &[Layer];

    /// The records of a table from the first on.
    fn records(&self, layer: usize) -> Result<Box<dyn LayerRecords>, ReadError>;

    /// What is to be said about the file as a whole.
    fn noticed(&self) -> Vec<Finding> {
        Vec::new()
    }
}

/// The records of one layer.
pub(crate) trait LayerRecords: RecordReader {
    /// The columns of geometries, with their numbers, and the reference systems declared for them.
    fn geometries(&self) -> Vec<SeenGeometries<'_>>;

    /// What was noticed while reading, once all is read.
    fn noticed(&self) -> Vec<Finding>;

    /// How far reading is, in bytes of all bytes.
    fn progress(&self) -> (u64, u64);

    /// The same as plain records.
    fn into_records(self: Box<Self>) -> Box<dyn RecordReader>;
}

/// One column of geometries that passed.
pub(crate) struct SeenGeometries<'a> {
    pub(crate) column: usize,
    pub(crate) seen: &'a GeometryColumn,
    pub(crate) declared: Option<Declared>,
}

/// Opens a file; `table` is what a format without names of its own calls its only table.
fn open(
    file: &Path,
    format: Format,
    table: &str,
    recipe: &Recipe,
) -> Result<Box<dyn LayerFile>, ReadError> {
    let encoding = recipe
        .for_table(table)
        .and_then(|table| table.encoding.as_deref());
    Ok(match format {
        Format::Shapefile => Box::new(shapefile::open(file, table, encoding)?),
        Format::Dbf => Box::new(dbf::open(file, table, encoding)?),
        Format::Geopackage | Format::Sqlite => Box::new(geopackage::open(file, table)?),
        Format::Flatgeobuf => Box::new(flatgeobuf_file::open(file, table)?),
        Format::Kml => Box::new(kml::open(file, table)?),
        Format::Gml => Box::new(gml::open(file, table)?),
        _ => Box::new(xml::open(file, table)?),
    })
}

/// Looks at every table of a file.
pub(crate) fn inspect(
    file: &Path,
    format: Format,
    asked: Asked<'_>,
    tick: WatchTick<'_>,
) -> Result<Inspection, ReadError> {
    guarded(format, || {
        let opened = open(file, format, asked.table, asked.recipe)?;
        let mut inspection = Inspection {
            format,
            tables: Vec::new(),
            findings: opened.noticed(),
        };
        for (number, layer) in opened.layers().iter().enumerate() {
            let mut records = opened.records(number)?;
            inspect_layer(layer, &mut *records, asked, tick, &mut inspection)?;
        }
        Ok(inspection)
    })
}

fn inspect_layer(
    layer: &Layer,
    records: &mut dyn LayerRecords,
    asked: Asked<'_>,
    tick: WatchTick<'_>,
    inspection: &mut Inspection,
) -> Result<(), ReadError> {
    let source = SourceTable {
        name: layer.name.clone(),
        dialect: layer.dialect.clone(),
        labels: Some(layer.columns.iter().map(|it| it.label.clone()).collect()),
        confidence: 1.0,
        ..SourceTable::default()
    };
    let declared = declared(layer, asked.recipe);
    let mut ticking = Ticking {
        records,
        seen: 0,
        most: asked.most.map_or(u64::MAX, |most| most as u64),
        tick,
    };
    let mut seen = inspect_records(&mut ticking, &source, declared.as_ref())?;
    let records = ticking.records;
    // Of a part of the records one cannot say what is missing at the end.
    let mut findings = match asked.most {
        None => records.noticed(),
        Some(_) => Vec::new(),
    };
    for geometries in records.geometries() {
        if let Some(column) = seen.table.columns.get_mut(geometries.column) {
            findings.extend(declare(
                column,
                geometries.seen,
                geometries.declared.as_ref(),
            ));
            seen.table.set_aside += geometries.seen.refused();
        }
    }
    inspection
        .findings
        .extend(findings.into_iter().map(|it| it.in_table(&layer.name)));
    inspection.findings.extend(seen.findings);
    inspection.tables.push(seen.table);
    Ok(())
}

/// Reads the rows of one table.
pub(crate) fn read(
    file: &Path,
    format: Format,
    recipe: &Recipe,
    table: &InspectedTable,
) -> Result<TableReading, ReadError> {
    let records = guarded(format, || {
        let opened = open(file, format, &table.name, recipe)?;
        // A member of an archive carries the archive's name for its only table.
        let number = opened
            .layers()
            .iter()
            .position(|layer| layer.name == table.name)
            .or((opened.layers().len() == 1).then_some(0))
            .ok_or_else(|| Damage::MissingPart.error(format.code()))?;
        opened.records(number)
    })?;
    Ok(read_records(
        records.into_records(),
        table,
        recipe.for_table(&table.name),
    ))
}

/// The types of the format, and on top of them what a clerk corrected.
pub(crate) fn declared(layer: &Layer, recipe: &Recipe) -> Option<TableRecipe> {
    let labels = layer.columns.iter().map(|column| column.label.as_str());
    let columns = occurrences(labels)
        .into_iter()
        .zip(&layer.columns)
        .filter(|(_, column)| column.declared.is_some())
        .map(|((label, occurrence), column)| ColumnRecipe {
            label: label.to_owned(),
            occurrence: Some(occurrence),
            column_type: column.declared,
            ..ColumnRecipe::default()
        })
        .collect();
    let own = TableRecipe {
        table: layer.name.clone(),
        columns,
        ..TableRecipe::default()
    };
    let corrections: Vec<TableRecipe> = recipe
        .for_table(&layer.name)
        .map(|corrected| for_each_occurrence(corrected, &own, layer))
        .into_iter()
        .collect();
    Recipe { tables: vec![own] }
        .with(&Recipe {
            tables: corrections,
        })
        .for_table(&layer.name)
        .cloned()
}

/// A correction of every column with a label as corrections of each of them: declared types are kept one by one.
fn for_each_occurrence(corrected: &TableRecipe, own: &TableRecipe, layer: &Layer) -> TableRecipe {
    let mut corrected = TableRecipe {
        table: own.table.clone(),
        ..corrected.clone()
    };
    let labels = layer.columns.iter().map(|column| column.label.as_str());
    let wishes: Vec<ColumnRecipe> = {
        let by_column = corrected.by_column(labels.clone());
        occurrences(labels)
            .into_iter()
            .zip(by_column)
            .filter_map(|((label, occurrence), wish)| {
                Some(ColumnRecipe {
                    label: label.to_owned(),
                    occurrence: Some(occurrence),
                    ..wish?.clone()
                })
            })
            .collect()
    };
    corrected.columns = wishes;
    corrected
}

/// Tells how far reading is.
struct Ticking<'a, 't> {
    records: &'a mut dyn LayerRecords,
    seen: u64,
    /// Records after which reading ends.
    most: u64,
    tick: WatchTick<'t>,
}

impl RecordReader for Ticking<'_, '_> {
    fn read(&mut self, record: &mut Record) -> Result<bool, ReadError> {
        if self.seen == self.most {
            return Ok(false);
        }
        self.seen += 1;
        if self.seen.is_multiple_of(TICK_RECORDS) {
            let (done, all) = self.records.progress();
            (self.tick)(done, all);
        }
        self.records.read(record)
    }
}

/// A fault of a library on damaged bytes becomes an error of this file.
fn guarded<T>(format: Format, work: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_fault| Err(Damage::Fault.error(format.code())))
}
