//! Why a table could not be written.

use arrow::error::ArrowError;
use hebewerk_model::Kind;
use parquet::errors::ParquetError;
use rust_xlsxwriter::XlsxError;
use thiserror::Error;

/// Why a table could not be written. Holds no cell values.
#[derive(Debug, Error)]
pub enum EncodeError {
    /// A value could not be put into words.
    #[error("a value of the table cannot be written")]
    Value(#[from] ArrowError),
    /// Writing Parquet failed.
    #[error("the table cannot be written as Parquet")]
    Parquet(#[from] ParquetError),
    /// Writing the workbook failed.
    #[error("the table cannot be written as a workbook")]
    Xlsx(#[from] XlsxError),
    /// A workbook has at most 16,384 columns.
    #[error("a workbook holds at most {limit} columns, the table has {columns}")]
    TooManyColumns {
        /// Columns of the table.
        columns: usize,
        /// Columns of a workbook.
        limit: usize,
    },
    /// The temporary file of a workbook could not be written or read.
    #[error("the temporary file failed")]
    Io(#[from] std::io::Error),
}

impl EncodeError {
    /// The class of the failure.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::TooManyColumns { .. } => Kind::Invalid,
            Self::Io(_) => Kind::Unavailable,
            Self::Value(_) | Self::Parquet(_) | Self::Xlsx(_) => Kind::Internal,
        }
    }

    /// Stable snake-case code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooManyColumns { .. } => "too_many_columns",
            Self::Io(_) => "temporary_file_failed",
            Self::Value(_) | Self::Parquet(_) | Self::Xlsx(_) => "table_not_writable",
        }
    }
}
