//! A table as a map: what one version shows under one set of conditions, cut into vector tiles.
//!
//! Places are kept in Web Mercator as whole numbers of 2⁻³² of the world's width (a centimetre at the equator): a unit of a
//! tile is a whole number of them at every zoom, so tiles of a place agree with each other. What tiles hold is decided by
//! the rows alone, never by what is asked for besides.

mod attributes;
mod build;
mod clip;
mod points;
mod shapes;
mod simplify;
mod wkb;
mod world;
mod writer;

pub use build::MapBuilder;

use attributes::Attributes;
use points::Points;
use shapes::Shapes;
use writer::LayerWriter;

use hebewerk_hub::ports::{MapOutline, TileAddress};

/// Units along an edge of a tile.
pub(crate) const EXTENT: i32 = 4096;
/// Units beyond an edge in which lines and areas go on, so that their outlines do not end at it.
const BUFFER: i32 = 64;
/// Tiles are asked for up to this zoom; from there on everything is as exact as the screen.
const MOST_ZOOM: u8 = TileAddress::MOST_ZOOM;

/// A table as a map.
#[derive(Debug)]
pub struct Map {
    points: Points,
    shapes: Shapes,
    attributes: Attributes,
    /// Row numbers, where the reader may count by them.
    numbers: Option<Vec<i64>>,
    outline: MapOutline,
}

impl Map {
    /// The tile as protocol buffer of the Vector Tile Specification 2.1, with one layer; empty where nothing lies.
    ///
    /// Points that would lie upon each other at this zoom are one feature that says how many there are, in
    /// [`MapOutline::COUNT`], and nothing of any one row.
    pub fn tile(&self, layer: &str, at: TileAddress) -> Vec<u8> {
        let mut writer = LayerWriter::new(layer, self.attributes.keys());
        self.shapes.write(at, self, &mut writer);
        self.points.write(at, self, &mut writer);
        writer.finish()
    }

    /// Where it lies, and what its features say.
    pub const fn outline(&self) -> &MapOutline {
        &self.outline
    }

    /// What it takes of memory, in bytes.
    pub fn bytes(&self) -> usize {
        let numbers = self.numbers.as_ref().map_or(0, |all| all.capacity() * 8);
        self.points.bytes() + self.shapes.bytes() + self.attributes.bytes() + numbers
    }

    /// Names the row, and says what stands in it.
    fn describe(&self, row: u32, writer: &mut LayerWriter) {
        let numbers = self.numbers.as_ref();
        let number = numbers.and_then(|numbers| numbers.get(row as usize));
        if let Some(number) = number.and_then(|number| u64::try_from(*number).ok()) {
            writer.id(number);
        }
        self.attributes.write(row, writer);
    }
}

#[cfg(test)]
mod tests;
