//! The query language of `fq`, and of `q` with a field in it: the part of Lucene's that harvesters send
//! (<https://solr.apache.org/guide/solr/latest/query-guide/standard-query-parser.html>).
//!
//! Clauses beside each other must all hold; `OR` between two of them binds closer than that, so that
//! `organization:a OR organization:b metadata_modified:[…]` means what those who write it mean.

mod matching;
mod parse;

use jiff::Timestamp;
use std::borrow::Cow;
use thiserror::Error;

/// Why a query cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum QueryError {
    /// A quotation mark, bracket or parenthesis is missing.
    #[error("{0:?} is not closed")]
    Open(char),
    /// Something stands where nothing like it can.
    #[error("unexpected {0:?}")]
    Unexpected(String),
    /// It ends too early.
    #[error("it ends where something should follow")]
    End,
    /// It is longer or deeper than any query is.
    #[error("it is too long")]
    TooLong,
}

/// What a field of a thing holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Keys, each compared as a whole.
    Keys(Vec<Cow<'a, str>>),
    /// Text, in which words are looked for.
    Text(Cow<'a, str>),
    /// A moment.
    Moment(Timestamp),
    /// Yes or no.
    Truth(bool),
}

/// A thing that can be searched.
pub trait Searchable {
    /// What a field holds; none for unknown fields, which nothing matches.
    fn field(&self, name: &str) -> Option<Value<'_>>;

    /// Everything in which bare words are looked for.
    fn text(&self) -> Cow<'_, str>;
}

/// An end of a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Bound {
    /// No end.
    Open,
    /// With the value itself.
    With(String),
    /// Without it.
    Without(String),
}

/// What a field is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Pattern {
    /// Anything at all.
    Any,
    /// A word; `*` and `?` stand for signs.
    Word(String),
    /// Words in this order.
    Phrase(String),
    /// From one value to another.
    Range(Bound, Bound),
}

/// A query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query(Clause);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Clause {
    All,
    And(Vec<Clause>),
    Or(Vec<Clause>),
    Not(Box<Clause>),
    Field(Option<String>, Pattern),
}

impl Query {
    /// Reads a query; an empty one holds for everything.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        parse::parse(text).map(Self)
    }

    /// A query for which both hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self.0, other.0) {
            (Clause::All, one) | (one, Clause::All) => Self(one),
            (one, other) => Self(Clause::And(vec![one, other])),
        }
    }

    /// Whether it holds for everything.
    pub fn is_all(&self) -> bool {
        self.0 == Clause::All
    }

    /// Whether it holds for a thing. `now` is what `NOW` means.
    pub fn holds(&self, thing: &impl Searchable, now: Timestamp) -> bool {
        matching::holds(&self.0, thing, now)
    }
}
