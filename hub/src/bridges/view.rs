//! Bridges as somebody may see them: only where the rows of both banks may be read, in these columns and whole.

use super::joining::Mended;
use crate::ports::BridgeMapping;
use crate::reading::fitting;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Conditions, Resource, decide};
use hebewerk_model::{
    Bridge, BridgeId, BridgeSide, BridgeState, Column, Dataset, DatasetId, Organisation,
    OrganisationId, Principal, Slug, TableVersion, Version,
};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// How much less a bridge within one house is worth than one between two.
const WITHIN_A_HOUSE: f64 = 0.75;
/// How much less one is worth on which everything meets everything: all tables with districts have some.
const MANY_TO_MANY: f64 = 0.65;

/// Which bridges are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BridgeFilter {
    /// Those with a bank in this organisation, by slug.
    pub organisation: Option<String>,
    /// Those in this state.
    pub state: Option<BridgeState>,
    /// Those with a bank in this dataset.
    pub dataset: Option<DatasetId>,
}

/// A column of a bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BridgeColumn {
    /// Name in SQL.
    pub name: String,
    /// Header as in the file; the name where the column is gone.
    pub label: String,
}

/// One bank as it is told.
#[derive(Debug, Clone)]
pub struct BridgeBank {
    /// Whose it is.
    pub organisation: Organisation,
    /// The dataset.
    pub dataset: Dataset,
    /// Its current version.
    pub version: Version,
    /// Name of the table in SQL.
    pub table: String,
    /// The columns of the bridge.
    pub columns: Vec<BridgeColumn>,
    /// The columns the reader knows of the table, in order.
    pub known_columns: Vec<Column>,
    /// Their names.
    pub all_columns: Vec<String>,
    /// Code of the form that took a part out of the column.
    pub part: Option<String>,
}

/// A bridge as it is told.
#[derive(Debug, Clone)]
pub struct BridgeCard {
    /// The bridge.
    pub bridge: Bridge,
    /// The left bank.
    pub left: BridgeBank,
    /// The right bank.
    pub right: BridgeBank,
    /// Whether the asker may decide on it.
    pub may_decide: bool,
    /// Who decided: for those who may.
    pub decided_by: Option<String>,
    /// The name of its view, once it was taken over.
    pub view: Option<Slug>,
    /// What was put together by hand, if the asker may read it.
    pub(super) mended: Option<Mended>,
}

impl BridgeCard {
    /// Whether it leads from one house to another.
    pub fn is_across(&self) -> bool {
        self.left.organisation.id != self.right.organisation.id
    }

    /// How useful it is: across houses it counts more, and more on a key.
    pub fn worth(&self) -> f64 {
        let measure = &self.bridge.measure;
        let house = if self.is_across() {
            1.0
        } else {
            WITHIN_A_HOUSE
        };
        let rows = if measure.repeats_left() && measure.repeats_right() {
            MANY_TO_MANY
        } else {
            1.0
        };
        measure.score * house * rows
    }
}

/// A dataset whose rows somebody may read, with what is needed to say which columns.
struct Seen {
    organisation: Organisation,
    dataset: Dataset,
    version: Version,
    tables: Vec<TableVersion>,
    conditions: Conditions,
}

/// What somebody may see, looked up once for each dataset.
#[derive(Default)]
pub(super) struct Sight {
    datasets: HashMap<DatasetId, Option<Seen>>,
    names: HashMap<hebewerk_model::AccountId, Option<String>>,
    views: Option<HashMap<BridgeId, Slug>>,
    mappings: Option<Vec<BridgeMapping>>,
}

