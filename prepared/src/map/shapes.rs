//! Lines and areas.

use super::clip::{self, Corner};
use super::simplify::zooms;
use super::world::{Frame, Spot};
use super::writer::{Kind, LayerWriter};
use super::{EXTENT, Map};
use hebewerk_hub::ports::TileAddress;

/// Units below which a thing is a speck: half a dot of a screen.
const SPECK_UNITS: u32 = 4;
/// Units of a cell that shows one speck of those in it.
const SPECK_CELL_UNITS: i64 = 8;

/// A line or an area of a row: its parts one behind the other.
#[derive(Debug)]
struct Shape {
    kind: Kind,
    row: u32,
    /// Behind its last part.
    end: u32,
    /// West, north, east, south.
    bounds: [u32; 4],
}

/// A line or a ring.
#[derive(Debug)]
struct Stroke {
    /// Behind its last corner.
    end: u32,
    is_outline: bool,
}

/// Lines and areas, in the order of their rows.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    all: Vec<Shape>,
    strokes: Vec<Stroke>,
    corners: Vec<Spot>,
    /// From which zoom on each corner is drawn.
    zooms: Vec<u8>,
}

impl Shapes {
    /// Appends a line or ring (with its last corner) to what [`Self::end`] makes a shape of; `false` where there are more
    /// corners than can be counted.
    pub(super) fn stroke(&mut self, corners: &[Spot], is_outline: bool) -> bool {
        let Ok(end) = u32::try_from(self.corners.len() + corners.len()) else {
            return false;
        };
        self.zooms.extend(zooms(corners));
        self.corners.extend_from_slice(corners);
        self.strokes.push(Stroke { end, is_outline });
        true
    }

    /// Makes one shape of what was drawn since the last one.
    pub(super) fn end(&mut self, kind: Kind, row: u32) {
        let first = self.all.last().map_or(0, |shape| shape.end) as usize;
        let corners = match first.checked_sub(1) {
            Some(before) => self.strokes[before].end as usize,
            None => 0,
        };
        let mut bounds = [u32::MAX, u32::MAX, 0, 0];
        for (x, y) in &self.corners[corners..] {
            let [west, north, east, south] = bounds;
            bounds = [west.min(*x), north.min(*y), east.max(*x), south.max(*y)];
        }
        // Of an empty geometry there are strokes at most, without a corner.
        if bounds[0] <= bounds[2] {
            self.all.push(Shape {
                kind,
                row,
                end: self.strokes.len() as u32,
                bounds,
            });
        }
    }

    pub(super) fn bounds(&self) -> impl Iterator<Item = [u32; 4]> {
        self.all.iter().map(|shape| shape.bounds)
    }

    pub(super) const fn bytes(&self) -> usize {
        self.all.capacity() * size_of::<Shape>()
            + self.strokes.capacity() * size_of::<Stroke>()
            + self.corners.capacity() * size_of::<Spot>()
            + self.zooms.capacity()
    }

    pub(super) fn shrink(&mut self) {
        self.all.shrink_to_fit();
        self.strokes.shrink_to_fit();
        self.corners.shrink_to_fit();
        self.zooms.shrink_to_fit();
    }

    /// What reaches into a tile. Of specks in one cell only the first is drawn, and as a speck.
    pub(super) fn write(&self, at: TileAddress, map: &Map, writer: &mut LayerWriter) {
        let frame = Frame::of(at);
        let mut specks = Specks::default();
        let mut first = 0;
        for shape in &self.all {
            let strokes = first..shape.end as usize;
            first = shape.end as usize;
            if !frame.meets(shape.bounds) {
                continue;
            }
            let [west, north, east, south] = shape.bounds;
            let is_speck =
                frame.units(east - west) < SPECK_UNITS && frame.units(south - north) < SPECK_UNITS;
            if !is_speck {
                self.draw(shape, strokes, (frame, at.zoom()), writer);
            }
            // Also what is long but too thin to have an area here.
            if writer.is_blank() && (is_speck || frame.holds(shape.bounds)) {
                let corner = frame.place((west, north));
                if specks.is_first(corner) {
                    speck(shape.kind, corner, writer);
                }
            }
            if !writer.is_blank() {
                map.describe(shape.row, writer);
                writer.end(shape.kind);
            }
        }
    }

