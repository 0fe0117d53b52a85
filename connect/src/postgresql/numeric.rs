//! Decimal numbers as PostgreSQL sends them: digits to the base of 10,000.

use crate::database::Misfit;

const POSITIVE: u16 = 0x0000;
const NEGATIVE: u16 = 0x4000;

/// The number without its comma, which stands before `scale` digits; none if it is not a number or endless.
pub(super) fn read(bytes: &[u8], scale: u8) -> Result<Option<i128>, Misfit> {
    let words: Vec<u16> = bytes
        .chunks_exact(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
        .collect();
    let [count, weight, sign, _shown, digits @ ..] = words.as_slice() else {
        return Err(Misfit);
    };
    if digits.len() != usize::from(*count) {
        return Err(Misfit);
    }
    let negative = match *sign {
        POSITIVE => false,
        NEGATIVE => true,
        _ => return Ok(None),
    };
    let mut number = 0_i128;
    for (place, digit) in digits.iter().enumerate() {
        let place = i32::try_from(place).map_err(|_many| Misfit)?;
        let power = 4 * (i32::from(*weight as i16) - place) + i32::from(scale);
        number = number
            .checked_add(shifted(i128::from(*digit), power)?)
            .ok_or(Misfit)?;
    }
    Ok(Some(if negative { -number } else { number }))
}

/// A digit times a power of ten, without loss.
fn shifted(digit: i128, power: i32) -> Result<i128, Misfit> {
    if digit == 0 {
        return Ok(0);
    }
    let ten = 10_i128
        .checked_pow(power.unsigned_abs())
        .filter(|_ten| power > -5)
        .ok_or(Misfit)?;
    if power >= 0 {
        return digit.checked_mul(ten).ok_or(Misfit);
    }
    match digit % ten {
        0 => Ok(digit / ten),
        _lost => Err(Misfit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(weight: i16, sign: u16, digits: &[u16]) -> Vec<u8> {
        let head = [digits.len() as u16, weight as u16, sign, 0];
        let words = head.iter().chain(digits);
        words.flat_map(|word| word.to_be_bytes()).collect()
    }

    #[test]
    fn numbers_are_read_exactly() {
        let check = |bytes: Vec<u8>, scale, expect| assert_eq!(read(&bytes, scale), expect);
        check(sent(0, POSITIVE, &[]), 2, Ok(Some(0)));
        check(sent(0, POSITIVE, &[12, 3400]), 2, Ok(Some(1234)));
        check(sent(0, NEGATIVE, &[12, 3400]), 4, Ok(Some(-123_400)));
        check(sent(1, POSITIVE, &[1]), 0, Ok(Some(10_000)));
        check(sent(-1, NEGATIVE, &[1]), 4, Ok(Some(-1)));
        check(sent(-3, POSITIVE, &[1000]), 9, Ok(Some(1)));
        // Digits that would be lost.
        check(sent(0, POSITIVE, &[12, 3450]), 2, Err(Misfit));
        check(sent(-3, POSITIVE, &[1]), 2, Err(Misfit));
        // More than 38 digits.
        check(sent(9, POSITIVE, &[9999]), 2, Err(Misfit));
        check(sent(30_000, POSITIVE, &[9999]), 2, Err(Misfit));
    }

    #[test]
    fn what_is_no_number_is_none() {
        for sign in [0xC000, 0xD000, 0xF000] {
            assert_eq!(read(&sent(0, sign, &[]), 2), Ok(None));
        }
        assert_eq!(read(&[0, 1, 0], 2), Err(Misfit));
    }
}
