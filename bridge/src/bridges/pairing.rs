//! Pairs of columns of two tables.

use crate::cardinality::is_key;
use crate::collection::{Collection, ColumnAt, Entry};
use crate::header::Header;
use crate::kinship::Kinship;
use crate::normal_form::NormalForm;
use crate::overlap::geometric;
use crate::sketch::{Numbers, Shape, share};
use crate::veto::{Veto, is_place};
use hebewerk_model::SemanticType;
use std::collections::{BTreeMap, HashMap};

/// Share of one side that must be on the other for a pair to be looked at closely.
const LEAST_SHARE: f64 = 0.1;
/// Pairs of columns of two tables looked at closely.
const MOST_PAIRINGS: usize = 16;
/// Score from which a pairing is told.
const LEAST_SCORE: f64 = 0.5;
/// Different values below which a column that is no key sorts rows.
const MOST_OF_A_CATEGORY: u64 = 60;
/// Likeness of headers from which whole numbers are taken for keys.
const KEY_HEADER: f64 = 0.5;
/// Likeness of headers from which columns bear one name, whatever it says; and where it says something.
const SAME_HEADER: f64 = 0.9;
const LIKE_HEADER: f64 = 0.6;
/// Share of both sides from which two sets of numbers are one.
const EQUAL_SETS: f64 = 0.98;
/// How many times more numbers than chance gives must be common.
const ABOVE_CHANCE: f64 = 2.0;
/// Characters of a code that may have been filled up with zeros, and how many of them prove it.
const FILLED_UP: u32 = 4;
const MANY: u64 = 50;
const MOST: f64 = 0.8;
/// Streets that addresses must have.
const FEWEST_STREETS: u64 = 10;
/// Fit of values from which a pairing is a bridge.
const LEAST_FIT: f64 = 0.3;

/// Two columns that may be joined.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pairing {
    pub(crate) left: ColumnAt,
    pub(crate) right: ColumnAt,
    pub(crate) kinship: Kinship,
    /// How well values fit for a join.
    pub(crate) fit: f64,
    pub(crate) score: f64,
    /// Whether it can only be part of a key of several columns.
    pub(crate) is_part_only: bool,
    /// Whether nothing can be joined on it.
    pub(crate) is_vetoed: bool,
    /// Whether common values are no chance.
    has_enough: bool,
}

impl Pairing {
    pub(crate) fn of(collection: &Collection, left: ColumnAt, right: ColumnAt) -> Option<Self> {
        let (one, two) = (collection.entry(left)?, collection.entry(right)?);
        let kinship = Kinship::of(one, two, collection.weights());
        let fit = fit(one, two, &kinship);
        let nothing_said = one.header.says_nothing() && two.header.says_nothing();
        let header = if nothing_said { 0.5 } else { kinship.header };
        let (left_veto, right_veto) = vetoes(one, two, &kinship);
        let is_vetoed = super::speaks_against(left_veto, right_veto, &kinship, nothing_said)
            || is_category(one, two)
            || are_other_codes(one, two, &kinship)
            || meet_by_chance(one, two, &kinship)
            || number_other_things(collection, [(left, one), (right, two)], &kinship)
            || is_other_part(one, two)
            || is_other_part(two, one);
        let common = kinship.overlap.forms;
        let fewest = one.sketch.distinct_forms().min(two.sketch.distinct_forms());
        let has_enough = common >= 3 || common > 0 && common == fewest && are_places(one, two);
        let allows = |veto: Option<Veto>| veto.is_none_or(Veto::allows_part);
        Some(Self {
            left,
            right,
            score: 0.55 * fit + 0.2 * header + 0.15 * kinship.looks + 0.1 * kinship.meaning,
            kinship,
            fit,
            is_part_only: is_vetoed && allows(left_veto) && allows(right_veto),
            is_vetoed,
            has_enough,
        })
    }

