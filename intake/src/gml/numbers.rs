//! Positions as GML writes them.

use crate::geometry::{Path, Position};
use crate::xml::Element;

/// Positions of an element, with how many numbers each has.
pub(super) struct Numbers {
    pub(super) path: Path,
    pub(super) dimension: usize,
}

/// The positions directly in a point, line or ring; none when they are damaged.
pub(super) fn positions(element: &Element, dimension: Option<usize>) -> Option<Numbers> {
    let own = |element: &Element| {
        element
            .attribute("srsDimension")
            .or_else(|| element.attribute("dimension"))
            .and_then(|value| value.parse().ok())
    };
    let dimension = own(element).or(dimension);
    let mut all = Numbers {
        path: Path::new(),
        dimension: 2,
    };
    for child in &element.children {
        let found = match child.name.as_str() {
            "pos" => list(&child.text, None)?,
            "posList" => list(&child.text, Some(own(child).or(dimension)))?,
            "coordinates" => tuples(child)?,
            "coord" => coord(child)?,
            "pointProperty" | "pointRep" | "pointMember" => {
                positions(child.child("Point")?, dimension)?
            }
            _ => continue,
        };
        all.dimension = all.dimension.max(found.dimension);
        all.path.extend(found.path);
    }
    Some(all)
}

/// Numbers with white space between them; `list` is none for a single position.
#[expect(
    clippy::option_option,
    reason = "a list whose dimension nobody says is something else than a single position"
)]
fn list(text: &str, list: Option<Option<usize>>) -> Option<Numbers> {
    let numbers: Vec<f64> = text
        .split_whitespace()
        .map(|number| number.parse().ok())
        .collect::<Option<_>>()?;
    let dimension = match list {
        None => numbers.len(),
        Some(Some(dimension)) => dimension,
        // Nobody says: three only where two cannot be.
        Some(None) if numbers.len() % 2 == 1 => 3,
        Some(None) => 2,
    };
    if !(2..=3).contains(&dimension) || !numbers.len().is_multiple_of(dimension) {
        return None;
    }
    let path = numbers
        .chunks_exact(dimension)
        .map(|position| match position {
            [x, y] => Some(Position::new(*x, *y)),
            [x, y, z] => Some(Position {
                z: *z,
                ..Position::new(*x, *y)
            }),
            _ => None,
        })
        .collect::<Option<_>>()?;
    Some(Numbers { path, dimension })
}

/// `1.5,2 3,4`: GML 2; the signs may be others.
fn tuples(element: &Element) -> Option<Numbers> {
    let sign = |name: &str, usual: &str| element.attribute(name).unwrap_or(usual).to_owned();
    let (decimal, between, after) = (sign("decimal", "."), sign("cs", ","), sign("ts", " "));
    let mut all = Numbers {
        path: Path::new(),
        dimension: 2,
    };
    let split = element
        .text
        .split(|c: char| c.is_whitespace() || after.contains(c));
    for tuple in split.filter(|tuple| !tuple.is_empty()) {
        let numbers = tuple
            .replace(between.as_str(), " ")
            .replace(decimal.as_str(), ".");
        let position = list(&numbers, None)?;
        all.dimension = all.dimension.max(position.dimension);
        all.path.extend(position.path);
    }
    Some(all)
}

/// `<X>` and `<Y>`: the oldest form.
fn coord(element: &Element) -> Option<Numbers> {
    let number = |name| element.child(name)?.text.parse::<f64>().ok();
    let height = number("Z");
    Some(Numbers {
        path: vec![Position {
            z: height.unwrap_or_default(),
            ..Position::new(number("X")?, number("Y")?)
        }],
        dimension: 2 + usize::from(height.is_some()),
    })
}
