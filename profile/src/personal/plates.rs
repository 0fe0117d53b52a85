//! Registration plates: letters of a district, one or two letters, up to four digits.

use std::collections::HashSet;
use std::sync::LazyLock;

pub(super) const PREFIXES: &str = include_str!("plates.txt");

static KNOWN: LazyLock<HashSet<&'static str>> = LazyLock::new(|| PREFIXES.lines().collect());

/// How a value is a plate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plate {
    No,
    /// `HERAB123`: where the district ends is guessed, and many codes look like that.
    RunTogether,
    /// `HER-AB 123`, `HER AB 123 E`.
    Written,
}

/// Whether a value is a plate of a known district.
pub(super) fn plate(value: &str) -> Plate {
    let (letters, rest) = leading(value, |c: char| c.is_ascii_uppercase() || "ÄÖÜ".contains(c));
    let separated = rest.strip_prefix([' ', '-', ':']).map(str::trim_start);
    let Some(rest) = separated else {
        return run_together(letters, rest);
    };
    let (middle, rest) = leading(rest, |c: char| c.is_ascii_uppercase());
    let rest = rest.strip_prefix([' ', '-']).unwrap_or(rest);
    let fits = KNOWN.contains(letters) && (1..=2).contains(&middle.len()) && is_number(rest);
    if fits { Plate::Written } else { Plate::No }
}

fn run_together(letters: &str, number: &str) -> Plate {
    let fits = is_number(number)
        && letters.char_indices().skip(1).any(|(at, _)| {
            let (district, middle) = letters.split_at(at);
            KNOWN.contains(district) && (1..=2).contains(&middle.len())
        });
    if fits { Plate::RunTogether } else { Plate::No }
}

/// Up to four digits without a zero in front, then perhaps E (electric), H (historic).
fn is_number(text: &str) -> bool {
    let digits = text.strip_suffix(['E', 'H']).unwrap_or(text).trim_end();
    (1..=4).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0')
}

fn leading(text: &str, is_part: impl Fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plates_are_known_with_their_district() {
        for text in [
            "HER-AB 123",
            "WAN-E 1",
            "B MW 1234",
            "LÖ-X 12E",
            "K-H 77 H",
            "HER-AB-123",
        ] {
            assert_eq!(plate(text), Plate::Written, "{text}");
        }
        assert_eq!(plate("HERAB123"), Plate::RunTogether);
        for text in [
            "QQ-AB 123",
            "HER-ABC 12",
            "HER-AB 0123",
            "HER-AB",
            "44623",
            "",
            "IT-2024-1",
            "her-ab 1",
        ] {
            assert_eq!(plate(text), Plate::No, "{text}");
        }
    }
}
