//! Whether clauses hold for a thing.

use super::{Bound, Clause, Pattern, Searchable, Value};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

pub(super) fn holds(clause: &Clause, thing: &impl Searchable, now: Timestamp) -> bool {
    match clause {
        Clause::All => true,
        Clause::And(clauses) => clauses.iter().all(|one| holds(one, thing, now)),
        Clause::Or(clauses) => clauses.iter().any(|one| holds(one, thing, now)),
        Clause::Not(clause) => !holds(clause, thing, now),
        Clause::Field(None, pattern) => in_text(&thing.text(), pattern),
        Clause::Field(Some(name), pattern) if name == "text" => in_text(&thing.text(), pattern),
        Clause::Field(Some(name), pattern) => match thing.field(name) {
            None => false,
            Some(Value::Text(text)) => in_text(&text, pattern),
            Some(Value::Keys(keys)) => keys.iter().any(|key| is_key(key, pattern)),
            Some(Value::Moment(at)) => is_at(at, pattern, now),
            Some(Value::Truth(truth)) => is_key(if truth { "true" } else { "false" }, pattern),
        },
    }
}

fn is_key(key: &str, pattern: &Pattern) -> bool {
    match pattern {
        Pattern::Any => !key.is_empty(),
        Pattern::Word(word) => fits(word, key),
        Pattern::Phrase(words) => words == key,
        Pattern::Range(from, to) => after(key, from) && before(key, to),
    }
}

fn after(key: &str, bound: &Bound) -> bool {
    match bound {
        Bound::Open => true,
        Bound::With(value) => key >= value.as_str(),
        Bound::Without(value) => key > value.as_str(),
    }
}

fn before(key: &str, bound: &Bound) -> bool {
    match bound {
        Bound::Open => true,
        Bound::With(value) => key <= value.as_str(),
        Bound::Without(value) => key < value.as_str(),
    }
}

fn in_text(text: &str, pattern: &Pattern) -> bool {
    let text = text.to_lowercase();
    match pattern {
        Pattern::Any => !text.is_empty(),
        Pattern::Word(word) => {
            let word = word.to_lowercase();
            words(&text).any(|known| fits(&word, known))
        }
        Pattern::Phrase(phrase) => {
            let phrase = phrase.to_lowercase();
            let wanted: Vec<&str> = words(&phrase).collect();
            let known: Vec<&str> = words(&text).collect();
            !wanted.is_empty() && known.windows(wanted.len()).any(|some| some == wanted)
        }
        Pattern::Range(from, to) => words(&text).any(|word| after(word, from) && before(word, to)),
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Whether a word is a pattern's: `*` stands for any signs, `?` for one. Takes no longer than both are long together.
fn fits(pattern: &str, word: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let word: Vec<char> = word.chars().collect();
    let (mut at, mut from) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while from < word.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, from));
                at += 1;
            }
            Some(sign) if *sign == '?' || Some(sign) == word.get(from) => {
                at += 1;
                from += 1;
            }
            _ => match star {
                Some((place, taken)) => {
                    at = place + 1;
                    from = taken + 1;
                    star = Some((place, taken + 1));
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(at).all(|sign| *sign == '*')
}

fn is_at(at: Timestamp, pattern: &Pattern, now: Timestamp) -> bool {
    match pattern {
        Pattern::Any => true,
        Pattern::Word(text) | Pattern::Phrase(text) => moment(text, now) == Some(at),
        Pattern::Range(from, to) => {
            let begins = match from {
                Bound::Open => true,
                Bound::With(text) => moment(text, now).is_some_and(|from| at >= from),
                Bound::Without(text) => moment(text, now).is_some_and(|from| at > from),
            };
            let ends = match to {
                Bound::Open => true,
                Bound::With(text) => moment(text, now).is_some_and(|to| at <= to),
                Bound::Without(text) => moment(text, now).is_some_and(|to| at < to),
            };
            begins && ends
        }
    }
}

/// A moment as harvesters write it: ISO 8601 with or without `Z`, a day, `NOW`, `NOW-1DAY`.
fn moment(text: &str, now: Timestamp) -> Option<Timestamp> {
    if let Some(rest) = text.strip_prefix("NOW") {
        return from_now(rest, now);
    }
    if let Ok(moment) = text.parse() {
        return Some(moment);
    }
    let civil: DateTime = match text.parse() {
        Ok(civil) => civil,
        Err(_no_time) => text
            .parse::<Date>()
            .ok()?
            .to_datetime(jiff::civil::Time::midnight()),
    };
    TimeZone::UTC.to_timestamp(civil).ok()
}

/// Date math of Solr, as far as it is sent: `-7DAYS`, `+1HOUR`; a rounding (`/DAY`) is passed over.
fn from_now(text: &str, now: Timestamp) -> Option<Timestamp> {
    let text = text.split('/').next().unwrap_or_default();
    if text.is_empty() {
        return Some(now);
    }
    let digits = text.find(|c: char| c.is_ascii_alphabetic())?;
    let number: i64 = text.get(..digits)?.trim_start_matches('+').parse().ok()?;
    let unit = text.get(digits..)?.trim_end_matches('S');
    let hours = match unit {
        "HOUR" => 1,
        "DAY" => 24,
        "MONTH" => 24 * 30,
        "YEAR" => 24 * 365,
        _ => return None,
    };
    now.checked_add(Span::new().try_hours(number.checked_mul(hours)?).ok()?)
        .ok()
}
