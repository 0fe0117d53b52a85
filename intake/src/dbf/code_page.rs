//! In which encoding the texts of a dBASE table are written.

use super::header::Header;
use hebewerk_hub::ports::ReadError;
use hebewerk_profile::EncodingScan;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// Bytes looked at where nothing is named.
const SNIFFED_BYTES: u64 = 16 << 20;

/// The encoding a `.cpg` names: `UTF-8`, `1252`, `ANSI 1252`, `ISO 88591`, `LDID/87` …
pub(super) fn named(text: &str) -> Option<&'static str> {
    let plain: String = text
        .trim_start_matches('\u{feff}')
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase();
    if let Some(driver) = plain.strip_prefix("ldid") {
        return of_driver(driver.parse().ok()?);
    }
    let bare = ["cp", "ansi", "windows", "ibm", "iso", "oem"]
        .iter()
        .find_map(|prefix| plain.strip_prefix(prefix))
        .unwrap_or(&plain);
    Some(match bare {
        "utf8" | "65001" => "utf-8",
        "88591" | "1252" | "885915" | "latin1" | "28591" => "windows-1252",
        "850" | "437" | "858" => "ibm850",
        "1250" => "windows-1250",
        "1251" => "windows-1251",
        "88592" => "iso-8859-2",
        _ => return None,
    })
}

/// The encoding a header's language driver names; many programs write zero or what they please.
pub(super) fn of_driver(driver: u8) -> Option<&'static str> {
    Some(match driver {
        0x01 | 0x02 | 0x0b | 0x0d | 0x0f | 0x10 | 0x11 | 0x12 | 0x13 | 0x14 | 0x15 | 0x18
        | 0x1d => "ibm850",
        0x03 | 0x58 | 0x59 => "windows-1252",
        0xc8 => "windows-1250",
        0xc9 => "windows-1251",
        // 0x57 means "the system's own", which nobody knows any more.
        _ => return None,
    })
}

/// The encoding the texts show, and whether it was guessed: without an umlaut there is nothing to guess.
pub(super) fn sniffed(file: &Path, header: &Header) -> Result<(&'static str, bool), ReadError> {
    let mut input = File::open(file)?;
    let mut scan = EncodingScan::default();
    let names: Vec<u8> = header
        .fields
        .iter()
        .flat_map(|field| field.raw_name.iter().copied().chain([b' ']))
        .collect();
    let mut foreign = names.iter().any(|byte| *byte >= 0x80);
    scan.add(&names);
    input.seek(SeekFrom::Start(header.first_row))?;
    let mut input = input.take(SNIFFED_BYTES.min(header.found * header.row_bytes as u64));
    let mut row = vec![0; header.row_bytes];
    while input.read_exact(&mut row).is_ok() {
        for field in &header.fields {
            let text = row.get(field.at..field.at + field.length).unwrap_or(&[]);
            if field.kind == super::field::Kind::Text && text.iter().any(|byte| *byte >= 0x80) {
                foreign = true;
                let printable: Vec<u8> = text
                    .iter()
                    .copied()
                    .filter(|byte| *byte != 0)
                    .chain([b'\n'])
                    .collect();
                scan.add(&printable);
            }
        }
    }
    Ok(if foreign {
        (scan.finish().label, true)
    } else {
        ("windows-1252", false)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_encodings_are_understood() {
        for (text, expected) in [
            ("UTF-8", Some("utf-8")),
            ("ISO-8859-1", Some("windows-1252")),
            ("ISO 88591\r\n", Some("windows-1252")),
            ("ANSI 1252", Some("windows-1252")),
            ("1252", Some("windows-1252")),
            ("LDID/87", None),
            ("LDID/3", Some("windows-1252")),
            ("OEM 850", Some("ibm850")),
            ("system", None),
        ] {
            assert_eq!(named(text), expected, "{text}");
        }
    }
}
