//! Rows that are there and rows of a call become one table, batch by batch: only the rows of the call are held.

use super::cells::{array, widened};
use super::chosen::Chosen;
use super::fields::{Target, position};
use crate::Refusal;
use arrow::array::{Array, ArrayRef, BooleanArray, new_null_array};
use arrow::compute::{
    CastOptions, cast_with_options, filter_record_batch, interleave, take_record_batch,
};
use arrow::datatypes::SchemaRef;
use arrow::record_batch::{RecordBatch, RecordBatchOptions};
use arrow::row::{RowConverter, SortField};
use hebewerk_hub::ports::data_type;
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// Keys that are held to see that each is there once, as 16 bytes each.
const MOST_KEYS: usize = 8_000_000;

/// What rows of a call do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    /// They are new.
    Insert,
    /// Each stands for a row with its key.
    Update,
    /// Each stands for a row with its key, or is new.
    Upsert,
}

/// A row of a call: what it says of each column.
struct Said {
    /// Which row of the call, counted from 1.
    number: usize,
    cells: Vec<Option<Value>>,
}

/// What is to happen.
pub(super) struct Wish {
    pub(super) targets: Vec<Target>,
    pub(super) key: Vec<usize>,
    pub(super) method: Method,
    pub(super) records: Vec<Map<String, Value>>,
    /// Rows that go.
    pub(super) without: Option<Chosen>,
    /// Whether the key is new, and has to be seen to name each row.
    pub(super) key_is_new: bool,
}

/// The table while it is made.
pub(super) struct Merge {
    pub(super) targets: Vec<Target>,
    schema: SchemaRef,
    key: Vec<usize>,
    method: Method,
    said: Vec<Said>,
    arrays: Vec<ArrayRef>,
    converter: Option<RowConverter>,
    by_key: HashMap<Vec<u8>, usize>,
    /// How many rows each row of the call stands for.
    met: Vec<u32>,
    without: Option<Chosen>,
    once: Option<HashSet<[u8; 16]>>,
    /// Rows that were read.
    pub(super) read: u64,
    /// Rows that are otherwise than before.
    pub(super) changed: u64,
}

impl Merge {
    pub(super) fn new(wish: Wish) -> Result<Self, Refusal> {
        let Wish {
            mut targets,
            key,
            method,
            records,
            without,
            key_is_new,
        } = wish;
        if method != Method::Insert && key.is_empty() && !records.is_empty() {
            return Err(Refusal::invalid("ckan_no_key").with("field", "table"));
        }
        let mut said = said(records, &targets, (method, &key))?;
        let converter = converter_of(&mut targets, &key, &said)?;
        let by_key = match &converter {
            Some(converter) => fold(&mut said, &targets, (&key, method), converter)?,
            None => HashMap::new(),
        };
        let mut arrays = Vec::with_capacity(targets.len());
        for (place, target) in targets.iter_mut().enumerate() {
            target.is_said |= widen(target, place, &said)?;
            arrays.push(column(target, place, &said)?);
        }
        Ok(Self {
            schema: super::fields::schema(&targets),
            targets,
            key,
            method,
            met: vec![0; said.len()],
            said,
            arrays,
            converter,
            by_key,
            without,
            once: key_is_new.then(HashSet::new),
            read: 0,
            changed: 0,
        })
    }

    pub(super) fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    /// Rows that are there, as they become.
    pub(super) fn step(&mut self, batch: &RecordBatch) -> Result<RecordBatch, Refusal> {
        self.read += batch.num_rows() as u64;
        let mut columns = Vec::with_capacity(self.targets.len());
        for target in &self.targets {
            columns.push(former(target, batch)?);
        }
        let mut batch = self.batch(columns, batch.num_rows())?;
        if let Some(without) = &self.without {
            let gone = without.rows(&batch)?;
            let kept: BooleanArray = gone.iter().map(|gone| Some(!gone)).collect();
            self.changed += gone.iter().filter(|gone| **gone).count() as u64;
            batch = filter_record_batch(&batch, &kept).map_err(Refusal::internal)?;
        }
        if self.by_key.is_empty() && self.once.is_none() {
            return Ok(batch);
        }
        let places = self.places(&batch)?;
        if places.iter().all(Option::is_none) {
            return Ok(batch);
        }
        let mut columns = Vec::with_capacity(batch.num_columns());
        for (number, former) in batch.columns().iter().enumerate() {
            columns.push(self.replaced(number, former, &places)?);
        }
        self.batch(columns, batch.num_rows())
    }

