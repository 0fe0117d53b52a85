//! The words of visible documents: what compounds are cut by, what typing errors are compared with, and which words
//! hold a part. It is the index of the twin fields, kept by word and not by document.

use crate::lists::Lists;
use crate::schema::{AS_WRITTEN, Fields, PLACES};
use crate::splitter::{Dictionary, split};
use crate::text::{fold, stem};
use crate::view::View;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;
use tantivy::{DocSet, Searcher, TERMINATED};

/// Shortest word of documents that counts as a part; head words may be shorter.
const PART_LETTERS: usize = 4;
/// Parts of parts are looked at down to this depth: *Müllabfuhrtermine* → *Abfuhrtermine* → *Termine*.
const DEPTH: usize = 3;
/// Between words in [`Lexicon::text`]; stands in no word.
const BETWEEN: char = '\n';

/// A set of places: the bit of a place is its number in [`PLACES`].
pub(crate) type Places = u8;

/// A word.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Its most frequent spelling.
    pub(crate) written: Box<str>,
    /// The form in which spellings are compared.
    pub(crate) folded: Box<str>,
    /// Its stem, under which documents hold it.
    pub(crate) stem: Box<str>,
    /// Visible documents that hold it; a document with two spellings counts twice.
    pub(crate) documents: u32,
    /// Places in which any document holds the stem; looking elsewhere is useless.
    places: Places,
    /// Stems of its parts on all levels, found out on first use.
    parts: OnceLock<Box<[Box<str>]>>,
}

/// All words, by folded form.
#[derive(Debug)]
pub(crate) struct Lexicon {
    entries: Vec<Entry>,
    /// Numbers of entries by stem.
    by_stem: Vec<u32>,
    /// All folded forms in order, to look for parts in one go.
    text: String,
    /// Where each form begins in `text`.
    starts: Vec<u32>,
    /// Folded words that can be parts of compounds, with their frequency.
    dictionary: HashMap<Box<str>, u32>,
}

impl Dictionary for Lexicon {
    fn frequency(&self, word: &str) -> Option<u32> {
        self.dictionary.get(word).copied()
    }
}

impl Lexicon {
    /// Counts the words of the visible documents.
    pub(crate) fn read(searcher: &Searcher, fields: &Fields, view: &View) -> tantivy::Result<Self> {
        let spellings = count_spellings(searcher, fields, view)?;
        let places = places_by_stem(searcher, fields)?;
        let mut words: BTreeMap<(String, String), (String, u32, u32)> = BTreeMap::new();
        for (written, documents) in spellings {
            let key = (fold(&written), stem(&written));
            if key.0.is_empty() || key.1.is_empty() {
                continue;
            }
            let word = words
                .entry(key)
                .or_insert_with(|| (written.clone(), documents, 0));
            word.2 += documents;
            if documents > word.1 {
                (word.0, word.1) = (written, documents);
            }
        }
        let entries = words
            .into_iter()
            .map(|((folded, stem), (written, _, documents))| Entry {
                written: written.into_boxed_str(),
                folded: folded.into_boxed_str(),
                places: places.get(&stem).copied().unwrap_or_default(),
                stem: stem.into_boxed_str(),
                documents,
                parts: OnceLock::new(),
            });
        Ok(Self::of(entries.collect()))
    }

    fn of(entries: Vec<Entry>) -> Self {
        let mut by_stem: Vec<u32> = (0..entries.len() as u32).collect();
        by_stem.sort_by(|one, other| {
            entries[*one as usize]
                .stem
                .cmp(&entries[*other as usize].stem)
        });
        let mut text = String::new();
        let mut starts = Vec::with_capacity(entries.len());
        for entry in &entries {
            starts.push(text.len() as u32);
            text.push_str(&entry.folded);
            text.push(BETWEEN);
        }
        Self {
            dictionary: dictionary_of(&entries),
            entries,
            by_stem,
            text,
            starts,
        }
    }

