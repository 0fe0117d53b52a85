//! How values of the model are written in text columns, and read again.

use crate::database::{Row, corrupt};
use hebewerk_hub::ports::StoreError;
use hebewerk_model::{ColumnType, SemanticType};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A list or structure that is only ever read as a whole, as JSON.
pub(crate) fn to_json<T: Serialize>(what: &'static str, value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Refused {
        what,
        detail: error.to_string(),
    })
}

/// What [`to_json`] wrote.
pub(crate) fn from_json<T: DeserializeOwned>(
    row: &Row,
    name: &'static str,
) -> Result<T, StoreError> {
    let text: String = row.get(name)?;
    serde_json::from_str(&text).map_err(|error| corrupt(name, error))
}

/// A code that stands for one of few values.
pub(crate) fn from_code<T>(
    row: &Row,
    name: &'static str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<T, StoreError> {
    let code: String = row.get(name)?;
    read(&code).ok_or_else(|| corrupt(name, format!("unknown code {code:?}")))
}

/// The column type written as its `Display` writes it: `text`, `decimal(9,2)`.
pub(crate) fn column_type(text: &str) -> Option<ColumnType> {
    if let Some(digits) = text
        .strip_prefix("decimal(")
        .and_then(|rest| rest.strip_suffix(')'))
    {
        let (precision, scale) = digits.split_once(',')?;
        return Some(ColumnType::Decimal {
            precision: precision.parse().ok()?,
            scale: scale.parse().ok()?,
        });
    }
    [
        ColumnType::Text,
        ColumnType::Integer,
        ColumnType::Float,
        ColumnType::Boolean,
        ColumnType::Date,
        ColumnType::Time,
        ColumnType::Timestamp,
        ColumnType::TimestampUtc,
        ColumnType::Json,
        ColumnType::Binary,
    ]
    .into_iter()
    .find(|candidate| candidate.name() == text)
}

/// The meaning with this name. A name this program does not know is no meaning: it only ever adds to a column.
pub(crate) fn semantic_type(name: &str) -> Option<SemanticType> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_type_survives_being_written_and_read() {
        for expected in [
            ColumnType::Text,
            ColumnType::Decimal {
                precision: 9,
                scale: 2,
            },
            ColumnType::TimestampUtc,
            ColumnType::Binary,
        ] {
            assert_eq!(column_type(&expected.to_string()), Some(expected));
        }
        assert_eq!(column_type("decimal(9)"), None);
        assert_eq!(column_type("varchar"), None);
    }

    #[test]
    fn a_meaning_is_found_by_its_name() {
        assert_eq!(
            semantic_type(SemanticType::HouseNumber.name()),
            Some(SemanticType::HouseNumber)
        );
        assert_eq!(semantic_type("unheard_of"), None);
    }
}
