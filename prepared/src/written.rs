//! Texts one behind the other, found by number.

/// Many texts in one piece of memory.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Texts {
    /// Appends a text; `false` when there is no more room to count its bytes.
    pub(crate) fn push(&mut self, text: &[u8]) -> bool {
        let Ok(end) = u32::try_from(self.bytes.len() + text.len()) else {
            return false;
        };
        self.bytes.extend_from_slice(text);
        self.ends.push(end);
        true
    }

    pub(crate) fn get(&self, index: usize) -> &[u8] {
        let start = match index.checked_sub(1) {
            Some(before) => self.ends[before] as usize,
            None => 0,
        };
        &self.bytes[start..self.ends[index] as usize]
    }

    pub(crate) const fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) const fn bytes(&self) -> usize {
        self.bytes.capacity() + self.ends.capacity() * 4
    }

    pub(crate) fn shrink(&mut self) {
        self.bytes.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

/// How the values of a column stand in JSON.
#[derive(Debug)]
pub(crate) enum Written {
    /// Each as it is written.
    Each(Texts),
    /// Whole numbers, with so many digits behind the point.
    Numbers {
        /// Digits behind the point.
        scale: u8,
    },
}

/// A value as it stands in JSON, not copied yet.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shown<'a> {
    Text(&'a [u8]),
    /// A number without its point, and the digits behind the point.
    Number(i64, u8),
}

impl Shown<'_> {
    pub(crate) const NULL: Self = Self::Text(b"null");

    /// Bytes that it takes at most, but for digits of a scale that no table has.
    pub(crate) const fn room(self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Number(..) => 22,
        }
    }

    pub(crate) fn push_to(self, text: &mut Vec<u8>) {
        match self {
            Self::Text(bytes) => text.extend_from_slice(bytes),
            Self::Number(number, scale) => push_number(text, number, scale),
        }
    }
}

const PAIRS: &[u8; 200] = b"0001020304050607080910111213141516171819\
2021222324252627282930313233343536373839\
4041424344454647484950515253545556575859\
6061626364656667686970717273747576777879\
8081828384858687888990919293949596979899";

/// Appends a number without its point, with `scale` digits behind the point.
fn push_number(text: &mut Vec<u8>, number: i64, scale: u8) {
    let scale = usize::from(scale);
    // Twenty digits are more than a number of 64 bits has; a scale of more has its zeros in front.
    let mut digits = [b'0'; 64];
    let mut at = digits.len();
    let mut rest = number.unsigned_abs();
    while rest >= 100 {
        let pair = (rest % 100) as usize * 2;
        rest /= 100;
        at -= 2;
        digits[at..at + 2].copy_from_slice(&PAIRS[pair..pair + 2]);
    }
    if rest >= 10 {
        let pair = rest as usize * 2;
        at -= 2;
        digits[at..at + 2].copy_from_slice(&PAIRS[pair..pair + 2]);
    } else {
        at -= 1;
        digits[at] = b'0' + rest as u8;
    }
    if number < 0 {
        text.push(b'-');
    }
    if scale == 0 {
        text.extend_from_slice(&digits[at..]);
        return;
    }
    // At least one digit stands in front of the point.
    let point = digits.len() - scale;
    text.extend_from_slice(&digits[at.min(point - 1)..point]);
    text.push(b'.');
    text.extend_from_slice(&digits[point..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(number: i64, scale: u8, expected: &str) {
        let mut text = Vec::new();
        push_number(&mut text, number, scale);
        assert_eq!(String::from_utf8(text).unwrap(), expected);
    }

    #[test]
    fn numbers_are_written_with_their_point() {
        check(0, 0, "0");
        check(-7, 0, "-7");
        check(10, 0, "10");
        check(1_234_567, 0, "1234567");
        check(i64::MIN, 0, "-9223372036854775808");
        check(0, 2, "0.00");
        check(-5, 2, "-0.05");
        check(1990, 2, "19.90");
        check(123, 3, "0.123");
        check(7, 20, "0.00000000000000000007");
    }

    #[test]
    fn texts_are_found_by_their_number() {
        let mut texts = Texts::default();
        for text in ["a", "", "ß"] {
            assert!(texts.push(text.as_bytes()));
        }
        assert_eq!(texts.get(0), b"a");
        assert_eq!(texts.get(1), b"");
        assert_eq!(texts.get(2), "ß".as_bytes());
    }
}
