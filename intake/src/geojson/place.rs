//! Where a geometry lies: its first position.

/// What the first position of a geometry says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lies {
    /// Longitude and latitude in their ranges.
    OnEarth,
    /// Metres of the UTM zones 31 to 33, which Germany lies in.
    LikelyUtm,
    /// Neither.
    Elsewhere,
    /// There is no position.
    Nowhere,
}

/// Looks at the first position of a geometry written as JSON.
pub(super) fn lies(geometry: &str) -> Lies {
    let Some((east, north)) = first_position(geometry) else {
        return Lies::Nowhere;
    };
    if east.abs() <= 180.0 && north.abs() <= 90.0 {
        return Lies::OnEarth;
    }
    // An easting may carry its zone in front: 32 360 000.
    let easting = if east >= 31_000_000.0 {
        east % 1_000_000.0
    } else {
        east
    };
    if (100_000.0..1_000_000.0).contains(&easting) && (5_000_000.0..6_500_000.0).contains(&north) {
        Lies::LikelyUtm
    } else {
        Lies::Elsewhere
    }
}

/// The first two numbers that stand directly in one array.
fn first_position(geometry: &str) -> Option<(f64, f64)> {
    let (_, mut rest) = geometry.split_once("\"coordinates\"")?;
    loop {
        let (_, inside) = rest.split_once('[')?;
        let trimmed = inside.trim_start();
        if trimmed.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
            let (position, _) = trimmed.split_once(']')?;
            let mut numbers = position
                .split(',')
                .map(|number| number.trim().parse::<f64>());
            return Some((numbers.next()?.ok()?, numbers.next()?.ok()?));
        }
        if !trimmed.starts_with('[') {
            return None;
        }
        rest = inside;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_position_tells_degrees_from_metres() {
        let check = |geometry: &str, expect| assert_eq!(lies(geometry), expect, "{geometry}");
        check(
            r#"{"type":"Point","coordinates":[7.2,51.5]}"#,
            Lies::OnEarth,
        );
        check(
            r#"{"type":"Polygon","coordinates":[[[7.2,51.5],[7.3,51.5]]]}"#,
            Lies::OnEarth,
        );
        check(
            r#"{"type":"Point","coordinates":[369000.5,5711000.2]}"#,
            Lies::LikelyUtm,
        );
        check(
            r#"{"type":"Point","coordinates":[32369000,5711000]}"#,
            Lies::LikelyUtm,
        );
        check(
            r#"{"type":"Point","coordinates":[2570000,5711000]}"#,
            Lies::Elsewhere,
        );
        check(r#"{"type":"Point","coordinates":[]}"#, Lies::Nowhere);
        check(
            r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[7,51]}]}"#,
            Lies::OnEarth,
        );
    }
}
