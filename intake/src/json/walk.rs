//! Walks through one value in memory and gives its leaves with their paths.

use super::scan::{ScanError, Scanner};
use super::text::unescape;
use std::borrow::Cow;

/// Objects in objects deeper than this stay JSON.
const MAX_DEPTH: usize = 6;

/// A value that becomes a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Leaf<'a> {
    /// `null`, an empty object, or `NaN`.
    Null,
    Boolean(bool),
    /// A number as written.
    Number(&'a str),
    Text(Cow<'a, str>),
    /// An array or object that is not taken apart, raw.
    Nested(&'a [u8]),
}

/// Takes leaves with their paths: keys joined by `.`.
pub(super) type Visit<'v> = &'v mut dyn FnMut(&str, Leaf<'_>);

/// Walks through a raw value. An error means that it is no JSON.
pub(super) fn walk(raw: &[u8], path: &mut String, visit: Visit<'_>) -> Result<(), ScanError> {
    walk_value(raw, path, 0, visit)
}

/// Takes a key and a raw value.
type VisitMember<'v, 'a> = &'v mut dyn FnMut(&str, &'a [u8]) -> Result<(), ScanError>;

/// Gives the members of a raw object, keys unescaped, values raw.
pub(super) fn members<'a>(raw: &'a [u8], visit: VisitMember<'_, 'a>) -> Result<(), ScanError> {
    let mut scanner = Scanner::new(raw, 0);
    scanner.expect(b'{')?;
    let (mut key, mut value) = (Vec::new(), Vec::new());
    let mut first = true;
    while scanner.more(b'}', first)? {
        first = false;
        scanner.key(&mut key)?;
        visit(&unescape(&key), next_value(&mut scanner, raw, &mut value)?)?;
    }
    at_end(&mut scanner)
}

/// Gives the elements of a raw array, raw.
pub(super) fn elements<'a>(
    raw: &'a [u8],
    visit: &mut dyn FnMut(usize, &'a [u8]) -> Result<(), ScanError>,
) -> Result<(), ScanError> {
    let mut scanner = Scanner::new(raw, 0);
    scanner.expect(b'[')?;
    let mut value = Vec::new();
    let mut index = 0;
    while scanner.more(b']', index == 0)? {
        visit(index, next_value(&mut scanner, raw, &mut value)?)?;
        index += 1;
    }
    at_end(&mut scanner)
}

/// What a raw value is, without taking it apart; none when it is no JSON.
pub(super) fn leaf(raw: &[u8]) -> Option<Leaf<'_>> {
    Some(match raw.first()? {
        b'"' => Leaf::Text(unescape(raw)),
        b'{' | b'[' => Leaf::Nested(raw),
        _ => match std::str::from_utf8(raw).ok()? {
            "null" | "NaN" | "Infinity" | "-Infinity" => Leaf::Null,
            "true" => Leaf::Boolean(true),
            "false" => Leaf::Boolean(false),
            number if number.parse::<f64>().is_ok() => Leaf::Number(number),
            _ => return None,
        },
    })
}

fn walk_value(
    raw: &[u8],
    path: &mut String,
    depth: usize,
    visit: Visit<'_>,
) -> Result<(), ScanError> {
    if raw.first() != Some(&b'{') || depth >= MAX_DEPTH || is_geometry(raw) {
        visit(path, leaf(raw).ok_or(ScanError::Unexpected)?);
        return Ok(());
    }
    let length = path.len();
    let mut any = false;
    members(raw, &mut |key, value| {
        any = true;
        if length > 0 {
            path.push('.');
        }
        path.push_str(key);
        let walked = walk_value(value, path, depth + 1, visit);
        path.truncate(length);
        walked
    })?;
    if !any && depth > 0 {
        visit(path, Leaf::Null);
    }
    Ok(())
}

/// A geometry stays whole: `coordinates` alone are of no use to anybody.
fn is_geometry(raw: &[u8]) -> bool {
    if memchr::memmem::find(raw, b"\"coordinates\"").is_none() {
        return false;
    }
    let (mut has_type, mut has_coordinates) = (false, false);
    let walked = members(raw, &mut |key, _| {
        has_type |= key == "type";
        has_coordinates |= key == "coordinates";
        Ok(())
    });
    walked.is_ok() && has_type && has_coordinates
}

fn next_value<'a>(
    scanner: &mut Scanner<&'a [u8]>,
    raw: &'a [u8],
    scratch: &mut Vec<u8>,
) -> Result<&'a [u8], ScanError> {
    scanner.peek()?;
    let from = scanner.offset() as usize;
    scratch.clear();
    scanner.value(scratch)?;
    raw.get(from..scanner.offset() as usize)
        .ok_or(ScanError::End)
}

fn at_end(scanner: &mut Scanner<&[u8]>) -> Result<(), ScanError> {
    match scanner.peek()? {
        None => Ok(()),
        Some(_) => Err(ScanError::Unexpected),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaves(raw: &str) -> Vec<String> {
        let mut seen = Vec::new();
        walk(raw.as_bytes(), &mut String::new(), &mut |path, leaf| {
            let leaf = match leaf {
                Leaf::Nested(raw) => format!("nested {}", String::from_utf8_lossy(raw)),
                other => format!("{other:?}"),
            };
            seen.push(format!("{path}: {leaf}"));
        })
        .unwrap();
        seen
    }

    #[test]
    fn objects_are_taken_apart_and_arrays_and_geometries_are_not() {
        let raw = r#"{"a": 1.50, "b": {"c": "x", "d": null, "e": {}}, "f": [1, 2],
            "g": {"type": "Point", "coordinates": [7, 51]}, "h": true, "i": NaN}"#;
        assert_eq!(
            leaves(raw),
            [
                "a: Number(\"1.50\")",
                "b.c: Text(\"x\")",
                "b.d: Null",
                "b.e: Null",
                "f: nested [1, 2]",
                "g: nested {\"type\": \"Point\", \"coordinates\": [7, 51]}",
                "h: Boolean(true)",
                "i: Null",
            ]
        );
    }

    #[test]
    fn what_is_no_json_is_an_error() {
        for raw in ["{\"a\": b}", "{\"a\" 1}", "{\"a\": 1} x", "{a: 1}"] {
            assert!(
                walk(raw.as_bytes(), &mut String::new(), &mut |_, _| {}).is_err(),
                "{raw}"
            );
        }
    }
}
