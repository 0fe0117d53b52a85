//! Cells of tables as people write values.

use crate::{Refusal, Words};
use arrow::record_batch::RecordBatch;
use hebewerk_exchange::tabular::{Class, rows_as_text};
use hebewerk_model::{Column, ColumnType, SemanticType};
use hebewerk_words::{date, number};

/// Characters a cell shows of a long text.
const MOST_CHARACTERS: usize = 160;

/// How the values of a column are written on pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    AsIs,
    Number,
    Boolean,
    Date,
    Moment,
    MomentUtc,
}

/// One cell.
pub(crate) struct Cell {
    pub(crate) text: Option<String>,
    /// The whole text, where the cell shows only its beginning.
    pub(crate) whole: Option<String>,
    pub(crate) is_number: bool,
}

impl Style {
    /// The style of a column of a dataset: keys, years and running numbers have digits, but are not counted.
    pub(crate) fn of(column: &Column) -> Self {
        Self::of_kind(column.column_type, column.semantic_type)
    }

    /// The style of values of this type and meaning.
    pub(crate) fn of_kind(column_type: ColumnType, meaning: Option<SemanticType>) -> Self {
        match column_type {
            ColumnType::Integer | ColumnType::Decimal { .. } | ColumnType::Float => {
                match meaning {
                    Some(
                        SemanticType::Year
                        | SemanticType::Identifier
                        | SemanticType::Key
                        | SemanticType::Postcode
                        | SemanticType::Ags
                        | SemanticType::Ars
                        | SemanticType::HouseNumber
                        | SemanticType::Telephone
                        | SemanticType::Longitude
                        | SemanticType::Latitude,
                    ) => Self::AsIs,
                    _ => Self::Number,
                }
            }
            ColumnType::Boolean => Self::Boolean,
            ColumnType::Date => Self::Date,
            ColumnType::Timestamp => Self::Moment,
            ColumnType::TimestampUtc => Self::MomentUtc,
            ColumnType::Text | ColumnType::Time | ColumnType::Json | ColumnType::Binary => {
                Self::AsIs
            }
        }
    }

    /// The style of a column of an answer, of which only the type is known.
    pub(crate) fn of_class(class: Class) -> Self {
        match class {
            Class::Exact | Class::Float => Self::Number,
            Class::Boolean => Self::Boolean,
            Class::Date => Self::Date,
            Class::Timestamp => Self::Moment,
            Class::TimestampUtc => Self::MomentUtc,
            Class::Text | Class::Time | Class::Other => Self::AsIs,
        }
    }

    /// A value in standard notation as the reader writes it.
    pub(crate) fn written(self, w: Words, value: &str) -> String {
        match self {
            Self::AsIs => value.to_owned(),
            Self::Number => number::standard(w.language, value),
            Self::Boolean => w
                .t(if value == "true" {
                    "value-yes"
                } else {
                    "value-no"
                })
                .into_owned(),
            Self::Date => value
                .parse()
                .map_or_else(|_error| value.to_owned(), |day| date::day(w.language, day)),
            Self::Moment => moment(w, value).unwrap_or_else(|| value.to_owned()),
            Self::MomentUtc => value
                .parse()
                .map_or_else(|_error| value.to_owned(), |at| date::moment(w.language, at)),
        }
    }

    /// The cell of a value.
    pub(crate) fn cell(self, w: Words, value: Option<String>) -> Cell {
        let is_number = self == Self::Number;
        let Some(value) = value else {
            return Cell {
                text: None,
                whole: None,
                is_number,
            };
        };
        let written = self.written(w, &value);
        if written.chars().count() <= MOST_CHARACTERS {
            return Cell {
                text: Some(written),
                whole: None,
                is_number,
            };
        }
        let beginning: String = written.chars().take(MOST_CHARACTERS).collect();
        Cell {
            text: Some(format!("{beginning}…")),
            whole: Some(written),
            is_number,
        }
    }
}

/// A local date and time without zone, written with its day.
fn moment(w: Words, value: &str) -> Option<String> {
    let at: jiff::civil::DateTime = value.parse().ok()?;
    let day = date::day(w.language, at.date());
    Some(format!("{day}, {}:{:02}", at.hour(), at.minute()))
}

/// The rows of some batches as cells.
pub(crate) fn rows(
    w: Words,
    batches: &[RecordBatch],
    styles: &[Style],
) -> Result<Vec<Vec<Cell>>, Refusal> {
    let mut rows = Vec::new();
    for batch in batches {
        for values in rows_as_text(batch)? {
            let cells = values.into_iter().enumerate().map(|(index, value)| {
                styles
                    .get(index)
                    .copied()
                    .unwrap_or(Style::AsIs)
                    .cell(w, value)
            });
            rows.push(cells.collect());
        }
    }
    Ok(rows)
}
