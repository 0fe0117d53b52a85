//! Columns of dBASE: as wide as their values need, typed where the type holds every one of them.

use crate::tabular::text::Class;
use crate::tabular::xlsx_cell::exact_number;

/// Bytes of a text.
pub(super) const TEXT_BYTES: usize = 254;
/// Digits and sign of a whole number that programs read as one.
const WHOLE_SIGNS: usize = 18;
/// Signs of a number with decimals, as GDAL writes them.
const NUMBER_SIGNS: usize = 24;
const DECIMALS: usize = 15;
/// Bytes of a name.
const NAME_BYTES: usize = 10;

/// What the values of a column have shown so far.
pub(super) struct Measured {
    class: Class,
    /// Of the longest text.
    bytes: usize,
    /// Signs in front of the decimal point, and digits behind it.
    before: usize,
    behind: usize,
    /// Every value fits the type of its class.
    fits: bool,
}

/// A column as the table has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DbfColumn {
    pub(super) name: String,
    pub(super) form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Text(usize),
    /// Signs, and how many of them are decimals.
    Number(usize, usize),
    /// Numbers of every size, with an exponent.
    Scientific,
    Truth,
    Day,
}

impl Measured {
    pub(super) const fn of(class: Class) -> Self {
        Self {
            class,
            bytes: 0,
            before: 1,
            behind: 0,
            fits: true,
        }
    }

    /// Takes a value in standard notation into account.
    pub(super) fn see(&mut self, value: &str) {
        self.bytes = self.bytes.max(value.len());
        match self.class {
            Class::Exact => {
                let is_whole = !value.contains('.');
                self.fits &= if is_whole {
                    value.len() <= WHOLE_SIGNS
                } else {
                    exact_number(value).is_some()
                };
                self.digits(value);
            }
            Class::Float => {
                if let Some(plain) = plain(value) {
                    self.digits(&plain);
                }
            }
            Class::Date => self.fits &= day(value).is_some(),
            _ => {}
        }
    }

    fn digits(&mut self, value: &str) {
        let (before, behind) = value.split_once('.').unwrap_or((value, ""));
        self.before = self.before.max(before.len());
        self.behind = self.behind.max(behind.len());
    }

    /// The column that holds all of them.
    pub(super) fn column(&self, name: String) -> DbfColumn {
        let text = Form::Text(self.bytes.clamp(1, TEXT_BYTES));
        let point = usize::from(self.behind > 0);
        let signs = self.before + point + self.behind;
        let form = match self.class {
            Class::Exact if self.fits && signs <= NUMBER_SIGNS => Form::Number(signs, self.behind),
            Class::Float if signs <= NUMBER_SIGNS && self.behind <= DECIMALS => {
                // One decimal at least, or programs take them for whole numbers.
                Form::Number(self.before + 1 + self.behind.max(1), self.behind.max(1))
            }
            Class::Float => Form::Scientific,
            Class::Boolean => Form::Truth,
            Class::Date if self.fits => Form::Day,
            _ => text,
        };
        DbfColumn { name, form }
    }
}

impl Form {
    /// The sign of the type, bytes of a value, decimals.
    pub(super) const fn described(self) -> (u8, u8, u8) {
        match self {
            Self::Text(bytes) => (b'C', bytes as u8, 0),
            Self::Number(signs, decimals) => (b'N', signs as u8, decimals as u8),
            Self::Scientific => (b'N', NUMBER_SIGNS as u8, DECIMALS as u8),
            Self::Truth => (b'L', 1, 0),
            Self::Day => (b'D', 8, 0),
        }
    }

    pub(super) const fn bytes(self) -> usize {
        self.described().1 as usize
    }

    /// Appends a value as wide as the column; `false` if that is not the value as it is.
    pub(super) fn push(self, record: &mut Vec<u8>, value: Option<&str>) -> bool {
        let end = record.len() + self.bytes();
        let Some(value) = value else {
            record.resize(end, if self == Self::Truth { b'?' } else { b' ' });
            return true;
        };
        let mut is_kept = true;
        match self {
            Self::Text(bytes) => {
                let cut = value
                    .get(..value.floor_char_boundary(bytes))
                    .unwrap_or_default();
                // Programs take blanks at both ends for filling, and an end of text for the end.
                is_kept = cut.len() == value.len()
                    && !value.is_empty()
                    && !value.starts_with(' ')
                    && !value.ends_with(' ')
                    && !value.contains('\0');
                record.extend(cut.as_bytes());
            }
            Self::Number(signs, decimals) => {
                let number = if decimals > 0 {
                    plain(value)
                } else {
                    Some(value.to_owned())
                };
                if let Some(number) = number.filter(|number| number.len() <= signs) {
                    record.extend(format!("{number:>signs$}").as_bytes());
                } else {
                    is_kept = false;
                }
            }
            Self::Scientific => {
                let number = value.parse::<f64>().ok();
                if let Some(number) = number.filter(|number| number.is_finite()) {
                    let text = format!("{number:e}");
                    record.extend(format!("{text:>NUMBER_SIGNS$}").as_bytes());
                } else {
                    is_kept = false;
                }
            }
            Self::Truth => record.push(if value == "true" { b'T' } else { b'F' }),
            Self::Day => record.extend(day(value).unwrap_or_default().as_bytes()),
        }
        record.resize(end, b' ');
        is_kept
    }
}

