//! How far a fetch is, as a bar and a sentence.

use crate::Words;
use crate::fragments::running::Running;
use hebewerk_hub::FetchProgress;

/// The bar of a fetch under way.
pub(super) fn running(w: Words, progress: FetchProgress) -> Running {
    let FetchProgress { stage, done, of } = progress;
    match (stage, of) {
        ("fetch", None) if done == 0 => {
            Running::at_once(w.t("connection-stage-asking").into_owned())
        }
        ("fetch", None) => {
            let words = w.t1("connection-stage-bytes", "done", w.bytes(done));
            Running::at_once(words.into_owned())
        }
        ("fetch", Some(of)) => {
            let (done_words, of_words) = (w.bytes(done), w.bytes(of));
            let words = w.t2(
                "connection-stage-bytes-of",
                "done",
                done_words,
                "of",
                of_words,
            );
            Running::of(words.into_owned(), done, of)
        }
        ("look", Some(of)) => {
            let words = w.t2("upload-reading", "done", w.bytes(done), "of", w.bytes(of));
            Running::of(words.into_owned(), done, of)
        }
        ("write", Some(of)) => {
            let words = w.t2("upload-stage-write", "table", done + 1, "of", of);
            Running::of(words.into_owned(), done, of)
        }
        ("commit", _) => Running::at_once(w.t("upload-stage-commit").into_owned()),
        _ => Running::at_once(w.t("upload-stage-keep").into_owned()),
    }
}
