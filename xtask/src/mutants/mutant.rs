//! A rule that is switched off.

use anyhow::{Result, ensure};

/// Whose tests have to notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    Guard,
    Engine,
}

impl Room {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Guard => "guard",
            Self::Engine => "engine",
        }
    }
}

/// A rule, and the change of its source that switches it off.
#[derive(Debug)]
pub(super) struct Mutant {
    pub(super) name: &'static str,
    pub(super) room: Room,
    pub(super) file: &'static str,
    /// Stands exactly once in the file.
    pub(super) from: &'static str,
    pub(super) to: &'static str,
}

impl Mutant {
    pub(super) fn applied(&self, source: &str) -> Result<String> {
        let places = source.matches(self.from).count();
        ensure!(
            places == 1,
            "“{}” stands {places} times in {}: the list has to follow the code",
            self.from,
            self.file
        );
        Ok(source.replace(self.from, self.to))
    }
}
