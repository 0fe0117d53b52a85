//! Numbers as people write them: signs, thousands, decimals, percent and currency.

mod affix;

use crate::moment;

pub(crate) use affix::{Affix, stripped};

/// How the digits of a number are cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberForm {
    /// `1234`
    Plain,
    /// `0123`: digits only with a zero in front; most likely a key. Also `01.2024`, a month of a year.
    LeadingZero,
    /// `2.952`: one point with three digits behind it, decimal or thousands.
    PointThree,
    /// `51.96`
    Point,
    /// `9.577.207`
    PointGroups,
    /// `9.577.207,50`
    PointGroupsComma,
    /// `2,952`
    CommaThree,
    /// `51,96`
    Comma,
    /// `9,577,207`
    CommaGroups,
    /// `9,577,207.50`
    CommaGroupsPoint,
    /// `9 577 207` or `9'577'207`, with or without decimals.
    Gap(Option<u8>),
}

/// What a number with a point may be beside a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lookalike {
    /// `10.2024`: a month of a year.
    Month,
    /// `6.30`: a time of a day.
    Clock,
}

/// A text seen as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NumberSight {
    /// How its digits are cut.
    pub form: NumberForm,
    /// Digits before the decimal sign.
    pub digits: u32,
    /// Digits behind the decimal sign; three where that is undecided.
    pub scale: u32,
    /// Whether only zeros stand behind the last sign (`4,0`).
    pub zeros: bool,
    /// What else it may be.
    pub lookalike: Option<Lookalike>,
    /// Whether it has a power of ten behind it (`1.2E+05`).
    pub exponent: bool,
    /// Percent or currency sign.
    pub affix: Affix,
}

/// How numbers of a column are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct NumberWriting {
    /// Sign before the decimals.
    pub decimal: Option<u8>,
    /// Sign between groups of three digits; a blank stands for any gap.
    pub thousands: Option<u8>,
}

impl NumberWriting {
    /// Written like Excel's number formats: `0`, `#.##0,0`, `# ##0`.
    pub(crate) fn pattern(self) -> String {
        let mut pattern = match self.thousands {
            Some(sign) => format!("#{}##0", char::from(sign)),
            None => "0".to_owned(),
        };
        if let Some(sign) = self.decimal {
            pattern.push(char::from(sign));
            pattern.push('0');
        }
        pattern
    }

    /// Reads what [`Self::pattern`] wrote; none for anything else.
    pub(crate) fn from_pattern(pattern: &str) -> Option<Self> {
        let (thousands, rest) = match pattern.as_bytes() {
            [b'#', sign, b'#', b'#', b'0', rest @ ..] => (Some(*sign), rest),
            [b'0', rest @ ..] => (None, rest),
            _ => return None,
        };
        let decimal = match rest {
            [] => None,
            [sign, b'0'] => Some(*sign),
            _ => return None,
        };
        Some(Self { decimal, thousands })
    }
}

/// Sees a trimmed text as a number, without deciding what an undecided point or comma means.
pub(crate) fn sight(text: &str) -> Option<NumberSight> {
    let (core, affix) = stripped(text)?;
    let (digits_part, exponent) = split_exponent(core);
    let cuts = if digits_part.is_ascii() {
        Cuts::of(digits_part.bytes())?
    } else {
        Cuts::of(digits_part.chars().map(plain))?
    };
    let mut form = cuts.form()?;
    let mut lookalike = None;
    if form == NumberForm::Point && cuts.last == 4 && !exponent {
        let head = before_year(digits_part);
        let month = head.and_then(|head| head.parse::<u32>().ok());
        lookalike = month
            .filter(|month| (1..=12).contains(month))
            .map(|_month| Lookalike::Month);
        // Nobody pads a quantity so.
        if head.is_some_and(|head| head.starts_with('0') && (2..=3).contains(&head.len())) {
            form = NumberForm::LeadingZero;
        }
    }
    if form == NumberForm::Point && cuts.last == 2 && cuts.digits <= 4 && !exponent {
        lookalike = moment::point_time(digits_part).map(|_time| Lookalike::Clock);
    }
    if exponent
        && !matches!(
            form,
            NumberForm::Plain
                | NumberForm::Point
                | NumberForm::PointThree
                | NumberForm::Comma
                | NumberForm::CommaThree
        )
    {
        return None;
    }
    let scale = match form {
        NumberForm::Plain
        | NumberForm::LeadingZero
        | NumberForm::PointGroups
        | NumberForm::CommaGroups
        | NumberForm::Gap(None) => 0,
        _ => cuts.last,
    };
    let digits = match form {
        NumberForm::PointThree | NumberForm::CommaThree => cuts.digits,
        _ => cuts.digits - scale,
    };
    Some(NumberSight {
        form,
        digits,
        scale,
        zeros: cuts.last_zero,
        lookalike,
        exponent,
        affix,
    })
}

/// What stands before the year: `10` of `10.2024`, a month; `001` of `001.2024`, a period of an account's year.
fn before_year(text: &str) -> Option<&str> {
    let (head, year) = text.split_once('.')?;
    let year: u32 = year.parse().ok()?;
    (1900..2100).contains(&year).then_some(head)
}

