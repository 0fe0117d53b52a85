//! The header of a dBASE table.

use super::FORMAT;
use super::field::{Field, Kind};
use crate::archive::Damage;
use hebewerk_hub::ports::ReadError;
use hebewerk_profile::TextDecoder;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

const FIXED_BYTES: usize = 32;
const FIELD_BYTES: usize = 32;
const END: u8 = 0x0d;
/// dBASE III to 7 with and without memo, FoxBASE, Visual FoxPro.
const VERSIONS: [u8; 9] = [0x02, 0x03, 0x30, 0x31, 0x32, 0x83, 0x8b, 0xf5, 0x43];

/// What the header says.
#[derive(Debug, Clone)]
pub(super) struct Header {
    /// Rows it promises, deleted ones included.
    pub(super) rows: u64,
    /// Rows there are bytes for.
    pub(super) found: u64,
    /// Where the first row begins.
    pub(super) first_row: u64,
    pub(super) row_bytes: usize,
    /// Number of the code page.
    pub(super) language_driver: u8,
    pub(super) fields: Vec<Field>,
}

/// Whether a file beginning like this is such a table.
pub(crate) fn looks_like(head: &[u8]) -> bool {
    let Some(fixed) = head.first_chunk::<FIXED_BYTES>() else {
        return false;
    };
    let [version, _, month, day, ..] = *fixed;
    let header_bytes = usize::from(u16::from_le_bytes([fixed[8], fixed[9]]));
    let row_bytes = u16::from_le_bytes([fixed[10], fixed[11]]);
    let first_field = head.get(FIXED_BYTES..2 * FIXED_BYTES);
    VERSIONS.contains(&version)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && header_bytes > FIXED_BYTES + FIELD_BYTES
        && row_bytes > 1
        && first_field.is_some_and(|field| {
            field.first().is_some_and(|byte| *byte > b' ')
                && field.get(11).is_some_and(u8::is_ascii_alphanumeric)
        })
}

impl Header {
    pub(super) fn read(file: &Path) -> Result<Self, ReadError> {
        let mut input = File::open(file)?;
        let bytes = input.metadata()?.len();
        let mut fixed = [0; FIXED_BYTES];
        read_exact(&mut input, &mut fixed)?;
        let header_bytes = u16::from_le_bytes([fixed[8], fixed[9]]);
        let row_bytes = usize::from(u16::from_le_bytes([fixed[10], fixed[11]]));
        let Some(rest) = usize::from(header_bytes).checked_sub(FIXED_BYTES) else {
            return Err(Damage::Rules.error(FORMAT));
        };
        let mut descriptors = vec![0; rest];
        read_exact(&mut input, &mut descriptors)?;
        let fields = fields(&descriptors, row_bytes);
        if fields.is_empty() || row_bytes < 2 {
            return Err(Damage::Rules.error(FORMAT));
        }
        let rows = u64::from(u32::from_le_bytes([fixed[4], fixed[5], fixed[6], fixed[7]]));
        let there = bytes.saturating_sub(u64::from(header_bytes)) / row_bytes as u64;
        Ok(Self {
            rows,
            found: rows.min(there),
            first_row: u64::from(header_bytes),
            row_bytes,
            language_driver: fixed[29],
            fields,
        })
    }

    /// Names fields, now that the encoding is known.
    pub(super) fn name_fields(&mut self, encoding: &str) {
        for field in &mut self.fields {
            TextDecoder::new(encoding).decode(&field.raw_name, true, &mut field.name);
        }
    }
}

fn fields(descriptors: &[u8], row_bytes: usize) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut at = 1;
    for descriptor in descriptors.chunks_exact(FIELD_BYTES) {
        let (Some(kind), Some([length, decimals])) = (descriptor.get(11), descriptor.get(16..18))
        else {
            break;
        };
        if descriptor.first() == Some(&END) {
            break;
        }
        let raw_name: Vec<u8> = descriptor
            .iter()
            .take(11)
            .copied()
            .take_while(|byte| *byte != 0)
            .collect();
        let kind = Kind::of(*kind);
        // Long texts have the upper byte of their length where numbers have their decimals.
        let (length, decimals) = if kind == Kind::Text {
            (usize::from(*length) + 256 * usize::from(*decimals), 0)
        } else {
            (usize::from(*length), *decimals)
        };
        if at + length > row_bytes {
            break;
        }
        fields.push(Field {
            raw_name: raw_name.trim_ascii().to_vec(),
            name: String::new(),
            kind,
            at,
            length,
            decimals,
        });
        at += length;
    }
    fields
}

fn read_exact(input: &mut File, bytes: &mut [u8]) -> Result<(), ReadError> {
    input.read_exact(bytes).map_err(|error| match error.kind() {
        ErrorKind::UnexpectedEof => Damage::Truncated.error(FORMAT),
        _ => error.into(),
    })
}
