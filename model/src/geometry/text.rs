//! Geometries as text: for people, for programs, and for maps that want longitude and latitude.

use std::fmt::Write;

/// Collections in collections deeper than this are not written.
const MOST_LEVELS: u8 = 16;

/// A geometry as well-known text, for people; none when the bytes are not one.
pub fn wkt(wkb: &[u8]) -> Option<String> {
    written(wkb, Form::Wkt, &mut as_it_is)
}

/// A geometry as GeoJSON, for programs; measures are left out. None when the bytes are not one.
pub fn geojson(wkb: &[u8]) -> Option<String> {
    written(wkb, Form::Json, &mut as_it_is)
}

/// A geometry as GeoJSON (RFC 7946) with every place moved by `place`: outer rings run against the clock, holes with it.
/// None when the bytes are not a geometry, or `place` knows no place for one of its corners.
pub fn geojson_at(
    wkb: &[u8],
    place: &mut dyn FnMut(f64, f64) -> Option<(f64, f64)>,
) -> Option<String> {
    written(wkb, Form::TurnedJson, place)
}

/// Least x and y, greatest x and y of a geometry, in its own units; none for one without a place, or when the bytes are
/// not one.
pub fn bounds(wkb: &[u8]) -> Option<[f64; 4]> {
    let mut bounds: Option<[f64; 4]> = None;
    let mut seen = |x: f64, y: f64| {
        let [west, south, east, north] = bounds.unwrap_or([x, y, x, y]);
        bounds = Some([west.min(x), south.min(y), east.max(x), north.max(y)]);
        Some((x, y))
    };
    written(wkb, Form::Silent, &mut seen)?;
    bounds.filter(|bounds| bounds.iter().all(|number| number.is_finite()))
}

#[expect(clippy::unnecessary_wraps, reason = "others know no place")]
const fn as_it_is(x: f64, y: f64) -> Option<(f64, f64)> {
    Some((x, y))
}

fn written(
    wkb: &[u8],
    form: Form,
    place: &mut dyn FnMut(f64, f64) -> Option<(f64, f64)>,
) -> Option<String> {
    let mut text = String::new();
    let mut writer = Writer {
        bytes: wkb,
        out: &mut text,
        form,
        place,
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
    /// JSON whose rings run as RFC 7946 wants them.
    TurnedJson,
    /// Nothing is written: only the places are told.
    Silent,
}

#[derive(Clone, Copy)]
struct Head {
    kind: u32,
    z: bool,
    m: bool,
}

/// A corner where it is to stand, with height and measure.
struct Place {
    x: f64,
    y: f64,
    z: Option<f64>,
    m: Option<f64>,
}

struct Writer<'a, 'o> {
    bytes: &'a [u8],
    out: &'o mut String,
    form: Form,
    /// Where a place is to stand.
    place: &'o mut dyn FnMut(f64, f64) -> Option<(f64, f64)>,
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
            Form::Silent => self.body(head, level),
            Form::Json | Form::TurnedJson => {
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
            3 if self.form == Form::TurnedJson => {
                let mut number = 0_u32;
                self.list(4, |writer| {
                    number += 1;
                    writer.turned_ring(head, number == 1)
                })
            }
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
        if self.form != Form::Wkt {
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
        let position = self.read_position(head)?;
        self.write_position(position)
    }

    fn read_position(&mut self, head: Head) -> Option<Place> {
        let (x, y) = (self.ordinate()?, self.ordinate()?);
        let z = if head.z { Some(self.ordinate()?) } else { None };
        let m = if head.m { Some(self.ordinate()?) } else { None };
        let (x, y) = (self.place)(x, y)?;
        Some(Place { x, y, z, m })
    }

    fn write_position(&mut self, Place { x, y, z, m }: Place) -> Option<()> {
        let written = match (self.form, z, m) {
            (Form::Silent, ..) => Ok(()),
            (Form::Wkt, None, None) => write!(self.out, "{x} {y}"),
            (Form::Wkt, Some(only), None) | (Form::Wkt, None, Some(only)) => {
                write!(self.out, "{x} {y} {only}")
            }
            (Form::Wkt, Some(z), Some(m)) => write!(self.out, "{x} {y} {z} {m}"),
            // JSON has no such numbers.
            _ if !(x.is_finite() && y.is_finite()) => return None,
            (_, Some(z), _) if z.is_finite() => write!(self.out, "[{x},{y},{z}]"),
            _ => write!(self.out, "[{x},{y}]"),
        };
        written.ok()
    }

    /// A ring, the outer one against the clock and the others with it (RFC 7946 § 3.1.6).
    fn turned_ring(&mut self, head: Head, is_outer: bool) -> Option<()> {
        let count = self.number()? as usize;
        if count.checked_mul(16)? > self.bytes.len() {
            return None;
        }
        let mut ring = Vec::with_capacity(count);
        for _corner in 0..count {
            ring.push(self.read_position(head)?);
        }
        // Twice the area, positive against the clock (shoelace formula).
        let corners = ring.iter().zip(ring.iter().skip(1));
        let area: f64 = corners.map(|(a, b)| (a.x - b.x) * (a.y + b.y)).sum();
        if (area > 0.0) != is_outer {
            ring.reverse();
        }
        self.out.push('[');
        for (number, position) in ring.into_iter().enumerate() {
            if number > 0 {
                self.out.push(',');
            }
            self.write_position(position)?;
        }
        self.out.push(']');
        Some(())
    }

    const fn brackets(&self) -> (char, char) {
        match self.form {
            Form::Wkt => ('(', ')'),
            _ => ('[', ']'),
        }
    }

    const fn nothing(&self) -> &'static str {
        match self.form {
            Form::Wkt => "EMPTY",
            _ => "[]",
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
    fn rings_run_as_maps_want_them_and_places_are_moved() {
        let square = |clockwise: bool| {
            let mut corners = [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0], [0.0, 0.0]];
            if clockwise {
                corners.reverse();
            }
            let mut bytes = hex("01030000000100000005000000");
            for number in corners.iter().flatten() {
                bytes.extend(f64::to_le_bytes(*number));
            }
            bytes
        };
        let moved = |bytes: &[u8]| geojson_at(bytes, &mut |x, y| Some((x + 1.0, y))).unwrap();
        let expected = r#"{"type":"Polygon","coordinates":[[[1,0],[5,0],[5,4],[1,4],[1,0]]]}"#;
        assert_eq!(moved(&square(false)), expected);
        assert_eq!(moved(&square(true)), expected);
        assert_eq!(geojson_at(&square(true), &mut |_x, _y| None), None);
    }

    #[test]
    fn bounds_are_those_of_all_corners() {
        let mut line = hex("010200000002000000");
        for number in [7.0_f64, 2.0, 3.5, 4.0] {
            line.extend(number.to_le_bytes());
        }
        assert_eq!(bounds(&line), Some([3.5, 2.0, 7.0, 4.0]));
        assert_eq!(
            bounds(&hex("0101000000000000000000f87f000000000000f87f")),
            None
        );
        assert_eq!(bounds(&hex("0101")), None);
    }
}
