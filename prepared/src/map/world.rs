//! Web Mercator in whole numbers.

use super::{BUFFER, EXTENT};
use hebewerk_hub::ports::TileAddress;
use std::f64::consts::PI;

/// Zoom at which a unit of a tile is one of ours: 2²⁰ tiles of 2¹² units are 2³².
const FINEST: u8 = 20;
/// The world's width in our units.
const WIDTH: f64 = 4_294_967_296.0;

/// A place, from the north-west corner of the world.
pub(super) type Spot = (u32, u32);

/// The place of a longitude and latitude; beyond the square of Web Mercator at its edge.
pub(super) fn spot((longitude, latitude): (f64, f64)) -> Spot {
    let x = (longitude + 180.0) / 360.0;
    let sine = latitude.to_radians().sin();
    let y = 0.5 - ((1.0 + sine) / (1.0 - sine)).ln() / (4.0 * PI);
    // A cast ends at the edges, also for the poles' infinities.
    ((x * WIDTH) as u32, (y * WIDTH) as u32)
}

/// Longitude and latitude of a place, in degrees.
pub(super) fn degrees((x, y): Spot) -> (f64, f64) {
    let longitude = f64::from(x) / WIDTH * 360.0 - 180.0;
    let latitude = (PI * (1.0 - 2.0 * f64::from(y) / WIDTH)).sinh().atan();
    (longitude, latitude.to_degrees())
}

/// How places stand in a tile.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    west: i64,
    north: i64,
    shift: u32,
}

impl Frame {
    pub(super) fn of(at: TileAddress) -> Self {
        let edge = 32 - u32::from(at.zoom());
        Self {
            west: i64::from(at.x()) << edge,
            north: i64::from(at.y()) << edge,
            shift: u32::from(FINEST - at.zoom()),
        }
    }

    /// A place in units of the tile; far outside of it, too: the world is 2³² units wide at most.
    pub(super) const fn place(self, (x, y): Spot) -> (i64, i64) {
        (
            (x as i64 - self.west) >> self.shift,
            (y as i64 - self.north) >> self.shift,
        )
    }

    /// So many of our units in units of the tile.
    pub(super) const fn units(self, width: u32) -> u32 {
        width >> self.shift
    }

    /// Whether a box (west, north, east, south) reaches into the tile or its buffer.
    pub(super) fn meets(self, [west, north, east, south]: [u32; 4]) -> bool {
        let (west, north) = self.place((west, north));
        let (east, south) = self.place((east, south));
        let (least, most) = (i64::from(-BUFFER), i64::from(EXTENT + BUFFER));
        west <= most && north <= most && east >= least && south >= least
    }

    /// Whether a box lies within the tile and its buffer.
    pub(super) fn holds(self, [west, north, east, south]: [u32; 4]) -> bool {
        let (west, north) = self.place((west, north));
        let (east, south) = self.place((east, south));
        let (least, most) = (i64::from(-BUFFER), i64::from(EXTENT + BUFFER));
        west >= least && north >= least && east <= most && south <= most
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back_to_where_they_lie() {
        for (longitude, latitude) in [
            (7.2255, 51.5386),
            (-122.4, 37.8),
            (0.0, 0.0),
            (179.9, -85.0),
        ] {
            let (x, y) = degrees(spot((longitude, latitude)));
            assert!((x - longitude).abs() < 1e-6 && (y - latitude).abs() < 1e-6);
        }
        assert_eq!(spot((200.0, 90.0)), (u32::MAX, 0));
        assert_eq!(spot((-200.0, -90.0)), (0, u32::MAX));
    }

    #[test]
    fn a_place_stands_where_the_specification_puts_it() {
        // Herne's town hall, with the formulas of OpenStreetMap's wiki (*Slippy map tilenames*) in another language.
        let at = TileAddress::new(14, 8520, 5445).unwrap();
        assert_eq!(Frame::of(at).place(spot((7.2255, 51.5386))), (3442, 3342));
    }
}
