//! Geometries: from the forms in which they arrive to the one in which they are kept.
//!
//! Every format turns its geometries into a [`Geometry`]; a [`GeometryColumn`] closes open rings, notes what is wrong
//! and gives WKB. Nothing is ever dropped: what is wrong stays as it is with a finding, and what is no geometry at all
//! is set aside with its text.

mod arcs;
mod column;
mod from_geojson;
mod from_wkb;
mod repair;
mod rings;
mod shape;
mod to_wkb;

pub mod findings;

pub(crate) use arcs::{centre, stroke};
pub(crate) use column::{GeometryColumn, declare};
pub(crate) use from_geojson::from_geojson;
pub(crate) use from_wkb::from_wkb;
pub(crate) use rings::polygons_of;
pub(crate) use shape::{Geometry, Path, Position, Shape};
