//! What of a dataset is not shown to the reader, and why.

use super::protection::condition_words;
use crate::Words;
use crate::fragments::column_card::label;
use crate::fragments::mask_words::mask_words;
use hebewerk_guard::{HeldBack, HeldBackWhat, HeldBackWhy};
use hebewerk_hub::{DatasetView, TableView};
use hebewerk_model::{DatasetState, PersonalColumn};

/// One sentence or two for each thing that is held back.
pub(super) fn sentences(w: Words, view: &DatasetView) -> Vec<(String, String)> {
    if !view.read.allowed {
        return Vec::new();
    }
    let tables = view.tables.iter();
    let several = view.tables.len() > 1;
    tables
        .flat_map(|table| {
            let held = table.held_back.iter();
            held.map(move |held| (named(table, held, several), sentence(w, held)))
        })
        .collect()
}

fn named(table: &TableView, held: &HeldBack, several: bool) -> String {
    let mut columns = table.columns.iter();
    let column = columns.find(|column| column.name == held.column.column);
    let heading = column.map_or_else(|| held.column.column.clone(), label);
    if several {
        format!("{}: {heading}", table.table.name)
    } else {
        heading
    }
}

fn sentence(w: Words, held: &HeldBack) -> String {
    let what = match &held.what {
        HeldBackWhat::Rows(condition) => condition_words(w, condition),
        HeldBackWhat::Values(mask) => mask_words(w, *mask),
    };
    let why = match &held.why {
        HeldBackWhy::Said(reason) => w.t1("held-back-said", "reason", reason),
        HeldBackWhy::Personal => w.t("held-back-personal"),
        HeldBackWhy::Unreviewed => w.t("held-back-unreviewed"),
    };
    format!("{what} {why}")
}

/// How many columns of the version shown hold personal data that nobody has looked at; for those who maintain the
/// dataset.
pub(super) fn unreviewed(view: &DatasetView) -> usize {
    let version = view
        .version
        .as_ref()
        .filter(|_version| view.may_maintain && view.dataset.state == DatasetState::Lifted);
    let found = version.map_or(&[][..], |version| version.personal.as_slice());
    let waits = |found: &&PersonalColumn| view.dataset.protection.review(found).is_none();
    found.iter().filter(waits).count()
}