    /// Rows that are new.
    pub(super) fn rest(&mut self) -> Result<Option<RecordBatch>, Refusal> {
        let new: Vec<u32> = (0_u32..)
            .zip(&self.met)
            .filter(|(_place, met)| **met == 0)
            .map(|(place, _met)| place)
            .collect();
        let Some(first) = new.first() else {
            return Ok(None);
        };
        if self.method == Method::Update {
            let number = self.said.get(*first as usize).map_or(0, |said| said.number);
            let refusal = Refusal::invalid("ckan_key_not_found");
            return Err(refusal.with("field", "key").with("row", number));
        }
        let whole = self.batch(self.arrays.clone(), self.said.len())?;
        let new = arrow::array::UInt32Array::from(new);
        let rest = take_record_batch(&whole, &new).map_err(Refusal::internal)?;
        if self.once.is_some() {
            for key in self.keys(&rest)?.into_iter().flatten() {
                self.see(&key)?;
            }
        }
        self.changed += rest.num_rows() as u64;
        Ok(Some(rest))
    }

    /// Which row of the call stands for each row.
    fn places(&mut self, batch: &RecordBatch) -> Result<Vec<Option<usize>>, Refusal> {
        let mut places = Vec::with_capacity(batch.num_rows());
        for key in self.keys(batch)? {
            let Some(key) = key else {
                places.push(None);
                continue;
            };
            self.see(&key)?;
            let place = self.by_key.get(&key).copied();
            if let Some(met) = place.and_then(|place| self.met.get_mut(place)) {
                *met += 1;
                if self.method == Method::Insert || *met > 1 {
                    return Err(not_unique());
                }
                self.changed += 1;
            }
            places.push(place);
        }
        Ok(places)
    }

    /// Notes that a key is there, which it may be once.
    fn see(&mut self, key: &[u8]) -> Result<(), Refusal> {
        let Some(once) = &mut self.once else {
            return Ok(());
        };
        let mut short = [0; 16];
        let hash = blake3::hash(key);
        for (to, from) in short.iter_mut().zip(hash.as_bytes()) {
            *to = *from;
        }
        if !once.insert(short) {
            return Err(not_unique());
        }
        if once.len() > MOST_KEYS {
            return Err(Refusal::invalid("ckan_too_many_keys").with("field", "primary_key"));
        }
        Ok(())
    }

    fn keys(&self, batch: &RecordBatch) -> Result<Vec<Option<Vec<u8>>>, Refusal> {
        let arrays: Vec<ArrayRef> = self
            .key
            .iter()
            .filter_map(|place| batch.columns().get(*place).cloned())
            .collect();
        match &self.converter {
            Some(converter) => keys(converter, &arrays, batch.num_rows()),
            None => Ok(vec![None; batch.num_rows()]),
        }
    }

    /// A column in which rows of the call stand for those with their keys, as far as they say something of it.
    fn replaced(
        &self,
        number: usize,
        former: &ArrayRef,
        places: &[Option<usize>],
    ) -> Result<ArrayRef, Refusal> {
        let says = |place: usize| {
            let said = self.said.get(place).and_then(|said| said.cells.get(number));
            said.is_some_and(Option::is_some)
        };
        let from = places.iter().enumerate().map(|(row, place)| match place {
            Some(place) if says(*place) => (1, *place),
            _ => (0, row),
        });
        let from: Vec<(usize, usize)> = from.collect();
        let Some(ours) = self.arrays.get(number) else {
            return Ok(ArrayRef::clone(former));
        };
        interleave(&[former.as_ref(), ours.as_ref()], &from).map_err(Refusal::internal)
    }

    fn batch(&self, columns: Vec<ArrayRef>, rows: usize) -> Result<RecordBatch, Refusal> {
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        RecordBatch::try_new_with_options(self.schema.clone(), columns, &options)
            .map_err(Refusal::internal)
    }
}

