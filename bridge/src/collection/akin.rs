//! Which columns are akin to one.

use super::{Collection, ColumnAt, Entry, Limits};
use crate::bridges::{Bridge, BridgeKind};
use crate::cardinality::Cardinality;
use crate::example::Examples;
use crate::index::ColumnNumber;
use crate::kinship::Kinship;
use crate::overlap::geometric;
use crate::sketch::share as part_of;
use std::collections::HashMap;

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
        let overlap = self.kinship.overlap;
        let (left_share, right_share) = overlap.shares();
        let is_join = left_share.max(right_share) >= JOINED;
        Some(Bridge {
            kind: if is_join {
                BridgeKind::Join
            } else {
                BridgeKind::Union
            },
            left: vec![self.asked],
            right: vec![self.found],
            forms: crate::bridges::forms(
                overlap,
                overlap.needs_forms(),
                [left.part, right.part],
                || {
                    let sides = ((&left.sketch, &left.sample), (&right.sketch, &right.sample));
                    Examples::of(sides.0, sides.1, 0).forms
                },
            ),
            shares: (left_share, right_share).into(),
            as_spelled: overlap.shares_as_spelled().into(),
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
        let mut promises = Promises::of(self.places.len());
        let overlapping: Vec<_> = self.overlapping_numbers(at, entry).collect();
        let are_many = overlapping.len() > 4 * most;
        for (place, number, count) in overlapping {
            let Some(other) = self.entry(place) else {
                continue;
            };
            let forms = |entry: &Entry| entry.sketch.distinct_forms();
            let shares = (
                part_of(u64::from(count), forms(entry)),
                part_of(u64::from(count), forms(other)),
            );
            let values = geometric(shares);
            promises.has_values_in_common(number);
            if values >= LEAST_COMMON || !are_many {
                promises.add((place, number), self.weights().values * values);
            }
        }
        for (likeness, columns) in self.headers().like(&entry.header, LIKE_HEADERS) {
            let worth = self.weights().header * likeness;
            for (place, number) in columns.filter(|(place, _)| place.table != at.table) {
                promises.add((place, number), worth);
            }
        }
        promises.best(most)
    }
}

/// What is promised of a column.
#[derive(Debug, Clone, Copy, Default)]
struct Promise {
    worth: f32,
    is_noted: bool,
    has_values_in_common: bool,
}

/// What is promised of all columns, by their number: a like header may have thousands.
struct Promises {
    of: Vec<Promise>,
    noted: Vec<(ColumnAt, ColumnNumber)>,
}

impl Promises {
    fn of(columns: usize) -> Self {
        Self {
            of: vec![Promise::default(); columns],
            noted: Vec::new(),
        }
    }

    fn has_values_in_common(&mut self, number: ColumnNumber) {
        if let Some(promise) = self.of.get_mut(number.0 as usize) {
            promise.has_values_in_common = true;
        }
    }

    fn add(&mut self, (place, number): (ColumnAt, ColumnNumber), worth: f64) {
        let Some(promise) = self.of.get_mut(number.0 as usize) else {
            return;
        };
        promise.worth += worth as f32;
        if !promise.is_noted {
            promise.is_noted = true;
            self.noted.push((place, number));
        }
    }

    fn best(self, most: usize) -> Vec<Candidate> {
        let promised = self.noted.into_iter().filter_map(|(at, number)| {
            let promise = self.of.get(number.0 as usize)?;
            Some((promise.worth, at, promise.has_values_in_common))
        });
        let mut all: Vec<(f32, ColumnAt, bool)> = promised.collect();
        if all.len() > most && most > 0 {
            all.select_nth_unstable_by(most - 1, |one, two| {
                two.0.total_cmp(&one.0).then(one.1.cmp(&two.1))
            });
            all.truncate(most);
        }
        let candidates = all
            .into_iter()
            .map(|(_, at, has_values_in_common)| Candidate {
                at,
                has_values_in_common,
            });
        candidates.collect()
    }
}