    /// All words, in order of their folded form.
    pub(crate) fn words(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether any visible document holds a word with this stem.
    pub(crate) fn knows(&self, stem: &str) -> bool {
        self.by_stem
            .binary_search_by(|number| self.entries[*number as usize].stem.as_ref().cmp(stem))
            .is_ok()
    }

    /// How many visible documents hold a stem; documents with several of its forms count several times.
    pub(crate) fn documents_with(&self, stem: &str) -> u32 {
        self.with_stem(stem).map(|entry| entry.documents).sum()
    }

    /// The most frequent word with a stem.
    pub(crate) fn most_frequent<'a>(&'a self, stem: &str) -> Option<&'a Entry> {
        self.with_stem(stem)
            .max_by_key(|entry| (entry.documents, std::cmp::Reverse(&entry.folded)))
    }

    fn with_stem<'a>(&'a self, stem: &str) -> impl Iterator<Item = &'a Entry> + use<'a> {
        let stem_of = |number: &u32| self.entries[*number as usize].stem.as_ref();
        let from = self
            .by_stem
            .partition_point(|number| stem_of(number) < stem);
        let to = self
            .by_stem
            .partition_point(|number| stem_of(number) <= stem);
        let same = self.by_stem.get(from..to).unwrap_or_default().iter();
        same.map(|number| &self.entries[*number as usize])
    }

    /// Words whose folded form begins with `prefix`.
    pub(crate) fn with_prefix(&self, prefix: &str) -> impl Iterator<Item = &Entry> {
        let first = self
            .entries
            .partition_point(|entry| entry.folded.as_ref() < prefix);
        let entries = &self.entries[first..];
        entries
            .iter()
            .take_while(move |entry| entry.folded.starts_with(prefix))
    }

    fn with_folded(&self, folded: &str) -> impl Iterator<Item = &Entry> {
        let first = self
            .entries
            .partition_point(|entry| entry.folded.as_ref() < folded);
        let entries = &self.entries[first..];
        entries
            .iter()
            .take_while(move |entry| entry.folded.as_ref() == folded)
    }

    /// Stems of words that have a part with this stem, without the stem itself; each with its places.
    pub(crate) fn compounds_of(&self, part: &str) -> Vec<(&str, Places)> {
        let mut compounds = BTreeMap::new();
        if part.len() < 3 || part.contains(BETWEEN) {
            return Vec::new();
        }
        // A stem is the beginning of the folded part, so only words that contain it can have that part.
        let mut done = 0;
        for at in memchr::memmem::find_iter(self.text.as_bytes(), part.as_bytes()) {
            if at < done {
                continue;
            }
            let number = self.starts.partition_point(|start| *start as usize <= at) - 1;
            let entry = &self.entries[number];
            done = self.starts[number] as usize + entry.folded.len();
            if *entry.stem != *part && self.parts(entry).iter().any(|one| **one == *part) {
                compounds.insert(entry.stem.as_ref(), entry.places);
            }
        }
        compounds.into_iter().collect()
    }

    fn parts<'a>(&self, entry: &'a Entry) -> &'a [Box<str>] {
        entry.parts.get_or_init(|| {
            let mut stems = BTreeSet::new();
            self.collect_parts(&entry.folded, DEPTH, &mut stems);
            stems.into_iter().map(String::into_boxed_str).collect()
        })
    }

    fn collect_parts(&self, word: &str, depth: usize, stems: &mut BTreeSet<String>) {
        if depth == 0 {
            return;
        }
        for part in split(word, self) {
            stems.insert(stem(part));
            match self.with_folded(part).next() {
                Some(known) => stems.extend(self.parts(known).iter().map(ToString::to_string)),
                None => self.collect_parts(part, depth - 1, stems),
            }
        }
    }
}

/// What compounds may be cut into: the words of the lists and longer words of the documents.
fn dictionary_of(entries: &[Entry]) -> HashMap<Box<str>, u32> {
    let lists = Lists::get();
    let from_lists = lists
        .parts
        .iter()
        .map(|(word, frequency)| (word.as_str(), *frequency));
    let from_documents = entries
        .iter()
        .map(|entry| (entry.folded.as_ref(), entry.documents))
        .filter(|(word, _)| {
            word.len() >= PART_LETTERS && word.bytes().all(|byte| byte.is_ascii_lowercase())
        })
        .filter(|(word, _)| !lists.never_parts.contains(*word));
    let mut dictionary: HashMap<Box<str>, u32> = HashMap::new();
    for (word, frequency) in from_lists.chain(from_documents) {
        let known = dictionary.entry(word.into()).or_default();
        *known = frequency.max(*known);
    }
    dictionary
}

