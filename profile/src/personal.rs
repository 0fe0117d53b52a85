//! Which columns of a table hold personal data, decided per column over all its rows and beside its neighbours.
//!
//! # Invariants
//! - Nothing that leaves this module holds a value: a verdict is a kind, a confidence and counts.
//! - A verdict does not depend on the order of rows, on how a file was cut into pieces or on the number of cores: it is
//!   made of a [`ValueSample`].
//! - One cell never decides. Eleven digits pass the check of a tax number in one of twelve cases, and towns are
//!   called like people; a column of them is not.
//!
//! `personal/README.md` says what counts as personal and where the lists come from.
//!
//! # Deliberately absent
//! What follows from it (`guard`, `hub`), and models of language: this runs on every file, in milliseconds.

mod arrays;
mod check_digits;
mod contact;
mod facts;
mod header;
mod institutions;
mod letters;
mod names;
mod person_name;
mod plates;
mod sample;
mod sentences;
mod streets;
#[cfg(test)]
mod tables;
mod verdict;

pub use arrays::PersonalSight;
pub use sample::ValueSample;

use crate::findings;
use facts::Facts;
use hebewerk_model::{ColumnType, Finding, PersonalData, Severity};

/// What is known of a column when it is decided whether it holds personal data.
#[derive(Debug, Clone)]
pub struct ColumnValues<'a> {
    /// Header.
    pub label: &'a str,
    /// Type it is stored with.
    pub column_type: ColumnType,
    /// An even sample of its different values.
    pub sample: Vec<&'a str>,
    /// Rows with a value.
    pub values: u64,
    /// Different values.
    pub distinct: u64,
}

/// Confidence from which somebody should look.
const DOUBT: f32 = 0.7;

/// The verdict on each column of a table, in order.
pub fn personal_data(columns: &[ColumnValues<'_>]) -> Vec<Option<PersonalData>> {
    let facts: Vec<Facts> = columns.iter().map(Facts::of).collect();
    verdict::verdicts(&facts)
}

/// The finding that says so, in counts.
pub(crate) fn personal_finding(label: &str, data: &PersonalData) -> Finding {
    let severity = if data.confidence < DOUBT {
        Severity::Note
    } else {
        Severity::Warning
    };
    Finding::new(findings::PERSONAL_DATA, severity)
        .in_column(label)
        .with("kind", data.kind.code())
        .with("basis", data.evidence.basis.code())
        .with("found", data.evidence.matching)
        .with("cells", data.evidence.looked_at)
}