    /// Whether it is worth telling on its own.
    pub(crate) fn makes_a_bridge(&self) -> bool {
        !self.is_vetoed && self.score >= LEAST_SCORE && self.fit >= LEAST_FIT && self.has_enough
    }
}

/// What speaks against both. Keys that a spreadsheet made numbers look like amounts: their name and the other side
/// know better.
fn vetoes(left: &Entry, right: &Entry, kinship: &Kinship) -> (Option<Veto>, Option<Veto>) {
    let (one, two) = (Veto::of(&left.sketch), Veto::of(&right.sketch));
    let is_key_after_all = |entry: &Entry, veto: Option<Veto>, other: Option<Veto>| {
        veto == Some(Veto::Measure)
            && other.is_none()
            && kinship.header >= KEY_HEADER
            && holds_whole_numbers(entry)
    };
    if is_key_after_all(left, one, two) {
        return (None, two);
    }
    if is_key_after_all(right, two, one) {
        return (one, None);
    }
    (one, two)
}

pub(crate) fn holds_whole_numbers(entry: &Entry) -> bool {
    let numbers = entry.sketch.numbers.as_ref();
    numbers.is_some_and(|numbers| numbers.is_whole && numbers.share > 0.95 && numbers.least >= 0.0)
}

/// Whole numbers of things with other names that have no more in common than any numbers of that size: what fills half of its
/// range holds half of everything. Codes of one length with zeros in front are spelled with care, and are let be.
fn meet_by_chance(left: &Entry, right: &Entry, kinship: &Kinship) -> bool {
    let says_nothing = left.header.says_nothing() || right.header.says_nothing();
    let has_one_name = kinship.header >= SAME_HEADER
        || kinship.header >= LIKE_HEADER && !says_nothing
        || are_places(left, right);
    let are_codes = [left, right].into_iter().all(|entry| {
        let shape = &entry.sketch.shape;
        shape.is_of_one_length() && shape.leading_zeros.get() > 0.0
    });
    let (Some(one), Some(two)) = (&left.sketch.numbers, &right.sketch.numbers) else {
        return false;
    };
    let are_numbers = holds_whole_numbers(left) && holds_whole_numbers(right);
    // Two lists that begin and end with the same number count the same things.
    let (left_share, right_share) = kinship.overlap.shares_of_forms();
    let are_equal = left_share.min(right_share) >= EQUAL_SETS;
    if has_one_name || are_codes || are_equal || !are_numbers {
        return false;
    }
    let both = one.most.min(two.most) - one.least.max(two.least) + 1.0;
    let density = |entry: &Entry, numbers: &Numbers| {
        entry.sketch.distinct_forms() as f64 / (numbers.most - numbers.least + 1.0)
    };
    let by_chance = both.max(0.0) * density(left, one) * density(right, two);
    kinship.overlap.forms as f64 <= ABOVE_CHANCE * by_chance
}

/// Numbers of things that have different names: both count within the same districts, and hold the same numbers for that.
/// Lists that are equal are let be: then it may be one thing with two names.
fn number_other_things(
    collection: &Collection,
    sides: [(ColumnAt, &Entry); 2],
    kinship: &Kinship,
) -> bool {
    let are_numbers = sides.iter().all(|(_at, entry)| {
        let numbers = entry.sketch.numbers.as_ref();
        numbers.is_some_and(|numbers| numbers.share > 0.95)
    });
    let (left_share, right_share) = kinship.overlap.shares_of_forms();
    if !are_numbers || left_share.min(right_share) >= EQUAL_SETS {
        return false;
    }
    let [one, two] = sides.map(|(at, entry)| thing(collection, at, entry));
    one.zip(two).is_some_and(|(one, two)| one != two)
}

/// The thing a column numbers: what its header says; of a key, what the name of its table says.
fn thing(collection: &Collection, at: ColumnAt, entry: &Entry) -> Option<u8> {
    entry.header.thing().or_else(|| {
        let table = collection.table(at.table)?;
        let is_key = is_key(&entry.sketch);
        is_key.then(|| Header::new(&table.name).thing()).flatten()
    })
}

