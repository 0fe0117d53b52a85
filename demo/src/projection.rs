//! From ETRS89 / UTM zone 32N (EPSG:25832), the grid of German land surveyors, to longitude and latitude.
//!
//! Krüger's series to third order in the third flattening on the GRS80 ellipsoid (Karney, *Transverse Mercator
//! with an accuracy of a few nanometers*, J. Geodesy 85, 2011, eq. 7–11 and 36): better than a millimetre here.

const SEMI_MAJOR_AXIS_M: f64 = 6_378_137.0;
const FLATTENING: f64 = 1.0 / 298.257_222_101;
const SCALE: f64 = 0.9996;
const FALSE_EASTING_M: f64 = 500_000.0;
const CENTRAL_MERIDIAN_DEGREES: f64 = 9.0;

/// Longitude and latitude in degrees of a point given in metres east and north.
pub(crate) fn lon_lat(point: (f64, f64)) -> (f64, f64) {
    let n = FLATTENING / (2.0 - FLATTENING);
    let radius = SEMI_MAJOR_AXIS_M / (1.0 + n) * (1.0 + n * n / 4.0);
    let beta = [
        n / 2.0 - 2.0 / 3.0 * n * n + 37.0 / 96.0 * n * n * n,
        n * n / 48.0 + n * n * n / 15.0,
        17.0 / 480.0 * n * n * n,
    ];
    let xi = point.1 / (SCALE * radius);
    let eta = (point.0 - FALSE_EASTING_M) / (SCALE * radius);
    let (mut xi_sphere, mut eta_sphere) = (xi, eta);
    for (index, factor) in beta.iter().enumerate() {
        let turn = 2.0 * (index as f64 + 1.0);
        xi_sphere -= factor * (turn * xi).sin() * (turn * eta).cosh();
        eta_sphere -= factor * (turn * xi).cos() * (turn * eta).sinh();
    }
    let conformal = (xi_sphere.sin() / eta_sphere.cosh()).asin();
    let delta = [
        2.0 * n - 2.0 / 3.0 * n * n - 2.0 * n * n * n,
        7.0 / 3.0 * n * n - 8.0 / 5.0 * n * n * n,
        56.0 / 15.0 * n * n * n,
    ];
    let mut latitude = conformal;
    for (index, factor) in delta.iter().enumerate() {
        latitude += factor * (2.0 * (index as f64 + 1.0) * conformal).sin();
    }
    let longitude = eta_sphere.sinh().atan2(xi_sphere.cos());
    (
        CENTRAL_MERIDIAN_DEGREES + longitude.to_degrees(),
        latitude.to_degrees(),
    )
}

#[cfg(test)]
mod tests {
    use super::lon_lat;

    #[test]
    fn the_central_meridian_stays_straight() {
        let (longitude, latitude) = lon_lat((500_000.0, 0.0));
        assert!((longitude - 9.0).abs() < 1e-12 && latitude.abs() < 1e-12);
    }

    #[test]
    fn a_degree_of_latitude_is_as_long_as_the_ellipsoid_says() {
        // The meridian arc of GRS80 from the equator to 51 degrees north, integrated numerically.
        let (_, latitude) = lon_lat((500_000.0, 5_652_085.722 * 0.9996));
        assert!((latitude - 51.0).abs() < 1e-8, "{latitude}");
    }

    #[test]
    fn the_ruhr_lies_where_maps_put_it() {
        let (longitude, latitude) = lon_lat((368_000.0, 5_713_000.0));
        assert!((longitude - 7.0967).abs() < 0.01, "{longitude}");
        assert!((latitude - 51.5535).abs() < 0.01, "{latitude}");
    }
}
