//! Signs between words.

use std::borrow::Cow;

use super::number::is_number;

/// No signs between words, one hyphen between digits: `Judith-Auer-Str` is `Judith Auer Str`, `1-2` is not `12`.
pub(super) fn left_out(value: &str) -> Cow<'_, str> {
    if value.bytes().all(|byte| byte.is_ascii_alphanumeric()) || is_number(value) {
        return Cow::Borrowed(value);
    }
    let mut text = String::with_capacity(value.len());
    let mut is_apart = false;
    for sign in value.chars() {
        if is_separator(sign) {
            is_apart = true;
            continue;
        }
        let after_digit = text.ends_with(|last: char| last.is_ascii_digit());
        if is_apart && after_digit && sign.is_ascii_digit() {
            text.push('-');
        }
        is_apart = false;
        text.push(sign);
    }
    // A value of nothing but signs says at least that.
    if text.is_empty() || text == value {
        Cow::Borrowed(value)
    } else {
        Cow::Owned(text)
    }
}

fn is_separator(sign: char) -> bool {
    sign.is_whitespace()
        || matches!(
            sign,
            '-' | '_'
                | '.'
                | ','
                | ';'
                | ':'
                | '/'
                | '\\'
                | '|'
                | '\''
                | '"'
                | '`'
                | '´'
                | '*'
                | '('
                | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '–'
                | '—'
                | '‐'
                | '‑'
                | '’'
                | '‘'
                | '“'
                | '”'
                | '„'
                | '«'
                | '»'
                | '·'
                | '\u{ad}'
                | '\u{200b}'
                | '\u{feff}'
        )
}
