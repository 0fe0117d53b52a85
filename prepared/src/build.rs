//! Building a form from what the guard let through.

use crate::codes::{Cells, NO_NUMBER};
use crate::column::{Column, Values};
use crate::form::{Form, Numbers};
use crate::keys::{push_keys, values};
use crate::written::{Texts, Written};
use arrow::array::{Array, ArrayRef, AsArray, BinaryArray, StringArray};
use arrow::datatypes::{DataType, FieldRef, Int64Type, SchemaRef};
use arrow::record_batch::RecordBatch;
use hashbrown::HashTable;
use hebewerk_exchange::tabular::{json_cells, json_key};
use hebewerk_model::ColumnType;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, OnceLock};
use thiserror::Error;

/// Values of numbers up to which codes are smaller than the numbers.
const MOST_CODES: usize = 65_535;

/// Why a table has no form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Unfit {
    /// It would take more bytes than allowed.
    #[error("the form would be too large")]
    TooLarge,
    /// A value cannot be held exactly.
    #[error("a value of the table has no exact form")]
    Value,
}

/// Gathers a table, batch by batch.
pub struct FormBuilder {
    columns: Vec<Gathered>,
    numbers: Vec<i64>,
    most_bytes: usize,
}

impl FormBuilder {
    /// For the columns an asker may see, with their types in this order; `schema` has the row number behind them. What is
    /// gathered takes at most `most_bytes`, and so does the form; while the one is made of the other, both are there.
    pub fn new(schema: &SchemaRef, types: &[ColumnType], most_bytes: usize) -> Self {
        let columns = schema.fields().iter().zip(types);
        Self {
            columns: columns
                .map(|(field, column_type)| Gathered::new(field, *column_type))
                .collect(),
            numbers: Vec::new(),
            most_bytes,
        }
    }

    /// Takes the next rows, in the order of their numbers, with the number in the last column.
    pub fn push(&mut self, batch: &RecordBatch) -> Result<(), Unfit> {
        if batch.num_columns() != self.columns.len() + 1 {
            return Err(Unfit::Value);
        }
        for (column, array) in self.columns.iter_mut().zip(batch.columns()) {
            column.push(array)?;
        }
        let numbers = batch.columns().last();
        let numbers = numbers.and_then(|array| array.as_primitive_opt::<Int64Type>());
        self.numbers
            .extend_from_slice(numbers.ok_or(Unfit::Value)?.values());
        if self.bytes() > self.most_bytes {
            return Err(Unfit::TooLarge);
        }
        Ok(())
    }

    /// What is gathered so far, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        let columns: usize = self.columns.iter().map(Gathered::bytes).sum();
        columns + self.numbers.len() * 8
    }

    /// The form of all rows taken. Sorts every value: not for a thread on which others wait.
    pub fn finish(self) -> Result<Form, Unfit> {
        let rows = u32::try_from(self.numbers.len()).map_err(|_more| Unfit::TooLarge)?;
        let columns = self.columns.into_iter().map(Gathered::finish);
        let columns = columns.collect::<Result<Vec<_>, _>>()?;
        let form = Form::new(columns, Numbers::new(self.numbers), rows);
        if form.bytes() > self.most_bytes {
            return Err(Unfit::TooLarge);
        }
        Ok(form)
    }
}

/// A column on its way.
struct Gathered {
    field: FieldRef,
    column_type: ColumnType,
    content: Content,
}

enum Content {
    Keys(Vec<i64>),
    Texts(Interned),
}

impl Gathered {
    fn new(field: &FieldRef, column_type: ColumnType) -> Self {
        let content = match field.data_type() {
            DataType::Utf8 | DataType::Binary => Content::Texts(Interned::default()),
            _ => Content::Keys(Vec::new()),
        };
        Self {
            field: FieldRef::clone(field),
            column_type,
            content,
        }
    }

    fn push(&mut self, array: &ArrayRef) -> Result<(), Unfit> {
        let fits = match &mut self.content {
            Content::Keys(keys) => push_keys(keys, array.as_ref()),
            Content::Texts(texts) => texts.push_all(array.as_ref()),
        };
        if fits { Ok(()) } else { Err(Unfit::Value) }
    }

    fn bytes(&self) -> usize {
        match &self.content {
            Content::Keys(keys) => keys.len() * 8,
            Content::Texts(texts) => texts.bytes(),
        }
    }

    fn finish(self) -> Result<Column, Unfit> {
        let (cells, values, written) = match self.content {
            Content::Keys(keys) => numbers(keys, &self.field)?,
            Content::Texts(texts) => texts.finish(&self.field, self.column_type)?,
        };
        Ok(Column {
            name: self.field.name().clone(),
            key: json_key(self.field.name()),
            kind: self.column_type,
            data_type: self.field.data_type().clone(),
            cells,
            values,
            written,
            order: OnceLock::new(),
        })
    }
}

