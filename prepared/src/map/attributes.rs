//! What stands in the rows of a map, as values of vector tiles.

use super::writer::{LayerWriter, push_varint, zigzag};
use crate::codes::Cells;
use crate::written::Texts;
use hebewerk_hub::ports::MapOutline;
use serde_json::Value;

/// Greatest whole number that every reader of tiles can tell from its neighbours.
const MOST_EXACT: i64 = 1 << 53;

/// One attribute of all rows.
#[derive(Debug)]
pub(super) struct Attribute {
    pub(super) name: String,
    /// Codes of its values, or of none.
    pub(super) cells: Cells,
    /// Values by their codes, each a `Value` of the specification.
    pub(super) values: Texts,
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct Attributes(pub(super) Vec<Attribute>);

impl Attributes {
    /// Names, the one of counts last.
    pub(super) fn keys(&self) -> Vec<String> {
        let names = self.0.iter().map(|attribute| attribute.name.clone());
        names.chain([MapOutline::COUNT.to_owned()]).collect()
    }

    /// Says what stands in a row.
    pub(super) fn write(&self, row: u32, writer: &mut LayerWriter) {
        for (key, attribute) in (0..).zip(&self.0) {
            let rank = attribute.cells.rank(row);
            if rank != attribute.cells.none() {
                let value = attribute.values.get(rank as usize);
                writer.tag(key, rank as u32, |bytes| bytes.extend_from_slice(value));
            }
        }
    }

    /// Says how many rows a feature stands for.
    pub(super) fn count(&self, count: u64, writer: &mut LayerWriter) {
        let code = u32::try_from(count).unwrap_or(u32::MAX);
        writer.tag(self.0.len() as u32, code, |bytes| {
            push_unsigned(bytes, count);
        });
    }

    pub(super) fn bytes(&self) -> usize {
        let each = self
            .0
            .iter()
            .map(|one| one.cells.bytes() + one.values.bytes());
        each.sum()
    }
}

fn push_unsigned(bytes: &mut Vec<u8>, number: u64) {
    bytes.push(5 << 3);
    push_varint(bytes, number);
}

/// The value of a cell of JSON.
pub(super) fn value_of(json: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    match serde_json::from_str(json) {
        Ok(Value::Bool(truth)) => bytes.extend([7 << 3, u8::from(truth)]),
        Ok(Value::String(text)) => push_text(&mut bytes, &text),
        Ok(Value::Number(number)) => match (number.as_i64(), number.as_f64()) {
            (Some(number), _) if number.unsigned_abs() <= MOST_EXACT.unsigned_abs() => {
                match u64::try_from(number) {
                    Ok(number) => push_unsigned(&mut bytes, number),
                    Err(_negative) => {
                        bytes.push(6 << 3);
                        push_varint(&mut bytes, zigzag(number));
                    }
                }
            }
            (None, Some(number)) => {
                bytes.push(3 << 3 | 1);
                bytes.extend(number.to_le_bytes());
            }
            _ => push_text(&mut bytes, json),
        },
        _ => push_text(&mut bytes, json),
    }
    bytes
}

fn push_text(bytes: &mut Vec<u8>, text: &str) {
    bytes.push(1 << 3 | 2);
    push_varint(bytes, text.len() as u64);
    bytes.extend_from_slice(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_the_kinds_of_the_specification() {
        for (json, expected) in [
            ("\"Ä\"", vec![0x0a, 2, 0xc3, 0x84]),
            ("true", vec![0x38, 1]),
            ("7", vec![0x28, 7]),
            ("-1", vec![0x30, 1]),
            ("0.5", vec![0x19, 0, 0, 0, 0, 0, 0, 0xe0, 0x3f]),
        ] {
            assert_eq!(value_of(json), expected, "{json}");
        }
        // Beyond what JavaScript tells apart.
        assert_eq!(value_of("9007199254740993")[0], 0x0a);
    }
}
