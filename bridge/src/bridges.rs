//! Which tables of a collection can be put together, and on what.

mod pairing;

use crate::cardinality::Cardinality;
use crate::collection::{Collection, ColumnAt};
use crate::composite::CompositeWish;
use crate::kinship::Kinship;
use crate::normal_form::{Forms, NormalForm};
use crate::overlap::Overlap;
use crate::veto::Veto;
use crate::{composite, lookalike, union};
use pairing::Candidates;
pub(crate) use pairing::{Pairing, holds_whole_numbers};
use std::collections::HashSet;

/// Pairings of two tables that are told, the best one included.
const MOST_OF_A_PAIR: usize = 4;

/// What can be done with two tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BridgeKind {
    /// Rows stand side by side where values are equal.
    Join,
    /// Rows stand below one another: the same kind of table.
    Union,
    /// The same table twice.
    Duplicate,
    /// No bridge, a warning: two lists of codes with one name and one format, and few codes in common.
    Lookalike,
    /// Rows of the left meet rows of the right over steps to something coarser: [`crate::Hierarchy`].
    Hierarchy,
    /// Points of the left lie in areas of the right: [`crate::Placed`].
    Within,
    /// Points of the left lie close beside points of the right: [`crate::Placed`].
    Nearest,
}

impl BridgeKind {
    /// Stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Join => "join",
            Self::Union => "union",
            Self::Duplicate => "duplicate",
            Self::Lookalike => "lookalike",
            Self::Hierarchy => "hierarchy",
            Self::Within => "within",
            Self::Nearest => "nearest",
        }
    }
}

/// Shares of the different values of both sides that the other side has too. Of unions: shares of columns.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Share {
    /// Of the left.
    pub left: f64,
    /// Of the right.
    pub right: f64,
}

impl From<(f64, f64)> for Share {
    fn from((left, right): (f64, f64)) -> Self {
        Self { left, right }
    }
}

/// Two tables and what connects them.
#[derive(Debug, Clone, PartialEq)]
pub struct Bridge {
    /// What can be done.
    pub kind: BridgeKind,
    /// Columns of the left.
    pub left: Vec<ColumnAt>,
    /// Columns of the right, each beside its counterpart.
    pub right: Vec<ColumnAt>,
    /// Forms that had to be applied.
    pub forms: Forms,
    /// What fits.
    pub shares: Share,
    /// What fits without normal forms.
    pub as_spelled: Share,
    /// How many rows meet how many; none where rows are not joined.
    pub cardinality: Option<Cardinality>,
    /// How useful it is, 0 to 1.
    pub score: f64,
    /// Which one of these two tables it is, 1 for the best.
    pub rank: u32,
}

impl Collection {
    /// All bridges between tables of the collection that are worth telling, the best first, and what must be looked at
    /// row by row to find more.
    pub fn bridges(&self) -> (Vec<Bridge>, Vec<CompositeWish>) {
        let mut bridges = union::all(self);
        let mut wishes = Vec::new();
        let of_one_kind: HashSet<(u32, u32)> = bridges
            .iter()
            .map(|bridge| (bridge.left[0].table, bridge.right[0].table))
            .collect();
        let candidates = Candidates::of(self);
        for pair in candidates.pairs() {
            let (told, open) = of_pair(self, &candidates, pair, of_one_kind.contains(&pair));
            bridges.extend(told);
            wishes.extend(open);
        }
        bridges.sort_by(|one, two| {
            two.score
                .total_cmp(&one.score)
                .then_with(|| (&one.left, &one.right).cmp(&(&two.left, &two.right)))
        });
        (bridges, wishes)
    }

    /// The bridges between one table and all others, the best first, and what must be looked at row by row: what
    /// [`Self::bridges`] tells of it. Its cost is the size of the table and of what it has in common with others.
    pub fn bridges_of(&self, table: u32) -> (Vec<Bridge>, Vec<CompositeWish>) {
        let mut bridges = union::of_table(self, table);
        let of_one_kind: HashSet<(u32, u32)> = bridges
            .iter()
            .map(|bridge| (bridge.left[0].table, bridge.right[0].table))
            .collect();
        let mut wishes = Vec::new();
        let candidates = Candidates::of_table(self, table);
        for pair in candidates.pairs() {
            let (told, open) = of_pair(self, &candidates, pair, of_one_kind.contains(&pair));
            bridges.extend(told);
            wishes.extend(open);
        }
        bridges.sort_by(|one, two| {
            two.score
                .total_cmp(&one.score)
                .then_with(|| (&one.left, &one.right).cmp(&(&two.left, &two.right)))
        });
        (bridges, wishes)
    }

