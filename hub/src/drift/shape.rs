//! What is compared of a table: known of a version, of a delivery that was written, or of a file that was looked at.

use crate::ports::NewTable;
use hebewerk_model::{
    Column, ColumnStatistics, ColumnType, InspectedColumn, InspectedTable, SemanticType,
    TableVersion,
};

/// How people call a column: by its heading in the file, else by its name.
pub(crate) fn title(column: &Column) -> &str {
    titled(&column.label, &column.name)
}

fn titled<'a>(label: &'a str, name: &'a str) -> &'a str {
    let label = label.trim();
    if label.is_empty() { name } else { label }
}

/// What is compared of a table.
pub(crate) struct Shape<'a> {
    /// Name as in the file.
    pub(crate) name: &'a str,
    /// Name in SQL: what makes two tables the same.
    pub(crate) sql_name: &'a str,
    /// Rows.
    pub(crate) rows: u64,
    /// Decimal sign, if the file has decimals.
    pub(crate) decimal: Option<char>,
    /// Columns in order.
    pub(crate) columns: Vec<Seen<'a>>,
}

/// What is compared of a column.
#[derive(Clone, Copy)]
pub(crate) struct Seen<'a> {
    pub(crate) name: &'a str,
    pub(crate) label: &'a str,
    pub(crate) column_type: ColumnType,
    pub(crate) semantic_type: Option<SemanticType>,
    pub(crate) unit: Option<&'a str>,
    /// Which column of its table.
    pub(crate) place: usize,
    /// Share of rows without a value, if known.
    pub(crate) null_share: Option<f64>,
    /// What is known of its values, if anything.
    pub(crate) statistics: Option<&'a ColumnStatistics>,
}

impl<'a> Seen<'a> {
    /// How people call it.
    pub(crate) fn title(&self) -> &'a str {
        titled(self.label, self.name)
    }

    /// Whether no row has a value.
    pub(crate) fn is_empty(&self) -> bool {
        self.null_share.is_some_and(|share| share >= 1.0)
            || self.statistics.is_some_and(|known| known.rows == 0)
    }

    /// A column of a version.
    pub(crate) fn of(
        place: usize,
        column: &'a Column,
        statistics: Option<&'a ColumnStatistics>,
    ) -> Self {
        Self {
            name: &column.name,
            label: &column.label,
            column_type: column.column_type,
            semantic_type: column.semantic_type,
            unit: column.unit.as_deref(),
            place,
            null_share: statistics.map(ColumnStatistics::null_share),
            statistics,
        }
    }

    fn inspected(place: usize, column: &'a InspectedColumn) -> Self {
        Self {
            name: &column.name,
            label: &column.label,
            column_type: column.column_type,
            semantic_type: column.semantic_type,
            unit: column.unit.as_deref(),
            place,
            null_share: Some(column.null_share),
            statistics: None,
        }
    }
}

impl<'a> Shape<'a> {
    /// A table of a version.
    pub(crate) fn of_version(table: &'a TableVersion, statistics: &'a [ColumnStatistics]) -> Self {
        let columns = table.columns.iter().enumerate();
        Self {
            name: &table.table.name,
            sql_name: table.table.sql_name.as_str(),
            rows: table.rows,
            decimal: table.dialect.decimal,
            columns: columns
                .map(|(place, column)| Seen::of(place, column, statistics.get(place)))
                .collect(),
        }
    }

    /// A table that was written.
    pub(crate) fn of_new(new: &'a NewTable) -> Self {
        Self::of_version(&new.table, &new.statistics)
    }

    /// A table that was looked at, with the columns of it that are kept.
    pub(crate) fn of_inspected(
        table: &'a InspectedTable,
        sql_name: &'a str,
        columns: impl Iterator<Item = &'a InspectedColumn>,
    ) -> Self {
        Self {
            name: &table.name,
            sql_name,
            rows: table.data_rows,
            decimal: table.dialect.decimal,
            columns: columns
                .enumerate()
                .map(|(place, column)| Seen::inspected(place, column))
                .collect(),
        }
    }
}
