//! Erasures, as programs read and order them.

use crate::Refusal;
use hebewerk_hub::{ErasurePreview, ErasureWish};
use hebewerk_model::{Erasure, VersionNumber};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is to be erased: `column` and `value`, or `version`, or `everything`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ErasureTarget {
    /// Name of the column by which the person is found.
    #[serde(default)]
    column: Option<String>,
    /// The value that names the person: dates as `2026-11-26`, numbers with a decimal point.
    #[serde(default)]
    value: Option<String>,
    /// Number of the version of which everything goes.
    #[serde(default)]
    version: Option<u32>,
    /// That everything goes: all versions and all deliveries.
    #[serde(default)]
    everything: bool,
}

impl ErasureTarget {
    pub(super) fn understood(self) -> Result<ErasureWish, Refusal> {
        match (self.column, self.value, self.version, self.everything) {
            (Some(column), Some(value), None, false) => Ok(ErasureWish::Person { column, value }),
            (None, None, Some(number), false) => Ok(ErasureWish::Version(VersionNumber(number))),
            (None, None, None, true) => Ok(ErasureWish::Dataset),
            _ => Err(Refusal::invalid("invalid_erasure")),
        }
    }
}

/// The order to erase.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ErasureOrder {
    /// What.
    target: ErasureTarget,
    /// Rows of all versions, as the preview counted them.
    rows: u64,
    /// Why: a file reference, not the name of the person. At most 500 characters.
    reason: String,
}

impl ErasureOrder {
    pub(super) fn understood(self) -> Result<(ErasureWish, u64, String), Refusal> {
        Ok((self.target.understood()?, self.rows, self.reason))
    }
}

/// How much would be erased of a version.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct VersionCount {
    /// Number of the version.
    version: u32,
    /// Rows; missing where no table of the version has the column.
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<u64>,
    /// Rows and cells that had been set aside.
    set_aside: u64,
}

/// How much would be erased.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct ErasureCount {
    /// Rows of all versions: to be said with the order.
    rows: u64,
    /// By version, newest first.
    versions: Vec<VersionCount>,
    /// Raw files that would go.
    raw_files: u64,
    /// Whether a delivery that waits to be accepted would be refused.
    ends_waiting: bool,
    /// Other datasets that have the same raw files: their bytes stay until they are erased there as well.
    shared_with: Vec<String>,
}

impl ErasureCount {
    pub(super) fn of(found: &ErasurePreview) -> Self {
        let versions = found.versions.iter().map(|version| VersionCount {
            version: version.number.0,
            rows: version.rows,
            set_aside: version.set_aside,
        });
        Self {
            rows: found.rows(),
            versions: versions.collect(),
            raw_files: found.raw_files,
            ends_waiting: found.ends_waiting,
            shared_with: found.shared.clone(),
        }
    }
}

/// The record of an erasure.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct ErasureSummary {
    /// Identity.
    id: String,
    /// `person`, `version` or `dataset`.
    scope: &'static str,
    /// Why.
    reason: String,
    /// Name of who erased it; missing if it was done on the command line.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    /// When it took effect.
    #[schema(format = DateTime)]
    at: String,
    /// Rows of all versions.
    rows: u64,
    /// By version.
    versions: Vec<VersionCount>,
    /// Raw files that went.
    raw_files: u64,
    /// When the last byte was gone; missing while files are still being removed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    finished_at: Option<String>,
}

impl ErasureSummary {
    pub(super) fn of(erasure: &Erasure, by: Option<String>) -> Self {
        let versions = erasure.versions.iter().map(|version| VersionCount {
            version: version.version.0,
            rows: Some(version.rows),
            set_aside: version.set_aside,
        });
        Self {
            id: erasure.id.to_string(),
            scope: erasure.scope.code(),
            reason: erasure.reason.clone(),
            by,
            at: erasure.at.to_string(),
            rows: erasure.rows(),
            versions: versions.collect(),
            raw_files: erasure.raw_files,
            finished_at: erasure.finished_at.map(|at| at.to_string()),
        }
    }
}
