//! Views as they are told: lists, one with its sources and its history, and its rows.

use super::behind::Bound;
use super::keep::may_change;
use super::sight::Known;
use crate::schema::SchemaTable;
use crate::{Asked, Hub, HubError, PurposeWish};
use hebewerk_guard::{Action, Resource, decide};
use hebewerk_model::{
    AccountId, BridgeId, Dataset, DatasetState, Organisation, Principal, SavedView, TableName,
    ViewDefinition, ViewEdition,
};

use std::collections::BTreeMap;

/// Columns by which rows are ordered at most.
const MOST_ORDERED: usize = 60;

/// A view in a list.
#[derive(Debug, Clone)]
pub struct ViewCard {
    /// The view.
    pub view: SavedView,
    /// Whose it is.
    pub organisation: Organisation,
    /// Who saved it last; told to those who work in the city.
    pub saved_by: Option<String>,
    /// Whether the asker may change it.
    pub may_change: bool,
}

/// What a view names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceKind {
    /// A table of a dataset.
    Dataset {
        /// Slug of its organisation.
        organisation: String,
        /// Slug of the dataset.
        dataset: String,
        /// Its title.
        title: String,
        /// Whether it was withdrawn: what is there can still be read.
        is_withdrawn: bool,
    },
    /// A bridge that was taken over.
    Bridge(BridgeId),
    /// Another view, with its title.
    View(String),
    /// Nothing that is there any more.
    Gone,
}

/// Something a view names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewSource {
    /// As written in SQL.
    pub name: TableName,
    /// What it is.
    pub kind: SourceKind,
}

/// A view with everything its page says.
#[derive(Debug, Clone)]
pub struct ViewShown {
    /// The view.
    pub card: ViewCard,
    /// Whether the asker may read what it asks.
    pub is_definition_shown: bool,
    /// What it names.
    pub sources: Vec<ViewSource>,
    /// What it was before, newest first, as far as the asker may know of it; the newest among them. Each with who saved
    /// it.
    pub editions: Vec<(ViewEdition, Option<String>)>,
    /// Views that name this one, as far as the asker may know of them.
    pub used_by: Vec<SavedView>,
}

impl Hub {
    /// The views somebody may know of, by title.
    pub async fn views(&self, principal: &Principal) -> Result<Vec<ViewCard>, HubError> {
        let known = self.known_views(principal).await?;
        let mut cards = Vec::with_capacity(known.len());
        for view in known {
            cards.push(self.view_card(principal, view).await?);
        }
        cards.sort_by_cached_key(|card| card.view.edition.title.to_lowercase());
        Ok(cards)
    }

    /// One view.
    pub async fn view(&self, principal: &Principal, name: &str) -> Result<ViewShown, HubError> {
        let view = self.known_view(principal, name).await?;
        let is_definition_shown = self.reads_definition(principal, &view.edition).await?;
        let mut sources = Vec::new();
        for source in &view.edition.sources {
            let kind = self.source_kind(principal, source).await?;
            sources.push(ViewSource {
                name: source.clone(),
                kind,
            });
        }
        let editions = self.told_editions(principal, &view).await?;
        let used_by = match view.table_name() {
            Some(name) => self.views_naming(principal, &name).await?,
            None => Vec::new(),
        };
        Ok(ViewShown {
            card: self.view_card(principal, view).await?,
            is_definition_shown,
            sources,
            editions,
            used_by,
        })
    }

    /// The rows of a view, with values for its parameters; answered and on record like a statement that names it.
    /// `most` bounds them.
    pub async fn view_rows(
        &self,
        principal: &Principal,
        name: &str,
        values: BTreeMap<String, String>,
        (purpose, most): (Option<&PurposeWish>, Option<usize>),
    ) -> Result<Asked, HubError> {
        let view = self.known_view(principal, name).await?;
        let sql = self.statement_of_rows(principal, &view, most).await?;
        let bound = Bound {
            view: view.table_name(),
            values,
        };
        let answered = self
            .answer_with(
                principal,
                &sql,
                &bound,
                (purpose, self.parts.question_limits),
            )
            .await?;
        Ok(self.counted_in(principal, answered).await)
    }

    /// The statement that reads a view, in an order that is always the same.
    pub(crate) async fn statement_of_rows(
        &self,
        principal: &Principal,
        view: &SavedView,
        most: Option<usize>,
    ) -> Result<String, HubError> {
        let missing = || HubError::not_found("view", &view.name);
        let table = view.table_name().ok_or_else(missing)?;
        let mut sql = format!("select *\nfrom {table}");
        sql.push_str(&self.order_of_rows(principal, view).await);
        if let Some(most) = most {
            sql.push_str(&format!("\nlimit {most}"));
        }
        Ok(sql)
    }

    /// An order that is always the same, for a view that has none of its own: rows that are joined come as they are found,
    /// and how they are found depends on rows the reader does not see.
    async fn order_of_rows(&self, principal: &Principal, view: &SavedView) -> String {
        let has_own = match &view.edition.definition {
            ViewDefinition::Sql(sql) => sql.to_lowercase().contains("order by"),
            ViewDefinition::Inquiry(_) => true,
        };
        if has_own {
            return String::new();
        }
        // What is wrong with it is told, and on record, when it is asked.
        let Ok((columns, _tables)) = self.traced(principal, view).await else {
            return String::new();
        };
        let places = (1..=columns.len().min(MOST_ORDERED)).map(|place| place.to_string());
        let places: Vec<String> = places.collect();
        if places.is_empty() {
            return String::new();
        }
        format!("\norder by {}", places.join(", "))
    }

