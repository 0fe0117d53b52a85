//! Beginnings of texts, and streets of addresses.

use super::recent::each_text;
use arrow::array::{ArrayRef, AsArray};
use std::sync::Arc;

/// The first characters, then `…` if there were more.
pub(super) fn beginning(values: &ArrayRef, characters: usize) -> Option<ArrayRef> {
    each(values, |text| {
        let mut beginning: String = text.chars().take(characters).collect();
        if beginning.len() < text.len() {
            beginning.push('…');
        }
        Some(beginning)
    })
}

/// Streets without house number, place or what else stands behind a comma.
pub(super) fn street(values: &ArrayRef) -> Option<ArrayRef> {
    each(values, street_of)
}

fn each(values: &ArrayRef, of: impl Fn(&str) -> Option<String>) -> Option<ArrayRef> {
    let texts = values.as_string_view_opt()?;
    Some(Arc::new(each_text(texts, of)))
}

/// The street of an address. House numbers stand at the end (`12`, `12 a`, `12-14`, `12/3`); whatever still looks like
/// one after that is none of a street's name unless letters follow (*Straße des 17. Juni*).
fn street_of(address: &str) -> Option<String> {
    let first = address
        .split([',', ';', '\n'])
        .map(str::trim)
        .find(|part| !part.is_empty())?;
    let words: Vec<&str> = first.split_whitespace().collect();
    let mut end = words.len();
    while end > 1 && is_of_a_number(words[end - 1], &words[..end - 1]) {
        end -= 1;
    }
    let street = words[..end].join(" ");
    let ends_in_letter = street
        .chars()
        .last()
        .is_some_and(|last| !last.is_ascii_digit());
    // A postcode in front is a place, not a street.
    let begins_with_digit = street.starts_with(|first: char| first.is_ascii_digit());
    let glued = street.split_whitespace().any(|word| {
        word.chars().any(char::is_alphabetic) && word.ends_with(|last: char| last.is_ascii_digit())
    });
    (ends_in_letter && !begins_with_digit && !glued).then_some(street)
}

/// Whether a word belongs to a house number: digits with a letter, a range, or a single letter behind digits.
fn is_of_a_number(word: &str, before: &[&str]) -> bool {
    let has_digit = word.chars().any(|sign| sign.is_ascii_digit());
    let letters = word.chars().filter(|sign| sign.is_alphabetic()).count();
    if has_digit {
        return letters <= 1 && word.starts_with(|first: char| first.is_ascii_digit());
    }
    let follows_digits = before
        .last()
        .is_some_and(|before| before.chars().any(|sign| sign.is_ascii_digit()));
    let sign = word
        .chars()
        .all(|sign| matches!(sign, '-' | '–' | '/' | '+' | 'u' | '.'));
    follows_digits && (letters == 1 && word.chars().count() <= 2 || sign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::array::StringViewArray;

    #[test]
    fn a_street_is_left_without_its_number() {
        for (address, expected) in [
            ("Bahnhofstraße 12a, 44623 Herne", Some("Bahnhofstraße")),
            ("Bahnhofstr. 12 a", Some("Bahnhofstr.")),
            ("Am Alten Hof 3-5", Some("Am Alten Hof")),
            ("Am Alten Hof 3 - 5", Some("Am Alten Hof")),
            ("Straße des 17. Juni 135", Some("Straße des 17. Juni")),
            ("Straße des 17. Juni", Some("Straße des 17. Juni")),
            ("Marktplatz", Some("Marktplatz")),
            ("Haus 7", Some("Haus")),
            ("44623 Herne", None),
            ("Hauptstr.12", None),
            ("Hauptstraße12", None),
            ("12", None),
            ("", None),
            (" , ", None),
        ] {
            assert_eq!(street_of(address).as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn a_beginning_says_that_there_was_more() {
        let values: ArrayRef = Arc::new(StringViewArray::from(vec![
            Some("44651"),
            Some("äö"),
            Some(""),
            None,
        ]));
        let masked = beginning(&values, 2).unwrap();
        let masked: Vec<_> = masked.as_string_view().iter().collect();
        assert_eq!(masked, [Some("44…"), Some("äö"), Some(""), None]);
    }
}
