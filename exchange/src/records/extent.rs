//! Boxes of longitude and latitude.

use hebewerk_model::Area;
use serde_json::{Value, json};
use std::str::FromStr;
use thiserror::Error;

/// A box in degrees of CRS84. One whose west lies east of its east crosses the antimeridian.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

/// A text that is no box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a box has four or six numbers: west, south, (lowest,) east, north(, highest)")]
pub struct BoxError;

impl Extent {
    /// A box of its corners: degrees that are on Earth, and the south not above the north.
    ///
    /// # Errors
    /// For numbers that are none of a box.
    pub fn new(corners: [f64; 4]) -> Result<Self, BoxError> {
        Area::of_degrees(corners).ok_or(BoxError)?;
        let [west, south, east, north] = corners;
        Ok(Self {
            west,
            south,
            east,
            north,
        })
    }

    /// West, south, east, north.
    pub const fn corners(&self) -> [f64; 4] {
        [self.west, self.south, self.east, self.north]
    }

    /// Whether both have a place in common, if only a border.
    pub fn meets(&self, other: &Self) -> bool {
        let beside = self.parts().iter().all(|(west, east)| {
            let mut parts = other.parts().into_iter();
            parts.all(|(its_west, its_east)| its_west > *east || its_east < *west)
        });
        !beside && self.south <= other.north && other.south <= self.north
    }

    /// From west to east; two parts where the antimeridian is between.
    fn parts(&self) -> Vec<(f64, f64)> {
        if self.west <= self.east {
            vec![(self.west, self.east)]
        } else {
            vec![(self.west, 180.0), (-180.0, self.east)]
        }
    }

    /// The box as a polygon (RFC 7946 § 3.1.6), against the clock.
    pub fn polygon(&self) -> Value {
        let [west, south, east, north] = self.corners();
        json!({
            "type": "Polygon",
            "coordinates": [[
                [west, south], [east, south], [east, north], [west, north], [west, south],
            ]],
        })
    }
}

/// As the parameter `bbox` is written; heights are passed over.
impl FromStr for Extent {
    type Err = BoxError;

    fn from_str(text: &str) -> Result<Self, BoxError> {
        let numbers: Result<Vec<f64>, _> = text
            .split(',')
            .map(|number| number.trim().parse())
            .collect();
        let numbers = numbers.map_err(|_no_number| BoxError)?;
        match *numbers.as_slice() {
            [west, south, east, north] | [west, south, _, east, north, _] => {
                Self::new([west, south, east, north])
            }
            _ => Err(BoxError),
        }
    }
}
