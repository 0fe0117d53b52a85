//! Coordinate reference systems: which one a file means, by its name, by its definition, or by the coordinates.
//!
//! Coordinates are kept as they are, x (east, longitude) before y (north, latitude) whatever the authority says; the
//! system is kept with the column as `EPSG:<number>`.
//!
//! Deliberately absent: transformation. It belongs to the engine, and for Gauß-Krüger it needs a grid (BeTA2007).

mod known;
mod names;
mod notes;
pub(crate) mod said;
mod well_known_text;

pub mod findings;

pub(crate) use names::{AxisOrder, from_name};
pub(crate) use notes::Extent;
pub(crate) use well_known_text::from_wkt;

use known::{KNOWN, Known};

/// The reference system a file declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Declared {
    /// A number of the EPSG.
    Epsg(u32),
    /// Something else; its name.
    Other(String),
}

impl Declared {
    /// How it is kept and shown.
    pub(crate) fn label(&self) -> String {
        match self {
            Self::Epsg(number) => format!("EPSG:{number}"),
            Self::Other(name) => name.clone(),
        }
    }

    /// What is known of it.
    fn known(&self) -> Option<&'static Known> {
        match self {
            Self::Epsg(number) => KNOWN.iter().find(|known| known.number == *number),
            Self::Other(_) => None,
        }
    }

    /// Whether coordinates in Germany that look like `other` can be of this system. Nobody knows of unusual ones.
    fn may_be(&self, other: &Self) -> bool {
        let (Some(this), Some(other)) = (self.known(), other.known()) else {
            return true;
        };
        known::overlap(this.germany, other.germany)
    }

    /// Whether the authority puts north before east.
    pub(crate) fn is_north_first(&self) -> bool {
        self.known().is_some_and(|known| known.north_first)
    }
}
