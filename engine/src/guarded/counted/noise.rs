//! The noise of a count, and what is not told at all.

use arrow::array::{ArrayRef, AsArray, Int64Array};
use arrow::datatypes::{DataType, Int64Type, UInt64Type};
use datafusion::error::{DataFusionError, Result};
use datafusion::logical_expr::{
    ColumnarValue, Expr, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};
use hebewerk_disclosure::{CellKey, Noise, Perturbation};
use hebewerk_guard::Counts;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// The count that is told of rows with this sum of keys and this number; none where it is too small.
pub(super) fn told(sum: Expr, count: Expr, counts: Counts) -> Result<Expr> {
    let noise = Perturbation::new(Noise::USUAL)
        .map_err(|error| DataFusionError::External(Box::new(error)))?;
    let told = ScalarUDF::new_from_impl(Told {
        signature: Signature::exact(
            vec![DataType::UInt64, DataType::Int64],
            Volatility::Immutable,
        ),
        noise,
        counts,
    });
    Ok(told.call(vec![sum, count]))
}

#[derive(Debug)]
struct Told {
    signature: Signature,
    noise: Perturbation,
    counts: Counts,
}

impl Told {
    /// Whether a count is told depends on the count with its noise: a limit for the true one would show where it lies.
    /// Noise can make a small count larger, so the limit lies as much higher.
    fn of(&self, sum: u64, rows: u64) -> Option<i64> {
        let told = CellKey::of_sum(sum, rows).count(&self.noise);
        let least = u64::from(self.counts.at_least) + u64::from(self.noise.noise().most);
        (told >= least).then(|| i64::try_from(told).ok()).flatten()
    }
}

impl PartialEq for Told {
    fn eq(&self, other: &Self) -> bool {
        self.counts == other.counts
    }
}

impl Eq for Told {}

impl Hash for Told {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.counts.at_least.hash(state);
    }
}

impl ScalarUDFImpl for Told {
    fn name(&self) -> &'static str {
        "_genannt"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Int64)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let arrays = ColumnarValue::values_to_arrays(&args.args)?;
        let told = match arrays.as_slice() {
            [sums, counts] => self.all(sums, counts),
            _ => None,
        };
        let told = told.ok_or_else(|| DataFusionError::Internal("no counts".to_owned()))?;
        Ok(ColumnarValue::Array(told))
    }
}

impl Told {
    fn all(&self, sums: &ArrayRef, counts: &ArrayRef) -> Option<ArrayRef> {
        let sums = sums.as_primitive_opt::<UInt64Type>()?;
        let counts = counts.as_primitive_opt::<Int64Type>()?;
        let told: Int64Array = sums
            .iter()
            .zip(counts)
            .map(|(sum, count)| {
                let rows = u64::try_from(count?).ok()?;
                self.of(sum.unwrap_or(0), rows)
            })
            .collect();
        Some(Arc::new(told))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_count_of_fewer_rows_than_the_limit_is_told() {
        let told = Told {
            signature: Signature::any(2, Volatility::Immutable),
            noise: Perturbation::new(Noise::USUAL).unwrap(),
            counts: Counts { at_least: 5 },
        };
        for rows in 0..5 {
            for part in 0..1_000_u64 {
                assert_eq!(told.of(part << 22, rows), None, "{rows} rows");
            }
        }
        let of_eight: Vec<_> = (0..1_000_u64).map(|part| told.of(part << 22, 8)).collect();
        assert!(of_eight.contains(&None) && of_eight.iter().any(Option::is_some));
        assert!((0..1_000_u64).all(|part| told.of(part << 22, 40).is_some()));
    }
}
