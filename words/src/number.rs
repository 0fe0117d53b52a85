//! Numbers as people write them: `1.208,5` in German, `1,208.5` in English.

use hebewerk_model::Language;

/// A space that no line is broken at, between a number and its unit.
const TIED: char = '\u{a0}';

struct Signs {
    decimal: char,
    thousands: char,
}

const fn signs(language: Language) -> Signs {
    match language {
        Language::De => Signs {
            decimal: ',',
            thousands: '.',
        },
        Language::En => Signs {
            decimal: '.',
            thousands: ',',
        },
    }
}

/// A whole number: `1208` is `1.208`.
pub fn integer(language: Language, number: impl Into<i128>) -> String {
    standard(language, &number.into().to_string())
}

/// A count that is a `usize`: `1.208`.
pub fn count(language: Language, number: usize) -> String {
    standard(language, &number.to_string())
}

/// A number with exactly `places` decimals: `1208.5` with 2 places is `1.208,50`.
pub fn decimal(language: Language, number: f64, places: usize) -> String {
    standard(language, &format!("{number:.places$}"))
}

/// A number with as many decimals as it needs, at most six: `1208.5` is `1.208,5`.
pub fn shortest(language: Language, number: f64) -> String {
    let exact = format!("{number:.6}");
    let short = exact.trim_end_matches('0').trim_end_matches('.');
    standard(language, if short == "-0" { "0" } else { short })
}

/// A share as a percentage with one decimal, none when it is whole: `0.994` is `99,4 %`.
///
/// What is not quite all is never said to be all, nor what is not quite nothing nothing: `0.9999` is `99,9 %`.
pub fn share(language: Language, share: f64) -> String {
    let rounded = (share * 1000.0).round() / 10.0;
    let percent = if rounded >= 100.0 && share < 1.0 {
        99.9
    } else if rounded <= 0.0 && share > 0.0 {
        0.1
    } else {
        rounded
    };
    format!("{}{TIED}%", shortest(language, percent))
}

/// A size: `2,1 MB`, in steps of 1000.
pub fn bytes(language: Language, bytes: u64) -> String {
    const UNITS: [&str; 5] = ["kB", "MB", "GB", "TB", "PB"];
    if bytes < 1000 {
        return format!("{bytes}{TIED}Byte");
    }
    let mut size = bytes as f64 / 1000.0;
    let mut unit = UNITS[0];
    for larger in &UNITS[1..] {
        // 999.95 would be written as 1000,0.
        if size < 999.95 {
            break;
        }
        size /= 1000.0;
        unit = larger;
    }
    let places = usize::from(size < 99.95);
    format!("{}{TIED}{unit}", decimal(language, size, places))
}

/// A number in standard notation (`-1208.50`) as people write it, digit by digit and without rounding; any other
/// text is returned as it is.
pub fn standard(language: Language, number: &str) -> String {
    let (sign, unsigned) = match number.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", number),
    };
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) {
        return number.to_owned();
    }
    let signs = signs(language);
    let mut written = String::with_capacity(number.len() + whole.len() / 3 + 1);
    written.push_str(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            written.push(signs.thousands);
        }
        written.push(digit);
    }
    if !fraction.is_empty() {
        written.push(signs.decimal);
        written.push_str(fraction);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{De, En};

    #[test]
    fn whole_numbers_are_parted_by_thousands() {
        assert_eq!(integer(De, 0), "0");
        assert_eq!(integer(De, 999), "999");
        assert_eq!(integer(De, 1208), "1.208");
        assert_eq!(integer(De, -1_234_567), "-1.234.567");
        assert_eq!(integer(En, u64::MAX), "18,446,744,073,709,551,615");
    }

    #[test]
    fn decimals_get_the_sign_of_the_language() {
        assert_eq!(decimal(De, 1208.5, 2), "1.208,50");
        assert_eq!(decimal(En, 1208.5, 0), "1,208");
        assert_eq!(shortest(De, 2.0), "2");
        assert_eq!(shortest(De, -0.0), "0");
        assert_eq!(shortest(De, 0.125), "0,125");
        assert_eq!(shortest(De, f64::NAN), "NaN");
    }

    #[test]
    fn a_share_is_never_rounded_to_all_or_nothing() {
        assert_eq!(share(De, 0.994), "99,4\u{a0}%");
        assert_eq!(share(De, 1.0), "100\u{a0}%");
        assert_eq!(share(De, 0.99999), "99,9\u{a0}%");
        assert_eq!(share(De, 0.00001), "0,1\u{a0}%");
        assert_eq!(share(De, 0.0), "0\u{a0}%");
        assert_eq!(share(En, 0.25), "25\u{a0}%");
    }

    #[test]
    fn sizes_take_the_unit_that_reads_best() {
        assert_eq!(bytes(De, 999), "999\u{a0}Byte");
        assert_eq!(bytes(De, 2_100_000), "2,1\u{a0}MB");
        assert_eq!(bytes(De, 999_999), "1,0\u{a0}MB");
        assert_eq!(bytes(En, 150_000_000_000), "150\u{a0}GB");
        assert_eq!(bytes(De, u64::MAX), "18.447\u{a0}PB");
    }

    #[test]
    fn exact_numbers_keep_every_digit() {
        assert_eq!(
            standard(De, "1234567890123456789.1200"),
            "1.234.567.890.123.456.789,1200"
        );
        assert_eq!(standard(De, "k. A."), "k. A.");
        assert_eq!(standard(De, "1e9"), "1e9");
        assert_eq!(standard(De, "-"), "-");
        assert_eq!(standard(De, ""), "");
    }
}
