//! Findings as people read them: what, where, how grave.

use crate::Words;
use hebewerk_model::{Finding, Severity};

/// One finding.
pub(crate) struct FindingView {
    /// KERN icon and badge kind: `danger`, `warning`, `info`.
    pub(crate) icon: &'static str,
    pub(crate) severity: String,
    pub(crate) sentence: String,
    pub(crate) place: String,
}

impl FindingView {
    /// The finding in the reader's words.
    pub(crate) fn of(w: Words, finding: &Finding) -> Self {
        let icon = match finding.severity {
            Severity::Error => "danger",
            Severity::Warning => "warning",
            Severity::Note => "info",
        };
        Self {
            icon,
            severity: w.code("severity", finding.severity.code()).into_owned(),
            sentence: hebewerk_words::finding(w.language, finding),
            place: place(w, finding),
        }
    }
}

/// Where: table, row, column, and how many places in all.
fn place(w: Words, finding: &Finding) -> String {
    let mut parts = Vec::new();
    if let Some(table) = &finding.table {
        parts.push(w.t1("place-table", "table", table).into_owned());
    }
    if let Some(row) = finding.row {
        let key = if finding.count > 1 {
            "place-first-row"
        } else {
            "place-row"
        };
        parts.push(w.t1(key, "row", row).into_owned());
    }
    if let Some(column) = &finding.column {
        parts.push(w.t1("place-column", "column", column).into_owned());
    }
    if finding.count > 1 {
        parts.push(w.t1("place-count", "count", finding.count).into_owned());
    }
    if parts.is_empty() {
        parts.push(w.t("place-file").into_owned());
    }
    parts.join(", ")
}
