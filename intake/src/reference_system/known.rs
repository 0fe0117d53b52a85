//! The systems in which German municipalities keep their data.

/// One system.
#[derive(Debug)]
pub(super) struct Known {
    /// Number of the EPSG.
    pub(super) number: u32,
    /// The authority's first axis points north.
    pub(super) north_first: bool,
    /// Metres off when transformed without a grid.
    pub(super) inaccurate: bool,
    /// Least and greatest x and y of Germany, generously.
    pub(super) germany: [f64; 4],
    /// Whether coordinates anywhere on earth are possible, and which.
    pub(super) world: [f64; 4],
    /// Guessed where nothing is declared: only one system of each kind.
    pub(super) is_guess: bool,
}

const DEGREES: [f64; 4] = [-180.001, -90.001, 180.001, 90.001];
const GERMAN_DEGREES: [f64; 4] = [5.5, 47.0, 15.5, 55.5];
const UTM: [f64; 4] = [-500_000.0, -10_000_000.0, 1_500_000.0, 10_000_000.0];

const fn known(number: u32, germany: [f64; 4], world: [f64; 4]) -> Known {
    Known {
        number,
        north_first: false,
        inaccurate: false,
        germany,
        world,
        is_guess: false,
    }
}

const fn degrees(number: u32, is_guess: bool) -> Known {
    Known {
        north_first: true,
        is_guess,
        ..known(number, GERMAN_DEGREES, DEGREES)
    }
}

/// `west` and `east` are eastings of Germany in the zone.
const fn utm(number: u32, west: f64, east: f64, is_guess: bool) -> Known {
    Known {
        is_guess,
        ..known(number, [west, 5_200_000.0, east, 6_150_000.0], UTM)
    }
}

/// Eastings with the zone in front: 32 369 000.
const fn prefixed(number: u32, zone: f64, north_first: bool) -> Known {
    let from = zone * 1_000_000.0;
    Known {
        is_guess: !north_first,
        north_first,
        ..known(
            number,
            [from + 100_000.0, 5_200_000.0, from + 999_999.0, 6_150_000.0],
            [
                from - 1_000_000.0,
                -10_000_000.0,
                from + 2_000_000.0,
                10_000_000.0,
            ],
        )
    }
}

const fn gauss_krueger(number: u32, zone: f64) -> Known {
    let middle = zone * 1_000_000.0 + 500_000.0;
    let range = [
        middle - 250_000.0,
        5_200_000.0,
        middle + 250_000.0,
        6_150_000.0,
    ];
    Known {
        north_first: true,
        inaccurate: true,
        is_guess: true,
        ..known(number, range, range)
    }
}

/// Where several would fit, the first is guessed: UTM 32 covers most of Germany.
pub(super) const KNOWN: [Known; 17] = [
    degrees(4326, true),
    degrees(4258, false),
    utm(25832, 250_000.0, 950_000.0, true),
    utm(25833, -150_000.0, 560_000.0, false),
    utm(25831, 600_000.0, 1_400_000.0, false),
    utm(32632, 250_000.0, 950_000.0, false),
    utm(32633, -150_000.0, 560_000.0, false),
    prefixed(4647, 32.0, false),
    prefixed(5650, 33.0, false),
    prefixed(5649, 31.0, false),
    prefixed(5652, 32.0, true),
    prefixed(5653, 33.0, true),
    gauss_krueger(31466, 2.0),
    gauss_krueger(31467, 3.0),
    gauss_krueger(31468, 4.0),
    gauss_krueger(31469, 5.0),
    Known {
        is_guess: true,
        ..known(
            3857,
            [600_000.0, 5_950_000.0, 1_750_000.0, 7_500_000.0],
            [-20_037_509.0, -20_100_000.0, 20_037_509.0, 20_100_000.0],
        )
    },
];

/// Whether two boxes have something in common.
pub(super) fn overlap(one: [f64; 4], other: [f64; 4]) -> bool {
    one[0] <= other[2] && other[0] <= one[2] && one[1] <= other[3] && other[1] <= one[3]
}

/// Whether a box lies within a range.
pub(super) fn lies_in([x, y, to_x, to_y]: [f64; 4], range: [f64; 4]) -> bool {
    x >= range[0] && y >= range[1] && to_x <= range[2] && to_y <= range[3]
}
