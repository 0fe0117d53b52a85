//! Definitions of reference systems in well-known text, as `.prj` files and GeoPackages hold them.

use super::Declared;

/// The system a definition means; none when it is no definition.
pub(crate) fn from_wkt(text: &str) -> Option<Declared> {
    let text = text.trim().trim_start_matches('\u{feff}');
    let keyword = text.split('[').next().unwrap_or_default().trim();
    let is_system = [
        "PROJCS",
        "GEOGCS",
        "PROJCRS",
        "GEOGCRS",
        "GEODCRS",
        "COMPD_CS",
        "COMPOUNDCRS",
        "BOUNDCRS",
    ]
    .iter()
    .any(|known| keyword.eq_ignore_ascii_case(known));
    if !is_system {
        return None;
    }
    let name = quoted(text)?;
    let projection = Projection::of(text);
    let is_meant = |number: &u32| {
        // A usual name over unusual figures: coordinates would lie two thousand kilometres away.
        projection
            .as_ref()
            .is_none_or(|projection| projection.can_be(*number))
    };
    let number = authority(text)
        .or_else(|| by_name(&name))
        .filter(is_meant)
        .or_else(|| projection.as_ref()?.number());
    Some(match (number, projection) {
        (Some(number), _) => Declared::Epsg(number),
        (None, Some(projection)) if by_name(&name).is_some() => {
            Declared::Other(format!("{name} (False_Easting {})", projection.easting))
        }
        (None, _) => Declared::Other(name),
    })
}

/// The first text in quotes: the name.
fn quoted(text: &str) -> Option<String> {
    let (_, rest) = text.split_once('"')?;
    let (name, _) = rest.split_once('"')?;
    Some(name.to_owned())
}

