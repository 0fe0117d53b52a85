//! Decimal numbers in words.

use super::Misfit;

/// The number without its comma, which stands before `scale` digits.
pub(crate) fn exact(text: &[u8], scale: u8) -> Result<i128, Misfit> {
    let text = std::str::from_utf8(text).map_err(|_bytes| Misfit)?;
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let (before, behind) = digits.split_once('.').unwrap_or((digits, ""));
    if before.is_empty() && behind.is_empty() {
        return Err(Misfit);
    }
    // Zeros at the end say nothing.
    let behind = if behind.len() > usize::from(scale) {
        behind.trim_end_matches('0')
    } else {
        behind
    };
    let missing = usize::from(scale).checked_sub(behind.len()).ok_or(Misfit)?;
    let all = before.bytes().chain(behind.bytes());
    let zeros = std::iter::repeat_n(b'0', missing);
    let mut number = 0_i128;
    for digit in all.chain(zeros) {
        if !digit.is_ascii_digit() {
            return Err(Misfit);
        }
        number = number
            .checked_mul(10)
            .and_then(|number| number.checked_add(i128::from(digit - b'0')))
            .ok_or(Misfit)?;
    }
    Ok(sign * number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_exactly() {
        let check = |text: &str, expect| assert_eq!(exact(text.as_bytes(), 2), expect, "{text}");
        check("12.34", Ok(1234));
        check("-0.05", Ok(-5));
        check(".5", Ok(50));
        check("7", Ok(700));
        check("+7.5", Ok(750));
        check("1.5000", Ok(150));
        check("1.234", Err(Misfit));
        check("1e5", Err(Misfit));
        check("", Err(Misfit));
        check(&"9".repeat(40), Err(Misfit));
    }
}
