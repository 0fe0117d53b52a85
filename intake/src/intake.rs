//! The reader of files: finds out what a file is and hands it to its format.

use crate::archive::{self, LaidOut, MemberReader, Nesting, Packed, Unpacked, Unpacker};
use crate::asked::Asked;
use crate::format::{self, Detected};
use crate::frame::RecordReader;
use crate::reference_system::said;
use crate::scratch::ScratchFolder;
use crate::spreadsheet::{self, Office, OfficeLimits};
use crate::worker::WorkerReader;
use crate::{json, layers, meaning, text, typed, unmet};
use hebewerk_hub::ports::{
    Beginning, EarlyReading, EarlyTick, FileReader, FirstRows, ReadError, TableReading, WatchTick,
};
use hebewerk_model::{Finding, Format, InspectedTable, Inspection, Recipe, Severity, TableRecipe};
use hebewerk_profile::findings;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// See [`FileReader::version`]; grows when some file is read otherwise than before.
const READER_VERSION: u32 = 2;

/// Reads files of every format this crate knows.
#[derive(Debug)]
pub struct Intake {
    office: Office,
    unpacker: Unpacker,
}

impl Intake {
    /// Reads office files in this process: for the command line and tests, not for files of strangers.
    pub fn in_process() -> Self {
        Self::with_office(Office::in_process(OfficeLimits::default()))
    }

    /// Reads office files in a worker process with limits.
    pub fn with_worker(worker: WorkerReader) -> Self {
        Self::with_office(Office::in_worker(worker, OfficeLimits::default()))
    }

    /// Reads office files as `office` does.
    pub fn with_office(office: Office) -> Self {
        Self {
            office,
            unpacker: Unpacker::default(),
        }
    }

    /// The records of an inspected table from the first one on; none for formats whose records are read elsewhere.
    pub(crate) fn records(
        &self,
        file: &Path,
        recipe: &Recipe,
        format: Format,
        table: &InspectedTable,
    ) -> Result<Option<Box<dyn RecordReader>>, ReadError> {
        self.records_as(format, file, recipe, table, &self.outermost(file)?)
    }

    fn records_as(
        &self,
        format: Format,
        file: &Path,
        recipe: &Recipe,
        table: &InspectedTable,
        nesting: &Nesting,
    ) -> Result<Option<Box<dyn RecordReader>>, ReadError> {
        Ok(match format {
            Format::Csv => Some(text::records(file, recipe, table)?),
            Format::Xlsx | Format::Xls | Format::Xlsb | Format::Ods => Some(spreadsheet::records(
                &self.office,
                file,
                format,
                recipe,
                &table.name,
            )?),
            Format::Json | Format::Ndjson => Some(json::records(self.office.scratch(), file)?),
            format if format.is_archive() => {
                let name = table.member.as_deref().unwrap_or_default();
                let packed = Packed { file, format, name };
                archive::records(self, packed, recipe, table, nesting)?
            }
            _ => None,
        })
    }

    /// Where dangerous files are read.
    pub(crate) fn office(&self) -> &Office {
        &self.office
    }

    /// Looks at a file of a known format.
    pub(crate) fn inspect_as(
        &self,
        detected: Detected,
        file: &Path,
        name: &str,
        recipe: &Recipe,
        tick: WatchTick<'_>,
    ) -> Result<Inspection, ReadError> {
        let table = table_name(name);
        match detected.format {
            Format::Csv => text::inspect(file, table, recipe, tick),
            Format::Xlsx | Format::Xls | Format::Xlsb | Format::Ods => {
                spreadsheet::inspect(&self.office, file, detected.format, recipe, tick)
            }
            Format::Json | Format::Ndjson | Format::Geojson => {
                json::inspect(self.office.scratch(), file, table, recipe, tick)
            }
            Format::Unknown => Ok(unknown(detected.what)),
            format if format.is_archive() => {
                let packed = Packed { file, format, name };
                archive::inspect(self, packed, recipe, &self.outermost(file)?, tick)
            }
            format => self.inspect_records((file, format), Asked::whole(table, recipe), tick),
        }
    }

