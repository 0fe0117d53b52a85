//! Which column names the rows of a table.

use hebewerk_model::{Column, ColumnStatistics, ColumnType, SemanticType};

/// The column whose values are different in every row and never missing: a key if the reader has recognised one,
/// else the first column that is like one. Amounts and years may happen to be different and name nothing.
pub fn key_column<'a>(
    columns: &'a [Column],
    statistics: &[ColumnStatistics],
) -> Option<&'a Column> {
    let unique: Vec<&Column> = columns
        .iter()
        .zip(statistics)
        .filter(|(column, known)| may_name(column) && is_unique(known))
        .map(|(column, _known)| column)
        .collect();
    let is_key = |column: &&&Column| {
        matches!(
            column.semantic_type,
            Some(SemanticType::Key | SemanticType::Identifier)
        )
    };
    unique
        .iter()
        .find(is_key)
        .or_else(|| unique.first())
        .copied()
}

pub(crate) fn is_unique(known: &ColumnStatistics) -> bool {
    known.rows > 1 && known.nulls == 0 && !known.distinct_estimated && known.distinct == known.rows
}

fn may_name(column: &Column) -> bool {
    let is_name = matches!(column.column_type, ColumnType::Text | ColumnType::Integer);
    let is_measure = matches!(
        column.semantic_type,
        Some(SemanticType::Quantity | SemanticType::Money | SemanticType::Year)
    );
    is_name && !is_measure
}

#[cfg(test)]
mod tests {
    use super::*;
    use hebewerk_model::ColumnId;

    fn column(name: &str, column_type: ColumnType, semantic: Option<SemanticType>) -> Column {
        Column {
            id: ColumnId(1),
            name: name.to_owned(),
            label: name.to_owned(),
            column_type,
            semantic_type: semantic,
            confidence: 1.0,
            unit: None,
        }
    }

    fn statistics(distinct: u64, nulls: u64) -> ColumnStatistics {
        ColumnStatistics {
            rows: 9,
            nulls,
            distinct,
            ..ColumnStatistics::default()
        }
    }

    #[track_caller]
    fn check(columns: &[Column], statistics: &[ColumnStatistics], expected: Option<&str>) {
        let key = key_column(columns, statistics);
        assert_eq!(key.map(|key| key.name.as_str()), expected);
    }

    #[test]
    fn a_key_is_different_in_every_row_and_never_missing() {
        use ColumnType::{Float, Integer, Text};
        let columns = [
            column("menge", Integer, Some(SemanticType::Quantity)),
            column("name", Text, None),
            column("nr", Text, Some(SemanticType::Key)),
            column("lage", Float, None),
        ];
        let unique = statistics(9, 0);
        let all = [
            unique.clone(),
            unique.clone(),
            unique.clone(),
            unique.clone(),
        ];
        check(&columns, &all, Some("nr"));
        let mut doubled = all.clone();
        doubled[2] = statistics(8, 0);
        check(&columns, &doubled, Some("name"));
        doubled[1] = statistics(8, 1);
        check(&columns, &doubled, None);
        check(&columns, &[], None);
    }
}
