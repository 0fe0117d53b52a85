//! What somebody may see of the banks of bridges, looked up once for each dataset and table.

use super::board::Facts;
use super::joining::Mended;
use super::view::{BridgeBank, BridgeColumn, meaning_of};
use super::worth::is_only_reference;
use crate::ports::BridgeMapping;
use crate::reading::fitting;
use crate::release::Released;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Conditions, Resource, decide};
use hebewerk_model::{
    Bridge, BridgeSide, Column, DatasetId, OrganisationId, Principal, SemanticType,
};
use std::collections::HashMap;
use std::sync::Arc;

/// What somebody may see.
pub(super) struct Sight(HashMap<DatasetId, Seen>);

/// A dataset whose rows somebody may read.
struct Seen {
    facts: Arc<Facts>,
    conditions: Conditions,
    may_maintain: bool,
    tables: HashMap<String, SeenTable>,
}

/// A table as its reader knows it.
struct SeenTable {
    columns: HashMap<String, SeenColumn>,
    /// All columns the reader knows, in order.
    all: Arc<[String]>,
    /// The same with what is known of them.
    known: Arc<[Column]>,
}

struct SeenColumn {
    label: String,
    meaning: Option<SemanticType>,
    /// Whether the reader sees its values.
    is_mine: bool,
    /// Whether everybody who may read the dataset sees them, and so does the reader.
    is_shown: bool,
}

impl Hub {
    /// What somebody may see of these datasets.
    pub(super) async fn sight(
        &self,
        principal: &Principal,
        datasets: impl Iterator<Item = DatasetId>,
    ) -> Result<Sight, HubError> {
        let facts = self.facts(datasets).await?;
        let seen = facts.into_iter().filter_map(|(dataset, facts)| {
            let seen = self.seen(principal, facts)?;
            Some((dataset, seen))
        });
        Ok(Sight(seen.collect()))
    }

    /// The current version of a dataset, if somebody may read its rows.
    fn seen(&self, principal: &Principal, facts: Arc<Facts>) -> Option<Seen> {
        let dataset = &facts.dataset;
        let resource = Resource::of(dataset);
        let read = decide(principal, Action::ReadRows, &resource);
        if !read.allowed || !decide(principal, Action::SeeMetadata, &resource).allowed {
            return None;
        }
        let released = if self.reads_only_released(principal, dataset, &read) {
            Released::of(&facts.released, principal)
        } else {
            Released::All
        };
        let read = released.fitting(fitting(read, &facts.tables), facts.version.number);
        let may_maintain = decide(principal, Action::Maintain, &resource).allowed;
        if !read.allowed {
            return None;
        }
        Some(Seen {
            may_maintain,
            conditions: read.conditions,
            tables: HashMap::new(),
            facts,
        })
    }
}

impl Sight {
    /// Whether somebody may know of a bank: everybody who may read the dataset sees its columns, and so do they. Columns
    /// that are gone hide nothing.
    pub(super) fn sees(&mut self, side: &BridgeSide) -> bool {
        let Some(seen) = self.0.get_mut(&side.dataset) else {
            return false;
        };
        let table = seen.table(&side.table);
        let mut names = side.columns.iter();
        names.all(|name| table.columns.get(name).is_none_or(|known| known.is_shown))
    }

    /// Whether somebody may know of a bridge: of both banks, and of what lies between them.
    pub(super) fn sees_all(&mut self, bridge: &Bridge) -> bool {
        bridge.piers().all(|side| self.sees(side))
    }

    /// What the key of a bank means.
    pub(super) fn meaning(&mut self, side: &BridgeSide) -> Option<SemanticType> {
        let table = self.0.get_mut(&side.dataset)?.table(&side.table);
        let meaning = |name: &String| table.columns.get(name).and_then(|known| known.meaning);
        let meanings: Vec<_> = side.columns.iter().map(meaning).collect();
        meaning_of(&meanings, side.part.as_deref())
    }

    /// Whether a bridge only says in which part of the city rows are.
    pub(super) fn is_only_reference(&mut self, bridge: &Bridge) -> bool {
        let meanings = [self.meaning(&bridge.left), self.meaning(&bridge.right)];
        is_only_reference(&bridge.measure, meanings)
    }

    /// Whether whoever looks maintains a dataset.
    pub(super) fn maintains(&self, dataset: DatasetId) -> bool {
        self.0.get(&dataset).is_some_and(|seen| seen.may_maintain)
    }

    /// Whose a dataset is.
    pub(super) fn house(&self, dataset: DatasetId) -> Option<OrganisationId> {
        Some(self.0.get(&dataset)?.facts.organisation.id)
    }

    /// A bank as it is told; none if somebody may not know of it.
    pub(super) fn bank(&mut self, side: &BridgeSide) -> Option<BridgeBank> {
        if !self.sees(side) {
            return None;
        }
        let seen = self.0.get_mut(&side.dataset)?;
        let facts = Arc::clone(&seen.facts);
        let table = seen.table(&side.table);
        let columns = side.columns.iter().map(|name| {
            let known = table.columns.get(name);
            BridgeColumn {
                name: name.clone(),
                label: known.map_or_else(|| name.clone(), |known| known.label.clone()),
                meaning: known.and_then(|known| known.meaning),
            }
        });
        Some(BridgeBank {
            columns: columns.collect(),
            all_columns: Arc::clone(&table.all),
            known_columns: Arc::clone(&table.known),
            organisation: Arc::clone(&facts.organisation),
            dataset: Arc::clone(&facts.dataset),
            version: Arc::clone(&facts.version),
            table: side.table.clone(),
            part: side.part.clone(),
        })
    }

    /// Where values are kept that were put together by hand. Whoever may not read it joins without.
    pub(super) fn mended(&mut self, mapping: BridgeMapping) -> Option<Mended> {
        let seen = self.0.get_mut(&mapping.dataset)?;
        let name = seen.facts.tables.first()?.table.sql_name.to_string();
        let table = seen.table(&name);
        let is_open = ["wert_links", "wert_rechts"]
            .into_iter()
            .all(|column| table.columns.get(column).is_some_and(|it| it.is_mine));
        is_open.then(|| Mended {
            dataset: mapping.dataset,
            organisation: seen.facts.organisation.slug.to_string(),
            slug: seen.facts.dataset.slug.to_string(),
            table: name,
            of_left: mapping.of_left,
        })
    }
}

impl Seen {
    fn table(&mut self, name: &str) -> &SeenTable {
        if !self.tables.contains_key(name) {
            let table = self.look(name);
            self.tables.insert(name.to_owned(), table);
        }
        &self.tables[name]
    }

    fn look(&self, name: &str) -> SeenTable {
        let facts = &self.facts;
        let mut tables = facts.tables.iter();
        let table = tables.find(|table| table.table.sql_name.as_str() == name);
        let stored = table.map_or(&[][..], |table| table.columns.as_slice());
        let personal = &facts.version.personal;
        let everybody = Conditions::of_everybody(&facts.dataset.protection);
        let everybody = everybody.of_table(name, personal, &[]);
        let mine = self.conditions.of_table(name, personal, &[]);
        let columns = stored.iter().map(|column| {
            let is_mine = mine.shows(&column.name);
            let seen = SeenColumn {
                label: column.label.clone(),
                meaning: column.semantic_type,
                is_mine,
                is_shown: everybody.shows(&column.name) && is_mine,
            };
            (column.name.clone(), seen)
        });
        let known = mine.columns(stored);
        SeenTable {
            columns: columns.collect(),
            all: known.iter().map(|column| column.name.clone()).collect(),
            known: known.into(),
        }
    }
}