    fn draw(
        &self,
        shape: &Shape,
        strokes: std::ops::Range<usize>,
        (frame, zoom): (Frame, u8),
        writer: &mut LayerWriter,
    ) {
        let is_inside = frame.holds(shape.bounds);
        let mut is_outlined = false;
        for index in strokes {
            let corners = self.seen(index, frame, zoom);
            if shape.kind == Kind::Line {
                if is_inside {
                    line(&corners, writer);
                } else {
                    clip::line(&corners, |piece| line(piece, writer));
                }
                continue;
            }
            let is_outline = self.strokes[index].is_outline;
            // Holes of an outline that is not drawn are none.
            if is_outline || is_outlined {
                let is_drawn = ring(corners, is_outline, is_inside, writer);
                is_outlined = if is_outline { is_drawn } else { is_outlined };
            }
        }
    }

    /// The corners of a stroke that are seen at a zoom, in units of the tile, none twice in a row.
    fn seen(&self, index: usize, frame: Frame, zoom: u8) -> Vec<Corner> {
        let start = match index.checked_sub(1) {
            Some(before) => self.strokes[before].end as usize,
            None => 0,
        };
        let range = start..self.strokes[index].end as usize;
        let mut corners: Vec<Corner> = Vec::new();
        for (spot, from) in self.corners[range.clone()].iter().zip(&self.zooms[range]) {
            if *from <= zoom {
                let corner = frame.place(*spot);
                if corners.last() != Some(&corner) {
                    corners.push(corner);
                }
            }
        }
        corners
    }
}

/// Cells of a tile in which a speck is drawn; made when there is one.
#[derive(Default)]
struct Specks(Vec<bool>);

impl Specks {
    fn is_first(&mut self, (x, y): Corner) -> bool {
        let extent = i64::from(EXTENT);
        // Those of another tile are drawn there.
        if !(0..extent).contains(&x) || !(0..extent).contains(&y) {
            return false;
        }
        let width = extent / SPECK_CELL_UNITS;
        if self.0.is_empty() {
            self.0.resize((width * width) as usize, false);
        }
        let cell = y / SPECK_CELL_UNITS * width + x / SPECK_CELL_UNITS;
        !std::mem::replace(&mut self.0[cell as usize], true)
    }
}

/// A thing too small to have a shape.
fn speck(kind: Kind, (x, y): Corner, writer: &mut LayerWriter) {
    let size = i64::from(SPECK_UNITS);
    if kind == Kind::Line {
        line(&[(x, y), (x + size, y)], writer);
    } else {
        let square = [(x, y), (x + size, y), (x + size, y + size), (x, y + size)];
        writer.ring(&square.map(whole));
    }
}

fn line(corners: &[Corner], writer: &mut LayerWriter) {
    if corners.len() > 1 {
        let corners: Vec<(i32, i32)> = corners.iter().copied().map(whole).collect();
        writer.line(&corners);
    }
}

/// Draws a ring as the specification wants it (§ 4.3.4.4): outlines run so that their area is positive with y downwards,
/// holes the other way; whether anything of it is left.
fn ring(
    mut corners: Vec<Corner>,
    is_outline: bool,
    is_inside: bool,
    writer: &mut LayerWriter,
) -> bool {
    corners.pop_if_closed();
    if !is_inside {
        corners = clip::ring(corners);
        corners.dedup();
        corners.pop_if_closed();
    }
    let area = doubled_area(&corners);
    // Holes that close at this zoom are filled.
    if corners.len() < 3 || area == 0 {
        return false;
    }
    if (area > 0) != is_outline {
        corners.reverse();
    }
    let corners: Vec<(i32, i32)> = corners.into_iter().map(whole).collect();
    writer.ring(&corners);
    true
}

trait Closed {
    /// Takes away the last corner where it is the first.
    fn pop_if_closed(&mut self);
}

impl Closed for Vec<Corner> {
    fn pop_if_closed(&mut self) {
        if self.len() > 1 && self.first() == self.last() {
            self.pop();
        }
    }
}

/// Twice the area by the surveyor's formula.
fn doubled_area(corners: &[Corner]) -> i64 {
    let next = corners.iter().cycle().skip(1);
    let products = corners.iter().zip(next);
    products
        .map(|(one, two)| one.0 * two.1 - two.0 * one.1)
        .sum()
}

/// Within a tile and its buffer, where everything drawn lies.
const fn whole((x, y): Corner) -> (i32, i32) {
    (x as i32, y as i32)
}
