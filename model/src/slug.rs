//! Names that are a URL segment and an SQL identifier at once.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// Longest slug in characters: PostgreSQL cuts identifiers at 63 bytes.
const MAX_CHARS: usize = 63;

/// Longest part of a name that has parts.
const MAX_PART_CHARS: usize = (MAX_CHARS - 2) / 2;

/// A name of 1–63 characters `[a-z0-9_]` that starts with a letter.
///
/// It needs no quotes in SQL and no escape in a URL.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// Why a text is no [`Slug`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0:?} is no name: 1 to 63 of a-z, 0-9 and _, beginning with a letter")]
pub struct SlugError(String);

impl Slug {
    /// Makes a slug of any human text: `Abfall & Straßen (2024)` becomes `abfall_strassen_2024`.
    ///
    /// German umlauts are written out, other accents dropped; what remains without a letter gets `fallback`
    /// in front. The result is always valid, never unique by itself.
    pub fn from_text(text: &str, fallback: &str) -> Self {
        let mut plain = String::with_capacity(text.len());
        for character in text.chars().flat_map(char::to_lowercase) {
            push_plain(&mut plain, character);
        }
        let mut joined = plain
            .split('_')
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("_");
        if !joined.starts_with(|c: char| c.is_ascii_lowercase()) {
            let rest = std::mem::take(&mut joined);
            joined.push_str(fallback);
            if !rest.is_empty() {
                joined.push('_');
                joined.push_str(&rest);
            }
        }
        joined.truncate(MAX_CHARS);
        Self(joined.trim_end_matches('_').to_owned())
    }

    /// The same name with `_2`, `_3` … behind it, cut so that it stays valid.
    #[must_use]
    pub fn numbered(&self, number: u32) -> Self {
        let suffix = format!("_{number}");
        let mut base = self.0.clone();
        base.truncate(MAX_CHARS - suffix.len());
        Self(format!("{}{suffix}", base.trim_end_matches('_')))
    }

    /// The name of a part of this thing, `self__part`, both cut so that the whole stays valid.
    ///
    /// Two underscores never arise in [`Slug::from_text`], so a part never clashes with another thing's name.
    #[must_use]
    pub fn part(&self, part: &Self) -> Self {
        let part = cut(&part.0, MAX_PART_CHARS);
        let name = cut(&self.0, MAX_CHARS - 2 - part.len());
        Self(format!("{name}__{part}"))
    }

    /// The name of the `number`th part that would have the same name: `self__part_2`, numbered behind the cut, so that
    /// no two numbers give one name.
    #[must_use]
    pub fn numbered_part(&self, part: &Self, number: u32) -> Self {
        let suffix = format!("_{number}");
        let part = cut(&part.0, MAX_PART_CHARS - suffix.len());
        let name = cut(&self.0, MAX_CHARS - 2 - part.len() - suffix.len());
        Self(format!("{name}__{part}{suffix}"))
    }

    /// The name of a part that always ends in `part`; of several that would have one name, the `number`th:
    /// `self_2__part`.
    #[must_use]
    pub fn numbered_whole(&self, part: &Self, number: u32) -> Self {
        let suffix = format!("_{number}");
        let part = cut(&part.0, MAX_PART_CHARS);
        let name = cut(&self.0, MAX_CHARS - 2 - part.len() - suffix.len());
        Self(format!("{name}{suffix}__{part}"))
    }

