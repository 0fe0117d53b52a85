//! Days as they are written in offices and as they come out of databases.

use std::borrow::Cow;

/// `26.11.2026`, `2026/11/26`, `20261126` stays a number, `2026-11-26 00:00:00` → `2026-11-26`.
///
/// `11/12/2026` is left alone: nobody knows whose day it is.
pub(super) fn iso(value: &str) -> Cow<'_, str> {
    let bytes = value.as_bytes();
    if bytes.len() < 8 || !bytes.iter().all(|byte| byte.is_ascii() && *byte != b',') {
        return Cow::Borrowed(value);
    }
    let (date, clock) = match value.split_once(['T', ' ']) {
        Some((date, clock)) => (date, clock),
        None => (value, ""),
    };
    if !is_midnight(clock) {
        return Cow::Borrowed(value);
    }
    let written = written(date);
    match written {
        Some(iso) if iso != value => Cow::Owned(iso),
        _ => Cow::Borrowed(value),
    }
}

fn is_midnight(clock: &str) -> bool {
    clock.is_empty()
        || clock.len() >= 5
            && clock.starts_with("00:00")
            && clock
                .trim_end_matches(['Z', 'z'])
                .bytes()
                .all(|byte| matches!(byte, b'0' | b':' | b'.'))
}

fn written(date: &str) -> Option<String> {
    let sign = date.chars().find(|sign| !sign.is_ascii_digit())?;
    let mut parts = date.split(sign);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let (year, month, day) = match sign {
        '.' if third.len() == 4 => (third, second, first),
        '-' | '/' | '.' if first.len() == 4 && second.len() == 2 && third.len() == 2 => {
            (first, second, third)
        }
        _ => return None,
    };
    let year = number(year, 4)?;
    let month = number(month, 2).filter(|month| (1..=12).contains(month))?;
    let day = number(day, 2).filter(|day| (1..=31).contains(day))?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

fn number(text: &str, digits: usize) -> Option<u16> {
    let is_short = !text.is_empty() && text.len() <= digits;
    let is_number = is_short && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok())?
}
