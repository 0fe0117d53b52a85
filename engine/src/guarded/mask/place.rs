//! Points as the centre of the cell of a grid.

use arrow::array::{ArrayRef, AsArray, BinaryViewArray};
use std::sync::Arc;

/// Metres of a degree of latitude (a meridian of 40,008 km has 360 of them).
const METRES_OF_A_DEGREE: f64 = 111_132.0;

/// Bytes of a point in two dimensions: order, kind, x, y.
const POINT_BYTES: usize = 21;

/// Whether coordinates of a reference system are longitudes and latitudes.
pub(super) fn is_in_degrees(system: &str) -> bool {
    matches!(system, "EPSG:4326" | "EPSG:4258" | "OGC:CRS84")
}

/// Points (ISO WKB, little-endian) as the centre of their cell; heights and measures are left out, other geometries are
/// not shown. Without a known system small numbers are degrees.
pub(super) fn in_grid(values: &ArrayRef, metres: u32, degrees: Option<bool>) -> Option<ArrayRef> {
    let geometries = values.as_binary_view_opt()?;
    let metres = f64::from(metres.max(1));
    let masked: BinaryViewArray = geometries
        .iter()
        .map(|bytes| {
            let (x, y) = point(bytes?)?;
            let degrees = degrees.unwrap_or(x.abs() <= 180.0 && y.abs() <= 90.0);
            Some(written(centre(x, y, metres, degrees)))
        })
        .collect();
    Some(Arc::new(masked))
}

fn centre(x: f64, y: f64, metres: f64, degrees: bool) -> (f64, f64) {
    let cell = |value: f64, step: f64| (value / step).floor() * step + step / 2.0;
    if !degrees {
        return (cell(x, metres), cell(y, metres));
    }
    let step = metres / METRES_OF_A_DEGREE;
    let latitude = cell(y, step);
    // Cells of one row are equally wide; at the poles, where they would have no end, one cell goes around.
    let narrowing = latitude.to_radians().cos().max(1e-6);
    (cell(x, (step / narrowing).min(360.0)), latitude)
}

fn point(bytes: &[u8]) -> Option<(f64, f64)> {
    let (order, rest) = bytes.split_first()?;
    let (kind, rest) = rest.split_first_chunk::<4>()?;
    let (x, rest) = rest.split_first_chunk::<8>()?;
    let (y, _beyond) = rest.split_first_chunk::<8>()?;
    let is_point = *order == 1 && u32::from_le_bytes(*kind) % 1_000 == 1;
    let (x, y) = (f64::from_le_bytes(*x), f64::from_le_bytes(*y));
    (is_point && x.is_finite() && y.is_finite()).then_some((x, y))
}

fn written((x, y): (f64, f64)) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(POINT_BYTES);
    bytes.push(1);
    bytes.extend(1_u32.to_le_bytes());
    bytes.extend(x.to_le_bytes());
    bytes.extend(y.to_le_bytes());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(x: f64, y: f64, metres: u32, degrees: Option<bool>) -> (f64, f64) {
        let values: ArrayRef = Arc::new(BinaryViewArray::from_iter_values([written((x, y))]));
        let masked = in_grid(&values, metres, degrees).unwrap();
        point(masked.as_binary_view().value(0)).unwrap()
    }

    #[test]
    fn a_point_in_metres_is_the_centre_of_its_cell() {
        assert_eq!(
            shown(372_312.4, 5_711_999.9, 100, Some(false)),
            (372_350.0, 5_711_950.0)
        );
        assert_eq!(
            shown(372_312.4, 5_711_999.9, 100, None),
            (372_350.0, 5_711_950.0)
        );
        assert_eq!(shown(-1.0, 0.0, 10, Some(false)), (-5.0, 5.0));
    }

    #[test]
    fn a_point_in_degrees_moves_less_than_its_cell() {
        for (x, y) in [(7.22, 51.54), (-7.22, -51.54), (0.0, 0.0)] {
            let (east, north) = shown(x, y, 1_000, None);
            let half = 500.0 / METRES_OF_A_DEGREE + 1e-9;
            assert!((north - y).abs() <= half);
            assert!((east - x).abs() * y.to_radians().cos() <= half * 1.01);
            assert_eq!(shown(x, y, 1_000, Some(true)), (east, north));
        }
        let (east, north) = shown(12.0, 90.0, 1_000, Some(true));
        assert!(east.is_finite() && north.is_finite());
    }

    #[test]
    fn what_is_no_point_is_not_shown() {
        let mut line = written((1.0, 2.0));
        line[1] = 2;
        let values: ArrayRef = Arc::new(BinaryViewArray::from_iter([
            Some(line),
            Some(b"x".to_vec()),
            Some(written((f64::NAN, f64::NAN))),
            None,
        ]));
        assert_eq!(in_grid(&values, 10, None).unwrap().null_count(), 4);
    }
}
