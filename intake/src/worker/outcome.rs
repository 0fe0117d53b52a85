//! How a task of the child that is no workbook ended, as a file in the job's folder.

use crate::archive::Damage;
use crate::excerpt::Excerpt;
use hebewerk_hub::ports::ReadError;
use hebewerk_model::{Format, Inspection};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::Path;

const OUTCOME: &str = "outcome.json";

/// The end of a task. A child without one was ended before its time.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    /// The file was looked at.
    Inspected(Box<Inspection>),
    /// An excerpt was made, or there was none to make.
    Cut(Option<Excerpt>),
    /// All rows were handed over.
    Read,
    /// The file is at fault; the reason of [`ReadError::Unreadable`].
    Unreadable(String),
    /// The machine is at fault, with the number of the system's error if it has one.
    Failed(Option<i32>),
}

impl Outcome {
    /// What an error is to the parent.
    pub(super) fn of(error: &ReadError) -> Self {
        match error {
            ReadError::Unreadable { reason, .. } => Self::Unreadable(reason.clone()),
            ReadError::Io(error) => Self::Failed(error.raw_os_error()),
            ReadError::Stopped { .. } | ReadError::Again => Self::Failed(None),
        }
    }

    /// Turns an unhappy end into the error it stands for.
    pub(super) fn checked(self, format: Format) -> Result<Self, ReadError> {
        match self {
            Self::Unreadable(reason) => Err(ReadError::Unreadable {
                format: format.code(),
                cause: Damage::cause_of(&reason),
                reason,
            }),
            Self::Failed(Some(refusal)) => Err(io::Error::from_raw_os_error(refusal).into()),
            Self::Failed(None) => Err(ReadError::Stopped {
                reason: "the worker process failed".to_owned(),
                by_file: false,
            }),
            done => Ok(done),
        }
    }

    /// Writes it under its final name at once.
    pub(super) fn save(&self, folder: &Path) -> io::Result<()> {
        let half = folder.join("outcome.half");
        fs::write(&half, serde_json::to_vec(self)?)?;
        fs::rename(half, folder.join(OUTCOME))
    }

    /// None when the child did not come so far.
    pub(super) fn load(folder: &Path) -> io::Result<Option<Self>> {
        match fs::read(folder.join(OUTCOME)) {
            Ok(text) => Ok(Some(serde_json::from_slice(&text)?)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}
