//! What stands behind the names of a statement: views put in place before the guard, so that every table behind them is
//! guarded as if the reader had named it.

use super::sight::Known;
use crate::inquiry::{check, statement};
use crate::ports::{AskError, BoundValue, View, ViewProblem};
use crate::{Hub, HubError};
use futures::future::BoxFuture;
use hebewerk_guard::Action;
use hebewerk_model::{
    BridgeId, Inquiry, Principal, SavedView, TableName, ViewDefinition, ViewParameter,
};
use std::collections::BTreeMap;

/// Views one behind the other at most.
pub(crate) const MOST_DEPTH: usize = 8;
/// Views behind one statement at most.
const MOST_VIEWS: usize = 40;

/// Values somebody gives the parameters of one view; all others have their defaults.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bound {
    /// The view they are for.
    pub(crate) view: Option<TableName>,
    /// Values by name, in standard notation.
    pub(crate) values: BTreeMap<String, String>,
}

/// A table behind a view.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Leaf {
    /// Its name.
    pub(crate) name: TableName,
    /// What the view does with it.
    pub(crate) act: Action,
    /// The view that names it.
    pub(crate) view: TableName,
}

/// What stands behind the names of a statement.
#[derive(Debug, Default)]
pub(crate) struct Behind {
    /// Bridges that are walked.
    pub(crate) bridges: Vec<BridgeId>,
    /// Views, each behind those it names.
    pub(crate) views: Vec<View>,
    /// The tables behind them, each once.
    pub(crate) leaves: Vec<Leaf>,
}

impl Behind {
    /// Whether a name is that of a view.
    pub(crate) fn has(&self, name: &TableName) -> bool {
        self.views.iter().any(|view| view.name == *name)
    }

    fn add(&mut self, leaf: Leaf) {
        match self.leaves.iter_mut().find(|known| known.name == leaf.name) {
            // Who may count may not always read rows.
            Some(known) if leaf.act == Action::ReadRows => known.act = Action::ReadRows,
            Some(_) => {}
            None => self.leaves.push(leaf),
        }
    }
}

/// A walk from names to what stands behind them.
struct Walk<'a> {
    principal: &'a Principal,
    bound: &'a Bound,
    known: Known,
    path: Vec<TableName>,
    behind: Behind,
}

impl Hub {
    /// What stands behind these names. A name that is no view for this reader is left alone.
    pub(crate) async fn behind(
        &self,
        principal: &Principal,
        names: &[TableName],
        bound: &Bound,
    ) -> Result<Behind, HubError> {
        let mut walk = Walk {
            principal,
            bound,
            known: Known::default(),
            path: Vec::new(),
            behind: Behind::default(),
        };
        for name in names {
            self.step_behind(name, &mut walk).await?;
        }
        Ok(walk.behind)
    }

    /// What stands behind a view that may not be saved yet, itself behind all it names.
    pub(crate) async fn behind_one(
        &self,
        principal: &Principal,
        (name, view): (&TableName, &SavedView),
    ) -> Result<Behind, HubError> {
        let bound = Bound::default();
        let mut walk = Walk {
            principal,
            bound: &bound,
            known: Known::default(),
            path: vec![name.clone()],
            behind: Behind::default(),
        };
        self.put_in_place(name, view, &mut walk).await?;
        Ok(walk.behind)
    }