    /// Views over a dataset, also over other views, as far as somebody may know of them.
    pub async fn views_of_dataset(
        &self,
        principal: &Principal,
        dataset: &Dataset,
    ) -> Result<Vec<SavedView>, HubError> {
        let all = self.parts.views.all().await?;
        if all.is_empty() {
            return Ok(all);
        }
        let office = self.parts.organisations.get(dataset.organisation).await?;
        let mut over: Vec<TableName> = Vec::new();
        let mut open: Vec<&SavedView> = all.iter().collect();
        loop {
            let before = over.len();
            let mut left = Vec::new();
            for view in open {
                let stands_on_it = self
                    .stands_on(view, (dataset, office.as_ref()), &over)
                    .await?;
                match view.table_name() {
                    Some(name) if stands_on_it => over.push(name),
                    _ => left.push(view),
                }
            }
            open = left;
            if over.len() == before {
                break;
            }
        }
        let mut known = Known::default();
        let mut found = Vec::new();
        for view in &all {
            let is_over = view.table_name().is_some_and(|name| over.contains(&name));
            if is_over && self.knows_view(principal, view, &mut known).await? {
                found.push(view.clone());
            }
        }
        Ok(found)
    }

    /// Whether a view names a table of a dataset, or one of these views.
    async fn stands_on(
        &self,
        view: &SavedView,
        (dataset, office): (&Dataset, Option<&Organisation>),
        over: &[TableName],
    ) -> Result<bool, HubError> {
        for source in &view.edition.sources {
            if over.contains(source) {
                return Ok(true);
            }
            if office.is_some_and(|office| office.slug == source.schema) {
                let datasets = &self.parts.datasets;
                let found = datasets.by_table(&source.schema, &source.table).await?;
                if found.is_some_and(|found| found.id == dataset.id) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Views somebody may name in SQL, as tables. Their columns are those their reader gets, and not known before.
    pub(crate) async fn saved_view_tables(
        &self,
        principal: &Principal,
    ) -> Result<Vec<SchemaTable>, HubError> {
        let views = self.known_views(principal).await?;
        let tables = views.into_iter().filter_map(|view| {
            Some(SchemaTable {
                name: view.table_name()?,
                title: view.edition.title,
                columns: Vec::new(),
                is_view: true,
            })
        });
        Ok(tables.collect())
    }

    async fn known_views(&self, principal: &Principal) -> Result<Vec<SavedView>, HubError> {
        let mut known = Known::default();
        let mut views = Vec::new();
        for view in self.parts.views.all().await? {
            if self.knows_view(principal, &view, &mut known).await? {
                views.push(view);
            }
        }
        Ok(views)
    }

    async fn views_naming(
        &self,
        principal: &Principal,
        name: &TableName,
    ) -> Result<Vec<SavedView>, HubError> {
        let mut views = self.known_views(principal).await?;
        views.retain(|view| view.edition.sources.contains(name));
        Ok(views)
    }

    async fn view_card(
        &self,
        principal: &Principal,
        view: SavedView,
    ) -> Result<ViewCard, HubError> {
        let organisation = self.parts.organisations.get(view.organisation).await?;
        let missing = || HubError::not_found("organisation", view.organisation);
        Ok(ViewCard {
            organisation: organisation.ok_or_else(missing)?,
            saved_by: self.told_name(principal, view.edition.saved_by).await?,
            may_change: may_change(principal, &view).is_ok(),
            view,
        })
    }

    /// The name of somebody, for those who work in the city.
    async fn told_name(
        &self,
        principal: &Principal,
        account: Option<AccountId>,
    ) -> Result<Option<String>, HubError> {
        let works_here = match principal {
            Principal::Operator => true,
            Principal::Person { .. } => principal.offices().next().is_some(),
            Principal::Anonymous | Principal::Guest(_) | Principal::Program(_) => false,
        };
        let Some(account) = account.filter(|_| works_here) else {
            return Ok(None);
        };
        let account = self.parts.accounts.get(account).await?;
        Ok(account.map(|account| account.name))
    }

    async fn told_editions(
        &self,
        principal: &Principal,
        view: &SavedView,
    ) -> Result<Vec<(ViewEdition, Option<String>)>, HubError> {
        let mut told = Vec::new();
        for edition in self.parts.views.editions(view.id).await? {
            let mut known = Known::default();
            let may_know = self.knows_edition(principal, view, &edition, &mut known);
            if may_know.await? && self.reads_definition(principal, &edition).await? {
                let name = self.told_name(principal, edition.saved_by).await?;
                told.push((edition, name));
            }
        }
        Ok(told)
    }

    async fn source_kind(
        &self,
        principal: &Principal,
        source: &TableName,
    ) -> Result<SourceKind, HubError> {
        let datasets = &self.parts.datasets;
        if let Some(dataset) = datasets.by_table(&source.schema, &source.table).await? {
            let may_know = decide(principal, Action::SeeMetadata, &Resource::of(&dataset));
            if !may_know.allowed {
                return Ok(SourceKind::Gone);
            }
            return Ok(SourceKind::Dataset {
                organisation: source.schema.to_string(),
                dataset: dataset.slug.to_string(),
                title: dataset.description.title,
                is_withdrawn: dataset.state == DatasetState::Withdrawn,
            });
        }
        if SavedView::is_name(source)
            && let Some(view) = self.parts.views.by_name(&source.table).await?
        {
            return Ok(SourceKind::View(view.edition.title));
        }
        let bridge = self.behind_view(principal, source).await?;
        Ok(bridge.map_or(SourceKind::Gone, |bridge| SourceKind::Bridge(bridge.bridge)))
    }
}
