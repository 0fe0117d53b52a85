//! Spans of time as people say them: since, ago, in.

use crate::Words;
use jiff::Timestamp;

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// A number of minutes in its largest fitting unit, as it stands behind "vor", "in" and "seit".
pub(super) fn span(w: Words, minutes: i64) -> String {
    let (key, count) = match minutes {
        ..HOUR => ("connection-span-minutes", minutes.max(1)),
        // Up to two days hours say more.
        HOUR..=2_880 => ("connection-span-hours", minutes / HOUR),
        _ => ("connection-span-days", minutes / DAY),
    };
    w.t1(key, "count", count).into_owned()
}

/// How long ago a moment was.
pub(super) fn ago(w: Words, moment: Timestamp) -> String {
    match w.now.duration_since(moment).as_mins() {
        ..1 => w.t("connection-just-now").into_owned(),
        minutes => w
            .t1("connection-ago", "span", span(w, minutes))
            .into_owned(),
    }
}

/// How soon a moment comes.
pub(super) fn soon(w: Words, moment: Timestamp) -> String {
    match moment.duration_since(w.now).as_mins() {
        ..1 => w.t("connection-at-once").into_owned(),
        minutes => w.t1("connection-in", "span", span(w, minutes)).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hebewerk_model::Language;

    #[test]
    fn spans_are_told_in_the_largest_unit_that_fits() {
        let now: Timestamp = "2026-11-20T11:00:00Z".parse().unwrap();
        let w = Words {
            language: Language::De,
            now,
        };
        let at = |minutes: i64| Timestamp::from_second(now.as_second() + minutes * 60).unwrap();
        assert_eq!(ago(w, at(0)), "gerade eben");
        assert_eq!(ago(w, at(-1)), "vor einer Minute");
        assert_eq!(ago(w, at(-59)), "vor 59 Minuten");
        assert_eq!(ago(w, at(-60)), "vor einer Stunde");
        assert_eq!(ago(w, at(-2_879)), "vor 47 Stunden");
        assert_eq!(ago(w, at(-4_320)), "vor 3 Tagen");
        assert_eq!(soon(w, at(-5)), "gleich");
        assert_eq!(soon(w, at(20)), "in 20 Minuten");
    }
}
