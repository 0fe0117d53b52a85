//! Numbers as German offices write them.

/// A number with a decimal comma and no grouping: 1208,5.
pub(crate) fn comma(value: f64, digits: usize) -> String {
    format!("{value:.digits$}").replace('.', ",")
}

/// A whole number with thousands points: 1.208.
pub(crate) fn points(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if value < 0 {
        grouped.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}

/// An amount with thousands points and decimal comma: 1.234.567,89, from cents.
pub(crate) fn amount(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let cents = cents.unsigned_abs();
    format!("{sign}{},{:02}", points((cents / 100) as i64), cents % 100)
}

/// Rounded to `digits` decimals, so that spreadsheets and JSON carry no noise behind the point.
pub(crate) fn rounded(value: f64, digits: i32) -> f64 {
    let factor = 10_f64.powi(digits);
    (value * factor).round() / factor
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_are_grouped_the_german_way() {
        assert_eq!(super::points(1_234_567), "1.234.567");
        assert_eq!(super::points(-950), "-950");
        assert_eq!(super::amount(-123_456_789), "-1.234.567,89");
        assert_eq!(super::comma(3.25, 1), "3,2");
    }
}
