//! Bridges as somebody may see them: only where the rows of both banks may be read, in these columns and whole.

use super::board::Shelf;
use super::joining::Mended;
use super::lessons::{Learned, Lessons};
use super::sight::Sight;
use super::worth::{Reach, is_only_reference, worth};
use crate::{Hub, HubError};
use hebewerk_bridge::NormalForm;
use hebewerk_model::{
    AccountId, Bridge, BridgeId, BridgeSide, BridgeState, Column, Dataset, DatasetId, Organisation,
    OrganisationId, Principal, SemanticType, Slug, Version,
};
use std::cmp::Reverse;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

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
    /// What its values mean, if recognised.
    pub meaning: Option<SemanticType>,
}

/// One bank as it is told.
#[derive(Debug, Clone)]
pub struct BridgeBank {
    /// Whose it is.
    pub organisation: Arc<Organisation>,
    /// The dataset.
    pub dataset: Arc<Dataset>,
    /// Its current version.
    pub version: Arc<Version>,
    /// Name of the table in SQL.
    pub table: String,
    /// The columns of the bridge.
    pub columns: Vec<BridgeColumn>,
    /// All columns the reader knows of the table, in order.
    pub all_columns: Arc<[String]>,
    /// The same with what is known of them.
    pub known_columns: Arc<[Column]>,
    /// Code of the form that took a part out of the column.
    pub part: Option<String>,
}

/// A bridge as it is told.
#[derive(Debug, Clone)]
pub struct BridgeCard {
    /// The bridge.
    pub bridge: Arc<Bridge>,
    /// The left bank.
    pub left: BridgeBank,
    /// The right bank.
    pub right: BridgeBank,
    /// The table between both, with the column of the fine values and that of the coarser ones.
    pub middle: Option<BridgeBank>,
    /// Whether the asker may decide on it.
    pub may_decide: bool,
    /// Who decided: for those who may.
    pub decided_by: Option<String>,
    /// Name of the view it is, once somebody took it over; kept whatever becomes of it.
    pub view: Option<Slug>,
    /// What decisions on others say of it, of a suggestion.
    pub learned: Learned,
    /// What was put together by hand, if the asker may read that too.
    pub(super) mended: Option<Mended>,
}

impl BridgeBank {
    /// What its key means; of several columns, nothing in particular.
    pub fn meaning(&self) -> Option<SemanticType> {
        let meanings: Vec<_> = self.columns.iter().map(|column| column.meaning).collect();
        meaning_of(&meanings, self.part.as_deref())
    }
}

impl BridgeCard {
    /// Whether it leads from one house to another.
    pub fn is_across(&self) -> bool {
        self.left.organisation.id != self.right.organisation.id
    }

    /// Whether several rows meet several on values that only say in which part of the city they are.
    pub fn is_only_reference(&self) -> bool {
        is_only_reference(&self.bridge.measure, self.meanings())
    }

    /// How useful it is to a person, 0 to 1: what was counted, and a little of what people said of others.
    pub fn worth(&self) -> f64 {
        let counted = worth(&self.bridge.measure, self.reach(), self.meanings());
        (counted * self.learned.factor()).min(1.0)
    }

    pub(super) fn reach(&self) -> Reach {
        if self.is_across() {
            Reach::Across
        } else if self.left.dataset.id == self.right.dataset.id {
            Reach::WithinDataset
        } else {
            Reach::WithinHouse
        }
    }

