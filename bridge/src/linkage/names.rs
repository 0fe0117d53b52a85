//! Names of facilities: words in any order, some shortened (`Städt. Kita St. Marien`).

use crate::normal_form::normalised;
use std::collections::HashMap;
use strsim::jaro_winkler;

/// Likeness of two words from which they are one, spelled apart.
const LIKE_WORDS: f64 = 0.92;
/// Letters of a shortened word.
const SHORTENED: usize = 2;

/// The words of a name in their normal form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NameWords {
    /// Each with whether a full stop ends it.
    words: Vec<(String, bool)>,
}

/// How rare words are: many facilities are schools.
#[derive(Debug, Default)]
pub(super) struct Rareness {
    holders: HashMap<String, usize>,
    names: usize,
}

impl NameWords {
    pub(super) fn of(name: &str) -> Option<Self> {
        let parts = name.split(|sign: char| !sign.is_alphanumeric() && sign != '.');
        let words: Vec<(String, bool)> = parts
            .flat_map(|part| part.split_inclusive('.'))
            .filter_map(|part| {
                let word = normalised(part.trim_end_matches('.')).into_owned();
                let is_word = word.chars().any(char::is_alphanumeric);
                is_word.then(|| (full(word), part.ends_with('.')))
            })
            .collect();
        (!words.is_empty()).then_some(Self { words })
    }

    pub(super) fn each(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|(word, _)| word.as_str())
    }

    /// Share of the weight of both names' words that the other has too, 0 to 1.
    pub(super) fn likeness(&self, other: &Self, rareness: &Rareness) -> f64 {
        let (mut common, mut all) = (0.0, 0.0);
        for (one, two) in [(self, other), (other, self)] {
            for word in &one.words {
                let weight = rareness.weight(&word.0);
                all += weight;
                let likest = two.words.iter().map(|other| like(word, other));
                common += weight * likest.fold(0.0, f64::max);
            }
        }
        if all > 0.0 { common / all } else { 0.0 }
    }
}

/// Words everybody shortens to something that is no beginning of them.
fn full(word: String) -> String {
    match word.as_str() {
        "st" | "skt" => "sankt".to_owned(),
        "kita" => "kindertagesstaette".to_owned(),
        "kiga" => "kindergarten".to_owned(),
        "gs" | "ggs" => "grundschule".to_owned(),
        _ => word,
    }
}

/// How much two words are one.
fn like((one, one_is_short): &(String, bool), (two, two_is_short): &(String, bool)) -> f64 {
    if one == two {
        return 1.0;
    }
    let begins = |short: &str, long: &str| short.len() >= SHORTENED && long.starts_with(short);
    if *one_is_short && begins(one, two) || *two_is_short && begins(two, one) {
        return 0.95;
    }
    let has_digit = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    // Numbers that are nearly alike are others.
    if has_digit(one) || has_digit(two) || one.len().min(two.len()) < 4 {
        return 0.0;
    }
    let likeness = jaro_winkler(one, two);
    if likeness >= LIKE_WORDS {
        likeness
    } else {
        0.0
    }
}

impl Rareness {
    pub(super) fn take(&mut self, name: &NameWords) {
        self.names += 1;
        let mut words: Vec<&str> = name.each().collect();
        words.sort_unstable();
        words.dedup();
        for word in words {
            *self.holders.entry(word.to_owned()).or_default() += 1;
        }
    }

    /// Names that have a word.
    pub(super) fn holders(&self, word: &str) -> usize {
        self.holders.get(word).copied().unwrap_or(0)
    }

    fn weight(&self, word: &str) -> f64 {
        let holders = self.holders(word).max(1) as f64;
        ((self.names as f64 + 1.0) / holders).ln().max(0.1)
    }
}
