//! Geometries as they are kept, and how people and programs read them.
//!
//! A column of geometries has the type [`crate::ColumnType::Binary`] and the meaning
//! [`crate::SemanticType::Geometry`]; its unit is the reference system (`EPSG:25832`). Values are ISO WKB,
//! little-endian, x (east, longitude) before y (north, latitude) whatever the authority of the system says, and no
//! curves (decision 0011).

use crate::{Column, ColumnType, InspectedColumn, SemanticType};
use std::collections::HashMap;
use std::fmt::Write;

/// Key under which Arrow fields name what their values mean.
pub const EXTENSION_NAME: &str = "ARROW:extension:name";
/// Key under which Arrow fields say more about it.
pub const EXTENSION_METADATA: &str = "ARROW:extension:metadata";
/// The meaning of fields of geometries (GeoArrow).
pub const GEOMETRY_EXTENSION: &str = "geoarrow.wkb";

/// Whether what an Arrow field says of itself names geometries.
#[must_use]
#[expect(
    clippy::implicit_hasher,
    reason = "Arrow's fields have the standard one"
)]
pub fn is_named_by(metadata: &HashMap<String, String>) -> bool {
    metadata
        .get(EXTENSION_NAME)
        .is_some_and(|name| name == GEOMETRY_EXTENSION)
}

/// Systems in which German municipalities keep their data, by their numbers of the EPSG: what somebody may say a file is
/// of.
pub const REFERENCE_SYSTEMS: [u32; 17] = [
    25832, 25833, 25831, 4326, 4258, 3857, 4647, 5650, 5649, 5652, 5653, 31466, 31467, 31468,
    31469, 32632, 32633,
];

/// Collections in collections deeper than this are not written.
const MOST_LEVELS: u8 = 16;

impl Column {
    /// What its field says in Arrow: for geometries the extension type with the reference system.
    pub fn extension(&self) -> Vec<(String, String)> {
        extension(self.column_type, self.semantic_type, self.unit.as_deref())
    }
}

impl InspectedColumn {
    /// What its field says in Arrow: for geometries the extension type with the reference system.
    pub fn extension(&self) -> Vec<(String, String)> {
        extension(self.column_type, self.semantic_type, self.unit.as_deref())
    }
}

fn extension(
    column_type: ColumnType,
    meaning: Option<SemanticType>,
    system: Option<&str>,
) -> Vec<(String, String)> {
    if column_type != ColumnType::Binary || meaning != Some(SemanticType::Geometry) {
        return Vec::new();
    }
    vec![
        (EXTENSION_NAME.to_owned(), GEOMETRY_EXTENSION.to_owned()),
        (EXTENSION_METADATA.to_owned(), extension_metadata(system)),
    ]
}

/// `{"crs":"EPSG:25832","crs_type":"authority_code"}` (GeoArrow, *Extension types*); `{}` where nobody knows.
fn extension_metadata(system: Option<&str>) -> String {
    let plain = system.filter(|name| {
        name.split_once(':')
            .is_some_and(|(_, code)| !code.is_empty())
            && name
                .chars()
                .all(|sign| sign.is_ascii_alphanumeric() || sign == ':')
    });
    match plain {
        Some(name) => format!("{{\"crs\":\"{name}\",\"crs_type\":\"authority_code\"}}"),
        None => "{}".to_owned(),
    }
}

/// A geometry as well-known text, for people; none when the bytes are not one.
pub fn wkt(wkb: &[u8]) -> Option<String> {
    let mut text = String::new();
    let mut writer = Writer {
        bytes: wkb,
        out: &mut text,
        form: Form::Wkt,
    };
    writer.geometry(0)?;
    Some(text)
}

/// A geometry as GeoJSON, for programs; measures are left out. None when the bytes are not one.
pub fn geojson(wkb: &[u8]) -> Option<String> {
    let mut text = String::new();
    let mut writer = Writer {
        bytes: wkb,
        out: &mut text,
        form: Form::Json,
    };
    writer.geometry(0)?;
    Some(text)
}

