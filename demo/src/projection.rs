//! From ETRS89 / UTM zone 32N (EPSG:25832), the grid of German land surveyors, to longitude and latitude.

/// Longitude and latitude in degrees of a point given in metres east and north.
pub(crate) fn lon_lat((east, north): (f64, f64)) -> (f64, f64) {
    hebewerk_model::geometry::degrees_of_utm(32, east, north)
}