    pub(super) fn meanings(&self) -> [Option<SemanticType>; 2] {
        [self.left.meaning(), self.right.meaning()]
    }
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
        let held = self.shelf().await?;
        let is_wanted =
            |bridge: &Arc<Bridge>| filter.state.is_none_or(|state| state == bridge.state);
        let wanted: Vec<Arc<Bridge>> = match filter.dataset {
            Some(dataset) => {
                let bridges = held.of_dataset(dataset).iter();
                bridges.filter(|it| is_wanted(it)).cloned().collect()
            }
            None => held.all().filter(|it| is_wanted(it)).cloned().collect(),
        };
        let taught_by = decided_where_some_are_open(&held, &wanted);
        let looked_at = banks_of(wanted.iter().chain(&taught_by)).chain(held.mappings_of(&wanted));
        let mut sight = self.sight(principal, looked_at).await?;
        let lessons = lessons(&held, &mut sight, taught_by);
        let touches = |card: &BridgeCard, house: OrganisationId| {
            card.left.organisation.id == house || card.right.organisation.id == house
        };
        let mut cards: Vec<(usize, f64, BridgeCard)> = wanted
            .into_iter()
            .filter_map(|bridge| card(&held, &mut sight, bridge))
            .filter(|card| house.is_none_or(|house| touches(card, house)))
            .map(|mut card| {
                card.learned = lessons.say(&card);
                (place(card.bridge.state), card.worth(), card)
            })
            .collect();
        cards.sort_by(|one, two| {
            one.0
                .cmp(&two.0)
                .then(two.1.total_cmp(&one.1))
                .then(one.2.bridge.id.cmp(&two.2.bridge.id))
        });
        let mut cards: Vec<BridgeCard> = cards.into_iter().map(|(_, _, card)| card).collect();
        self.name_deciders(&mut cards).await?;
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
        let card = self.bridge_card(principal, bridge).await?;
        let mut cards = [card.ok_or_else(missing)?];
        self.name_deciders(&mut cards).await?;
        let [card] = cards;
        Ok(card)
    }

    /// A bridge as it is handed in, for whoever may see it.
    pub(super) async fn bridge_card(
        &self,
        principal: &Principal,
        bridge: Bridge,
    ) -> Result<Option<BridgeCard>, HubError> {
        let held = self.shelf().await?;
        let bridge = [Arc::new(bridge)];
        let taught_by = decided_where_some_are_open(&held, &bridge);
        let looked_at = banks_of(bridge.iter().chain(&taught_by)).chain(held.mappings_of(&bridge));
        let mut sight = self.sight(principal, looked_at).await?;
        let lessons = lessons(&held, &mut sight, taught_by);
        let [bridge] = bridge;
        Ok(card(&held, &mut sight, bridge).map(|mut card| {
            card.learned = lessons.say(&card);
            card
        }))
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

    /// Says who decided, to those who may decide.
    async fn name_deciders(&self, cards: &mut [BridgeCard]) -> Result<(), HubError> {
        let mut names: HashMap<AccountId, Option<String>> = HashMap::new();
        for card in cards.iter_mut().filter(|card| card.may_decide) {
            let Some(account) = card.bridge.decided_by else {
                continue;
            };
            card.decided_by = match names.entry(account) {
                Entry::Occupied(known) => known.get().clone(),
                Entry::Vacant(unknown) => {
                    let known = self.parts.accounts.get(account).await?;
                    unknown.insert(known.map(|known| known.name)).clone()
                }
            };
        }
        Ok(())
    }
}

/// What a key means: the street of an address is a street, whatever the whole is.
pub(super) fn meaning_of(
    columns: &[Option<SemanticType>],
    part: Option<&str>,
) -> Option<SemanticType> {
    match columns {
        [_] if part == Some(NormalForm::HouseNumber.code()) => Some(SemanticType::Street),
        [meaning] => *meaning,
        _ => None,
    }
}

/// The datasets of bridges and of what lies between, each once.
pub(super) fn banks_of<'a>(
    bridges: impl IntoIterator<Item = &'a Arc<Bridge>>,
) -> impl Iterator<Item = DatasetId> {
    let bridges = bridges.into_iter();
    let banks: HashSet<DatasetId> = bridges
        .flat_map(|bridge| bridge.piers().map(|side| side.dataset))
        .collect();
    banks.into_iter()
}

/// A bridge as somebody may see it.
pub(super) fn card(held: &Shelf, sight: &mut Sight, bridge: Arc<Bridge>) -> Option<BridgeCard> {
    let (left, right) = (sight.bank(&bridge.left)?, sight.bank(&bridge.right)?);
    let middle = match bridge.between() {
        None => None,
        Some(columns) => Some(between(sight, columns)?),
    };
    let may_decide = sight.maintains(left.dataset.id) || sight.maintains(right.dataset.id);
    Some(BridgeCard {
        left,
        right,
        middle,
        may_decide,
        decided_by: None,
        learned: Learned::default(),
        view: held.view_of(&bridge),
        mended: held.mapping(&bridge).and_then(|it| sight.mended(it)),
        bridge,
    })
}

/// The table between both banks, with both its columns; none if somebody may not know of one of them.
fn between(sight: &mut Sight, [fine, coarse]: [&BridgeSide; 2]) -> Option<BridgeBank> {
    let (mut bank, other) = (sight.bank(fine)?, sight.bank(coarse)?);
    bank.columns.extend(other.columns);
    Some(bank)
}

/// Every bridge somebody decided on, whoever may see it; none where there is no suggestion to be ordered.
fn decided_where_some_are_open(held: &Shelf, wanted: &[Arc<Bridge>]) -> Vec<Arc<Bridge>> {
    let is_open = |bridge: &Arc<Bridge>| bridge.state == BridgeState::Suggested;
    if !wanted.iter().any(is_open) {
        return Vec::new();
    }
    let decided = held.all().filter(|bridge| !is_open(bridge));
    decided.cloned().collect()
}

/// What decisions teach that somebody may see, and no others.
fn lessons(held: &Shelf, sight: &mut Sight, decided: Vec<Arc<Bridge>>) -> Lessons {
    let decided = decided.into_iter();
    let seen: Vec<BridgeCard> = decided.filter_map(|it| card(held, sight, it)).collect();
    Lessons::of(seen.iter())
}

/// Place of a state in lists.
fn place(state: BridgeState) -> usize {
    let mut states = BridgeState::ALL.iter();
    states.position(|known| *known == state).unwrap_or_default()
}
