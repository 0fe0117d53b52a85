//! Days, counted since 1 January 1970, and the ways German offices write them.
//!
//! The arithmetic is Howard Hinnant's *chrono-compatible low-level date algorithms*.

/// A day of the calendar; adding 1 gives the next day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Day(pub(crate) i32);

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez",
];
const WEEKDAYS: [&str; 7] = [
    "Montag",
    "Dienstag",
    "Mittwoch",
    "Donnerstag",
    "Freitag",
    "Samstag",
    "Sonntag",
];

/// The day of a calendar date; months count from 1.
pub(crate) fn day(year: i32, month: i32, day_of_month: i32) -> Day {
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted - era * 400;
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day_of_month - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Day(era * 146_097 + day_of_era - 719_468)
}

/// The short German month name, as in "Dez 2024"; `month` counts from 1.
pub(crate) fn month_short(month: i32) -> &'static str {
    MONTHS[(month - 1).rem_euclid(12) as usize]
}

/// The German name of a weekday, 0 = Monday.
pub(crate) fn weekday_name(weekday: i32) -> &'static str {
    WEEKDAYS[weekday.rem_euclid(7) as usize]
}

impl Day {
    /// Year, month (from 1) and day of the month.
    pub(crate) fn date(self) -> (i32, i32, i32) {
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted - era * 146_097;
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day_of_month = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 {
            month_from_march + 3
        } else {
            month_from_march - 9
        };
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        (year, month, day_of_month)
    }

    pub(crate) fn plus(self, days: i32) -> Self {
        Self(self.0 + days)
    }

    /// 0 = Monday.
    pub(crate) fn weekday(self) -> i32 {
        (self.0 + 3).rem_euclid(7)
    }

    /// The Monday of the same week.
    pub(crate) fn monday(self) -> Self {
        self.plus(-self.weekday())
    }

    /// Calendar week by ISO 8601.
    pub(crate) fn week(self) -> i32 {
        let thursday = self.monday().plus(3);
        let (year, _, _) = thursday.date();
        (thursday.0 - day(year, 1, 1).0) / 7 + 1
    }

    /// As offices write it: 20.11.2026.
    pub(crate) fn german(self) -> String {
        let (year, month, day_of_month) = self.date();
        format!("{day_of_month:02}.{month:02}.{year}")
    }

    /// ISO 8601: 2026-11-20.
    pub(crate) fn iso(self) -> String {
        let (year, month, day_of_month) = self.date();
        format!("{year}-{month:02}-{day_of_month:02}")
    }

    /// Compact as in GTFS: 20261120.
    pub(crate) fn compact(self) -> String {
        let (year, month, day_of_month) = self.date();
        format!("{year}{month:02}{day_of_month:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_and_dates_agree_over_four_centuries() {
        for number in -80_000..80_000 {
            let (year, month, day_of_month) = super::Day(number).date();
            assert_eq!(day(year, month, day_of_month).0, number);
        }
    }

    #[test]
    fn friday_the_twentieth_of_november_2026_is_in_week_47() {
        let friday = day(2026, 11, 20);
        assert_eq!((friday.weekday(), friday.week()), (4, 47));
        assert_eq!(
            (friday.german(), friday.iso()),
            ("20.11.2026".to_owned(), "2026-11-20".to_owned())
        );
    }
}
