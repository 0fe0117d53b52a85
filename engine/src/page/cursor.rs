//! Where the next page begins.

use super::filter::{binary, no_value};
use super::plan::Known;
use crate::value::compared;
use arrow::array::{Array, AsArray};
use arrow::datatypes::Int64Type;
use arrow::record_batch::RecordBatch;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use datafusion::logical_expr::{Expr, Operator, ident, lit};
use hebewerk_hub::ports::{AskError, Cursor, Sort};
use hebewerk_lake::ROW_NUMBER;

/// The condition for rows behind the cursor, in the order of [`super::plan::in_order`].
pub(crate) fn behind(after: &Cursor, sort: Option<&Sort>, known: &Known) -> Result<Expr, AskError> {
    let later = binary(ident(ROW_NUMBER), Operator::Gt, lit(after.row));
    let Some(sort) = sort else {
        return Ok(later);
    };
    let column = known.column(&sort.column)?;
    let operand = || ident(column.name.as_str());
    let Some(text) = &after.sort_value else {
        // Rows without a value come last: only they can follow one of their kind.
        return Ok(operand().is_null().and(later));
    };
    let value = compared(text, column.column_type).ok_or_else(|| no_value(column))?;
    let beyond = if sort.descending {
        Operator::Lt
    } else {
        Operator::Gt
    };
    let further = binary(operand(), beyond, lit(value.clone()));
    let tied = binary(operand(), Operator::Eq, lit(value)).and(later);
    Ok(further.or(tied).or(operand().is_null()))
}

/// The cursor behind the last row. The last column is the row number, the one before it the sort column if `sorted`.
pub(crate) fn at_end_of(batch: &RecordBatch, sorted: bool) -> Result<Cursor, AskError> {
    let last = batch.num_rows().checked_sub(1).ok_or(AskError::Internal)?;
    let mut columns = batch.columns().iter().rev();
    let numbers = columns.next().ok_or(AskError::Internal)?;
    let row = numbers
        .as_primitive_opt::<Int64Type>()
        .ok_or(AskError::Internal)?
        .value(last);
    let sort_value = match columns.next() {
        Some(values) if sorted => cell(values.as_ref(), last)?,
        _ => None,
    };
    Ok(Cursor { sort_value, row })
}

/// A cell in standard notation, as [`compared`] reads it.
fn cell(array: &dyn Array, row: usize) -> Result<Option<String>, AskError> {
    if array.is_null(row) {
        return Ok(None);
    }
    let options = FormatOptions::default();
    let formatter =
        ArrayFormatter::try_new(array, &options).map_err(|_unknown_type| AskError::Internal)?;
    formatter
        .value(row)
        .try_to_string()
        .map(Some)
        .map_err(|_unprintable| AskError::Internal)
}