/// A column of a batch that is there, in the type of the next version.
fn former(target: &Target, batch: &RecordBatch) -> Result<ArrayRef, Refusal> {
    let data_type = data_type(target.column_type);
    let Some(column) = target.from.and_then(|from| batch.columns().get(from)) else {
        return Ok(new_null_array(&data_type, batch.num_rows()));
    };
    let options = CastOptions {
        // What does not fit any more must not become nothing.
        safe: false,
        ..CastOptions::default()
    };
    cast_with_options(column, &data_type, &options).map_err(|_lost| {
        let refusal = Refusal::invalid("ckan_too_many_digits");
        refusal.with("field", "records").with("name", &target.name)
    })
}

/// The rows of a call by the columns there are.
fn said(
    records: Vec<Map<String, Value>>,
    targets: &[Target],
    (method, key): (Method, &[usize]),
) -> Result<Vec<Said>, Refusal> {
    let mut all = Vec::with_capacity(records.len());
    let mut known: HashMap<String, usize> = HashMap::new();
    for (record, number) in records.into_iter().zip(1..) {
        let mut cells = vec![None; targets.len()];
        for (name, value) in record {
            let place = match known.get(&name) {
                Some(place) => Some(*place),
                None => position(targets, &name),
            };
            let Some(cell) = place.and_then(|place| cells.get_mut(place)) else {
                let (code, field) = if method == Method::Insert {
                    ("ckan_extra_keys", "records")
                } else {
                    ("ckan_no_field", "fields")
                };
                let refusal = Refusal::invalid(code).with("field", field);
                return Err(refusal.with("row", number).with("name", name));
            };
            // Two names can be one column: its name in SQL and its heading.
            if cell.replace(value).is_some() {
                let refusal = Refusal::invalid("ckan_field_twice").with("field", "records");
                return Err(refusal.with("row", number).with("name", name));
            }
            if let Some(place) = place {
                known.entry(name).or_insert(place);
            }
        }
        let is_missing = |place: &&usize| cells.get(**place).is_none_or(Option::is_none);
        if method != Method::Insert
            && let Some(missing) = key.iter().find(is_missing)
        {
            let name = targets.get(*missing).map_or("", |target| &target.name);
            let refusal = Refusal::invalid("ckan_key_missing").with("field", "key");
            return Err(refusal.with("row", number).with("name", name));
        }
        all.push(Said { number, cells });
    }
    Ok(all)
}

fn values(place: usize, said: &[Said]) -> Vec<Option<&Value>> {
    let cells = said.iter().map(|said| said.cells.get(place));
    cells.map(|cell| cell.and_then(Option::as_ref)).collect()
}

/// Whether the column holds more digits from now on.
fn widen(target: &mut Target, place: usize, said: &[Said]) -> Result<bool, Refusal> {
    let wide = widened(target.column_type, &values(place, said));
    let wide = wide.map_err(|wrong| bad_cell(target, wrong, said))?;
    let is_wider = wide != target.column_type;
    target.column_type = wide;
    Ok(is_wider)
}

fn column(target: &Target, place: usize, said: &[Said]) -> Result<ArrayRef, Refusal> {
    let array = array(target.column_type, &values(place, said));
    array.map_err(|wrong| bad_cell(target, wrong, said))
}

fn bad_cell(target: &Target, wrong: usize, said: &[Said]) -> Refusal {
    let number = said.get(wrong).map_or(0, |said| said.number);
    let refusal = Refusal::invalid("ckan_bad_cell").with("field", "records");
    refusal.with("row", number).with("name", &target.name)
}

fn not_unique() -> Refusal {
    Refusal::invalid("ckan_not_unique").with("field", "constraints")
}

fn converter_of(
    targets: &mut [Target],
    key: &[usize],
    said: &[Said],
) -> Result<Option<RowConverter>, Refusal> {
    if key.is_empty() {
        return Ok(None);
    }
    let mut fields = Vec::new();
    for place in key {
        if let Some(target) = targets.get_mut(*place) {
            target.is_said |= widen(target, *place, said)?;
            fields.push(SortField::new(data_type(target.column_type)));
        }
    }
    RowConverter::new(fields)
        .map(Some)
        .map_err(Refusal::internal)
}

