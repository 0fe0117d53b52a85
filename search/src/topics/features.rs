//! From a text to numbers: stems, parts of compounds, groups of synonyms, and runs of letters of the title, each hashed
//! into a bucket.

use crate::lists::Lists;
use crate::splitter::{Dictionary, split};
use crate::text::{Token, compose, fold, tokens};
use std::collections::BTreeMap;

/// Buckets. More gain nothing: runs of letters repeat what a collision hides.
pub(crate) const BUCKETS: usize = 1 << 14;
/// Lengths of runs of letters, with `^` and `$` at the ends of a word.
const RUNS: std::ops::RangeInclusive<usize> = 3..=5;

/// How often each bucket is hit by a text, before anything is weighed. Ascending by bucket.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Features(pub(crate) Vec<(u16, f32)>);

impl Features {
    /// Of a title and a description; words of `leave_out` (names of the place) count nowhere.
    pub fn of(title: &str, text: &str, leave_out: &[String]) -> Self {
        let mut counts = Counts {
            leave_out: leave_out.iter().map(|word| fold(word)).collect(),
            ..Counts::default()
        };
        counts.title(title);
        counts.text(text);
        counts.features()
    }

    /// Whether the text says nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Features as they are gathered.
#[derive(Default)]
pub(crate) struct Counts {
    leave_out: Vec<String>,
    buckets: BTreeMap<u16, f32>,
}

impl Counts {
    /// Words of a title, with their runs of letters.
    pub(crate) fn title(&mut self, text: &str) {
        for (token, folded) in self.words(text) {
            self.word('t', &token, &folded);
            let letters: Vec<char> = ['^']
                .into_iter()
                .chain(folded.chars())
                .chain(['$'])
                .collect();
            for length in RUNS {
                for run in letters.windows(length) {
                    self.hit('g', &run.iter().collect::<String>());
                }
            }
        }
    }

    /// Words of a description.
    pub(crate) fn text(&mut self, text: &str) {
        for (token, folded) in self.words(text) {
            self.word('d', &token, &folded);
        }
    }

    pub(crate) fn features(self) -> Features {
        Features(self.buckets.into_iter().collect())
    }

    /// Words that are no numbers, with their folded forms: a year says nothing about the topic.
    fn words(&self, text: &str) -> Vec<(Token, String)> {
        let words = tokens(&compose(text)).into_iter().map(|token| {
            let folded = fold(&token.written);
            (token, folded)
        });
        words
            .filter(|(_, folded)| {
                !folded.chars().all(char::is_numeric) && !self.leave_out.contains(folded)
            })
            .collect()
    }

    fn word(&mut self, field: char, token: &Token, folded: &str) {
        self.hit(field, &token.stem);
        for part in split(folded, &Words) {
            self.hit(field, &crate::text::stem(part));
        }
        for group in Lists::get().groups(&token.stem) {
            self.hit('s', group);
        }
    }

    fn hit(&mut self, field: char, text: &str) {
        *self.buckets.entry(bucket(field, text)).or_default() += 1.0;
    }
}

/// FNV-1a, folded to the number of buckets.
fn bucket(field: char, text: &str) -> u16 {
    let mut hash: u32 = 0x811c_9dc5;
    for byte in [field as u8].iter().copied().chain(text.bytes()) {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    ((hash ^ (hash >> 14)) as usize % BUCKETS) as u16
}

/// The words compounds are cut into here: those of the lists, which are the same in every hub.
struct Words;

impl Dictionary for Words {
    fn frequency(&self, word: &str) -> Option<u32> {
        Lists::get().parts.get(word).copied()
    }
}
