//! Whether a sentence names or reaches a person.

use super::contact::{Mailbox, mailbox, phone};
use super::institutions::is_institution;
use super::letters::folded;
use super::names::{ends_like_last, is_also_word, is_first, is_last};

/// Whether a person is named in a text, or can be reached by what stands in it.
pub(super) fn tells_of_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    has_address(&words) || has_mobile(&words) || has_name(&words)
}

fn has_address(words: &[&str]) -> bool {
    words.iter().any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        matches!(
            mailbox(word),
            Some((Mailbox::Person, _) | (Mailbox::Unknown, true))
        )
    })
}

/// A mobile number: up to four words of digits and signs.
fn has_mobile(words: &[&str]) -> bool {
    let is_part = |word: &&&str| word.chars().any(|c| c.is_ascii_digit());
    words.iter().enumerate().any(|(at, _)| {
        (1..=4).any(|length| {
            let Some(parts) = words.get(at..at + length) else {
                return false;
            };
            parts.iter().all(|part| is_part(&part)) && {
                let joined = parts.join(" ");
                phone(joined.trim_end_matches(['.', ',', ')', ';'])) == Some(true)
            }
        })
    })
}

/// `Frau Knitter`, `Familie Yılmaz`, `Piet Latte`: but no `Frau Doktor`, no `Peter Müller Straße`, no `St. Anna Kirche`.
fn has_name(words: &[&str]) -> bool {
    words.iter().enumerate().any(|(at, word)| {
        let Some(next) = words.get(at + 1) else {
            return false;
        };
        let family = next.trim_end_matches(|c: char| !c.is_alphabetic());
        let key = folded(family);
        if !is_capital(family) || key.len() < 3 || is_institution(&key) {
            return false;
        }
        let first = folded(word.trim_start_matches(|c: char| !c.is_alphabetic()));
        if ADDRESSES.contains(&first.trim_end_matches('.')) {
            return !NO_NAMES.contains(&key.as_str());
        }
        let ends_here = family.len() < next.len();
        let behind = words.get(at + 2).map(|word| folded(word));
        let place = !ends_here
            && behind.is_some_and(|word| is_institution(word.trim_end_matches(['.', ',', ')'])));
        let before = at
            .checked_sub(1)
            .and_then(|at| words.get(at))
            .map(|word| folded(word));
        let saint = before.is_some_and(|word| matches!(word.as_str(), "st." | "sankt" | "heilige"));
        let given = is_first(&first) && !is_also_word(&first) && is_capital(word);
        given && !place && !saint && (is_last(&key) || ends_like_last(&key)) && !is_first(&key)
    })
}

fn is_capital(word: &str) -> bool {
    let mut letters = word.chars().skip_while(|c| !c.is_alphabetic());
    let capital = letters.next().is_some_and(char::is_uppercase);
    capital && letters.next().is_some_and(char::is_lowercase)
}

const ADDRESSES: &[&str] = &[
    "frau", "herr", "herrn", "hr", "fr", "familie", "fam", "eheleute",
];

/// What is addressed like a person and is none.
const NO_NAMES: &[&str] = &[
    "doktor",
    "professor",
    "buergermeister",
    "buergermeisterin",
    "praesident",
    "minister",
    "ministerin",
    "mann",
    "und",
    "holle",
    "direktor",
    "lehrer",
    "lehrerin",
    "pfarrer",
    "nachbar",
    "nachbarin",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_with_persons_are_told_from_others() {
        for text in [
            "Schlüssel bei Frau Knitter abholen",
            "Bitte Peter Müller anrufen",
            "Ich bin unter 0171 2345678 zu erreichen.",
            "Antwort an aylin.yilmaz@gmx.de, danke",
            "Der Hund von Fam. Öztürk bellt",
            "Ursula Schimanski, Nachbarin, hat es gesehen",
        ] {
            assert!(tells_of_person(text), "{text}");
        }
        for text in [
            "Die Laterne am Erich-Ollenhauer-Platz ist kaputt",
            "Ecke Peter Müller Straße liegt Müll",
            "vor der St. Anna Kapelle",
            "Telefon der Zentrale: 02323 16-0",
            "Auskunft: info@musterstadt.de",
            "Kühlschrank, 3 Säcke, 2 Matratzen",
            "Die Martin Luther Kirche ist gesperrt",
            "Frau und Herr",
            "",
        ] {
            assert!(!tells_of_person(text), "{text}");
        }
    }
}
