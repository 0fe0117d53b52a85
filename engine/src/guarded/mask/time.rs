//! Days and moments as the period they lie in.

use super::recent::each_number;
use arrow::array::{Array, ArrayRef, AsArray};
use arrow::datatypes::{DataType, Date32Type, TimeUnit, TimestampMicrosecondType};
use hebewerk_model::Period;
use jiff::Span;
use jiff::civil::Date;
use std::sync::Arc;

const MICROSECONDS_OF_A_DAY: i64 = 86_400_000_000;

/// The period of each day; moments in UTC are those of UTC.
pub(super) fn periods(values: &ArrayRef, period: Period) -> Option<ArrayRef> {
    let of = |day: i128| {
        let date = date(i32::try_from(day).ok()?)?;
        Some(name(date, period))
    };
    let periods = match values.data_type() {
        DataType::Date32 => {
            let days = values.as_primitive_opt::<Date32Type>()?;
            each_number(days.iter(), i128::from, of)
        }
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            let moments = values.as_primitive_opt::<TimestampMicrosecondType>()?;
            let day = |moment: i64| i128::from(moment.div_euclid(MICROSECONDS_OF_A_DAY));
            each_number(moments.iter(), day, of)
        }
        _ => return None,
    };
    Some(Arc::new(periods))
}

fn date(days: i32) -> Option<Date> {
    Date::constant(1970, 1, 1)
        .checked_add(Span::new().try_days(days).ok()?)
        .ok()
}

fn name(date: Date, period: Period) -> String {
    let (year, month) = (date.year(), date.month());
    match period {
        Period::Year => format!("{year:04}"),
        Period::Quarter => format!("{year:04}/Q{}", (month + 2) / 3),
        Period::Month => format!("{year:04}-{month:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::array::{Date32Array, TimestampMicrosecondArray};

    fn texts(values: impl Array + 'static, period: Period) -> Vec<Option<String>> {
        let values: ArrayRef = Arc::new(values);
        let periods = periods(&values, period).unwrap();
        let periods = periods.as_string_view().iter();
        periods.map(|text| text.map(str::to_owned)).collect()
    }

    #[test]
    fn a_day_lies_in_its_year_quarter_and_month() {
        let day = Date32Array::from(vec![Some(4_884), None, Some(i32::MAX)]);
        let of = |period| texts(day.clone(), period);
        assert_eq!(of(Period::Year), [Some("1983".to_owned()), None, None]);
        assert_eq!(
            of(Period::Quarter),
            [Some("1983/Q2".to_owned()), None, None]
        );
        assert_eq!(of(Period::Month), [Some("1983-05".to_owned()), None, None]);
    }

    #[test]
    fn a_moment_lies_in_the_month_of_its_day() {
        let moments = TimestampMicrosecondArray::from(vec![-1, 0]);
        assert_eq!(
            texts(moments, Period::Month),
            [Some("1969-12".to_owned()), Some("1970-01".to_owned())]
        );
    }
}
