//! What a look at a file shows, before anything is taken in.

use crate::{ColumnType, Dialect, Finding, PersonalData, SemanticType};
use serde::{Deserialize, Serialize};

/// How sure a statement is, 0 (a guess) to 1 (certain).
pub type Confidence = f32;

/// File formats by what the bytes say, not by the file's ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Delimited or fixed-width text.
    Csv,
    /// Excel 2007+ (Office Open XML).
    Xlsx,
    /// Excel 97–2003 (BIFF).
    Xls,
    /// Excel binary workbook.
    Xlsb,
    /// OpenDocument spreadsheet.
    Ods,
    /// One JSON document.
    Json,
    /// One JSON value a line.
    Ndjson,
    /// GeoJSON (RFC 7946).
    Geojson,
    /// Apache Parquet.
    Parquet,
    /// Arrow IPC, as a file (Feather) or a stream.
    Arrow,
    /// Apache Avro.
    Avro,
    /// Esri Shapefile with what lies beside it.
    Shapefile,
    /// dBASE table.
    Dbf,
    /// OGC GeoPackage.
    Geopackage,
    /// Any other SQLite database.
    Sqlite,
    /// FlatGeobuf.
    Flatgeobuf,
    /// KML.
    Kml,
    /// GML, as WFS deliver it.
    Gml,
    /// Any other XML.
    Xml,
    /// ZIP archive of other files.
    Zip,
    /// tar archive of other files.
    Tar,
    /// 7z archive of other files.
    #[serde(rename = "7z")]
    SevenZip,
    /// One file (or tar archive) packed with gzip.
    Gzip,
    /// One file (or tar archive) packed with bzip2.
    Bzip2,
    /// One file (or tar archive) packed with xz.
    Xz,
    /// One file (or tar archive) packed with Zstandard.
    Zstd,
    /// Nothing we can read a table from; the raw file is kept.
    Unknown,
}

impl Format {
    /// Stable code as stored and shown.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Xlsb => "xlsb",
            Self::Ods => "ods",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Geojson => "geojson",
            Self::Parquet => "parquet",
            Self::Arrow => "arrow",
            Self::Avro => "avro",
            Self::Shapefile => "shapefile",
            Self::Dbf => "dbf",
            Self::Geopackage => "geopackage",
            Self::Sqlite => "sqlite",
            Self::Flatgeobuf => "flatgeobuf",
            Self::Kml => "kml",
            Self::Gml => "gml",
            Self::Xml => "xml",
            Self::Zip => "zip",
            Self::Tar => "tar",
            Self::SevenZip => "7z",
            Self::Gzip => "gzip",
            Self::Bzip2 => "bzip2",
            Self::Xz => "xz",
            Self::Zstd => "zstd",
            Self::Unknown => "unknown",
        }
    }

    /// Whether other files are packed in it.
    pub const fn is_archive(self) -> bool {
        matches!(
            self,
            Self::Zip
                | Self::Tar
                | Self::SevenZip
                | Self::Gzip
                | Self::Bzip2
                | Self::Xz
                | Self::Zstd
        )
    }

    /// The format with this code; unknown codes are [`Format::Unknown`].
    pub fn from_code(code: &str) -> Self {
        [
            Self::Csv,
            Self::Xlsx,
            Self::Xls,
            Self::Xlsb,
            Self::Ods,
            Self::Json,
            Self::Ndjson,
            Self::Geojson,
            Self::Parquet,
            Self::Arrow,
            Self::Avro,
            Self::Shapefile,
            Self::Dbf,
            Self::Geopackage,
            Self::Sqlite,
            Self::Flatgeobuf,
            Self::Kml,
            Self::Gml,
            Self::Xml,
            Self::Zip,
            Self::Tar,
            Self::SevenZip,
            Self::Gzip,
            Self::Bzip2,
            Self::Xz,
            Self::Zstd,
        ]
        .into_iter()
        .find(|format| format.code() == code)
        .unwrap_or(Self::Unknown)
    }
}

/// One column as recognised.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InspectedColumn {
    /// Header as in the file (several header rows joined by ` / `), or a made-up one (`spalte_3`) with a finding.
    pub label: String,
    /// Proposed SQL name: lower case, unique in the table.
    pub name: String,
    /// Proposed type.
    pub column_type: ColumnType,
    /// Recognised meaning.
    pub semantic_type: Option<SemanticType>,
    /// How sure type and meaning are.
    pub confidence: Confidence,
    /// Unit from header or unit row.
    pub unit: Option<String>,
    /// Share of data rows without a value, 0 to 1.
    pub null_share: f64,
    /// Different values (may be an estimate above 1,000,000).
    pub distinct: u64,
    /// How values of this column are written where types need it, e.g. `%d.%m.%Y`.
    pub pattern: Option<String>,
    /// Personal data it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub personal: Option<PersonalData>,
}

impl InspectedColumn {
    /// Whether its values are places: geometries or coordinates.
    pub fn holds_places(&self) -> bool {
        let is_coordinate = matches!(
            self.semantic_type,
            Some(
                SemanticType::Longitude
                    | SemanticType::Latitude
                    | SemanticType::Easting
                    | SemanticType::Northing
            )
        );
        self.semantic_type == Some(SemanticType::Geometry)
            || is_coordinate && self.column_type.is_number()
    }
}

/// One table as recognised.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InspectedTable {
    /// Sheet, archive member or file stem; unique within the file.
    pub name: String,
    /// Archive member that holds it, if the file is an archive.
    pub member: Option<String>,
    /// How the text is written; for spreadsheets and JSON only decimal signs found in text cells.
    pub dialect: Dialect,
    /// 0-based record of the first header row.
    pub header_line: u64,
    /// Number of header rows; 0 when there is none.
    pub header_rows: u32,
    /// Rows of data.
    pub data_rows: u64,
    /// Rows after the data (totals, notes).
    pub footer_rows: u64,
    /// Rows or cells set aside because they do not fit.
    pub set_aside: u64,
    /// Columns in order.
    pub columns: Vec<InspectedColumn>,
    /// How sure dialect and header are.
    pub confidence: Confidence,
    /// Whether it is text for people rather than a table (cover sheet, imprint, notes) beside real tables: it is taken
    /// in only where a recipe says so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_prose: bool,
}

/// What a look at a file shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Inspection {
    /// Format by content.
    pub format: Format,
    /// Tables found, in file order; empty when nothing could be read.
    pub tables: Vec<InspectedTable>,
    /// Everything noticed, at most a few hundred entries (equal ones are counted together).
    pub findings: Vec<Finding>,
}
