//! The sketches of all current versions in memory, over one index: derived, loaded when they are needed.

use super::climbing::ClimbWish;
use super::worth::{Reach, is_only_reference, worth};
use crate::ports::{KeptSketch, KeptTuple, SketchedTables};
use hebewerk_bridge::{
    self as found, Collection, ColumnAt, ColumnSketch, CompositeWish, Damaged, Entry, Header,
    IndexFull, NormalForm, TableSketch, TupleSketch, ValueSample,
};
use hebewerk_model::{
    BridgeClimb, BridgeKind, BridgeMeasure, BridgeSide, DatasetId, SemanticType, VersionNumber,
};
use std::collections::{BTreeMap, HashMap, HashSet};
use thiserror::Error;

/// Common values from which two columns are told: fewer are chance, and a share of them would tell of single values.
pub(super) const FEWEST_COMMON: f64 = 5.0;

/// Tables of a dataset from which ways to the coarser are looked for: each has its neighbours looked at.
const MOST_CLIMBING: usize = 16;

/// Sketches of current versions.
#[derive(Debug, Default)]
pub(crate) struct Banks {
    pub(super) collection: Collection,
    datasets: HashMap<DatasetId, Bank>,
    /// Number of a table in the collection → its dataset and name.
    tables: HashMap<u32, (DatasetId, String)>,
    /// Changes of the catalogue followed so far.
    pub(super) sequence: i64,
    /// Whether everything was looked at once since it was loaded: before, what is missing may only not have come yet.
    pub(super) is_settled: bool,
}

/// The tables of a dataset.
#[derive(Debug, Clone, PartialEq)]
struct Bank {
    version: VersionNumber,
    /// Name of the table → its number, and names of columns by their place.
    tables: BTreeMap<String, (u32, BTreeMap<u32, String>)>,
    /// Keys of several columns that were looked at: table and columns → sketch.
    tuples: HashMap<(String, Vec<String>), TupleSketch>,
}

/// Why sketches cannot be used.
#[derive(Debug, Error)]
pub(crate) enum BanksError {
    /// Another program wrote them.
    #[error(transparent)]
    Damaged(#[from] Damaged),
    /// There are too many columns.
    #[error(transparent)]
    Full(#[from] IndexFull),
}

/// Two banks, and what was counted.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub(super) kind: BridgeKind,
    pub(super) left: BridgeSide,
    pub(super) right: BridgeSide,
    /// How the fine becomes the coarse; of hierarchies only.
    pub(super) climb: Option<BridgeClimb>,
    pub(super) measure: BridgeMeasure,
    /// What the keys of both sides mean.
    pub(super) meanings: [Option<SemanticType>; 2],
    /// Whether it only says in which part of the city rows are.
    pub(super) is_reference: bool,
}

impl Found {
    /// The best first: of what only says in which part of the city rows are, the last.
    fn rank(&self) -> (bool, f64) {
        let reach = if self.left.dataset == self.right.dataset {
            Reach::WithinDataset
        } else {
            Reach::Across
        };
        (
            self.is_reference,
            worth(&self.measure, reach, self.meanings),
        )
    }
}

/// Keys of several columns that rows must show.
#[derive(Debug, Clone)]
pub(super) struct Wish {
    left: BridgeSide,
    right: BridgeSide,
    keys: CompositeWish,
}

impl Wish {
    pub(super) const fn sides(&self) -> [&BridgeSide; 2] {
        [&self.left, &self.right]
    }
}

/// Names of tables and columns of a dataset.
pub(super) type Named = Vec<(String, String)>;

impl Banks {
    pub(super) fn new(sequence: i64) -> Self {
        Self {
            sequence,
            ..Self::default()
        }
    }

