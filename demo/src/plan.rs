//! What is given about each of the three cities before chance begins.

/// A district (*Stadtbezirk*) as planned: the grid cell it fills is its position in the list.
pub(crate) struct DistrictPlan {
    pub(crate) name: &'static str,
    /// Letter of its rounds: K in K-07.
    pub(crate) letter: char,
    pub(crate) postcode: &'static str,
    pub(crate) households: u32,
    /// Bulky-waste orders from January to October 2026 whose street is in the directory.
    pub(crate) orders: u32,
    /// Collection areas; each has two rounds a week.
    pub(crate) areas: u8,
    /// Areas (from 0) whose two rounds already share the streets between them; the others can be merged.
    pub(crate) divided: &'static [u8],
}

/// A street that the story names, where it lies in its district (0–1 from west to east) and how long it is.
pub(crate) struct StreetPlan {
    pub(crate) name: &'static str,
    pub(crate) district: usize,
    pub(crate) east: f64,
    pub(crate) length_m: f64,
    /// Orders in the whole year, where the story names the number.
    pub(crate) orders: Option<u32>,
    /// Round of its area (0 or 1) that serves it in a divided area.
    pub(crate) round: u8,
}

/// A whole city before chance begins.
pub(crate) struct Plan {
    /// South-west corner in EPSG:25832, metres.
    pub(crate) origin: (f64, f64),
    pub(crate) columns: usize,
    pub(crate) districts: &'static [DistrictPlan],
    pub(crate) named_streets: &'static [StreetPlan],
    pub(crate) streets: usize,
    /// Streets that order bulky-waste collection at least once.
    pub(crate) ordering_streets: usize,
    /// Orders from 1 to 20 November whose street is in the directory.
    pub(crate) november_orders: u32,
    /// Orders whose street is not in the directory.
    pub(crate) lost_orders: u32,
    /// Depot as shares of the city's width and height.
    pub(crate) depot: (f64, f64),
    /// Whether the merged rounds are driven on trial since 1 September 2026.
    pub(crate) trial: bool,
    pub(crate) river: &'static str,
}

const fn district(
    name: &'static str,
    letter: char,
    postcode: &'static str,
    figures: (u32, u32, u8),
    divided: &'static [u8],
) -> DistrictPlan {
    DistrictPlan {
        name,
        letter,
        postcode,
        households: figures.0,
        orders: figures.1,
        areas: figures.2,
        divided,
    }
}

const fn street(
    name: &'static str,
    district: usize,
    east: f64,
    figures: (f64, u8),
    orders: Option<u32>,
) -> StreetPlan {
    StreetPlan {
        name,
        district,
        east,
        length_m: figures.0,
        orders,
        round: figures.1,
    }
}

/// Rows from north to south, columns from west to east; households of 31.12.2025 and orders as in the story.
const MUSTERSTADT: Plan = Plan {
    origin: (362_000.0, 5_708_500.0),
    columns: 3,
    districts: &[
        district("Zechenau", 'Z', "44911", (8_690, 2_079, 3), &[0, 2]),
        district("Nordhafen", 'N', "44912", (6_870, 2_182, 2), &[0, 1]),
        district("Emscherbogen", 'E', "44913", (7_610, 1_431, 2), &[]),
        district("Horsterfeld", 'H', "44914", (8_920, 1_841, 3), &[1]),
        district("Altstadt", 'A', "44910", (13_940, 2_023, 4), &[1, 3]),
        district("Kanalvorstadt", 'K', "44915", (11_350, 2_807, 4), &[0, 2]),
        district("Bergmannsheide", 'B', "44916", (7_880, 1_594, 2), &[0]),
        district("Süderbruch", 'S', "44917", (7_420, 1_873, 2), &[1]),
        district("Haldenblick", 'L', "44918", (5_760, 1_040, 2), &[1]),
    ],
    named_streets: &[
        street("Kanalstraße", 5, 0.88, (1_960.0, 0), Some(412)),
        street("Hafenallee", 1, 0.78, (1_720.0, 0), Some(388)),
        street("Bahnhofstraße", 4, 0.30, (1_540.0, 0), Some(341)),
        street("Zechenweg", 0, 0.15, (640.0, 1), Some(38)),
        street("Am Förderturm", 0, 0.20, (380.0, 1), Some(27)),
        street("Glückaufring", 3, 0.50, (1_180.0, 1), Some(64)),
        street("Rathausplatz", 4, 0.50, (210.0, 0), None),
    ],
    streets: 1_180,
    ordering_streets: 1_076,
    november_orders: 1_455,
    lost_orders: 107,
    depot: (0.66, 0.30),
    trial: true,
    river: "Emscher",
};

const BEISPIELHAUSEN: Plan = Plan {
    origin: (375_500.0, 5_709_500.0),
    columns: 3,
    districts: &[
        district("Beispiel-Nord", 'N', "44931", (4_310, 880, 2), &[1]),
        district("Ziegelbrand", 'Z', "44932", (3_960, 1_020, 2), &[0]),
        district("Lippeknie", 'L', "44933", (2_870, 490, 1), &[]),
        district("Innenstadt", 'I', "44930", (7_240, 1_105, 3), &[0]),
        district("Weberkamp", 'W', "44934", (5_180, 1_240, 2), &[]),
        district("Steinbruch", 'S', "44935", (3_020, 610, 1), &[0]),
    ],
    named_streets: &[],
    streets: 520,
    ordering_streets: 470,
    november_orders: 430,
    lost_orders: 61,
    depot: (0.25, 0.70),
    trial: false,
    river: "Lippe",
};

const PROBENHEIM: Plan = Plan {
    origin: (350_500.0, 5_710_000.0),
    columns: 2,
    districts: &[
        district("Alt-Probenheim", 'A', "44951", (6_120, 930, 2), &[0]),
        district("Rheinwiesen", 'R', "44952", (2_940, 575, 1), &[]),
        district("Werkssiedlung", 'W', "44953", (4_480, 1_310, 2), &[1]),
        district("Hohe Mark", 'H', "44954", (2_210, 260, 1), &[0]),
    ],
    named_streets: &[],
    streets: 360,
    ordering_streets: 322,
    november_orders: 262,
    lost_orders: 38,
    depot: (0.80, 0.20),
    trial: false,
    river: "Alter Rhein",
};

/// The plan of the city with this slug; Musterstadt's for any other.
pub(crate) fn of(slug: &str) -> &'static Plan {
    match slug {
        "beispielhausen" => &BEISPIELHAUSEN,
        "probenheim" => &PROBENHEIM,
        _ => &MUSTERSTADT,
    }
}

impl Plan {
    pub(crate) fn rows(&self) -> usize {
        self.districts.len().div_ceil(self.columns)
    }
}
