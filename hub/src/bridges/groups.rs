//! Bridges by what they speak of: a person reads "Straßenschlüssel: 7 tables of 4 houses" once, and no list of pairs.
//!
//! Groups are made of what their reader may see, and of nothing else: neither names nor counts tell of other tables.

use super::view::{BridgeCard, BridgeFilter};
use crate::{Hub, HubError};
use hebewerk_bridge::{Pair, together};
use hebewerk_model::{
    BridgeId, BridgeKind, BridgeState, DatasetId, OrganisationId, Principal, SemanticType,
};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How much more a group is worth for each house behind the second.
const WORTH_OF_A_HOUSE: f64 = 0.03;

/// What the bridges of a group have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupKind {
    /// A key: rows can stand side by side.
    Key,
    /// Tables of one kind: rows can stand below one another.
    SameTables,
    /// From the fine to the coarse: rows can stand beside what they belong to.
    Steps,
    /// Values that only say in which part of the city something is: tables can be compared by it.
    Reference,
    /// Lists of codes that look alike and are not the same.
    Warning,
}

impl GroupKind {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::SameTables => "same_tables",
            Self::Steps => "steps",
            Self::Reference => "reference",
            Self::Warning => "warning",
        }
    }

    fn of(card: &BridgeCard) -> Self {
        match card.bridge.kind {
            BridgeKind::Union | BridgeKind::Duplicate => Self::SameTables,
            BridgeKind::Lookalike => Self::Warning,
            BridgeKind::Hierarchy => Self::Steps,
            BridgeKind::Join if card.is_only_reference() => Self::Reference,
            BridgeKind::Join => Self::Key,
        }
    }
}

/// Bridges that speak of the same thing, in one state.
#[derive(Debug, Clone)]
pub struct BridgeGroup {
    /// What they have in common.
    pub kind: GroupKind,
    /// Where they stand.
    pub state: BridgeState,
    /// What the thing is, where that was recognised and says enough.
    pub meaning: Option<SemanticType>,
    /// The header most tables have for it, as it stands in the best of them; several columns one after the other.
    pub labels: Vec<String>,
    /// The bridges, the most useful first; never empty.
    pub bridges: Vec<BridgeCard>,
    /// Different tables in them.
    pub tables: usize,
    /// Different datasets.
    pub datasets: usize,
    /// Different houses.
    pub houses: usize,
}

impl BridgeGroup {
    /// The most useful bridge.
    pub fn best(&self) -> Option<&BridgeCard> {
        self.bridges.first()
    }

    /// Whether a bridge is one of them.
    pub fn has(&self, bridge: BridgeId) -> bool {
        self.bridges.iter().any(|card| card.bridge.id == bridge)
    }

    fn worth(&self) -> f64 {
        let best = self.best().map_or(0.0, BridgeCard::worth);
        best * (1.0 + WORTH_OF_A_HOUSE * self.houses.saturating_sub(2).min(5) as f64)
    }
}

impl Hub {
    /// Bridges somebody may see by what they speak of: suggestions first, the most useful first, references and warnings
    /// behind all others.
    pub async fn bridge_groups(
        &self,
        principal: &Principal,
        filter: &BridgeFilter,
    ) -> Result<Vec<BridgeGroup>, HubError> {
        Ok(grouped(self.bridges(principal, filter).await?))
    }
}

/// Cards by what they speak of.
pub(super) fn grouped(cards: Vec<BridgeCard>) -> Vec<BridgeGroup> {
    let mut by_kind: BTreeMap<(usize, GroupKind), Vec<BridgeCard>> = BTreeMap::new();
    for card in cards {
        let mut states = BridgeState::ALL.iter();
        let place = states.position(|state| *state == card.bridge.state);
        let key = (place.unwrap_or_default(), GroupKind::of(&card));
        by_kind.entry(key).or_default().push(card);
    }
    let mut groups = Vec::new();
    for ((place, kind), cards) in by_kind {
        let pairs: Vec<Pair<Column>> = cards.iter().map(|card| pair(kind, card)).collect();
        let is_open = cards.iter().all(|card| !card.bridge.state.is_decided());
        let mut cards: Vec<Option<BridgeCard>> = cards.into_iter().map(Some).collect();
        // Whoever decided on a bridge looks for that one.
        let sets = if is_open && kind == GroupKind::Steps {
            by_end(&pairs)
        } else if is_open {
            together(&pairs)
        } else {
            (0..pairs.len()).map(|place| vec![place]).collect()
        };
        for places in sets {
            let taken = places.into_iter();
            let taken = taken.filter_map(|place| cards.get_mut(place).and_then(Option::take));
            let group = group(kind, taken.collect());
            // Keys and tables of one kind compete for the first place; of references and warnings there are many.
            groups.push((place, kind >= GroupKind::Reference, group.worth(), group));
        }
    }
    groups.sort_by(|one, two| {
        let order = (one.0, one.1).cmp(&(two.0, two.1));
        order.then(two.2.total_cmp(&one.2))
    });
    groups.into_iter().map(|(_, _, _, group)| group).collect()
}

