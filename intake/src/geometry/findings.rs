//! Codes of what is noticed about geometries; the sentences are in `words`, `findings_geo.ftl`.

/// Rows without a geometry.
pub const GEOMETRY_MISSING: &str = "geometry_missing";
/// Geometries without a position.
pub const GEOMETRY_EMPTY: &str = "geometry_empty";
/// What stands in place of a geometry is none; set aside.
pub const GEOMETRY_UNREADABLE: &str = "geometry_unreadable";
/// Open rings were closed.
pub const GEOMETRY_CLOSED: &str = "geometry_closed";
/// Arcs were replaced by short lines.
pub const GEOMETRY_STROKED: &str = "geometry_stroked";
/// Geometries that are not valid and were left as they are. `reason`.
pub const GEOMETRY_INVALID: &str = "geometry_invalid";
