//! The map of a week: every street a dot, rounds laid together as lines with numbers, the others thin.

use super::laid_together;
use crate::Words;
use crate::drawing::px;
use hebewerk_hub::{Round, Rounds, RoundsWeek};
use std::fmt::Write as _;

const WIDTH: f64 = 960.0;
const HIGHEST: f64 = 760.0;
const LOWEST: f64 = 320.0;
const PADDING: f64 = 26.0;
/// Colours of lines; from there on they come again, numbers tell them apart.
const COLOURS: usize = 6;

/// A round laid together as it is drawn.
pub(crate) struct DrawnRound {
    pub(crate) number: usize,
    pub(crate) class: String,
    pub(crate) path: String,
    /// Dots of its streets.
    pub(crate) dots: String,
    pub(crate) x: String,
    pub(crate) y: String,
    pub(crate) text_y: String,
}

/// The map.
pub(crate) struct RoundsPicture {
    pub(crate) label: String,
    pub(crate) height: String,
    /// Dots of all streets.
    pub(crate) ground: String,
    /// Ways of rounds that stay as they are.
    pub(crate) rest: String,
    pub(crate) rounds: Vec<DrawnRound>,
    pub(crate) depot: (String, String),
}

/// From metres to the picture.
struct Frame {
    west: f64,
    north: f64,
    scale: f64,
}

impl Frame {
    fn at(&self, (east, north): (f64, f64)) -> (f64, f64) {
        (
            PADDING + (east - self.west) * self.scale,
            PADDING + (self.north - north) * self.scale,
        )
    }
}

impl RoundsPicture {
    /// The map of a week; none where nothing has a place.
    pub(crate) fn of(w: Words, rounds: &Rounds, week: &RoundsWeek) -> Option<Self> {
        let stops = week.before.iter().flat_map(|round| &round.stops);
        let points = || {
            rounds
                .ground
                .iter()
                .copied()
                .chain(stops.clone().map(|stop| stop.at))
        };
        let (west, east) = range(points().map(|point| point.0))?;
        let (south, north) = range(points().map(|point| point.1))?;
        let room = (WIDTH - 2.0 * PADDING, HIGHEST - 2.0 * PADDING);
        let scale = (room.0 / (east - west).max(1.0)).min(room.1 / (north - south).max(1.0));
        let frame = Frame { west, north, scale };
        let height = ((north - south) * scale + 2.0 * PADDING).clamp(LOWEST, HIGHEST);
        let together: Vec<&Round> = laid_together(week).collect();
        let mut rest = String::new();
        for round in week.after.iter().filter(|round| round.codes.len() == 1) {
            rest.push_str(&way(&frame, round));
        }
        let depot = frame.at(rounds.depot);
        Some(Self {
            label: w
                .t2(
                    "rounds-map-label",
                    "streets",
                    rounds.ground.len(),
                    "rounds",
                    together.len(),
                )
                .into_owned(),
            height: px(height),
            ground: dots(rounds.ground.iter().map(|point| frame.at(*point))),
            rest,
            rounds: together
                .iter()
                .enumerate()
                .filter_map(|(place, round)| drawn(&frame, place, round))
                .collect(),
            depot: (px(depot.0), px(depot.1)),
        })
    }
}

fn drawn(frame: &Frame, place: usize, round: &Round) -> Option<DrawnRound> {
    let (x, y) = frame.at(round.stops.first()?.at);
    Some(DrawnRound {
        number: place + 1,
        class: format!("hw-m-farbe{}", place % COLOURS + 1),
        path: way(frame, round),
        dots: dots(round.stops.iter().map(|stop| frame.at(stop.at))),
        x: px(x),
        y: px(y),
        text_y: px(y + 5.0),
    })
}

/// From street to street; the way from and to the depot is not drawn, as all have one.
fn way(frame: &Frame, round: &Round) -> String {
    let mut path = String::new();
    for (place, stop) in round.stops.iter().enumerate() {
        let (x, y) = frame.at(stop.at);
        let letter = if place == 0 { 'M' } else { 'L' };
        let _infallible = write!(path, "{letter}{} {}", px(x), px(y));
    }
    path
}

/// Dots as one path: lines of no length with round ends.
fn dots(points: impl Iterator<Item = (f64, f64)>) -> String {
    let mut path = String::new();
    for (x, y) in points {
        let _infallible = write!(path, "M{} {}h.1", px(x), px(y));
    }
    path
}

fn range(of: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    let (low, high) = of.fold((f64::MAX, f64::MIN), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    (low <= high).then_some((low, high))
}
