//! Findings as people read them: what, where, how grave.

use crate::Words;
use hebewerk_model::{Finding, Severity};

/// One finding.
pub(crate) struct FindingView {
    /// KERN icon and badge kind: `danger`, `warning`, `info`.
    pub(crate) icon: &'static str,
    pub(crate) severity: String,
    pub(crate) sentence: String,
    /// The place, or how many there are.
    pub(crate) place: String,
    /// All places, where there are several.
    pub(crate) places: Vec<String>,
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
            places: Vec::new(),
        }
    }

    /// Findings in order; what is said with the same words of several places is said once.
    pub(crate) fn grouped<'a>(
        w: Words,
        findings: impl IntoIterator<Item = &'a Finding>,
    ) -> Vec<Self> {
        let mut groups: Vec<Self> = Vec::new();
        for finding in findings {
            let one = Self::of(w, finding);
            let said = groups
                .iter_mut()
                .find(|known| (known.icon, &known.sentence) == (one.icon, &one.sentence));
            match said {
                Some(group) => group.also_at(w, one.place),
                None => groups.push(one),
            }
        }
        groups
    }

    fn also_at(&mut self, w: Words, place: String) {
        if self.places.is_empty() {
            self.places.push(std::mem::take(&mut self.place));
        }
        self.places.push(place);
        let count = self.places.len();
        self.place = w.t1("place-several", "count", count).into_owned();
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
