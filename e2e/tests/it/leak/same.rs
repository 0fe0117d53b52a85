//! Answers without what is each hub's own: identifiers, moments, proofs.

use super::world::{Answer, World};
use anyhow::Result;
use std::io::{Cursor, Read as _};

/// Headers that say when, or which request it was.
const OWN_HEADERS: [&str; 4] = ["date", "last-modified", "x-request-id", "set-cookie"];

/// An answer as text, with what is the hub's own taken out.
pub(super) fn plain(world: &World, answer: &Answer) -> Result<String> {
    let mut text = format!("{}\n", answer.status);
    let mut headers = answer.headers.clone();
    headers.retain(|(name, _value)| !OWN_HEADERS.contains(&name.as_str()));
    headers.sort();
    let body = unpacked(&answer.body)?;
    let mut body = String::from_utf8_lossy(&body).replace(world.base(), "http://hub");
    let request = answer
        .headers
        .iter()
        .find(|(name, _)| name == "x-request-id");
    if let Some((_name, request)) = request {
        body = body.replace(request, "*");
    }
    for (name, value) in headers {
        // Identifiers are of one length, addresses with their port are not.
        if name != "content-length" {
            let value = value.replace(world.base(), "http://hub");
            text.push_str(&format!("{name}: {value}\n"));
        }
    }
    text.push('\n');
    text.push_str(&body);
    Ok(without_own(&text))
}

/// A spreadsheet is a packed folder; its parts are compared without their dates. In a database (GeoPackage) texts stand
/// side by side, so moments there are no words of their own.
fn unpacked(body: &[u8]) -> Result<Vec<u8>> {
    if body.starts_with(b"SQLite format 3\0") {
        return Ok(without_moments(body));
    }
    if !body.starts_with(b"PK\x03\x04") {
        return Ok(body.to_vec());
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(body))?;
    let mut parts = Vec::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place)?;
        parts.extend_from_slice(part.name().as_bytes());
        part.read_to_end(&mut parts)?;
    }
    Ok(parts)
}

/// Bytes without what is written like `2026-11-20T05:10:00.000Z`.
fn without_moments(body: &[u8]) -> Vec<u8> {
    const LIKE: &[u8] = b"0000-00-00T00:00:00.000Z";
    let mut plain = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((first, others)) = rest.split_first() {
        let is_moment = rest.get(..LIKE.len()).is_some_and(|window| {
            let mut pairs = window.iter().zip(LIKE);
            pairs.all(|(byte, like)| byte == like || (*like == b'0' && byte.is_ascii_digit()))
        });
        if is_moment {
            plain.push(b'*');
            rest = rest.get(LIKE.len()..).unwrap_or_default();
        } else {
            plain.push(*first);
            rest = others;
        }
    }
    plain
}

/// Takes out identifiers, long proofs, moments and spans of time.
fn without_own(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut word = String::new();
    for sign in text.chars().chain([' ']) {
        if sign.is_ascii_alphanumeric() || matches!(sign, '-' | ':' | '_' | '.') {
            word.push(sign);
        } else {
            plain.push_str(if is_own(&word) { "*" } else { &word });
            word.clear();
            plain.push(sign);
        }
    }
    spans(&plain)
}

fn is_own(word: &str) -> bool {
    let hex = |text: &str| {
        text.chars()
            .all(|sign| sign.is_ascii_hexdigit() || sign == '-')
    };
    let is_identifier = word.len() >= 32 && hex(word);
    let is_moment =
        word.len() >= 16 && word.starts_with("20") && word.contains('T') && word.contains(':');
    // `14:05` or `2:50`: worlds are built one after the other, and a minute may end between them.
    let is_clock = word.split_once(':').is_some_and(|(hour, minute)| {
        let digits = |text: &str| text.bytes().all(|sign| sign.is_ascii_digit());
        matches!(hour.len(), 1 | 2) && minute.len() == 2 && digits(hour) && digits(minute)
    });
    // A proof of a form, or the secret part of an entity tag in front of a name.
    let begins_with_identifier = word.len() > 36 && word.get(..36).is_some_and(hex);
    // Row numbers of cursors are hidden with each hub's own key.
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let is_hidden_number = digits >= 15
        && word
            .chars()
            .all(|sign| sign.is_ascii_digit() || sign == '-');
    is_hidden_number || is_identifier || is_moment || is_clock || begins_with_identifier
}

/// *vor 3 Sekunden* and *gerade eben* are the same, and how long an answer took on this machine is too.
fn spans(text: &str) -> String {
    let mut plain: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let is_unit = word.starts_with("Sekunde") || word.starts_with("Minute");
        let has_number = plain.last().is_some_and(|number| {
            !number.is_empty() && number.chars().all(|sign| sign.is_ascii_digit())
        });
        if is_unit && has_number {
            plain.pop();
            let before = plain.pop().unwrap_or_default();
            let before = before.strip_suffix("vor").unwrap_or(&before);
            let unit = |sign: char| sign.is_alphabetic();
            plain.push(format!("{before}eben{}", word.trim_start_matches(unit)));
        } else {
            plain.push(word.to_owned());
        }
    }
    plain
        .join(" ")
        .replace("gerade eben", "eben")
        .replace("in wenigen Sekunden", "in weniger als einer Sekunde")
}

/// The first line that differs, from both.
pub(super) fn difference(first: &str, second: &str) -> Option<String> {
    if first == second {
        return None;
    }
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (first, second) = (lines(first), lines(second));
    let place = first
        .iter()
        .zip(&second)
        .position(|(first, second)| first != second)
        .unwrap_or(first.len().min(second.len()));
    let line = |lines: &[String], other: &[String]| {
        let line = lines.get(place).cloned().unwrap_or_default();
        let other = other.get(place).cloned().unwrap_or_default();
        let same = line
            .chars()
            .zip(other.chars())
            .take_while(|(a, b)| a == b)
            .count();
        line.chars()
            .skip(same.saturating_sub(80))
            .take(300)
            .collect::<String>()
    };
    Some(format!(
        "{}\n{}",
        line(&first, &second),
        line(&second, &first)
    ))
}
