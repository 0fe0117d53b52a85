//! What a cell's number format says about its number: leading zeros, percent.

/// Digits up to which leading zeros are believed to be a key's.
pub(super) const MOST_DIGITS: usize = 64;

/// The part of a number format that changes what a number means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum NumberForm {
    /// Nothing special.
    #[default]
    Plain,
    /// Shown with at least this many digits: a key such as a postcode (`00000`).
    Padded(usize),
    /// Shown multiplied by a hundred.
    Percent,
}

/// Reads an Excel format code such as `00000`, `0.0%` or `[$-407]#,##0.00`.
///
/// Only the section for positive numbers counts. Text in quotes and after a backslash is shown, not interpreted.
pub(super) fn number_form(code: &str) -> NumberForm {
    let mut zeros = 0;
    let mut only_zeros = true;
    let mut percent = false;
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            ';' => break,
            '"' => {
                characters.by_ref().find(|c| *c == '"');
            }
            '[' => {
                characters.by_ref().find(|c| *c == ']');
            }
            '\\' | '_' | '*' => {
                characters.next();
            }
            '0' => zeros += 1,
            '%' => percent = true,
            '-' | ' ' => {}
            _ => only_zeros = false,
        }
    }
    if percent {
        NumberForm::Percent
    } else if only_zeros && (2..=MOST_DIGITS).contains(&zeros) {
        NumberForm::Padded(zeros)
    } else {
        NumberForm::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_keys_and_percents_are_recognised() {
        let check = |code: &str, expect| assert_eq!(number_form(code), expect, "{code}");
        check("General", NumberForm::Plain);
        check("0", NumberForm::Plain);
        check("0.00", NumberForm::Plain);
        check("#,##0", NumberForm::Plain);
        check("00000", NumberForm::Padded(5));
        check("00000;@", NumberForm::Padded(5));
        check("[$-407]00000000", NumberForm::Padded(8));
        check("\"D-\"00000", NumberForm::Padded(5));
        check("0.0%", NumberForm::Percent);
        check("0\"%\"", NumberForm::Plain);
        check("dd.mm.yyyy", NumberForm::Plain);
    }
}
