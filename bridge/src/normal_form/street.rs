//! The word for street and its abbreviations, alone or at the end of a name.

use std::borrow::Cow;

/// `Hauptstraße`, `Hauptstrasse`, `Hauptstr.`, `Haupt-Str` → `Hauptstr` (`Haupt-str`).
pub(super) fn short(value: &str) -> Cow<'_, str> {
    if !may_hold_street(value.as_bytes()) {
        return Cow::Borrowed(value);
    }
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(sign) = rest.chars().next() {
        let end = rest
            .find(|sign: char| !sign.is_alphabetic())
            .unwrap_or(rest.len());
        if end == 0 {
            text.push(sign);
            rest = rest.get(sign.len_utf8()..).unwrap_or_default();
            continue;
        }
        let (word, after) = rest.split_at(end);
        rest = after;
        if let Some(stem) = stem(word) {
            text.push_str(stem);
            text.push_str("str");
            rest = rest.strip_prefix('.').unwrap_or(rest);
        } else {
            text.push_str(word);
        }
    }
    if text == value {
        Cow::Borrowed(value)
    } else {
        Cow::Owned(text)
    }
}

/// What stands before the word for street.
fn stem(word: &str) -> Option<&str> {
    ["straße", "strasse", "str"].into_iter().find_map(|ending| {
        let at = word.len().checked_sub(ending.len())?;
        let (stem, end) = word.split_at_checked(at)?;
        // No letter of the endings but ß has a mark, and its capital is rare.
        end.to_lowercase().eq(ending).then_some(stem)
    })
}

fn may_hold_street(value: &[u8]) -> bool {
    value.windows(3).any(|three| {
        three[0].eq_ignore_ascii_case(&b's')
            && three[1].eq_ignore_ascii_case(&b't')
            && three[2].eq_ignore_ascii_case(&b'r')
    })
}
