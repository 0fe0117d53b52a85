//! Numbers that carry a check digit.

/// Digits and capital letters of a value without blanks, points, slashes and hyphens; none when anything else is in it or
/// it is too long to be a number of a person.
fn compact(value: &str) -> Option<Vec<u8>> {
    let mut signs = Vec::with_capacity(34);
    for byte in value.bytes() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' => signs.push(byte),
            b'a'..=b'z' => signs.push(byte.to_ascii_uppercase()),
            b' ' | b'.' | b'/' | b'-' => {}
            _ => return None,
        }
    }
    (signs.len() <= 34).then_some(signs)
}

fn digits<const N: usize>(signs: &[u8]) -> Option<[u32; N]> {
    let signs: &[u8; N] = signs.try_into().ok()?;
    let digit = |sign: &u8| u32::from(sign.wrapping_sub(b'0'));
    let digits = signs.each_ref().map(digit);
    digits.iter().all(|digit| *digit < 10).then_some(digits)
}

/// A letter's place in the alphabet, from 1; 0 for what is none.
const fn place(letter: u8) -> u32 {
    if letter.is_ascii_uppercase() {
        letter as u32 - 64
    } else {
        0
    }
}

/// ISO 13616: letters become numbers, the first four go to the end, the rest modulo 97 is 1. German ones have 22 signs.
pub(super) fn is_iban(value: &str) -> bool {
    let Some(signs) = compact(value) else {
        return false;
    };
    let Some((front, back)) = signs.split_at_checked(4) else {
        return false;
    };
    let [first, second, third, fourth] = *front else {
        return false;
    };
    let begins = first.is_ascii_uppercase()
        && second.is_ascii_uppercase()
        && third.is_ascii_digit()
        && fourth.is_ascii_digit();
    let long = signs.len() >= 15 && (front.get(..2) != Some(b"DE") || signs.len() == 22);
    begins && long && modulo_97(back.iter().chain(front)) == 1
}

/// Whether a value is written as an IBAN is, right or wrong.
pub(super) fn is_iban_like(value: &str) -> bool {
    compact(value).is_some_and(|signs| {
        let letters = signs.iter().take(2).all(u8::is_ascii_uppercase);
        let digits = signs.iter().filter(|sign| sign.is_ascii_digit()).count();
        (15..=34).contains(&signs.len()) && letters && digits >= 12
    })
}

fn modulo_97<'a>(signs: impl Iterator<Item = &'a u8>) -> u32 {
    signs.fold(0, |rest, sign| match place(*sign) {
        0 => (rest * 10 + u32::from(sign.wrapping_sub(b'0'))) % 97,
        letter => (rest * 100 + letter + 9) % 97,
    })
}

/// AO § 139b: eleven digits, not beginning with 0, the last by ISO 7064 mod 11,10. Of the first ten, one digit occurs
/// twice or three times (then not three in a row), the others at most once.
pub(super) fn is_tax_id(value: &str) -> bool {
    let Some(all) = compact(value).and_then(|signs| digits::<11>(&signs)) else {
        return false;
    };
    let [first, .., check] = all;
    let ten = all.get(..10).unwrap_or_default();
    let mut product = 10;
    let mut counts = [0_u32; 10];
    for digit in ten {
        if let Some(count) = counts.get_mut(*digit as usize) {
            *count += 1;
        }
        let sum = (digit + product) % 10;
        product = (if sum == 0 { 10 } else { sum }) * 2 % 11;
    }
    let repeated = counts.iter().filter(|count| **count > 1).count() == 1
        && counts.iter().all(|count| *count <= 3);
    let in_a_row = ten
        .windows(3)
        .any(|three| three.iter().all(|digit| Some(digit) == three.first()));
    first != 0 && repeated && !in_a_row && (11 - product) % 10 == check
}

