//! A version in one line: when, and what it changed.

use crate::Words;
use hebewerk_model::{Version, VersionChange};

/// One version.
pub(crate) struct VersionLine {
    pub(crate) number: u32,
    pub(crate) href: String,
    /// Moment as seen from now.
    pub(crate) when: String,
    /// The same in full, for `datetime`.
    pub(crate) datetime: String,
    /// Rows against the version before.
    pub(crate) rows: String,
    /// What changed in structure, one sentence each.
    pub(crate) changes: Vec<String>,
    /// None where some are held back from the reader.
    pub(crate) total_rows: Option<u64>,
    pub(crate) format: String,
    pub(crate) errors: u64,
    pub(crate) warnings: u64,
    pub(crate) is_shown: bool,
}

impl VersionLine {
    /// The line of a version of the dataset at `path`; `shown` is the number on the page.
    pub(crate) fn of(w: Words, path: &str, version: &Version, shown: Option<u32>) -> Self {
        Self {
            number: version.number.0,
            href: format!("{path}?fassung={}", version.number),
            when: w.relative(version.created_at),
            datetime: version.created_at.to_string(),
            rows: rows(w, version),
            changes: changes(w, &version.change),
            total_rows: version.rows,
            format: w.code("format", version.format.code()).into_owned(),
            errors: version.errors,
            warnings: version.warnings,
            is_shown: shown == Some(version.number.0),
        }
    }
}

/// How the number of rows changed.
pub(crate) fn rows(w: Words, version: &Version) -> String {
    let Some(rows) = version.rows else {
        return w.t("version-rows-not-told").into_owned();
    };
    let sentence = match version.change.rows_before {
        None => w.t1("version-first", "rows", rows),
        Some(before) if before == rows => w.t1("version-same-rows", "rows", rows),
        Some(before) if before < rows => w.t1("version-more-rows", "rows", rows - before),
        Some(before) => w.t1("version-fewer-rows", "rows", before - rows),
    };
    sentence.into_owned()
}

/// What changed in structure, one sentence each.
pub(crate) fn changes(w: Words, change: &VersionChange) -> Vec<String> {
    [
        ("version-columns-added", &change.columns_added),
        ("version-columns-removed", &change.columns_removed),
        ("version-columns-retyped", &change.columns_retyped),
        ("version-tables-added", &change.tables_added),
        ("version-tables-removed", &change.tables_removed),
    ]
    .into_iter()
    .filter(|(_key, names)| !names.is_empty())
    .map(|(key, names)| {
        let list = names.join(", ");
        w.t2(key, "count", names.len(), "names", list).into_owned()
    })
    .collect()
}
