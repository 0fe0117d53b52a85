//! Reference systems that eastings tell by themselves: those with the number of a zone in front.
//!
//! Deliberately absent: UTM without a zone, which may be of any.

use super::shapes::number_range;
use hebewerk_model::{Finding, InspectedColumn, SemanticType, Severity};

/// Metres around the middle of a zone of Gauß-Krüger in which Germany lies.
const HALF_ZONE: f64 = 250_000.0;

/// Gauß-Krüger: the number of the EPSG for each zone.
const GAUSS_KRUEGER: [(f64, u32); 4] = [(2.0, 31466), (3.0, 31467), (4.0, 31468), (5.0, 31469)];

/// UTM with the zone in front.
const PREFIXED: [(f64, u32); 3] = [(31.0, 5649), (32.0, 4647), (33.0, 5650)];

/// The system of eastings, and whether it is an old one.
fn of_eastings(samples: &[&str]) -> Option<(u32, bool)> {
    let (least, most) = number_range(samples)?;
    let within = |from: f64, to: f64| least >= from && most <= to;
    let old = GAUSS_KRUEGER.iter().find(|(zone, _)| {
        let middle = zone * 1e6 + 500_000.0;
        within(middle - HALF_ZONE, middle + HALF_ZONE)
    });
    let new = PREFIXED
        .iter()
        .find(|(zone, _)| within(zone * 1e6 + 100_000.0, zone * 1e6 + 950_000.0));
    old.map(|(_, number)| (*number, true))
        .or_else(|| new.map(|(_, number)| (*number, false)))
}

/// Gives eastings that tell their system, and the northings beside them, that system; says which are old.
pub(crate) fn declare(columns: &mut [InspectedColumn], samples: &[Vec<&str>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for index in 0..columns.len() {
        let is = |column: &InspectedColumn, wanted| {
            column.semantic_type == Some(wanted) && column.column_type.is_number()
        };
        let found = columns
            .get(index)
            .filter(|column| is(column, SemanticType::Easting))
            .and_then(|_| of_eastings(samples.get(index)?));
        let Some((number, is_old)) = found else {
            continue;
        };
        let system = format!("EPSG:{number}");
        let mut behind = columns.iter().skip(index);
        let northing = behind
            .position(|column| is(column, SemanticType::Northing))
            .map(|steps| index + steps)
            .or_else(|| {
                columns
                    .iter()
                    .position(|column| is(column, SemanticType::Northing))
            });
        for place in std::iter::once(index).chain(northing) {
            if let Some(column) = columns.get_mut(place) {
                column.unit = Some(system.clone());
            }
        }
        if let Some(column) = columns.get(index).filter(|_| is_old) {
            findings.push(
                Finding::new(crate::findings::CRS_INACCURATE, Severity::Warning)
                    .in_column(&column.label)
                    .with("crs", &system),
            );
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::of_eastings;

    #[test]
    fn eastings_with_a_zone_tell_their_system() {
        let check = |samples: &[&str], expected| assert_eq!(of_eastings(samples), expected);
        check(&["2581234,5", "2581999"], Some((31466, true)));
        check(&["3456789", "3556789"], Some((31467, true)));
        check(&["32374123,12"], Some((4647, false)));
        check(&["374123", "375000"], None);
        check(&["2581234", "3456789"], None);
        check(&[], None);
    }
}
