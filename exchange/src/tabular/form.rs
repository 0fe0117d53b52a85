//! The forms a table can take.

use super::Placement;
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
    /// OpenDocument spreadsheet, as LibreOffice keeps it, with the same two sheets.
    Ods,
    /// One JSON array of objects.
    Json,
    /// One JSON object a line.
    Ndjson,
    /// Apache Parquet with the types of the hub.
    Parquet,
    /// Apache Arrow's file format with the types of the hub.
    Arrow,
    /// GeoJSON (RFC 7946), in longitude and latitude.
    GeoJson,
    /// OGC GeoPackage, in the reference system of the table.
    GeoPackage,
    /// FlatGeobuf, in the reference system of the table, with an index.
    FlatGeobuf,
    /// ESRI Shapefiles in a ZIP, in the reference system of the table.
    Shapefile,
    /// OGC KML, in longitude and latitude.
    Kml,
}

impl TabularForm {
    /// All forms, in the order in which pages offer them.
    pub const ALL: [Self; 13] = [
        Self::Xlsx,
        Self::Ods,
        Self::ExcelCsv,
        Self::Csv,
        Self::GeoJson,
        Self::GeoPackage,
        Self::FlatGeobuf,
        Self::Shapefile,
        Self::Kml,
        Self::Json,
        Self::Ndjson,
        Self::Parquet,
        Self::Arrow,
    ];

    /// The forms a table can have whose rows lie there, in the order in which pages offer them.
    pub fn offered(placement: &Placement) -> impl Iterator<Item = Self> + use<> {
        let has_places = *placement != Placement::Nowhere;
        let is_on_earth = placement.is_on_earth();
        Self::ALL.into_iter().filter(move |form| match form {
            Self::GeoJson | Self::Kml => is_on_earth,
            Self::GeoPackage | Self::FlatGeobuf | Self::Shapefile => has_places,
            _ => true,
        })
    }

    /// File ending without the leading dot; also the code in addresses and keys of words.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::ExcelCsv => "excel.csv",
            Self::Xlsx => "xlsx",
            Self::Ods => "ods",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Parquet => "parquet",
            Self::Arrow => "arrow",
            Self::GeoJson => "geojson",
            Self::GeoPackage => "gpkg",
            Self::FlatGeobuf => "fgb",
            Self::Shapefile => "shp.zip",
            Self::Kml => "kml",
        }
    }

    /// Media type with charset where it matters (IANA registry).
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv | Self::ExcelCsv => "text/csv; charset=utf-8; header=present",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Json => "application/json",
            Self::Ndjson => "application/x-ndjson",
            Self::Parquet => "application/vnd.apache.parquet",
            Self::Arrow => "application/vnd.apache.arrow.file",
            Self::GeoJson => "application/geo+json",
            Self::GeoPackage => "application/geopackage+sqlite3",
            Self::FlatGeobuf => "application/vnd.flatgeobuf",
            Self::Shapefile => "application/zip",
            Self::Kml => "application/vnd.google-earth.kml+xml",
        }
    }

    /// Splits `baumkataster.excel.csv` into the stem and the form; none for other endings.
    pub fn split_file_name(name: &str) -> Option<(&str, Self)> {
        // The longest ending says more: `excel.csv` before `csv`.
        let forms = Self::ALL.into_iter().filter_map(|form| {
            let stem = name.strip_suffix(form.extension())?.strip_suffix('.')?;
            (!stem.is_empty()).then_some((stem, form))
        });
        forms.min_by_key(|(stem, _form)| stem.len())
    }
}

/// A text is no file ending of a [`TabularForm`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no such form of a table")]
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
