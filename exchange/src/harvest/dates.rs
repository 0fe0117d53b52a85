//! When something was published, in the many ways in which portals say it.

/// A day or a moment in ISO 8601; nothing if it is neither.
pub(super) fn date(text: &str) -> Option<String> {
    let text = text.trim();
    let end = text.floor_char_boundary(40.min(text.len()));
    let text = text.get(..end)?;
    if let Ok(moment) = text.parse::<jiff::Timestamp>() {
        return Some(moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
    }
    if let Ok(moment) = text.parse::<jiff::civil::DateTime>() {
        let is_day = !text.contains(['T', 't', ' ']);
        let form = if is_day {
            "%Y-%m-%d"
        } else {
            "%Y-%m-%dT%H:%M:%SZ"
        };
        return Some(moment.strftime(form).to_string());
    }
    if let Ok(day) = jiff::civil::Date::strptime("%d.%m.%Y", text) {
        return Some(day.to_string());
    }
    let is_year = text.len() == 4 && text.bytes().all(|sign| sign.is_ascii_digit());
    let is_month =
        text.len() == 7 && jiff::civil::Date::strptime("%Y-%m-%d", format!("{text}-01")).is_ok();
    (is_year || is_month).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn days_and_moments_are_read_in_the_ways_of_portals() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(date(text).as_deref(), expected, "{text}");
        };
        check("2026-11-27", Some("2026-11-27"));
        check("2026-11-27T10:00:00+01:00", Some("2026-11-27T09:00:00Z"));
        check("2026-11-27T10:00:00.123456", Some("2026-11-27T10:00:00Z"));
        check("27.11.2026", Some("2026-11-27"));
        check("2026", Some("2026"));
        check("2026-11", Some("2026-11"));
        check("demnächst", None);
        check("", None);
    }
}