/// A key of a table: its dataset, its name, and its columns.
type Column = (DatasetId, String, String);

fn pair(kind: GroupKind, card: &BridgeCard) -> Pair<Column> {
    let column = |bank: &super::view::BridgeBank| {
        let names = bank.columns.iter().map(|column| column.name.as_str());
        let names = match kind {
            // Of tables of one kind columns come and go.
            GroupKind::SameTables => String::new(),
            _ => names.collect::<Vec<_>>().join("\u{1f}"),
        };
        (bank.dataset.id, bank.table.clone(), names)
    };
    let meanings = (card.left.meaning(), card.right.meaning());
    let measure = &card.bridge.measure;
    Pair {
        left: column(&card.left),
        right: column(&card.right),
        shares: (measure.left_share, measure.right_share),
        means_the_same: match meanings {
            (Some(one), Some(two)) => one == two || !says_enough(one) || !says_enough(two),
            _ => true,
        },
    }
}

/// Places of the pairs that lead to one coarse column: what leads there speaks of different things.
fn by_end(pairs: &[Pair<Column>]) -> Vec<Vec<usize>> {
    let mut ends: BTreeMap<&Column, Vec<usize>> = BTreeMap::new();
    for (place, pair) in pairs.iter().enumerate() {
        ends.entry(&pair.right).or_default().push(place);
    }
    ends.into_values().collect()
}

/// Whether a meaning names the thing: keys and lists of all sorts do not.
const fn says_enough(meaning: SemanticType) -> bool {
    use SemanticType as S;
    !matches!(
        meaning,
        S::Key | S::Identifier | S::Category | S::Quantity | S::FreeText
    )
}

fn group(kind: GroupKind, mut bridges: Vec<BridgeCard>) -> BridgeGroup {
    let by_worth = |one: &BridgeCard, two: &BridgeCard| {
        let worth = two.worth().total_cmp(&one.worth());
        worth.then(one.bridge.id.cmp(&two.bridge.id))
    };
    bridges.sort_by(by_worth);
    let banks = || bridges.iter().flat_map(BridgeCard::banks);
    let tables: BTreeSet<(DatasetId, &str)> = banks()
        .map(|bank| (bank.dataset.id, bank.table.as_str()))
        .collect();
    let datasets: BTreeSet<DatasetId> = banks().map(|bank| bank.dataset.id).collect();
    let houses: BTreeSet<OrganisationId> = banks().map(|bank| bank.organisation.id).collect();
    BridgeGroup {
        kind,
        state: bridges
            .first()
            .map_or(BridgeState::Suggested, |card| card.bridge.state),
        meaning: meaning(kind, &bridges),
        labels: labels(kind, &bridges),
        tables: tables.len(),
        datasets: datasets.len(),
        houses: houses.len(),
        bridges,
    }
}

/// The banks that hold what a group speaks of: of steps, what they lead to.
fn spoken_of(kind: GroupKind, card: &BridgeCard) -> impl Iterator<Item = &super::view::BridgeBank> {
    let left = (kind != GroupKind::Steps).then_some(&card.left);
    left.into_iter().chain([&card.right])
}

/// What most keys mean, if it says enough.
fn meaning(kind: GroupKind, bridges: &[BridgeCard]) -> Option<SemanticType> {
    let mut counts: BTreeMap<&'static str, (usize, SemanticType)> = BTreeMap::new();
    let banks = bridges.iter().flat_map(|card| spoken_of(kind, card));
    let mut all = 0;
    for bank in banks {
        all += 1;
        if let Some(meaning) = bank.meaning().filter(|meaning| says_enough(*meaning)) {
            counts.entry(meaning.name()).or_insert((0, meaning)).0 += 1;
        }
    }
    let (count, meaning) = counts.into_values().max_by_key(|(count, _)| *count)?;
    (2 * count > all).then_some(meaning)
}

/// The headers most tables have for the key; of several, those of the best bridge.
fn labels(kind: GroupKind, bridges: &[BridgeCard]) -> Vec<String> {
    let names = |bank: &super::view::BridgeBank| {
        let labels = bank.columns.iter().map(|column| column.label.clone());
        labels.collect::<Vec<String>>()
    };
    let mut counts: BTreeMap<Vec<String>, (usize, Reverse<usize>)> = BTreeMap::new();
    let banks = bridges.iter().flat_map(|card| spoken_of(kind, card));
    for (place, bank) in banks.enumerate() {
        let known = counts.entry(names(bank)).or_insert((0, Reverse(place)));
        known.0 += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, rank)| *rank);
    most.map(|(labels, _)| labels).unwrap_or_default()
}
