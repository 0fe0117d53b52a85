//! Types as people write them in recipes: `text`, `decimal(18,2)`, as `inspect --json` prints them.

use super::ColumnType;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use std::fmt;
use std::str::FromStr;

/// A text that names no type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no type: {ALL}")]
pub struct UnknownType;

const ALL: &str = "text, integer, decimal(18,2), float, boolean, date, time, timestamp, timestamp_utc, json, binary";

impl FromStr for ColumnType {
    type Err = UnknownType;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain = [
            Self::Text,
            Self::Integer,
            Self::Float,
            Self::Boolean,
            Self::Date,
            Self::Time,
            Self::Timestamp,
            Self::TimestampUtc,
            Self::Json,
            Self::Binary,
        ];
        if let Some(known) = plain.into_iter().find(|it| it.name() == text) {
            return Ok(known);
        }
        let inner = text.strip_prefix("decimal(");
        let inner = inner.and_then(|inner| inner.strip_suffix(')'));
        let (precision, scale) = inner
            .and_then(|inner| inner.split_once(','))
            .ok_or(UnknownType)?;
        let digits = |text: &str| text.trim().parse::<u8>().map_err(|_no_number| UnknownType);
        let (precision, scale) = (digits(precision)?, digits(scale)?);
        if (1..=38).contains(&precision) && scale <= precision {
            Ok(Self::Decimal { precision, scale })
        } else {
            Err(UnknownType)
        }
    }
}

/// Reads a type as it is stored (`{"kind": "text"}`) or as it is printed (`"text"`).
pub(crate) fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<ColumnType>, D::Error> {
    from.deserialize_any(Either)
}

struct Either;

impl<'de> Visitor<'de> for Either {
    type Value = Option<ColumnType>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(ALL)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        text.parse().map(Some).map_err(E::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        ColumnType::deserialize(MapAccessDeserializer::new(map)).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ColumnRecipe;

    #[test]
    fn a_type_is_read_as_it_is_printed() {
        for kind in [
            ColumnType::Text,
            ColumnType::TimestampUtc,
            ColumnType::Decimal {
                precision: 18,
                scale: 2,
            },
        ] {
            assert_eq!(kind.to_string().parse(), Ok(kind));
            let stored = serde_json::json!({ "column_type": kind });
            let printed = serde_json::json!({ "column_type": kind.to_string() });
            for written in [stored, printed] {
                let recipe: ColumnRecipe = serde_json::from_value(written).unwrap();
                assert_eq!(recipe.column_type, Some(kind));
            }
        }
        let none: ColumnRecipe = serde_json::from_str(r#"{"column_type": null}"#).unwrap();
        assert_eq!(none.column_type, None);
        for wrong in ["number", "decimal", "decimal(40,2)", "decimal(2,3)"] {
            assert_eq!(wrong.parse::<ColumnType>(), Err(UnknownType));
        }
    }
}
