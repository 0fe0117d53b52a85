//! Columns and their types.

pub(crate) mod written;

use serde::{Deserialize, Serialize};
use std::fmt;

/// Number of a column within its table: counted from 1, never reused, equal to the Parquet field id
/// and to DuckLake's `column_id`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ColumnId(pub i32);

/// How values of a column are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ColumnType {
    /// Any text; also keys with leading zeros.
    Text,
    /// 64-bit whole number.
    Integer,
    /// Exact decimal number, stored as Arrow `Decimal128`.
    Decimal {
        /// Digits in all, 1 to 38.
        precision: u8,
        /// Digits behind the decimal sign, at most `precision`.
        scale: u8,
    },
    /// 64-bit floating-point number; never NaN (that becomes null with a finding).
    Float,
    /// True or false.
    Boolean,
    /// Calendar day.
    Date,
    /// Time of day in microseconds.
    Time,
    /// Local date and time without zone in microseconds.
    Timestamp,
    /// Point in time in UTC in microseconds.
    TimestampUtc,
    /// A JSON value as text (nested values, GeoJSON geometries).
    Json,
    /// Bytes.
    Binary,
}

impl ColumnType {
    /// Short stable name, as printed by `inspect --json`: `text`, `integer`, `decimal`, `float`, `boolean`,
    /// `date`, `time`, `timestamp`, `timestamp_utc`, `json`, `binary`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Decimal { .. } => "decimal",
            Self::Float => "float",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Time => "time",
            Self::Timestamp => "timestamp",
            Self::TimestampUtc => "timestamp_utc",
            Self::Json => "json",
            Self::Binary => "binary",
        }
    }

    /// Whether values are numbers that can be summed.
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Decimal { .. } | Self::Float)
    }
}

impl fmt::Display for ColumnType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decimal { precision, scale } => write!(f, "decimal({precision},{scale})"),
            other => f.write_str(other.name()),
        }
    }
}

/// What the values of a column mean, as far as it was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SemanticType {
    /// German postcode (*Postleitzahl*), five digits.
    Postcode,
    /// *Amtlicher Gemeindeschlüssel*, eight digits.
    Ags,
    /// *Amtlicher Regionalschlüssel*, twelve digits.
    Ars,
    /// Any key with leading zeros or a fixed length that must stay text.
    Key,
    /// Street name.
    Street,
    /// House number, possibly with a letter.
    HouseNumber,
    /// District of a city.
    District,
    /// Municipality or other place name.
    Place,
    /// Longitude in degrees, WGS 84.
    Longitude,
    /// Latitude in degrees, WGS 84.
    Latitude,
    /// Easting in metres (UTM).
    Easting,
    /// Northing in metres (UTM).
    Northing,
    /// GeoJSON geometry.
    Geometry,
    /// Calendar year.
    Year,
    /// Calendar day or point in time.
    Date,
    /// Month, quarter or school year as text.
    Period,
    /// Amount of money.
    Money,
    /// Share in percent.
    Percent,
    /// A count or measurement.
    Quantity,
    /// Few distinct words: a code list.
    Category,
    /// E-mail address.
    Email,
    /// Telephone number.
    Telephone,
    /// IBAN.
    Iban,
    /// Web address.
    Url,
    /// Name of a person.
    PersonName,
    /// A running number that identifies the row.
    Identifier,
    /// Longer free text.
    FreeText,
}

impl SemanticType {
    /// All of them.
    pub const ALL: [Self; 27] = [
        Self::Postcode,
        Self::Ags,
        Self::Ars,
        Self::Key,
        Self::Street,
        Self::HouseNumber,
        Self::District,
        Self::Place,
        Self::Longitude,
        Self::Latitude,
        Self::Easting,
        Self::Northing,
        Self::Geometry,
        Self::Year,
        Self::Date,
        Self::Period,
        Self::Money,
        Self::Percent,
        Self::Quantity,
        Self::Category,
        Self::Email,
        Self::Telephone,
        Self::Iban,
        Self::Url,
        Self::PersonName,
        Self::Identifier,
        Self::FreeText,
    ];

    /// Stable snake-case name as stored, printed and used in message keys.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Postcode => "postcode",
            Self::Ags => "ags",
            Self::Ars => "ars",
            Self::Key => "key",
            Self::Street => "street",
            Self::HouseNumber => "house_number",
            Self::District => "district",
            Self::Place => "place",
            Self::Longitude => "longitude",
            Self::Latitude => "latitude",
            Self::Easting => "easting",
            Self::Northing => "northing",
            Self::Geometry => "geometry",
            Self::Year => "year",
            Self::Date => "date",
            Self::Period => "period",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Quantity => "quantity",
            Self::Category => "category",
            Self::Email => "email",
            Self::Telephone => "telephone",
            Self::Iban => "iban",
            Self::Url => "url",
            Self::PersonName => "person_name",
            Self::Identifier => "identifier",
            Self::FreeText => "free_text",
        }
    }

    /// The meaning of this name; none for names of other programs' meanings.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// One column of one version of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Number within the table, kept across versions while the column keeps its name.
    pub id: ColumnId,
    /// Name in SQL: lower case, unique within the table ignoring case, at most 63 characters.
    pub name: String,
    /// Header as it stands in the file: *Straße / Hausnr.*
    pub label: String,
    /// How values are stored.
    pub column_type: ColumnType,
    /// What values mean, if recognised.
    pub semantic_type: Option<SemanticType>,
    /// How sure type and meaning are, 0 to 1.
    pub confidence: f32,
    /// Unit from the header (`ha`, `m³`, `EUR`), if any.
    pub unit: Option<String>,
}
