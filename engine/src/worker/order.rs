//! What parent and child tell each other.

use hebewerk_hub::ports::Limits;
use serde::{Deserialize, Serialize};

/// Stands before all that the child says on stdout: what comes before it is not ours.
pub(crate) const MARK: &[u8] = b"\x00hebewerk-answer-5\n";

/// The first line to the child: where the data lie.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Place {
    /// `file:` address of the data directory.
    pub(crate) data: String,
    /// Whether the child has time to answer a question of its own first.
    pub(crate) rehearses: bool,
}

/// The last line of a child on stderr that has said all: what ends now is of no interest to the asker.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Done {
    /// Bytes of the answer, behind the line with the names. Nobody else writes this word.
    #[serde(rename = "hebewerk_answer_bytes")]
    pub(crate) bytes: u64,
}

/// The second line to the child: what to read.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Order {
    /// One SELECT statement.
    pub(crate) sql: String,
    /// Limits the child puts on itself.
    pub(crate) limits: Limits,
}
