//! Names of sheets that every spreadsheet program takes.

use super::TableMeta;

/// Characters of a name.
const MAX_SHEET_NAME: usize = 31;

/// A name Excel accepts for the `number`th sheet: no `[]:*?/\`, no apostrophe at the ends, at most 31 characters.
pub(super) fn sheet_name(wish: &str, number: usize) -> String {
    let suffix = if number > 1 {
        format!(" ({number})")
    } else {
        String::new()
    };
    let clean: String = wish
        .chars()
        .map(|c| {
            if "[]:*?/\\".contains(c) || c.is_control() {
                ' '
            } else {
                c
            }
        })
        .collect();
    let room = MAX_SHEET_NAME - suffix.len();
    let mut units = 0;
    let short: String = clean
        .trim_matches(['\'', ' '])
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= room
        })
        .collect();
    let short = short.trim_end_matches(['\'', ' ']);
    let base = if short.is_empty() { "Daten" } else { short };
    format!("{base}{suffix}")
}

/// A name for the sheet that explains the columns which is not that of the data.
pub(super) fn about_name(meta: &TableMeta) -> String {
    let name = sheet_name(&meta.about_sheet, 1);
    if name.eq_ignore_ascii_case(&sheet_name(&meta.sheet, 1)) {
        sheet_name(&meta.about_sheet, 2)
    } else {
        name
    }
}
