//! The key by which values get names that stand for them.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Key of the pseudonyms of one dataset.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PseudonymKey(pub [u8; 32]);

/// Whoever has it can try out which value a name stands for: it is in no log.
impl fmt::Debug for PseudonymKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PseudonymKey(…)")
    }
}
