//! Rounded and grouped numbers.

use super::recent::each_number;
use arrow::array::{Array, ArrayRef, AsArray, Decimal128Array};
use arrow::datatypes::{DataType, Decimal128Type, Float64Type, Int64Type};
use std::sync::Arc;

/// Greatest whole number up to which every one is a float.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Quotients of whole numbers below this are found by floats: 2^50.
const EXACT_QUOTIENTS: u64 = 1 << 50;

/// Numbers rounded half away from zero; towards zero where the type has no room.
pub(super) fn rounded(values: &ArrayRef, digits: i8) -> Option<ArrayRef> {
    match values.data_type() {
        DataType::Int64 => {
            let numbers = values.as_primitive_opt::<Int64Type>()?;
            let step = power(-i32::from(digits).min(0));
            let limit = i128::from(i64::MAX);
            // What is rounded within the limit of a type is a number of that type.
            let round = |number: i64| {
                let rounded = within(i128::from(number), step, limit);
                i64::try_from(rounded).unwrap_or_default()
            };
            Some(Arc::new(numbers.unary::<_, Int64Type>(round)))
        }
        DataType::Decimal128(precision, scale) => {
            let numbers = values.as_primitive_opt::<Decimal128Type>()?;
            let step = power((i32::from(*scale) - i32::from(digits)).max(0));
            let limit = power(i32::from(*precision)) - 1;
            let round = |number| within(number, step, limit);
            let rounded: Decimal128Array = numbers.unary(round);
            let rounded = rounded.with_precision_and_scale(*precision, *scale).ok()?;
            Some(Arc::new(rounded))
        }
        DataType::Float64 => {
            let numbers = values.as_primitive_opt::<Float64Type>()?;
            let factor = 10_f64.powi(i32::from(digits));
            let round = |number: f64| {
                let rounded = (number * factor).round() / factor;
                rounded.is_finite().then_some(rounded)
            };
            Some(Arc::new(numbers.unary_opt::<_, Float64Type>(round)))
        }
        _ => None,
    }
}

/// A number rounded to `step`; towards zero if that would lie beyond `limit`.
fn within(number: i128, step: i128, limit: i128) -> i128 {
    // Numbers of daily life fit into 64 bits, where dividing takes a fifth of the time; of smaller ones a float finds the
    // quotient, in a fifth of that. Two of their quotients lie further apart than a float errs.
    if let (Ok(small), Ok(step)) = (i64::try_from(number), i64::try_from(step)) {
        let rest =
            if small.unsigned_abs() < EXACT_QUOTIENTS && step.unsigned_abs() < EXACT_QUOTIENTS {
                small - (small as f64 / step as f64) as i64 * step
            } else {
                small % step
            };
        let away = if rest.unsigned_abs() >= step.unsigned_abs() - rest.unsigned_abs() {
            step * small.signum()
        } else {
            0
        };
        let rounded = i128::from(small - rest) + i128::from(away);
        return if rounded.abs() <= limit {
            rounded
        } else {
            i128::from(small - rest)
        };
    }
    let rounded = to_step(number, step);
    if rounded.abs() <= limit {
        rounded
    } else {
        towards_zero(number, step)
    }
}

/// Numbers as the group of whole numbers in which they lie.
pub(super) fn grouped(values: &ArrayRef, width: u32) -> Option<ArrayRef> {
    let width = i128::from(width.max(2));
    let groups = match values.data_type() {
        DataType::Int64 => {
            let numbers = values.as_primitive_opt::<Int64Type>()?;
            let key = |number: i64| i128::from(number).div_euclid(width);
            each_number(numbers.iter(), key, |group| {
                let from = group * width;
                Some(format!("{from} bis {}", from + width - 1))
            })
        }
        DataType::Decimal128(_, scale) => {
            let numbers = values.as_primitive_opt::<Decimal128Type>()?;
            let unit = power(i32::from(*scale));
            let key = |number: i128| number.div_euclid(unit).div_euclid(width);
            each_number(numbers.iter(), key, |group| Some(below(group, width)))
        }
        DataType::Float64 => {
            let numbers = values.as_primitive_opt::<Float64Type>()?;
            let key = |number: f64| {
                let whole = number.floor();
                // No number of a group is as small as this: it stands for those that are in none.
                if whole.abs() < EXACT {
                    (whole as i128).div_euclid(width)
                } else {
                    i128::MIN
                }
            };
            each_number(numbers.iter(), key, |group| {
                (group != i128::MIN).then(|| below(group, width))
            })
        }
        _ => return None,
    };
    Some(Arc::new(groups))
}