/// `1.2E+05` → (`1.2`, true).
fn split_exponent(core: &str) -> (&str, bool) {
    match core.split_once(['e', 'E']) {
        Some((mantissa, power))
            if !mantissa.is_empty()
                && (1..=4).contains(&power.trim_start_matches(['+', '-']).len())
                && power
                    .trim_start_matches(['+', '-'])
                    .bytes()
                    .all(|b| b.is_ascii_digit()) =>
        {
            (mantissa, true)
        }
        _ => (core, false),
    }
}

/// A sign of a number as the plain one it stands for: thousands are also parted by blanks that do not break lines,
/// by narrow ones and by curly apostrophes.
fn plain(sign: char) -> u8 {
    match sign {
        '\u{a0}' | '\u{202f}' | '\u{2009}' => b' ',
        '\u{2019}' => b'\'',
        _ => u8::try_from(sign).unwrap_or(0xff),
    }
}

/// Where separators stand between the digits.
#[derive(Debug, Default)]
struct Cuts {
    digits: u32,
    first: u32,
    last: u32,
    signs: u32,
    /// The sign all separators but the last share.
    group_sign: u8,
    last_sign: u8,
    /// Every group between two separators has three digits, and all their signs but the last agree.
    regular: bool,
    zero_first: bool,
    /// Only zeros stand behind the last sign, or in all of it where there is none.
    last_zero: bool,
}

impl Cuts {
    fn of(bytes: impl Iterator<Item = u8>) -> Option<Self> {
        let mut cuts = Self {
            regular: true,
            last_zero: true,
            ..Self::default()
        };
        let mut run = 0_u32;
        for (index, byte) in bytes.enumerate() {
            cuts.zero_first |= index == 0 && byte == b'0';
            if byte.is_ascii_digit() {
                run += 1;
                cuts.digits += 1;
                cuts.last_zero &= byte == b'0';
                continue;
            }
            if !matches!(byte, b'.' | b',' | b' ' | b'\'') {
                return None;
            }
            cuts.separator(byte, run);
            run = 0;
        }
        cuts.last = run;
        (cuts.digits > 0).then_some(cuts)
    }

    fn separator(&mut self, sign: u8, run: u32) {
        if self.signs == 0 {
            self.first = run;
        } else {
            self.regular &= run == 3 && (self.signs == 1 || self.last_sign == self.group_sign);
            self.group_sign = self.last_sign;
        }
        self.last_sign = sign;
        self.last_zero = true;
        self.signs += 1;
    }

    fn form(&self) -> Option<NumberForm> {
        let head = (1..=3).contains(&self.first);
        match self.signs {
            0 if self.zero_first && self.digits > 1 => Some(NumberForm::LeadingZero),
            0 => Some(NumberForm::Plain),
            1 => match self.last_sign {
                b' ' | b'\'' => (head && self.last == 3).then_some(NumberForm::Gap(None)),
                _ if self.last == 0 => None,
                b'.' if head && self.last == 3 && !self.zero_first => Some(NumberForm::PointThree),
                b'.' => Some(NumberForm::Point),
                _ if head && self.last == 3 && !self.zero_first => Some(NumberForm::CommaThree),
                _ => Some(NumberForm::Comma),
            },
            _ if !self.regular || !head => None,
            _ if self.group_sign == self.last_sign && self.last == 3 => match self.last_sign {
                b'.' => Some(NumberForm::PointGroups),
                b',' => Some(NumberForm::CommaGroups),
                _ => Some(NumberForm::Gap(None)),
            },
            _ if self.last == 0 => None,
            _ => match (self.group_sign, self.last_sign) {
                (b'.', b',') => Some(NumberForm::PointGroupsComma),
                (b',', b'.') => Some(NumberForm::CommaGroupsPoint),
                (b' ' | b'\'', sign @ (b'.' | b',')) => Some(NumberForm::Gap(Some(sign))),
                _ => None,
            },
        }
    }
}

/// Reads a trimmed text as a whole multiple of 10^-`scale`; none when it is not written so or does not fit.
///
/// Zeros behind the last of its decimals say nothing and may stand there: `4,0` is a whole number.
pub(crate) fn mantissa(text: &str, writing: NumberWriting, scale: u8) -> Option<i128> {
    let (core, affix) = stripped(text)?;
    let value = if core.is_ascii() {
        whole(core.bytes(), writing, scale)?
    } else {
        whole(core.chars().map(plain), writing, scale)?
    };
    Some(if affix.negative { -value } else { value })
}