/// Names of the kinds 1 to 7.
const KINDS: [(&str, &str); 7] = [
    ("POINT", "Point"),
    ("LINESTRING", "LineString"),
    ("POLYGON", "Polygon"),
    ("MULTIPOINT", "MultiPoint"),
    ("MULTILINESTRING", "MultiLineString"),
    ("MULTIPOLYGON", "MultiPolygon"),
    ("GEOMETRYCOLLECTION", "GeometryCollection"),
];

#[derive(Clone, Copy, PartialEq)]
enum Form {
    Wkt,
    Json,
}

#[derive(Clone, Copy)]
struct Head {
    kind: u32,
    z: bool,
    m: bool,
}

struct Writer<'a, 'o> {
    bytes: &'a [u8],
    out: &'o mut String,
    form: Form,
}

impl Writer<'_, '_> {
    /// A geometry with its name.
    fn geometry(&mut self, level: u8) -> Option<()> {
        if level > MOST_LEVELS {
            return None;
        }
        let head = self.head()?;
        let (text, json) = *KINDS.get(head.kind.checked_sub(1)? as usize)?;
        match self.form {
            Form::Wkt => {
                self.out.push_str(text);
                self.out.push_str(match (head.z, head.m) {
                    (false, false) => " ",
                    (true, false) => " Z ",
                    (false, true) => " M ",
                    (true, true) => " ZM ",
                });
                self.body(head, level)
            }
            Form::Json => {
                let member = if head.kind == 7 {
                    "geometries"
                } else {
                    "coordinates"
                };
                write!(self.out, "{{\"type\":\"{json}\",\"{member}\":").ok()?;
                self.body(head, level)?;
                self.out.push('}');
                Some(())
            }
        }
    }

    fn body(&mut self, head: Head, level: u8) -> Option<()> {
        match head.kind {
            1 => self.point(head),
            2 => self.list(16, |writer| writer.position(head)),
            3 => self.list(4, |writer| writer.list(16, |writer| writer.position(head))),
            7 => self.list(9, |writer| writer.geometry(level + 1)),
            4 => self.list(9, |writer| {
                let inner = writer.head()?;
                writer.point(inner)
            }),
            kind => self.list(9, |writer| {
                let inner = writer.head()?;
                (inner.kind == kind - 3)
                    .then(|| writer.body(inner, level + 1))
                    .flatten()
            }),
        }
    }

    /// A position in brackets, or empty.
    fn point(&mut self, head: Head) -> Option<()> {
        let first = f64::from_le_bytes(*self.bytes.first_chunk()?);
        if first.is_nan() {
            let bytes = 8 * (2 + usize::from(head.z) + usize::from(head.m));
            self.bytes = self.bytes.get(bytes..)?;
            self.out.push_str(self.nothing());
            return Some(());
        }
        if self.form == Form::Json {
            return self.position(head);
        }
        self.out.push('(');
        self.position(head)?;
        self.out.push(')');
        Some(())
    }

    fn list(
        &mut self,
        least_bytes: usize,
        mut each: impl FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        let count = self.number()? as usize;
        if count.checked_mul(least_bytes)? > self.bytes.len() {
            return None;
        }
        if count == 0 {
            self.out.push_str(self.nothing());
            return Some(());
        }
        let (open, close) = self.brackets();
        self.out.push(open);
        for number in 0..count {
            if number > 0 {
                self.out
                    .push_str(if self.form == Form::Wkt { ", " } else { "," });
            }
            each(self)?;
        }
        self.out.push(close);
        Some(())
    }

    fn position(&mut self, head: Head) -> Option<()> {
        let (x, y) = (self.ordinate()?, self.ordinate()?);
        let z = if head.z { Some(self.ordinate()?) } else { None };
        let m = if head.m { Some(self.ordinate()?) } else { None };
        let written = match (self.form, z, m) {
            (Form::Wkt, None, None) => write!(self.out, "{x} {y}"),
            (Form::Wkt, Some(only), None) | (Form::Wkt, None, Some(only)) => {
                write!(self.out, "{x} {y} {only}")
            }
            (Form::Wkt, Some(z), Some(m)) => write!(self.out, "{x} {y} {z} {m}"),
            // JSON has no such numbers.
            (Form::Json, _, _) if !(x.is_finite() && y.is_finite()) => return None,
            (Form::Json, Some(z), _) if z.is_finite() => write!(self.out, "[{x},{y},{z}]"),
            (Form::Json, _, _) => write!(self.out, "[{x},{y}]"),
        };
        written.ok()
    }

