//! Codes of what is noticed in GeoJSON; the sentences are in `words`, `findings_office.ftl`.

/// Features without a geometry.
pub const GEOMETRY_MISSING: &str = "geometry_missing";
/// Features whose geometry has no position.
pub const GEOMETRY_EMPTY: &str = "geometry_empty";
/// Coordinates that are no longitude and latitude but look like UTM metres.
pub const GEOMETRY_LIKELY_UTM: &str = "geometry_likely_utm";
/// Coordinates that are no longitude and latitude.
pub const GEOMETRY_OUT_OF_RANGE: &str = "geometry_out_of_range";
/// The file names a coordinate reference system, which RFC 7946 no longer knows. `crs`.
pub const GEOJSON_REFERENCE_SYSTEM: &str = "geojson_reference_system";