impl Hub {
    /// Bridges somebody may see, suggestions first, the most useful first.
    pub async fn bridges(
        &self,
        principal: &Principal,
        filter: &BridgeFilter,
    ) -> Result<Vec<BridgeCard>, HubError> {
        let house = match &filter.organisation {
            Some(slug) => Some(self.organisation_named(slug).await?.id),
            None => None,
        };
        let all = match filter.dataset {
            Some(dataset) => self.parts.bridges.of_dataset(dataset).await?,
            None => self.parts.bridges.all(filter.state).await?,
        };
        let mut sight = Sight::default();
        let mut cards = Vec::new();
        for bridge in all {
            if filter.state.is_some_and(|state| state != bridge.state) {
                continue;
            }
            let Some(card) = self.bridge_card(principal, &mut sight, bridge).await? else {
                continue;
            };
            let touches = |house: OrganisationId| {
                card.left.organisation.id == house || card.right.organisation.id == house
            };
            if house.is_none_or(touches) {
                cards.push(card);
            }
        }
        cards.sort_by(|one, two| {
            let place = |card: &BridgeCard| {
                let states = BridgeState::ALL.iter();
                states.clone().position(|state| *state == card.bridge.state)
            };
            place(one)
                .cmp(&place(two))
                .then(two.worth().total_cmp(&one.worth()))
                .then(one.bridge.id.cmp(&two.bridge.id))
        });
        Ok(cards)
    }

    /// One bridge; one that somebody may not see is not there.
    pub async fn bridge(
        &self,
        principal: &Principal,
        id: BridgeId,
    ) -> Result<BridgeCard, HubError> {
        let missing = || HubError::not_found("bridge", id);
        let bridge = self.parts.bridges.get(id).await?.ok_or_else(missing)?;
        let mut sight = Sight::default();
        let card = self.bridge_card(principal, &mut sight, bridge).await?;
        card.ok_or_else(missing)
    }

    /// Bridges that bear no longer, for those who maintain a bank: newest first.
    pub async fn decayed_bridges(
        &self,
        principal: &Principal,
    ) -> Result<Vec<BridgeCard>, HubError> {
        // The start page asks for everybody.
        if principal.memberships().is_empty() {
            return Ok(Vec::new());
        }
        let filter = BridgeFilter {
            state: Some(BridgeState::Decayed),
            ..BridgeFilter::default()
        };
        let mut cards = self.bridges(principal, &filter).await?;
        cards.retain(|card| card.may_decide);
        cards.sort_by_key(|card| Reverse(card.bridge.measured_at));
        Ok(cards)
    }

    pub(super) async fn bridge_card(
        &self,
        principal: &Principal,
        sight: &mut Sight,
        bridge: Bridge,
    ) -> Result<Option<BridgeCard>, HubError> {
        for side in bridge.sides() {
            if let Entry::Vacant(place) = sight.datasets.entry(side.dataset) {
                place.insert(self.seen(principal, side.dataset).await?);
            }
        }
        let mut banks = Vec::with_capacity(2);
        for side in bridge.sides() {
            let seen = sight.datasets.get(&side.dataset).and_then(Option::as_ref);
            banks.extend(seen.and_then(|seen| bank(seen, side)));
        }
        let (Some(right), Some(left)) = (banks.pop(), banks.pop()) else {
            return Ok(None);
        };
        let maintains = |bank: &BridgeBank| {
            decide(principal, Action::Maintain, &Resource::of(&bank.dataset)).allowed
        };
        let may_decide = maintains(&left) || maintains(&right);
        let decided_by = match bridge.decided_by {
            Some(account) if may_decide => {
                if let Entry::Vacant(place) = sight.names.entry(account) {
                    let known = self.parts.accounts.get(account).await?;
                    place.insert(known.map(|known| known.name));
                }
                sight.names.get(&account).cloned().flatten()
            }
            _ => None,
        };
        let view = if bridge.state.is_decided() {
            if sight.views.is_none() {
                let views = self.parts.bridge_trail.views().await?;
                sight.views = Some(views.into_iter().collect());
            }
            let views = sight.views.as_ref();
            views.and_then(|views| views.get(&bridge.id)).cloned()
        } else {
            None
        };
        let mended = if view.is_some() {
            self.mended(principal, sight, bridge.id).await?
        } else {
            None
        };
        Ok(Some(BridgeCard {
            bridge,
            left,
            right,
            may_decide,
            decided_by,
            view,
            mended,
        }))
    }

