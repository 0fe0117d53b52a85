//! Geometries as people call them: nobody reads well-known text.

use crate::Words;
use hebewerk_words::number;

/// Decimals shown of an ordinate: a metre in degrees, more than anybody measures in metres.
const DECIMALS: usize = 5;

/// *Fläche*, or *Punkt* with where it is, of a geometry in well-known text (OGC 06-103r4, 7.2); none if it is none.
pub(crate) fn written(w: Words, text: &str) -> Option<String> {
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
        .map_while(|ordinate| ordinate.parse::<f64>().ok());
    let written = |ordinate: f64| {
        let plain = format!("{ordinate:.DECIMALS$}");
        let plain = plain.trim_end_matches('0').trim_end_matches('.');
        number::standard(w.language, plain)
    };
    Some(match (ordinates.next(), ordinates.next()) {
        (Some(x), Some(y)) if kind == "point" => w
            .t2("geometry-at", "x", written(x), "y", written(y))
            .into_owned(),
        _ => w.code("geometry", kind).into_owned(),
    })
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
        for (text, expected) in [
            ("POINT (7.2 51.5)", Some("Punkt 7,2; 51,5")),
            ("POINT (8 12)", Some("Punkt 8; 12")),
            ("POINT EMPTY", Some("Punkt")),
            (
                "MULTIPOLYGON (((1 2, 3 4, 5 6, 1 2)))",
                Some("Mehrere Flächen"),
            ),
            ("POLYGON ((1 2, 3 4, 5 6, 1 2))", Some("Fläche")),
            ("Polygon", None),
            ("01", None),
        ] {
            assert_eq!(written(w, text).as_deref(), expected, "{text}");
        }
    }
}
