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
use hebewerk_hub::ports::AskError;

/// Errors of planning: the statement does not fit the tables.
pub(crate) fn while_planning(error: &DataFusionError, state: &SessionState) -> AskError {
    match error.find_root() {
        DataFusionError::Plan(message) => planning(message, state),
        // The planner calls internal what it did not expect anybody to write.
        DataFusionError::Internal(_) => AskError::NotOffered {
            what: "this form of statement".to_owned(),
        },
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
            AskError::NotOffered {
                what: "this form of statement".to_owned(),
            }
        }
        DataFusionError::ResourcesExhausted(_) => AskError::Memory,
        // A join error is a panic in a task of the plan: Arrow's, where a value outgrows what an array can hold.
        DataFusionError::ArrowError(_, _)
        | DataFusionError::Execution(_)
        | DataFusionError::ExecutionJoin(_) => AskError::Computation,
        DataFusionError::Collection(errors) => errors
            .first()
            .map_or(AskError::Internal, |first| root(first.find_root())),
        other => internal(other),
    }
}

/// Logs what an operator needs. Errors of files hold paths but no cells; of the others only the kind is logged.
fn internal(error: &DataFusionError) -> AskError {
    match error {
        DataFusionError::ObjectStore(_)
        | DataFusionError::IoError(_)
        | DataFusionError::ParquetError(_) => {
            tracing::error!(%error, "a data file could not be read");
        }
        other => {
            let text = format!("{other:?}");
            let kind = text.split(['(', ' ']).next().unwrap_or_default();
            tracing::error!(kind, "a query failed in the engine");
        }
    }
    AskError::Internal
}

/// Errors of the parser refer to the asker's own text only.
pub(crate) fn syntax(error: &ParserError) -> AskError {
    let text = match error {
        ParserError::TokenizerError(text) | ParserError::ParserError(text) => text,
        ParserError::RecursionLimitExceeded => {
            return AskError::TooLarge {
                what: "levels of nesting".to_owned(),
                limit: crate::statement::MAX_NESTING as u64,
            };
        }
    };
    let (message, place) = text.rsplit_once(" at Line: ").unwrap_or((text, ""));
    let mut numbers = place
        .split(", Column: ")
        .map(|number| number.trim().parse().ok());
    AskError::Syntax {
        message: message.to_owned(),
        line: numbers.next().flatten(),
        column: numbers.next().flatten(),
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
        SchemaError::AmbiguousReference { field } => not_clear(&format!(
            "column {} stands in several tables: write table.column",
            field.name
        )),
        SchemaError::DuplicateQualifiedField { name, .. }
        | SchemaError::DuplicateUnqualifiedField { name } => not_clear(&format!(
            "column {name} appears twice: give one another name with AS"
        )),
    }
}

fn not_clear(message: &str) -> AskError {
    AskError::Syntax {
        message: message.to_owned(),
        line: None,
        column: None,
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
    not_clear(if message.contains("GROUP BY") {
        "every column in SELECT stands in GROUP BY or inside an aggregate function such as count or sum"
    } else if message.contains("schema names must be unique")
        || message.contains("unique expression names")
    {
        "two columns of the result have the same name: give one another name with AS"
    } else {
        "types or arguments do not fit together: compare like with like, cast where types differ"
    })
}
