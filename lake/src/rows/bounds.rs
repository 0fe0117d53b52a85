//! The least and the greatest of texts of which each stands once.
//!
//! The writer would compare the text of every row with both; here it is asked of every value. Pages get no bounds of
//! their own then: among a few values that repeat there is seldom a page without one of them.

use arrow::array::{Array, ArrayRef, AsArray, DictionaryArray, StringArray};
use arrow::datatypes::{DataType, Int32Type};
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::statistics::Statistics;

/// Texts longer than this are no bounds: they would fill the footer.
const MOST_BYTES: usize = 64;

/// The array's texts where each stands once and rows name them by number.
pub(crate) fn coded_texts(array: &ArrayRef) -> Option<&DictionaryArray<Int32Type>> {
    let coded = array.as_dictionary_opt::<Int32Type>()?;
    (*coded.values().data_type() == DataType::Utf8).then_some(coded)
}

/// What the column's chunk is said to hold: bounds that some row reaches, and how many rows are empty.
pub(crate) fn with_bounds(
    metadata: ColumnChunkMetaData,
    coded: &DictionaryArray<Int32Type>,
) -> Result<ColumnChunkMetaData, ParquetError> {
    let (mut least, mut greatest) = (None, None);
    if let Some(texts) = coded.values().as_string_opt::<i32>() {
        for text in used(coded, texts) {
            least = Some(least.map_or(text, |least| text.min(least)));
            greatest = Some(greatest.map_or(text, |greatest| text.max(greatest)));
        }
    }
    let bound = |text: Option<&str>| {
        let text = text.filter(|text| text.len() <= MOST_BYTES);
        text.map(ByteArray::from)
    };
    let empty = coded.logical_null_count() as u64;
    metadata
        .into_builder()
        .set_statistics(Statistics::byte_array(
            bound(least),
            bound(greatest),
            None,
            Some(empty),
            false,
        ))
        .build()
}

/// The texts that stand in some row. A part of a longer table knows texts of rows that are not its own.
fn used<'a>(
    coded: &DictionaryArray<Int32Type>,
    texts: &'a StringArray,
) -> impl Iterator<Item = &'a str> {
    let mut is_used = vec![false; texts.len()];
    for key in coded.keys().iter().flatten() {
        if let Some(is_used) = is_used.get_mut(key as usize) {
            *is_used = true;
        }
    }
    let texts = texts.iter().zip(is_used);
    texts.filter_map(|(text, is_used)| text.filter(|_| is_used))
}
