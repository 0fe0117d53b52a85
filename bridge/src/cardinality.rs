//! How many rows meet how many.

use crate::sketch::ColumnSketch;

/// How many rows of the left meet how many of the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cardinality {
    /// Each row meets one at most.
    OneToOne,
    /// A row of the left meets several of the right: its amounts are repeated.
    OneToMany,
    /// A row of the right meets several of the left: its amounts are repeated.
    ManyToOne,
    /// Rows of both meet several: amounts of both are repeated, sums are wrong.
    ManyToMany,
}

/// Share of different values above which a column is taken for a key: some rows stand twice in every table.
const KEY: f64 = 0.985;

impl Cardinality {
    /// As it is written: `1:1`, `1:n`, `n:1`, `n:m`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OneToOne => "1:1",
            Self::OneToMany => "1:n",
            Self::ManyToOne => "n:1",
            Self::ManyToMany => "n:m",
        }
    }

    /// Of two columns.
    pub fn of(left: &ColumnSketch, right: &ColumnSketch) -> Self {
        Self::from_keys(is_key(left), is_key(right))
    }

    /// Of sides that are keys or not.
    pub const fn from_keys(left: bool, right: bool) -> Self {
        match (left, right) {
            (true, true) => Self::OneToOne,
            (true, false) => Self::OneToMany,
            (false, true) => Self::ManyToOne,
            (false, false) => Self::ManyToMany,
        }
    }

    /// Whether sums over amounts of the left are wrong after joining.
    pub const fn repeats_left(self) -> bool {
        matches!(self, Self::OneToMany | Self::ManyToMany)
    }

    /// Whether sums over amounts of the right are wrong after joining.
    pub const fn repeats_right(self) -> bool {
        matches!(self, Self::ManyToOne | Self::ManyToMany)
    }
}

/// Whether a column names each row.
pub(crate) fn is_key(column: &ColumnSketch) -> bool {
    column.uniqueness_of_forms() >= KEY
}
