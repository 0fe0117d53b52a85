//! A foreign dataset in a list.

use super::href;
use crate::Words;
use crate::pages::find::beginning;
use hebewerk_hub::{ForeignCard, ForeignTwin};

/// One line.
pub(crate) struct ForeignLine {
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) sentence: String,
    pub(crate) publisher: Option<String>,
    pub(crate) source: String,
    pub(crate) when: Option<String>,
    pub(crate) formats: String,
    /// Where else it is described.
    pub(crate) twins: Option<String>,
}

impl ForeignLine {
    pub(crate) fn of(w: Words, card: &ForeignCard) -> Self {
        let record = &card.dataset.record;
        let mut formats: Vec<&str> = record
            .files
            .iter()
            .map(|file| file.format.as_str())
            .filter(|format| !format.is_empty())
            .collect();
        formats.sort_unstable();
        formats.dedup();
        formats.truncate(4);
        Self {
            href: href(card.dataset.id),
            title: record.title.clone(),
            sentence: beginning(&record.text),
            publisher: record.publisher.clone(),
            source: card.source.clone(),
            when: record.modified.as_deref().map(|text| day(w, text)),
            formats: formats.join(", "),
            twins: twins(w, &card.twins),
        }
    }
}

fn twins(w: Words, twins: &[ForeignTwin]) -> Option<String> {
    let mut names: Vec<&str> = twins.iter().map(|twin| twin.source.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        return None;
    }
    let words = w.t1("foreign-twins", "sources", names.join(", "));
    Some(words.into_owned())
}

/// A day as people write it; what is only a year stays one.
pub(super) fn day(w: Words, text: &str) -> String {
    let begin = text.get(..10).unwrap_or(text);
    let noon = format!("{begin}T12:00:00Z");
    noon.parse()
        .map_or_else(|_no_day| text.to_owned(), |moment| w.day(moment))
}
