//! A map: areas or points of the groups, in few classes, with their numbers.

use super::super::result::{Outcome, short_number};
use super::classes::Classes;
use super::mark::{Drawing, text_width};
use crate::Words;
use crate::drawing::px;
use hebewerk_hub::inquiry::{Area, Places};
use std::collections::BTreeMap;
use std::fmt::Write;

const MARGIN: f64 = 8.0;
const TALLEST: f64 = 560.0;
/// Corners nearer than this to the one before are left out.
const CORNER: f64 = 0.7;
/// Areas whose numbers are written into them.
const MOST_NAMED: usize = 40;
const TYPE: f64 = 14.0;

/// From the ground to the drawing.
struct Ground {
    west: f64,
    north: f64,
    across: f64,
    upward: f64,
}

impl Ground {
    fn of(places: &Places, width: f64) -> Option<(Self, f64)> {
        let mut box_ = [
            f64::INFINITY,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::NEG_INFINITY,
        ];
        let rings = places
            .areas
            .iter()
            .flat_map(|area| area.rings.iter().flatten());
        let points = places.areas.iter().flat_map(|area| &area.points);
        for (x, y) in rings.chain(points) {
            box_ = [
                box_[0].min(*x),
                box_[1].min(*y),
                box_[2].max(*x),
                box_[3].max(*y),
            ];
        }
        let [west, south, east, north] = box_;
        if !west.is_finite() || !(east > west || north > south) {
            return None;
        }
        // A degree to the east is shorter than one to the north.
        let shorter = if places.degrees {
            f64::midpoint(south, north).to_radians().cos()
        } else {
            1.0
        };
        let (wide, tall) = (
            ((east - west) * shorter).max(1e-9),
            (north - south).max(1e-9),
        );
        let room = width - 2.0 * MARGIN;
        let scale = (room / wide).min(TALLEST / tall);
        let left = (width - wide * scale) / 2.0;
        let ground = Self {
            west: west - left / (scale * shorter),
            north: north + MARGIN / scale,
            across: scale * shorter,
            upward: scale,
        };
        Some((ground, tall * scale + 2.0 * MARGIN))
    }

    fn at(&self, place: (f64, f64)) -> (f64, f64) {
        (
            (place.0 - self.west) * self.across,
            (self.north - place.1) * self.upward,
        )
    }
}

/// The drawing; `places` with the place of the grouping they belong to.
pub(super) fn drawn(
    w: Words,
    outcome: &Outcome,
    (places, group): (&Places, usize),
    width: f64,
) -> Option<Drawing> {
    let mut numbers: BTreeMap<Option<&str>, (usize, f64)> = BTreeMap::new();
    for (row, values) in outcome.rows.iter().enumerate() {
        let name = values.get(group)?.as_deref();
        if let Some(number) = outcome.number(row, 0) {
            // With further groups several numbers lie in one place; a map shows the first of each.
            numbers.entry(name).or_insert((row, number));
        }
    }
    let classes = Classes::of(numbers.values().map(|(_row, number)| *number))?;
    let (ground, height) = Ground::of(places, width)?;
    let mut drawing = Drawing::new(width, height + 34.0);
    for area in &places.areas {
        let class = match numbers.get(&area.name.as_deref()) {
            Some((_row, number)) => classes.class(*number).area(),
            None => "hw-m-bezirk",
        };
        let d = outline(&area.rings, &ground);
        if !d.is_empty() {
            drawing.path(class, d);
        }
    }
    let mut dots: Vec<(&Area, f64)> = places
        .areas
        .iter()
        .filter_map(|area| Some((area, numbers.get(&area.name.as_deref())?.1)))
        .collect();
    // Larger numbers lie above smaller ones.
    dots.sort_by(|one, two| one.1.total_cmp(&two.1));
    for (area, number) in dots {
        for point in &area.points {
            drawing.dot(classes.class(number).dot(), ground.at(*point), 6.0);
        }
    }
    let with_rings = places.areas.iter().filter(|area| !area.rings.is_empty());
    if with_rings.clone().count() <= MOST_NAMED {
        for area in with_rings {
            if let Some((row, number)) = numbers.get(&area.name.as_deref()) {
                let name = outcome.name(w, *row, group..group + 1);
                let class = classes.class(*number);
                label(
                    w,
                    &mut drawing,
                    (area, &ground),
                    (&name, *number, class.text()),
                );
            }
        }
    }
    classes.legend(w, &mut drawing, height + 8.0);
    Some(drawing)
}

/// Name and number in the middle of an area, as far as they find room.
fn label(
    w: Words,
    drawing: &mut Drawing,
    (area, ground): (&Area, &Ground),
    (name, number, class): (&str, f64, &'static str),
) {
    let Some(ring) = area.rings.iter().max_by_key(|ring| ring.len()) else {
        return;
    };
    let corners: Vec<(f64, f64)> = ring.iter().map(|corner| ground.at(*corner)).collect();
    let Some((x, y)) = center(&corners) else {
        return;
    };
    let reach = |place: fn(&(f64, f64)) -> f64| {
        let most = corners.iter().map(place).fold(f64::NEG_INFINITY, f64::max);
        let least = corners.iter().map(place).fold(f64::INFINITY, f64::min);
        most - least
    };
    let (wide, tall) = (reach(|corner| corner.0), reach(|corner| corner.1));
    let value = short_number(w, number);
    let has_name = text_width(name, TYPE) <= wide * 0.9 && tall > 44.0;
    if has_name {
        drawing.text(class, (x, y - 3.0), "middle", name);
    }
    if text_width(&value, TYPE) <= wide * 0.9 && tall > 18.0 {
        let y = if has_name { y + 15.0 } else { y + 5.0 };
        drawing.text(class, (x, y), "middle", value);
    }
}

/// The centre of mass of a ring.
fn center(ring: &[(f64, f64)]) -> Option<(f64, f64)> {
    let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
    for (place, one) in ring.iter().enumerate() {
        let next = ring.get((place + 1) % ring.len())?;
        let cross = one.0 * next.1 - next.0 * one.1;
        area += cross;
        x += (one.0 + next.0) * cross;
        y += (one.1 + next.1) * cross;
    }
    (area.abs() > 1e-6).then(|| (x / (3.0 * area), y / (3.0 * area)))
}

fn outline(rings: &[Vec<(f64, f64)>], ground: &Ground) -> String {
    let mut d = String::new();
    for ring in rings {
        let mut last: Option<(f64, f64)> = None;
        for corner in ring {
            let (x, y) = ground.at(*corner);
            let is_near = last.is_some_and(|last| (last.0 - x).abs() + (last.1 - y).abs() < CORNER);
            if is_near {
                continue;
            }
            let sign = if last.is_some() { 'L' } else { 'M' };
            // Writing to a text cannot fail.
            let _written = write!(d, "{sign}{} {}", px(x), px(y));
            last = Some((x, y));
        }
        if last.is_some() {
            d.push('Z');
        }
    }
    d
}