/// Rows of a call with the same key become one, later words behind earlier ones; where each key is.
fn fold(
    said: &mut Vec<Said>,
    targets: &[Target],
    (key, method): (&[usize], Method),
    converter: &RowConverter,
) -> Result<HashMap<Vec<u8>, usize>, Refusal> {
    let mut arrays = Vec::with_capacity(key.len());
    for place in key {
        if let Some(target) = targets.get(*place) {
            arrays.push(column(target, *place, said)?);
        }
    }
    let keys = keys(converter, &arrays, said.len())?;
    let (mut folded, mut by_key) = (Vec::<Said>::new(), HashMap::new());
    for (one, key) in std::mem::take(said).into_iter().zip(keys) {
        let known = key.as_ref().and_then(|key| by_key.get(key).copied());
        let known = known.and_then(|place: usize| folded.get_mut(place));
        match (known, key) {
            (Some(_known), _) if method == Method::Insert => return Err(not_unique()),
            (Some(known), _) => {
                known.number = one.number;
                for (cell, newer) in known.cells.iter_mut().zip(one.cells) {
                    if newer.is_some() {
                        *cell = newer;
                    }
                }
            }
            (None, key) => {
                if let Some(key) = key {
                    by_key.insert(key, folded.len());
                }
                folded.push(one);
            }
        }
    }
    *said = folded;
    Ok(by_key)
}

/// The key of each row as bytes; none where a part of it is missing: such rows are like no other.
fn keys(
    converter: &RowConverter,
    arrays: &[ArrayRef],
    rows: usize,
) -> Result<Vec<Option<Vec<u8>>>, Refusal> {
    if rows == 0 {
        return Ok(Vec::new());
    }
    let found = converter.convert_columns(arrays);
    let found = found.map_err(Refusal::internal)?;
    let keys = found.iter().enumerate().map(|(row, key)| {
        let is_whole = arrays.iter().all(|array| array.is_valid(row));
        is_whole.then(|| key.as_ref().to_vec())
    });
    Ok(keys.collect())
}

#[cfg(test)]
mod tests {
    use super::super::fields::{of_table, schema};
    use super::*;
    use arrow::array::{Decimal128Array, StringArray};
    use arrow::util::display::array_value_to_string;
    use hebewerk_model::{Column, ColumnId, ColumnType};
    use serde_json::json;
    use std::sync::Arc;

    const MONEY: ColumnType = ColumnType::Decimal {
        precision: 6,
        scale: 2,
    };

    fn targets() -> Vec<Target> {
        let columns = [("nr", ColumnType::Text), ("preis", MONEY)];
        let columns = columns.map(|(name, column_type)| Column {
            id: ColumnId(1),
            name: name.to_owned(),
            label: name.to_owned(),
            column_type,
            semantic_type: None,
            confidence: 1.0,
            unit: None,
        });
        let fields = columns.clone().map(|column| {
            arrow::datatypes::Field::new(column.name, data_type(column.column_type), true)
        });
        of_table(
            &columns,
            &Arc::new(arrow::datatypes::Schema::new(fields.to_vec())),
        )
    }

