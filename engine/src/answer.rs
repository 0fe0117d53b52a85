//! Answering one statement typed by people: the same in a worker process and in this one.

use crate::ask_error::{in_own_plan, while_arranging, while_planning, while_running};
use crate::guarded::{GuardedProvider, RowNumbers};
use crate::limited::{Author, Deadline, limited};
use crate::parameters;
use crate::session::{Base, schema_of};
use crate::statement::{self, Read};
use datafusion::catalog::view::ViewTable;
use datafusion::error::DataFusionError;
use datafusion::execution::SessionState;
use datafusion::logical_expr::LogicalPlan;
use datafusion::physical_plan::execute_stream;
use datafusion::prelude::SQLOptions;
use futures::stream::{self, StreamExt, TryStreamExt};
use hebewerk_hub::ports::{Answer, AskError, BoundValue, GuardedTable, Limits, View, ViewProblem};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Plans and begins to run a question; returns when the first rows are there, so that what fails at once fails
/// before anything is sent. Call it on a large stack.
pub(crate) async fn answer(
    base: &Base,
    read: Read,
    behind: &Behind,
    limits: Limits,
    deadline: Deadline,
) -> Result<Answer, AskError> {
    let state = session(base, &behind.tables, limits).map_err(|error| in_own_plan(&error))?;
    for view in &behind.views {
        look_through(&state, view).await?;
    }
    let logical = planned(&state, read, &[]).await?;
    if !behind.views.is_empty() {
        statement::plan::check_size(&logical)?;
    }
    let nothing_else = SQLOptions::new()
        .with_allow_ddl(false)
        .with_allow_dml(false)
        .with_allow_statements(false);
    nothing_else
        .verify_plan(&logical)
        .map_err(|error| while_planning(&error, &state))?;
    statement::plan::check(&logical)?;
    if behind.is_traced {
        let rows = statement::trace::rows(&logical)?;
        return Ok(Answer {
            schema: rows.schema(),
            batches: stream::iter([Ok(rows)]).boxed(),
        });
    }
    let optimised = state
        .optimize(&logical)
        .map_err(|error| while_planning(&error, &state))?;
    let physical = state
        .query_planner()
        .create_physical_plan(&optimised, &state)
        .await
        .map_err(|error| while_arranging(&error))?;
    let rows = execute_stream(physical, state.task_ctx()).map_err(|error| while_running(&error))?;
    let Answer {
        schema,
        mut batches,
    } = limited(rows, limits.rows, deadline, Author::Asker);
    let first = batches.try_next().await?;
    Ok(Answer {
        schema,
        batches: stream::iter(first.map(Ok)).chain(batches).boxed(),
    })
}

/// What a question is answered from.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Behind {
    /// Tables it names, and those behind its views.
    pub(crate) tables: Vec<GuardedTable>,
    /// Names that stand for statements.
    pub(crate) views: Vec<View>,
    /// Whether only is asked where its columns come from.
    pub(crate) is_traced: bool,
}

/// Makes a view known to the session. When a question names it, its plan stands in its place: what is checked and
/// optimised afterwards is one plan over guarded tables.
async fn look_through(state: &SessionState, view: &View) -> Result<(), AskError> {
    let plan = plan_of(state, view)
        .await
        .map_err(|error| told(error, view))?;
    schema_of(state, view.name.schema.as_str())
        .and_then(|schema| {
            let provider = Arc::new(ViewTable::new(plan, None));
            schema.register_table(view.name.table_part(), provider)
        })
        .map_err(|error| in_own_plan(&error))?;
    Ok(())
}

async fn plan_of(state: &SessionState, view: &View) -> Result<LogicalPlan, AskError> {
    let read = statement::read(&view.sql)?;
    let plan = planned(state, read, &view.values).await?;
    statement::plan::check(&plan)?;
    // Views that name views are as large as all of them together, as often as they are named.
    if statement::plan::check_size(&plan).is_err() {
        return Err(AskError::View {
            name: view.name.to_string(),
            problem: ViewProblem::TooDeep,
        });
    }
    Ok(plan)
}

/// The plan of a statement with the values of its parameters in place of their names.
async fn planned(
    state: &SessionState,
    read: Read,
    values: &[BoundValue],
) -> Result<LogicalPlan, AskError> {
    let plan = state
        .statement_to_plan(read.planned)
        .await
        .map_err(|error| while_planning(&error, state))?;
    if values.is_empty() {
        return parameters::none_in(plan);
    }
    plan.with_param_values(parameters::values(values)?)
        .map_err(|error| while_planning(&error, state))
}

/// What is told of a view that does not fit: what is wrong with its statement, to those who may read it.
fn told(error: AskError, view: &View) -> AskError {
    let speaks_of_text = matches!(
        error,
        AskError::Syntax { .. }
            | AskError::Unfit(_)
            | AskError::NotOffered(_)
            | AskError::Unknown { .. }
            | AskError::TooLarge { .. }
    );
    if view.is_shown || !speaks_of_text {
        return error;
    }
    AskError::View {
        name: view.name.to_string(),
        problem: ViewProblem::Hidden,
    }
}

/// A session that holds the tables of the question and nothing else.
fn session(
    base: &Base,
    tables: &[GuardedTable],
    limits: Limits,
) -> Result<SessionState, DataFusionError> {
    let state = base.question(limits)?;
    for table in tables {
        let provider = GuardedProvider::new(table, base.data(), RowNumbers::Absent);
        schema_of(&state, table.name.schema.as_str())?
            .register_table(table.name.table_part(), Arc::new(provider))?;
    }
    Ok(state)
}
