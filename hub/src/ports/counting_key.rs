//! The key of the noise that counts get.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Key of the noise of one dataset: the same rows have the same noise in all its versions, at every door.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountingKey(pub [u8; 32]);

/// Whoever has it can take the noise off again: it is in no log.
impl fmt::Debug for CountingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CountingKey(…)")
    }
}
