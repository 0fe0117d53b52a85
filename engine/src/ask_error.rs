//! What DataFusion says becomes what people may read.
//!
//! The texts of DataFusion and Arrow hold cells (`Cannot cast string 'Geheim-Mueller'`), policies, masks and paths
//! of files (knowledge: security §2.2, A2 and A2b). So no text passes but the parser's about the asker's own words,
//! and names the asker wrote or may see.

use crate::similar::similar;
use datafusion::common::SchemaError;
use datafusion::error::DataFusionError;
use datafusion::execution::SessionState;
use datafusion::sql::sqlparser::parser::ParserError;
use hebewerk_hub::ports::{AskError, Measured, Misfit, SyntaxProblem, Unoffered};
use std::sync::Arc;
use tokio::task::JoinError;

/// Errors of planning: the statement does not fit the tables.
pub(crate) fn while_planning(error: &DataFusionError, state: &SessionState) -> AskError {
    match error.find_root() {
        DataFusionError::Plan(message) => planning(message, state),
        // The planner calls internal what it did not expect anybody to write.
        DataFusionError::Internal(_) => AskError::NotOffered(Unoffered::Form),
        other => root(other),
    }
}

/// Errors of choosing how to run a statement that has been understood: ours, not the asker's.
pub(crate) fn while_arranging(error: &DataFusionError) -> AskError {
    match error.find_root() {
        plan @ DataFusionError::Plan(_) => internal(plan),
        other => root(other),
    }
}

/// Errors of computing rows.
pub(crate) fn while_running(error: &DataFusionError) -> AskError {
    match error.find_root() {
        DataFusionError::Plan(_) => AskError::Computation,
        // Functions of DataFusion call negative lengths and the like a fault of the engine.
        DataFusionError::Internal(_) => {
            tracing::warn!("a function called a value a fault of the engine");
            AskError::Computation
        }
        other => root(other),
    }
}

/// Errors of plans made here: whatever is wrong with them is wrong with us, unless a limit was hit.
pub(crate) fn in_own_plan(error: &DataFusionError) -> AskError {
    match error.find_root() {
        DataFusionError::ResourcesExhausted(_) => AskError::Memory,
        other => internal(other),
    }
}

fn root(error: &DataFusionError) -> AskError {
    match error {
        DataFusionError::SQL(parser, _) => syntax(parser),
        DataFusionError::SchemaError(schema, _) => names(schema),
        DataFusionError::NotImplemented(_) | DataFusionError::Configuration(_) => {
            AskError::NotOffered(Unoffered::Form)
        }
        DataFusionError::ResourcesExhausted(_) => AskError::Memory,
        // A join error is a panic in a task of the plan: Arrow's, where a value outgrows what an array can hold.
        DataFusionError::ArrowError(_, _)
        | DataFusionError::Execution(_)
        | DataFusionError::ExecutionJoin(_) => AskError::Computation,
        // The same, as several readers of the task hear of it.
        DataFusionError::External(shared) if shared.is::<Arc<JoinError>>() => AskError::Computation,
        // A pattern that is none, or too large a one: the asker's own words.
        DataFusionError::External(error) if error.is::<regex::Error>() => AskError::Computation,
        DataFusionError::Collection(errors) => errors
            .first()
            .map_or(AskError::Internal, |first| root(first.find_root())),
        other => internal(other),
    }
}

/// Logs what an operator needs: which kind of failure it was, and which file was meant. Texts of Arrow, Parquet and
/// DataFusion may hold cells, so none is logged.
fn internal(error: &DataFusionError) -> AskError {
    match error {
        DataFusionError::ObjectStore(store) => match store.as_ref() {
            object_store::Error::NotFound { path, .. }
            | object_store::Error::PermissionDenied { path, .. } => {
                tracing::error!(path, "a data file could not be opened");
            }
            other => tracing::error!(kind = %kind_of(other), "the data files could not be read"),
        },
        DataFusionError::IoError(io) => {
            tracing::error!(kind = %io.kind(), "a data file could not be read");
        }
        DataFusionError::ParquetError(parquet) => {
            tracing::error!(kind = %kind_of(parquet), "a data file is damaged");
        }
        other => tracing::error!(kind = %kind_of(other), "a query failed in the engine"),
    }
    AskError::Internal
}

