//! Comparing what the catalogue says with what is there.

use crate::wiring::Wired;
use hebewerk_hub::{FindRequest, HubError};
use hebewerk_lake::{Health, Lake, health};
use hebewerk_model::{ContentHash, Principal};
use hebewerk_store::{Inventory, Store};
use serde::Serialize;
use std::path::PathBuf;

/// Something that is not as it should be.
#[derive(Debug, Serialize)]
pub(crate) struct Problem {
    /// Stable snake-case code.
    pub(crate) code: &'static str,
    /// Which thing.
    pub(crate) detail: String,
}

impl Problem {
    pub(crate) fn new(code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            code,
            detail: detail.into(),
        }
    }
}

/// What is wrong within the catalogue.
pub(crate) async fn catalogue(store: &Store) -> anyhow::Result<Vec<Problem>> {
    let found = store.integrity().await.map_err(HubError::from)?;
    Ok(found
        .problems
        .into_iter()
        .map(|problem| Problem::new(problem.code, problem.detail))
        .collect())
}

/// A file that the catalogue names.
#[derive(Debug)]
pub(crate) struct Named {
    /// How problems call it.
    pub(crate) name: String,
    /// Where it lies.
    pub(crate) path: PathBuf,
    /// Its size.
    pub(crate) size_bytes: u64,
    /// Its hash.
    content: ContentHash,
    codes: Codes,
}

/// Codes of problems of a kind of file.
#[derive(Debug, Clone, Copy)]
struct Codes {
    missing: &'static str,
    damaged: &'static str,
    unreadable: &'static str,
}

const DATA: Codes = Codes {
    missing: "file_missing",
    damaged: "file_damaged",
    unreadable: "file_unreadable",
};

const RAW: Codes = Codes {
    missing: "raw_missing",
    damaged: "raw_damaged",
    unreadable: "raw_unreadable",
};

impl Named {
    /// The files of an inventory, where they lie in `lake`; in the same order for every lake.
    pub(crate) fn all(lake: &Lake, inventory: &Inventory) -> Vec<Self> {
        let data = inventory.data.iter().map(|file| Self {
            name: file.path.clone(),
            path: lake.data_path(file),
            size_bytes: file.size_bytes,
            content: file.content,
            codes: DATA,
        });
        let raw = inventory.raw.iter().map(|(content, size_bytes)| Self {
            name: content.to_string(),
            path: lake.raw_path(*content),
            size_bytes: *size_bytes,
            content: *content,
            codes: RAW,
        });
        data.chain(raw).collect()
    }

    /// What is wrong with it, if anything; `deep` reads it and compares its hash. A file that cannot be read is a
    /// problem like any other, so that the look at the rest goes on. Blocks.
    pub(crate) fn problem(&self, deep: bool) -> Option<Problem> {
        match health(&self.path, self.size_bytes, self.content, deep) {
            Ok(Health::Whole) => None,
            Ok(Health::Missing) => Some(Problem::new(self.codes.missing, self.name.as_str())),
            Ok(Health::Damaged) => Some(Problem::new(self.codes.damaged, self.name.as_str())),
            Err(error) => Some(Problem::new(
                self.codes.unreadable,
                format!("{}: {error}", self.name),
            )),
        }
    }
}

/// How the index stands to the catalogue.
#[derive(Debug, Default)]
pub(crate) struct IndexCheck {
    /// What is wrong.
    pub(crate) problems: Vec<Problem>,
    /// Datasets whose newest state is not in the index yet; the next start mends that.
    pub(crate) behind: u64,
}

/// Compares the index with the catalogue; `deep` also compares its checksums.
pub(crate) async fn index(wired: &Wired, deep: bool) -> anyhow::Result<IndexCheck> {
    let mut check = IndexCheck::default();
    let operator = Principal::Operator;
    match wired.hub.status(&operator).await {
        Ok(status) => check.behind = status.index_behind,
        Err(HubError::Index(error)) => {
            let reason = anyhow::Error::from(error);
            let problem = Problem::new("index_unreadable", format!("{reason:#}"));
            check.problems.push(problem);
            return Ok(check);
        }
        Err(other) => return Err(other.into()),
    }
    let request = FindRequest {
        limit: 1,
        ..FindRequest::default()
    };
    let indexed = wired.hub.find(&operator, &request).await?.total;
    let figures = wired.store.figures().await.map_err(HubError::from)?;
    if check.behind == 0 && indexed != figures.datasets {
        let detail = format!("{indexed} ≠ {}", figures.datasets);
        check.problems.push(Problem::new("index_differs", detail));
    }
    if deep && let Some(index) = &wired.index {
        let damaged = index.damaged_files().await.map_err(HubError::from)?;
        if damaged > 0 {
            check
                .problems
                .push(Problem::new("index_damaged", damaged.to_string()));
        }
    }
    Ok(check)
}
