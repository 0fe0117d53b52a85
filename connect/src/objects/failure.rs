//! What went wrong, in the words of the log: a server's own text is never passed on.

use hebewerk_hub::ports::FetchError;
use opendal::{Error, ErrorKind};

/// An error of opendal; `place` is host or path.
pub(super) fn of(error: &Error, place: &str) -> FetchError {
    if let Some(ours) = ours(error) {
        return ours.clone();
    }
    match error.kind() {
        ErrorKind::NotFound => FetchError::lasting("fetch_not_found", place),
        // A body shorter than promised.
        ErrorKind::Unexpected if error.is_temporary() => {
            FetchError::passing("fetch_cut_off", place)
        }
        _ => FetchError::lasting("fetch_answer_invalid", place),
    }
}

/// The error of our own client, if it was that.
fn ours(error: &Error) -> Option<&FetchError> {
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        if let Some(found) = inner.downcast_ref::<FetchError>() {
            return Some(found);
        }
        source = inner.source();
    }
    None
}
