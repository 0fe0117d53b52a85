//! Hidden rows and columns of `.xlsb` (MS-XLSB): a part is a sequence of records, each with its kind and length in
//! front.

use super::{Archive, attribute, each_element, hide_columns};
use crate::spreadsheet::manifest::{Manifest, SheetManifest};
use std::io::{BufRead, BufReader, Read};

/// `BrtRowHdr`: the row, and at the twelfth byte the flag that it has no height.
pub(in crate::spreadsheet) const ROW: u16 = 0;
const ROW_FLAGS: usize = 11;
const ROW_HIDDEN: u8 = 0x10;
/// Cells with a value, from `BrtCellRk` to `BrtFmlaError`.
const CELLS: std::ops::RangeInclusive<u16> = 2..=11;
/// `BrtColInfo`: first and last column, and at the seventeenth byte the flag.
const COLUMNS: u16 = 60;
const COLUMNS_FLAGS: usize = 16;
const COLUMNS_HIDDEN: u8 = 0x01;
/// `BrtBundleSh`: a sheet with the name of its relation and its own.
const SHEET: u16 = 156;

/// Longer records hold nothing that is looked for.
const MOST_BYTES: usize = 64 << 10;

/// Looks through all sheets of a workbook.
pub(super) fn note(archive: &mut Archive, manifest: &mut Manifest) {
    for (name, part) in parts_of_sheets(archive) {
        let sheet = manifest.sheets.iter_mut().find(|sheet| sheet.name == name);
        if let (Some(sheet), Ok(part)) = (sheet, archive.by_name(&part)) {
            look(BufReader::new(part), sheet);
        }
    }
}

/// Names of the sheets and the parts they are in.
pub(in crate::spreadsheet) fn parts_of_sheets(archive: &mut Archive) -> Vec<(String, String)> {
    let mut targets = Vec::new();
    each_element(archive, "xl/_rels/workbook.bin.rels", |element| {
        if element.local_name().as_ref() == "Relationship" {
            targets.extend(attribute(element, "Id").zip(attribute(element, "Target")));
        }
    });
    let mut sheets = Vec::new();
    if let Ok(part) = archive.by_name("xl/workbook.bin") {
        let mut records = Records::of(BufReader::new(part));
        while let Some(kind) = records.next() {
            if kind == SHEET {
                sheets.extend(named(&records.bytes));
            }
        }
    }
    let part = |id: &str| {
        let (_, target) = targets.iter().find(|(known, _)| known == id)?;
        Some(match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("xl/{target}"),
        })
    };
    sheets
        .into_iter()
        .filter_map(|(id, name)| Some((name, part(&id)?)))
        .collect()
}

/// Relation and name of a sheet, behind two numbers of four bytes.
fn named(bytes: &[u8]) -> Option<(String, String)> {
    let (id, rest) = wide(bytes.get(8..)?)?;
    let (name, _) = wide(rest)?;
    Some((id, name))
}

/// A text in UTF-16 behind its length.
pub(in crate::spreadsheet) fn wide(bytes: &[u8]) -> Option<(String, &[u8])> {
    let (length, rest) = bytes.split_at_checked(4)?;
    let length = usize::try_from(number(length, 0)?).ok()?;
    let (text, rest) = rest.split_at_checked(length.checked_mul(2)?)?;
    let units: Vec<u16> = text
        .chunks_exact(2)
        .filter_map(|pair| pair.first_chunk().copied().map(u16::from_le_bytes))
        .collect();
    Some((String::from_utf16_lossy(&units), rest))
}

pub(in crate::spreadsheet) fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..)?.first_chunk()?;
    Some(u32::from_le_bytes(*four))
}

fn look(part: impl BufRead, sheet: &mut SheetManifest) {
    let mut records = Records::of(part);
    let mut hidden_row = None;
    while let Some(kind) = records.next() {
        let bytes = &records.bytes;
        let has = |at: usize, flag: u8| bytes.get(at).is_some_and(|byte| byte & flag != 0);
        match kind {
            ROW => hidden_row = number(bytes, 0).filter(|_| has(ROW_FLAGS, ROW_HIDDEN)),
            COLUMNS if has(COLUMNS_FLAGS, COLUMNS_HIDDEN) => {
                if let (Some(first), Some(last)) = (number(bytes, 0), number(bytes, 4)) {
                    hide_columns(sheet, first, last.saturating_add(1));
                }
            }
            kind if CELLS.contains(&kind) => {
                if let Some(row) = hidden_row.take() {
                    sheet.hidden_rows.see(u64::from(row) + 1);
                }
            }
            _ => {}
        }
    }
}

/// Walks from record to record.
pub(in crate::spreadsheet) struct Records<R> {
    part: R,
    /// What is in the last one, as far as it is kept.
    pub(in crate::spreadsheet) bytes: Vec<u8>,
}

impl<R: BufRead> Records<R> {
    pub(in crate::spreadsheet) const fn of(part: R) -> Self {
        Self {
            part,
            bytes: Vec::new(),
        }
    }

    /// The kind of the next record; none at the end, or where the part is damaged.
    pub(in crate::spreadsheet) fn next(&mut self) -> Option<u16> {
        let kind = self.varied(2)?;
        let length = self.varied(4)?;
        self.bytes.clear();
        let kept = u64::from(length).min(MOST_BYTES as u64);
        let mut record = self.part.by_ref().take(u64::from(length));
        record
            .by_ref()
            .take(kept)
            .read_to_end(&mut self.bytes)
            .ok()?;
        std::io::copy(&mut record, &mut std::io::sink()).ok()?;
        u16::try_from(kind).ok()
    }

    /// A number of which each byte gives seven bits, and the eighth whether another one follows.
    fn varied(&mut self, most: u32) -> Option<u32> {
        let mut value = 0_u32;
        for place in 0..most {
            let mut byte = [0];
            self.part.read_exact(&mut byte).ok()?;
            let [byte] = byte;
            value |= u32::from(byte & 0x7f) << (7 * place);
            if byte < 0x80 {
                break;
            }
        }
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spreadsheet::manifest::{ColumnNotes, Places};

    fn record(kind: u8, bytes: &[u8]) -> Vec<u8> {
        [&[kind, bytes.len() as u8], bytes].concat()
    }

    #[test]
    fn hidden_rows_with_values_and_hidden_columns_are_noted() {
        let row = |row: u8, flags: u8| {
            let mut bytes = [0; 17];
            (bytes[0], bytes[ROW_FLAGS]) = (row, flags);
            record(0, &bytes)
        };
        let columns = |first: u8, last: u8, flags: u8| {
            let mut bytes = [0; 18];
            (bytes[0], bytes[4], bytes[COLUMNS_FLAGS]) = (first, last, flags);
            record(60, &bytes)
        };
        let part = [
            columns(0, 0, 0),
            columns(1, 2, 1),
            row(0, 0),
            record(2, &[0; 12]),
            row(4, ROW_HIDDEN),
            record(1, &[0; 8]),
            record(5, &[0; 16]),
            record(5, &[0; 16]),
            row(6, ROW_HIDDEN),
            record(1, &[0; 8]),
        ]
        .concat();
        let mut sheet = SheetManifest {
            columns: vec![ColumnNotes::default(); 3],
            ..SheetManifest::default()
        };
        look(part.as_slice(), &mut sheet);
        assert_eq!(sheet.hidden_columns, [1, 2]);
        let expected = Places {
            count: 1,
            first_row: 5,
        };
        assert_eq!(sheet.hidden_rows, expected);
        look([0x80].as_slice(), &mut sheet);
    }
}
