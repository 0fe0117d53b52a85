//! Answers that come in pages: fetched one by one into a file on the disk, read one element at a time.
//!
//! No page is ever held in memory, however large the server makes it; and one that breaks off is asked for again from
//! its beginning, because servers make pages anew for every request.

mod bounded;
mod compact;
mod course;
mod item_file;
mod items;
mod sequence;
mod walk;

pub(crate) use bounded::{Bounded, MOST_ELEMENT_BYTES};
pub(crate) use compact::compact;
pub(crate) use course::{Course, on_same_server, query_of, small};
pub(crate) use item_file::{ItemFile, Page, Shape};
pub(crate) use sequence::{Repeated, Sequence, incomplete};
pub(crate) use walk::{Told, walk};

use hebewerk_hub::ports::FetchError;

/// Runs what reads and writes files beside the tasks that wait for the network.
pub(crate) async fn beside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, FetchError> + Send + 'static,
) -> Result<T, FetchError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|_stopped| Err(FetchError::passing("fetch_disk", "")))
}
