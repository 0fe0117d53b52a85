//! Cells of tables as people write values.

use crate::fragments::shape;
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
    /// Well-known text, told by what it is.
    Geometry,
}

/// One cell.
pub(crate) struct Cell {
    pub(crate) text: Option<String>,
    /// The whole text, where the cell shows only its beginning.
    pub(crate) whole: Option<String>,
    pub(crate) is_number: bool,
    /// Whether the cell names its row.
    pub(crate) is_head: bool,
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
                if meaning.is_some_and(is_not_counted) {
                    Self::AsIs
                } else {
                    Self::Number
                }
            }
            ColumnType::Boolean => Self::Boolean,
            ColumnType::Date => Self::Date,
            ColumnType::Timestamp => Self::Moment,
            ColumnType::TimestampUtc => Self::MomentUtc,
            ColumnType::Binary if meaning == Some(SemanticType::Geometry) => Self::Geometry,
            ColumnType::Text | ColumnType::Time | ColumnType::Json | ColumnType::Binary => {
                Self::AsIs
            }
        }
    }

    /// The style of a column of an answer: what is known of the columns asked, where it bears the name of one;
    /// else only its name and its type can tell.
    pub(crate) fn of_answer(name: &str, class: Class, asked: &[Column]) -> Self {
        let mut namesakes = asked.iter().filter(|column| column.name == name);
        match (class, namesakes.next()) {
            (Class::Exact | Class::Float, Some(column)) if column.column_type.is_number() => {
                Self::of(column)
            }
            (Class::Other, Some(column)) => Self::of(column),
            (Class::Exact, _) if is_named_like_a_key(name) => Self::AsIs,
            _ => Self::of_class(class),
        }
    }

    fn of_class(class: Class) -> Self {
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
            Self::Geometry => shape::written(w, value).unwrap_or_else(|| value.to_owned()),
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
                is_head: false,
            };
        };
        if self == Self::Geometry
            && let Some(said) = shape::written(w, &value)
        {
            // A point says its coordinates already; those of others can be copied.
            let is_point = value.starts_with("POINT");
            return Cell {
                text: Some(said),
                whole: (!is_point).then_some(value),
                is_number,
                is_head: false,
            };
        }
        let written = self.written(w, &value);
        if written.chars().count() <= MOST_CHARACTERS {
            return Cell {
                text: Some(written),
                whole: None,
                is_number,
                is_head: false,
            };
        }
        let beginning: String = written.chars().take(MOST_CHARACTERS).collect();
        Cell {
            text: Some(format!("{beginning}…")),
            whole: Some(written),
            is_number,
            is_head: false,
        }
    }
}

/// Digits that name something instead of counting it.
const fn is_not_counted(semantic: SemanticType) -> bool {
    matches!(
        semantic,
        SemanticType::Year
            | SemanticType::Identifier
            | SemanticType::Key
            | SemanticType::Postcode
            | SemanticType::Ags
            | SemanticType::Ars
            | SemanticType::HouseNumber
            | SemanticType::Telephone
            | SemanticType::Longitude
            | SemanticType::Latitude
    )
}

/// Whether a computed column is called like a key or a year (`erfassungsjahr`, `strassen_nr`). A count for each of
/// them (`anzahl_je_jahr`) is not one.
pub(crate) fn is_named_like_a_key(name: &str) -> bool {
    let name = name.to_lowercase();
    let words: Vec<&str> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let counts = ["anzahl", "summe", "count", "sum", "je", "pro", "per"];
    let whole = ["id", "nr", "no", "plz", "ags", "ars", "key", "lfd"];
    let endings = [
        "jahr",
        "year",
        "nummer",
        "schluessel",
        "schlüssel",
        "kennung",
        "kennziffer",
    ];
    let is_key =
        |word: &&str| whole.contains(word) || endings.iter().any(|ending| word.ends_with(ending));
    words.last().is_some_and(is_key) && !words.iter().any(|word| counts.contains(word))
}

/// A local date and time without zone, written with its day.
fn moment(w: Words, value: &str) -> Option<String> {
    let at: jiff::civil::DateTime = value.parse().ok()?;
    let day = date::day(w.language, at.date());
    Some(format!("{day}, {}:{:02}", at.hour(), at.minute()))
}

/// The same rows with the cells of one column as the names of their rows.
pub(crate) fn headed(mut rows: Vec<Vec<Cell>>, key: Option<usize>) -> Vec<Vec<Cell>> {
    let Some(key) = key else { return rows };
    for row in &mut rows {
        if let Some(cell) = row.get_mut(key) {
            cell.is_head = true;
        }
    }
    rows
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

#[cfg(test)]
mod tests {
    use super::*;
    use hebewerk_model::ColumnId;

    /// A column the question read.
    fn read(name: &str, semantic_type: Option<SemanticType>) -> Vec<Column> {
        vec![Column {
            id: ColumnId(1),
            name: name.to_owned(),
            label: name.to_owned(),
            column_type: ColumnType::Integer,
            semantic_type,
            confidence: 1.0,
            unit: None,
        }]
    }

    #[track_caller]
    fn check(name: &str, asked: &[Column], expected: Style) {
        assert_eq!(
            Style::of_answer(name, Class::Exact, asked),
            expected,
            "{name}"
        );
    }

    #[test]
    fn keys_and_years_of_an_answer_are_not_parted_by_thousands() {
        let identifier = read("standort", Some(SemanticType::Identifier));
        check("standort", &identifier, Style::AsIs);
        let quantity = read("einwohner", Some(SemanticType::Quantity));
        check("einwohner", &quantity, Style::Number);
        check("nr", &read("nr", None), Style::Number);
        check("strassen_nr", &[], Style::AsIs);
        check("Erfassungsjahr", &[], Style::AsIs);
        check("id", &[], Style::AsIs);
        check("anzahl", &[], Style::Number);
        check("anzahl_je_jahr", &[], Style::Number);
        check("count(*)", &[], Style::Number);
    }
}
