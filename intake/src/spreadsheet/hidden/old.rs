//! Hidden rows and columns of `.xls` (MS-XLS, BIFF8).

use super::{compound, hide_columns};
use crate::spreadsheet::manifest::{Manifest, SheetManifest};
use std::collections::HashSet;

/// `BoundSheet8`: where a sheet begins, its state and kind, and its name.
pub(in crate::spreadsheet) const SHEET: u16 = 0x85;
/// `BOF` and `EOF` of a sheet; charts in it have their own.
pub(in crate::spreadsheet) const BEGIN: u16 = 0x0809;
pub(in crate::spreadsheet) const END: u16 = 0x0a;
/// `Row`: the row, and at the thirteenth byte the flag that it has no height.
const ROW: u16 = 0x0208;
const ROW_FLAGS: usize = 12;
const ROW_HIDDEN: u8 = 0x20;
/// `ColInfo`: first and last column, and at the ninth byte the flag.
const COLUMNS: u16 = 0x7d;
const COLUMNS_FLAGS: usize = 8;
const COLUMNS_HIDDEN: u8 = 0x01;
/// Cells with a value: formula, number, label, truth value, rich text, shared text, and short numbers.
const CELLS: [u16; 8] = [0x06, 0x0203, 0x0204, 0x0205, 0xd6, 0xfd, 0x027e, 0xbd];

/// Looks through all sheets of a workbook.
pub(super) fn note(file: &[u8], manifest: &mut Manifest) {
    let Some(stream) = compound::workbook(file) else {
        return;
    };
    for (kind, bytes) in Records::of(&stream, 0) {
        // Charts and macros are sheets too, of other kinds.
        if kind != SHEET || bytes.get(5) != Some(&0) {
            continue;
        }
        let name = name(bytes.get(6..).unwrap_or(&[]), true);
        let sheet = manifest.sheets.iter_mut().find(|sheet| sheet.name == name);
        if let (Some(sheet), Some(place)) = (sheet, bytes.first_chunk()) {
            let place = u32::from_le_bytes(*place);
            look(&stream, usize::try_from(place).unwrap_or(usize::MAX), sheet);
        }
    }
}

/// A name behind its length and, since BIFF8, a byte that says whether it is in UTF-16.
pub(in crate::spreadsheet) fn name(bytes: &[u8], says_width: bool) -> String {
    match bytes {
        [length, wide, rest @ ..] if says_width => text(rest, usize::from(*length), wide & 1 != 0),
        [length, rest @ ..] => text(rest, usize::from(*length), false),
        [] => String::new(),
    }
}

/// The first signs of `bytes`, of one byte or in UTF-16.
pub(in crate::spreadsheet) fn text(bytes: &[u8], length: usize, is_wide: bool) -> String {
    if !is_wide {
        let narrow = bytes.iter().take(length);
        return narrow.map(|byte| char::from(*byte)).collect();
    }
    let units: Vec<u16> = bytes
        .chunks_exact(2)
        .take(length)
        .filter_map(|pair| pair.first_chunk().copied().map(u16::from_le_bytes))
        .collect();
    String::from_utf16_lossy(&units)
}

fn look(stream: &[u8], from: usize, sheet: &mut SheetManifest) {
    let mut hidden = HashSet::new();
    let mut depth = 0_u32;
    for (kind, bytes) in Records::of(stream, from) {
        let short = |at: usize| {
            let two = bytes.get(at..)?.first_chunk()?;
            Some(u16::from_le_bytes(*two))
        };
        let has = |at: usize, flag: u8| bytes.get(at).is_some_and(|byte| byte & flag != 0);
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => return,
            END => depth -= 1,
            ROW if depth == 1 && has(ROW_FLAGS, ROW_HIDDEN) => hidden.extend(short(0)),
            COLUMNS if depth == 1 && has(COLUMNS_FLAGS, COLUMNS_HIDDEN) => {
                if let (Some(first), Some(last)) = (short(0), short(2)) {
                    hide_columns(sheet, u32::from(first), u32::from(last) + 1);
                }
            }
            kind if depth == 1 && CELLS.contains(&kind) => {
                if let Some(row) = short(0).filter(|row| hidden.remove(row)) {
                    sheet.hidden_rows.see(u64::from(row) + 1);
                }
            }
            _ => {}
        }
    }
}

/// The records of a stream from a place on: their kinds and bytes.
pub(in crate::spreadsheet) struct Records<'a>(&'a [u8], usize);

impl<'a> Records<'a> {
    pub(in crate::spreadsheet) const fn of(stream: &'a [u8], from: usize) -> Self {
        Self(stream, from)
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let Self(stream, at) = self;
        let (head, rest) = stream.get(*at..)?.split_first_chunk::<4>()?;
        let [kind, kind_high, length, length_high] = *head;
        let length = usize::from(u16::from_le_bytes([length, length_high]));
        *at += 4 + length;
        Some((
            u16::from_le_bytes([kind, kind_high]),
            rest.get(..length).unwrap_or(rest),
        ))
    }
}
