//! Geometries as text in a cell: GeoJSON and well-known text.

use super::read::Shape;

/// Brackets in brackets deeper than this are no geometry.
const DEEPEST: usize = 8;
/// Corners of one geometry.
const MOST_CORNERS: usize = 1_000_000;

/// Reads one; none for what is none.
pub fn shape_of_text(text: &str) -> Option<Shape> {
    let text = text.trim();
    if text.starts_with('{') {
        return of_json(text);
    }
    let open = text.find('(')?;
    let (kind, rest) = text.split_at_checked(open)?;
    // PostGIS says the system in front.
    let kind = kind.rsplit(';').next()?.trim().to_ascii_uppercase();
    let kind = kind.trim_end_matches([' ', 'Z', 'M']);
    let rings = rings(rest, ['(', ')'], true)?;
    shape(kind, rings)
}

fn of_json(text: &str) -> Option<Shape> {
    let after = |name: &str, text: &str| -> Option<usize> {
        let at = text.find(name)? + name.len();
        let rest = text.get(at..)?;
        Some(at + rest.find(':')? + 1)
    };
    let kind = text.get(after("\"type\"", text)?..)?.trim_start();
    let kind = kind.strip_prefix('"')?.split('"').next()?;
    let coordinates = text.get(after("\"coordinates\"", text)?..)?.trim_start();
    let rings = rings(coordinates, ['[', ']'], false)?;
    shape(&kind.to_ascii_uppercase(), rings)
}

fn shape(kind: &str, rings: Vec<Vec<(f64, f64)>>) -> Option<Shape> {
    Some(match kind {
        "POINT" => {
            let (x, y) = *rings.first()?.first()?;
            Shape::Point(x, y)
        }
        "POLYGON" | "MULTIPOLYGON" => Shape::Area(rings),
        "LINESTRING" | "MULTILINESTRING" | "MULTIPOINT" | "GEOMETRYCOLLECTION" => Shape::Other,
        _ => return None,
    })
}

/// The innermost lists of positions. Positions are `x y` between commas (well-known text) or lists of their own
/// (GeoJSON).
fn rings(text: &str, [open, close]: [char; 2], is_spaced: bool) -> Option<Vec<Vec<(f64, f64)>>> {
    let (mut depth, mut corners) = (0_usize, 0_usize);
    let mut rings = Vec::new();
    let mut ring: Vec<(f64, f64)> = Vec::new();
    let mut numbers: Vec<f64> = Vec::new();
    let mut number = String::new();
    for sign in text.chars() {
        let is_end = sign == close || sign == open || sign == ',' || sign.is_whitespace();
        if !is_end {
            number.push(sign);
            if number.len() > 40 {
                return None;
            }
            continue;
        }
        if !number.is_empty() {
            numbers.push(number.parse().ok()?);
            number.clear();
        }
        let ends_position = if is_spaced {
            sign == ',' || sign == close
        } else {
            sign == close
        };
        if ends_position && let [x, y, ..] = numbers.as_slice() {
            ring.push((*x, *y));
            corners += 1;
            numbers.clear();
            // The bracket of a position is no end of its ring.
            if !is_spaced {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    break;
                }
                continue;
            }
        }
        if sign == close {
            if !ring.is_empty() {
                rings.push(std::mem::take(&mut ring));
            }
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                break;
            }
        } else if sign == open {
            depth += 1;
        }
        if depth > DEEPEST || corners > MOST_CORNERS {
            return None;
        }
    }
    if !ring.is_empty() {
        rings.push(ring);
    }
    (depth == 0).then_some(rings)
}