/// The number of the whole definition: an `AUTHORITY` or `ID` directly within it.
fn authority(text: &str) -> Option<u32> {
    let mut depth = 0_u32;
    let mut in_quotes = false;
    let mut found = None;
    for (at, sign) in text.char_indices() {
        match sign {
            '"' => in_quotes = !in_quotes,
            '[' | '(' if !in_quotes => {
                let before = text.get(..at).unwrap_or_default().trim_end();
                if depth == 1
                    && (before.ends_with("AUTHORITY")
                        || before.ends_with(",ID")
                        || before.ends_with(" ID"))
                {
                    found = number(text.get(at + 1..).unwrap_or_default());
                }
                depth += 1;
            }
            ']' | ')' if !in_quotes => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    found
}

/// `"EPSG","25832"]` or `"EPSG",25832]`.
fn number(inside: &str) -> Option<u32> {
    let (inside, _) = inside.split_once([']', ')'])?;
    let (who, number) = inside.split_once(',')?;
    let number = number.split(',').next().unwrap_or_default();
    who.contains("EPSG")
        .then(|| number.trim().trim_matches('"').parse().ok())
        .flatten()
}

/// Names of Esri and of the EPSG.
fn by_name(name: &str) -> Option<u32> {
    let plain: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase();
    let zone = |known: &str| plain.starts_with(known);
    Some(match plain.as_str() {
        "gcswgs1984" | "wgs84" | "wgs1984" => 4326,
        "gcsetrs1989" | "etrs89" => 4258,
        "etrs1989utmzone31n" | "etrs89utmzone31n" => 25831,
        "etrs1989utmzone32n" | "etrs89utmzone32n" => 25832,
        "etrs1989utmzone33n" | "etrs89utmzone33n" => 25833,
        "etrs1989utmzone32n8stellen" | "etrs89utmzone32nzen" => 4647,
        "etrs1989utmzone33n8stellen" | "etrs89utmzone33nzen" => 5650,
        "wgs1984utmzone32n" | "wgs84utmzone32n" => 32632,
        "wgs1984utmzone33n" | "wgs84utmzone33n" => 32633,
        "wgs1984webmercator" | "wgs1984webmercatorauxiliarysphere" | "wgs84pseudomercator" => 3857,
        _ if zone("dhdn3degreegausszone2") || zone("dhdn3degreegausskrugerzone2") => 31466,
        _ if zone("dhdn3degreegausszone3") || zone("dhdn3degreegausskrugerzone3") => 31467,
        _ if zone("dhdn3degreegausszone4") || zone("dhdn3degreegausskrugerzone4") => 31468,
        _ if zone("dhdn3degreegausszone5") || zone("dhdn3degreegausskrugerzone5") => 31469,
        _ => return None,
    })
}

/// A transverse Mercator as the definition describes it.
#[derive(Debug)]
struct Projection {
    meridian: f64,
    easting: f64,
    /// ETRS89.
    is_etrs: bool,
    /// Potsdam datum.
    is_dhdn: bool,
}

/// Number, central meridian, false easting.
const TRANSVERSE: [(u32, f64, f64); 11] = [
    (25831, 3.0, 500_000.0),
    (25832, 9.0, 500_000.0),
    (25833, 15.0, 500_000.0),
    (4647, 9.0, 32_500_000.0),
    (5650, 15.0, 33_500_000.0),
    (31466, 6.0, 2_500_000.0),
    (31467, 9.0, 3_500_000.0),
    (31468, 12.0, 4_500_000.0),
    (31469, 15.0, 5_500_000.0),
    (32632, 9.0, 500_000.0),
    (32633, 15.0, 500_000.0),
];

impl Projection {
    fn of(text: &str) -> Option<Self> {
        let plain = text.to_ascii_lowercase().replace(' ', "_");
        if !plain.contains("transverse_mercator") && !plain.contains("gauss_kruger") {
            return None;
        }
        let parameter = |names: [&str; 2]| {
            names.iter().find_map(|name| {
                let (_, rest) = plain.split_once(&format!("parameter[\"{name}\""))?;
                let value = rest.trim_start_matches([',', '_']);
                value.split([']', ',']).next()?.parse::<f64>().ok()
            })
        };
        let datum = plain.split("datum[\"").nth(1).unwrap_or_default();
        let begins = |names: &[&str]| names.iter().any(|name| datum.starts_with(name));
        Some(Self {
            meridian: parameter(["central_meridian", "longitude_of_natural_origin"])?,
            easting: parameter(["false_easting", "false_easting"])?,
            is_etrs: begins(&["d_etrs", "etrs", "european_terrestrial"]),
            is_dhdn: begins(&["d_deutsches", "deutsches"]),
        })
    }

    /// Whether these figures are those of a number.
    fn can_be(&self, number: u32) -> bool {
        TRANSVERSE
            .iter()
            .find(|(known, _, _)| *known == number)
            .is_none_or(|known| self.has(known))
    }

    fn has(&self, (_, meridian, easting): &(u32, f64, f64)) -> bool {
        (self.meridian - meridian).abs() < 1e-6 && (self.easting - easting).abs() < 1.0
    }

    /// What it is on its datum, whatever it is called.
    fn number(&self) -> Option<u32> {
        TRANSVERSE
            .iter()
            .filter(|(number, _, _)| match number {
                31466..=31469 => self.is_dhdn,
                32632 | 32633 => false,
                _ => self.is_etrs,
            })
            .find(|known| self.has(known))
            .map(|(number, _, _)| *number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, number: u32) {
        assert_eq!(from_wkt(text), Some(Declared::Epsg(number)), "{text}");
    }

    #[test]
    fn definitions_are_known_by_authority_name_or_parameters() {
        check(
            r#"PROJCS["ETRS89 / UTM zone 32N",GEOGCS["ETRS89",AUTHORITY["EPSG","4258"]],AUTHORITY["EPSG","25832"]]"#,
            25832,
        );
        check(
            r#"PROJCRS["x",BASEGEOGCRS["y",ID["EPSG",4258]],ID["EPSG",25833]]"#,
            25833,
        );
        check(
            r#"PROJCS["ETRS_1989_UTM_Zone_32N",GEOGCS["GCS_ETRS_1989",DATUM["D_ETRS_1989",SPHEROID["GRS_1980",6378137.0,298.257222101]]]]"#,
            25832,
        );
        check(r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984"]]"#, 4326);
        check(
            r#"PROJCS["Germany_Zone_2",GEOGCS["GCS_Deutsches_Hauptdreiecksnetz",DATUM["D_Deutsches_Hauptdreiecksnetz",SPHEROID["Bessel_1841",6377397.155,299.1528128]]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",2500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",6.0]]"#,
            31466,
        );
        check(
            r#"PROJCS["ETRS_1989_UTM_32_mit_Kennung",GEOGCS["g",DATUM["D_ETRS_1989"]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",32500000.0],PARAMETER["Central_Meridian",9.0]]"#,
            4647,
        );
    }

    #[test]
    fn other_definitions_keep_their_name_and_other_texts_are_none() {
        assert_eq!(
            from_wkt(r#"PROJCS["Soldner_Berlin",GEOGCS["x",AUTHORITY["EPSG","4314"]]]"#),
            Some(Declared::Other("Soldner_Berlin".to_owned()))
        );
        // As Cologne once defined it: two thousand kilometres more than UTM.
        let shifted = r#"PROJCS["WGS_1984_UTM_Zone_32N",GEOGCS["x",DATUM["D_WGS_1984"]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",2500000.0],PARAMETER["Central_Meridian",9.0]]"#;
        assert_eq!(
            from_wkt(shifted),
            Some(Declared::Other(
                "WGS_1984_UTM_Zone_32N (False_Easting 2500000)".to_owned()
            ))
        );
        assert_eq!(
            from_wkt(&shifted.replace("2500000.0", "500000.0")),
            Some(Declared::Epsg(32632))
        );
        assert_eq!(from_wkt("kein WKT"), None);
        assert_eq!(from_wkt("PROJCS["), None);
    }
}
