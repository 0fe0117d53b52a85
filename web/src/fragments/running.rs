//! How far something in the background is.

/// A bar and a sentence.
pub(crate) struct Running {
    /// What is going on, with its numbers.
    pub(crate) words: String,
    /// Hundredths; none where it cannot be known.
    pub(crate) percent: Option<u64>,
}

impl Running {
    /// `done` of `of` in the words given.
    pub(crate) fn of(words: String, done: u64, of: u64) -> Self {
        Self {
            words,
            percent: done.min(of).saturating_mul(100).checked_div(of),
        }
    }

    /// Something that is done at once when it is done.
    pub(crate) fn at_once(words: String) -> Self {
        Self {
            words,
            percent: None,
        }
    }
}
