//! Number formats of `.xlsb` (MS-XLSB).

use super::{MOST_STYLES, NumberForms, SheetForms, built_in};
use crate::spreadsheet::hidden::Archive;
use crate::spreadsheet::hidden::binary::{ROW, Records, number, parts_of_sheets, wide};
use crate::spreadsheet::number_format::{NumberForm, number_form};
use std::collections::HashMap;
use std::io::{BufRead, BufReader};

/// `BrtFmt`: its number, and its code as a text.
const FORMAT: u16 = 44;
/// `BrtXF`: the style above it, and its format.
const STYLE: u16 = 47;
/// `BrtBeginCellXFs` and `BrtEndCellXFs`: the styles of cells; those with names are in a list of their own.
const STYLES: u16 = 617;
const STYLES_END: u16 = 618;
/// Short number, number, and formula with a number: column and style.
const NUMBER: [u16; 3] = [2, 5, 9];

/// Looks through all sheets of a workbook.
pub(super) fn find(archive: &mut Archive, forms: &mut NumberForms) {
    let styles = match archive.by_name("xl/styles.bin") {
        Ok(part) => styles(BufReader::new(part)),
        Err(_) => return,
    };
    if styles.iter().all(|form| *form == NumberForm::Plain) {
        return;
    }
    for (name, part) in parts_of_sheets(archive) {
        let Ok(part) = archive.by_name(&part) else {
            continue;
        };
        let mut sheet = SheetForms::default();
        look(BufReader::new(part), |position, style| {
            let form = styles.get(style as usize).copied();
            forms.see(&mut sheet, position, form.unwrap_or_default());
        });
        forms.keep(name, sheet);
    }
}

/// The form of each style of cells.
fn styles(part: impl BufRead) -> Vec<NumberForm> {
    let mut formats: HashMap<u16, NumberForm> = HashMap::new();
    let mut styles = Vec::new();
    let mut is_of_cells = false;
    let mut records = Records::of(part);
    while let Some(kind) = records.next() {
        let bytes = &records.bytes;
        match kind {
            FORMAT if formats.len() < MOST_STYLES => {
                let code = bytes.get(2..).and_then(wide);
                if let (Some(number), Some((code, _))) = (short(bytes, 0), code) {
                    formats.insert(number, number_form(&code));
                }
            }
            STYLES => is_of_cells = true,
            STYLES_END => break,
            STYLE if is_of_cells && styles.len() < MOST_STYLES => {
                let format = short(bytes, 2).unwrap_or_default();
                let form = formats.get(&format).copied();
                styles.push(form.unwrap_or(built_in(format)));
            }
            _ => {}
        }
    }
    styles
}

/// Gives position and style of each number of a sheet.
fn look(part: impl BufRead, mut see: impl FnMut((u32, u32), u32)) {
    let mut records = Records::of(part);
    let mut row = 0;
    while let Some(kind) = records.next() {
        let bytes = &records.bytes;
        if kind == ROW {
            row = number(bytes, 0).unwrap_or(row);
        } else if NUMBER.contains(&kind) {
            // The style has three bytes; the fourth is of flags.
            if let (Some(column), Some(style)) = (number(bytes, 0), number(bytes, 4)) {
                see((row, column), style & 0x00ff_ffff);
            }
        }
    }
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..)?.first_chunk()?;
    Some(u16::from_le_bytes(*two))
}
