//! Names of types in the manifest (DuckLake specification, *Data types*).

use hebewerk_model::ColumnType;

/// The manifest's name of a column type.
pub(crate) fn lake_type(column_type: ColumnType) -> String {
    let name = match column_type {
        ColumnType::Text => "varchar",
        ColumnType::Integer => "int64",
        ColumnType::Decimal { precision, scale } => return format!("decimal({precision},{scale})"),
        ColumnType::Float => "float64",
        ColumnType::Boolean => "boolean",
        ColumnType::Date => "date",
        ColumnType::Time => "time",
        ColumnType::Timestamp => "timestamp",
        ColumnType::TimestampUtc => "timestamptz",
        ColumnType::Json => "json",
        ColumnType::Binary => "blob",
    };
    name.to_owned()
}

/// Whether readers know the type: a decimal has 1 to 38 digits, no more of them behind the sign than in all.
pub(crate) fn fits(column_type: ColumnType) -> bool {
    match column_type {
        ColumnType::Decimal { precision, scale } => {
            (1..=38).contains(&precision) && scale <= precision
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_outside_what_readers_know_do_not_fit() {
        for (precision, scale, expected) in [
            (10, 2, true),
            (38, 38, true),
            (0, 0, false),
            (39, 2, false),
            (2, 3, false),
        ] {
            assert_eq!(fits(ColumnType::Decimal { precision, scale }), expected);
        }
    }

    #[test]
    fn types_have_the_names_of_the_format() {
        assert_eq!(lake_type(ColumnType::Integer), "int64");
        assert_eq!(lake_type(ColumnType::TimestampUtc), "timestamptz");
        assert_eq!(
            lake_type(ColumnType::Decimal {
                precision: 9,
                scale: 2
            }),
            "decimal(9,2)"
        );
    }
}
