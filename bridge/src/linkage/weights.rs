//! How likely the same thing is spelled alike, nearly alike or apart in two offices, and how likely two other things are:
//! the weights of the comparison, written down once.
//!
//! The chances among others that depend on the value (equal streets, numbers, postcodes) are counted in the tables. The
//! rest is set by hand from what offices' lists look like; they are not learned from labels, as no city has any.

/// Chances of one outcome of comparing a field.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chance {
    /// Among pairs that are the same.
    same: f64,
    /// Among pairs that are not.
    other: f64,
}

impl Chance {
    const fn new(same: f64, other: f64) -> Self {
        Self { same, other }
    }

    /// Bits by which the odds move.
    pub(super) fn bits(self) -> f64 {
        (self.same / self.other).log2()
    }

    /// With the chance among others as it was counted. Small tables count badly: it is at most what is usual.
    pub(super) fn counted(self, other: f64) -> f64 {
        (self.same / other.clamp(1e-6, self.other)).log2()
    }
}

/// Names of facilities.
pub(super) const NAME_EQUAL: Chance = Chance::new(0.55, 0.001);
pub(super) const NAME_NEAR: Chance = Chance::new(0.30, 0.005);
pub(super) const NAME_SOME: Chance = Chance::new(0.10, 0.05);
pub(super) const NAME_OTHER: Chance = Chance::new(0.05, 0.94);

/// Streets.
pub(super) const STREET_EQUAL: Chance = Chance::new(0.85, 0.05);
pub(super) const STREET_NEAR: Chance = Chance::new(0.12, 0.004);
pub(super) const STREET_OTHER: Chance = Chance::new(0.01, 0.98);

/// Street and number together, where the tables know one street of that name only: numbers are not spread over streets by
/// chance, and two rows with the same of both are one house.
pub(super) const ONE_HOUSE: Chance = Chance::new(0.95, 0.05);

/// House numbers: the same, with another letter or as part of a range, others.
pub(super) const NUMBER_EQUAL: Chance = Chance::new(0.90, 0.05);
pub(super) const NUMBER_NEAR: Chance = Chance::new(0.06, 0.03);
pub(super) const NUMBER_OTHER: Chance = Chance::new(0.01, 0.95);

/// Postcodes: the same, one digit apart, others.
pub(super) const POSTCODE_EQUAL: Chance = Chance::new(0.93, 0.9);
pub(super) const POSTCODE_NEAR: Chance = Chance::new(0.04, 0.2);
pub(super) const POSTCODE_OTHER: Chance = Chance::new(0.03, 0.6);

/// Towns and districts: one side's are often the other's wards, so being apart says little.
pub(super) const PLACE_EQUAL: Chance = Chance::new(0.70, 0.4);
pub(super) const PLACE_OTHER: Chance = Chance::new(0.30, 0.6);

/// Metres on the map.
pub(super) const HERE: (f64, Chance) = (30.0, Chance::new(0.80, 0.005));
pub(super) const NEAR: (f64, Chance) = (150.0, Chance::new(0.15, 0.03));
pub(super) const NOT_FAR: (f64, Chance) = (1_000.0, Chance::new(0.04, 0.2));
pub(super) const FAR: Chance = Chance::new(0.01, 0.765);
