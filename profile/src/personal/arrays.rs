//! Columns that come as Arrow arrays: files whose types are declared.

use super::{ColumnValues, ValueSample, personal_data, personal_finding};
use crate::distinct::hash_bytes;
use arrow::array::{Array, ArrayRef, AsArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Date32Type, Int64Type};
use arrow::record_batch::RecordBatch;
use hebewerk_model::{Finding, InspectedColumn};

/// Samples the columns of a table while its rows pass.
#[derive(Debug)]
pub struct PersonalSight {
    samples: Vec<ValueSample>,
}

impl PersonalSight {
    /// Starts with nothing seen.
    pub fn new(columns: usize) -> Self {
        let samples = (0..columns).map(|_| ValueSample::among(columns));
        Self {
            samples: samples.collect(),
        }
    }

    /// Takes rows in.
    pub fn add(&mut self, batch: &RecordBatch) {
        for (sample, array) in self.samples.iter_mut().zip(batch.columns()) {
            add(sample, array);
        }
    }

    /// Says of each column whether it holds personal data; gives the findings. `rows` is how many there are.
    pub fn finish(self, columns: &mut [InspectedColumn], rows: u64) -> Vec<Finding> {
        let values: Vec<ColumnValues<'_>> = self
            .samples
            .iter()
            .zip(columns.iter())
            .map(|(sample, column)| ColumnValues {
                label: &column.label,
                column_type: column.column_type,
                sample: sample.values(),
                values: (rows as f64 * (1.0 - column.null_share)).round() as u64,
                distinct: column.distinct,
            })
            .collect();
        let found = personal_data(&values);
        let mut findings = Vec::new();
        for (column, data) in columns.iter_mut().zip(found) {
            findings.extend(
                data.as_ref()
                    .map(|data| personal_finding(&column.label, data)),
            );
            column.personal = data;
        }
        findings
    }
}

fn add(sample: &mut ValueSample, array: &ArrayRef) {
    match array.data_type() {
        DataType::Utf8 => texts(sample, array.as_string::<i32>().iter()),
        DataType::LargeUtf8 => texts(sample, array.as_string::<i64>().iter()),
        DataType::Utf8View => texts(sample, array.as_string_view().iter()),
        DataType::Dictionary(..) => {
            let values = array.as_any_dictionary_opt();
            if let Some(values) = values.map(arrow::array::AnyDictionaryArray::values) {
                add(sample, values);
            }
        }
        DataType::Int64 => {
            let numbers = array.as_primitive::<Int64Type>().iter().flatten();
            numbers.for_each(|number| add_written(sample, number as u64, || number.to_string()));
        }
        DataType::Date32 => {
            let days = array.as_primitive::<Date32Type>();
            for (at, day) in days.iter().enumerate() {
                if let Some(day) = day {
                    add_written(sample, day as u64, || {
                        days.value_as_date(at)
                            .map_or_else(String::new, |day| day.to_string())
                    });
                }
            }
        }
        DataType::Timestamp(..) => {
            if let Ok(days) = cast(array, &DataType::Date32) {
                add(sample, &days);
            }
        }
        _ => {}
    }
}

fn texts<'a>(sample: &mut ValueSample, texts: impl Iterator<Item = Option<&'a str>>) {
    for text in texts
        .flatten()
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        sample.add_hashed(hash_bytes(text.as_bytes()), text);
    }
}

/// A number is written out only where it will be kept.
fn add_written(sample: &mut ValueSample, number: u64, written: impl FnOnce() -> String) {
    let hash = crate::distinct::hash_number(number);
    if sample.wants(hash) {
        sample.add_hashed(hash, &written());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::array::{Date32Array, Int64Array, StringArray};
    use hebewerk_model::{ColumnType, PersonalKind};
    use std::sync::Arc;

    fn column(label: &str, column_type: ColumnType) -> InspectedColumn {
        InspectedColumn {
            label: label.to_owned(),
            name: label.to_lowercase(),
            column_type,
            semantic_type: None,
            confidence: 1.0,
            unit: None,
            null_share: 0.0,
            distinct: 4,
            pattern: None,
            personal: None,
        }
    }

    #[test]
    fn columns_of_typed_files_are_recognised_too() {
        let arrays: [(&str, ArrayRef); 4] = [
            (
                "a",
                Arc::new(StringArray::from(vec![
                    "Müller", "Yılmaz", "Kowalski", "Schäfer",
                ])),
            ),
            (
                "b",
                Arc::new(StringArray::from(vec!["Hans", "Ayşe", "Jan", "Ute"])),
            ),
            (
                "c",
                Arc::new(Date32Array::from(vec![-3_000, 0, 5_000, 9_000])),
            ),
            ("d", Arc::new(Int64Array::from(vec![1, 2, 3, 4]))),
        ];
        let batch = RecordBatch::try_from_iter(arrays).unwrap();
        let mut columns = [
            column("Nachname", ColumnType::Text),
            column("Vorname", ColumnType::Text),
            column("geboren", ColumnType::Date),
            column("Nr", ColumnType::Integer),
        ];
        let mut sight = PersonalSight::new(4);
        sight.add(&batch);
        let findings = sight.finish(&mut columns, 4);
        let kinds: Vec<Option<PersonalKind>> = columns
            .iter()
            .map(|column| Some(column.personal.as_ref()?.kind))
            .collect();
        assert_eq!(
            kinds,
            [
                Some(PersonalKind::LastName),
                Some(PersonalKind::FirstName),
                Some(PersonalKind::BirthDate),
                None
            ]
        );
        assert_eq!(findings.len(), 3);
    }
}
