//! Rows and columns that a workbook hides: the library does not tell, so the parts are looked through once more.

pub(super) mod binary;
pub(super) mod compound;
pub(super) mod old;

use super::manifest::{Manifest, SheetManifest};
use hebewerk_model::Format;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use zip::ZipArchive;

pub(super) type Archive = ZipArchive<BufReader<File>>;

/// Columns of a sheet that are named.
const NAMED_COLUMNS: u32 = 16_384;

/// Notes what is hidden in each sheet. What cannot be looked through stays without a note: the cells were read.
pub(super) fn note(file: &Path, format: Format, manifest: &mut Manifest) -> std::io::Result<()> {
    if format == Format::Xls {
        old::note(&std::fs::read(file)?, manifest);
        return Ok(());
    }
    let mut archive = ZipArchive::new(BufReader::new(File::open(file)?))?;
    if archive.index_for_name("content.xml").is_some() {
        open_document(&mut archive, manifest);
        return Ok(());
    }
    if format == Format::Xlsb {
        binary::note(&mut archive, manifest);
        return Ok(());
    }
    for (name, part) in parts_of_sheets(&mut archive) {
        let sheet = manifest.sheets.iter_mut().find(|sheet| sheet.name == name);
        if let (Some(sheet), Ok(part)) = (sheet, archive.by_name(&part)) {
            office_sheet(BufReader::new(part), sheet);
        }
    }
    Ok(())
}

/// Names of the sheets and the parts they are in.
fn parts_of_sheets(archive: &mut Archive) -> Vec<(String, String)> {
    let mut targets = Vec::new();
    each_element(archive, "xl/_rels/workbook.xml.rels", |element| {
        if element.local_name().as_ref() == "Relationship" {
            targets.extend(attribute(element, "Id").zip(attribute(element, "Target")));
        }
    });
    let mut sheets = Vec::new();
    each_element(archive, "xl/workbook.xml", |element| {
        if element.local_name().as_ref() == "sheet" {
            sheets.extend(attribute(element, "name").zip(attribute(element, "id")));
        }
    });
    let part = |id: &str| {
        let (_, target) = targets.iter().find(|(known, _)| known == id)?;
        Some(match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("xl/{target}"),
        })
    };
    sheets
        .into_iter()
        .filter_map(|(name, id)| Some((name, part(&id)?)))
        .collect()
}

pub(super) fn each_element(
    archive: &mut Archive,
    part: &str,
    mut see: impl FnMut(&BytesStart<'_>),
) {
    let Ok(part) = archive.by_name(part) else {
        return;
    };
    let mut reader = Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    while let Ok(event) = reader.read_event_into(&mut buffer) {
        match event {
            Event::Start(element) | Event::Empty(element) => see(&element),
            Event::Eof => return,
            _ => {}
        }
        buffer.clear();
    }
}

/// The value of an attribute, whatever the prefix of its name.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let text = found.value.into_owned();
    quick_xml::escape::unescape(&text)
        .ok()
        .map(std::borrow::Cow::into_owned)
}

pub(super) fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.parse().ok()
}

/// A sheet of Excel: `<row hidden="1">` with a value in it, `<col min="2" max="3" hidden="1">`.
fn office_sheet(part: impl BufRead, sheet: &mut SheetManifest) {
    let mut reader = Reader::from_reader(part);
    let mut buffer = Vec::new();
    let (mut row, mut hidden) = (0_u32, false);
    while let Ok(event) = reader.read_event_into(&mut buffer) {
        match event {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                "row" => {
                    row = number(&element, "r").unwrap_or(row.saturating_add(1));
                    hidden = is_hidden(&element);
                }
                "v" | "is" if hidden => {
                    sheet.hidden_rows.see(u64::from(row));
                    hidden = false;
                }
                "col" if is_hidden(&element) => {
                    let first = number(&element, "min").unwrap_or(1).max(1);
                    let last = number(&element, "max").unwrap_or(first);
                    hide_columns(sheet, first - 1, last);
                }
                _ => {}
            },
            Event::Eof => return,
            _ => {}
        }
        buffer.clear();
    }
}

fn is_hidden(element: &BytesStart<'_>) -> bool {
    attribute(element, "hidden").is_some_and(|value| value == "1" || value == "true")
}

/// Notes hidden columns from `first` up to `end` (0-based); those without values hide nothing.
fn hide_columns(sheet: &mut SheetManifest, first: u32, end: u32) {
    let used = u32::try_from(sheet.columns.len()).unwrap_or(NAMED_COLUMNS);
    sheet
        .hidden_columns
        .extend(first..end.min(used).min(NAMED_COLUMNS));
}

/// Sheets of OpenDocument: `table:visibility` is `collapse`, or `filter` where a filter hides them.
fn open_document(archive: &mut Archive, manifest: &mut Manifest) {
    let (mut sheet, mut row, mut column, mut hidden) = (None, 0_u32, 0_u32, None);
    each_element(archive, "content.xml", |element| {
        let name = element.local_name();
        let times = |name: &str| number(element, name).unwrap_or(1);
        let is_hidden = |element: &BytesStart<'_>| {
            attribute(element, "visibility")
                .is_some_and(|value| value == "collapse" || value == "filter")
        };
        match name.as_ref() {
            "table" => {
                let name = attribute(element, "name");
                sheet = manifest
                    .sheets
                    .iter()
                    .position(|sheet| Some(&sheet.name) == name.as_ref());
                (row, column, hidden) = (0, 0, None);
            }
            "table-column" => {
                let end = column.saturating_add(times("number-columns-repeated"));
                let sheet = sheet.and_then(|sheet| manifest.sheets.get_mut(sheet));
                if let Some(sheet) = sheet.filter(|_| is_hidden(element)) {
                    hide_columns(sheet, column, end);
                }
                column = end;
            }
            "table-row" => {
                let (first, count) = (row, times("number-rows-repeated"));
                row = row.saturating_add(count);
                hidden = is_hidden(element).then_some((first, count));
            }
            "table-cell" if attribute(element, "value-type").is_some() => {
                let sheet = sheet.and_then(|sheet| manifest.sheets.get_mut(sheet));
                if let (Some(sheet), Some((first, count))) = (sheet, hidden.take()) {
                    sheet.hidden_rows.see(u64::from(first) + 1);
                    sheet.hidden_rows.count += u64::from(count) - 1;
                }
            }
            _ => {}
        }
    });
}

/// What office programs call a column (0-based): `A`, `Z`, `AA`.
pub(super) fn letters(column: u32) -> String {
    let mut rest = column;
    let mut name = Vec::new();
    loop {
        name.push(char::from(b'A' + (rest % 26) as u8));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    name.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_have_the_letters_of_office_programs() {
        for (column, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), expected);
        }
    }
}