    /// Where the values of a bridge are kept that were put together by hand. Whoever may not read it joins without.
    async fn mended(
        &self,
        principal: &Principal,
        sight: &mut Sight,
        bridge: BridgeId,
    ) -> Result<Option<Mended>, HubError> {
        if sight.mappings.is_none() {
            sight.mappings = Some(self.parts.bridge_trail.mappings().await?);
        }
        let mut mappings = sight.mappings.iter().flatten();
        let Some(mapping) = mappings.find(|mapping| mapping.bridge == bridge).copied() else {
            return Ok(None);
        };
        let Some(seen) = self.seen(principal, mapping.dataset).await? else {
            return Ok(None);
        };
        let Some(table) = seen.tables.first() else {
            return Ok(None);
        };
        let table = table.table.sql_name.to_string();
        let personal = &seen.version.personal;
        let access = seen.conditions.of_table(&table, personal, &[]);
        let is_open = access.shows("wert_links") && access.shows("wert_rechts");
        Ok(is_open.then(|| Mended {
            dataset: seen.dataset.id,
            organisation: seen.organisation.slug.to_string(),
            slug: seen.dataset.slug.to_string(),
            table,
            of_left: mapping.of_left,
        }))
    }

    /// The current version of a dataset, if somebody may read its rows.
    async fn seen(
        &self,
        principal: &Principal,
        dataset: DatasetId,
    ) -> Result<Option<Seen>, HubError> {
        let Some(dataset) = self.parts.datasets.get(dataset).await? else {
            return Ok(None);
        };
        let resource = Resource::of(&dataset);
        let read = decide(principal, Action::ReadRows, &resource);
        if !read.allowed || !decide(principal, Action::SeeMetadata, &resource).allowed {
            return Ok(None);
        }
        let Some(version) = self.parts.versions.get(dataset.id, None).await? else {
            return Ok(None);
        };
        let tables = self.parts.versions.tables(version.id).await?;
        let released = self.released(principal, &dataset, &read).await?;
        let read = released.fitting(fitting(read, &tables), version.number);
        let organisation = self.parts.organisations.get(dataset.organisation).await?;
        let Some(organisation) = organisation.filter(|_| read.allowed) else {
            return Ok(None);
        };
        Ok(Some(Seen {
            organisation,
            dataset,
            version,
            tables,
            conditions: read.conditions,
        }))
    }
}

/// A bank, if everybody who may read the dataset sees its columns, and so does the asker. Columns that are gone hide
/// nothing.
fn bank(seen: &Seen, side: &BridgeSide) -> Option<BridgeBank> {
    let mut tables = seen.tables.iter();
    let table = tables.find(|table| table.table.sql_name.as_str() == side.table);
    let personal = &seen.version.personal;
    let everybody = Conditions::of_everybody(&seen.dataset.protection);
    let sights = [
        everybody.of_table(&side.table, personal, &[]),
        seen.conditions.of_table(&side.table, personal, &[]),
    ];
    let all = table.map_or(&[][..], |table| table.columns.as_slice());
    let mut columns = Vec::with_capacity(side.columns.len());
    for name in &side.columns {
        let known = all.iter().find(|column| column.name == *name);
        let is_shown = sights.iter().all(|access| access.shows(name));
        if known.is_some() && !is_shown {
            return None;
        }
        columns.push(BridgeColumn {
            name: name.clone(),
            label: known.map_or_else(|| name.clone(), |column| column.label.clone()),
        });
    }
    let mine = sights.last().map(|access| access.columns(all));
    let mine = mine.unwrap_or_default();
    Some(BridgeBank {
        organisation: seen.organisation.clone(),
        dataset: seen.dataset.clone(),
        version: seen.version.clone(),
        table: side.table.clone(),
        columns,
        all_columns: mine.iter().map(|column| column.name.clone()).collect(),
        known_columns: mine,
        part: side.part.clone(),
    })
}
