//! Names of reference systems, as GML, GeoJSON, WFS and people write them.

use super::Declared;

/// In which order a document writes its coordinates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AxisOrder {
    /// x before y: what `EPSG:4326` and the old URL have always meant in practice.
    EastFirst,
    /// As the authority says: names that are URNs or OGC URLs (OGC 07-092).
    Authority,
}

/// The system with this name, and the order its coordinates are written in.
pub(crate) fn from_name(name: &str) -> Option<(Declared, AxisOrder)> {
    let name = name.trim();
    let lower = name.to_ascii_lowercase();
    if name.is_empty() {
        return None;
    }
    if lower.ends_with("crs84") || lower.ends_with("crs84h") {
        return Some((Declared::Epsg(4326), AxisOrder::EastFirst));
    }
    if let Some(adv) = lower.strip_prefix("urn:adv:crs:") {
        let declared =
            surveyed(adv).map_or_else(|| Declared::Other(name.to_owned()), Declared::Epsg);
        // The surveying authorities write east first throughout (GeoInfoDok).
        return Some((declared, AxisOrder::EastFirst));
    }
    let order = if lower.starts_with("urn:") || lower.contains("/def/crs/") {
        AxisOrder::Authority
    } else {
        AxisOrder::EastFirst
    };
    let declared = match number(&lower) {
        Some(number) if lower.contains("epsg") => Declared::Epsg(web_mercator(number)),
        _ => Declared::Other(name.to_owned()),
    };
    Some((declared, order))
}

/// The number at the end: `…:25832`, `…/0/25832`, `…#25832`.
fn number(name: &str) -> Option<u32> {
    let digits = name.rsplit([':', '/', '#']).next()?;
    digits.parse().ok().filter(|number| *number > 0)
}

/// Numbers Web Mercator has had.
fn web_mercator(number: u32) -> u32 {
    match number {
        900_913 | 3785 | 102_100 | 102_113 => 3857,
        other => other,
    }
}

/// Names of the working committee of the surveying authorities (AdV).
fn surveyed(name: &str) -> Option<u32> {
    // A height system may follow: `etrs89_utm32*de_dhhn2016_nh`.
    let plane = name.split('*').next().unwrap_or(name);
    Some(match plane {
        "etrs89_utm31" => 25831,
        "etrs89_utm32" => 25832,
        "etrs89_utm33" => 25833,
        "etrs89_lat-lon" => 4258,
        "de_dhdn_3gk2" | "de_dhdn_3gk2_nw101" | "de_dhdn_3gk2_nw177" => 31466,
        "de_dhdn_3gk3" => 31467,
        "de_dhdn_3gk4" => 31468,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_which_system_and_which_order() {
        let check = |name: &str, number: u32, order| {
            assert_eq!(
                from_name(name),
                Some((Declared::Epsg(number), order)),
                "{name}"
            );
        };
        check("EPSG:25832", 25832, AxisOrder::EastFirst);
        check("urn:ogc:def:crs:EPSG::25832", 25832, AxisOrder::Authority);
        check("urn:ogc:def:crs:EPSG:6.9:4326", 4326, AxisOrder::Authority);
        check(
            "http://www.opengis.net/def/crs/EPSG/0/4258",
            4258,
            AxisOrder::Authority,
        );
        check(
            "http://www.opengis.net/gml/srs/epsg.xml#31467",
            31467,
            AxisOrder::EastFirst,
        );
        check("urn:ogc:def:crs:OGC:1.3:CRS84", 4326, AxisOrder::EastFirst);
        check("urn:adv:crs:ETRS89_UTM32", 25832, AxisOrder::EastFirst);
        check("urn:adv:crs:DE_DHDN_3GK2", 31466, AxisOrder::EastFirst);
        check("EPSG:900913", 3857, AxisOrder::EastFirst);
        assert_eq!(from_name(" "), None);
        assert_eq!(
            from_name("Soldner Berlin"),
            Some((
                Declared::Other("Soldner Berlin".to_owned()),
                AxisOrder::EastFirst
            ))
        );
    }
}
