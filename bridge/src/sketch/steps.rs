//! Shares and lengths in steps that fit into a byte or two, so that a sketch is the same before and after it was kept.

/// A share in 255 steps: nothing and everything are exact, and nothing else is told as either of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Share(u8);

impl Share {
    /// So many of so many.
    pub(super) fn of(part: u64, whole: u64) -> Self {
        if part == 0 || whole == 0 {
            return Self(0);
        }
        if part >= whole {
            return Self(u8::MAX);
        }
        let steps = super::share(part, whole) * f64::from(u8::MAX);
        Self((steps.round() as u8).clamp(1, u8::MAX - 1))
    }

    pub(super) const fn from_steps(steps: u8) -> Self {
        Self(steps)
    }

    pub(super) const fn steps(self) -> u8 {
        self.0
    }

    /// Between 0 and 1.
    pub(crate) fn get(self) -> f64 {
        f64::from(self.0) / f64::from(u8::MAX)
    }
}

/// A mean length in sixteenths of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct MeanLength(u32);

/// Steps of a character.
const STEPS: f64 = 16.0;

impl MeanLength {
    /// Of so many characters in so many values.
    pub(super) fn of(characters: u64, values: u64) -> Self {
        Self((super::share(characters, values) * STEPS).round() as u32)
    }

    pub(super) const fn from_steps(steps: u32) -> Self {
        Self(steps)
    }

    pub(super) const fn steps(self) -> u32 {
        self.0
    }

    /// In characters.
    pub(crate) fn get(self) -> f64 {
        f64::from(self.0) / STEPS
    }
}
