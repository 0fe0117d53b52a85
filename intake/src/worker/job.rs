//! What the parent asks of the child, as a file in the job's folder.

use super::limits::WorkerLimits;
use crate::archive::UnpackLimits;
use crate::spreadsheet::OfficeLimits;
use hebewerk_model::{Format, InspectedTable, Recipe};
use serde::{Deserialize, Serialize};
use std::path::Path;

const JOB: &str = "job.json";
/// Before the number of the system's error for which a child could not do its job.
pub(super) const FAILED: &str = "failed";

/// What is to be done with the file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Task {
    /// Take a workbook apart into the folder.
    TakeApart,
    /// Unpack a container that arrived under this name into the folder.
    Unpack { name: String },
    /// Look at a file; where its format names no tables, its only one gets this name.
    Inspect {
        table: String,
        recipe: Recipe,
        /// Records of each table after which looking ends; none for all.
        most: Option<usize>,
    },
    /// Cut a small whole file from the beginning of one that arrived under this name, into the folder.
    Excerpt { name: String },
    /// Hand over the rows of a table as it was inspected.
    Read {
        table: Box<InspectedTable>,
        recipe: Recipe,
    },
}

/// One file to read. All limits are plain numbers, so that an older child refuses what it does not know.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Job {
    pub(super) format: Format,
    pub(super) task: Task,
    pub(super) memory_bytes: u64,
    pub(super) cpu_seconds: u64,
    pub(super) file_bytes: u64,
    unpack_entries: usize,
    unpack_bytes: u64,
    unpack_ratio: u64,
    unpack_ratio_from_bytes: u64,
    cells: u64,
}

impl Job {
    pub(super) fn new(
        format: Format,
        task: Task,
        worker: &WorkerLimits,
        office: &OfficeLimits,
    ) -> Self {
        Self {
            format,
            task,
            memory_bytes: worker.memory_bytes,
            cpu_seconds: worker.cpu_seconds,
            file_bytes: worker.file_bytes,
            unpack_entries: office.unpack.entries,
            unpack_bytes: office.unpack.bytes,
            unpack_ratio: office.unpack.ratio,
            unpack_ratio_from_bytes: office.unpack.ratio_from_bytes,
            cells: office.cells,
        }
    }

    pub(super) fn office_limits(&self) -> OfficeLimits {
        OfficeLimits {
            unpack: UnpackLimits {
                entries: self.unpack_entries,
                bytes: self.unpack_bytes,
                ratio: self.unpack_ratio,
                ratio_from_bytes: self.unpack_ratio_from_bytes,
            },
            cells: self.cells,
        }
    }

    pub(super) fn save(&self, folder: &Path) -> std::io::Result<()> {
        std::fs::write(folder.join(JOB), serde_json::to_vec(self)?)
    }

    pub(super) fn load(folder: &Path) -> std::io::Result<Self> {
        Ok(serde_json::from_slice(&std::fs::read(folder.join(JOB))?)?)
    }
}
