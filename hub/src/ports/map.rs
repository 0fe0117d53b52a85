//! Tables as maps: what a tile is asked for by, and what maps say of themselves.

use hebewerk_model::ColumnType;
use thiserror::Error;

/// A tile of the world in Web Mercator, counted from the north-west (XYZ).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TileAddress {
    zoom: u8,
    x: u32,
    y: u32,
}

impl TileAddress {
    /// Greatest zoom of a tile; beyond it programs enlarge what these hold (to a tenth of a metre).
    pub const MOST_ZOOM: u8 = 18;

    /// None where there is no such tile.
    pub fn new(zoom: u8, x: u32, y: u32) -> Option<Self> {
        let is_known = zoom <= Self::MOST_ZOOM && x >> zoom == 0 && y >> zoom == 0;
        is_known.then_some(Self { zoom, x, y })
    }

    /// Zoom: the world is 2^zoom tiles wide.
    pub const fn zoom(self) -> u8 {
        self.zoom
    }

    /// Column, from the west.
    pub const fn x(self) -> u32 {
        self.x
    }

    /// Row, from the north.
    pub const fn y(self) -> u32 {
        self.y
    }
}

/// What a map says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct MapOutline {
    /// West, south, east, north in degrees; none where no row lies anywhere.
    pub bounds: Option<[f64; 4]>,
    /// Attributes of features that are one row, in order.
    pub fields: Vec<MapField>,
}

impl MapOutline {
    /// Attribute of features that stand for several rows: how many. A column of this name is not on maps.
    pub const COUNT: &str = "point_count";
}

/// An attribute of features.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapField {
    /// Name of the column.
    pub name: String,
    /// Heading as it stands in the file.
    pub label: String,
    /// Type of the column, as masks leave it.
    pub column_type: ColumnType,
}

/// Why there is no map of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NoMap {
    /// Its columns do not say where rows lie, or not so that it can be brought to a map of the world.
    #[error("the table does not say where its rows lie")]
    NoPlaces,
    /// It would take more memory than one map may.
    #[error("the map would be too large")]
    TooLarge,
    /// It is not ready yet.
    #[error("the map is not ready")]
    NotReady,
}
