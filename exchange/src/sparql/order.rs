//! What is asked of a process that answers, and what it says.

use crate::rdf::RdfForm;
use serde::{Deserialize, Serialize};
use sparesults::QueryResultsFormat;

/// Exit code of a process whose time was up before the answer was ready.
pub const TIME_IS_UP: u8 = 3;

/// The first line: what graph follows, as N-Triples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Begin {
    /// Length of the text that follows.
    pub graph_bytes: u64,
    /// Memory the process may have besides what it has when it begins.
    pub memory_bytes: u64,
}

/// A line for each query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// The query.
    pub query: String,
    /// Form of solutions and of yes or no.
    pub solutions: SolutionsForm,
    /// Form of statements.
    pub statements: RdfForm,
    /// Solutions or statements at most; more are [`Mistake::TooManySolutions`].
    pub most_solutions: u64,
    /// Bytes of the answer at most; more are [`Mistake::TooLong`].
    pub most_bytes: u64,
    /// Time until the process ends itself.
    pub milliseconds: u64,
}

/// Forms of solutions (SPARQL 1.1 Query Results JSON, XML, CSV and TSV Formats).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SolutionsForm {
    /// `application/sparql-results+json`.
    Json,
    /// `application/sparql-results+xml`.
    Xml,
    /// `text/csv`.
    Csv,
    /// `text/tab-separated-values`.
    Tsv,
}

impl SolutionsForm {
    /// All forms.
    pub const ALL: [Self; 4] = [Self::Json, Self::Xml, Self::Csv, Self::Tsv];

    /// Its name in an address.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Xml => "xml",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
        }
    }

    /// The form of a name in an address.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }

    /// Media type with charset where the standard asks for one.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/sparql-results+json",
            Self::Xml => "application/sparql-results+xml",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Tsv => "text/tab-separated-values; charset=utf-8",
        }
    }

    /// The form of a media type without parameters; JSON and XML are also taken by their general names.
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        match media_type {
            "application/sparql-results+json" | "application/json" => Some(Self::Json),
            "application/sparql-results+xml" | "application/xml" | "text/xml" => Some(Self::Xml),
            "text/csv" => Some(Self::Csv),
            "text/tab-separated-values" => Some(Self::Tsv),
            _ => None,
        }
    }

    /// The standard's address of the form (<http://www.w3.org/ns/formats/>).
    pub const fn iri(self) -> &'static str {
        match self {
            Self::Json => "http://www.w3.org/ns/formats/SPARQL_Results_JSON",
            Self::Xml => "http://www.w3.org/ns/formats/SPARQL_Results_XML",
            Self::Csv => "http://www.w3.org/ns/formats/SPARQL_Results_CSV",
            Self::Tsv => "http://www.w3.org/ns/formats/SPARQL_Results_TSV",
        }
    }

    pub(super) const fn format(self) -> QueryResultsFormat {
        match self {
            Self::Json => QueryResultsFormat::Json,
            Self::Xml => QueryResultsFormat::Xml,
            Self::Csv => QueryResultsFormat::Csv,
            Self::Tsv => QueryResultsFormat::Tsv,
        }
    }
}

/// What an answer is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// Of `SELECT`.
    Solutions,
    /// Of `ASK`.
    Boolean,
    /// Of `CONSTRUCT` and `DESCRIBE`.
    Statements,
}

/// A line for each order; an answer's text follows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// The graph lies ready.
    Ready,
    /// The answer.
    Answer {
        /// What it is made of.
        kind: AnswerKind,
        /// Length of the text that follows.
        bytes: u64,
    },
    /// Why there is none.
    Mistake(Mistake),
}

/// Why a query has no answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mistake {
    /// It is no SPARQL.
    Syntax {
        /// How far reading came, from 1: the mistake is there or shortly before.
        line: Option<u64>,
        /// Character of that line, from 1.
        column: Option<u64>,
        /// What could have stood there, as the grammar names it; empty where nobody knows.
        expected: String,
    },
    /// It would change something.
    Update,
    /// It names graphs, and there is only the one.
    Graphs,
    /// It asks another endpoint.
    Service,
    /// It calls a function nobody knows here.
    Function {
        /// Its address.
        name: String,
    },
    /// It has more solutions or statements than allowed.
    TooManySolutions,
    /// Its answer is longer than allowed.
    TooLong,
    /// It could not be evaluated.
    Evaluation,
}
