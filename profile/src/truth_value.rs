//! Words for yes and no.

/// Pairs of words (yes, no) in lower case; a column uses one pair.
pub(crate) const PAIRS: [(&str, &str); 6] = [
    ("ja", "nein"),
    ("true", "false"),
    ("wahr", "falsch"),
    ("yes", "no"),
    ("j", "n"),
    ("y", "n"),
];

/// Pairs of single letters: they are truth values only where both letters occur, or where one letter for yes ticks
/// some rows and leaves the others blank.
pub(crate) const LETTER_PAIRS: std::ops::Range<usize> = 4..6;

/// Words and letters of one language, which people mix in one column.
pub(crate) const FAMILIES: [[usize; 2]; 2] = [[0, 4], [3, 5]];

/// The cross people tick with. In columns of numbers it is a sign of its own (`marker`), in a column of truth values
/// it means yes.
pub(crate) const TICK: &str = "x";

/// Per pair whether the word means yes, no or nothing: bits `2 * pair` (yes) and `2 * pair + 1` (no).
pub(crate) fn sight(text: &str) -> u16 {
    if text.len() > 6 {
        return 0;
    }
    let mut mask = 0;
    for (index, (yes, no)) in PAIRS.iter().enumerate() {
        if text.eq_ignore_ascii_case(yes) {
            mask |= 1 << (2 * index);
        } else if text.eq_ignore_ascii_case(no) {
            mask |= 1 << (2 * index + 1);
        }
    }
    mask
}

/// Reads a trimmed text as a truth value of any pair.
pub(crate) fn read(text: &str) -> Option<bool> {
    let mask = sight(text);
    if mask == 0 {
        return match text {
            "1" | "x" | "X" => Some(true),
            "0" => Some(false),
            _ => None,
        };
    }
    Some(mask & 0b0101_0101_0101 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_yes_and_no_are_read_in_any_case() {
        for (text, expected) in [
            ("Ja", Some(true)),
            ("NEIN", Some(false)),
            ("wahr", Some(true)),
            ("n", Some(false)),
            ("x", Some(true)),
            ("jein", None),
            ("", None),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
