//! What takes the place of a column's values for those who may not see them.

use crate::{Column, ColumnType, SemanticType};
use serde::{Deserialize, Serialize};

/// What takes the place of a column's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Mask {
    /// The column does not exist for this reader.
    Hide,
    /// No value in any row, so that the column is known but empty.
    Null,
    /// A name of its own for each value: equal values have equal ones within a dataset and all its versions, nobody
    /// without the hub's key can tell which value it stands for, and two datasets cannot be joined by it.
    Pseudonym,
    /// The first characters of a text, then `…` if there were more: `44651` → `44…`.
    Beginning {
        /// How many characters stay.
        characters: u8,
    },
    /// Numbers rounded half away from zero.
    Round {
        /// Digits behind the decimal sign that stay; -2 rounds to hundreds.
        digits: i8,
    },
    /// Numbers as groups: `34` → `30 bis 39`.
    Group {
        /// How many whole numbers are one group, at least 2.
        width: u32,
    },
    /// Days as the period they lie in: `1983-05-17` → `1983`.
    Period(Period),
    /// Addresses without house number and place: `Bahnhofstraße 12a, 44623 Herne` → `Bahnhofstraße`. What is neither
    /// with certainty is not shown.
    Street,
    /// Points as the centre of the cell of a grid in which they lie; other geometries are not shown.
    Grid {
        /// Width of a cell in metres.
        metres: u32,
    },
}

/// How exact a day stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Period {
    /// `1983`.
    Year,
    /// `1983/Q2`.
    Quarter,
    /// `1983-05`.
    Month,
}

impl Mask {
    /// Stable code as shown.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hide => "hide",
            Self::Null => "null",
            Self::Pseudonym => "pseudonym",
            Self::Beginning { .. } => "beginning",
            Self::Round { .. } => "round",
            Self::Group { .. } => "group",
            Self::Period(_) => "period",
            Self::Street => "street",
            Self::Grid { .. } => "grid",
        }
    }

    /// The type of what is shown instead; none where this mask does not fit values of that kind.
    pub fn type_of(self, column: &Column) -> Option<ColumnType> {
        let given = column.column_type;
        let fits = match self {
            Self::Hide | Self::Null => return Some(given),
            Self::Pseudonym => true,
            Self::Beginning { .. } | Self::Street => given == ColumnType::Text,
            Self::Round { .. } => return given.is_number().then_some(given),
            Self::Group { width } => given.is_number() && width >= 2,
            Self::Period(_) => matches!(
                given,
                ColumnType::Date | ColumnType::Timestamp | ColumnType::TimestampUtc
            ),
            Self::Grid { metres } => {
                let is_geometry = given == ColumnType::Binary
                    && column.semantic_type == Some(SemanticType::Geometry);
                return (is_geometry && metres > 0).then_some(given);
            }
        };
        fits.then_some(ColumnType::Text)
    }

    /// The column as a reader under this mask knows it; none if it does not exist for them. A mask that does not fit
    /// leaves nothing of the values.
    pub fn of(self, column: &Column) -> Option<Column> {
        let shown = match self {
            Self::Hide => return None,
            mask => mask.type_of(column).unwrap_or(column.column_type),
        };
        // What values mean and how long they are is not true any more of a name that stands for them.
        let keeps_meaning = matches!(self, Self::Null | Self::Round { .. } | Self::Grid { .. });
        Some(Column {
            column_type: shown,
            semantic_type: column.semantic_type.filter(|_| keeps_meaning),
            unit: column
                .unit
                .clone()
                .filter(|_| keeps_meaning || matches!(self, Self::Group { .. })),
            ..column.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ColumnId;

    fn column(column_type: ColumnType, semantic_type: Option<SemanticType>) -> Column {
        Column {
            id: ColumnId(1),
            name: "a".to_owned(),
            label: "A".to_owned(),
            column_type,
            semantic_type,
            confidence: 1.0,
            unit: Some("EUR".to_owned()),
        }
    }

    #[test]
    fn a_mask_says_what_its_values_are() {
        let cents = ColumnType::Decimal {
            precision: 9,
            scale: 2,
        };
        let type_of = |mask: Mask, given| mask.type_of(&column(given, None));
        assert_eq!(type_of(Mask::Round { digits: -2 }, cents), Some(cents));
        assert_eq!(
            type_of(Mask::Group { width: 10 }, ColumnType::Integer),
            Some(ColumnType::Text)
        );
        assert_eq!(type_of(Mask::Group { width: 1 }, ColumnType::Integer), None);
        assert_eq!(type_of(Mask::Period(Period::Year), ColumnType::Text), None);
        assert_eq!(type_of(Mask::Street, ColumnType::Date), None);
        assert_eq!(
            type_of(Mask::Grid { metres: 100 }, ColumnType::Binary),
            None
        );
        let place = column(ColumnType::Binary, Some(SemanticType::Geometry));
        assert_eq!(
            Mask::Grid { metres: 100 }.type_of(&place),
            Some(ColumnType::Binary)
        );
    }

    #[test]
    fn a_masked_column_claims_no_meaning_it_has_lost() {
        let amount = column(ColumnType::Integer, Some(SemanticType::Money));
        assert_eq!(Mask::Hide.of(&amount), None);
        let rounded = Mask::Round { digits: -2 }.of(&amount).unwrap();
        assert_eq!(rounded, amount);
        let named = Mask::Pseudonym.of(&amount).unwrap();
        assert_eq!(
            (named.column_type, named.semantic_type, named.unit),
            (ColumnType::Text, None, None)
        );
    }
}