    /// Rows `1` for 1.00, `2` for 2.00 and one without a number, changed.
    fn merged(wish: Wish) -> Result<Vec<String>, &'static str> {
        let known = targets();
        let prices = Decimal128Array::from(vec![100, 200, 300]);
        let columns: Vec<ArrayRef> = vec![
            Arc::new(StringArray::from(vec![Some("1"), Some("2"), None])),
            Arc::new(prices.with_data_type(data_type(MONEY))),
        ];
        let batch = RecordBatch::try_new(schema(&known), columns).unwrap();
        let mut lines = Vec::new();
        let mut merge = Merge::new(wish).map_err(|refusal| refusal.code)?;
        let mut batches = vec![merge.step(&batch).map_err(|refusal| refusal.code)?];
        batches.extend(merge.rest().map_err(|refusal| refusal.code)?);
        for batch in batches {
            for row in 0..batch.num_rows() {
                let cell = |column: &ArrayRef| array_value_to_string(column, row).unwrap();
                let cells: Vec<String> = batch.columns().iter().map(cell).collect();
                lines.push(cells.join(" "));
            }
        }
        Ok(lines)
    }

    fn wish(method: Method, records: &Value) -> Wish {
        let records = records.as_array().unwrap().iter();
        Wish {
            targets: targets(),
            key: vec![0],
            method,
            records: records
                .map(|one| one.as_object().unwrap().clone())
                .collect(),
            without: None,
            key_is_new: false,
        }
    }

    #[track_caller]
    fn check(method: Method, records: &Value, expected: Result<&[&str], &'static str>) {
        let found = merged(wish(method, records));
        let found = found.as_deref().map_err(|code| *code);
        let expected = expected.map(|lines| {
            lines
                .iter()
                .map(|&line| line.to_owned())
                .collect::<Vec<_>>()
        });
        assert_eq!(
            found,
            expected.as_deref().map_err(|code| *code),
            "{records}"
        );
    }

    #[test]
    fn rows_are_changed_by_their_key_as_far_as_something_is_said() {
        use Method::{Insert, Update, Upsert};
        let check_upsert = |records, expected: &[&str]| check(Upsert, &records, Ok(expected));
        check_upsert(
            json!([{ "nr": "2", "preis": "2.50" }]),
            &["1 1.00", "2 2.50", " 3.00"],
        );
        check_upsert(json!([{ "nr": "2" }]), &["1 1.00", "2 2.00", " 3.00"]);
        check_upsert(
            json!([{ "nr": "2", "preis": null }]),
            &["1 1.00", "2 ", " 3.00"],
        );
        // A row that is said twice is one; a row without a key is like no other.
        check_upsert(
            json!([{ "nr": "9", "preis": 1 }, { "nr": "9", "preis": 2 }, { "nr": null }]),
            &["1 1.00", "2 2.00", " 3.00", "9 2.00", " "],
        );
        // More digits are kept, of all rows.
        check_upsert(
            json!([{ "nr": "2", "preis": 0.125 }]),
            &["1 1.000", "2 0.125", " 3.000"],
        );
        check(
            Insert,
            &json!([{ "nr": "9" }]),
            Ok(&["1 1.00", "2 2.00", " 3.00", "9 "]),
        );
        check(Insert, &json!([{ "nr": "2" }]), Err("ckan_not_unique"));
        check(
            Insert,
            &json!([{ "nr": "9" }, { "nr": "9" }]),
            Err("ckan_not_unique"),
        );
        check(Insert, &json!([{ "fehlt": "9" }]), Err("ckan_extra_keys"));
        check(
            Update,
            &json!([{ "nr": "9", "preis": 1 }]),
            Err("ckan_key_not_found"),
        );
        check(Update, &json!([{ "preis": 1 }]), Err("ckan_key_missing"));
        check(
            Update,
            &json!([{ "nr": "1", "fehlt": 1 }]),
            Err("ckan_no_field"),
        );
        check(
            Update,
            &json!([{ "nr": "1", "preis": "viel" }]),
            Err("ckan_bad_cell"),
        );
    }

    #[test]
    fn rows_go_by_what_they_are() {
        for (filters, expected) in [
            (json!({ "nr": "1" }), &["2 2.00", " 3.00"][..]),
            (json!({ "nr": ["1", null] }), &["2 2.00"]),
            (
                json!({ "preis": { "gt": 1, "lte": 2 } }),
                &["1 1.00", " 3.00"],
            ),
            (
                json!({ "nr": "1", "preis": 2 }),
                &["1 1.00", "2 2.00", " 3.00"],
            ),
            (json!({}), &[]),
        ] {
            let without = Chosen::read(filters.as_object().unwrap(), &targets()).unwrap();
            let wish = Wish {
                without: Some(without),
                ..wish(Method::Insert, &json!([]))
            };
            assert_eq!(merged(wish).unwrap(), expected, "{filters}");
        }
        for wrong in [
            json!({ "_id": 1 }),
            json!({ "preis": "viel" }),
            json!({ "preis": { "wie": 1 } }),
            json!({ "preis": {} }),
        ] {
            assert!(
                Chosen::read(wrong.as_object().unwrap(), &targets()).is_err(),
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_new_key_names_each_row_once() {
        let check = |key: usize, records: &Value, expected: Option<&str>| {
            let wish = Wish {
                key: vec![key],
                key_is_new: true,
                ..wish(Method::Insert, records)
            };
            assert_eq!(merged(wish).err(), expected, "{records}");
        };
        check(1, &json!([{ "preis": 4 }]), None);
        check(1, &json!([{ "preis": 3 }]), Some("ckan_not_unique"));
        check(0, &json!([]), None);
    }
}
