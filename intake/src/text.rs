//! Delimited text of any dialect.

pub(crate) mod at_once;
mod line_ends;
mod records;
mod scan;

use crate::frame::{InspectedRecords, RecordReader, SourceTable};
use crate::parting;
use crate::read_records::read_records;
use hebewerk_hub::ports::{ReadError, TableReading, WatchTick};
use hebewerk_model::{
    Dialect, Finding, Format, InspectedTable, Inspection, Newline, Recipe, Severity, TableRecipe,
};
use hebewerk_profile::{Cutting, EncodingSight, Splitter, findings, is_framed, sniff, width_under};
use records::TextRecords;
use std::collections::BTreeSet;
use std::path::Path;

/// Below this an encoding or delimiter is called a guess.
const SURE: f32 = 0.65;

/// How much better records must agree before carriage returns alone end lines too.
const CLEARLY: f32 = 0.05;

/// Looks at a text file: once over all bytes for the encoding, once over all records.
pub(crate) fn inspect(
    file: &Path,
    name: &str,
    recipe: &Recipe,
    tick: WatchTick<'_>,
) -> Result<Inspection, ReadError> {
    let recipe = recipe.for_table(name);
    let bytes = std::fs::metadata(file)?.len();
    let mut encoding = scan::encoding(file, &|done| tick(done / 2, bytes))?;
    let wished = recipe.and_then(|recipe| recipe.encoding.clone());
    let label = wished.clone().unwrap_or_else(|| encoding.label.to_owned());
    if wished.is_some() {
        encoding.confidence = 1.0;
    }
    let carriage_return = encoding.lf + encoding.crlf == 0 && encoding.cr > 0;
    let opening = Opening {
        label,
        bom_bytes: encoding.bom_bytes as u64,
        carriage_return,
        mixed: encoding.lf + encoding.crlf > 0 && encoding.cr > 0,
    };
    let cut = opening.recognise(file, recipe)?;
    let source = SourceTable {
        name: name.to_owned(),
        dialect: dialect(&opening, &encoding, &cut.cutting),
        confidence: cut.confidence.min(encoding.confidence),
        ..SourceTable::default()
    };
    let mut records = TextRecords::open(file, &opening, &cut)?;
    let mut ticking = Ticking {
        records: &mut records,
        tick,
        bytes,
        count: 0,
    };
    let mut seen = parting::inspect(&mut ticking, &source, cut.recipe.as_ref())?;
    let mut all = about_writing(&encoding, &opening, &cut, records.splitter());
    if seen.len() > 1 {
        all.push(Finding::new(findings::SEVERAL_TABLES, Severity::Note).with("tables", seen.len()));
    }
    for finding in &mut all {
        finding.table = Some(name.to_owned());
    }
    for InspectedRecords { table, findings } in &mut seen {
        if records.splitter().quoted_cells() == 0 {
            table.dialect.quote = None;
        }
        if records.splitter().escapes() == 0 {
            table.dialect.escape = None;
        }
        all.append(findings);
    }
    tick(bytes, bytes);
    Ok(Inspection {
        format: Format::Csv,
        tables: seen.into_iter().map(|seen| seen.table).collect(),
        findings: all,
    })
}

/// Reads the rows of an inspected text file.
pub(crate) fn read(
    file: &Path,
    recipe: &Recipe,
    table: &InspectedTable,
) -> Result<TableReading, ReadError> {
    let records = records(file, recipe, table)?;
    Ok(read_records(records, table, recipe.for_table(&table.name)))
}

/// The records of an inspected text file, from the first line on, cut as the inspection cut them.
pub(crate) fn records(
    file: &Path,
    recipe: &Recipe,
    table: &InspectedTable,
) -> Result<Box<dyn RecordReader>, ReadError> {
    let label = table
        .dialect
        .encoding
        .clone()
        .unwrap_or_else(|| "utf-8".to_owned());
    let opening = Opening {
        bom_bytes: if table.dialect.bom {
            scan::bom_bytes(&label)
        } else {
            0
        },
        label,
        carriage_return: table.dialect.newline == Some(Newline::Cr),
        mixed: table.dialect.newline == Some(Newline::Mixed),
    };
    let recipe = recipe
        .for_table(&table.name)
        .or_else(|| recipe.for_table(parting::file_name(&table.name)));
    let cut = opening.recognise(file, recipe)?;
    Ok(Box::new(TextRecords::open(file, &opening, &cut)?))
}

/// What must be known to read a file as text.
#[derive(Debug, Clone)]
struct Opening {
    label: String,
    bom_bytes: u64,
    carriage_return: bool,
    /// Whether lines end in several ways, so that carriage returns alone may end some too.
    mixed: bool,
}

/// How a file is cut, and a recipe that knows of a `sep=` line.
struct Recognised {
    cutting: Cutting,
    /// Whether carriage returns alone end lines beside others that do.
    lone_returns: bool,
    confidence: f32,
    /// Whether lines are as long as each other, so that columns of fixed width may stand in them.
    even_lines: bool,
    recipe: Option<TableRecipe>,
}

