//! The parts of which plans over one table are made.

use super::filter;
use crate::ask_error::in_own_plan;
use crate::guarded::{GuardedProvider, RowNumbers};
use crate::session::Base;
use crate::similar::similar;
use datafusion::datasource::provider_as_source;
use datafusion::error::Result;
use datafusion::logical_expr::{LogicalPlanBuilder, SortExpr, ident};
use hebewerk_hub::ports::{AskError, Filter, GuardedTable, Measured, Sort};
use hebewerk_lake::ROW_NUMBER;
use hebewerk_model::Column;
use std::sync::Arc;

/// Most conditions of one request: each is a level of the plan.
const MAX_FILTERS: usize = 64;

/// The columns an asker may name.
#[derive(Debug)]
pub(crate) struct Known {
    columns: Vec<Column>,
}

impl Known {
    pub(crate) fn of(table: &GuardedTable) -> Self {
        Self {
            columns: table.access.columns(&table.columns),
        }
    }

    /// The column with this name; an error that names those that are close if there is none.
    pub(crate) fn column(&self, name: &str) -> Result<&Column, AskError> {
        self.columns
            .iter()
            .find(|column| column.name == name)
            .ok_or_else(|| AskError::Unknown {
                what: "column".to_owned(),
                name: name.to_owned(),
                similar: similar(name, self.columns.iter().map(|column| column.name.as_str())),
            })
    }

    /// The names asked for, each once; all if none.
    pub(crate) fn fields(&self, asked: &[String]) -> Result<Vec<String>, AskError> {
        if asked.is_empty() {
            return Ok(self
                .columns
                .iter()
                .map(|column| column.name.clone())
                .collect());
        }
        let mut fields: Vec<String> = Vec::with_capacity(asked.len());
        for name in asked {
            let column = self.column(name)?;
            if !fields.contains(&column.name) {
                fields.push(column.name.clone());
            }
        }
        Ok(fields)
    }
}

/// The guarded table as the beginning of a plan.
pub(crate) fn guarded(
    base: &Base,
    table: &GuardedTable,
    numbers: RowNumbers,
) -> Result<LogicalPlanBuilder> {
    let provider = Arc::new(GuardedProvider::new(table, base.data(), numbers));
    LogicalPlanBuilder::scan("tabelle", provider_as_source(provider), None)
}

/// Rows that satisfy all conditions.
pub(crate) fn with_filters(
    mut plan: LogicalPlanBuilder,
    known: &Known,
    filters: &[Filter],
) -> Result<LogicalPlanBuilder, AskError> {
    if filters.len() > MAX_FILTERS {
        return Err(AskError::TooLarge {
            what: Measured::Conditions,
            limit: MAX_FILTERS as u64,
        });
    }
    for filter in filters {
        let condition = filter::condition(known.column(&filter.column)?, filter)?;
        plan = plan
            .filter(condition)
            .map_err(|error| in_own_plan(&error))?;
    }
    Ok(plan)
}

/// Rows by the sort column, those without a value last, then by row number.
pub(crate) fn in_order(
    plan: LogicalPlanBuilder,
    sort: Option<&Sort>,
) -> Result<LogicalPlanBuilder> {
    let mut order: Vec<SortExpr> = Vec::with_capacity(2);
    if let Some(sort) = sort {
        order.push(ident(sort.column.as_str()).sort(!sort.descending, false));
    }
    order.push(ident(ROW_NUMBER).sort(true, false));
    plan.sort(order)
}
