//! What people type, cut into words and quoted phrases.

use crate::lists::Lists;
use crate::text::{Token, compose, tokens};

/// Most words of a query that are looked at; a page of pasted text costs no more.
const WORDS: usize = 24;
/// Most bytes of a query that are looked at.
const BYTES: usize = 1000;

/// A piece of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A word.
    Word(Token),
    /// Words that must stand one behind the other.
    Phrase(Vec<Token>),
}

/// A query, cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Query {
    /// The text in which tokens have their places.
    pub(crate) text: String,
    /// What is looked for.
    pub(crate) pieces: Vec<Piece>,
}

impl Query {
    /// Cuts a text. Words that say nothing are dropped, unless nothing else is there.
    pub(crate) fn parse(text: &str) -> Self {
        let mut end = text.len().min(BYTES);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let text = compose(text.get(..end).unwrap_or_default().trim()).into_owned();
        let mut pieces = Vec::new();
        let mut at = 0;
        let mut quoted = false;
        for part in text.split(is_quote) {
            // A quote that is never closed is none.
            let closed = text
                .get(at + part.len()..)
                .is_some_and(|rest| !rest.is_empty());
            let mut found = tokens(part);
            for token in &mut found {
                token.from += at;
                token.to += at;
            }
            if quoted && closed && found.len() > 1 {
                pieces.push(Piece::Phrase(found));
            } else {
                pieces.extend(found.into_iter().map(Piece::Word));
            }
            quoted = !quoted;
            at += part.len();
            at += text
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8);
        }
        pieces.truncate(WORDS);
        let says_something = |piece: &Piece| match piece {
            Piece::Word(token) => !Lists::get().is_stop_word(&token.written),
            Piece::Phrase(_) => true,
        };
        if pieces.iter().any(says_something) {
            pieces.retain(says_something);
        }
        Self { text, pieces }
    }
}

const fn is_quote(character: char) -> bool {
    matches!(character, '"' | '„' | '“' | '”' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<String> {
        let query = Query::parse(text);
        let pieces = query.pieces.iter().map(|piece| match piece {
            Piece::Word(token) => {
                assert_eq!(
                    query.text.get(token.from..token.to),
                    Some(token.written.as_str())
                );
                token.written.clone()
            }
            Piece::Phrase(tokens) => {
                let words: Vec<&str> = tokens.iter().map(|token| token.written.as_str()).collect();
                format!("<{}>", words.join(" "))
            }
        });
        pieces.collect()
    }

    #[test]
    fn words_that_say_nothing_are_dropped_unless_alone() {
        assert_eq!(
            written("Wo ist der nächste Wertstoffhof?"),
            ["nächste", "Wertstoffhof"]
        );
        assert_eq!(written("Daten der Stadt"), ["Daten", "der", "Stadt"]);
    }

    #[test]
    fn quoted_words_are_a_phrase() {
        assert_eq!(
            written("Plan „offene Ganztagsschule“ 2024"),
            ["Plan", "<offene Ganztagsschule>", "2024"]
        );
        assert_eq!(written("\"Baum\" fällen"), ["Baum", "fällen"]);
        assert_eq!(written("offen \"nie zu"), ["offen", "nie"]);
    }

    #[test]
    fn syntax_of_query_languages_is_only_text() {
        assert_eq!(
            written("titel:(Baum AND -x*) ~2 \\"),
            ["titel", "Baum", "AND", "x", "2"]
        );
        assert!(Query::parse(&"ä".repeat(5000)).text.len() <= BYTES);
    }
}