/// The group of numbers with digits behind the decimal sign, by its place.
fn below(group: i128, width: i128) -> String {
    let from = group * width;
    format!("{from} bis unter {}", from + width)
}

fn power(exponent: i32) -> i128 {
    // 38 digits are the most a decimal has; beyond them everything rounds to nothing.
    10_i128.pow(exponent.clamp(0, 38).unsigned_abs())
}

fn towards_zero(number: i128, step: i128) -> i128 {
    number - number % step
}

fn to_step(number: i128, step: i128) -> i128 {
    let rest = number % step;
    let down = number - rest;
    if rest.abs() >= step - rest.abs() {
        down.saturating_add(step * number.signum())
    } else {
        down
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::array::{Float64Array, Int64Array};

    fn whole(numbers: &[i64], digits: i8) -> Vec<Option<i64>> {
        let values: ArrayRef = Arc::new(Int64Array::from(numbers.to_vec()));
        let rounded = rounded(&values, digits).unwrap();
        rounded.as_primitive::<Int64Type>().iter().collect()
    }

    #[test]
    fn whole_numbers_round_half_away_from_zero() {
        assert_eq!(
            whole(&[149, 150, -150, -149, 0], -2),
            [Some(100), Some(200), Some(-200), Some(-100), Some(0)]
        );
        assert_eq!(whole(&[7, i64::MAX], 2), [Some(7), Some(i64::MAX)]);
        assert_eq!(
            whole(&[i64::MAX, i64::MIN], -1),
            [Some(i64::MAX - 7), Some(i64::MIN + 8)]
        );
        assert_eq!(whole(&[i64::MAX], -12), [Some(9_223_372_000_000_000_000)]);
    }

    #[test]
    fn numbers_around_every_step_are_rounded_as_dividing_says() {
        for step in [10_i64, 100, 1_000, 10_000_000, 1_000_000_000_000] {
            for times in [
                0,
                1,
                7,
                999,
                (1 << 50) / step - 1,
                (1 << 50) / step,
                (1 << 52) / step,
            ] {
                for off in [-step / 2 - 1, -step / 2, -1, 0, 1, step / 2 - 1, step / 2] {
                    for sign in [-1, 1] {
                        let number = i128::from((times * step + off) * sign);
                        let found = within(number, i128::from(step), i128::from(i64::MAX));
                        assert_eq!(found, to_step(number, i128::from(step)), "{number} {step}");
                    }
                }
            }
        }
    }

    #[test]
    fn decimals_keep_their_scale_and_never_outgrow_it() {
        let values = Decimal128Array::from(vec![1_234, 1_250, 9_999])
            .with_precision_and_scale(4, 2)
            .unwrap();
        let values: ArrayRef = Arc::new(values);
        let of = |digits| -> Vec<i128> {
            let rounded = rounded(&values, digits).unwrap();
            rounded.as_primitive::<Decimal128Type>().values().to_vec()
        };
        assert_eq!(of(1), [1_230, 1_250, 9_990]);
        assert_eq!(of(0), [1_200, 1_300, 9_900]);
        assert_eq!(of(2), [1_234, 1_250, 9_999]);
        assert_eq!(of(-3), [0, 0, 0]);
    }

    #[test]
    fn groups_are_of_whole_numbers() {
        let texts = |values: ArrayRef| -> Vec<Option<String>> {
            let groups = grouped(&values, 10).unwrap();
            let groups = groups.as_string_view().iter();
            groups.map(|text| text.map(str::to_owned)).collect()
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            texts(Arc::new(Int64Array::from(vec![Some(34), Some(-1), None]))),
            [some("30 bis 39"), some("-10 bis -1"), None]
        );
        assert_eq!(
            texts(Arc::new(Float64Array::from(vec![39.9, -0.5, 1e300]))),
            [some("30 bis unter 40"), some("-10 bis unter 0"), None]
        );
        let decimals = Decimal128Array::from(vec![3_999]).with_precision_and_scale(6, 2);
        assert_eq!(
            texts(Arc::new(decimals.unwrap())),
            [some("30 bis unter 40")]
        );
    }
}
