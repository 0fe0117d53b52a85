//! Why a table could not be written.

use arrow::error::ArrowError;
use hebewerk_model::Kind;
use parquet::errors::ParquetError;
use rust_xlsxwriter::XlsxError;
use thiserror::Error;
use zip::result::ZipError;

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
    /// The form has room for fewer columns.
    #[error("a file of this form holds at most {limit} columns, the table has {columns}")]
    TooManyColumns {
        /// Columns of the table.
        columns: usize,
        /// Columns there is room for.
        limit: usize,
    },
    /// Nothing in the table says where its rows lie.
    #[error("no column says where the rows lie")]
    NoPlaces,
    /// Its places cannot be brought to longitude and latitude without being off by metres.
    #[error("the reference system cannot be brought to longitude and latitude")]
    PlacesNotOnEarth,
    /// Writing the archive of a spreadsheet or of Shapefiles failed.
    #[error("the table cannot be written as an archive")]
    Zip(#[from] ZipError),
    /// Writing the database of a GeoPackage failed.
    #[error("the table cannot be written as a GeoPackage")]
    GeoPackage(#[from] rusqlite::Error),
    /// The temporary file of a workbook could not be written or read.
    #[error("the temporary file failed")]
    Io(#[from] std::io::Error),
}

impl EncodeError {
    /// The class of the failure.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::TooManyColumns { .. } | Self::NoPlaces | Self::PlacesNotOnEarth => Kind::Invalid,
            Self::Io(_) => Kind::Unavailable,
            Self::Value(_)
            | Self::Parquet(_)
            | Self::Xlsx(_)
            | Self::Zip(_)
            | Self::GeoPackage(_) => Kind::Internal,
        }
    }

    /// Stable snake-case code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooManyColumns { .. } => "too_many_columns",
            Self::Io(_) => "temporary_file_failed",
            Self::NoPlaces => "no_places",
            Self::PlacesNotOnEarth => "places_not_on_earth",
            Self::Value(_)
            | Self::Parquet(_)
            | Self::Xlsx(_)
            | Self::Zip(_)
            | Self::GeoPackage(_) => "table_not_writable",
        }
    }
}