/// A number without an exponent, with a decimal at least; every digit of the value, and no other one.
fn plain(value: &str) -> Option<String> {
    if !value.contains(['e', 'E']) && value.contains('.') {
        return Some(value.to_owned());
    }
    let number: f64 = value.parse().ok()?;
    let text = format!("{number}");
    number.is_finite().then(|| {
        if text.contains('.') {
            text
        } else {
            format!("{text}.0")
        }
    })
}

/// `20261120`, for years of four digits.
fn day(value: &str) -> Option<String> {
    let digits: String = value.split('-').collect();
    let is_day = value.len() == 10
        && digits.len() == 8
        && digits.bytes().all(|sign| sign.is_ascii_digit())
        && digits != "00000000";
    is_day.then_some(digits)
}

/// Names that a table of dBASE takes: letters, digits and underscores, ten at most, each only once.
#[derive(Default)]
pub(super) struct Names(Vec<String>);

impl Names {
    pub(super) fn free(&mut self, wish: &str) -> String {
        let wish = plain_name(wish);
        let mut name: String = wish.chars().take(NAME_BYTES).collect();
        let mut number = 1;
        while self.0.contains(&name.to_lowercase()) {
            number += 1;
            let ending = format!("_{number}");
            let begin = wish.chars().take(NAME_BYTES - ending.len());
            name = begin.chain(ending.chars()).collect();
        }
        self.0.push(name.to_lowercase());
        name
    }
}

/// A name in ASCII: umlauts as two letters, everything else that is no letter or digit as an underscore.
pub(super) fn plain_name(wish: &str) -> String {
    let mut name = String::new();
    for sign in wish.chars() {
        match sign {
            'ä' => name.push_str("ae"),
            'ö' => name.push_str("oe"),
            'ü' => name.push_str("ue"),
            'Ä' => name.push_str("Ae"),
            'Ö' => name.push_str("Oe"),
            'Ü' => name.push_str("Ue"),
            'ß' => name.push_str("ss"),
            sign if sign.is_ascii_alphanumeric() => name.push(sign),
            _ => name.push('_'),
        }
    }
    if name.is_empty() {
        name.push_str("spalte");
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(class: Class, values: &[&str]) -> Form {
        let mut measured = Measured::of(class);
        for value in values {
            measured.see(value);
        }
        measured.column(String::new()).form
    }

    #[test]
    fn a_type_is_taken_that_holds_every_value() {
        assert_eq!(form(Class::Exact, &["-5", "123"]), Form::Number(3, 0));
        assert_eq!(form(Class::Exact, &["12.50", "-0.05"]), Form::Number(5, 2));
        assert_eq!(form(Class::Exact, &["9223372036854775807"]), Form::Text(19));
        assert_eq!(form(Class::Exact, &["12345678901234.56"]), Form::Text(17));
        assert_eq!(form(Class::Float, &["3", "0.25"]), Form::Number(4, 2));
        assert_eq!(form(Class::Float, &["3"]), Form::Number(3, 1));
        assert_eq!(form(Class::Float, &["1e-20"]), Form::Scientific);
        assert_eq!(form(Class::Date, &["2026-11-20"]), Form::Day);
        assert_eq!(form(Class::Date, &["+12026-11-20"]), Form::Text(12));
        assert_eq!(form(Class::Text, &[]), Form::Text(1));
        assert_eq!(
            form(Class::Text, &["ä".repeat(200).as_str()]),
            Form::Text(254)
        );
    }

    #[track_caller]
    fn check(form: Form, value: Option<&str>, written: &str, is_kept: bool) {
        let mut record = Vec::new();
        assert_eq!(form.push(&mut record, value), is_kept);
        assert_eq!(String::from_utf8(record).unwrap(), written);
    }

    #[test]
    fn what_is_not_kept_as_it_is_is_told() {
        check(Form::Text(4), Some("äb"), "äb ", true);
        check(Form::Text(4), Some("aäää"), "aä ", false);
        check(Form::Text(3), Some(""), "   ", false);
        check(Form::Text(3), Some(" a"), " a ", false);
        check(Form::Text(3), None, "   ", true);
        check(Form::Number(6, 2), Some("-0.05"), " -0.05", true);
        check(Form::Number(6, 2), Some("3"), "   3.0", true);
        check(Form::Number(6, 2), Some("NaN"), "      ", false);
        check(Form::Number(3, 0), Some("12"), " 12", true);
        check(
            Form::Scientific,
            Some("1e300"),
            "                   1e300",
            true,
        );
        check(Form::Truth, Some("true"), "T", true);
        check(Form::Truth, None, "?", true);
        check(Form::Day, Some("2026-11-20"), "20261120", true);
    }

    #[test]
    fn names_are_short_and_each_stands_once() {
        let mut names = Names::default();
        let short = ["strassenname_lang", "Straßenname kurz", "a", "A", "ÄÖ", ""];
        let short = short.map(|name| names.free(name));
        assert_eq!(
            short,
            ["strassenna", "Strassen_2", "a", "A_2", "AeOe", "spalte"]
        );
    }
}
