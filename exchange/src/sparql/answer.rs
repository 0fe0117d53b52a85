//! A query and its answer.

use super::order::{AnswerKind, Mistake, Order};
use oxrdf::Dataset;
use oxrdfio::RdfSerializer;
use sparesults::QueryResultsSerializer;
use spareval::{
    QueryEvaluationError, QueryEvaluator, QueryResults, QuerySolutionIter, QueryTripleIter,
};
use spargebra::{Query, SparqlParser, SparqlSyntaxError};
use std::collections::HashSet;
use std::io::{self, Write};

/// An answer in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// What it is made of.
    pub kind: AnswerKind,
    /// Its text.
    pub text: Vec<u8>,
}

/// Answers a query from the unnamed graph of `dataset`, whole or not at all. The time it takes is the caller's affair.
pub fn answer(dataset: &Dataset, order: &Order) -> Result<Answered, Mistake> {
    let query = read(&order.query)?;
    let evaluator = QueryEvaluator::new();
    let results = evaluator.prepare(&query).execute(dataset);
    let mut text = Bounded {
        text: Vec::new(),
        most: usize::try_from(order.most_bytes).unwrap_or(usize::MAX),
    };
    let kind = match results.map_err(|error| mistake(&error))? {
        QueryResults::Solutions(solutions) => {
            write_solutions(solutions, order, &mut text)?;
            AnswerKind::Solutions
        }
        QueryResults::Boolean(is_so) => {
            let serializer = QueryResultsSerializer::from_format(order.solutions.format());
            let written = serializer.serialize_boolean_to_writer(&mut text, is_so);
            written.map_err(too_long)?;
            AnswerKind::Boolean
        }
        QueryResults::Graph(statements) => {
            write_statements(statements, order, &mut text)?;
            AnswerKind::Statements
        }
    };
    Ok(Answered {
        kind,
        text: text.text,
    })
}

/// The query, if it is one that only reads this graph.
fn read(text: &str) -> Result<Query, Mistake> {
    let query = match SparqlParser::new().parse_query(text) {
        Ok(query) => query,
        Err(error) => {
            let is_update = SparqlParser::new().parse_update(text).is_ok();
            return Err(if is_update {
                Mistake::Update
            } else {
                syntax(&error)
            });
        }
    };
    if query.dataset().is_some() {
        return Err(Mistake::Graphs);
    }
    Ok(query)
}

/// The library says the place only in words: `error at 2:14: expected one of "a", "b"`.
fn syntax(error: &SparqlSyntaxError) -> Mistake {
    let said = error.to_string();
    let place = said
        .strip_prefix("error at ")
        .and_then(|rest| rest.split_once(": "))
        .and_then(|(place, rest)| Some((place.split_once(':')?, rest)));
    let Some(((line, column), rest)) = place else {
        return Mistake::Syntax {
            line: None,
            column: None,
            expected: String::new(),
        };
    };
    let expected = rest.strip_prefix("expected ").unwrap_or_default();
    Mistake::Syntax {
        line: line.parse().ok(),
        column: column.parse().ok(),
        expected: expected.chars().take(300).collect(),
    }
}

fn write_solutions(
    solutions: QuerySolutionIter<'_>,
    order: &Order,
    text: &mut Bounded,
) -> Result<(), Mistake> {
    let serializer = QueryResultsSerializer::from_format(order.solutions.format());
    let variables = solutions.variables().to_vec();
    let begun = serializer.serialize_solutions_to_writer(text, variables);
    let mut writer = begun.map_err(too_long)?;
    for (number, solution) in (1..).zip(solutions) {
        if number > order.most_solutions {
            return Err(Mistake::TooManySolutions);
        }
        let solution = solution.map_err(|error| mistake(&error))?;
        writer.serialize(&solution).map_err(too_long)?;
    }
    writer.finish().map_err(too_long)?;
    Ok(())
}

/// A graph says nothing twice, however many solutions say it.
fn write_statements(
    statements: QueryTripleIter<'_>,
    order: &Order,
    text: &mut Bounded,
) -> Result<(), Mistake> {
    let mut serializer = RdfSerializer::from_format(order.statements.format());
    for (name, iri) in crate::rdf::PREFIXES {
        serializer = serializer
            .with_prefix(name, iri)
            .map_err(|_no_iri| Mistake::Evaluation)?;
    }
    let mut writer = serializer.for_writer(text);
    let mut said = HashSet::new();
    for statement in statements {
        let statement = statement.map_err(|error| mistake(&error))?;
        if said.contains(&statement) {
            continue;
        }
        if said.len() as u64 >= order.most_solutions {
            return Err(Mistake::TooManySolutions);
        }
        writer.serialize_triple(&statement).map_err(too_long)?;
        said.insert(statement);
    }
    writer.finish().map_err(too_long)?;
    Ok(())
}

fn mistake(error: &QueryEvaluationError) -> Mistake {
    match error {
        QueryEvaluationError::UnsupportedService(_)
        | QueryEvaluationError::UnboundService
        | QueryEvaluationError::InvalidServiceName(_)
        | QueryEvaluationError::Service(_) => Mistake::Service,
        QueryEvaluationError::UnsupportedCustomFunction(name) => Mistake::Function {
            name: name.as_str().chars().take(300).collect(),
        },
        _ => Mistake::Evaluation,
    }
}

/// Writing into memory fails for one reason.
fn too_long(error: io::Error) -> Mistake {
    drop(error);
    Mistake::TooLong
}

/// A text that stops growing.
struct Bounded {
    text: Vec<u8>,
    most: usize,
}

impl Write for Bounded {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        if self.text.len() + piece.len() > self.most {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.text.extend_from_slice(piece);
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