    /// Looks at a file whose format itself names tables and columns.
    pub(crate) fn inspect_records(
        &self,
        (file, format): (&Path, Format),
        asked: Asked<'_>,
        tick: WatchTick<'_>,
    ) -> Result<Inspection, ReadError> {
        match self.office.worker() {
            Some(worker) => worker.inspect((file, format), asked, tick),
            None if typed::reads(format) => typed::inspect(file, format, asked, tick),
            None => layers::inspect(file, format, asked, tick),
        }
    }

    /// An inspection with what the recipe and the file's name say about it.
    pub(crate) fn with_said(mut inspection: Inspection, name: &str, recipe: &Recipe) -> Inspection {
        said::apply(recipe, &mut inspection);
        if let Some(finding) = other_ending(name, inspection.format) {
            inspection.findings.insert(0, finding);
        }
        let unmet = unmet::entries(recipe, &inspection.tables);
        inspection.findings.extend(unmet);
        inspection
    }

    fn read_as(
        &self,
        format: Format,
        file: &Path,
        recipe: &Recipe,
        table: &InspectedTable,
        nesting: &Nesting,
    ) -> Result<TableReading, ReadError> {
        match format {
            Format::Csv => text::read(file, recipe, table),
            Format::Xlsx | Format::Xls | Format::Xlsb | Format::Ods => {
                spreadsheet::read(&self.office, file, format, recipe, table)
            }
            Format::Json | Format::Ndjson | Format::Geojson => {
                json::read(self.office.scratch(), file, recipe, table)
            }
            Format::Unknown => Err(ReadError::Unreadable {
                format: "unknown",
                cause: "no_table",
                reason: "there is no table in it".to_owned(),
            }),
            format if format.is_archive() => {
                let name = table.member.as_deref().unwrap_or_default();
                let packed = Packed { file, format, name };
                archive::read(self, packed, recipe, table, nesting)
            }
            format => match self.office.worker() {
                Some(worker) => worker.read((file, format), recipe, table),
                None if typed::reads(format) => typed::read(file, format, recipe, table),
                None => layers::read(file, format, recipe, table),
            },
        }
    }

    fn outermost(&self, file: &Path) -> io::Result<Nesting> {
        Ok(Nesting::outermost(
            self.office.limits().unpack,
            std::fs::metadata(file)?.len(),
        ))
    }
}

impl FileReader for Intake {
    fn version(&self) -> u32 {
        READER_VERSION
    }

    fn inspect(
        &self,
        file: &Path,
        name: &str,
        recipe: &Recipe,
        tick: WatchTick<'_>,
    ) -> Result<Inspection, ReadError> {
        let detected = detected(file, name, recipe)?;
        let inspection = self.inspect_as(detected, file, name, recipe, tick)?;
        Ok(Self::with_said(inspection, name, recipe))
    }

    fn beginning(
        &self,
        file: &Path,
        name: &str,
        recipe: &Recipe,
        wanted: FirstRows,
    ) -> Result<Option<Beginning>, ReadError> {
        self.look_at_beginning(file, name, recipe, wanted)
    }

    fn read_early(
        &self,
        file: &Path,
        name: &str,
        recipe: &Recipe,
        tick: EarlyTick,
    ) -> Result<Option<EarlyReading>, ReadError> {
        let is_text = format::detect_named(file, name)?.format == Format::Csv;
        // What is said of reference systems is added to a whole look.
        if !is_text || said::says_something(recipe) {
            return Ok(None);
        }
        text::at_once::start(file, name, recipe, tick)
    }

    fn read(
        &self,
        file: &Path,
        name: &str,
        recipe: &Recipe,
        inspection: &Inspection,
        table: usize,
    ) -> Result<TableReading, ReadError> {
        let table = inspection
            .tables
            .get(table)
            .ok_or_else(|| ReadError::Unreadable {
                format: inspection.format.code(),
                cause: "missing_part",
                reason: format!("{name:?} has no table number {}", table + 1),
            })?;
        let rows = self.read_as(
            inspection.format,
            file,
            recipe,
            table,
            &self.outermost(file)?,
        )?;
        Ok(meaning::with_meaning(rows, table))
    }
}

impl MemberReader for Intake {
    fn folder(&self) -> io::Result<ScratchFolder> {
        self.office.scratch().folder()
    }

    fn unpacked(
        &self,
        packed: Packed<'_>,
        nesting: &Nesting,
        tick: WatchTick<'_>,
    ) -> Result<Arc<Unpacked>, ReadError> {
        self.unpacker.unpacked(&self.office, packed, nesting, tick)
    }