    /// Steps behind one name; `false` where it is no view.
    fn step_behind<'a>(
        &'a self,
        name: &'a TableName,
        walk: &'a mut Walk<'_>,
    ) -> BoxFuture<'a, Result<bool, HubError>> {
        Box::pin(async move {
            if walk.behind.has(name) {
                return Ok(true);
            }
            if let Some(bridge) = self.behind_view(walk.principal, name).await? {
                walk.behind.bridges.push(bridge.bridge);
                for table in bridge.tables {
                    walk.behind.add(Leaf {
                        name: table,
                        act: Action::ReadRows,
                        view: name.clone(),
                    });
                }
                walk.behind.views.push(bridge.view);
                return Ok(true);
            }
            let Some(view) = self.known_behind(name, walk).await? else {
                return Ok(false);
            };
            if walk.path.contains(name) {
                return Err(problem(name, ViewProblem::Circle));
            }
            if walk.path.len() >= MOST_DEPTH || walk.behind.views.len() >= MOST_VIEWS {
                return Err(problem(name, ViewProblem::TooDeep));
            }
            walk.path.push(name.clone());
            self.put_in_place(name, &view, walk).await?;
            walk.path.pop();
            Ok(true)
        })
    }

    /// The view of this name, if the reader may know of it. A table of that name goes first.
    async fn known_behind(
        &self,
        name: &TableName,
        walk: &mut Walk<'_>,
    ) -> Result<Option<SavedView>, HubError> {
        if !SavedView::is_name(name) {
            return Ok(None);
        }
        let Some(view) = self.parts.views.by_name(&name.table).await? else {
            return Ok(None);
        };
        let datasets = &self.parts.datasets;
        if datasets
            .by_table(&name.schema, &name.table)
            .await?
            .is_some()
        {
            return Ok(None);
        }
        let may_know = self.knows_view(walk.principal, &view, &mut walk.known);
        Ok(may_know.await?.then_some(view))
    }

    async fn put_in_place(
        &self,
        name: &TableName,
        view: &SavedView,
        walk: &mut Walk<'_>,
    ) -> Result<(), HubError> {
        let (sql, sources) = match &view.edition.definition {
            ViewDefinition::Sql(sql) => (sql.clone(), view.edition.sources.clone()),
            ViewDefinition::Inquiry(inquiry) => {
                self.asked_by(walk.principal, name, inquiry).await?
            }
        };
        for source in &sources {
            if !self.step_behind(source, walk).await? {
                walk.behind.add(Leaf {
                    name: source.clone(),
                    act: Action::Count,
                    view: name.clone(),
                });
            }
        }
        let is_shown = self.reads_definition(walk.principal, &view.edition).await?;
        let given = (walk.bound.view.as_ref() == Some(name)).then_some(&walk.bound.values);
        let values = bound_values(&view.edition.parameters, given)?;
        walk.behind.views.push(View {
            name: name.clone(),
            sql,
            is_ours: false,
            is_shown,
            values,
        });
        Ok(())
    }

    /// The statement of a question for this reader, and the tables it names.
    async fn asked_by(
        &self,
        principal: &Principal,
        name: &TableName,
        inquiry: &Inquiry,
    ) -> Result<(String, Vec<TableName>), HubError> {
        let setting = match self.setting(principal, inquiry).await {
            Ok(setting) => setting,
            Err(HubError::NotFound {
                what: "table",
                name: table,
            }) => {
                return Err(problem(name, ViewProblem::SourceGone(table)));
            }
            Err(HubError::NotFound { .. }) => return Err(problem(name, ViewProblem::Hidden)),
            Err(error) => return Err(error),
        };
        if !check(inquiry, &setting).is_empty() {
            return Err(problem(name, ViewProblem::Hidden));
        }
        Ok((statement(inquiry, &setting, None).sql, setting.reads()))
    }
}

/// The values of all parameters: what was given, else the default.
pub(crate) fn bound_values(
    parameters: &[ViewParameter],
    given: Option<&BTreeMap<String, String>>,
) -> Result<Vec<BoundValue>, HubError> {
    if let Some(given) = given {
        let mut names = given.keys();
        let is_unknown =
            |name: &&String| !parameters.iter().any(|known| known.name.as_str() == *name);
        if names.any(|name| is_unknown(&name)) {
            return Err(crate::grants::invalid(
                "parameters",
                "view_parameter_unknown",
            ));
        }
    }
    let parameters = parameters.iter();
    parameters
        .map(|parameter| {
            let given = given.and_then(|given| given.get(parameter.name.as_str()));
            let text = given.map_or(parameter.default.as_str(), String::as_str);
            let value = BoundValue::read(parameter.name.as_str(), parameter.kind, text);
            value.ok_or_else(|| crate::grants::invalid("parameters", "view_parameter_value"))
        })
        .collect()
}

fn problem(view: &TableName, problem: ViewProblem) -> HubError {
    let name = view.to_string();
    AskError::View { name, problem }.into()
}
