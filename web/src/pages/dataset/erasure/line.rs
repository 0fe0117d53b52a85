//! What would go and what went, as it stands on the page.

use crate::Words;
use hebewerk_hub::{ErasurePreview, ErasureView};

/// How much would go of a version.
pub(super) struct VersionLine {
    pub(super) name: String,
    pub(super) rows: String,
    pub(super) set_aside: String,
}

/// How much would go.
pub(super) struct Previewed {
    pub(super) versions: Vec<VersionLine>,
    /// Rows of all versions, to be confirmed.
    pub(super) rows: u64,
    pub(super) sentence: String,
    pub(super) raw: String,
    /// What else happens, sentence by sentence.
    pub(super) notes: Vec<String>,
    pub(super) finds_nothing: bool,
}

impl Previewed {
    pub(super) fn of(w: Words, found: &ErasurePreview) -> Self {
        let versions = found.versions.iter().map(|version| VersionLine {
            name: w
                .t2(
                    "erasure-version",
                    "number",
                    version.number.0,
                    "when",
                    w.moment(version.created_at),
                )
                .into_owned(),
            rows: version.rows.map_or_else(
                || w.t("erasure-not-searched").into_owned(),
                |rows| w.count(rows),
            ),
            set_aside: w.count(version.set_aside),
        });
        let mut notes = Vec::new();
        if found.versions.iter().any(|version| version.rows.is_none()) {
            notes.push(w.t("erasure-not-searched-text").into_owned());
        }
        if found.ends_waiting {
            notes.push(w.t("erasure-ends-waiting").into_owned());
        }
        if !found.shared.is_empty() {
            let names = found.shared.join(", ");
            notes.push(w.t1("erasure-shared", "names", names).into_owned());
        }
        Self {
            versions: versions.collect(),
            rows: found.rows(),
            sentence: w.t1("erasure-would", "rows", found.rows()).into_owned(),
            raw: w
                .t1("erasure-would-raw", "files", found.raw_files)
                .into_owned(),
            notes,
            finds_nothing: found.finds_nothing(),
        }
    }
}

/// Something that was erased.
pub(super) struct ErasureLine {
    pub(super) when: String,
    pub(super) scope: String,
    pub(super) rows: String,
    pub(super) reason: String,
    pub(super) by: String,
    pub(super) is_finished: bool,
}

impl ErasureLine {
    pub(super) fn of(w: Words, view: &ErasureView) -> Self {
        let erasure = &view.erasure;
        Self {
            when: w.moment(erasure.at),
            scope: w.code("erasure-scope", erasure.scope.code()).into_owned(),
            rows: w.count(erasure.rows()),
            reason: erasure.reason.clone(),
            by: view
                .by
                .clone()
                .unwrap_or_else(|| w.t("erasure-by-operator").into_owned()),
            is_finished: erasure.finished_at.is_some(),
        }
    }
}
