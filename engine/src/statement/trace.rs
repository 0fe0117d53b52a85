//! Where the values of each column of an answer come from, read off the plan.
//!
//! What is followed are values, not conditions: a column that is only filtered, sorted or joined by is no source. A
//! source is a column the asker's plan holds, so no column that does not exist for them is ever named.

use arrow::array::{ArrayRef, StringArray, UInt32Array};
use arrow::record_batch::RecordBatch;
use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::common::{Column, DFSchema};
use datafusion::logical_expr::{Distinct, Expr, LogicalPlan};
use futures::TryStreamExt;
use hebewerk_hub::ports::{Answer, AskError, TracedColumn};
use hebewerk_model::TableName;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Schema, table and column, as they are named.
type Source = (String, String, String);
/// Columns of tables.
type Sources = BTreeSet<Source>;

/// The trace of a plan as rows: place and name of a column, schema, table and column of a source; a column without a
/// source has one row without them.
pub(crate) fn rows(plan: &LogicalPlan) -> Result<RecordBatch, AskError> {
    let mut cells: Vec<(u32, String, Option<Source>)> = Vec::new();
    let fields = plan.schema().fields().iter();
    for ((place, field), sources) in (0_u32..).zip(fields).zip(sources(plan)) {
        if sources.is_empty() {
            cells.push((place, field.name().clone(), None));
        }
        for source in sources {
            cells.push((place, field.name().clone(), Some(source)));
        }
    }
    let part = |pick: fn(&Source) -> &String| -> ArrayRef {
        let parts = cells.iter().map(|(_, _, source)| source.as_ref().map(pick));
        Arc::new(
            parts
                .map(|part| part.map(String::as_str))
                .collect::<StringArray>(),
        )
    };
    let places = UInt32Array::from_iter_values(cells.iter().map(|cell| cell.0));
    let names = StringArray::from_iter_values(cells.iter().map(|cell| &cell.1));
    let arrays: [(&str, ArrayRef, bool); 5] = [
        ("place", Arc::new(places), false),
        ("name", Arc::new(names), false),
        ("schema", part(|source| &source.0), true),
        ("table", part(|source| &source.1), true),
        ("column", part(|source| &source.2), true),
    ];
    RecordBatch::try_from_iter_with_nullable(arrays).map_err(|_impossible| AskError::Internal)
}

/// What [`rows`] wrote, read again.
pub(crate) async fn read(answer: Answer) -> Result<Vec<TracedColumn>, AskError> {
    use arrow::array::{Array as _, AsArray as _};
    use arrow::datatypes::UInt32Type;
    let mut traced: Vec<TracedColumn> = Vec::new();
    let batches: Vec<RecordBatch> = answer.batches.try_collect().await?;
    for batch in &batches {
        let places = batch.column(0).as_primitive_opt::<UInt32Type>();
        let texts: Vec<Option<&StringArray>> = (1..5)
            .map(|column| batch.column(column).as_string_opt::<i32>())
            .collect();
        let (Some(places), [Some(names), Some(schemas), Some(tables), Some(columns)]) =
            (places, texts.as_slice())
        else {
            return Err(AskError::Internal);
        };
        for row in 0..batch.num_rows() {
            let place = places.value(row) as usize;
            if place >= traced.len() {
                traced.push(TracedColumn {
                    name: names.value(row).to_owned(),
                    from: Vec::new(),
                });
            }
            if schemas.is_null(row) {
                continue;
            }
            let table = TableName::from_parts(schemas.value(row), tables.value(row));
            if let (Ok(table), Some(column)) = (table, traced.last_mut()) {
                column.from.push((table, columns.value(row).to_owned()));
            }
        }
    }
    Ok(traced)
}

/// The sources of each column of a plan, as many as its schema has.
fn sources(plan: &LogicalPlan) -> Vec<Sources> {
    let found = match plan {
        LogicalPlan::TableScan(scan) => {
            let name = &scan.table_name;
            let (schema, table) = (name.schema().unwrap_or_default(), name.table());
            let fields = plan.schema().fields().iter();
            let source = |column: &String| (schema.to_owned(), table.to_owned(), column.clone());
            fields
                .map(|field| Sources::from([source(field.name())]))
                .collect()
        }
        LogicalPlan::Projection(projection) => of_expressions(&projection.expr, &projection.input),
        LogicalPlan::Aggregate(aggregate) => {
            let groups = of_expressions(&aggregate.group_expr, &aggregate.input);
            let values = of_expressions(&aggregate.aggr_expr, &aggregate.input);
            groups.into_iter().chain(values).collect()
        }
        LogicalPlan::Window(window) => {
            let values = of_expressions(&window.window_expr, &window.input);
            sources(&window.input).into_iter().chain(values).collect()
        }
        LogicalPlan::Distinct(Distinct::On(distinct)) => {
            of_expressions(&distinct.select_expr, &distinct.input)
        }
        LogicalPlan::Union(union) => {
            let mut all: Vec<Sources> = Vec::new();
            for input in &union.inputs {
                for (place, one) in sources(input).into_iter().enumerate() {
                    match all.get_mut(place) {
                        Some(known) => known.extend(one),
                        None => all.push(one),
                    }
                }
            }
            all
        }
        _ => {
            let inputs = plan.inputs();
            inputs.iter().flat_map(|input| sources(input)).collect()
        }
    };
    let wanted = plan.schema().fields().len();
    if found.len() == wanted {
        return found;
    }
    // A form whose columns do not line up with those below it (GROUPING SETS, UNNEST): rather too many than none.
    let all: Sources = found.into_iter().flatten().collect();
    vec![all; wanted]
}

fn of_expressions(expressions: &[Expr], input: &LogicalPlan) -> Vec<Sources> {
    let below = sources(input);
    let schema = input.schema();
    let expressions = expressions.iter();
    expressions
        .map(|expression| of_expression(expression, schema, &below))
        .collect()
}

fn of_expression(expression: &Expr, schema: &DFSchema, below: &[Sources]) -> Sources {
    let mut found = Sources::new();
    let mut add = |column: &Column| {
        let place = schema.maybe_index_of_column(column);
        if let Some(sources) = place.and_then(|place| below.get(place)) {
            found.extend(sources.iter().cloned());
        }
    };
    let mut inner: Vec<Sources> = Vec::new();
    let walked = expression.apply(|part| {
        match part {
            Expr::Column(column) => add(column),
            Expr::ScalarSubquery(subquery) => inner.extend(sources(&subquery.subquery)),
            _ => {}
        }
        Ok(TreeNodeRecursion::Continue)
    });
    debug_assert!(walked.is_ok(), "nothing above fails");
    found.extend(inner.into_iter().flatten());
    found
}