/// Codes of another length with zeros in front: `001` is not `01`. Long ones that a program filled up with zeros
/// (`00001234`) are the same where many of them are.
fn are_other_codes(left: &Entry, right: &Entry, kinship: &Kinship) -> bool {
    let (left, right) = (&left.sketch.shape, &right.sketch.shape);
    let has_length = |shape: &Shape| shape.is_of_one_length() && shape.leading_zeros.get() > 0.0;
    let (short, long) = if left.longest < right.longest {
        (left, right)
    } else {
        (right, left)
    };
    let (left_share, right_share) = kinship.overlap.shares_of_forms();
    let are_filled_up = short.longest >= FILLED_UP
        && long.leading_zeros.get() >= 0.95
        && kinship.overlap.forms >= MANY
        && left_share.max(right_share) >= MOST;
    has_length(left) && has_length(right) && left.longest != right.longest && !are_filled_up
}

/// The streets of addresses beside a column of something else.
fn is_other_part(part: &Entry, other: &Entry) -> bool {
    part.part == Some(NormalForm::HouseNumber)
        && (part.sketch.distinct_forms() < FEWEST_STREETS
            || other
                .sketch
                .semantic_type()
                .is_some_and(|meaning| meaning != SemanticType::Street))
}

/// Whether both name places of the same kind.
fn are_places(left: &Entry, right: &Entry) -> bool {
    is_place(&left.sketch) && left.sketch.semantic_type() == right.sketch.semantic_type()
}

/// Words that sort rows and name none of them: heating systems, forms of schools. Joined, everything meets everything.
fn is_category(left: &Entry, right: &Entry) -> bool {
    let sorts = |entry: &Entry| {
        let sketch = &entry.sketch;
        !is_key(sketch) && sketch.distinct_forms() < MOST_OF_A_CATEGORY && !is_place(sketch)
    };
    sorts(left) && sorts(right)
}

/// How well values fit: all of a side found in a key of the other is nearly as good as equal sets.
fn fit(left: &Entry, right: &Entry, kinship: &Kinship) -> f64 {
    let (left_share, right_share) = kinship.overlap.shares_of_forms();
    let balanced = geometric((left_share, right_share));
    let mut best = balanced;
    if is_key(&right.sketch) {
        best = best.max(0.9 * left_share * small_part(right_share));
    }
    if is_key(&left.sketch) {
        best = best.max(0.9 * right_share * small_part(left_share));
    }
    let worth = if balanced > 0.0 {
        kinship.values / balanced
    } else {
        0.0
    };
    best * worth.min(1.0)
}

/// A handful of values found in a long list of keys proves little.
fn small_part(share: f64) -> f64 {
    (share * 20.0).min(1.0).sqrt()
}

/// A pair of columns and how much it promises.
type Promise = (f64, ColumnAt, ColumnAt);

/// Pairs of columns worth a close look, by pair of tables.
pub(crate) struct Candidates<'a> {
    collection: &'a Collection,
    /// Left and right table → pairs with their promise.
    pairs: BTreeMap<(u32, u32), Vec<Promise>>,
}

impl<'a> Candidates<'a> {
    pub(crate) fn of(collection: &'a Collection) -> Self {
        let mut pairs: BTreeMap<(u32, u32), Vec<Promise>> = BTreeMap::new();
        let mut vetoes: HashMap<ColumnAt, Option<Veto>> = HashMap::new();
        for (number, table) in collection.tables() {
            for (place, entry) in table.entries.iter().enumerate() {
                let at = ColumnAt {
                    table: number,
                    entry: place as u32,
                };
                let veto = Veto::of(&entry.sketch);
                // Whole numbers may be keys: their header decides when the other side is known.
                let is_open = veto == Some(Veto::Measure) && holds_whole_numbers(entry);
                vetoes.insert(at, veto.filter(|_| !is_open));
            }
        }
        let is_no_part = |at: &ColumnAt| {
            vetoes
                .get(at)
                .copied()
                .flatten()
                .is_some_and(|veto| !veto.allows_part())
        };
        for (number, table) in collection.tables() {
            for (place, entry) in table.entries.iter().enumerate() {
                let left = ColumnAt {
                    table: number,
                    entry: place as u32,
                };
                if is_no_part(&left) {
                    continue;
                }
                for (right, count) in collection.overlapping(left, entry) {
                    if right.table < number || is_no_part(&right) {
                        continue;
                    }
                    if let Some(promise) = promise(collection, entry, right, count) {
                        let of_pair = pairs.entry((number, right.table)).or_default();
                        of_pair.push((promise, left, right));
                    }
                }
            }
        }
        Self { collection, pairs }
    }

