//! What takes the place of a column's values, computed beneath the barrier.
//!
//! A mask never fails: an error would tell of a value. Where it finds nothing it can stand for, there is no value.

mod number;
mod place;
mod pseudonym;
mod recent;
mod text;
mod time;

use arrow::array::{ArrayRef, new_null_array};
use arrow::datatypes::{DataType, FieldRef, Schema};
use arrow::record_batch::RecordBatch;
use datafusion::error::Result;
use datafusion::logical_expr::ColumnarValue;
use datafusion::physical_expr::PhysicalExpr;
use hebewerk_guard::Access;
use hebewerk_hub::ports::PseudonymKey;
use hebewerk_model::{Column, Mask};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A mask with all it needs to be computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ColumnMask {
    /// Nothing is left of the values.
    Empty,
    /// Something is.
    Values {
        mask: Mask,
        key: Option<PseudonymKey>,
        /// Whether coordinates are degrees, if the column says so.
        degrees: Option<bool>,
    },
}

impl ColumnMask {
    /// The mask of a column, if it has one that leaves it there. What does not fit the column, or misses its key, leaves
    /// nothing of its values.
    pub(crate) fn of(column: &Column, access: &Access, key: Option<PseudonymKey>) -> Option<Self> {
        let mask = *access.masks.get(&column.name)?;
        let misses_key = mask == Mask::Pseudonym && key.is_none();
        if mask == Mask::Null || misses_key || mask.type_of(column).is_none() {
            return Some(Self::Empty);
        }
        Some(Self::Values {
            mask,
            key: key.filter(|_key| mask == Mask::Pseudonym),
            degrees: column.unit.as_deref().map(place::is_in_degrees),
        })
    }

    fn apply(&self, values: &ArrayRef, to: &DataType) -> Result<ArrayRef> {
        let Self::Values { mask, key, degrees } = self else {
            return Ok(new_null_array(to, values.len()));
        };
        let masked = match mask {
            Mask::Hide | Mask::Null => None,
            Mask::Pseudonym => key.map(|key| pseudonym::named(values, &key)).transpose()?,
            Mask::Beginning { characters } => text::beginning(values, usize::from(*characters)),
            Mask::Street => text::street(values),
            Mask::Round { digits } => number::rounded(values, *digits),
            Mask::Group { width } => number::grouped(values, *width),
            Mask::Period(period) => time::periods(values, *period),
            Mask::Grid { metres } => place::in_grid(values, *metres, *degrees),
        };
        Ok(match masked {
            Some(masked) if masked.data_type() == to => masked,
            _ => new_null_array(to, values.len()),
        })
    }
}

/// A masked column as an expression.
#[derive(Debug, Eq)]
pub(crate) struct MaskExpr {
    mask: ColumnMask,
    /// What the asker knows of it.
    field: FieldRef,
    values: Arc<dyn PhysicalExpr>,
}

impl MaskExpr {
    pub(crate) fn new(mask: ColumnMask, field: FieldRef, values: Arc<dyn PhysicalExpr>) -> Self {
        Self {
            mask,
            field,
            values,
        }
    }
}

impl PartialEq for MaskExpr {
    fn eq(&self, other: &Self) -> bool {
        self.mask == other.mask && self.field == other.field && self.values.eq(&other.values)
    }
}

impl Hash for MaskExpr {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.field.hash(state);
        self.values.hash(state);
    }
}

/// Plans are shown to nobody, but an error may quote one: it says neither mask nor column.
impl fmt::Display for MaskExpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("masked")
    }
}

impl PhysicalExpr for MaskExpr {
    fn return_field(&self, _: &Schema) -> Result<FieldRef> {
        Ok(Arc::clone(&self.field))
    }

    fn evaluate(&self, batch: &RecordBatch) -> Result<ColumnarValue> {
        let values = self.values.evaluate(batch)?.into_array(batch.num_rows())?;
        Ok(ColumnarValue::Array(
            self.mask.apply(&values, self.field.data_type())?,
        ))
    }

    fn children(&self) -> Vec<&Arc<dyn PhysicalExpr>> {
        vec![&self.values]
    }

    fn with_new_children(
        self: Arc<Self>,
        mut children: Vec<Arc<dyn PhysicalExpr>>,
    ) -> Result<Arc<dyn PhysicalExpr>> {
        let values = children.pop().unwrap_or_else(|| Arc::clone(&self.values));
        Ok(Arc::new(Self::new(
            self.mask.clone(),
            Arc::clone(&self.field),
            values,
        )))
    }

    fn fmt_sql(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("masked")
    }
}
