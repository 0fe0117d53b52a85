//! What columns of a database hold, by the types they are declared with.

use hebewerk_model::ColumnType;

/// The kind of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Geometry,
    /// A type with this meaning.
    Typed(ColumnType),
    /// Recognised by its values.
    Open,
}

impl Kind {
    /// The kind of a declared type such as `TEXT(20)` or `DECIMAL(10,2)`.
    pub(super) fn of(declared: &str) -> Self {
        let plain = declared.trim().to_ascii_uppercase();
        let (name, size) = plain.split_once('(').unwrap_or((&plain, ""));
        let name = name.trim();
        let typed = match name {
            "BOOLEAN" | "BOOL" => ColumnType::Boolean,
            "TINYINT" | "SMALLINT" | "MEDIUMINT" | "INT" | "INTEGER" | "BIGINT" | "INT8"
            | "INT4" | "INT2" | "INT64" => ColumnType::Integer,
            "FLOAT" | "DOUBLE" | "REAL" | "DOUBLE PRECISION" => ColumnType::Float,
            "TEXT" | "VARCHAR" | "CHAR" | "CHARACTER" | "NVARCHAR" | "CLOB" | "STRING"
            | "CHARACTER VARYING" => ColumnType::Text,
            "BLOB" => ColumnType::Binary,
            "DATE" => ColumnType::Date,
            "DATETIME" => ColumnType::TimestampUtc,
            "TIMESTAMP" => ColumnType::Timestamp,
            "JSON" | "TEXT_JSON" => ColumnType::Json,
            "DECIMAL" | "NUMERIC" => match decimal(size) {
                Some(decimal) => decimal,
                None => return Self::Open,
            },
            _ => return Self::Open,
        };
        Self::Typed(typed)
    }

    /// The type of the column; none where it is to be recognised.
    pub(super) fn column_type(self) -> Option<ColumnType> {
        match self {
            Self::Geometry => Some(ColumnType::Binary),
            Self::Typed(column_type) => Some(column_type),
            Self::Open => None,
        }
    }
}

fn decimal(size: &str) -> Option<ColumnType> {
    let (digits, scale) = size.trim_end_matches(')').split_once(',')?;
    let digits: u8 = digits.trim().parse().ok()?;
    let scale: u8 = scale.trim().parse().ok()?;
    (digits <= 38 && scale <= digits).then_some(ColumnType::Decimal {
        precision: if digits <= 18 { 18 } else { 38 },
        scale,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_types_are_understood() {
        assert_eq!(Kind::of("TEXT(20)"), Kind::Typed(ColumnType::Text));
        assert_eq!(Kind::of("mediumint"), Kind::Typed(ColumnType::Integer));
        assert_eq!(
            Kind::of("DECIMAL(10, 2)"),
            Kind::Typed(ColumnType::Decimal {
                precision: 18,
                scale: 2
            })
        );
        assert_eq!(Kind::of(""), Kind::Open);
        assert_eq!(Kind::of("NUMERIC"), Kind::Open);
    }
}