impl Opening {
    /// The same bytes and the same recipe always give the same cutting: both passes call this.
    fn recognise(
        &self,
        file: &Path,
        recipe: Option<&TableRecipe>,
    ) -> Result<Recognised, ReadError> {
        let (mut sample, whole) = scan::sample(file, &self.label, self.bom_bytes)?;
        let mut sight = sniff(&sample, whole, self.carriage_return);
        let mut lone_returns = false;
        if self.mixed {
            let mut parted = sample.clone();
            line_ends::part(&mut parted, 0);
            let seen = sniff(&parted, whole, false);
            let narrower =
                seen.agreement >= sight.agreement && seen.cutting.width < sight.cutting.width;
            let better = seen.agreement > sight.agreement + CLEARLY || narrower;
            if parted != sample && better {
                (sample, sight, lone_returns) = (parted, seen, true);
            }
        }
        let mut cutting = sight.cutting;
        let mut confidence = sight.confidence;
        if let Some(delimiter) = recipe.and_then(|recipe| recipe.delimiter.clone()) {
            cutting.delimiter = delimiter;
            cutting.stops = Vec::new();
            confidence = 1.0;
        } else if let Some(starts) = recipe.and_then(|recipe| recipe.column_starts.as_deref()) {
            cutting = Cutting {
                stops: stops(starts),
                ..Cutting::lined_up(self.carriage_return)
            };
            confidence = 1.0;
        }
        let says_quote = recipe.is_some_and(|recipe| recipe.quote.is_some());
        if !says_quote && is_framed(&sample, &cutting.delimiter) {
            cutting.framed = true;
            // Programs that draw lists put nothing in quotes: one is a letter.
            (cutting.quote, cutting.escape) = (None, None);
        }
        if let Some(quote) = recipe.and_then(|recipe| recipe.quote.as_deref()) {
            cutting.quote = quote.bytes().next();
        }
        if let Some(escape) = recipe.and_then(|recipe| recipe.escape.as_deref()) {
            cutting.escape = escape.bytes().next();
        }
        cutting.width = 0;
        cutting.width = width_under(&sample, whole, &cutting);
        Ok(Recognised {
            cutting,
            lone_returns,
            confidence,
            even_lines: sight.even_lines,
            recipe: recipe.cloned(),
        })
    }
}

/// Where columns begin, counted from 0 and in order; what stands before the first is its own column.
fn stops(starts: &[u32]) -> Vec<usize> {
    let starts = starts.iter().filter_map(|start| start.checked_sub(1));
    let stops: BTreeSet<usize> = starts.map(|start| start as usize).chain([0]).collect();
    stops.into_iter().collect()
}

fn dialect(opening: &Opening, encoding: &EncodingSight, cutting: &Cutting) -> Dialect {
    let kinds = [encoding.crlf > 0, encoding.lf > 0, encoding.cr > 0];
    let newline = match kinds {
        [false, false, false] => None,
        [true, false, false] => Some(Newline::CrLf),
        [false, true, false] => Some(Newline::Lf),
        [false, false, true] => Some(Newline::Cr),
        _ => Some(Newline::Mixed),
    };
    Dialect {
        encoding: Some(opening.label.clone()),
        bom: encoding.bom_bytes > 0,
        newline,
        delimiter: Some(cutting.delimiter.clone()),
        quote: cutting.quote.map(char::from),
        escape: cutting.escape.map(char::from),
        decimal: None,
        thousands: None,
    }
}

fn about_writing(
    encoding: &EncodingSight,
    opening: &Opening,
    cut: &Recognised,
    splitter: &Splitter,
) -> Vec<Finding> {
    let mut all = Vec::new();
    if encoding.foreign_bytes > 0 {
        let mut finding = Finding::new(findings::MIXED_ENCODING, Severity::Warning)
            .times(encoding.foreign_bytes)
            .with("encoding", &opening.label);
        finding.row = encoding.foreign_line;
        all.push(finding);
    }
    if encoding.confidence < SURE {
        all.push(
            Finding::new(findings::UNSURE_ENCODING, Severity::Warning)
                .with("encoding", &opening.label),
        );
    }
    if cut.confidence < SURE && !cut.cutting.delimiter.is_empty() {
        all.push(
            Finding::new(findings::UNSURE_DELIMITER, Severity::Warning)
                .with("delimiter", &cut.cutting.delimiter),
        );
    }
    if cut.cutting.delimiter.is_empty() && cut.even_lines {
        all.push(Finding::new(findings::EVEN_LINES, Severity::Warning));
    }
    for ((count, row), code, severity) in [
        (
            splitter.swallowing(),
            findings::SWALLOWED_ROWS,
            Severity::Error,
        ),
        (
            splitter.repaired(),
            findings::STRAY_QUOTES,
            Severity::Warning,
        ),
    ] {
        if let Some(row) = row {
            all.push(Finding::new(code, severity).times(count).at_row(row));
        }
    }
    let newlines = [encoding.crlf > 0, encoding.lf > 0, encoding.cr > 0]
        .iter()
        .filter(|found| **found)
        .count();
    if newlines > 1 {
        all.push(Finding::new(findings::MIXED_NEWLINES, Severity::Note));
    }
    all
}

/// Reports how far the second pass has come.
struct Ticking<'a, 'b> {
    records: &'a mut TextRecords,
    tick: WatchTick<'b>,
    bytes: u64,
    count: u32,
}

impl RecordReader for Ticking<'_, '_> {
    fn read(&mut self, record: &mut hebewerk_profile::Record) -> Result<bool, ReadError> {
        self.count += 1;
        if self.count.is_multiple_of(1 << 14) {
            (self.tick)(
                u64::midpoint(self.bytes, self.records.bytes_read()),
                self.bytes,
            );
        }
        self.records.read(record)
    }
}