    /// What is counted of two columns, whether or not it is worth telling; none if one is not there.
    pub fn measured(&self, left: ColumnAt, right: ColumnAt) -> Option<Bridge> {
        as_bridge(self, &Pairing::of(self, left, right)?, 1)
    }
}

/// What is told of two tables.
fn of_pair(
    collection: &Collection,
    candidates: &Candidates<'_>,
    pair: (u32, u32),
    are_of_one_kind: bool,
) -> (Vec<Bridge>, Vec<CompositeWish>) {
    let mut pairings = candidates.closely(pair);
    pairings.sort_by(|one, two| {
        two.score
            .total_cmp(&one.score)
            .then((one.left, one.right).cmp(&(two.left, two.right)))
    });
    let warning = lookalike::find(collection, &pairings);
    if let Some(warning) = &warning {
        let is_meant = |pairing: &Pairing| {
            warning.left[0] == pairing.left && warning.right[0] == pairing.right
        };
        pairings.retain(|pairing| !is_meant(pairing));
    }
    let mut told = best(collection, &pairings);
    let mut wishes = Vec::new();
    if are_of_one_kind {
        // They belong below one another: side by side only on a key.
        told.retain(|bridge| bridge.cardinality != Some(Cardinality::ManyToMany));
    } else {
        wishes.extend(composite::wish(collection, &pairings, &told));
        wishes.extend(composite::wishes_for_proof(collection, &pairings, &told));
    }
    told.splice(0..0, warning);
    (told, wishes)
}

/// The best pairing of a pair of tables, and others on other columns.
fn best(collection: &Collection, pairings: &[Pairing]) -> Vec<Bridge> {
    let mut told: Vec<Bridge> = Vec::new();
    let mut used: Vec<(u32, u32)> = Vec::new();
    for pairing in pairings.iter().filter(|pairing| pairing.makes_a_bridge()) {
        let Some(bridge) = as_bridge(collection, pairing, told.len() as u32 + 1) else {
            continue;
        };
        let column = |at: ColumnAt| collection.entry(at).map_or(0, |entry| entry.column);
        let (left, right) = (column(pairing.left), column(pairing.right));
        let is_used = used.iter().any(|(one, two)| *one == left || *two == right);
        if is_used {
            continue;
        }
        used.push((left, right));
        told.push(bridge);
        if told.len() == MOST_OF_A_PAIR {
            break;
        }
    }
    told
}

pub(crate) fn as_bridge(collection: &Collection, pairing: &Pairing, rank: u32) -> Option<Bridge> {
    let (left, right) = (
        collection.entry(pairing.left)?,
        collection.entry(pairing.right)?,
    );
    let overlap = pairing.kinship.overlap;
    Some(Bridge {
        kind: BridgeKind::Join,
        left: vec![pairing.left],
        right: vec![pairing.right],
        forms: forms(
            overlap,
            overlap.joins_by_form(),
            [left.part, right.part],
            || {
                crate::Examples::of(
                    (&left.sketch, &left.sample),
                    (&right.sketch, &right.sample),
                    0,
                )
                .forms
            },
        ),
        shares: overlap.shares_of_join().into(),
        as_spelled: overlap.shares_as_spelled().into(),
        cardinality: Some(Cardinality::of(&left.sketch, &right.sketch)),
        score: pairing.score,
        rank,
    })
}

/// The forms that had to be applied: those of common values in the samples, and those that took parts out. Where the
/// samples do not show why, those that may be.
pub(crate) fn forms(
    overlap: Overlap,
    by_form: bool,
    parts: [Option<NormalForm>; 2],
    of_samples: impl Fn() -> Forms,
) -> Forms {
    let mut applied = Forms::NONE;
    if by_form {
        applied = of_samples();
        if applied.is_empty() {
            let possible = if overlap.of_words {
                NormalForm::OF_WORDS
            } else {
                NormalForm::OF_NUMBERS
            };
            applied = possible.into_iter().fold(applied, Forms::with);
        }
    }
    parts.into_iter().flatten().fold(applied, Forms::with)
}

/// Why two columns are no bridge on their own, whatever they share.
pub(crate) fn speaks_against(
    left: Option<Veto>,
    right: Option<Veto>,
    kinship: &Kinship,
    says_nothing: bool,
) -> bool {
    match (left, right) {
        (None, None) => false,
        // Running numbers of one thing have its name.
        (Some(Veto::Counter), Some(Veto::Counter) | None) | (None, Some(Veto::Counter)) => {
            kinship.header < 0.9 || says_nothing
        }
        _ => true,
    }
}
