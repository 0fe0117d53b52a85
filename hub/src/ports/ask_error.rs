//! Why a question has no answer.

use hebewerk_model::Kind;
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// Why a question has no answer: codes and names, never sentences; those stand in `words`.
///
/// What is carried is the asker's own text or a name the asker may know, never a value of a cell or a policy.
#[derive(Debug, Error, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AskError {
    /// The text is no SQL we understand.
    #[error("the statement cannot be understood: {}", problem.code())]
    Syntax {
        /// What is wrong.
        problem: SyntaxProblem,
        /// 1-based line.
        line: Option<u64>,
        /// 1-based column.
        column: Option<u64>,
    },
    /// The statement is SQL but does not fit the tables or itself.
    #[error("the statement does not fit: {}", .0.code())]
    Unfit(Misfit),
    /// A value to compare with is none of the column's type.
    #[error("column {column} cannot be compared with this value")]
    NoValue {
        /// The column.
        column: String,
        /// Name of its type.
        column_type: String,
    },
    /// The statement is not a single SELECT or uses something that is not offered.
    #[error("{} is not offered", .0.code())]
    NotOffered(Unoffered),
    /// The statement asks for more than counts of a table that may only be counted.
    #[error("only counts are told")]
    OnlyCounts,
    /// A table or column does not exist, or the asker may not know of it.
    #[error("there is no {what} {name}")]
    Unknown {
        /// `table`, `column` or `function`.
        what: String,
        /// Name as written.
        name: String,
        /// Names that are close.
        similar: Vec<String>,
    },
    /// A view the statement names cannot be looked through.
    #[error("the view {name} cannot be looked through: {}", problem.code())]
    View {
        /// Its name in SQL.
        name: String,
        /// Why.
        problem: ViewProblem,
    },
    /// The statement is too large or too deep.
    #[error("the statement is too large: at most {limit} {what}")]
    TooLarge {
        /// What is counted.
        what: Measured,
        /// How many are allowed.
        limit: u64,
    },
    /// A value could not be computed (division by zero, cast, overflow). Which value is not said.
    #[error("a value could not be computed")]
    Computation,
    /// The time limit was reached.
    #[error("the answer took longer than {seconds} seconds")]
    Timeout {
        /// Limit.
        seconds: u64,
    },
    /// The memory limit was reached.
    #[error("the answer needs more memory than allowed")]
    Memory,
    /// Our fault; the log has details under the request id.
    #[error("the question could not be answered")]
    Internal,
}

impl AskError {
    /// The class of the failure.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Syntax { .. }
            | Self::Unfit(_)
            | Self::NoValue { .. }
            | Self::NotOffered(_)
            | Self::OnlyCounts
            | Self::View { .. }
            | Self::TooLarge { .. }
            | Self::Computation => Kind::Invalid,
            Self::Unknown { .. } => Kind::NotFound,
            Self::Timeout { .. } => Kind::Timeout,
            Self::Memory => Kind::TooMany,
            Self::Internal => Kind::Internal,
        }
    }

    /// Stable code of the failure.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "sql_syntax",
            Self::Unfit(_) => "sql_unfit",
            Self::NoValue { .. } => "no_value_of_column",
            Self::NotOffered(_) => "sql_not_offered",
            Self::OnlyCounts => "sql_only_counts",
            Self::View { .. } => "sql_view",
            Self::Unknown { .. } => "sql_unknown",
            Self::TooLarge { .. } => "sql_too_large",
            Self::Computation => "sql_computation",
            Self::Timeout { .. } => "sql_timeout",
            Self::Memory => "sql_memory",
            Self::Internal => "internal",
        }
    }

    /// Parameters of its sentence.
    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        let text = |number: &Option<u64>| number.map_or_else(String::new, |n| n.to_string());
        match self {
            Self::Syntax {
                problem,
                line,
                column,
            } => vec![
                ("problem", problem.code().to_owned()),
                ("found", problem.found().to_owned()),
                ("place", place_of(*line, *column).to_owned()),
                ("line", text(line)),
                ("column", text(column)),
            ],
            Self::Unfit(misfit) => vec![
                ("problem", misfit.code().to_owned()),
                ("name", misfit.name().to_owned()),
            ],
            Self::NoValue {
                column,
                column_type,
            } => vec![("column", column.clone()), ("type", column_type.clone())],
            Self::NotOffered(what) => vec![
                ("what", what.code().to_owned()),
                ("word", what.word().to_owned()),
            ],
            Self::Unknown {
                what,
                name,
                similar,
            } => vec![
                ("what", what.clone()),
                ("name", name.clone()),
                ("similar", similar.join(", ")),
            ],
            Self::View { name, problem } => vec![
                ("name", name.clone()),
                ("problem", problem.code().to_owned()),
                ("source", problem.source().to_owned()),
            ],
            Self::TooLarge { what, limit } => {
                vec![("what", what.to_string()), ("limit", limit.to_string())]
            }
            Self::Timeout { seconds } => vec![("seconds", seconds.to_string())],
            Self::OnlyCounts | Self::Computation | Self::Memory | Self::Internal => Vec::new(),
        }
    }

    /// Key of the sentence that says what the reader can do.
    pub const fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Syntax { .. } => Some("hint-statement-form"),
            Self::NotOffered(_) => Some("hint-only-select"),
            Self::OnlyCounts => Some("hint-only-counts"),
            Self::Unknown { .. } => Some("hint-known-names"),
            Self::TooLarge { .. } => Some("hint-split-question"),
            Self::Timeout { .. } | Self::Memory => Some("hint-narrow-question"),
            // Their sentences say it themselves.
            Self::Unfit(_)
            | Self::NoValue { .. }
            | Self::View { .. }
            | Self::Computation
            | Self::Internal => None,
        }
    }
}

