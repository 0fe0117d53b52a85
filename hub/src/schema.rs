//! Tables somebody may query, for completion and for messages.

use crate::ports::NewestTable;
use crate::take_in::is_aside;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource, decide};
use hebewerk_model::{Column, DatasetId, Principal, TableName, VersionSelector};
use std::collections::HashMap;

/// Datasets asked for at once.
const PAGE: u32 = 200;
/// Tables returned at most.
const MOST_TABLES: usize = 2_000;

/// A table somebody may query.
#[derive(Debug, Clone)]
pub struct SchemaTable {
    /// As written in SQL.
    pub name: TableName,
    /// Title of its dataset.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Whether it is a bridge that was taken over, or a view somebody saved, and so no table of a dataset.
    pub is_view: bool,
}

impl Hub {
    /// The tables whose rows the principal may read or count, at most 2,000, and behind them the bridges that
    /// are views to them and the views somebody saved.
    pub async fn schema(&self, principal: &Principal) -> Result<Vec<SchemaTable>, HubError> {
        let organisations = self.parts.organisations.list().await?;
        let mut newest: HashMap<DatasetId, Vec<NewestTable>> = HashMap::new();
        for table in self.parts.versions.newest_tables().await? {
            newest.entry(table.dataset).or_default().push(table);
        }
        let mut tables = Vec::new();
        let mut after = None;
        loop {
            let page = self.parts.datasets.list(None, after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = Some(last.id);
            for dataset in &page {
                let owner = organisations
                    .iter()
                    .find(|owner| owner.id == dataset.organisation);
                let Some(owner) = owner else { continue };
                let read = decide(principal, Action::Count, &Resource::of(dataset));
                if !read.allowed {
                    continue;
                }
                for table in newest.remove(&dataset.id).unwrap_or_default() {
                    let name = table.sql_name.as_str();
                    if is_aside(name) && read.conditions.restrict(&table.personal) {
                        continue;
                    }
                    let access = read.conditions.of_table(name, &table.personal, &[]);
                    let columns = access.columns(&table.columns);
                    tables.push(SchemaTable {
                        name: TableName {
                            schema: owner.slug.clone(),
                            table: table.sql_name,
                            version: VersionSelector::Current,
                        },
                        title: dataset.description.title.clone(),
                        columns,
                        is_view: false,
                    });
                }
            }
            if tables.len() >= MOST_TABLES || page.len() < PAGE as usize {
                break;
            }
        }
        tables.truncate(MOST_TABLES);
        tables.extend(self.view_tables(principal).await?);
        tables.extend(self.saved_view_tables(principal).await?);
        Ok(tables)
    }
}
