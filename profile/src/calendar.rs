//! Days and microseconds as people write them in ISO 8601, and back, without time zones.

/// Microseconds of a day.
pub(crate) const DAY_MICROS: i64 = 86_400_000_000;

/// Days since 1970-01-01 of a day of the Gregorian calendar; none when it does not exist.
pub(crate) fn days_of(year: i32, month: u32, day: u32) -> Option<i32> {
    if !(1..=12).contains(&month) || day == 0 || day > month_days(year, month) {
        return None;
    }
    // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let month_of_era = (month as i32 + 9) % 12;
    let day_of_year = (153 * month_of_era + 2) / 5 + day as i32 - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

/// Year, month and day of a number of days since 1970-01-01.
pub(crate) fn civil_of(days: i32) -> (i32, u32, u32) {
    // civil_from_days of the same source; 64 bit because any Date32 may come in.
    let shifted = i64::from(days) + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_of_era = (5 * day_of_year + 2) / 153;
    let day = (day_of_year - (153 * month_of_era + 2) / 5 + 1) as u32;
    let month = if month_of_era < 10 {
        month_of_era + 3
    } else {
        month_of_era - 9
    } as u32;
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year as i32, month, day)
}

/// `2024-12-31`.
pub(crate) fn iso_date(days: i32) -> String {
    let (year, month, day) = civil_of(days);
    format!("{year:04}-{month:02}-{day:02}")
}

/// `23:59:00`, with microseconds only where there are any.
pub(crate) fn iso_time(micros: i64) -> String {
    let seconds = micros.div_euclid(1_000_000);
    let rest = micros.rem_euclid(1_000_000);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if rest == 0 {
        format!("{hour:02}:{minute:02}:{second:02}")
    } else {
        format!("{hour:02}:{minute:02}:{second:02}.{rest:06}")
    }
}

/// `2024-12-31T23:59:00`.
pub(crate) fn iso_timestamp(micros: i64) -> String {
    let days = micros.div_euclid(DAY_MICROS) as i32;
    format!(
        "{}T{}",
        iso_date(days),
        iso_time(micros.rem_euclid(DAY_MICROS))
    )
}

fn month_days(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_four_centuries_survives_the_way_there_and_back() {
        let first = days_of(1800, 1, 1).unwrap();
        for days in first..first + 146_097 {
            let (year, month, day) = civil_of(days);
            assert_eq!(days_of(year, month, day), Some(days));
        }
    }

    #[test]
    fn days_that_do_not_exist_are_none() {
        for (year, month, day) in [
            (2023, 2, 29),
            (1900, 2, 29),
            (2024, 13, 1),
            (2024, 4, 31),
            (2024, 1, 0),
        ] {
            assert_eq!(days_of(year, month, day), None);
        }
        assert!(days_of(2000, 2, 29).is_some());
    }

    #[test]
    fn points_in_time_are_written_as_iso_8601() {
        assert_eq!(iso_date(0), "1970-01-01");
        assert_eq!(iso_timestamp(-1_000_000), "1969-12-31T23:59:59");
        assert_eq!(iso_time(61_500_000), "00:01:01.500000");
    }
}
