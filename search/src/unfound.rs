//! What was looked for in vain, so that the word lists can learn from it, without a record of anybody.

use crate::lists::Lists;
use crate::query::{Piece, Query};
use crate::text::fold;
use std::collections::HashMap;

/// Most words of a query that is counted: longer ones are sentences, and sentences tell of people.
const WORDS: usize = 3;
/// Longest word that is counted.
const LETTERS: usize = 40;
/// Most different queries counted at once; a flood of made-up words displaces none.
const QUERIES: usize = 10_000;

/// Counts of queries that found nothing. It holds no time, no order and nobody's name, lives in memory, and tells only
/// what was asked often: what one person typed once (a name, an illness) never leaves it.
#[derive(Debug, Default)]
pub struct Unfound {
    counts: HashMap<String, u32>,
}

impl Unfound {
    /// Counts a query that found nothing; whether it was one that is counted. Queries with digits or signs of
    /// addresses (`@`), with many words, or quoted are not: they may be about somebody.
    pub fn count(&mut self, text: &str) -> bool {
        let Some(normal) = normal(text) else {
            return false;
        };
        if let Some(count) = self.counts.get_mut(&normal) {
            *count = count.saturating_add(1);
            return true;
        }
        if self.counts.len() >= QUERIES {
            return false;
        }
        self.counts.insert(normal, 1);
        true
    }

    /// Queries counted at least `least` times, most frequent first. They begin anew at zero; rarer ones stay.
    pub fn take(&mut self, least: u32) -> Vec<(String, u32)> {
        let mut told: Vec<(String, u32)> = self
            .counts
            .extract_if(|_, count| *count >= least.max(1))
            .collect();
        told.sort_by(|(one, a), (other, b)| b.cmp(a).then(one.cmp(other)));
        told
    }

    /// Forgets everything, as after a day or a month: what was rare until then stays unknown.
    pub fn forget(&mut self) {
        self.counts.clear();
    }
}

/// The words of a query in one spelling and order.
fn normal(text: &str) -> Option<String> {
    if text.contains('@') || text.contains(|letter: char| letter.is_numeric()) {
        return None;
    }
    let query = Query::parse(text);
    let mut words = Vec::new();
    for piece in &query.pieces {
        match piece {
            Piece::Word(token) if !Lists::get().is_stop_word(&token.written) => {
                words.push(fold(&token.written));
            }
            Piece::Word(_) => {}
            Piece::Phrase(_) => return None,
        }
    }
    words.sort();
    words.dedup();
    let is_short = |word: &String| word.chars().count() <= LETTERS;
    ((1..=WORDS).contains(&words.len()) && words.iter().all(is_short)).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_asked_often_is_told() {
        let mut unfound = Unfound::default();
        for text in [
            "Rückstauventil",
            "rueckstauventil",
            "Wo ist das RÜCKSTAUVENTIL?",
        ] {
            assert!(unfound.count(text));
        }
        assert!(unfound.count("Erika Mustermann"));
        assert_eq!(unfound.take(3), [("ruckstauventil".to_owned(), 3)]);
        assert_eq!(unfound.take(3), []);
        unfound.forget();
        assert_eq!(unfound.take(1), []);
    }

    #[test]
    fn what_may_be_about_somebody_is_not_counted() {
        let mut unfound = Unfound::default();
        for text in [
            "Hafenallee 12",
            "erika@example.org",
            "\"Erika Mustermann\"",
            "Warum bekommt meine Nachbarin Erika Mustermann Wohngeld vom Sozialamt",
            "",
            "???",
        ] {
            assert!(!unfound.count(text), "{text}");
        }
    }

    #[test]
    fn a_flood_of_words_takes_no_more_memory() {
        let mut unfound = Unfound::default();
        let word = |mut number: usize| {
            let mut word = "wort".to_owned();
            while number > 0 {
                word.push(char::from(b'a' + (number % 26) as u8));
                number /= 26;
            }
            word
        };
        for number in 1..=2 * QUERIES {
            unfound.count(&word(number));
        }
        assert_eq!(unfound.take(1).len(), QUERIES);
    }
}
