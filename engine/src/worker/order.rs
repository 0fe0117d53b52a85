//! What the parent tells the child.

use hebewerk_hub::ports::Question;
use serde::{Deserialize, Serialize};

/// Written before the answer on stdout: what stands before it is not ours.
pub(crate) const MARK: &[u8] = b"\x00hebewerk-answer-1\n";

/// A question and where the data lies.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Order {
    /// `file:` address of the data directory.
    pub(crate) data: String,
    /// The question with its guarded tables.
    pub(crate) question: Question,
}