/// Whether a place can be told.
const fn place_of(line: Option<u64>, column: Option<u64>) -> &'static str {
    if line.is_some() && column.is_some() {
        "known"
    } else {
        "unknown"
    }
}

/// What is wrong about a text that is no SQL.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SyntaxProblem {
    /// This word or sign cannot stand there.
    Unexpected(String),
    /// The text ends in the middle of a statement.
    EndsEarly,
    /// A quotation mark or comment is not closed.
    NotClosed,
    /// There is no statement.
    Empty,
    /// Something else.
    Unreadable,
}

impl SyntaxProblem {
    /// Stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unexpected(_) => "unexpected",
            Self::EndsEarly => "ends_early",
            Self::NotClosed => "not_closed",
            Self::Empty => "empty",
            Self::Unreadable => "unreadable",
        }
    }

    fn found(&self) -> &str {
        match self {
            Self::Unexpected(found) => found,
            _ => "",
        }
    }
}

/// Why a view cannot be looked through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ViewProblem {
    /// Over others it names itself.
    Circle,
    /// Too many views stand one behind the other, or their statements together are too large.
    TooDeep,
    /// Something it names is not there any more.
    SourceGone(String),
    /// It asks for more than this reader is shown. What is not said: it may be a name that does not exist for them.
    Hidden,
}

impl ViewProblem {
    /// Stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Circle => "circle",
            Self::TooDeep => "too_deep",
            Self::SourceGone(_) => "source_gone",
            Self::Hidden => "hidden",
        }
    }

    fn source(&self) -> &str {
        match self {
            Self::SourceGone(source) => source,
            _ => "",
        }
    }
}

/// Why a statement does not fit the tables or itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Misfit {
    /// A column of this name stands in several tables.
    AmbiguousColumn(String),
    /// A column of this name appears twice.
    DuplicateColumn(String),
    /// Two columns of the result have the same name.
    DuplicateResult,
    /// A column stands neither in GROUP BY nor in an aggregate function.
    NotGrouped,
    /// Types or arguments do not fit together.
    Types,
    /// A table is not named as organisation and dataset.
    TableName,
}

impl Misfit {
    /// Stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::AmbiguousColumn(_) => "ambiguous_column",
            Self::DuplicateColumn(_) => "duplicate_column",
            Self::DuplicateResult => "duplicate_result",
            Self::NotGrouped => "not_grouped",
            Self::Types => "types",
            Self::TableName => "table_name",
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::AmbiguousColumn(name) | Self::DuplicateColumn(name) => name,
            _ => "",
        }
    }
}

/// What a statement wants that is not offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unoffered {
    /// These words of SQL.
    Keyword(String),
    /// More than one statement.
    SeveralStatements,
    /// A statement within a statement.
    NestedStatement,
    /// Changing data.
    Changing,
    /// A setting within a question.
    Setting,
    /// A function in place of a table.
    TableFunction,
    /// A form nobody expects.
    Form,
}

impl Unoffered {
    /// Stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Keyword(_) => "keyword",
            Self::SeveralStatements => "several_statements",
            Self::NestedStatement => "nested_statement",
            Self::Changing => "changing",
            Self::Setting => "setting",
            Self::TableFunction => "table_function",
            Self::Form => "form",
        }
    }

    fn word(&self) -> &str {
        match self {
            Self::Keyword(word) => word,
            _ => "",
        }
    }
}

/// What is counted about a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measured {
    /// Length in bytes.
    Bytes,
    /// Words and operators.
    Words,
    /// Levels of nesting.
    Nesting,
    /// Seconds of reading.
    ReadingSeconds,
    /// Constants in lists.
    Constants,
    /// Expressions.
    Expressions,
    /// Arms of set operations.
    Arms,
    /// Conditions of a page.
    Conditions,
}

impl fmt::Display for Measured {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Bytes => "bytes",
            Self::Words => "words",
            Self::Nesting => "nesting",
            Self::ReadingSeconds => "reading_seconds",
            Self::Constants => "constants",
            Self::Expressions => "expressions",
            Self::Arms => "arms",
            Self::Conditions => "conditions",
        })
    }
}