/// The name of an error's variant, without anything it carries.
fn kind_of(error: &impl std::fmt::Debug) -> String {
    let text = format!("{error:?}");
    let kind = text.split(|character: char| !character.is_alphanumeric());
    kind.into_iter().next().unwrap_or_default().to_owned()
}

/// Errors of the parser refer to the asker's own text only.
pub(crate) fn syntax(error: &ParserError) -> AskError {
    let text = match error {
        ParserError::TokenizerError(text) | ParserError::ParserError(text) => text,
        ParserError::RecursionLimitExceeded => {
            return AskError::TooLarge {
                what: Measured::Nesting,
                limit: crate::statement::MAX_NESTING as u64,
            };
        }
    };
    let (message, place) = text.rsplit_once(" at Line: ").unwrap_or((text, ""));
    let mut numbers = place
        .split(", Column: ")
        .map(|number| number.trim().parse().ok());
    AskError::Syntax {
        problem: problem(message),
        line: numbers.next().flatten(),
        column: numbers.next().flatten(),
    }
}

/// Longest word repeated to the asker.
const MAX_FOUND: usize = 60;

/// The parser speaks English sentences; what matters is which word it stumbled over.
fn problem(message: &str) -> SyntaxProblem {
    let is_open = ["Unterminated", "before EOF", "Unexpected EOF"];
    if is_open.iter().any(|sign| message.contains(sign)) {
        return SyntaxProblem::NotClosed;
    }
    match message.rsplit_once("found: ") {
        Some((_, "EOF")) => SyntaxProblem::EndsEarly,
        Some((_, found)) => SyntaxProblem::Unexpected(found.chars().take(MAX_FOUND).collect()),
        None => SyntaxProblem::Unreadable,
    }
}

fn names(error: &SchemaError) -> AskError {
    match error {
        SchemaError::FieldNotFound {
            field,
            valid_fields,
        } => AskError::Unknown {
            what: "column".to_owned(),
            name: field.flat_name(),
            similar: similar(
                &field.name,
                valid_fields.iter().map(|valid| valid.name.as_str()),
            ),
        },
        SchemaError::AmbiguousReference { field } => {
            AskError::Unfit(Misfit::AmbiguousColumn(field.name.clone()))
        }
        SchemaError::DuplicateQualifiedField { name, .. }
        | SchemaError::DuplicateUnqualifiedField { name } => {
            AskError::Unfit(Misfit::DuplicateColumn(name.clone()))
        }
    }
}

fn planning(message: &str, state: &SessionState) -> AskError {
    let quoted = message.split('\'').nth(1).unwrap_or_default();
    if message.starts_with("Invalid function") || message.contains("There is no function named") {
        let known = state
            .scalar_functions()
            .keys()
            .chain(state.aggregate_functions().keys())
            .chain(state.window_functions().keys());
        return AskError::Unknown {
            what: "function".to_owned(),
            name: quoted.to_owned(),
            similar: similar(quoted, known.map(String::as_str)),
        };
    }
    if message.starts_with("table '") || message.starts_with("table function") {
        return AskError::Unknown {
            what: "table".to_owned(),
            name: quoted
                .rsplitn(3, '.')
                .take(2)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect::<Vec<_>>()
                .join("."),
            similar: Vec::new(),
        };
    }
    if let Some((_, name)) = message.split_once("No value found for placeholder with name ") {
        let name = name.split_whitespace().next().unwrap_or_default();
        return AskError::Unknown {
            what: "parameter".to_owned(),
            name: name.chars().take(MAX_FOUND).collect(),
            similar: Vec::new(),
        };
    }
    AskError::Unfit(if message.contains("GROUP BY") {
        Misfit::NotGrouped
    } else if message.contains("schema names must be unique")
        || message.contains("unique expression names")
    {
        Misfit::DuplicateResult
    } else {
        Misfit::Types
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_a_name_and_carries_no_cell() {
        let error = DataFusionError::Execution("Cannot cast string 'Geheim-Mueller'".to_owned());
        assert_eq!(kind_of(&error), "Execution");
        let error = DataFusionError::ArrowError(
            Box::new(datafusion::arrow::error::ArrowError::CastError(
                "Geheim".to_owned(),
            )),
            None,
        );
        assert_eq!(kind_of(&error), "ArrowError");
    }
}
