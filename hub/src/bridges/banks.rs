//! The sketches of all current versions in memory, over one index: derived, loaded when they are needed.

use crate::ports::{KeptSketch, SketchedTables};
use hebewerk_bridge::{
    self as found, Collection, ColumnAt, ColumnSketch, Damaged, Entry, Header, IndexFull,
    NormalForm, TableSketch, ValueSample,
};
use hebewerk_model::{BridgeKind, BridgeMeasure, BridgeSide, DatasetId, VersionNumber};
use std::collections::{BTreeMap, HashMap};
use thiserror::Error;

/// Common values from which two columns are told: fewer are chance, and a share of them would tell of single values.
const FEWEST_COMMON: f64 = 5.0;

/// Sketches of current versions.
#[derive(Debug, Default)]
pub(crate) struct Banks {
    collection: Collection,
    datasets: HashMap<DatasetId, Bank>,
    /// Number of a table in the collection → its dataset and name.
    tables: HashMap<u32, (DatasetId, String)>,
    /// Changes of the catalogue followed so far.
    pub(super) sequence: i64,
    /// Whether everything was looked at once since it was loaded: before, what is missing may only not have come yet.
    pub(super) is_settled: bool,
}

/// The tables of a dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Bank {
    version: VersionNumber,
    /// Name of the table → its number, and names of columns by their place.
    tables: BTreeMap<String, (u32, BTreeMap<u32, String>)>,
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
    pub(super) measure: BridgeMeasure,
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
        };
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

    /// Every bridge between a dataset and others, the best first.
    pub(super) fn found(&self, dataset: DatasetId) -> Vec<Found> {
        let numbers = self
            .datasets
            .get(&dataset)
            .into_iter()
            .flat_map(|bank| bank.tables.values().map(|(number, _names)| *number));
        let mut all: Vec<Found> = numbers
            .flat_map(|number| self.collection.bridges_of(number))
            .filter_map(|bridge| self.told(&bridge))
            .filter(|found| found.left.dataset != found.right.dataset && has_enough(found))
            .collect();
        all.sort_by(|one, two| two.measure.score.total_cmp(&one.measure.score));
        all
    }

    /// What is counted of two single columns today; none if one takes no part any more.
    pub(super) fn measured(&self, left: &BridgeSide, right: &BridgeSide) -> Option<BridgeMeasure> {
        let bridge = self
            .collection
            .measured(self.place(left)?, self.place(right)?)?;
        self.told(&bridge).map(|found| found.measure)
    }

    fn place(&self, side: &BridgeSide) -> Option<ColumnAt> {
        let [column] = side.columns.as_slice() else {
            return None;
        };
        let (number, names) = self.datasets.get(&side.dataset)?.tables.get(&side.table)?;
        let part = |entry: &Entry| entry.part.map(|form| form.code().to_owned());
        let entries = self.collection.table(*number)?.entries.iter();
        let entry = entries.enumerate().find(|(_, entry)| {
            names.get(&entry.column) == Some(column) && part(entry) == side.part
        })?;
        Some(ColumnAt {
            table: *number,
            entry: entry.0 as u32,
        })
    }

    /// A bridge as the hub keeps it: the older dataset on the left.
    fn told(&self, bridge: &found::Bridge) -> Option<Found> {
        let (left, left_version, left_values) = self.side(&bridge.left)?;
        let (right, right_version, right_values) = self.side(&bridge.right)?;
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
        let told = Found {
            kind,
            left,
            right,
            measure,
        };
        Some(if told.left.dataset > told.right.dataset {
            turned(told)
        } else {
            told
        })
    }

    fn side(&self, columns: &[ColumnAt]) -> Option<(BridgeSide, VersionNumber, u64)> {
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

/// The same seen from the other bank.
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
            let parts = [NormalForm::HouseNumber, NormalForm::NumberInFront];
            let part = parts.into_iter().find(|form| form.code() == code);
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
