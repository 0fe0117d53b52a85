//! What a large file would become, judged by its beginning: the first rows are there while the whole is being read.
//!
//! Most formats are cut ([`crate::excerpt`]) and the excerpt is read like any file. Formats that hold their records in
//! a way of their own end the look after some of them. Small files are looked at as a whole at once.

use crate::Intake;
use crate::archive::Packed;
use crate::archive::findings::{ARCHIVE_STOPPED, MEMBER_UNREADABLE, MEMBERS_UNREADABLE};
use crate::asked::Asked;
use crate::excerpt::{self, EXCERPT, Excerpt, RECORDS};
use crate::format::Detected;
use crate::intake::detected;
use crate::json::findings::JSON_SINGLE_RECORD;
use crate::reference_system::findings::CRS_GUESSED;
use crate::spreadsheet::findings::EMPTY_SHEET;
use arrow::record_batch::RecordBatch;
use hebewerk_hub::ports::{Beginning, FileReader, FirstRows, ReadError, Reading};
use hebewerk_model::{Finding, Format, Inspection, Recipe};
use hebewerk_profile::findings;
use std::path::Path;

/// Texts up to this size are read as a whole at once …
const SMALL_TEXT_BYTES: u64 = 4 << 20;
/// … and everything else up to this size.
const SMALL_BYTES: u64 = 512 << 10;
/// What the rest of the file may settle, or what is missing because it is cut.
const OF_THE_CUT: [&str; 11] = [
    ARCHIVE_STOPPED,
    CRS_GUESSED,
    EMPTY_SHEET,
    JSON_SINGLE_RECORD,
    MEMBERS_UNREADABLE,
    findings::EMPTY_COLUMNS,
    findings::NO_ROWS,
    findings::UNSURE_DAY_ORDER,
    findings::UNSURE_DELIMITER,
    findings::UNSURE_ENCODING,
    findings::UNSURE_THOUSANDS,
];

/// How a part of a file is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// A small file is cut from it.
    Excerpt,
    /// Looking ends after some records.
    Records,
}

/// None where only the whole is looked at.
fn way(format: Format, bytes: u64) -> Option<Way> {
    let is_text = matches!(format, Format::Csv | Format::Json | Format::Ndjson);
    let small = if is_text {
        SMALL_TEXT_BYTES
    } else {
        SMALL_BYTES
    };
    if bytes <= small {
        return None;
    }
    match format {
        Format::Unknown | Format::Xls => None,
        format if excerpt::is_cut(format) => Some(Way::Excerpt),
        _ => Some(Way::Records),
    }
}

impl Intake {
    /// See [`FileReader::beginning`].
    pub(crate) fn look_at_beginning(
        &self,
        file: &Path,
        name: &str,
        recipe: &Recipe,
        wanted: FirstRows,
    ) -> Result<Option<Beginning>, ReadError> {
        let detected = detected(file, name, recipe)?;
        let seen = match way(detected.format, std::fs::metadata(file)?.len()) {
            None => None,
            Some(Way::Excerpt) => self.of_excerpt(file, (detected, name), recipe, wanted)?,
            Some(Way::Records) => Some(self.of_records(file, (detected, name), recipe, wanted)?),
        };
        Ok(seen
            .filter(|seen| !seen.inspection.tables.is_empty())
            .map(|mut seen| {
                let all = &mut seen.inspection.findings;
                all.retain(|finding| !OF_THE_CUT.contains(&finding.code.as_str()));
                seen
            }))
    }

    fn of_excerpt(
        &self,
        file: &Path,
        (detected, name): (Detected, &str),
        recipe: &Recipe,
        wanted: FirstRows,
    ) -> Result<Option<Beginning>, ReadError> {
        let folder = self.office().scratch().folder()?;
        let format = detected.format;
        let packed = Packed { file, format, name };
        let made = match self.office().worker() {
            Some(worker) => worker.excerpt(packed, folder.path())?,
            None => excerpt::make(packed, folder.path())?,
        };
        let Some(made) = made else {
            return Ok(None);
        };
        let excerpt = folder.path().join(EXCERPT);
        // Whatever holds members is cut to a ZIP.
        let cut = Detected {
            format: if format.is_archive() {
                Format::Zip
            } else {
                format
            },
            ..detected
        };
        let mut inspection = self.inspect_as(cut, &excerpt, name, recipe, &|_, _| {})?;
        let tables = self.first_rows((&excerpt, name), recipe, &inspection, wanted)?;
        if format.is_archive() {
            inspection.format = format;
        }
        inspection
            .findings
            .retain(|finding| !is_of_left_out(finding, &made));
        let inspection = Self::with_said(inspection, name, recipe);
        Ok(Some(Beginning {
            inspection,
            tables,
            lacks_tables: made.lacks_tables,
        }))
    }

    fn of_records(
        &self,
        file: &Path,
        (detected, name): (Detected, &str),
        recipe: &Recipe,
        wanted: FirstRows,
    ) -> Result<Beginning, ReadError> {
        let asked = Asked {
            most: Some(RECORDS),
            ..Asked::whole(crate::intake::table_name(name), recipe)
        };
        let inspection = self.inspect_records((file, detected.format), asked, &|_, _| {})?;
        let inspection = Self::with_said(inspection, name, recipe);
        let tables = self.first_rows((file, name), recipe, &inspection, wanted)?;
        Ok(Beginning {
            inspection,
            tables,
            lacks_tables: false,
        })
    }

    fn first_rows(
        &self,
        (file, name): (&Path, &str),
        recipe: &Recipe,
        inspection: &Inspection,
        wanted: FirstRows,
    ) -> Result<Vec<Vec<RecordBatch>>, ReadError> {
        let tables = inspection.tables.iter().enumerate().take(wanted.tables);
        tables
            .map(|(number, table)| {
                if !recipe.takes(table) {
                    return Ok(Vec::new());
                }
                let mut batches = Vec::new();
                let mut left = wanted.rows;
                for piece in self.read(file, name, recipe, inspection, number)? {
                    if let Reading::Rows(batch) = piece? {
                        let rows = left.min(batch.num_rows());
                        left -= rows;
                        batches.push(batch.slice(0, rows));
                    }
                    if left == 0 {
                        break;
                    }
                }
                Ok(batches)
            })
            .collect()
    }
}

/// Whether a finding says that a member is no table which only its name stands for.
fn is_of_left_out(finding: &Finding, made: &Excerpt) -> bool {
    let member = finding.parameters.get("member");
    finding.code.as_str() == MEMBER_UNREADABLE
        && member.is_some_and(|member| made.left_out.iter().any(|it| it == member))
}