/// Codes of numbers where there are few values, or where they cannot be written from the number itself.
fn numbers(keys: Vec<i64>, field: &FieldRef) -> Result<(Cells, Values, Written), Unfit> {
    let scale = match field.data_type() {
        DataType::Int64 => Some(0),
        // A point that would stand in front of more zeros than are written here.
        DataType::Decimal128(_, scale) => u8::try_from(*scale).ok().filter(|scale| *scale < 40),
        _ => None,
    };
    let distinct = distinct(&keys, scale.map_or(usize::MAX, |_scale| MOST_CODES));
    let Some(mut distinct) = distinct else {
        let scale = scale.unwrap_or_default();
        return Ok((
            Cells::Numbers(keys),
            Values::InCells,
            Written::Numbers { scale },
        ));
    };
    distinct.sort_unstable();
    let codes: HashMap<i64, u32> = distinct.iter().copied().zip(0..).collect();
    let none = distinct.len() as u32;
    let cells = keys
        .iter()
        .map(|key| codes.get(key).copied().unwrap_or(none))
        .collect();
    let cells = Cells::coded(cells, distinct.len());
    let array = values(&distinct, field.data_type()).map_err(|_type| Unfit::Value)?;
    let written = written(field, &array, false)?;
    Ok((cells, Values::Numbers(distinct), written))
}

/// The values among keys; none if they are more than `most`.
fn distinct(keys: &[i64], most: usize) -> Option<Vec<i64>> {
    let mut seen = HashSet::new();
    for key in keys {
        if *key != NO_NUMBER && seen.insert(*key) && seen.len() > most {
            return None;
        }
    }
    Some(seen.into_iter().collect())
}

fn written(field: &FieldRef, values: &ArrayRef, json: bool) -> Result<Written, Unfit> {
    let cells = json_cells(field, values, json).map_err(|_value| Unfit::Value)?;
    let mut texts = Texts::default();
    let mut start = 0;
    for end in cells.ends {
        let text = cells.text.as_bytes().get(start..end).unwrap_or_default();
        if !texts.push(text) {
            return Err(Unfit::TooLarge);
        }
        start = end;
    }
    texts.shrink();
    Ok(Written::Each(texts))
}

/// Texts or bytes, each once.
#[derive(Default)]
pub(crate) struct Interned {
    pub(crate) known: Texts,
    places: HashTable<u32>,
    /// Of each cell, in the order in which values came first.
    pub(crate) codes: Vec<u32>,
    hasher: RandomState,
}

/// Stands for "no value" until all values are known.
pub(crate) const NO_TEXT: u32 = u32::MAX;

impl Interned {
    fn push_all(&mut self, array: &dyn Array) -> bool {
        if let Some(texts) = array.as_string_opt::<i32>() {
            texts.iter().all(|text| self.push(text.map(str::as_bytes)))
        } else if let Some(bytes) = array.as_binary_opt::<i32>() {
            bytes.iter().all(|bytes| self.push(bytes))
        } else {
            false
        }
    }

    /// `false` when there is no more room to count bytes.
    pub(crate) fn push(&mut self, value: Option<&[u8]>) -> bool {
        let Some(value) = value else {
            self.codes.push(NO_TEXT);
            return true;
        };
        let hash = self.hasher.hash_one(value);
        let found = self
            .places
            .find(hash, |code| self.known.get(*code as usize) == value);
        if let Some(code) = found {
            self.codes.push(*code);
            return true;
        }
        let code = self.known.len() as u32;
        if !self.known.push(value) {
            return false;
        }
        let (known, hasher) = (&self.known, &self.hasher);
        self.places.insert_unique(hash, code, |code| {
            hasher.hash_one(known.get(*code as usize))
        });
        self.codes.push(code);
        true
    }

    pub(crate) const fn bytes(&self) -> usize {
        self.known.bytes() + self.codes.len() * 4 + self.known.len() * 5
    }

    /// Codes in the order of values.
    fn finish(
        self,
        field: &FieldRef,
        column_type: ColumnType,
    ) -> Result<(Cells, Values, Written), Unfit> {
        let distinct = self.known.len();
        let mut order: Vec<u32> = (0..distinct as u32).collect();
        order.sort_unstable_by(|left, right| {
            let text = |code: &u32| self.known.get(*code as usize);
            text(left).cmp(text(right))
        });
        let mut ranks = vec![0_u32; distinct];
        for (rank, code) in (0..).zip(&order) {
            ranks[*code as usize] = rank;
        }
        let none = distinct as u32;
        let codes = self.codes.iter().map(|code| match *code {
            NO_TEXT => none,
            code => ranks[code as usize],
        });
        let cells = Cells::coded(codes.collect(), distinct);
        let sorted = || order.iter().map(|code| self.known.get(*code as usize));
        let array: ArrayRef = if *field.data_type() == DataType::Binary {
            Arc::new(BinaryArray::from_iter_values(sorted()))
        } else {
            let texts = sorted().map(std::str::from_utf8);
            let texts = texts.collect::<Result<Vec<_>, _>>();
            let texts = texts.map_err(|_bytes| Unfit::Value)?;
            Arc::new(StringArray::from_iter_values(texts))
        };
        let written = written(field, &array, column_type == ColumnType::Json)?;
        drop(array);
        let values = if column_type == ColumnType::Text {
            let mut kept = Texts::default();
            for text in sorted() {
                kept.push(text);
            }
            kept.shrink();
            Values::Texts(kept)
        } else {
            Values::Unknown
        };
        Ok((cells, values, written))
    }
}
