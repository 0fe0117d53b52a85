//! Under which conditions rows are read: the part of a decision that becomes a plan.

use hebewerk_model::{Column, Mask};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A constant in a policy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Literal {
    /// Text.
    Text(String),
    /// Whole number.
    Integer(i64),
    /// Boolean.
    Boolean(bool),
}

/// How a column is compared with a constant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// Equal.
    Equal,
    /// Less than.
    Less,
    /// Less than or equal.
    LessOrEqual,
    /// Greater than.
    Greater,
    /// Greater than or equal.
    GreaterOrEqual,
}

/// Which rows are visible. A null comparison hides the row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum RowFilter {
    /// A column compared with a constant.
    Compare {
        /// Column name.
        column: String,
        /// How.
        comparison: Comparison,
        /// With what; cast to the column's type when the decision is compiled, fails closed if that is impossible.
        literal: Literal,
    },
    /// A column is one of some constants.
    OneOf {
        /// Column name.
        column: String,
        /// Constants.
        literals: Vec<Literal>,
    },
    /// All must hold.
    All(Vec<RowFilter>),
    /// One must hold.
    Any(Vec<RowFilter>),
}

/// What is told of rows that may only be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Of fewer rows than this nothing is told.
    pub at_least: u32,
}

impl Counts {
    /// As many as German offices for statistics commonly ask for.
    pub const USUAL: Self = Self { at_least: 5 };
}

/// Conditions of reading one table. The default is: all rows, all columns as they are.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Access {
    /// Which rows; none means all.
    pub row_filter: Option<RowFilter>,
    /// What takes the place of columns, by column name.
    pub masks: BTreeMap<String, Mask>,
    /// Only counts with noise are told, no row; none means that rows are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<Counts>,
}

impl Access {
    /// Everything as it is.
    pub fn full() -> Self {
        Self::default()
    }

    /// Whether rows or columns are held back.
    pub fn is_restricted(&self) -> bool {
        self.row_filter.is_some() || !self.masks.is_empty() || self.counts.is_some()
    }

    /// Whether a column is there for this reader, and with the values it has.
    pub fn shows(&self, column: &str) -> bool {
        self.row_filter.is_none() && self.counts.is_none() && !self.masks.contains_key(column)
    }

    /// The columns as this reader knows them: without those that do not exist for them, and as masks leave them.
    pub fn columns(&self, stored: &[Column]) -> Vec<Column> {
        let known = |column: &Column| match self.masks.get(&column.name) {
            None => Some(column.clone()),
            Some(mask) => mask.of(column),
        };
        stored.iter().filter_map(known).collect()
    }

    /// Hash of the conditions: equal for all principals that see the same. Part of every cache key and ETag.
    pub fn policy_class(&self) -> String {
        // Serialising plain data with string keys cannot fail; a failure would only make the class coarser
        // by one constant, so it is folded into the hash instead of being ignored.
        let text = serde_json::to_string(self).unwrap_or_else(|error| error.to_string());
        let hash = blake3::hash(text.as_bytes());
        hash.to_hex().chars().take(16).collect()
    }
}