    /// Takes the tables of a dataset in, in place of those that were there.
    pub(super) fn put(
        &mut self,
        dataset: DatasetId,
        tables: &SketchedTables,
    ) -> Result<(), BanksError> {
        self.remove(dataset);
        let mut bank = Bank {
            version: tables.version,
            tables: BTreeMap::new(),
            tuples: HashMap::new(),
        };
        for tuple in &tables.tuples {
            let sketch = TupleSketch::from_bytes(&tuple.prints)?;
            let key = (tuple.table.clone(), tuple.columns.clone());
            bank.tuples.insert(key, sketch);
        }
        let mut by_name: BTreeMap<&str, Vec<&KeptSketch>> = BTreeMap::new();
        for column in &tables.columns {
            by_name.entry(&column.table).or_default().push(column);
        }
        for (name, columns) in by_name {
            let entries = columns.iter().map(|column| entry(column));
            let table = TableSketch {
                name: name.to_owned(),
                rows: columns.first().map_or(0, |column| column.rows),
                entries: entries.collect::<Result<_, _>>()?,
            };
            let names = columns.iter().map(|it| (it.place, it.column.clone()));
            let number = self.collection.add(table)?;
            bank.tables
                .insert(name.to_owned(), (number, names.collect()));
            self.tables.insert(number, (dataset, name.to_owned()));
        }
        if !bank.tables.is_empty() {
            self.datasets.insert(dataset, bank);
        }
        Ok(())
    }

    pub(super) fn remove(&mut self, dataset: DatasetId) {
        let Some(bank) = self.datasets.remove(&dataset) else {
            return;
        };
        for (number, _names) in bank.tables.into_values() {
            self.collection.remove(number);
            self.tables.remove(&number);
        }
    }

    /// The version and the columns of a dataset that take part, in order.
    pub(super) fn taking_part(&self, dataset: DatasetId) -> Option<(VersionNumber, Named)> {
        let bank = self.datasets.get(&dataset)?;
        let tables = bank.tables.iter();
        let named = tables.flat_map(|(table, (_number, names))| {
            let names = names.values();
            names.map(|name| (table.clone(), name.clone()))
        });
        Some((bank.version, named.collect()))
    }

    /// Every bridge between a dataset and others, and between its tables, the best first; and what only rows can tell:
    /// keys of several columns, and ways from the fine to the coarse.
    pub(super) fn found(&self, dataset: DatasetId) -> (Vec<Found>, Vec<Wish>, Vec<ClimbWish>) {
        let numbers = self
            .datasets
            .get(&dataset)
            .into_iter()
            .flat_map(|bank| bank.tables.values().map(|(number, _names)| *number));
        let (mut all, mut wishes, mut climbs) = (Vec::new(), Vec::new(), Vec::new());
        // Two tables of the dataset find each other twice.
        let mut met: HashSet<(Vec<ColumnAt>, Vec<ColumnAt>)> = HashSet::new();
        for (place, number) in numbers.enumerate() {
            let (bridges, asked_for) = self.collection.bridges_of(number);
            if place < MOST_CLIMBING {
                let ways = self.collection.hierarchies_of(number, &bridges);
                climbs.extend(ways.into_iter().filter_map(|way| self.climb_wished(way)));
            }
            for bridge in bridges {
                if met.insert((bridge.left.clone(), bridge.right.clone())) {
                    all.extend(self.told(&bridge, None).filter(has_enough));
                }
            }
            for wish in asked_for {
                if met.insert((wish.left.clone(), wish.right.clone())) {
                    wishes.extend(self.wished(wish));
                }
            }
        }
        sort(&mut all);
        once_of_a_kind(&mut all);
        wishes.sort_by(|one, two| two.keys.promise().total_cmp(&one.keys.promise()));
        climbs.sort_by(|one, two| two.promise().total_cmp(&one.promise()));
        (all, wishes, climbs)
    }

    fn wished(&self, keys: CompositeWish) -> Option<Wish> {
        let (left, _version, _values) = self.side(&keys.left)?;
        let (right, _version, _values) = self.side(&keys.right)?;
        Some(Wish { left, right, keys })
    }

    /// What rows say of the wishes: the keys among them, with what was found before, the best first.
    pub(super) fn with_answers(&self, mut found: Vec<Found>, wishes: &[Wish]) -> Vec<Found> {
        for wish in wishes {
            let tuples = (self.tuple(&wish.left), self.tuple(&wish.right));
            let (Some(left), Some(right)) = tuples else {
                continue;
            };
            let values = (left.distinct_forms(), right.distinct_forms());
            for bridge in wish.keys.answer(left, right) {
                let of_rows = (bridge.left.len() > 1).then_some(values);
                let Some(told) = self.told(&bridge, of_rows).filter(has_enough) else {
                    continue;
                };
                let is_same = |it: &Found| it.left == told.left && it.right == told.right;
                if !found.iter().any(is_same) {
                    found.push(told);
                }
            }
        }
        sort(&mut found);
        found
    }

