//! A column in a collection, or a part of it that is a column of its own.

use crate::header::Header;
use crate::normal_form::{NormalForm, split_house_number};
use crate::print::ValueKey;
use crate::sketch::{ColumnSketch, Meaning, SketchBuilder, ValueSample};
use hebewerk_model::SemanticType;

/// Share of values that must be addresses for their streets to be a column of their own.
const ADDRESSES: f64 = 0.6;

/// A column, or a part of one.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Place of the column in its table.
    pub column: u32,
    /// Header as it stands in the file.
    pub label: String,
    /// Header, ready to be compared.
    pub header: Header,
    /// What is kept of it.
    pub sketch: ColumnSketch,
    /// Some values.
    pub sample: ValueSample,
    /// The form that took this part out of the column; none for the column itself.
    pub part: Option<NormalForm>,
}

/// Makes the entries of one column.
#[derive(Debug)]
pub struct EntryBuilder {
    column: u32,
    label: String,
    whole: SketchBuilder,
    streets: SketchBuilder,
    values: u64,
    addresses: u64,
}

impl Entry {
    /// Begins the entries of a column.
    pub fn builder(
        column: u32,
        label: &str,
        meaning: Option<Meaning>,
        key: ValueKey,
    ) -> EntryBuilder {
        let street = Meaning {
            semantic_type: SemanticType::Street,
            certainty: 0.8,
        };
        EntryBuilder {
            column,
            label: label.to_owned(),
            whole: ColumnSketch::builder(key).meaning(meaning),
            streets: ColumnSketch::builder(key).meaning(Some(street)),
            values: 0,
            addresses: 0,
        }
    }
}

impl EntryBuilder {
    /// The next row; none for one without a value.
    pub fn push(&mut self, value: Option<&str>) {
        let Some(value) = value else {
            self.whole.push_null();
            return;
        };
        self.whole.push(value);
        self.values += 1;
        // What has not begun with addresses has none.
        let looks_like_it = self.values < 64 || self.addresses * 3 > self.values;
        if looks_like_it && let Some(address) = split_house_number(value) {
            self.addresses += 1;
            self.streets.push(address.street);
        }
    }

    /// The column, and its streets if it holds addresses.
    pub fn finish(self) -> Vec<Entry> {
        let (sketch, sample) = self.whole.finish();
        let mut entries = vec![Entry {
            column: self.column,
            header: Header::new(&self.label),
            label: self.label,
            sketch,
            sample,
            part: None,
        }];
        if self.addresses as f64 >= ADDRESSES * self.values as f64 && self.addresses >= 5 {
            let (sketch, sample) = self.streets.finish();
            entries.push(Entry {
                column: self.column,
                label: entries[0].label.clone(),
                header: Header::new("Straße"),
                sketch,
                sample,
                part: Some(NormalForm::HouseNumber),
            });
        }
        entries
    }
}
