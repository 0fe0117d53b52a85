//! The forms a table can take.

use std::str::FromStr;

/// A form in which a table leaves the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TabularForm {
    /// Standard CSV (RFC 4180): UTF-8, comma, decimal point, ISO dates, names as in SQL.
    Csv,
    /// CSV that a German Excel opens with a double click: byte order mark, semicolon, decimal comma, headings.
    ExcelCsv,
    /// Excel workbook with typed cells and a second sheet that explains the columns.
    Xlsx,
    /// One JSON array of objects.
    Json,
    /// One JSON object a line.
    Ndjson,
    /// Apache Parquet with the types of the hub.
    Parquet,
}

impl TabularForm {
    /// All forms, in the order in which pages offer them.
    pub const ALL: [Self; 6] = [
        Self::Xlsx,
        Self::ExcelCsv,
        Self::Csv,
        Self::Json,
        Self::Ndjson,
        Self::Parquet,
    ];

    /// File ending without the leading dot; also the code in addresses and keys of words.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::ExcelCsv => "excel.csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Parquet => "parquet",
        }
    }

    /// Media type with charset where it matters (IANA registry; Parquet since 2024).
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv | Self::ExcelCsv => "text/csv; charset=utf-8; header=present",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
            Self::Ndjson => "application/x-ndjson",
            Self::Parquet => "application/vnd.apache.parquet",
        }
    }

    /// Splits `baumkataster.excel.csv` into the stem and the form; none for other endings.
    pub fn split_file_name(name: &str) -> Option<(&str, Self)> {
        let longest_first = [
            Self::ExcelCsv,
            Self::Csv,
            Self::Xlsx,
            Self::Json,
            Self::Ndjson,
            Self::Parquet,
        ];
        longest_first.into_iter().find_map(|form| {
            let stem = name.strip_suffix(form.extension())?.strip_suffix('.')?;
            (!stem.is_empty()).then_some((stem, form))
        })
    }
}

/// A text is no file ending of a [`TabularForm`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a table can be had as csv, excel.csv, xlsx, json, ndjson or parquet")]
pub struct UnknownForm;

impl FromStr for TabularForm {
    type Err = UnknownForm;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|form| form.extension() == text)
            .ok_or(UnknownForm)
    }
}
