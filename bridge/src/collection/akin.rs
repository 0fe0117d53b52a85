//! Which columns are akin to one.

use super::{Collection, ColumnAt, Entry, Limits};
use crate::bridges::{Bridge, BridgeKind};
use crate::cardinality::Cardinality;
use crate::example::Examples;
use crate::kinship::Kinship;
use crate::overlap::geometric;
use crate::print::AsItIs;
use crate::sketch::share as part_of;
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;

/// Likeness of headers that makes a column worth a close look.
const LIKE_HEADERS: f64 = 0.5;

/// Common values that are worth a close look without a like header, where many columns have some.
const LEAST_COMMON: f64 = 0.02;

/// A column of another table that is akin to the one asked about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Akin {
    /// Which part of the asked column: the column itself, or one taken out of it.
    pub asked: ColumnAt,
    /// The other.
    pub found: ColumnAt,
    /// How akin.
    pub kinship: Kinship,
}

/// Share of one side in common from which values are joined rather than put below one another.
const JOINED: f64 = 0.1;

impl Akin {
    /// As a bridge between the two columns.
    pub fn told(&self, collection: &Collection) -> Option<Bridge> {
        let (left, right) = (collection.entry(self.asked)?, collection.entry(self.found)?);
        let (left_share, right_share) = self.kinship.overlap.shares();
        let is_join = left_share.max(right_share) >= JOINED;
        Some(Bridge {
            kind: if is_join {
                BridgeKind::Join
            } else {
                BridgeKind::Union
            },
            left: vec![self.asked],
            right: vec![self.found],
            forms: crate::bridges::forms(&self.kinship, [left.part, right.part], || {
                let sides = ((&left.sketch, &left.sample), (&right.sketch, &right.sample));
                Examples::of(sides.0, sides.1, 0).forms
            }),
            shares: (left_share, right_share).into(),
            as_spelled: self.kinship.overlap.shares_as_spelled().into(),
            cardinality: is_join.then(|| Cardinality::of(&left.sketch, &right.sketch)),
            score: self.kinship.score,
            rank: 1,
        })
    }
}

/// A column worth a close look.
struct Candidate {
    at: ColumnAt,
    /// What the index says: it holds every value that would be compared.
    has_values_in_common: bool,
}

impl Collection {
    /// Columns of other tables that are akin to column number `column` of a table, the most akin first. Each column is
    /// named once, with that part of it that fits best.
    pub fn akin(&self, table: u32, column: u32, limits: &Limits) -> Vec<Akin> {
        let Some(sketch) = self.table(table) else {
            return Vec::new();
        };
        let mut best: HashMap<(u32, u32), Akin> = HashMap::new();
        for (place, entry) in sketch.entries.iter().enumerate() {
            if entry.column != column {
                continue;
            }
            let asked = ColumnAt {
                table,
                entry: place as u32,
            };
            for candidate in self.candidates(asked, entry, limits.candidates) {
                let found = candidate.at;
                let Some(other) = self.entry(found) else {
                    continue;
                };
                let kinship = if candidate.has_values_in_common {
                    Kinship::of(entry, other, self.weights())
                } else {
                    Kinship::of_strangers(entry, other, self.weights())
                };
                let key = (found.table, other.column);
                let is_better = best
                    .get(&key)
                    .is_none_or(|known| known.kinship.score < kinship.score);
                if is_better {
                    best.insert(
                        key,
                        Akin {
                            asked,
                            found,
                            kinship,
                        },
                    );
                }
            }
        }
        let mut all: Vec<Akin> = best.into_values().collect();
        all.sort_by(|one, two| {
            two.kinship
                .score
                .total_cmp(&one.kinship.score)
                .then(one.found.cmp(&two.found))
        });
        all.truncate(limits.most);
        all
    }

    /// Columns worth a close look: those with common values or a like header, the most promising ones.
    fn candidates(&self, at: ColumnAt, entry: &Entry, most: usize) -> Vec<Candidate> {
        let mut promise: HashMap<u64, f64, BuildHasherDefault<AsItIs>> = HashMap::default();
        let overlapping = self.overlapping(at, entry);
        let overlaps: HashSet<u64, BuildHasherDefault<AsItIs>> =
            overlapping.iter().map(|(place, _)| key(*place)).collect();
        let are_many = overlapping.len() > 4 * most;
        for (place, count) in overlapping {
            let Some(other) = self.entry(place) else {
                continue;
            };
            let forms = |entry: &Entry| entry.sketch.distinct_forms();
            let shares = (
                part_of(u64::from(count), forms(entry)),
                part_of(u64::from(count), forms(other)),
            );
            let values = geometric(shares);
            if values >= LEAST_COMMON || !are_many {
                promise.insert(key(place), self.weights().values * values);
            }
        }
        for (likeness, places) in self.headers().like(&entry.header, LIKE_HEADERS) {
            for place in places.iter().filter(|place| place.table != at.table) {
                *promise.entry(key(*place)).or_default() += self.weights().header * likeness;
            }
        }
        let mut all: Vec<(u64, f64)> = promise.into_iter().collect();
        let order =
            |one: &(u64, f64), two: &(u64, f64)| two.1.total_cmp(&one.1).then(one.0.cmp(&two.0));
        if all.len() > most && most > 0 {
            all.select_nth_unstable_by(most - 1, order);
            all.truncate(most);
        }
        let candidates = all.into_iter().map(|(key, _)| Candidate {
            at: place(key),
            has_values_in_common: overlaps.contains(&key),
        });
        candidates.collect()
    }
}

const fn key(at: ColumnAt) -> u64 {
    (at.table as u64) << 32 | at.entry as u64
}

const fn place(key: u64) -> ColumnAt {
    ColumnAt {
        table: (key >> 32) as u32,
        entry: key as u32,
    }
}
