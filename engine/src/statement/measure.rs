//! Measures a parsed statement and refuses what is too large to be planned safely, or is no question.

use super::{is_question, not_offered, too_large};
use datafusion::sql::sqlparser::ast::{
    Expr, Query, Select, SetExpr, Statement, TableFactor, Visit, Visitor,
};
use hebewerk_hub::ports::{AskError, Measured, Unoffered};
use std::ops::ControlFlow;

/// Most expressions, not counting constants in lists (knowledge: security §2.4).
const MAX_EXPRESSIONS: usize = 500;

/// Most constants in `IN (…)` lists and `VALUES`: they lie side by side and cost little.
const MAX_CONSTANTS: usize = 5_000;

/// Most arms of UNION, INTERSECT and EXCEPT.
const MAX_ARMS: usize = 64;

/// Checks kind and size.
pub(crate) fn check(statement: &Statement) -> Result<(), AskError> {
    is_question(statement)?;
    let mut measure = Measure::default();
    match statement.visit(&mut measure) {
        ControlFlow::Break(error) => Err(error),
        ControlFlow::Continue(()) => Ok(()),
    }
}

#[derive(Debug, Default)]
struct Measure {
    statements: usize,
    expressions: usize,
    listed: usize,
    arms: usize,
}

impl Measure {
    fn count_expressions(&mut self) -> ControlFlow<AskError> {
        if self.listed > MAX_CONSTANTS {
            return ControlFlow::Break(too_large(Measured::Constants, MAX_CONSTANTS));
        }
        // Constants of a list are visited after the list itself, so they are known by then.
        if self.expressions.saturating_sub(self.listed) > MAX_EXPRESSIONS {
            return ControlFlow::Break(too_large(Measured::Expressions, MAX_EXPRESSIONS));
        }
        ControlFlow::Continue(())
    }

    /// Goes down the arms of set operations without recursion: they nest to the left.
    fn check_body(&mut self, body: &SetExpr) -> ControlFlow<AskError> {
        let mut open = vec![body];
        while let Some(body) = open.pop() {
            match body {
                SetExpr::SetOperation { left, right, .. } => {
                    self.arms += 1;
                    if self.arms >= MAX_ARMS {
                        return ControlFlow::Break(too_large(Measured::Arms, MAX_ARMS));
                    }
                    open.extend([left.as_ref(), right.as_ref()]);
                }
                SetExpr::Values(values) => {
                    let cells = values.rows.iter().flat_map(|row| row.iter());
                    self.listed += cells.filter(|cell| is_constant(cell)).count();
                }
                SetExpr::Select(_) | SetExpr::Query(_) => {}
                SetExpr::Insert(_)
                | SetExpr::Update(_)
                | SetExpr::Delete(_)
                | SetExpr::Merge(_) => {
                    return ControlFlow::Break(AskError::NotOffered(Unoffered::Changing));
                }
                SetExpr::Table(_) => return ControlFlow::Break(not_offered("TABLE")),
            }
        }
        ControlFlow::Continue(())
    }
}

fn is_constant(expression: &Expr) -> bool {
    match expression {
        Expr::Value(_) => true,
        Expr::UnaryOp { expr, .. } => matches!(expr.as_ref(), Expr::Value(_)),
        _ => false,
    }
}

impl Visitor for Measure {
    type Break = AskError;

    fn pre_visit_statement(&mut self, _: &Statement) -> ControlFlow<AskError> {
        self.statements += 1;
        if self.statements > 1 {
            return ControlFlow::Break(AskError::NotOffered(Unoffered::NestedStatement));
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<AskError> {
        let refused = if query.with.as_ref().is_some_and(|with| with.recursive) {
            "WITH RECURSIVE"
        } else if !query.locks.is_empty() {
            "FOR UPDATE"
        } else if !query.pipe_operators.is_empty() {
            "|>"
        } else if query.settings.is_some()
            || query.format_clause.is_some()
            || query.for_clause.is_some()
        {
            return ControlFlow::Break(AskError::NotOffered(Unoffered::Setting));
        } else {
            return self.check_body(&query.body);
        };
        ControlFlow::Break(not_offered(refused))
    }

    fn pre_visit_select(&mut self, select: &Select) -> ControlFlow<AskError> {
        if select.into.is_some() {
            return ControlFlow::Break(not_offered("SELECT INTO"));
        }
        if !select.connect_by.is_empty() {
            return ControlFlow::Break(not_offered("CONNECT BY"));
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<AskError> {
        match factor {
            TableFactor::Table { args: None, .. }
            | TableFactor::Derived { .. }
            | TableFactor::NestedJoin { .. }
            | TableFactor::UNNEST { .. } => ControlFlow::Continue(()),
            _ => ControlFlow::Break(AskError::NotOffered(Unoffered::TableFunction)),
        }
    }

    fn pre_visit_expr(&mut self, expression: &Expr) -> ControlFlow<AskError> {
        self.expressions += 1;
        if let Expr::InList { list, .. } = expression {
            // A negative constant is two expressions.
            self.listed += list.iter().filter(|element| is_constant(element)).count();
        }
        self.count_expressions()
    }
}