/// SGB VI § 147 and VKVV § 2: area, day of birth, initial of the name at birth, serial number, check digit.
pub(super) fn is_social_security_number(value: &str) -> bool {
    const WEIGHTS: [u32; 12] = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];
    let Some(signs) = compact(value).filter(|signs| signs.len() == 12) else {
        return false;
    };
    let (Some(front), Some(letter), Some(back)) = (
        signs.get(..8).and_then(digits::<8>),
        signs.get(8).map(|sign| place(*sign)),
        signs.get(9..).and_then(digits::<3>),
    ) else {
        return false;
    };
    let [_, _, day_tens, day, month_tens, month, ..] = front;
    let [serial_tens, serial, check] = back;
    let (day, month) = (day_tens * 10 + day, month_tens * 10 + month);
    // From 51 on days are of people whose number was given twice.
    let is_day = (1..=31).contains(&day) || (51..=81).contains(&day);
    let mut all = front.to_vec();
    all.extend([letter / 10, letter % 10, serial_tens, serial]);
    let sum: u32 = all
        .iter()
        .zip(WEIGHTS)
        .map(|(digit, weight)| {
            let product = digit * weight;
            product / 10 + product % 10
        })
        .sum();
    letter > 0 && is_day && (1..=12).contains(&month) && sum % 10 == check
}

/// SGB V § 290: a letter, eight digits, a check digit (Luhn from the left, the letter as two digits).
pub(super) fn is_health_insurance_number(value: &str) -> bool {
    let Some(signs) = compact(value).filter(|signs| signs.len() == 10) else {
        return false;
    };
    let (Some(letter), Some(rest)) = (
        signs.first().map(|sign| place(*sign)),
        signs.get(1..).and_then(digits::<9>),
    ) else {
        return false;
    };
    let [serial @ .., check] = rest;
    let all = [letter / 10, letter % 10].into_iter().chain(serial);
    let sum: u32 = all
        .enumerate()
        .map(|(at, digit)| {
            let product = if at % 2 == 0 { digit } else { digit * 2 };
            product / 10 + product % 10
        })
        .sum();
    letter > 0 && sum % 10 == check
}

/// Number of an identity card or passport with its check digit (ICAO 9303: weights 7, 3, 1): nine signs and a digit. With
/// a letter among them; ten digits are too much else.
pub(super) fn is_id_card(value: &str) -> bool {
    let Some(signs) = compact(value).filter(|signs| signs.len() == 10) else {
        return false;
    };
    let Some((check, front)) = signs.split_last() else {
        return false;
    };
    let sum: u32 = front
        .iter()
        .zip([7, 3, 1].into_iter().cycle())
        .map(|(sign, weight)| weight * machine_value(*sign))
        .sum();
    is_document(front) && check.is_ascii_digit() && sum % 10 == u32::from(check.wrapping_sub(b'0'))
}

/// Written as the number of a German card or passport: nine signs of the letters and digits that occur in them.
pub(super) fn is_id_card_like(value: &str) -> bool {
    compact(value).is_some_and(|signs| {
        let front = signs.get(..9).unwrap_or_default();
        let rest = signs.get(9..).unwrap_or_default();
        let old = signs.len() == 10 && signs.iter().all(u8::is_ascii_digit);
        old || is_document(front) && (rest.is_empty() || matches!(rest, [b'0'..=b'9']))
    })
}

/// Series begin with a letter; vowels and letters that look like digits do not occur.
fn is_document(signs: &[u8]) -> bool {
    signs.len() == 9
        && signs.first().is_some_and(u8::is_ascii_uppercase)
        && signs.iter().any(u8::is_ascii_digit)
        && signs
            .iter()
            .all(|sign| sign.is_ascii_digit() || b"CFGHJKLMNPRTVWXYZ".contains(sign))
}

