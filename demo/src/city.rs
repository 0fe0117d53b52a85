//! Which city to invent, and how much of it.

/// How many rows the big files get.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scale {
    /// The whole story, up to a million rows in one file.
    Full,
    /// The same datasets, each cut to about 2,000 rows, for tests of other rooms.
    Small,
}

impl Scale {
    /// `rows` at full scale, at most 2,000 at small scale.
    pub(crate) fn rows(self, rows: usize) -> usize {
        match self {
            Self::Full => rows,
            Self::Small => rows.min(2_000),
        }
    }
}

/// A city that follows from its seed; equal values give equal bytes.
#[derive(Clone, Debug)]
pub struct City {
    /// Full name as it stands on letters.
    pub name: &'static str,
    /// Name in addresses and folders; also chooses districts and figures of the story.
    pub slug: &'static str,
    /// Where chance begins.
    pub seed: u64,
    /// How many rows the big files get.
    pub scale: Scale,
}

/// Musterstadt an der Emscher, the city of the story.
pub fn musterstadt(scale: Scale) -> City {
    City {
        name: "Musterstadt an der Emscher",
        slug: "musterstadt",
        seed: 0x4d75_7374_6572,
        scale,
    }
}

/// The two neighbours: own districts, streets and figures, fewer datasets, the same questions.
pub fn neighbours(scale: Scale) -> [City; 2] {
    [
        City {
            name: "Beispielhausen an der Lippe",
            slug: "beispielhausen",
            seed: 0x4265_6973_7069,
            scale,
        },
        City {
            name: "Probenheim am Alten Rhein",
            slug: "probenheim",
            seed: 0x5072_6f62_656e,
            scale,
        },
    ]
}

impl City {
    /// The name without the river: Musterstadt.
    pub(crate) fn short_name(&self) -> &'static str {
        self.name.split(' ').next().unwrap_or(self.name)
    }

    /// Whether this is the city of the story, which alone has every dataset.
    pub(crate) fn is_musterstadt(&self) -> bool {
        self.slug == "musterstadt"
    }
}
