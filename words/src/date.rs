//! Days and times as people say them, in the time of Berlin.

use hebewerk_model::Language;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use std::sync::OnceLock;

const MONTHS_DE: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The zone in which everything is said: Europe/Berlin.
pub fn zone() -> &'static TimeZone {
    static BERLIN: OnceLock<TimeZone> = OnceLock::new();
    BERLIN.get_or_init(|| {
        // The rules are built in; UTC would only follow if that feature were switched off, and a test would fail.
        TimeZone::get("Europe/Berlin").unwrap_or(TimeZone::UTC)
    })
}

/// The civil time of a moment in Berlin.
pub fn local(moment: Timestamp) -> DateTime {
    moment.to_zoned(zone().clone()).datetime()
}

/// A day: `20.11.2026`, in English `20 Nov 2026`.
pub fn day(language: Language, day: Date) -> String {
    match language {
        Language::De => format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year()),
        Language::En => {
            let month: String = month(language, day).chars().take(3).collect();
            format!("{} {month} {}", day.day(), day.year())
        }
    }
}

/// A day with the month as a word: `20. November 2026`.
pub fn long_day(language: Language, day: Date) -> String {
    let month = month(language, day);
    match language {
        Language::De => format!("{}. {month} {}", day.day(), day.year()),
        Language::En => format!("{} {month} {}", day.day(), day.year()),
    }
}

/// The day of a moment: `20.11.2026`.
pub fn day_of(language: Language, moment: Timestamp) -> String {
    day(language, local(moment).date())
}

/// A moment: `20.11.2026, 6:10 Uhr`.
pub fn moment(language: Language, moment: Timestamp) -> String {
    let local = local(moment);
    format!(
        "{}, {}",
        day(language, local.date()),
        clock_time(language, local)
    )
}

/// The day of a moment as seen from `now`: `heute`, `gestern`, else `20.11.2026`.
pub fn relative_day(language: Language, moment: Timestamp, now: Timestamp) -> String {
    let date = local(moment).date();
    near_day(language, date, now).map_or_else(|| day(language, date), str::to_owned)
}

/// A moment as seen from `now`: `heute, 6:10 Uhr`, `gestern, 17:45 Uhr`, else `20.11.2026`.
pub fn relative(language: Language, moment: Timestamp, now: Timestamp) -> String {
    let local = local(moment);
    match near_day(language, local.date(), now) {
        Some(near) => format!("{near}, {}", clock_time(language, local)),
        None => day(language, local.date()),
    }
}

fn near_day(language: Language, date: Date, now: Timestamp) -> Option<&'static str> {
    let today = local(now).date();
    let yesterday = today.checked_sub(1.day()).ok();
    let (today_word, yesterday_word) = match language {
        Language::De => ("heute", "gestern"),
        Language::En => ("today", "yesterday"),
    };
    if date == today {
        Some(today_word)
    } else if Some(date) == yesterday {
        Some(yesterday_word)
    } else {
        None
    }
}

fn clock_time(language: Language, time: DateTime) -> String {
    match language {
        Language::De => format!("{}:{:02} Uhr", time.hour(), time.minute()),
        Language::En => format!("{:02}:{:02}", time.hour(), time.minute()),
    }
}

fn month(language: Language, day: Date) -> &'static str {
    let names = match language {
        Language::De => &MONTHS_DE,
        Language::En => &MONTHS_EN,
    };
    // A month is 1 to 12 by construction.
    names
        .get(usize::from(day.month().unsigned_abs()) - 1)
        .copied()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{De, En};
    use jiff::civil::date;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_written_as_the_language_writes_them() {
        assert_eq!(day(De, date(2026, 3, 5)), "05.03.2026");
        assert_eq!(day(En, date(2026, 3, 5)), "5 Mar 2026");
        assert_eq!(long_day(De, date(2026, 3, 5)), "5. März 2026");
        assert_eq!(long_day(En, date(2026, 12, 5)), "5 December 2026");
    }

    #[test]
    fn moments_are_said_in_the_time_of_berlin_summer_and_winter() {
        assert_eq!(
            moment(De, at("2026-11-20T05:10:00Z")),
            "20.11.2026, 6:10 Uhr"
        );
        assert_eq!(
            moment(De, at("2026-07-20T05:10:00Z")),
            "20.07.2026, 7:10 Uhr"
        );
        assert_eq!(moment(En, at("2026-11-20T05:10:00Z")), "20 Nov 2026, 06:10");
        assert_eq!(day_of(De, at("2026-12-31T23:30:00Z")), "01.01.2027");
    }

    #[test]
    fn only_today_and_yesterday_are_named() {
        let now = at("2026-11-20T22:59:00Z");
        assert_eq!(
            relative(De, at("2026-11-20T05:10:00Z"), now),
            "heute, 6:10 Uhr"
        );
        assert_eq!(
            relative(De, at("2026-11-19T22:59:00Z"), now),
            "gestern, 23:59 Uhr"
        );
        assert_eq!(relative(De, at("2026-11-18T22:59:00Z"), now), "18.11.2026");
        assert_eq!(
            relative_day(En, at("2026-11-19T12:00:00Z"), now),
            "yesterday"
        );
        // Half past midnight in Berlin is a new day, though UTC still has the old one.
        assert_eq!(
            relative_day(De, at("2026-11-20T05:10:00Z"), at("2026-11-20T23:30:00Z")),
            "gestern"
        );
    }
}