    /// The sketch of a key of several columns, if it was looked at.
    pub(super) fn tuple(&self, side: &BridgeSide) -> Option<&TupleSketch> {
        let key = (side.table.clone(), side.columns.clone());
        self.datasets.get(&side.dataset)?.tuples.get(&key)
    }

    /// Keeps the sketch of a key of several columns beside those of its dataset.
    pub(super) fn put_tuple(
        &mut self,
        dataset: DatasetId,
        tuple: &KeptTuple,
    ) -> Result<(), BanksError> {
        let sketch = TupleSketch::from_bytes(&tuple.prints)?;
        if let Some(bank) = self.datasets.get_mut(&dataset) {
            let key = (tuple.table.clone(), tuple.columns.clone());
            bank.tuples.insert(key, sketch);
        }
        Ok(())
    }

    /// What is counted of two sides today; none if one takes no part any more.
    pub(super) fn measured(&self, left: &BridgeSide, right: &BridgeSide) -> Option<BridgeMeasure> {
        let (places, others) = (self.places(left)?, self.places(right)?);
        if let ([one], [two]) = (places.as_slice(), others.as_slice()) {
            let bridge = self.collection.measured(*one, *two)?;
            return self.told(&bridge, None).map(|found| found.measure);
        }
        let wish = self.collection.wish_of(&places, &others)?;
        let (one, two) = (self.tuple(left)?, self.tuple(right)?);
        let values = (one.distinct_forms(), two.distinct_forms());
        let bridge = wish.measured(one, two);
        let found = self.told(&bridge, Some(values))?;
        Some(found.measure)
    }

    pub(super) fn places(&self, side: &BridgeSide) -> Option<Vec<ColumnAt>> {
        let (number, names) = self.datasets.get(&side.dataset)?.tables.get(&side.table)?;
        let entries = &self.collection.table(*number)?.entries;
        let part = |entry: &Entry| entry.part.map(|form| form.code().to_owned());
        let columns = side.columns.iter().map(|column| {
            let mut entries = entries.iter();
            let entry = entries.position(|entry| {
                names.get(&entry.column) == Some(column) && part(entry) == side.part
            })?;
            Some(ColumnAt {
                table: *number,
                entry: entry as u32,
            })
        });
        columns.collect()
    }

    /// A bridge as the hub keeps it: the older dataset on the left.
    fn told(&self, bridge: &found::Bridge, values: Option<(u64, u64)>) -> Option<Found> {
        let (left, left_version, left_values) = self.side(&bridge.left)?;
        let (right, right_version, right_values) = self.side(&bridge.right)?;
        let (left_values, right_values) = values.unwrap_or((left_values, right_values));
        let kind = match bridge.kind {
            found::BridgeKind::Join => BridgeKind::Join,
            found::BridgeKind::Union => BridgeKind::Union,
            found::BridgeKind::Duplicate => BridgeKind::Duplicate,
            found::BridgeKind::Lookalike => BridgeKind::Lookalike,
            // Steps and places need rows, and sketches have none.
            found::BridgeKind::Hierarchy
            | found::BridgeKind::Within
            | found::BridgeKind::Nearest => return None,
        };
        let rules = bridge.forms.each().map(|form| form.code().to_owned());
        let cardinality = bridge.cardinality.map(|it| it.code().to_owned());
        let measure = BridgeMeasure {
            left_version,
            right_version,
            middle_version: None,
            left_share: bridge.shares.left,
            right_share: bridge.shares.right,
            left_share_as_spelled: bridge.as_spelled.left,
            right_share_as_spelled: bridge.as_spelled.right,
            left_values,
            right_values,
            rules: rules.collect(),
            cardinality,
            score: bridge.score,
        };
        let meanings = [self.meaning(&bridge.left), self.meaning(&bridge.right)];
        let told = Found {
            kind,
            left,
            right,
            climb: None,
            is_reference: kind == BridgeKind::Join && is_only_reference(&measure, meanings),
            meanings,
            measure,
        };
        let bank = |side: &BridgeSide| (side.dataset, side.table.clone());
        Some(if bank(&told.left) > bank(&told.right) {
            turned(told)
        } else {
            told
        })
    }

