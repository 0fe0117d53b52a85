//! Addresses: a street and a house number in one cell.

/// Digits of a number in front of a name.
const MOST_DIGITS: usize = 2;

/// Longest house number with all that belongs to it (`12 a - 14 b`), in bytes: looking for one in a long text must end.
const LONGEST_NUMBER: usize = 40;

/// An address, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Address<'a> {
    /// The street as it is written.
    pub street: &'a str,
    /// The house number with what belongs to it: `12`, `12 a`, `12-14`.
    pub number: &'a str,
}

/// Splits `Holzstraße 6a` or `Holzstraße 6a, 44623 Herne`; none where no house number ends the first part.
pub fn split_house_number(value: &str) -> Option<Address<'_>> {
    let first = value
        .split_once(',')
        .map_or(value, |(first, _)| first)
        .trim();
    let mut at = first.len();
    // Backwards over the number: digits, one letter, signs of ranges; it begins at the digit after the last space
    // that has a letter before it.
    let mut best = None;
    for (place, sign) in first.char_indices().rev() {
        let belongs = sign.is_ascii_digit()
            || sign.is_ascii_alphabetic()
            || matches!(sign, ' ' | '-' | '–' | '/' | '+' | '.');
        if !belongs || first.len() - place > LONGEST_NUMBER {
            break;
        }
        if sign.is_whitespace() {
            let number = first.get(at..).unwrap_or_default();
            if is_house_number(first.get(place + 1..).unwrap_or_default()) {
                best = Some(place);
            } else if !number.is_empty() && best.is_some() {
                break;
            }
        }
        at = place;
    }
    let place = best?;
    let street = first.get(..place)?.trim_end();
    let number = first.get(place..)?.trim();
    let letters = street.chars().filter(|sign| sign.is_alphabetic()).count();
    (letters >= 3).then_some(Address { street, number })
}

/// The name behind a number and a space (`01 Mitte`, `3. Norden`); none where no number stands in front, or one so long
/// that it may be a house's (`1200 Main Street`).
pub fn split_number(value: &str) -> Option<&str> {
    let rest = value.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let has_number = (1..=MOST_DIGITS).contains(&(value.len() - rest.len()));
    let name = rest.trim_start_matches(['.', ')', ':', ' ', '-', '–', '_']);
    let is_apart = name.len() < rest.len() && name.starts_with(char::is_alphabetic);
    (has_number && is_apart && name.chars().count() >= 3).then_some(name)
}

/// `12`, `12a`, `12 a`, `12-14`, `12 a - 14 b`, `3 1/2`.
fn is_house_number(text: &str) -> bool {
    let mut has_digit = false;
    let mut letters = 0;
    let mut digits = 0;
    for sign in text.chars() {
        match sign {
            '0'..='9' => {
                has_digit = true;
                digits += 1;
                letters = 0;
            }
            'a'..='z' | 'A'..='Z' if has_digit => {
                letters += 1;
                digits = 0;
            }
            ' ' | '-' | '–' | '/' | '+' if has_digit => {
                letters = 0;
                digits = 0;
            }
            _ => return false,
        }
        if letters > 1 || digits > 4 {
            return false;
        }
    }
    has_digit
}