const fn machine_value(sign: u8) -> u32 {
    match place(sign) {
        0 => sign.wrapping_sub(b'0') as u32,
        letter => letter + 9,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Check = fn(&str) -> bool;

    #[test]
    fn published_examples_are_valid() {
        assert!(is_iban("DE89 3704 0044 0532 0130 00"));
        assert!(is_iban("GB82WEST12345698765432"));
        assert!(is_tax_id("36 574 261 809"));
        assert!(is_tax_id("86095742719"));
        assert!(is_social_security_number("15 070649 C 103"));
        assert!(
            is_social_security_number("65070649C104") != is_social_security_number("65070649C103")
        );
        assert!(is_health_insurance_number("A000500015"));
        assert!(is_id_card("T220001293") && is_id_card("L01X00T471"));
        assert!(is_id_card_like("L01X00T47"));
    }

    #[test]
    fn what_breaks_a_rule_is_refused() {
        assert!(!is_iban("DE88 3704 0044 0532 0130 00"));
        assert!(!is_iban("89DE370400440532013000"));
        // No digit twice, three in a row, a zero in front.
        assert!(!is_tax_id("12345678903"));
        assert!(!is_tax_id("36574261808"));
        assert!(!is_social_security_number("15 320649 C 103"));
        assert!(!is_health_insurance_number("1000500015"));
        assert!(!is_id_card("0123456789"));
        for text in ["", "Ä", "12345", "€", "A", "DE"] {
            for check in [is_iban as Check, is_tax_id, is_social_security_number] {
                assert!(!check(text), "{text}");
            }
        }
    }

    /// Exactly one of ten last digits fits, and any other digit in place of one is noticed.
    fn one_of_ten(front: &str, check: Check) -> Option<String> {
        let valid: Vec<String> = (0..10)
            .map(|digit| format!("{front}{digit}"))
            .filter(|text| check(text))
            .collect();
        assert!(valid.len() <= 1, "{valid:?}");
        valid.into_iter().next()
    }

    fn every_changed_digit_is_noticed(text: &str, from: usize, check: Check) {
        for at in from..text.len() {
            let Some(old @ b'0'..=b'9') = text.as_bytes().get(at).copied() else {
                continue;
            };
            for new in (b'0'..=b'9').filter(|new| *new != old) {
                let mut changed = text.as_bytes().to_vec();
                changed[at] = new;
                let changed = String::from_utf8(changed).unwrap();
                assert!(!check(&changed), "{text} and {changed}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_changed_digit_of_an_iban_is_noticed(account in "[0-9]{18}") {
            let valid: Vec<String> = (2..99)
                .map(|check| format!("DE{check:02}{account}"))
                .filter(|text| is_iban(text))
                .collect();
            prop_assert_eq!(valid.len(), 1);
            every_changed_digit_is_noticed(&valid[0], 2, is_iban);
        }

        #[test]
        fn one_check_digit_fits_a_tax_number(front in "[1-9][0-9]{9}") {
            if let Some(valid) = one_of_ten(&front, is_tax_id) {
                every_changed_digit_is_noticed(&valid, 0, is_tax_id);
            }
        }

        #[test]
        fn one_check_digit_fits_a_pension_number(
            front in "[0-9]{2}(0[1-9]|[12][0-9])(0[1-9]|1[0-2])[0-9]{2}[A-Z][0-9]{2}"
        ) {
            prop_assert!(one_of_ten(&front, is_social_security_number).is_some());
        }

        #[test]
        fn one_check_digit_fits_a_health_insurance_number(front in "[A-Z][0-9]{8}") {
            let valid = one_of_ten(&front, is_health_insurance_number);
            every_changed_digit_is_noticed(&valid.unwrap(), 1, is_health_insurance_number);
        }

        #[test]
        fn one_check_digit_fits_a_card(front in "[CFGHJKLMNPRTVWXYZ][0-9]{4}[CFGHJK][0-9]{3}") {
            let valid = one_of_ten(&front, is_id_card);
            every_changed_digit_is_noticed(&valid.unwrap(), 1, is_id_card);
        }

        #[test]
        fn nothing_makes_a_check_fail(text in ".{0,40}") {
            for check in [
                is_iban as Check, is_iban_like, is_tax_id, is_social_security_number,
                is_health_insurance_number, is_id_card, is_id_card_like,
            ] {
                check(&text);
            }
        }
    }
}
