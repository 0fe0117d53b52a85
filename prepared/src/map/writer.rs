//! Protocol buffers of the Vector Tile Specification 2.1: a tile of one layer.
//!
//! Written by hand: a feature goes from codes to bytes without a value in between, and the whole format is these lines.

use super::EXTENT;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Kinds of geometries (§ 4.3.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Point = 1,
    Line = 2,
    Area = 3,
}

const VARINT: u32 = 0;
const LENGTH: u32 = 2;

/// Commands (§ 4.3.1).
const MOVE_TO: u32 = 1;
const LINE_TO: u32 = 2;
const CLOSE: u32 = 7;

/// A number in groups of seven bits.
pub(super) fn push_varint(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// The key of a field, of kind varint or of those with a length.
fn push_key(bytes: &mut Vec<u8>, field: u32, kind: u32) {
    push_varint(bytes, u64::from(field << 3 | kind));
}

fn push_bytes(bytes: &mut Vec<u8>, field: u32, content: &[u8]) {
    push_key(bytes, field, LENGTH);
    push_varint(bytes, content.len() as u64);
    bytes.extend_from_slice(content);
}

/// A signed number so that small ones stay small.
pub(super) const fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)).cast_unsigned()
}

/// Codes are numbers of ours, one behind the other: to spread them (Knuth, *Sorting and Searching*, 6.4) is enough.
#[derive(Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(self.0.rotate_left(8) ^ u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(32);
    }
}

/// A layer on its way.
pub(super) struct LayerWriter {
    name: String,
    keys: Vec<String>,
    /// Place among the values of this tile, by attribute and code.
    known: HashMap<u64, u32, BuildHasherDefault<Spread>>,
    /// Values as they stand in the layer, with key and length.
    values: Vec<u8>,
    features: Vec<u8>,
    // Of the feature that is being written:
    id: Option<u64>,
    tags: Vec<u8>,
    geometry: Vec<u8>,
    feature: Vec<u8>,
    /// Where the pen stands.
    pen: (i32, i32),
}

impl LayerWriter {
    pub(super) fn new(name: &str, keys: Vec<String>) -> Self {
        Self {
            name: name.to_owned(),
            keys,
            known: HashMap::default(),
            values: Vec::new(),
            features: Vec::new(),
            id: None,
            tags: Vec::new(),
            geometry: Vec::new(),
            feature: Vec::new(),
            pen: (0, 0),
        }
    }

    pub(super) const fn id(&mut self, id: u64) {
        self.id = Some(id);
    }

    /// An attribute of the feature; `value` is a `Value` of the specification, the same for the same code.
    pub(super) fn tag(&mut self, key: u32, code: u32, value: impl FnOnce(&mut Vec<u8>)) {
        let next = self.known.len() as u32;
        let place = u64::from(key) << 32 | u64::from(code);
        let values = &mut self.values;
        let index = *self.known.entry(place).or_insert_with(|| {
            let mut content = Vec::new();
            value(&mut content);
            push_bytes(values, 4, &content);
            next
        });
        push_varint(&mut self.tags, u64::from(key));
        push_varint(&mut self.tags, u64::from(index));
    }

    pub(super) fn point(&mut self, place: (i32, i32)) {
        self.command(MOVE_TO, 1);
        self.go(place);
    }

    /// A line of at least two corners.
    pub(super) fn line(&mut self, corners: &[(i32, i32)]) {
        self.path(corners);
    }

    /// A ring without its last corner, which is its first.
    pub(super) fn ring(&mut self, corners: &[(i32, i32)]) {
        self.path(corners);
        self.command(CLOSE, 1);
    }

    fn path(&mut self, corners: &[(i32, i32)]) {
        let Some((first, rest)) = corners.split_first() else {
            return;
        };
        self.command(MOVE_TO, 1);
        self.go(*first);
        self.command(LINE_TO, rest.len() as u32);
        for corner in rest {
            self.go(*corner);
        }
    }

    fn command(&mut self, command: u32, count: u32) {
        push_varint(&mut self.geometry, u64::from(command | count << 3));
    }

    fn go(&mut self, (x, y): (i32, i32)) {
        let (from_x, from_y) = self.pen;
        push_varint(&mut self.geometry, zigzag(i64::from(x) - i64::from(from_x)));
        push_varint(&mut self.geometry, zigzag(i64::from(y) - i64::from(from_y)));
        self.pen = (x, y);
    }

    /// Whether nothing of the feature has been drawn.
    pub(super) const fn is_blank(&self) -> bool {
        self.geometry.is_empty()
    }

    /// Ends the feature.
    pub(super) fn end(&mut self, kind: Kind) {
        self.feature.clear();
        if let Some(id) = self.id.take() {
            push_key(&mut self.feature, 1, VARINT);
            push_varint(&mut self.feature, id);
        }
        if !self.tags.is_empty() {
            push_bytes(&mut self.feature, 2, &self.tags);
        }
        push_key(&mut self.feature, 3, VARINT);
        push_varint(&mut self.feature, kind as u64);
        push_bytes(&mut self.feature, 4, &self.geometry);
        push_bytes(&mut self.features, 2, &self.feature);
        self.tags.clear();
        self.geometry.clear();
        self.pen = (0, 0);
    }

    /// The tile; nothing where there is no feature.
    pub(super) fn finish(self) -> Vec<u8> {
        if self.features.is_empty() {
            return Vec::new();
        }
        let mut layer = Vec::with_capacity(self.features.len() + self.values.len() + 256);
        push_key(&mut layer, 15, VARINT);
        push_varint(&mut layer, 2);
        push_bytes(&mut layer, 1, self.name.as_bytes());
        layer.extend_from_slice(&self.features);
        for key in &self.keys {
            push_bytes(&mut layer, 3, key.as_bytes());
        }
        layer.extend_from_slice(&self.values);
        push_key(&mut layer, 5, VARINT);
        push_varint(&mut layer, EXTENT as u64);
        let mut tile = Vec::with_capacity(layer.len() + 8);
        push_bytes(&mut tile, 3, &layer);
        tile
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn geometries_are_written_as_the_specification_shows_them() {
        let mut writer = LayerWriter::new("a", Vec::new());
        // § 4.3.5, examples 4.3.5.3 and 4.3.5.5.
        writer.line(&[(2, 2), (2, 10), (10, 10)]);
        assert_eq!(writer.geometry, [9, 4, 4, 18, 0, 16, 16, 0]);
        writer.end(Kind::Line);
        writer.ring(&[(3, 6), (8, 12), (20, 34)]);
        assert_eq!(writer.geometry, [9, 6, 12, 18, 10, 12, 24, 44, 15]);
        writer.end(Kind::Area);
        assert!(LayerWriter::new("a", Vec::new()).finish().is_empty());
    }

    #[test]
    fn numbers_are_written_in_groups_of_seven_bits() {
        let written = |number| {
            let mut bytes = Vec::new();
            push_varint(&mut bytes, number);
            bytes
        };
        assert_eq!(written(0), [0]);
        assert_eq!(written(300), [0xac, 2]);
        assert_eq!([0, -1, 1, -2].map(zigzag), [0, 1, 2, 3]);
    }
}
