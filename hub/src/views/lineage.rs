//! Where the values of a view come from, column by column, and of which versions.

use crate::ports::{AskError, GuardedTable, Question, TracedColumn, ViewProblem};
use crate::tables::Resolved;
use crate::{Hub, HubError};
use hebewerk_model::{Principal, SavedView, TableName, VersionNumber};

/// A column of a table that a column of a view takes its values from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnSource {
    /// The table, as written in SQL.
    pub table: TableName,
    /// The column's name in SQL.
    pub column: String,
    /// Its header as in the file.
    pub label: String,
    /// Slug of the dataset; that of its organisation is the schema of the table.
    pub dataset: String,
    /// Title of the dataset.
    pub title: String,
    /// The version that is read.
    pub version: VersionNumber,
}

/// A column of a view as its reader gets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewColumn {
    /// Its name.
    pub name: String,
    /// Where its values come from; nothing where they are made of constants, or only counted.
    pub from: Vec<ColumnSource>,
}

impl Hub {
    /// The columns of a view and where their values come from, for this reader: nothing that does not exist for them is
    /// named. No row is read by that.
    pub async fn view_columns(
        &self,
        principal: &Principal,
        name: &str,
    ) -> Result<Vec<ViewColumn>, HubError> {
        let view = self.known_view(principal, name).await?;
        let (traced, tables) = self.traced(principal, &view).await?;
        let columns = traced.into_iter().map(|column| {
            let from = column.from.into_iter();
            let from = from.filter_map(|(table, column)| source(table, column, &tables));
            ViewColumn {
                name: column.name,
                from: from.collect(),
            }
        });
        Ok(columns.collect())
    }

    /// What the engine says of a view's columns, and the tables behind it.
    pub(super) async fn traced(
        &self,
        principal: &Principal,
        view: &SavedView,
    ) -> Result<(Vec<TracedColumn>, Vec<Resolved>), HubError> {
        let missing = || HubError::not_found("view", &view.name);
        let name = view.table_name().ok_or_else(missing)?;
        let behind = self.behind_one(principal, (&name, view)).await?;
        let mut resolved = Vec::with_capacity(behind.leaves.len());
        for leaf in &behind.leaves {
            let table = self.table_for_columns(principal, leaf.act, &leaf.name);
            resolved.push(match table.await {
                Err(HubError::NotFound { .. }) => {
                    let gone = ViewProblem::SourceGone(leaf.name.to_string());
                    let name = leaf.view.to_string();
                    return Err(AskError::View {
                        name,
                        problem: gone,
                    }
                    .into());
                }
                table => table?,
            });
        }
        let question = Question {
            sql: format!("select * from {name}"),
            limits: self.parts.question_limits,
            place: self.questions.take(principal).await?,
        };
        let statement = self.parts.engine.read(question).await?;
        let tables = resolved.iter().map(|table| table.guarded.clone());
        let tables: Vec<GuardedTable> = tables.collect();
        let traced = statement.trace(tables, behind.views).await?;
        Ok((traced, resolved))
    }
}

/// A source with what is told of it.
fn source(name: TableName, column: String, tables: &[Resolved]) -> Option<ColumnSource> {
    let found = tables.iter().find(|table| table.guarded.name == name)?;
    let mut known = found.table.columns.iter();
    let known = known.find(|known| known.name == column);
    Some(ColumnSource {
        label: known.map_or_else(|| column.clone(), |known| known.label.clone()),
        dataset: found.dataset.slug.to_string(),
        title: found.dataset.description.title.clone(),
        version: found.version.number,
        table: name,
        column,
    })
}
