//! Geometries as people call them: nobody reads well-known binary.

use crate::Words;
use hebewerk_words::number;

/// Digits of a byte, of the byte order and of the kind behind it, and of one ordinate.
const BYTE: usize = 2;
const KIND: std::ops::Range<usize> = BYTE..5 * BYTE;
const FIRST: std::ops::Range<usize> = 5 * BYTE..13 * BYTE;
const SECOND: std::ops::Range<usize> = 13 * BYTE..21 * BYTE;
/// Flag of PostGIS for an identifier of the reference system behind the kind.
const HAS_SRID: u32 = 0x2000_0000;
/// Decimals shown of an ordinate: a metre in degrees, more than anybody measures in metres.
const DECIMALS: usize = 5;

/// *Fläche*, or *Punkt* with where it is, of a geometry in well-known text or in hexadecimal well-known binary (OGC
/// 06-103r4, 7.2 and 8.2); none if it is none.
pub(crate) fn written(w: Words, value: &str) -> Option<String> {
    of_text(w, value).or_else(|| of_binary(w, value))
}

fn of_text(w: Words, text: &str) -> Option<String> {
    let end = text.find(|sign: char| !sign.is_ascii_uppercase())?;
    let (name, rest) = text.split_at(end);
    let kind = match name {
        "POINT" => "point",
        "LINESTRING" => "line",
        "POLYGON" => "area",
        "MULTIPOINT" => "points",
        "MULTILINESTRING" => "lines",
        "MULTIPOLYGON" => "areas",
        "GEOMETRYCOLLECTION" => "mixed",
        _ => return None,
    };
    let inside = rest.split_once('(').map_or("", |(_before, inside)| inside);
    let mut ordinates = inside
        .split([' ', ')'])
        .map_while(|ordinate| ordinate.parse().ok());
    Some(said(w, kind, (ordinates.next(), ordinates.next())))
}

fn of_binary(w: Words, hex: &str) -> Option<String> {
    let is_little = match hex.get(..BYTE)? {
        "00" => false,
        "01" => true,
        _ => return None,
    };
    let bytes = number_of::<4>(hex.get(KIND)?)?;
    let code = if is_little {
        u32::from_le_bytes(bytes)
    } else {
        u32::from_be_bytes(bytes)
    };
    // Z, M and both are told by thousands (ISO) or by the highest bits (PostGIS).
    let kind = match (code & 0x0fff_ffff) % 1_000 {
        1 => "point",
        2 => "line",
        3 => "area",
        4 => "points",
        5 => "lines",
        6 => "areas",
        7 => "mixed",
        _ => return None,
    };
    let ordinate = |place| {
        let bytes = number_of::<8>(hex.get(place)?)?;
        let value = if is_little {
            f64::from_le_bytes(bytes)
        } else {
            f64::from_be_bytes(bytes)
        };
        (code & HAS_SRID == 0).then_some(value)
    };
    Some(said(w, kind, (ordinate(FIRST), ordinate(SECOND))))
}

fn said(w: Words, kind: &str, at: (Option<f64>, Option<f64>)) -> String {
    let written = |ordinate: f64| {
        let plain = format!("{ordinate:.DECIMALS$}");
        let plain = plain.trim_end_matches('0').trim_end_matches('.');
        number::standard(w.language, plain)
    };
    match at {
        (Some(x), Some(y)) if kind == "point" && x.is_finite() && y.is_finite() => w
            .t2("geometry-at", "x", written(x), "y", written(y))
            .into_owned(),
        _ => w.code("geometry", kind).into_owned(),
    }
}

fn number_of<const BYTES: usize>(digits: &str) -> Option<[u8; BYTES]> {
    let mut bytes = [0; BYTES];
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(digits.get(place * 2..place * 2 + 2)?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::written;
    use crate::Words;

    #[test]
    fn geometries_are_called_by_what_they_are() {
        let w = Words {
            language: hebewerk_model::Language::De,
            now: jiff::Timestamp::UNIX_EPOCH,
        };
        for (hex, expected) in [
            (
                "010100000000000000000020400000000000002840",
                Some("Punkt 8; 12"),
            ),
            (
                "00000000014020000000000000402899999999999a",
                Some("Punkt 8; 12,3"),
            ),
            ("0101000000000000000000f87f000000000000f87f", Some("Punkt")),
            ("0103000000010000000500", Some("Fläche")),
            ("01eb03000001000000", Some("Fläche")),
            ("0106000020e6640000", Some("Mehrere Flächen")),
            ("POINT (7.2 51.5)", Some("Punkt 7,2; 51,5")),
            ("POINT EMPTY", Some("Punkt")),
            (
                "MULTIPOLYGON (((1 2, 3 4, 5 6, 1 2)))",
                Some("Mehrere Flächen"),
            ),
            ("POLYGON ((1 2, 3 4, 5 6, 1 2))", Some("Fläche")),
            ("Polygon", None),
            ("0102", None),
            ("ff01000000", None),
            ("01ff000000", None),
        ] {
            assert_eq!(written(w, hex).as_deref(), expected, "{hex}");
        }
    }
}