    /// The text of the name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The first characters of a name; all of them are ASCII.
fn cut(name: &str, chars: usize) -> &str {
    name.get(..chars).unwrap_or(name).trim_end_matches('_')
}

/// Appends `character` in `[a-z0-9_]`; everything else separates words.
fn push_plain(plain: &mut String, character: char) {
    match character {
        'a'..='z' | '0'..='9' => plain.push(character),
        'ä' => plain.push_str("ae"),
        'ö' => plain.push_str("oe"),
        'ü' => plain.push_str("ue"),
        'ß' => plain.push_str("ss"),
        'à' | 'á' | 'â' | 'ã' | 'å' => plain.push('a'),
        'ç' | 'č' | 'ć' => plain.push('c'),
        'è' | 'é' | 'ê' | 'ë' | 'ě' => plain.push('e'),
        'ì' | 'í' | 'î' | 'ï' => plain.push('i'),
        'ł' => plain.push('l'),
        'ñ' | 'ń' => plain.push('n'),
        'ò' | 'ó' | 'ô' | 'õ' | 'ø' => plain.push('o'),
        'š' | 'ş' => plain.push('s'),
        'ù' | 'ú' | 'û' => plain.push('u'),
        'ý' => plain.push('y'),
        'ž' => plain.push('z'),
        '²' => plain.push('2'),
        '³' => plain.push('3'),
        '%' => plain.push_str("_prozent_"),
        '€' => plain.push_str("_euro_"),
        // A decomposed umlaut (macOS file names): the base letter is already there, the mark is dropped.
        '\u{0300}'..='\u{036f}' => {
            if character == '\u{0308}' {
                plain.push('e');
            }
        }
        _ => plain.push('_'),
    }
}

impl FromStr for Slug {
    type Err = SlugError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let valid = (1..=MAX_CHARS).contains(&text.len())
            && text.starts_with(|c: char| c.is_ascii_lowercase())
            && text
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if valid {
            Ok(Self(text.to_owned()))
        } else {
            Err(SlugError(text.chars().take(80).collect()))
        }
    }
}

impl TryFrom<String> for Slug {
    type Error = SlugError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let slug = Slug::from_text(text, "tabelle");
        assert_eq!(slug.as_str(), expected);
        assert_eq!(slug.as_str().parse::<Slug>().as_ref(), Ok(&slug));
    }

    #[test]
    fn text_becomes_a_readable_name() {
        check("Abfall & Straßen (2024)", "abfall_strassen_2024");
        check("Ärzte_je_10.000", "aerzte_je_10_000");
        check("Fa\u{308}hre", "faehre");
        check("Anteil in %", "anteil_in_prozent");
    }

    #[test]
    fn a_name_without_a_leading_letter_gets_the_fallback() {
        check("2024", "tabelle_2024");
        check("🚮", "tabelle");
        check("", "tabelle");
    }

    #[test]
    fn long_names_are_cut_to_what_postgresql_keeps() {
        let slug = Slug::from_text(&"straße ".repeat(60), "x");
        assert!(slug.as_str().len() <= 63);
        assert!(slug.numbered(1234).as_str().parse::<Slug>().is_ok());
        assert!(slug.numbered(1234).as_str().ends_with("_1234"));
    }

    #[test]
    fn the_name_of_a_part_fits_and_never_clashes_with_a_whole() {
        let whole = Slug::from_text(&"gross ".repeat(20), "x");
        let part = whole.part(&whole);
        assert!(part.as_str().parse::<Slug>().is_ok());
        assert!(part.as_str().contains("__"));
        assert!(!Slug::from_text(part.as_str(), "x").as_str().contains("__"));
    }

    #[test]
    fn numbers_of_parts_survive_the_cut() {
        let whole = Slug::from_text(&"gross ".repeat(20), "x");
        for (wide, part) in [(&whole, &whole), (&whole, &Slug::from_text("a", "x"))] {
            let names = [
                wide.part(part),
                wide.numbered_part(part, 2),
                wide.numbered_part(part, 12),
                wide.numbered_part(part, u32::MAX),
                wide.numbered_whole(part, 2),
                wide.numbered_whole(part, 12),
            ];
            for (place, name) in names.iter().enumerate() {
                assert_eq!(name.as_str().parse::<Slug>().as_ref(), Ok(name));
                assert!(name.as_str().contains("__"), "{name}");
                assert!(!names[..place].contains(name), "{name}");
            }
            assert!(
                names[5]
                    .as_str()
                    .ends_with(&format!("__{}", cut(part.as_str(), 30)))
            );
        }
    }

    #[test]
    fn capitals_points_and_quotes_are_refused() {
        for text in ["", "A", "a-b", "a.b", "a\"b", "1a", "_a"] {
            assert!(text.parse::<Slug>().is_err(), "{text:?} was accepted");
        }
    }
}
