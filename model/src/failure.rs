//! What every error of the house can say about itself.

use serde::{Deserialize, Serialize};

/// The nine classes of failure; a door turns them into its own status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The request itself is wrong.
    Invalid,
    /// Nobody is signed in, but somebody must be.
    Unauthenticated,
    /// Somebody is signed in who may not do this.
    Forbidden,
    /// There is no such thing, or the asker may not know of it.
    NotFound,
    /// It clashes with what is there.
    Conflict,
    /// Too much or too often.
    TooMany,
    /// Something we need is not there just now.
    Unavailable,
    /// It took too long.
    Timeout,
    /// Our fault; details are in the log under the request id.
    Internal,
}

/// An error that says what class it is, which stable code it has and what the reader can do.
pub trait Failure: std::error::Error + Send + Sync + 'static {
    /// The class.
    fn kind(&self) -> Kind;

    /// Stable snake-case code; the key of its sentence in `words` (`error-<code>` with `-` for `_`).
    fn code(&self) -> &'static str;

    /// Parameters of the sentence; never cell values.
    fn parameters(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// What the reader can do next, as the key of a sentence in `words`.
    fn hint(&self) -> Option<&'static str> {
        None
    }
}
