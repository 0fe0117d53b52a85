//! Lists of texts in a policy, looked up as fast as a number.

use arrow::array::{Array, ArrayRef, AsArray, BooleanArray};
use arrow::buffer::{BooleanBuffer, NullBuffer};
use arrow::datatypes::{DataType, FieldRef, Schema};
use arrow::record_batch::RecordBatch;
use datafusion::common::ScalarValue;
use datafusion::common::tree_node::{Transformed, TreeNode};
use datafusion::error::{DataFusionError, Result};
use datafusion::logical_expr::ColumnarValue;
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_expr::expressions::{InListExpr, Literal};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Longest text that lies in its view, so that equal views are equal texts.
const INLINE_BYTES: usize = 12;

/// Places of the table in which a view is looked up: so many more than values that two seldom share one.
const PLACES_OF_A_VALUE: usize = 8;

/// The policy with its lists of short texts as [`OneOf`]. Statistics of files are still compared with the lists
/// themselves: hand those to the reader.
pub(super) fn with_fast_lists(policy: Arc<dyn PhysicalExpr>) -> Result<Arc<dyn PhysicalExpr>> {
    let fast = policy.transform_up(|part| {
        let list = part.downcast_ref::<InListExpr>();
        Ok(match list.and_then(OneOf::of) {
            Some(fast) => Transformed::yes(Arc::new(fast) as Arc<dyn PhysicalExpr>),
            None => Transformed::no(part),
        })
    })?;
    Ok(fast.data)
}

/// Whether a text is one of some short ones.
#[derive(Debug, Eq)]
struct OneOf {
    texts: Arc<dyn PhysicalExpr>,
    /// Views of the values, each at its place or behind it; none where a place is free.
    places: Vec<Option<u128>>,
}

impl PartialEq for OneOf {
    fn eq(&self, other: &Self) -> bool {
        self.texts.eq(&other.texts) && self.places == other.places
    }
}

impl Hash for OneOf {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.texts.hash(state);
        self.places.hash(state);
    }
}

impl OneOf {
    fn of(list: &InListExpr) -> Option<Self> {
        if list.negated() {
            return None;
        }
        let size = (list.list().len() * PLACES_OF_A_VALUE).next_power_of_two();
        let mut places = vec![None; size];
        for value in list.list() {
            let value = value.downcast_ref::<Literal>()?.value();
            let ScalarValue::Utf8View(Some(text)) = value else {
                return None;
            };
            let view = view(text)?;
            let mut place = place(view, size);
            while places[place].is_some_and(|known| known != view) {
                place = (place + 1) % size;
            }
            places[place] = Some(view);
        }
        Some(Self {
            texts: Arc::clone(list.expr()),
            places,
        })
    }

    fn has(&self, view: u128) -> bool {
        let mut place = place(view, self.places.len());
        while let Some(known) = self.places[place] {
            if known == view {
                return true;
            }
            place = (place + 1) % self.places.len();
        }
        false
    }

    fn evaluated(&self, texts: &ArrayRef) -> Option<BooleanArray> {
        let texts = texts.as_string_view_opt()?;
        let views = texts.views();
        // A longer text has another length in its view, so it equals none of the list.
        let found = BooleanBuffer::collect_bool(views.len(), |row| self.has(views[row]));
        let nulls: Option<NullBuffer> = texts.nulls().cloned();
        Some(BooleanArray::new(found, nulls))
    }
}

/// The view of a text that lies in it: its length, then its bytes.
fn view(text: &str) -> Option<u128> {
    let mut bytes = [0; 16];
    let (length, rest) = bytes.split_first_chunk_mut::<4>()?;
    *length = u32::try_from(text.len()).ok()?.to_le_bytes();
    if text.len() > INLINE_BYTES {
        return None;
    }
    rest[..text.len()].copy_from_slice(text.as_bytes());
    Some(u128::from_le_bytes(bytes))
}

/// `size` is a power of two.
const fn place(view: u128, size: usize) -> usize {
    let folded = (view as u64) ^ ((view >> 64) as u64);
    (folded.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & (size - 1)
}

/// An error may quote a plan: it says no value of the policy.
impl fmt::Display for OneOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("one of some")
    }
}

impl PhysicalExpr for OneOf {
    fn return_field(&self, schema: &Schema) -> Result<FieldRef> {
        let texts = self.texts.return_field(schema)?;
        Ok(Arc::new(
            texts.as_ref().clone().with_data_type(DataType::Boolean),
        ))
    }

    fn evaluate(&self, batch: &RecordBatch) -> Result<ColumnarValue> {
        let texts = self.texts.evaluate(batch)?.into_array(batch.num_rows())?;
        let found = self.evaluated(&texts);
        let found =
            found.ok_or_else(|| DataFusionError::Internal("a list of no texts".to_owned()))?;
        Ok(ColumnarValue::Array(Arc::new(found)))
    }

    fn children(&self) -> Vec<&Arc<dyn PhysicalExpr>> {
        vec![&self.texts]
    }

    fn with_new_children(
        self: Arc<Self>,
        mut children: Vec<Arc<dyn PhysicalExpr>>,
    ) -> Result<Arc<dyn PhysicalExpr>> {
        let texts = children.pop().unwrap_or_else(|| Arc::clone(&self.texts));
        Ok(Arc::new(Self {
            texts,
            places: self.places.clone(),
        }))
    }

    fn fmt_sql(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("one of some")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::array::StringViewArray;
    use arrow::datatypes::Field;
    use datafusion::physical_expr::expressions::{col, in_list, lit};

    fn text(text: &str) -> Arc<dyn PhysicalExpr> {
        lit(ScalarValue::Utf8View(Some(text.to_owned())))
    }

    #[test]
    fn a_fast_list_finds_what_a_list_finds() {
        let schema = Schema::new(vec![Field::new("a", DataType::Utf8View, true)]);
        let short = ["", "Süd", "zwölf Bytes", "a", "ab", "\u{0}", "a\u{0}"];
        let values: Vec<Option<String>> = short
            .iter()
            .map(|text| Some((*text).to_owned()))
            .chain((0..900).map(|number| Some(format!("{}", number % 300))))
            .chain([None, Some("länger als in eine Ansicht passt".to_owned())])
            .collect();
        let texts: ArrayRef = Arc::new(StringViewArray::from(values));
        let batch = RecordBatch::try_new(Arc::new(schema.clone()), vec![texts]).unwrap();
        let numbers = (0..40).map(|number| text(&format!("{}", number * 7)));
        let list = short.iter().map(|short| text(short)).chain(numbers);
        let list = in_list(col("a", &schema).unwrap(), list.collect(), &false, &schema).unwrap();
        let fast = with_fast_lists(Arc::clone(&list)).unwrap();
        assert!(fast.is::<OneOf>());
        let found = |list: &Arc<dyn PhysicalExpr>| {
            let found = list.evaluate(&batch).unwrap();
            let found = found.into_array(batch.num_rows()).unwrap();
            found.as_boolean().iter().collect::<Vec<_>>()
        };
        assert_eq!(found(&fast), found(&list));
        assert!(!fast.to_string().contains("Süd"));
    }

    #[test]
    fn lists_of_longer_texts_and_of_numbers_stay_as_they_are() {
        let schema = Schema::new(vec![Field::new("a", DataType::Utf8View, true)]);
        let long = vec![text("kurz"), text("länger als zwölf Bytes")];
        let list = in_list(col("a", &schema).unwrap(), long, &false, &schema).unwrap();
        assert!(!with_fast_lists(list).unwrap().is::<OneOf>());
    }
}