    const fn brackets(&self) -> (char, char) {
        match self.form {
            Form::Wkt => ('(', ')'),
            Form::Json => ('[', ']'),
        }
    }

    const fn nothing(&self) -> &'static str {
        match self.form {
            Form::Wkt => "EMPTY",
            Form::Json => "[]",
        }
    }

    fn head(&mut self) -> Option<Head> {
        let [1] = self.take::<1>()? else {
            return None;
        };
        let code = self.number()?;
        (code < 4000).then_some(Head {
            kind: code % 1000,
            z: matches!(code / 1000, 1 | 3),
            m: matches!(code / 1000, 2 | 3),
        })
    }

    fn number(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    fn ordinate(&mut self) -> Option<f64> {
        self.take().map(f64::from_le_bytes)
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.bytes.split_first_chunk()?;
        self.bytes = rest;
        Some(*taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(text: &str) -> Vec<u8> {
        let digit = |at: usize| u8::from_str_radix(text.get(at..at + 2).unwrap(), 16).unwrap();
        (0..text.len()).step_by(2).map(digit).collect()
    }

    #[track_caller]
    fn check(bytes: &[u8], text: &str, json: &str) {
        assert_eq!(wkt(bytes).as_deref(), Some(text));
        assert_eq!(geojson(bytes).as_deref(), Some(json));
        for cut in 0..bytes.len() {
            assert_eq!(wkt(bytes.get(..cut).unwrap()), None, "cut at {cut}");
        }
    }

    #[test]
    fn geometries_are_written_for_people_and_for_programs() {
        check(
            &hex("0101000000000000000000f03f0000000000000040"),
            "POINT (1 2)",
            r#"{"type":"Point","coordinates":[1,2]}"#,
        );
        check(
            &hex("01e9030000000000000000f03f00000000000000400000000000000840"),
            "POINT Z (1 2 3)",
            r#"{"type":"Point","coordinates":[1,2,3]}"#,
        );
        check(
            &hex("0101000000000000000000f87f000000000000f87f"),
            "POINT EMPTY",
            r#"{"type":"Point","coordinates":[]}"#,
        );
        check(
            &hex("010600000000000000"),
            "MULTIPOLYGON EMPTY",
            r#"{"type":"MultiPolygon","coordinates":[]}"#,
        );
        let mut line = hex("010500000001000000010200000002000000");
        for number in [1.0_f64, 2.0, 3.5, 4.0] {
            line.extend(number.to_le_bytes());
        }
        check(
            &line,
            "MULTILINESTRING ((1 2, 3.5 4))",
            r#"{"type":"MultiLineString","coordinates":[[[1,2],[3.5,4]]]}"#,
        );
        let mut collection = hex("010700000001000000");
        collection.extend(hex(
            "0104000000010000000101000000000000000000f03f0000000000000040",
        ));
        check(
            &collection,
            "GEOMETRYCOLLECTION (MULTIPOINT ((1 2)))",
            r#"{"type":"GeometryCollection","geometries":[{"type":"MultiPoint","coordinates":[[1,2]]}]}"#,
        );
    }

    #[test]
    fn the_reference_system_stands_in_the_extension() {
        let mut column = Column {
            id: crate::ColumnId(1),
            name: "geometrie".to_owned(),
            label: "geometrie".to_owned(),
            column_type: ColumnType::Binary,
            semantic_type: Some(SemanticType::Geometry),
            confidence: 1.0,
            unit: Some("EPSG:25832".to_owned()),
        };
        let said = |column: &Column| column.extension().pop().unwrap().1;
        assert_eq!(
            said(&column),
            r#"{"crs":"EPSG:25832","crs_type":"authority_code"}"#
        );
        column.unit = Some("Soldner \"Berlin\"".to_owned());
        assert_eq!(said(&column), "{}");
        column.column_type = ColumnType::Json;
        assert!(column.extension().is_empty());
    }
}
