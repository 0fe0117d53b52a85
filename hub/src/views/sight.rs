//! Who may know of a view, and who may read what it asks.

use crate::reading::reads_all;
use crate::take_in::is_aside;
use crate::{Hub, HubError};
use futures::future::BoxFuture;
use hebewerk_guard::{Action, Resource, decide};
use hebewerk_model::{
    Dataset, OrganisationId, Principal, Protection, SavedView, TableName, ViewDefinition,
    ViewEdition, Visibility,
};
use std::collections::{HashMap, HashSet};

/// What was looked up while one question is answered: views name views.
#[derive(Debug, Default)]
pub(crate) struct Known {
    answers: HashMap<TableName, bool>,
    /// Views that are being looked at: one that names itself over others is judged by the others.
    open: Vec<TableName>,
}

impl Hub {
    /// Whether somebody may know of a view: they are in its circle, and may know of all it names.
    pub(crate) async fn knows_view(
        &self,
        principal: &Principal,
        view: &SavedView,
        known: &mut Known,
    ) -> Result<bool, HubError> {
        self.knows_edition(principal, view, &view.edition, known)
            .await
    }

    /// The same of what it was at some time.
    pub(crate) async fn knows_edition(
        &self,
        principal: &Principal,
        view: &SavedView,
        edition: &ViewEdition,
        known: &mut Known,
    ) -> Result<bool, HubError> {
        if !self.is_in_circle(principal, view.organisation, edition.circle) {
            return Ok(false);
        }
        let is_author = is_author(principal, view, edition);
        for source in &edition.sources {
            if !self
                .knows_source(principal, source, is_author, known)
                .await?
            {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether somebody belongs to the circle that may know of what an organisation keeps.
    #[expect(
        clippy::unused_self,
        reason = "it reads beside the other questions about who may know"
    )]
    pub(crate) fn is_in_circle(
        &self,
        principal: &Principal,
        organisation: OrganisationId,
        visibility: Visibility,
    ) -> bool {
        let nothing_held_back = Protection::default();
        let circle = Resource::Dataset {
            dataset: None,
            organisation,
            visibility,
            sealed: false,
            protection: Some(&nothing_held_back),
        };
        decide(principal, Action::ReadRows, &circle).allowed
    }

    /// Whether somebody may know of something a view names. What is not there any more is known to whoever wrote its name.
    pub(super) fn knows_source<'a>(
        &'a self,
        principal: &'a Principal,
        source: &'a TableName,
        is_author: bool,
        known: &'a mut Known,
    ) -> BoxFuture<'a, Result<bool, HubError>> {
        Box::pin(async move {
            if let Some(answer) = known.answers.get(source) {
                return Ok(*answer);
            }
            let datasets = &self.parts.datasets;
            if let Some(dataset) = datasets.by_table(&source.schema, &source.table).await? {
                let see = decide(principal, Action::SeeMetadata, &Resource::of(&dataset));
                let may_know = see.allowed && self.knows_table(principal, &dataset, source).await?;
                known.answers.insert(source.clone(), may_know);
                return Ok(may_know);
            }
            if SavedView::is_name(source)
                && let Some(view) = self.parts.views.by_name(&source.table).await?
            {
                if known.open.contains(source) {
                    return Ok(true);
                }
                known.open.push(source.clone());
                let may_know = self.knows_view(principal, &view, known).await;
                known.open.pop();
                // Within a circle of views the answer may rest on one that is not given yet.
                if let (true, Ok(may_know)) = (known.open.is_empty(), &may_know) {
                    known.answers.insert(source.clone(), *may_know);
                }
                return may_know;
            }
            let is_bridge = self.behind_view(principal, source).await?.is_some();
            Ok(is_bridge || is_author)
        })
    }

    /// What was set aside is known to those only from whom nothing is held back.
    async fn knows_table(
        &self,
        principal: &Principal,
        dataset: &Dataset,
        source: &TableName,
    ) -> Result<bool, HubError> {
        if !is_aside(source.table.as_str()) {
            return Ok(true);
        }
        let read = decide(principal, Action::ReadRows, &Resource::of(dataset));
        let version = self.selected_version(dataset, source.version).await?;
        Ok(version.is_some_and(|version| reads_all(&read, &version)))
    }

    /// Whether somebody may read what a view asks: the text may name columns that do not exist for everybody. They may
    /// read all tables it names, and no column that is hidden from them stands in it.
    pub(crate) async fn reads_definition(
        &self,
        principal: &Principal,
        edition: &ViewEdition,
    ) -> Result<bool, HubError> {
        let text = match &edition.definition {
            ViewDefinition::Sql(sql) => sql.to_lowercase(),
            // The page of the question itself leaves out what is not there for its reader.
            ViewDefinition::Inquiry(inquiry) => serde_json::to_string(inquiry)
                .unwrap_or_default()
                .to_lowercase(),
        };
        // Columns of a table can be named through the views and bridges over it.
        let mut open = edition.sources.clone();
        let mut seen: HashSet<TableName> = HashSet::new();
        while let Some(source) = open.pop() {
            if !seen.insert(source.clone()) {
                continue;
            }
            let datasets = &self.parts.datasets;
            if let Some(dataset) = datasets.by_table(&source.schema, &source.table).await? {
                if !self
                    .reads_named(principal, (&dataset, &source), &text)
                    .await?
                {
                    return Ok(false);
                }
                continue;
            }
            if SavedView::is_name(&source)
                && let Some(view) = self.parts.views.by_name(&source.table).await?
            {
                open.extend(view.edition.sources);
                continue;
            }
            if let Some(bridge) = self.behind_view(principal, &source).await? {
                open.extend(bridge.tables);
            }
        }
        Ok(true)
    }

    /// Whether somebody may read a table, and knows every column of it that a text names.
    async fn reads_named(
        &self,
        principal: &Principal,
        (dataset, source): (&Dataset, &TableName),
        text: &str,
    ) -> Result<bool, HubError> {
        let read = decide(principal, Action::Count, &Resource::of(dataset));
        if !read.allowed {
            return Ok(false);
        }
        let Some(version) = self.selected_version(dataset, source.version).await? else {
            return Ok(true);
        };
        let access = self.access(&read, &version, source.table.as_str()).await?;
        let tables = self.parts.versions.tables(version.id).await?;
        let mut tables = tables.into_iter();
        let Some(table) = tables.find(|table| table.table.sql_name == source.table) else {
            return Ok(true);
        };
        let seen = access.columns(&table.columns);
        let mut hidden = table.columns.iter().filter(|column| {
            let is_seen = seen.iter().any(|known| known.name == column.name);
            !is_seen && text.contains(&column.name.to_lowercase())
        });
        Ok(hidden.next().is_none())
    }
}

/// Whether somebody wrote it.
pub(crate) fn is_author(principal: &Principal, view: &SavedView, edition: &ViewEdition) -> bool {
    let wrote = [view.created_by, edition.saved_by];
    let account = principal.account();
    *principal == Principal::Operator
        || account.is_some_and(|account| wrote.contains(&Some(account)))
}
