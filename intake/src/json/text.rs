//! Strings of JSON: taking out escapes, and writing values compactly.

use super::scan::is_space;
use std::borrow::Cow;

/// The text of a raw string, with or without its quotes.
///
/// Forgiving: control characters stand as they are, broken escapes too, lone surrogates become U+FFFD, and bytes
/// that are no UTF-8 are read as Windows-1252, which they then nearly always are.
pub(super) fn unescape(raw: &[u8]) -> Cow<'_, str> {
    let inner = raw.strip_prefix(b"\"").unwrap_or(raw);
    let inner = inner.strip_suffix(b"\"").unwrap_or(inner);
    let text = decode(inner);
    if !text.contains('\\') {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_ref();
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(before);
        rest = push_escape(&mut plain, after);
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// Whether bytes are UTF-8; see [`unescape`] for what happens otherwise.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(bytes)
                .0
        }
    }
}

/// Appends what the escape at the beginning of `after` (behind the backslash) stands for; returns the rest.
fn push_escape<'a>(plain: &mut String, after: &'a str) -> &'a str {
    let mut characters = after.chars();
    let simple = match characters.next() {
        Some('n') => '\n',
        Some('t') => '\t',
        Some('r') => '\r',
        Some('b') => '\u{8}',
        Some('f') => '\u{c}',
        Some(same @ ('"' | '\\' | '/')) => same,
        Some('u') => return push_unicode(plain, characters.as_str()),
        _ => {
            plain.push('\\');
            return after;
        }
    };
    plain.push(simple);
    characters.as_str()
}

fn push_unicode<'a>(plain: &mut String, after: &'a str) -> &'a str {
    let Some((high, rest)) = hex(after) else {
        plain.push_str("\\u");
        return after;
    };
    if let 0xD800..0xDC00 = high
        && let Some((low @ 0xDC00..0xE000, rest)) = rest.strip_prefix("\\u").and_then(hex)
    {
        let code = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
        plain.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
        return rest;
    }
    plain.push(char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER));
    rest
}

fn hex(text: &str) -> Option<(u32, &str)> {
    let (digits, rest) = text.split_at_checked(4)?;
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let code = u32::from_str_radix(digits, 16).ok().filter(|_| is_hex)?;
    Some((code, rest))
}

/// Appends a raw value without the white space between its parts.
pub(super) fn push_compact(out: &mut String, raw: &[u8]) {
    let text = decode(raw);
    let mut in_string = false;
    let mut escaped = false;
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if in_string {
            in_string = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
        } else if byte == b'"' {
            in_string = true;
        } else if is_space(byte) {
            out.push_str(text.get(from..at).unwrap_or_default());
            from = at + 1;
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_foreign_bytes_become_text() {
        let check = |raw: &[u8], expect: &str| assert_eq!(unescape(raw), expect);
        check(br#""Stra\u00dfe""#, "Straße");
        check(br#""a\"b\\c\/d\n""#, "a\"b\\c/d\n");
        check(br#""\ud83d\ude00""#, "😀");
        check(br#""\ud83d""#, "\u{fffd}");
        check(br#""\q \u12""#, "\\q \\u12");
        check(b"\"Stra\xdfe\"", "Straße");
        check(b"\"tab\there\"", "tab\there");
    }

    #[test]
    fn compact_values_keep_spaces_in_strings_only() {
        let mut out = String::new();
        push_compact(
            &mut out,
            b"{ \"a b\" : [ 1 , \"x \\\" y\" ] ,\n\"c\": null }",
        );
        assert_eq!(out, "{\"a b\":[1,\"x \\\" y\"],\"c\":null}");
    }
}
