//! What to look for instead when nothing was found: words that stand in documents the asker knows of, so each of them
//! finds something.

use crate::lexicon::{Entry, Lexicon};
use crate::lists::Lists;
use crate::query::{Piece, Query};
use crate::similar::likeness;
use crate::splitter::split;
use crate::text::{Token, fold, stem};

/// Most words proposed.
const WORDS: usize = 6;
/// Most words proposed because they look alike.
const ALIKE: usize = 3;
/// Share of common trigrams from which a word may have been meant.
const SHARE: f32 = 0.4;

/// Broader terms first (other words, what the compound is made of), then words that look alike.
pub(crate) fn instead(query: &Query, lexicon: &Lexicon) -> Vec<String> {
    let mut proposed: Vec<&Entry> = Vec::new();
    let words = query.pieces.iter().flat_map(|piece| match piece {
        Piece::Word(token) => std::slice::from_ref(token),
        Piece::Phrase(tokens) => tokens.as_slice(),
    });
    for token in words {
        for entry in broader(token, lexicon)
            .into_iter()
            .chain(similar_words(token, lexicon))
        {
            if !proposed.iter().any(|known| known.stem == entry.stem) {
                proposed.push(entry);
            }
        }
    }
    proposed.truncate(WORDS);
    proposed
        .into_iter()
        .map(|entry| entry.written.to_string())
        .collect()
}

fn broader<'a>(token: &Token, lexicon: &'a Lexicon) -> Vec<&'a Entry> {
    let lists = Lists::get();
    let folded = fold(&token.written);
    let parts = split(&folded, lexicon).into_iter().map(stem);
    let mut found = Vec::new();
    for asked in std::iter::once(token.stem.clone()).chain(parts) {
        found.extend(lexicon.most_frequent(&asked));
        let near = lists.synonyms(&[&asked]).unwrap_or_default();
        let far = lists.further(&[&asked]);
        for term in near.iter().chain(&far) {
            // A term of several words is no proposal: one of them alone says something else.
            if let [single] = term.stems.as_slice() {
                found.extend(lexicon.most_frequent(single));
            }
        }
    }
    found.truncate(WORDS);
    found
}

fn similar_words<'a>(token: &Token, lexicon: &'a Lexicon) -> Vec<&'a Entry> {
    let mut alike = likeness(&fold(&token.written), lexicon, SHARE);
    alike.truncate(ALIKE);
    alike.into_iter().map(|(_, entry)| entry).collect()
}
