//! Points in the order of a Morton code: those of a tile, and of a cell of a tile, stand one behind the other.

use super::world::{Frame, Spot};
use super::writer::{Kind, LayerWriter};
use super::{MOST_ZOOM, Map};
use hebewerk_hub::ports::TileAddress;

/// Bits of a code that name the cell of a point in a zoom: cells of 32 units (4 dots of a screen) where a map is looked
/// over, smaller ones where single things are looked at.
fn cell_bits(zoom: u8) -> u32 {
    let units = match MOST_ZOOM.saturating_sub(zoom) {
        0 => 0,
        1 => 2,
        2 => 3,
        3 => 4,
        _ => 5,
    };
    2 * (u32::from(zoom) + 12 - units)
}

/// Bits of x and y in turn, x first.
const fn code((x, y): Spot) -> u64 {
    spread(x) << 1 | spread(y)
}

const fn spot(code: u64) -> Spot {
    (gathered(code >> 1), gathered(code))
}

/// Bits with one between each two (Stanford bit hacks, *interleave bits by binary magic numbers*).
const fn spread(number: u32) -> u64 {
    let mut bits = number as u64;
    bits = (bits | bits << 16) & 0x0000_ffff_0000_ffff;
    bits = (bits | bits << 8) & 0x00ff_00ff_00ff_00ff;
    bits = (bits | bits << 4) & 0x0f0f_0f0f_0f0f_0f0f;
    bits = (bits | bits << 2) & 0x3333_3333_3333_3333;
    (bits | bits << 1) & 0x5555_5555_5555_5555
}

const fn gathered(code: u64) -> u32 {
    let mut bits = code & 0x5555_5555_5555_5555;
    bits = (bits | bits >> 1) & 0x3333_3333_3333_3333;
    bits = (bits | bits >> 2) & 0x0f0f_0f0f_0f0f_0f0f;
    bits = (bits | bits >> 4) & 0x00ff_00ff_00ff_00ff;
    bits = (bits | bits >> 8) & 0x0000_ffff_0000_ffff;
    (bits | bits >> 16) as u32
}

/// Points with their rows.
#[derive(Debug, Default)]
pub(super) struct Points {
    codes: Vec<u64>,
    rows: Vec<u32>,
}

impl Points {
    /// In order; those of one place in the order of their rows.
    pub(super) fn new(points: &[(Spot, u32)]) -> Self {
        let mut pairs: Vec<(u64, u32)> = points
            .iter()
            .map(|(spot, row)| (code(*spot), *row))
            .collect();
        pairs.sort_unstable();
        let (codes, rows) = pairs.into_iter().unzip();
        Self { codes, rows }
    }

    pub(super) const fn bytes(&self) -> usize {
        self.codes.capacity() * 8 + self.rows.capacity() * 4
    }

    /// The points of a tile, one for each cell in which there are some.
    pub(super) fn write(&self, at: TileAddress, map: &Map, writer: &mut LayerWriter) {
        let frame = Frame::of(at);
        let shift = 64 - cell_bits(at.zoom());
        let (mut index, end) = self.of_tile(at);
        while index < end {
            let next = self.behind_cell(index, end, shift);
            let count = next - index;
            // One that is there, and the same one whoever asks.
            let chosen = index + (count - 1) / 2;
            let (x, y) = frame.place(spot(self.codes[chosen]));
            writer.point((x as i32, y as i32));
            if count == 1 {
                map.describe(self.rows[chosen], writer);
            } else {
                map.attributes.count(count as u64, writer);
            }
            writer.end(Kind::Point);
            index = next;
        }
    }

    fn of_tile(&self, at: TileAddress) -> (usize, usize) {
        let bits = 2 * u32::from(at.zoom());
        if bits == 0 {
            return (0, self.codes.len());
        }
        let tile = spread(at.x()) << 1 | spread(at.y());
        let first = |tile: u64| {
            self.codes
                .partition_point(|code| code >> (64 - bits) < tile)
        };
        (first(tile), first(tile + 1))
    }

    /// The first point behind those in the same cell. Steps grow, so that full cells are not walked through.
    fn behind_cell(&self, index: usize, end: usize, shift: u32) -> usize {
        let cell = self.codes[index] >> shift;
        let is_same = |code: &u64| code >> shift == cell;
        let (mut low, mut step) = (index + 1, 1);
        while low + step < end && is_same(&self.codes[low + step - 1]) {
            low += step;
            step *= 2;
        }
        let high = (low + step).min(end);
        low + self.codes[low..high].partition_point(is_same)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_lead_back_and_those_of_a_tile_begin_alike() {
        for place in [(0, 0), (1, 2), (u32::MAX, 7), (123_456_789, 3_987_654_321)] {
            assert_eq!(spot(code(place)), place);
        }
        assert_eq!(code((u32::MAX, 0)) >> 62, 0b10);
    }

    #[test]
    fn cells_end_where_another_begins() {
        let places: Vec<(Spot, u32)> = (0..5_000_u32)
            .map(|row| ((row.wrapping_mul(2_654_435_761), row << 18), row))
            .collect();
        let points = Points::new(&places);
        for zoom in [0, 3, 6] {
            let shift = 64 - cell_bits(zoom);
            let (mut index, mut cells) = (0, 0);
            while index < points.codes.len() {
                let next = points.behind_cell(index, points.codes.len(), shift);
                let cell = points.codes[index] >> shift;
                assert!(
                    points.codes[index..next]
                        .iter()
                        .all(|code| code >> shift == cell)
                );
                let after = points.codes.get(next);
                assert!(after.is_none_or(|code| code >> shift != cell));
                (index, cells) = (next, cells + 1);
            }
            assert!(cells > 1);
        }
    }
}
