//! A question put together by steps instead of SQL: from one table, over bridges to others, narrowed, counted, ordered.
//!
//! It is a value: an address of the web door holds all of it, `hub` checks it against the columns that are there and
//! writes the statement, and a saved view keeps it. Columns are named by the place of their table (0 is the one the
//! question begins with, 1 the one behind the first bridge) and their name in SQL: `1.einwohner`.

mod text;

use crate::{BridgeId, Comparator, TableName};
use serde::{Deserialize, Serialize};

/// A column of one of the tables of a question.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ColumnRef {
    /// Place of the table, from 0.
    pub table: usize,
    /// Name of the column in SQL.
    pub column: String,
}

/// A further table, reached over a bridge from one that is there already.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Walk {
    /// The bridge.
    pub bridge: BridgeId,
    /// Whether rows without a partner stay, with nothing beside them.
    pub keeps_all: bool,
}

/// A condition on the rows, before anything is counted; all must hold.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Condition {
    /// What is looked at.
    pub column: ColumnRef,
    /// How.
    pub comparator: Comparator,
    /// With what, in standard notation (ISO dates, decimal point); empty for comparators of presence.
    pub value: String,
}

/// How coarse a grouping is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Each value for itself.
    Value,
    /// The year of a day.
    Year,
    /// The month of a day, with its year: `2026-03`.
    Month,
}

/// One row of the answer for each of its values.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Grouping {
    /// What is grouped by.
    pub column: ColumnRef,
    /// How coarsely.
    pub level: Level,
}

/// What is made of the values of many rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AggregateKind {
    /// How many rows of a table; the column is empty.
    Count,
    /// How many different values.
    Distinct,
    /// Their sum.
    Sum,
    /// Their arithmetic mean.
    Mean,
    /// The value in the middle.
    Median,
    /// The smallest.
    Min,
    /// The largest.
    Max,
}

/// What a value is put in relation to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// The value itself.
    Plain,
    /// Its share of the sum over all groups, in percent.
    Share,
    /// How much it is for so many of something else.
    Per(Denominator),
    /// How much it changed against the same group a year before, in percent. Needs one grouping by year or month.
    YearBefore,
}

/// So many of something: 1,000 inhabitants. Each row of its table counts once in a group, however often it was met.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Denominator {
    /// How many: 1, 100, 1,000 or 10,000.
    pub of: u32,
    /// The column that says how many there are.
    pub column: ColumnRef,
}

/// One number for each group.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Measured {
    /// What is made.
    pub kind: AggregateKind,
    /// Of which column; of a count only the table matters.
    pub column: ColumnRef,
    /// In relation to what.
    pub shape: Shape,
}

/// A condition on the groups, after counting; all must hold.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct KeptGroups {
    /// Place of the value, from 0.
    pub value: usize,
    /// How: a comparison of numbers.
    pub comparator: Comparator,
    /// With what, in standard notation.
    pub number: String,
}

/// What the answer is ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ordered {
    /// A value, by its place from 0.
    Value {
        /// Its place.
        place: usize,
        /// Largest first.
        descending: bool,
    },
    /// A grouping, by its place from 0.
    Group {
        /// Its place.
        place: usize,
        /// Last first.
        descending: bool,
    },
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Inquiry {
    /// The table it begins with.
    pub from: TableName,
    /// Further tables, in order.
    pub joins: Vec<Walk>,
    /// Conditions on rows.
    pub conditions: Vec<Condition>,
    /// What is grouped by; with values and without groupings the answer is one row.
    pub groups: Vec<Grouping>,
    /// What is counted; nothing, and no grouping either, asks for the rows themselves.
    pub values: Vec<Measured>,
    /// Conditions on groups.
    pub kept: Vec<KeptGroups>,
    /// Order; the groups' own if none.
    pub order: Option<Ordered>,
    /// So many rows of the answer at most.
    pub first: Option<u32>,
}

impl Inquiry {
    /// A question about all rows of a table.
    pub const fn of(from: TableName) -> Self {
        Self {
            from,
            joins: Vec::new(),
            conditions: Vec::new(),
            groups: Vec::new(),
            values: Vec::new(),
            kept: Vec::new(),
            order: None,
            first: None,
        }
    }

    /// Whether it counts; else it asks for rows.
    pub const fn counts(&self) -> bool {
        !self.groups.is_empty() || !self.values.is_empty()
    }

    /// What is counted: whoever only groups wants to know how many.
    pub fn values(&self) -> Vec<Measured> {
        if self.values.is_empty() && !self.groups.is_empty() {
            return vec![Measured::rows_of(0)];
        }
        self.values.clone()
    }
}

impl Measured {
    /// How many rows of a table there are.
    pub const fn rows_of(table: usize) -> Self {
        Self {
            kind: AggregateKind::Count,
            column: ColumnRef {
                table,
                column: String::new(),
            },
            shape: Shape::Plain,
        }
    }
}

impl AggregateKind {
    /// All, as they are offered.
    pub const ALL: [Self; 7] = [
        Self::Count,
        Self::Sum,
        Self::Mean,
        Self::Median,
        Self::Min,
        Self::Max,
        Self::Distinct,
    ];

    /// Stable code as written in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Count => "anzahl",
            Self::Distinct => "verschiedene",
            Self::Sum => "summe",
            Self::Mean => "mittel",
            Self::Median => "median",
            Self::Min => "kleinster",
            Self::Max => "groesster",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }

    /// Whether it takes numbers only.
    pub const fn needs_numbers(self) -> bool {
        matches!(self, Self::Sum | Self::Mean | Self::Median)
    }

    /// Whether parts add up to the whole, so that shares and rates have a meaning.
    pub const fn adds_up(self) -> bool {
        matches!(self, Self::Count | Self::Sum)
    }
}

impl Level {
    /// All.
    pub const ALL: [Self; 3] = [Self::Value, Self::Year, Self::Month];

    /// Stable code as written in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Value => "wert",
            Self::Year => "jahr",
            Self::Month => "monat",
        }
    }

    /// The level with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }
}
