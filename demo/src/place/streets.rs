//! Streets: bent lines that lie in their district, with the keys every office uses.

use std::ops::Range;

use super::{CELL_WIDTH_M, District, Point, contains, distance_m};
use crate::names::streets::compose;
use crate::plan::{Plan, StreetPlan};
use crate::random::{Random, apportion};

/// A street of the directory.
pub(crate) struct Street {
    /// Five digits with leading zeros, for ever (*Straßenschlüssel*).
    pub(crate) key: String,
    pub(crate) name: String,
    /// Index of the district.
    pub(crate) district: usize,
    /// Collection area within the district, from 0 in the west.
    pub(crate) area: u8,
    /// Which of the area's two rounds serves it where the area is divided.
    pub(crate) round: u8,
    pub(crate) length_m: u32,
    /// Start, bend, end.
    pub(crate) line: [Point; 3],
    /// Its addresses in [`super::Place::addresses`].
    pub(crate) houses: Range<usize>,
    /// Orders in the whole year where the story fixes them.
    pub(crate) orders: Option<u32>,
}

impl Street {
    /// The point at a share (0–1) of the way.
    pub(crate) fn at(&self, share: f64) -> Point {
        let (from, to, along) = if share < 0.5 {
            (self.line[0], self.line[1], share * 2.0)
        } else {
            (self.line[1], self.line[2], share * 2.0 - 1.0)
        };
        (
            from.0 + (to.0 - from.0) * along,
            from.1 + (to.1 - from.1) * along,
        )
    }

    /// The point at which vehicles are counted to stop.
    pub(crate) fn middle(&self) -> Point {
        self.line[1]
    }
}

/// All streets, sorted by name.
pub(crate) fn lay_out(plan: &Plan, districts: &[District], random: &mut Random) -> Vec<Street> {
    let weights: Vec<f64> = plan
        .districts
        .iter()
        .map(|district| f64::from(district.households).sqrt())
        .collect();
    let counts = apportion(plan.streets as u32, &weights);
    let given: Vec<&str> = plan
        .named_streets
        .iter()
        .map(|street| street.name)
        .collect();
    let mut names = compose(random, plan.streets, &given)
        .into_iter()
        .skip(given.len());
    let mut streets = Vec::with_capacity(plan.streets);
    for (index, district) in districts.iter().enumerate() {
        let told: Vec<&StreetPlan> = plan
            .named_streets
            .iter()
            .filter(|street| street.district == index)
            .collect();
        let rest = (counts[index] as usize).saturating_sub(told.len());
        for planned in told {
            let line = fit(district, planned.length_m, Some(planned.east), random);
            let mut street = street(planned.name.to_owned(), index, line, planned.round);
            street.orders = planned.orders;
            streets.push(street);
        }
        for name in names.by_ref().take(rest) {
            let wanted = 110.0
                + 640.0 * random.unit() * random.unit()
                + if random.chance(0.07) { 600.0 } else { 0.0 };
            let line = fit(district, wanted, None, random);
            streets.push(street(name, index, line, random.below(2) as u8));
        }
    }
    divide_into_areas(plan, &mut streets);
    streets.sort_by(|a, b| a.name.cmp(&b.name));
    let mut key = 0;
    for street in &mut streets {
        key += 3 + random.below(9);
        street.key = format!("{key:05}");
    }
    streets
}

fn street(name: String, district: usize, line: [Point; 3], round: u8) -> Street {
    let length_m = (distance_m(line[0], line[1]) + distance_m(line[1], line[2])).round() as u32;
    Street {
        key: String::new(),
        name,
        district,
        area: 0,
        round,
        length_m,
        line,
        houses: 0..0,
        orders: None,
    }
}

/// A line of about `wanted_m` metres within the district; it gets shorter until it fits.
fn fit(district: &District, wanted_m: f64, east: Option<f64>, random: &mut Random) -> [Point; 3] {
    let mut length = wanted_m;
    let west = district
        .ring
        .iter()
        .map(|point| point.0)
        .fold(f64::INFINITY, f64::min);
    // Streets follow two directions that differ from district to district, as quarters built in one go do.
    let grain = district.number as f64 * 0.37;
    for attempt in 0..400 {
        let middle = match east {
            Some(share) => (
                west + CELL_WIDTH_M * share + random.real(-120.0, 120.0),
                district.centre.1 + random.real(-700.0, 700.0),
            ),
            None => (
                district.centre.0 + random.real(-2_300.0, 2_300.0),
                district.centre.1 + random.real(-1_750.0, 1_750.0),
            ),
        };
        let turn = grain
            + if random.chance(0.5) {
                std::f64::consts::FRAC_PI_2
            } else {
                0.0
            }
            + random.real(-0.2, 0.2);
        let bend = random.real(-0.25, 0.25);
        let half = length / 2.0;
        let line = [
            (middle.0 - half * turn.cos(), middle.1 - half * turn.sin()),
            middle,
            (
                middle.0 + half * (turn + bend).cos(),
                middle.1 + half * (turn + bend).sin(),
            ),
        ];
        if line.iter().all(|&point| well_inside(&district.ring, point)) {
            return line;
        }
        if attempt % 12 == 11 {
            length *= 0.85;
        }
    }
    let centre = district.centre;
    [
        (centre.0 - 40.0, centre.1),
        centre,
        (centre.0 + 40.0, centre.1),
    ]
}

/// Inside by at least 40 metres, so that houses on both sides are inside too.
fn well_inside(ring: &[Point], point: Point) -> bool {
    [(40.0, 0.0), (-40.0, 0.0), (0.0, 40.0), (0.0, -40.0)]
        .iter()
        .all(|aside| contains(ring, (point.0 + aside.0, point.1 + aside.1)))
}

/// Cuts each district from west to east into areas of equally many streets.
fn divide_into_areas(plan: &Plan, streets: &mut [Street]) {
    for (index, district) in plan.districts.iter().enumerate() {
        let mut own: Vec<&mut Street> = streets
            .iter_mut()
            .filter(|street| street.district == index)
            .collect();
        own.sort_by(|a, b| a.middle().0.total_cmp(&b.middle().0));
        let count = own.len().max(1);
        for (position, street) in own.into_iter().enumerate() {
            street.area = (position * usize::from(district.areas) / count) as u8;
        }
    }
}
