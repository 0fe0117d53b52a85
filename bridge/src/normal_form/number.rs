//! Numbers as values, not as amounts: keys lose zeros, decimals lose commas.

use std::borrow::Cow;

/// Sign, digits before and digits behind the decimal sign, where a value is nothing but a number.
struct Parts<'a> {
    sign: &'a str,
    whole: &'a str,
    decimal_sign: Option<char>,
    fraction: &'a str,
}

fn parts(value: &str) -> Option<Parts<'_>> {
    let first = *value.as_bytes().first()?;
    if !first.is_ascii_digit() && !matches!(first, b'-' | b'+' | b'.' | b',') {
        return None;
    }
    let (sign, rest) = match value.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", value.strip_prefix('+').unwrap_or(value)),
    };
    let (whole, decimal_sign, fraction) = match rest.split_once(['.', ',']) {
        Some((whole, fraction)) => (whole, rest.chars().nth(whole.len()), fraction),
        None => (rest, None, ""),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = digits(whole)
        && digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && decimal_sign.is_none_or(|_| !fraction.is_empty());
    is_number.then_some(Parts {
        sign,
        whole,
        decimal_sign,
        fraction,
    })
}

/// Whether a value is nothing but a number.
pub(super) fn is_number(value: &str) -> bool {
    parts(value).is_some()
}

/// A decimal point for a decimal comma.
pub(super) fn point(value: &str) -> Cow<'_, str> {
    match parts(value) {
        Some(number) if number.decimal_sign == Some(',') => Cow::Owned(value.replace(',', ".")),
        _ => Cow::Borrowed(value),
    }
}

/// No zeros at the end of a fraction, and no fraction of zeros.
pub(super) fn without_decimal_zeros(value: &str) -> Cow<'_, str> {
    let Some(number) = parts(value) else {
        return Cow::Borrowed(value);
    };
    let Some(sign) = number.decimal_sign else {
        return Cow::Borrowed(value);
    };
    let fraction = number.fraction.trim_end_matches('0');
    if fraction.len() == number.fraction.len() {
        return Cow::Borrowed(value);
    }
    let whole = if number.whole.is_empty() {
        "0"
    } else {
        number.whole
    };
    Cow::Owned(if fraction.is_empty() {
        format!("{}{whole}", number.sign)
    } else {
        format!("{}{whole}{sign}{fraction}", number.sign)
    })
}

/// No zeros in front of a number, no sign in front of nothing or of a positive one, and no apostrophe, by which spreadsheets
/// are told to keep the zeros (`'00123`).
pub(super) fn without_leading_zeros(value: &str) -> Cow<'_, str> {
    let kept = value.strip_prefix('\'').filter(|rest| {
        let first = rest.as_bytes().first();
        first.is_some_and(u8::is_ascii_digit)
    });
    let Some(number) = parts(kept.unwrap_or(value)) else {
        return Cow::Borrowed(value);
    };
    let whole = number.whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let is_zero = whole == "0" && number.fraction.bytes().all(|byte| byte == b'0');
    let sign = if is_zero { "" } else { number.sign };
    let plain = match number.decimal_sign {
        Some(decimal_sign) => format!("{sign}{whole}{decimal_sign}{}", number.fraction),
        None => format!("{sign}{whole}"),
    };
    if plain == value {
        Cow::Borrowed(value)
    } else {
        Cow::Owned(plain)
    }
}
