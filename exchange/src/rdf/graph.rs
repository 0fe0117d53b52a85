//! A graph that is built thing by thing.

use jiff::Timestamp;
use jiff::civil::Date;
use oxrdf::vocab::{rdf, xsd};
use oxrdf::{Literal, NamedNode, Term, Triple};
use std::collections::HashSet;

/// Statements, grouped by what they are about.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    subjects: Vec<(NamedNode, Vec<(NamedNode, Term)>)>,
    known: HashSet<NamedNode>,
}

impl Graph {
    /// Begins to speak of a thing. None if the address is no IRI, or if it was spoken of before: what is said of an
    /// office is said once, however many datasets it publishes.
    pub fn about(&mut self, iri: &str) -> Option<Said<'_>> {
        let subject = NamedNode::new(iri).ok()?;
        if !self.known.insert(subject.clone()) {
            return None;
        }
        self.subjects.push((subject, Vec::new()));
        let (_subject, said) = self.subjects.last_mut()?;
        Some(Said { said })
    }

    /// All statements in their order.
    pub fn triples(&self) -> impl Iterator<Item = Triple> {
        self.subjects.iter().flat_map(|(subject, said)| {
            said.iter().map(|(predicate, object)| {
                Triple::new(subject.clone(), predicate.clone(), object.clone())
            })
        })
    }

    /// How many statements there are.
    pub fn len(&self) -> usize {
        self.subjects
            .iter()
            .map(|(_subject, said)| said.len())
            .sum()
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What is said of one thing. What has no valid form (an address with spaces) is left out rather than said wrongly.
pub struct Said<'a> {
    said: &'a mut Vec<(NamedNode, Term)>,
}

impl Said<'_> {
    /// What kind of thing it is.
    pub fn is_a(&mut self, class: &str) -> &mut Self {
        self.push(rdf::TYPE.into_owned(), NamedNode::new(class).ok());
        self
    }

    /// Leads to another thing; addresses that are no IRI are left out.
    pub fn links(&mut self, predicate: &str, iri: &str) -> &mut Self {
        self.push_named(predicate, NamedNode::new(iri).ok());
        self
    }

    /// Text in a language.
    pub fn says(&mut self, predicate: &str, text: &str, language: &str) -> &mut Self {
        let literal = Literal::new_language_tagged_literal(plain(text), language).ok();
        self.push_named(predicate, literal);
        self
    }

    /// Text in no language: names, keys, addresses of pages for programs of old.
    pub fn names(&mut self, predicate: &str, text: &str) -> &mut Self {
        self.push_named(predicate, Some(Literal::new_simple_literal(plain(text))));
        self
    }

    /// A whole number.
    pub fn counts(&mut self, predicate: &str, number: u64) -> &mut Self {
        let literal = Literal::new_typed_literal(number.to_string(), xsd::INTEGER);
        self.push_named(predicate, Some(literal));
        self
    }

    /// A day.
    pub fn on(&mut self, predicate: &str, day: Date) -> &mut Self {
        let literal = Literal::new_typed_literal(day.to_string(), xsd::DATE);
        self.push_named(predicate, Some(literal));
        self
    }

    /// A moment.
    pub fn at(&mut self, predicate: &str, moment: Timestamp) -> &mut Self {
        let literal = Literal::new_typed_literal(moment.to_string(), xsd::DATE_TIME);
        self.push_named(predicate, Some(literal));
        self
    }

    fn push_named<T: Into<Term>>(&mut self, predicate: &str, object: Option<T>) {
        if let Ok(predicate) = NamedNode::new(predicate) {
            self.push(predicate, object);
        }
    }

    fn push<T: Into<Term>>(&mut self, predicate: NamedNode, object: Option<T>) {
        let Some(object) = object.map(Into::into) else {
            return;
        };
        let said = (predicate, object);
        if !self.said.contains(&said) {
            self.said.push(said);
        }
    }
}

/// A text without the control characters that XML 1.0 cannot hold.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t' | '\r'))
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}
