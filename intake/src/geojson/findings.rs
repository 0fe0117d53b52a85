//! Codes of what is noticed in GeoJSON; the sentences are in `words`, `findings_office.ftl`.

/// The file names a coordinate reference system, which RFC 7946 no longer knows. `crs`.
pub const GEOJSON_REFERENCE_SYSTEM: &str = "geojson_reference_system";
