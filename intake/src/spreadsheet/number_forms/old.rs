//! Number formats of `.xls` (MS-XLS: BIFF8, and BIFF5 before it).

use super::{MOST_STYLES, NumberForms, SheetForms, built_in};
use crate::spreadsheet::hidden::compound;
use crate::spreadsheet::hidden::old::{BEGIN, END, Records, SHEET, name, text};
use crate::spreadsheet::number_format::{NumberForm, number_form};
use std::collections::HashMap;

/// `Format`: its number, and its code as a text.
const FORMAT: u16 = 0x041e;
/// `XF`: font and format of a style.
const STYLE: u16 = 0xe0;
/// `MulRk`: short numbers beside each other.
const NUMBERS: u16 = 0xbd;
/// Formula, number and short number: row, column and style.
const NUMBER: [u16; 3] = [0x06, 0x0203, 0x027e];
/// The version of `BOF` from which on texts say how wide they are.
const WIDE_VERSION: u16 = 0x0600;

/// Looks through all sheets of a workbook.
pub(super) fn find(file: &[u8], forms: &mut NumberForms) {
    let Some(stream) = compound::workbook(file) else {
        return;
    };
    let mut formats: HashMap<u16, NumberForm> = HashMap::new();
    let mut styles: Vec<u16> = Vec::new();
    let mut sheets: Vec<(String, usize)> = Vec::new();
    let mut is_wide = true;
    for (kind, bytes) in Records::of(&stream, 0) {
        match kind {
            BEGIN => is_wide = short(bytes, 0).is_none_or(|version| version >= WIDE_VERSION),
            FORMAT if formats.len() < MOST_STYLES => {
                if let Some(number) = short(bytes, 0) {
                    let code = code(bytes.get(2..).unwrap_or_default(), is_wide);
                    formats.insert(number, number_form(&code));
                }
            }
            STYLE if styles.len() < MOST_STYLES => {
                styles.push(short(bytes, 2).unwrap_or_default());
            }
            SHEET if bytes.get(5) == Some(&0) => {
                if let Some(place) = bytes.first_chunk() {
                    let name = name(bytes.get(6..).unwrap_or_default(), is_wide);
                    let place = usize::try_from(u32::from_le_bytes(*place));
                    sheets.push((name, place.unwrap_or(usize::MAX)));
                }
            }
            END => break,
            _ => {}
        }
    }
    let form = |style: &u16| formats.get(style).copied().unwrap_or(built_in(*style));
    let styles: Vec<NumberForm> = styles.iter().map(form).collect();
    if styles.iter().all(|form| *form == NumberForm::Plain) {
        return;
    }
    for (name, place) in sheets {
        let mut sheet = SheetForms::default();
        look(&stream, place, |position, style| {
            let form = styles.get(usize::from(style)).copied();
            forms.see(&mut sheet, position, form.unwrap_or_default());
        });
        forms.keep(name, sheet);
    }
}

/// The code of a format behind its length.
fn code(bytes: &[u8], is_wide: bool) -> String {
    if !is_wide {
        let [length, code @ ..] = bytes else {
            return String::new();
        };
        return text(code, usize::from(*length), false);
    }
    let [low, high, flags, code @ ..] = bytes else {
        return String::new();
    };
    text(
        code,
        usize::from(u16::from_le_bytes([*low, *high])),
        flags & 1 != 0,
    )
}

/// Gives position and style of each number of a sheet; charts in it have their own.
fn look(stream: &[u8], from: usize, mut see: impl FnMut((u32, u32), u16)) {
    let mut depth = 0_u32;
    for (kind, bytes) in Records::of(stream, from) {
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => return,
            END => depth -= 1,
            kind if depth == 1 && NUMBER.contains(&kind) => {
                if let (Some(row), Some(column), Some(style)) =
                    (short(bytes, 0), short(bytes, 2), short(bytes, 4))
                {
                    see((row.into(), column.into()), style);
                }
            }
            NUMBERS if depth == 1 => {
                let (Some(row), Some(first)) = (short(bytes, 0), short(bytes, 2)) else {
                    continue;
                };
                let cells = bytes.get(4..).unwrap_or_default().chunks_exact(6);
                for (column, cell) in (u32::from(first)..).zip(cells) {
                    if let Some(style) = short(cell, 0) {
                        see((row.into(), column), style);
                    }
                }
            }
            _ => {}
        }
    }
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..)?.first_chunk()?;
    Some(u16::from_le_bytes(*two))
}
