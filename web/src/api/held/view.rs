//! Versions that wait, as programs read them.

use super::super::caller::{Caller, Links};
use super::super::parameters::DatasetPath;
use hebewerk_hub::{HeldView, WaitingVersion};
use hebewerk_model::{Drift, Waiting};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whether deliveries of a dataset wait, and what waits.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct Approval {
    /// Whether every delivery becomes current at once, whatever it does otherwise.
    takes_all: bool,
    /// What waits; missing if nothing does.
    #[serde(skip_serializing_if = "Option::is_none")]
    held: Option<HeldDetail>,
}

/// Whether deliveries shall wait.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ApprovalWish {
    /// Whether every delivery becomes current at once.
    pub(super) takes_all: bool,
}

/// How a version is accepted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct AcceptWish {
    /// Names (`name_before` of changes of kind `column_renamed`) that columns keep.
    #[serde(default)]
    pub(super) keep_names: Vec<String>,
}

/// A version that waits.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct HeldDetail {
    /// Identity of its delivery.
    delivery: String,
    /// Name of its file.
    file_name: String,
    /// Since when it waits.
    #[schema(format = DateTime)]
    since: String,
    /// Number of the version that holds meanwhile.
    holds: u32,
    /// Rows of the version that holds, over all tables.
    rows_before: u64,
    /// Rows of the one that waits.
    rows_after: u64,
    /// What it does otherwise, what breaks most first.
    changes: Vec<DriftView>,
    /// Addresses: `dataset`, `raw`, `accept`, `refuse`.
    links: Links,
}

/// A version that waits, in a list.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct HeldSummary {
    /// Slug of the organisation.
    organisation: String,
    /// Slug of the dataset.
    dataset: String,
    #[serde(flatten)]
    held: HeldDetail,
}

/// One thing a delivery does otherwise.
#[derive(Serialize, ToSchema)]
struct DriftView {
    /// `table_gone`, `column_gone`, `column_renamed`, `type_changed`, `rows_changed`, `key_gaps`, `unit_changed`,
    /// `decimal_changed`, `table_new`, `column_new`.
    kind: &'static str,
    /// Name of the table as in the file.
    table: String,
    /// Header of the column concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<String>,
    /// What was: a header, type, unit, number of rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<String>,
    /// What is.
    #[serde(skip_serializing_if = "Option::is_none")]
    is: Option<String>,
    /// The name in SQL a renamed column had, and may keep.
    #[serde(skip_serializing_if = "Option::is_none")]
    name_before: Option<String>,
    /// Whether it breaks what was built on the version that holds.
    grave: bool,
    /// The same as a sentence in the caller's language.
    sentence: String,
}

impl Approval {
    pub(super) fn of(
        caller: &Caller,
        path: &DatasetPath,
        takes_all: bool,
        held: Option<&HeldView>,
    ) -> Self {
        let path = format!("/datasets/{}/{}", path.organisation, path.dataset);
        Self {
            takes_all,
            held: held.map(|held| HeldDetail::of(caller, &path, &held.waiting)),
        }
    }
}

impl HeldSummary {
    pub(super) fn of(caller: &Caller, one: &WaitingVersion) -> Self {
        let (organisation, dataset) = (&one.organisation.slug, &one.dataset.slug);
        let path = format!("/datasets/{organisation}/{dataset}");
        Self {
            organisation: organisation.to_string(),
            dataset: dataset.to_string(),
            held: HeldDetail::of(caller, &path, &one.waiting),
        }
    }
}

impl HeldDetail {
    fn of(caller: &Caller, path: &str, waiting: &Waiting) -> Self {
        let own = format!("{path}/held/{}", waiting.delivery);
        let raw = format!("{path}/deliveries/{}/raw", waiting.delivery);
        let changes = waiting.drifts.iter();
        Self {
            delivery: waiting.delivery.to_string(),
            file_name: waiting.file_name.clone(),
            since: waiting.since.to_string(),
            holds: waiting.holds.0,
            rows_before: waiting.rows_before,
            rows_after: waiting.rows_after,
            changes: changes.map(|drift| DriftView::of(caller, drift)).collect(),
            links: Links::from([
                ("dataset", caller.address(path)),
                ("raw", caller.address(&raw)),
                ("accept", caller.address(&format!("{own}/accept"))),
                ("refuse", caller.address(&format!("{own}/refuse"))),
            ]),
        }
    }
}

impl DriftView {
    fn of(caller: &Caller, drift: &Drift) -> Self {
        let language = caller.visitor.words.language;
        Self {
            kind: drift.kind.code(),
            table: drift.table.clone(),
            column: drift.column.clone(),
            was: drift.was.clone(),
            is: drift.is.clone(),
            name_before: drift.name_before.clone(),
            grave: drift.is_grave,
            sentence: hebewerk_words::finding(language, &drift.finding()),
        }
    }
}
