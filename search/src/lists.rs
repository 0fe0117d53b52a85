//! The word lists of the search: our own compilation, in `lists/`.

use crate::text::{Token, fold, tokens};
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// Every ending and spelling the stemmer treats in its own way. Grows never: it would be another chain.
const SAMPLE: &str = "Straßenbäume strassenbaeume Müllabfuhr Bäume Baum Häuser Schulen Schüler Schülerinnen städtische \
    Städte Quellen aktuell neue Freiheit Möglichkeiten Verwaltung Verwaltungen Flüsse Maße gefällt Fähre Steuern Kitas \
    Museen Museum Daten Jahres Hafens Beschlüsse Beschlusses Feuerwehren Ämter Aemter Plätzen Wege Tischlereien";

/// Factor of a term that means the same.
const EQUAL: f32 = 0.6;
/// Factor of a broader term: lower, or its titles would bury literal hits in descriptions.
const BROADER: f32 = 0.6 * 0.35;
/// How often a head word counts in the splitter: as a word that stands in fifty documents.
const HEAD_FREQUENCY: u32 = 50;

/// Another term for what was asked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Synonym {
    /// Stems of its words.
    pub(crate) stems: Vec<String>,
    /// What a hit through it is worth against a literal one.
    pub(crate) factor: f32,
}

/// The lists, ready to use.
pub(crate) struct Lists {
    /// Folded words that count as parts of compounds in every hub, with their frequency.
    pub(crate) parts: HashMap<String, u32>,
    /// Folded fragments that never are a part.
    pub(crate) never_parts: HashSet<String>,
    /// Folded words dropped from queries. Not stems: *nächste* has the stem of *nach*.
    stop_words: HashSet<String>,
    /// Other terms by the stems of a term, joined by a space.
    synonyms: HashMap<String, Vec<Synonym>>,
    /// Terms that lead to a term as the broader one.
    narrower: HashMap<String, Vec<Synonym>>,
    /// Groups a stem stands in, each by its first term.
    groups: HashMap<String, Vec<&'static str>>,
    /// Words that are terms by themselves: folded word and stem, for typing errors.
    pub(crate) single_terms: Vec<(String, String)>,
    /// Words of themes by code.
    themes: HashMap<&'static str, &'static str>,
}

