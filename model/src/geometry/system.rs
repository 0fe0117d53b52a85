//! Reference systems German municipalities use, brought to longitude and latitude.
//!
//! Deliberately absent: Gauß-Krüger. Without a grid of shifts its points lie metres to hundreds of metres aside, and a
//! point on the wrong side of a border looks as right as any other. ETRS89 and WGS 84 are taken for one (decimetres).

/// Longitude and latitude in degrees.
pub type Position = (f64, f64);

/// A reference system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferenceSystem {
    /// Degrees east and north.
    Degrees,
    /// UTM of a zone, with or without the zone in front of the eastings.
    Utm {
        /// Number of the zone.
        zone: u8,
    },
    /// Web Mercator.
    WebMercator,
}

const SEMI_MAJOR_AXIS_M: f64 = 6_378_137.0;
const FLATTENING: f64 = 1.0 / 298.257_222_101;
const SCALE: f64 = 0.9996;
const FALSE_EASTING_M: f64 = 500_000.0;

impl ReferenceSystem {
    /// By the name columns have as their unit: `EPSG:25832`. None for what is not known or cannot be brought near enough.
    pub fn named(name: &str) -> Option<Self> {
        let code = name.rsplit([':', '/']).next()?.trim();
        Some(match code {
            "4326" | "4258" | "CRS84" => Self::Degrees,
            "25831" | "32631" | "5649" => Self::Utm { zone: 31 },
            "25832" | "32632" | "4647" | "5652" => Self::Utm { zone: 32 },
            "25833" | "32633" | "5650" | "5653" => Self::Utm { zone: 33 },
            "3857" => Self::WebMercator,
            _ => return None,
        })
    }

    /// By what the numbers of a place can only be, where nobody says it: degrees, or metres of Germany's middle zone.
    pub fn guessed(x: f64, y: f64) -> Option<Self> {
        if x.abs() <= 180.0 && y.abs() <= 90.0 {
            return Some(Self::Degrees);
        }
        let is_north = (5_100_000.0..=6_200_000.0).contains(&y);
        let zone = [31_u8, 32, 33].into_iter().find(|zone| {
            let from = f64::from(*zone) * 1e6;
            (from + 100_000.0..=from + 950_000.0).contains(&x)
        });
        let is_plain = (100_000.0..=950_000.0).contains(&x);
        let zone = zone.or(is_plain.then_some(32)).filter(|_| is_north)?;
        Some(Self::Utm { zone })
    }

    /// Longitude and latitude of a place; none for what lies nowhere.
    pub fn position(self, x: f64, y: f64) -> Option<Position> {
        let (longitude, latitude) = match self {
            Self::Degrees => (x, y),
            Self::Utm { zone } => degrees_of_utm(zone, x, y),
            Self::WebMercator => {
                let latitude = (y / SEMI_MAJOR_AXIS_M).sinh().atan();
                ((x / SEMI_MAJOR_AXIS_M).to_degrees(), latitude.to_degrees())
            }
        };
        let is_somewhere = longitude.abs() <= 180.0 && latitude.abs() <= 90.0;
        // Empty cells become 0, 0 on their way through spreadsheets; no city lies there.
        let is_meant = longitude != 0.0 || latitude != 0.0;
        (is_somewhere && is_meant).then_some((longitude, latitude))
    }
}

/// Longitude and latitude of a place in metres east (with or without the zone in front) and north, in UTM of a zone.
///
/// Krüger's series to third order in the third flattening on the GRS80 ellipsoid (Karney, *Transverse Mercator with an
/// accuracy of a few nanometers*, J. Geodesy 85, 2011, eq. 7–11 and 36): better than a millimetre here.
pub fn degrees_of_utm(zone: u8, east: f64, north: f64) -> Position {
    let prefix = f64::from(zone) * 1e6;
    let east = if east > prefix { east - prefix } else { east };
    let n = FLATTENING / (2.0 - FLATTENING);
    let radius = SEMI_MAJOR_AXIS_M / (1.0 + n) * (1.0 + n * n / 4.0);
    let beta = [
        n / 2.0 - 2.0 / 3.0 * n * n + 37.0 / 96.0 * n * n * n,
        n * n / 48.0 + n * n * n / 15.0,
        17.0 / 480.0 * n * n * n,
    ];
    let xi = north / (SCALE * radius);
    let eta = (east - FALSE_EASTING_M) / (SCALE * radius);
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
    let meridian = f64::from(zone) * 6.0 - 183.0;
    (meridian + longitude.to_degrees(), latitude.to_degrees())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utm_is_as_exact_as_the_ellipsoid() {
        // The central meridian stays straight; the Ruhr lies where maps put it.
        let (longitude, latitude) = degrees_of_utm(32, 500_000.0, 0.0);
        assert!((longitude - 9.0).abs() < 1e-12 && latitude.abs() < 1e-12);
        // The meridian arc of GRS80 from the equator to 51 degrees north, integrated numerically.
        let (_, latitude) = degrees_of_utm(32, 500_000.0, 5_652_085.722 * 0.9996);
        assert!((latitude - 51.0).abs() < 1e-8, "{latitude}");
        let (longitude, latitude) = degrees_of_utm(32, 368_000.0, 5_713_000.0);
        assert!((longitude - 7.0967).abs() < 0.01, "{longitude}");
        assert!((latitude - 51.5535).abs() < 0.01, "{latitude}");
    }
}
