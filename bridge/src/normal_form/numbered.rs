//! Numbers with words about them: `Nr. 00012`, `Stimmbezirk 7`, `D-44623`, `0511 Grundschulen`.

/// Digits of a number that has words about it.
const MOST_DIGITS: usize = 10;
/// Digits of a number in front of a name: a single one may be a place in a list.
const FEWEST_IN_FRONT: usize = 2;
/// Letters a name behind a number has.
const FEWEST_LETTERS: usize = 3;

/// A number, and what stands about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbered<'a> {
    /// The word in front of the number, with its signs: `Nr. `; nothing where the number stands in front of a name.
    pub word: &'a str,
    /// The digits.
    pub number: &'a str,
}

/// Takes the number out; none where the value is no single number with words on one side, apart from it.
pub fn numbered(value: &str) -> Option<Numbered<'_>> {
    let value = value.trim();
    let is_digit = |sign: char| sign.is_ascii_digit();
    if value.starts_with(is_digit) {
        let name = value.trim_start_matches(is_digit);
        let number = value.get(..value.len() - name.len())?;
        let bare = name.trim_start_matches([' ', '-', '–', ':', ')', '_']);
        let is_name = bare.len() < name.len()
            && bare.starts_with(char::is_alphabetic)
            && bare.chars().filter(|sign| sign.is_alphabetic()).count() >= FEWEST_LETTERS;
        let has_length = (FEWEST_IN_FRONT..=MOST_DIGITS).contains(&number.len());
        return (is_name && has_length).then_some(Numbered { word: "", number });
    }
    let word = value.trim_end_matches(is_digit);
    let number = value.get(word.len()..)?;
    let is_apart = word.ends_with([' ', '.', ':', '-', '–', '#', '°', '_']);
    let is_word = word.starts_with(char::is_alphabetic) && !word.contains(is_digit);
    let has_length = (1..=MOST_DIGITS).contains(&number.len());
    (is_apart && is_word && has_length).then_some(Numbered { word, number })
}
