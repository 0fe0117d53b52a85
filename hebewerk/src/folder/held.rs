//! The note that withdrawals are held, for `status`.

use crate::home::Home;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// So many files are missing that none of them is believed to be deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Held {
    /// The watched folder.
    pub(crate) folder: String,
    /// Missing files.
    pub(crate) missing: usize,
    /// Files there should be.
    pub(crate) of: usize,
}

impl Held {
    /// What a running server last noted; none when nothing is held.
    pub(crate) fn read(home: &Home) -> Option<Self> {
        serde_json::from_slice(&std::fs::read(path(home)).ok()?).ok()
    }

    pub(super) fn note(&self, home: &Home) {
        let noted = serde_json::to_vec(self)
            .map_err(std::io::Error::from)
            .and_then(|text| std::fs::write(path(home), text));
        if let Err(error) = noted {
            tracing::debug!(%error, "status cannot show that files are missing");
        }
    }

    pub(super) fn clear(home: &Home) {
        // Mostly it is not there.
        let _gone = std::fs::remove_file(path(home));
    }
}

fn path(home: &Home) -> PathBuf {
    home.root.join("watched-held.json")
}