/// Digits and separators as a whole multiple of 10^-`scale`.
fn whole(bytes: impl Iterator<Item = u8>, writing: NumberWriting, scale: u8) -> Option<i128> {
    let mut value = 0_i128;
    let mut total = 0_u32;
    let mut run = 0_u32;
    let mut fraction = None;
    let mut grouped = false;
    for byte in bytes {
        if byte.is_ascii_digit() {
            total += u32::from(total > 0 || byte != b'0');
            run += 1;
            if total > 38 {
                return None;
            }
            value = value * 10 + i128::from(byte - b'0');
        } else if fraction.is_none() && Some(byte) == writing.decimal {
            if grouped && run != 3 {
                return None;
            }
            fraction = Some(run);
            run = 0;
        } else if fraction.is_none() && is_thousands(byte, writing.thousands) {
            if run == 0 || run > 3 || (grouped && run != 3) {
                return None;
            }
            grouped = true;
            run = 0;
        } else {
            return None;
        }
    }
    let mut decimals = if fraction.is_some() {
        run
    } else {
        if grouped && run != 3 {
            return None;
        }
        0
    };
    if run == 0 {
        return None;
    }
    while decimals > u32::from(scale) {
        if value % 10 != 0 {
            return None;
        }
        value /= 10;
        decimals -= 1;
    }
    value.checked_mul(10_i128.checked_pow(u32::from(scale) - decimals)?)
}

fn is_thousands(byte: u8, thousands: Option<u8>) -> bool {
    match thousands {
        Some(b' ') => matches!(byte, b' ' | b'\''),
        Some(sign) => byte == sign,
        None => false,
    }
}

/// Reads a trimmed text as floating point, powers of ten included.
pub(crate) fn float(text: &str, writing: NumberWriting) -> Option<f64> {
    let (core, affix) = stripped(text)?;
    let mut plain = String::with_capacity(core.len());
    for byte in core.chars().map(self::plain) {
        if is_thousands(byte, writing.thousands) {
            continue;
        }
        match byte {
            _ if Some(byte) == writing.decimal => plain.push('.'),
            b'0'..=b'9' | b'e' | b'E' | b'+' | b'-' => plain.push(char::from(byte)),
            _ => return None,
        }
    }
    let value: f64 = plain.parse().ok()?;
    value
        .is_finite()
        .then_some(if affix.negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<NumberForm>) {
        assert_eq!(sight(text).map(|sight| sight.form), expected, "{text}");
    }

    #[test]
    fn the_cut_of_a_number_is_seen() {
        use NumberForm as F;
        check("1234", Some(F::Plain));
        check("0", Some(F::Plain));
        check("05315", Some(F::LeadingZero));
        check("2.952", Some(F::PointThree));
        check("0.952", Some(F::Point));
        check("1234.567", Some(F::Point));
        check("9.577.207", Some(F::PointGroups));
        check("9.577.207,50", Some(F::PointGroupsComma));
        check("1.234,5", Some(F::PointGroupsComma));
        check("1,234,567.8", Some(F::CommaGroupsPoint));
        check("1 234 567", Some(F::Gap(None)));
        check("1'234.50", Some(F::Gap(Some(b'.'))));
        check("1\u{a0}234,5", Some(F::Gap(Some(b','))));
        check("12\u{202f}345", Some(F::Gap(None)));
        check("-1,5", Some(F::Comma));
        check("12,5 %", Some(F::Comma));
        check("1.234,56 €", Some(F::PointGroupsComma));
        check("(1,234)", Some(F::CommaThree));
        check("1.2E+05", Some(F::Point));
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "",
            "-",
            "12.",
            "1.2.3",
            "31.12.2024",
            "1,2,3",
            "12a",
            "1-2",
            "1.23.456",
            "0049 209",
            "1 2",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn numbers_are_read_exactly_as_their_column_writes_them() {
        let german = NumberWriting {
            decimal: Some(b','),
            thousands: Some(b'.'),
        };
        assert_eq!(mantissa("1.234,5", german, 2), Some(123_450));
        assert_eq!(mantissa("2.952", german, 0), Some(2952));
        assert_eq!(mantissa("-0,05", german, 2), Some(-5));
        assert_eq!(mantissa("12.5", german, 2), None);
        assert_eq!(mantissa("1.2345", german, 2), None);
        assert_eq!(mantissa("1,234", german, 2), None);
        let gaps = NumberWriting {
            decimal: Some(b','),
            thousands: Some(b' '),
        };
        assert_eq!(mantissa("1\u{a0}234,5", gaps, 1), Some(12_345));
        let plain = NumberWriting::default();
        assert_eq!(mantissa("2952", plain, 0), Some(2952));
        assert_eq!(mantissa("2.952", plain, 0), None);
        assert_eq!(
            mantissa("99999999999999999999999999999999999999", plain, 0),
            Some(10_i128.pow(38) - 1)
        );
        assert_eq!(
            mantissa("999999999999999999999999999999999999999", plain, 0),
            None
        );
    }

    #[test]
    fn patterns_say_how_to_read_again() {
        for decimal in [None, Some(b','), Some(b'.')] {
            for thousands in [None, Some(b'.'), Some(b','), Some(b' ')] {
                let writing = NumberWriting { decimal, thousands };
                assert_eq!(
                    NumberWriting::from_pattern(&writing.pattern()),
                    Some(writing)
                );
            }
        }
        assert_eq!(NumberWriting::from_pattern("%d.%m.%Y"), None);
    }
}