    /// Those of one table with all others.
    pub(crate) fn of_table(collection: &'a Collection, number: u32) -> Self {
        let mut pairs: BTreeMap<(u32, u32), Vec<Promise>> = BTreeMap::new();
        let entries = collection.table(number).map(|table| &table.entries);
        for (place, entry) in entries.into_iter().flatten().enumerate() {
            let at = ColumnAt {
                table: number,
                entry: place as u32,
            };
            if is_no_part(entry) {
                continue;
            }
            for (other, count) in collection.overlapping(at, entry) {
                let Some(found) = collection.entry(other).filter(|found| !is_no_part(found)) else {
                    continue;
                };
                // As in a look at all tables: the one that was added first is the left one.
                let (left, right) = if other.table < number {
                    ((other, found), at)
                } else {
                    ((at, entry), other)
                };
                if let Some(promise) = promise(collection, left.1, right, count) {
                    let of_pair = pairs.entry((left.0.table, right.table)).or_default();
                    of_pair.push((promise, left.0, right));
                }
            }
        }
        Self { collection, pairs }
    }

    /// Pairs of tables that have any.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (u32, u32)> {
        self.pairs.keys().copied()
    }

    /// The most promising pairs of columns of two tables, looked at closely.
    pub(crate) fn closely(&self, pair: (u32, u32)) -> Vec<Pairing> {
        let mut all = self.pairs.get(&pair).cloned().unwrap_or_default();
        all.sort_by(|one, two| {
            two.0
                .total_cmp(&one.0)
                .then((one.1, one.2).cmp(&(two.1, two.2)))
        });
        all.truncate(MOST_PAIRINGS);
        all.into_iter()
            .filter_map(|(_, left, right)| Pairing::of(self.collection, left, right))
            .collect()
    }
}

/// Whether a column can be no part of a bridge. Whole numbers may be keys: their header decides when the other side is
/// known.
fn is_no_part(entry: &Entry) -> bool {
    let veto = Veto::of(&entry.sketch);
    let is_open = veto == Some(Veto::Measure) && holds_whole_numbers(entry);
    veto.is_some_and(|veto| !is_open && !veto.allows_part())
}

fn promise(collection: &Collection, left: &Entry, right: ColumnAt, count: u32) -> Option<f64> {
    let other = collection.entry(right)?;
    let header = left.header.likeness(&other.header);
    let is_measure = |entry: &Entry| Veto::of(&entry.sketch) == Some(Veto::Measure);
    // Numbers of rows may be proven by rows.
    let are_keys = || {
        let names_rows = |entry: &Entry| is_key(&entry.sketch) && holds_whole_numbers(entry);
        names_rows(left) && names_rows(other)
    };
    if header < KEY_HEADER && (is_measure(left) || is_measure(other)) && !are_keys() {
        return None;
    }
    let count = u64::from(count);
    let shares = (
        share(count, left.sketch.distinct_forms()),
        share(count, other.sketch.distinct_forms()),
    );
    // Two parts of one column, or of columns that hold the same, would be told twice.
    let is_enough =
        (count >= 3 || are_places(left, other)) && shares.0.max(shares.1) >= LEAST_SHARE;
    is_enough.then(|| geometric(shares) + 0.3 * header)
}