    /// What a key means; of several columns, nothing in particular.
    pub(super) fn meaning(&self, columns: &[ColumnAt]) -> Option<SemanticType> {
        let [column] = columns else {
            return None;
        };
        self.collection.entry(*column)?.sketch.semantic_type()
    }

    pub(super) fn side(&self, columns: &[ColumnAt]) -> Option<(BridgeSide, VersionNumber, u64)> {
        let first = columns.first()?;
        let (dataset, table) = self.tables.get(&first.table)?;
        let bank = self.datasets.get(dataset)?;
        let (_number, names) = bank.tables.get(table)?;
        let mut side = BridgeSide {
            dataset: *dataset,
            table: table.clone(),
            columns: Vec::with_capacity(columns.len()),
            part: None,
        };
        for at in columns {
            let entry = self.collection.entry(*at)?;
            side.columns.push(names.get(&entry.column)?.clone());
            side.part = entry.part.map(|form| form.code().to_owned());
        }
        let values = self.collection.entry(*first)?.sketch.distinct_forms();
        Some((side, bank.version, values))
    }
}

/// The same seen from the other bank. A hierarchy is never turned: it leads one way.
fn turned(found: Found) -> Found {
    let measure = found.measure;
    let cardinality = measure.cardinality.map(|it| match it.as_str() {
        "1:n" => "n:1".to_owned(),
        "n:1" => "1:n".to_owned(),
        _ => it,
    });
    Found {
        kind: found.kind,
        left: found.right,
        right: found.left,
        climb: found.climb,
        meanings: [found.meanings[1], found.meanings[0]],
        is_reference: found.is_reference,
        measure: BridgeMeasure {
            left_version: measure.right_version,
            right_version: measure.left_version,
            left_share: measure.right_share,
            right_share: measure.left_share,
            left_share_as_spelled: measure.right_share_as_spelled,
            right_share_as_spelled: measure.left_share_as_spelled,
            left_values: measure.right_values,
            right_values: measure.left_values,
            cardinality,
            ..measure
        },
    }
}

/// With what leads from the fine to the coarse, the best first.
pub(super) fn with_climbs(mut found: Vec<Found>, climbed: Vec<Found>) -> Vec<Found> {
    found.extend(climbed);
    sort(&mut found);
    found
}

fn sort(found: &mut [Found]) {
    found.sort_by(|one, two| {
        let ((one_late, one_worth), (two_late, two_worth)) = (one.rank(), two.rank());
        one_late
            .cmp(&two_late)
            .then(two_worth.total_cmp(&one_worth))
    });
}

/// Of the tables of one dataset that are of one kind (a sheet for each month), each is told with one other, always the
/// same: a chain of them says as much as all pairs.
fn once_of_a_kind(found: &mut Vec<Found>) {
    let is_within = |found: &Found| {
        found.left.dataset == found.right.dataset
            && matches!(found.kind, BridgeKind::Union | BridgeKind::Duplicate)
    };
    let mut first: HashMap<String, String> = HashMap::new();
    for found in found.iter().filter(|found| is_within(found)) {
        let known = first.entry(found.right.table.clone());
        let known = known.or_insert_with(|| found.left.table.clone());
        if found.left.table < *known {
            known.clone_from(&found.left.table);
        }
    }
    found.retain(|found| {
        !is_within(found) || first.get(&found.right.table) == Some(&found.left.table)
    });
}

/// Whether enough values are common for a share of them to be told.
fn has_enough(found: &Found) -> bool {
    let is_of_values = matches!(found.kind, BridgeKind::Join | BridgeKind::Lookalike);
    let measure = &found.measure;
    !is_of_values || (measure.left_share * measure.left_values as f64).round() >= FEWEST_COMMON
}

fn entry(kept: &KeptSketch) -> Result<Entry, Damaged> {
    let part = match kept.part.as_deref() {
        None => None,
        Some(code) => {
            let mut parts = NormalForm::OF_PARTS.into_iter();
            let part = parts.find(|form| form.code() == code);
            Some(part.ok_or(Damaged)?)
        }
    };
    let header = match part {
        Some(NormalForm::HouseNumber) => Header::new("Straße"),
        _ => Header::new(&kept.label),
    };
    Ok(Entry {
        column: kept.place,
        label: kept.label.clone(),
        header,
        sketch: ColumnSketch::from_bytes(&kept.prints)?,
        sample: ValueSample::from_values(kept.sample.clone()),
        part,
    })
}
