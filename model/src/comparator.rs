//! How a value is compared with one that somebody named.

use serde::{Deserialize, Serialize};

/// How a filter compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparator {
    /// Equal.
    Eq,
    /// Not equal (null counts as not equal).
    Ne,
    /// Less than.
    Lt,
    /// At most.
    Le,
    /// Greater than.
    Gt,
    /// At least.
    Ge,
    /// Text contains, ignoring case.
    Contains,
    /// No value.
    IsNull,
    /// Any value.
    NotNull,
}

impl Comparator {
    /// All, as they are offered.
    pub const ALL: [Self; 9] = [
        Self::Eq,
        Self::Ne,
        Self::Ge,
        Self::Le,
        Self::Gt,
        Self::Lt,
        Self::Contains,
        Self::NotNull,
        Self::IsNull,
    ];

    /// Stable code as written in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Ne => "ne",
            Self::Lt => "lt",
            Self::Le => "le",
            Self::Gt => "gt",
            Self::Ge => "ge",
            Self::Contains => "contains",
            Self::IsNull => "is_null",
            Self::NotNull => "not_null",
        }
    }

    /// The comparator with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }

    /// Whether it asks for presence and takes no value.
    pub const fn is_of_presence(self) -> bool {
        matches!(self, Self::IsNull | Self::NotNull)
    }
}
