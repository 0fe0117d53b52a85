//! What a query means: for each of its units the ways in which a document may satisfy it.

use crate::lexicon::{Entry, Lexicon, Places};
use crate::lists::{Lists, Synonym};
use crate::postings::Source;
use crate::query::{Piece, Query};
use crate::schema::{PLACES, Place};
use crate::similar::{Meant, nearest, nearest_term};
use crate::splitter::split;
use crate::text::{Token, fold};
use std::cmp::Reverse;

/// Longest term of the synonyms in words.
const TERM_WORDS: usize = 3;
/// Most words that complete a beginning.
const COMPLETIONS: usize = 20;
/// Shortest beginning that is completed.
const BEGINNING_LETTERS: usize = 3;
/// What a completed word is worth against a literal one.
const COMPLETED: f32 = 0.6;

/// Why a way leads from the query to a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    /// The word itself, or one it is the beginning of.
    Literal,
    /// Another word for it.
    Synonym,
    /// A word spelled alike.
    Similar,
}

/// A stem with its twin: the compounds it is a part of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stem {
    /// The stem.
    pub(crate) stem: String,
    /// Stems of words that contain it, each with the places in which it may be found.
    pub(crate) compounds: Vec<(String, Places)>,
}

/// A word that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Itself.
    pub(crate) whole: Stem,
    /// Its own parts, if it is a compound.
    pub(crate) parts: Vec<Stem>,
}

/// One way to satisfy a unit: all its words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Way {
    /// The words.
    pub(crate) words: Vec<Word>,
    /// What it is worth against the literal way.
    pub(crate) factor: f32,
    /// Why.
    pub(crate) reason: Reason,
    /// Where it counts.
    pub(crate) within: Within,
}

/// The places in which a way counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Within {
    /// All of them.
    Everything,
    /// What its own house says about a dataset. The words of a theme are ours: that a tree register belongs to
    /// *Umwelt, Natur, Klima, Abfall* does not make it an answer to everything that is called waste.
    OwnWords,
    /// Titles.
    Titles,
}

impl Within {
    /// Whether a place counts.
    pub(crate) fn holds(self, place: &Place) -> bool {
        match self {
            Self::Everything => true,
            Self::OwnWords => place.name != "theme",
            Self::Titles => place.name == "title",
        }
    }
}

/// A unit of a query.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Unit {
    /// A word or term, as typed, with the ways to satisfy it; the best one counts.
    Term {
        /// As typed.
        written: String,
        /// The ways.
        ways: Vec<Way>,
    },
    /// Stems that must stand one behind the other.
    Phrase(Vec<String>),
}

/// A query, understood.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plan {
    /// Its units.
    pub(crate) units: Vec<Unit>,
    /// The query with unknown words corrected, if any was.
    pub(crate) suggestion: Option<String>,
}

impl Plan {
    /// Understands a query by the words of the documents the asker knows of.
    pub(crate) fn of(
        query: &Query,
        source: Source<'_>,
        lexicon: &Lexicon,
    ) -> tantivy::Result<Self> {
        let mut planner = Planner {
            source,
            lexicon,
            corrections: Vec::new(),
        };
        let mut units = Vec::new();
        let mut rest = query.pieces.as_slice();
        while let Some(piece) = rest.first() {
            let mut words = 1;
            match piece {
                Piece::Phrase(tokens) => {
                    units.push(Unit::Phrase(
                        tokens.iter().map(|token| token.stem.clone()).collect(),
                    ));
                }
                Piece::Word(token) => {
                    if let Some((count, unit)) = planner.term(rest) {
                        words = count;
                        units.push(unit);
                    } else {
                        units.push(planner.word(token, rest.len() == 1)?);
                    }
                }
            }
            rest = rest.get(words..).unwrap_or_default();
        }
        units.dedup();
        let suggestion = planner.corrected(&query.text);
        Ok(Self { units, suggestion })
    }
}

impl Plan {
    /// Whether something was quoted: then nothing else was meant.
    pub(crate) fn is_literal(&self) -> bool {
        let quoted = |unit: &Unit| matches!(unit, Unit::Phrase(_));
        self.units.iter().any(quoted)
    }
}

struct Planner<'a> {
    source: Source<'a>,
    lexicon: &'a Lexicon,
    /// From, to, and what shall stand there.
    corrections: Vec<(usize, usize, String)>,
}