    fn inspect_member(
        &self,
        member: LaidOut<'_>,
        recipe: &Recipe,
        nesting: &Nesting,
    ) -> Result<Inspection, ReadError> {
        let LaidOut { file, name, .. } = member;
        let detected = if member.is_meant {
            detected(file, name, recipe)?
        } else {
            format::detect_named(file, name)?
        };
        match detected.format {
            format if format.is_archive() => {
                let packed = Packed { file, format, name };
                archive::inspect(self, packed, recipe, nesting, &|_, _| {})
            }
            _ => self.inspect_as(detected, file, name, recipe, &|_, _| {}),
        }
    }

    fn read_member(
        &self,
        file: &Path,
        recipe: &Recipe,
        table: &InspectedTable,
        nesting: &Nesting,
    ) -> Result<TableReading, ReadError> {
        let format = format_of_member(file, table)?;
        self.read_as(format, file, recipe, table, nesting)
    }

    fn member_records(
        &self,
        file: &Path,
        recipe: &Recipe,
        table: &InspectedTable,
        nesting: &Nesting,
    ) -> Result<Option<Box<dyn RecordReader>>, ReadError> {
        let format = format_of_member(file, table)?;
        self.records_as(format, file, recipe, table, nesting)
    }
}

/// The member's name is not at hand any more; a text that was read as a table once is read as one again.
fn format_of_member(file: &Path, table: &InspectedTable) -> io::Result<Format> {
    Ok(match format::detect(file)? {
        Format::Unknown if table.dialect.delimiter.is_some() => Format::Csv,
        format => format,
    })
}

/// The file's name without its ending.
pub(crate) fn table_name(name: &str) -> &str {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match base.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => base,
    }
}

/// What a file is; a text that looks like prose is a table where somebody said how it is to be parted.
pub(crate) fn detected(file: &Path, name: &str, recipe: &Recipe) -> io::Result<Detected> {
    let detected = format::detect_named(file, name)?;
    let said = recipe.for_table(table_name(name));
    if detected.what == "text" && said.is_some_and(TableRecipe::says_how_to_part) {
        return Ok(Detected::readable(Format::Csv));
    }
    Ok(detected)
}

fn unknown(what: &'static str) -> Inspection {
    let finding = if what == "empty" {
        Finding::new(findings::EMPTY_FILE, Severity::Error)
    } else {
        Finding::new(findings::UNKNOWN_FORMAT, Severity::Error).with("what", what)
    };
    Inspection {
        format: Format::Unknown,
        tables: Vec::new(),
        findings: vec![finding],
    }
}

/// A workbook called `.csv` or the other way round; plain text may be called anything.
fn other_ending(name: &str, found: Format) -> Option<Finding> {
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    let expected: &[Format] = match ending.as_str() {
        "csv" | "tsv" | "tab" => &[Format::Csv],
        "xlsx" | "xlsm" => &[Format::Xlsx],
        "xls" => &[Format::Xls],
        "xlsb" => &[Format::Xlsb],
        "ods" => &[Format::Ods],
        "json" => &[Format::Json, Format::Ndjson, Format::Geojson],
        "geojson" => &[Format::Geojson, Format::Json],
        "parquet" => &[Format::Parquet],
        "shp" => &[Format::Shapefile],
        "dbf" => &[Format::Dbf],
        "gpkg" => &[Format::Geopackage],
        "fgb" => &[Format::Flatgeobuf],
        "kml" => &[Format::Kml],
        "gml" => &[Format::Gml],
        "xml" => &[Format::Xml, Format::Gml, Format::Kml],
        "avro" => &[Format::Avro],
        "arrow" | "feather" => &[Format::Arrow],
        "zip" | "kmz" => &[Format::Zip],
        "tar" => &[Format::Tar],
        "7z" => &[Format::SevenZip],
        "gz" | "tgz" => &[Format::Gzip],
        "bz2" => &[Format::Bzip2],
        "xz" => &[Format::Xz],
        "zst" => &[Format::Zstd],
        _ => return None,
    };
    let differs = found != Format::Unknown && !expected.contains(&found);
    differs.then(|| {
        Finding::new(findings::OTHER_ENDING, Severity::Note)
            .with("found", found.code())
            .with("ending", ending)
    })
}