impl Lists {
    /// The lists of this program.
    pub(crate) fn get() -> &'static Self {
        static LISTS: OnceLock<Lists> = OnceLock::new();
        LISTS.get_or_init(Self::read)
    }

    /// Words by which one sees whether the stemmer is still the same.
    pub(crate) fn sample() -> impl Iterator<Item = &'static str> {
        words(SAMPLE)
    }

    fn read() -> Self {
        let groups: Vec<Group> = lines(include_str!("../lists/synonyms_de.txt"))
            .map(Group::read)
            .collect();
        let stop_words = words(include_str!("../lists/stopwords_query.txt"))
            .map(fold)
            .collect();
        let never_parts = words(include_str!("../lists/splitter_stop.txt"))
            .map(fold)
            .collect();
        let mut lists = Self {
            parts: HashMap::new(),
            never_parts,
            stop_words,
            synonyms: HashMap::new(),
            narrower: HashMap::new(),
            groups: HashMap::new(),
            single_terms: Vec::new(),
            themes: lines(include_str!("../lists/themes_de.txt"))
                .filter_map(|line| line.split_once(' '))
                .collect(),
        };
        lists.learn_parts(&groups);
        lists.learn_synonyms(&groups);
        lists
    }

    fn learn_parts(&mut self, groups: &[Group]) {
        for term in groups
            .iter()
            .flat_map(|group| group.asked.iter().chain(&group.broader))
        {
            for token in tokens(term) {
                let word = fold(&token.written);
                if word.len() >= 4 && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
                    self.parts.insert(word, 1);
                }
            }
        }
        for word in words(include_str!("../lists/headwords_de.txt")) {
            self.parts.insert(fold(word), HEAD_FREQUENCY);
        }
        self.parts
            .retain(|word, _| !self.never_parts.contains(word));
    }

    fn learn_synonyms(&mut self, groups: &[Group]) {
        for group in groups {
            let name = group.asked.first().copied().unwrap_or_default();
            for term in group.asked.iter().chain(&group.broader) {
                if let [single] = self.stems_of(term).as_slice() {
                    let names = self.groups.entry(single.clone()).or_default();
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
            }
            for broader in &group.broader {
                let narrower = group.asked.iter().map(|term| Synonym {
                    stems: self.stems_of(term),
                    factor: BROADER,
                });
                let narrower: Vec<Synonym> = narrower.collect();
                let key = self.stems_of(broader).join(" ");
                self.narrower.entry(key).or_default().extend(narrower);
            }
            for term in &group.asked {
                let stems = self.stems_of(term);
                if let [single] = stems.as_slice() {
                    self.single_terms.push((fold(term), single.clone()));
                }
                let mut others = Vec::new();
                let equal: &[&str] = if group.broader.is_empty() {
                    &group.asked
                } else {
                    &[]
                };
                for (terms, factor) in [(equal, EQUAL), (group.broader.as_slice(), BROADER)] {
                    others.extend(terms.iter().map(|term| Synonym {
                        stems: self.stems_of(term),
                        factor,
                    }));
                }
                others.retain(|synonym| synonym.stems != stems && !synonym.stems.is_empty());
                self.synonyms
                    .entry(stems.join(" "))
                    .or_default()
                    .extend(others);
            }
        }
        self.single_terms.sort();
        self.single_terms.dedup();
        for synonyms in self.synonyms.values_mut() {
            // The best factor of a term that stands in several groups.
            synonyms.sort_by(|one, other| {
                one.stems
                    .cmp(&other.stems)
                    .then(other.factor.total_cmp(&one.factor))
            });
            synonyms.dedup_by(|later, kept| later.stems == kept.stems);
        }
    }

    /// Stems of a term without stop words, as queries lose them too.
    fn stems_of(&self, term: &str) -> Vec<String> {
        let tokens = tokens(term);
        let says_something = |token: &&Token| !self.is_stop_word(&token.written);
        let kept: Vec<String> = tokens
            .iter()
            .filter(says_something)
            .map(|token| token.stem.clone())
            .collect();
        if kept.is_empty() {
            tokens.into_iter().map(|token| token.stem).collect()
        } else {
            kept
        }
    }

    /// Whether a word says nothing about what is looked for.
    pub(crate) fn is_stop_word(&self, word: &str) -> bool {
        self.stop_words.contains(&fold(word))
    }

    /// Other terms for a term, given as stems; none if it is no term of the lists.
    pub(crate) fn synonyms(&self, stems: &[&str]) -> Option<&[Synonym]> {
        self.synonyms.get(&stems.join(" ")).map(Vec::as_slice)
    }

    /// The groups a stem stands in, each by its first term.
    pub(crate) fn groups(&self, stem: &str) -> impl Iterator<Item = &'static str> {
        self.groups.get(stem).into_iter().flatten().copied()
    }

    /// Terms further away, for a term of which hardly anything was found: narrower ones, and other terms for its other
    /// terms. Each once, with its best factor.
    pub(crate) fn further(&self, stems: &[&str]) -> Vec<Synonym> {
        let key = stems.join(" ");
        let mut further = self.narrower.get(&key).cloned().unwrap_or_default();
        for near in self.synonyms.get(&key).into_iter().flatten() {
            let behind = self.synonyms.get(&near.stems.join(" "));
            further.extend(behind.into_iter().flatten().map(|far| Synonym {
                stems: far.stems.clone(),
                factor: near.factor * far.factor,
            }));
        }
        further.retain(|synonym| synonym.stems.join(" ") != key);
        further.sort_by(|one, other| {
            one.stems
                .cmp(&other.stems)
                .then(other.factor.total_cmp(&one.factor))
        });
        further.dedup_by(|later, kept| later.stems == kept.stems);
        further
    }

    /// What people call a theme.
    pub(crate) fn theme(&self, code: &str) -> &'static str {
        self.themes.get(code).copied().unwrap_or_default()
    }
}

/// One line of the synonyms: "a, b" are equal, "a > b" leads from a to the broader b.
struct Group {
    asked: Vec<&'static str>,
    broader: Vec<&'static str>,
}

impl Group {
    fn read(line: &'static str) -> Self {
        let (asked, broader) = line.split_once('>').unwrap_or((line, ""));
        let terms = |side: &'static str| {
            side.split(',')
                .map(str::trim)
                .filter(|term| !term.is_empty())
                .collect()
        };
        Self {
            asked: terms(asked),
            broader: terms(broader),
        }
    }
}

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    lines(list).flat_map(str::split_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_terms_lead_to_each_other_and_broader_ones_one_way() {
        let lists = Lists::get();
        let to = |from: &str, term: &str| {
            let from = lists.stems_of(from);
            let from: Vec<&str> = from.iter().map(String::as_str).collect();
            let term = lists.stems_of(term);
            let synonyms = lists.synonyms(&from).unwrap_or_default();
            synonyms
                .iter()
                .find(|synonym| synonym.stems == term)
                .map(|synonym| synonym.factor)
        };
        assert_eq!(to("Müllabfuhr", "Abfallkalender"), Some(EQUAL));
        assert_eq!(to("Abfallkalender", "Müllabfuhr"), Some(EQUAL));
        assert_eq!(to("Restmülltonne", "Abfall"), Some(BROADER));
        assert_eq!(to("Abfall", "Restmülltonne"), None);
        assert_eq!(to("Sperrmüll", "Sperrgut"), Some(EQUAL));
        assert_eq!(to("B-Plan", "Bebauungsplan"), Some(EQUAL));
    }

    #[test]
    fn stop_words_are_dropped_in_any_spelling() {
        assert!(Lists::get().is_stop_word("Ueber"));
        assert!(Lists::get().is_stop_word("Welche"));
        assert!(!Lists::get().is_stop_word("nächste"));
    }

    #[test]
    fn every_theme_has_words() {
        for code in hebewerk_model::Theme::CODES {
            assert!(!Lists::get().theme(code).is_empty(), "{code}");
        }
    }
}
