//! Where a request comes in.

use serde::{Deserialize, Serialize};

/// The way by which somebody reaches the hub; the audit names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Door {
    /// The pages for people.
    Pages,
    /// The REST interface.
    Rest,
    /// The command line.
    Command,
    /// The watched folder.
    Folder,
    /// The hub's own clock: fetches that are due, and upkeep.
    Clock,
}

impl Door {
    /// All doors.
    pub const ALL: [Self; 5] = [
        Self::Pages,
        Self::Rest,
        Self::Command,
        Self::Folder,
        Self::Clock,
    ];

    /// Stable code as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pages => "pages",
            Self::Rest => "rest",
            Self::Command => "command",
            Self::Folder => "folder",
            Self::Clock => "clock",
        }
    }
}
