//! Catalogues of others: what a harvest brings is one file of records, whole or not at all.
//!
//! A harvest that breaks off leaves everything as it was: what a source does not name is taken for gone, so half a
//! catalogue is worse than none. Its pages stay for some hours ([`kept`]): the next try asks for the last one again, and goes on
//! behind it if it still holds the same records.

pub(crate) mod csw;
pub(crate) mod dcat;
mod kept;
mod lines;
pub(crate) mod portal;

use hebewerk_exchange::harvest::PageError;
use hebewerk_hub::ports::FetchError;

/// Most pages of a catalogue.
const MOST_PAGES: u32 = 50_000;
/// Most records of a catalogue.
const MOST_RECORDS: u64 = 2_000_000;

/// A catalogue that leads in a circle, or on without end.
fn endless(detail: String) -> FetchError {
    FetchError::lasting("fetch_endless", detail)
}

/// A page that is none, in the words of the log.
fn unreadable(error: PageError, place: String) -> FetchError {
    match error {
        PageError::Html => FetchError::lasting("fetch_no_catalogue", place),
        PageError::Empty => FetchError::passing("fetch_catalogue_empty", place),
        PageError::Encoding => FetchError::lasting("fetch_encoding", place),
        PageError::Syntax(line) => {
            FetchError::lasting("fetch_rdf_invalid", format!("{place} {line}").trim_end())
        }
        PageError::Refused(code) => refused(&code, place),
        PageError::TooLarge => FetchError::lasting("fetch_page_too_large", place),
        PageError::Io(error) => crate::http::disk(&error),
    }
}

/// The other side's reason, if it is a word of a standard; anything longer could be a message with values in it.
fn refused(code: &str, place: String) -> FetchError {
    let is_word =
        (1..=60).contains(&code.len()) && code.bytes().all(|sign| sign.is_ascii_alphanumeric());
    let detail = if is_word { code.to_owned() } else { place };
    FetchError::lasting("fetch_request_refused", detail)
}
