//! What can go wrong while a city is written.

use std::path::PathBuf;

/// Why a demo city could not be written.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A folder or file could not be made, written or removed.
    #[error("the demo file {path} could not be written")]
    Write {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Bytes of a file could not be handed over.
    #[error("the bytes of a demo file could not be handed over")]
    Bytes(#[from] std::io::Error),
    /// An Excel workbook could not be put together.
    #[error("a demo workbook could not be put together")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// A ZIP or OpenDocument file could not be put together.
    #[error("a demo archive could not be put together")]
    Archive(#[from] zip::result::ZipError),
    /// A Parquet file could not be put together.
    #[error("a demo Parquet file could not be put together")]
    Parquet(#[from] parquet::errors::ParquetError),
    /// Columns of unequal length or type met in one table.
    #[error("columns of a demo table do not fit together")]
    Columns(#[from] arrow::error::ArrowError),
    /// The city has no such state.
    #[error("this city has {states} states, there is no state {state}")]
    NoSuchState {
        /// Asked for.
        state: u32,
        /// The last one there is.
        states: u32,
    },
}

impl DemoError {
    /// Stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Write { .. } => "demo_file_not_written",
            Self::Bytes(_) => "demo_bytes_not_written",
            Self::Workbook(_) => "demo_workbook_failed",
            Self::Archive(_) => "demo_archive_failed",
            Self::Parquet(_) => "demo_parquet_failed",
            Self::Columns(_) => "demo_columns_failed",
            Self::NoSuchState { .. } => "demo_state_unknown",
        }
    }

    /// What the reader can do next.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Write { .. } | Self::Bytes(_) => {
                "Choose a folder that you may write to, with about 200 MB free."
            }
            Self::NoSuchState { .. } => "Ask `states` for the number of states first.",
            Self::Workbook(_) | Self::Archive(_) | Self::Parquet(_) | Self::Columns(_) => {
                "This is a mistake in the generator; please report it with the seed."
            }
        }
    }
}