/// In which places any document, visible or not, holds a stem. Only a hint where not to look: it never finds.
fn places_by_stem(
    searcher: &Searcher,
    fields: &Fields,
) -> tantivy::Result<HashMap<String, Places>> {
    let mut places: HashMap<String, Places> = HashMap::new();
    for segment in searcher.segment_readers() {
        for (number, field) in fields
            .places
            .iter()
            .enumerate()
            .filter(|(number, _)| PLACES[*number].has_twin)
        {
            let index = segment.inverted_index(*field)?;
            let mut terms = index.terms().stream()?;
            while terms.advance() {
                if let Ok(stem) = std::str::from_utf8(terms.key()) {
                    match places.get_mut(stem) {
                        Some(known) => *known |= 1 << number,
                        None => {
                            places.insert(stem.to_owned(), 1 << number);
                        }
                    }
                }
            }
        }
    }
    Ok(places)
}

/// Spellings of the words of visible documents, in alphabetical order, each with the number of documents.
fn count_spellings(
    searcher: &Searcher,
    fields: &Fields,
    view: &View,
) -> tantivy::Result<BTreeMap<String, u32>> {
    debug_assert!(searcher.index().tokenizers().get(AS_WRITTEN).is_some());
    let mut spellings = BTreeMap::new();
    for (number, segment) in searcher.segment_readers().iter().enumerate() {
        let base = view.base(number);
        let index = segment.inverted_index(fields.words)?;
        let mut terms = index.terms().stream()?;
        while let Some((term, info)) = terms.next() {
            let Ok(word) = std::str::from_utf8(term) else {
                continue;
            };
            let mut postings = index
                .read_postings_from_terminfo(info, tantivy::schema::IndexRecordOption::Basic)?;
            let mut documents = 0;
            while postings.doc() != TERMINATED {
                documents += u32::from(view.sees(base + postings.doc()));
                postings.advance();
            }
            if documents > 0 {
                *spellings.entry(word.to_owned()).or_default() += documents;
            }
        }
    }
    Ok(spellings)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon(words: &[&str]) -> Lexicon {
        let mut entries: Vec<Entry> = words
            .iter()
            .map(|word| Entry {
                written: (*word).into(),
                folded: fold(word).into(),
                stem: stem(word).into(),
                documents: 1,
                places: 0,
                parts: OnceLock::new(),
            })
            .collect();
        entries.sort_by(|one, other| one.folded.cmp(&other.folded));
        Lexicon::of(entries)
    }

    fn compounds(lexicon: &Lexicon, part: &str) -> Vec<String> {
        let compounds = lexicon.compounds_of(&stem(part)).into_iter();
        compounds.map(|(stem, _)| stem.to_owned()).collect()
    }

    #[test]
    fn a_part_leads_to_its_compounds_on_all_levels() {
        let lexicon = lexicon(&[
            "Straßenbaum",
            "Straßenbaumkataster",
            "Baum",
            "Traum",
            "Bäume",
        ]);
        assert_eq!(
            compounds(&lexicon, "Bäume"),
            [stem("Straßenbaum"), stem("Straßenbaumkataster")]
        );
        assert!(compounds(&lexicon, "Traum").is_empty());
    }

    #[test]
    fn words_of_documents_become_parts() {
        assert!(compounds(&lexicon(&["Quallenverleih"]), "Quallen").is_empty());
        let taught = lexicon(&["Quallenverleih", "Quallen", "Verleih"]);
        assert_eq!(compounds(&taught, "Quallen"), [stem("Quallenverleih")]);
    }

    #[test]
    fn words_are_found_by_stem_and_beginning() {
        let lexicon = lexicon(&["Müllabfuhr", "Mülltonne", "Mühle"]);
        assert!(lexicon.knows(&stem("muellabfuhr")) && !lexicon.knows("mull"));
        let found: Vec<&str> = lexicon
            .with_prefix("mull")
            .map(|entry| entry.written.as_ref())
            .collect();
        assert_eq!(found, ["Müllabfuhr", "Mülltonne"]);
    }
}
