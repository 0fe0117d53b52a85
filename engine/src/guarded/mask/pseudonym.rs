//! Names that stand for values.

use super::recent::each_text;
use arrow::array::{ArrayRef, AsArray, StringViewArray};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use datafusion::error::Result;
use hebewerk_hub::ports::PseudonymKey;
use std::sync::Arc;

/// Characters of a pseudonym: 80 bits, so that a million values share none.
const LENGTH: usize = 20;

/// A keyed hash (BLAKE3) of each value's text.
pub(super) fn named(values: &ArrayRef, key: &PseudonymKey) -> Result<ArrayRef> {
    let name = |bytes: &[u8]| {
        let hash = blake3::keyed_hash(&key.0, bytes).to_hex();
        hash.chars().take(LENGTH).collect::<String>()
    };
    if let Some(bytes) = values.as_binary_view_opt() {
        let names: StringViewArray = bytes.iter().map(|bytes| bytes.map(name)).collect();
        return Ok(Arc::new(names));
    }
    let texts = cast(values, &DataType::Utf8View)?;
    let name = |text: &str| Some(name(text.as_bytes()));
    Ok(Arc::new(each_text(texts.as_string_view(), name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::array::{Array, BooleanArray, Int64Array};

    fn names(values: impl Array + 'static, key: u8) -> Vec<Option<String>> {
        let values: ArrayRef = Arc::new(values);
        let names = named(&values, &PseudonymKey([key; 32])).unwrap();
        let names = names.as_string_view().iter();
        names.map(|text| text.map(str::to_owned)).collect()
    }

    #[test]
    fn equal_values_have_equal_names_under_one_key() {
        let values = || StringViewArray::from(vec![Some("a"), Some("b"), Some("a"), None]);
        let first = names(values(), 1);
        assert_eq!(first[0], first[2]);
        assert_ne!(first[0], first[1]);
        assert_eq!(first[3], None);
        assert_eq!(first[0].as_ref().map(String::len), Some(LENGTH));
        assert_ne!(first[0], names(values(), 2)[0]);
    }

    #[test]
    fn numbers_and_truths_have_names_too() {
        let of_text = names(StringViewArray::from(vec!["12"]), 1);
        assert_eq!(names(Int64Array::from(vec![12]), 1), of_text);
        assert!(names(BooleanArray::from(vec![true]), 1)[0].is_some());
    }
}