impl Planner<'_> {
    /// The longest term of the synonyms at the beginning of `pieces`, with the number of its words.
    fn term(&self, pieces: &[Piece]) -> Option<(usize, Unit)> {
        let tokens: Vec<&Token> = pieces
            .iter()
            .take(TERM_WORDS)
            .map_while(|piece| match piece {
                Piece::Word(token) => Some(token),
                Piece::Phrase(_) => None,
            })
            .collect();
        for count in (1..=tokens.len()).rev() {
            let stems: Vec<&str> = tokens[..count]
                .iter()
                .map(|token| token.stem.as_str())
                .collect();
            let Some(synonyms) = Lists::get().synonyms(&stems) else {
                continue;
            };
            let mut ways = vec![self.literal(&tokens[..count])];
            ways.extend(
                synonyms
                    .iter()
                    .map(|term| other_term(term, 1.0, self.lexicon)),
            );
            let written: Vec<&str> = tokens[..count]
                .iter()
                .map(|token| token.written.as_str())
                .collect();
            let written = written.join(" ");
            return Some((count, Unit::Term { written, ways }));
        }
        None
    }

    /// A word without synonyms; an unknown one is completed or corrected.
    fn word(&mut self, token: &Token, is_last: bool) -> tantivy::Result<Unit> {
        let literal = self.literal(&[token]);
        let mut ways = vec![literal];
        if !self.is_known(&ways[0])? {
            if is_last {
                ways.extend(self.completions(token));
            }
            if ways.len() == 1 {
                ways.extend(self.corrections_of(token));
            }
        }
        let written = token.written.clone();
        Ok(Unit::Term { written, ways })
    }

    fn literal(&self, tokens: &[&Token]) -> Way {
        let words = tokens.iter().map(|token| {
            let folded = fold(&token.written);
            let parts = split(&folded, self.lexicon);
            Word {
                whole: stem_with_twin(&token.stem, self.lexicon),
                parts: parts
                    .into_iter()
                    .map(|part| stem_with_twin(&crate::text::stem(part), self.lexicon))
                    .collect(),
            }
        });
        Way {
            words: words.collect(),
            factor: 1.0,
            reason: Reason::Literal,
            within: Within::Everything,
        }
    }

    fn known_word(&self, stem: &str) -> Word {
        word_of(stem, self.lexicon)
    }

    /// Whether anything visible holds the word of a literal way, or it is cut into parts.
    fn is_known(&self, way: &Way) -> tantivy::Result<bool> {
        for word in &way.words {
            let stem = &word.whole.stem;
            if self.lexicon.knows(stem)
                || !word.whole.compounds.is_empty()
                || !word.parts.is_empty()
            {
                return Ok(true);
            }
            for (place, _) in PLACES
                .iter()
                .enumerate()
                .filter(|(_, place)| !place.has_twin)
            {
                if self.source.holds(place, stem)? {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Words that begin with what was typed last.
    fn completions(&self, token: &Token) -> Vec<Way> {
        let beginning = fold(&token.written);
        if beginning.len() < BEGINNING_LETTERS {
            return Vec::new();
        }
        let mut words: Vec<&Entry> = self.lexicon.with_prefix(&beginning).collect();
        words.sort_by_key(|entry| (Reverse(entry.documents), &entry.folded));
        let ways = words.into_iter().take(COMPLETIONS).map(|entry| Way {
            words: vec![self.known_word(&entry.stem)],
            factor: COMPLETED,
            reason: Reason::Literal,
            within: Within::Everything,
        });
        ways.collect()
    }

    /// Words that were probably meant; the best one is remembered for the suggestion.
    fn corrections_of(&mut self, token: &Token) -> Vec<Way> {
        let near = nearest(&token.written, self.lexicon);
        if let Some(best) = near.first() {
            self.corrections
                .push((token.from, token.to, best.written.clone()));
            return near
                .iter()
                .map(|meant| way_through(meant, self.lexicon))
                .collect();
        }
        let Some(term) = nearest_term(&token.written) else {
            return Vec::new();
        };
        let synonyms = Lists::get().synonyms(&[&term.stem]).unwrap_or_default();
        let mut ways = vec![way_through(&term, self.lexicon)];
        ways.extend(
            synonyms
                .iter()
                .map(|synonym| other_term(synonym, term.factor, self.lexicon)),
        );
        self.corrections.push((token.from, token.to, term.written));
        ways
    }

    fn corrected(&self, text: &str) -> Option<String> {
        let mut corrected = text.to_owned();
        for (from, to, written) in self.corrections.iter().rev() {
            corrected.replace_range(from..to, written);
        }
        (!self.corrections.is_empty()).then_some(corrected)
    }
}

/// The way through another term.
pub(crate) fn other_term(term: &Synonym, share: f32, lexicon: &Lexicon) -> Way {
    Way {
        words: term
            .stems
            .iter()
            .map(|stem| word_of(stem, lexicon))
            .collect(),
        factor: share * term.factor,
        reason: Reason::Synonym,
        within: Within::OwnWords,
    }
}

pub(crate) fn way_through(meant: &Meant, lexicon: &Lexicon) -> Way {
    Way {
        words: vec![word_of(&meant.stem, lexicon)],
        factor: meant.factor,
        reason: Reason::Similar,
        within: Within::OwnWords,
    }
}

/// A word whose own parts do not count: it is not what was typed.
pub(crate) fn word_of(stem: &str, lexicon: &Lexicon) -> Word {
    Word {
        whole: stem_with_twin(stem, lexicon),
        parts: Vec::new(),
    }
}

fn stem_with_twin(stem: &str, lexicon: &Lexicon) -> Stem {
    Stem {
        stem: stem.to_owned(),
        compounds: lexicon
            .compounds_of(stem)
            .into_iter()
            .map(|(stem, places)| (stem.to_owned(), places))
            .collect(),
    }
}
