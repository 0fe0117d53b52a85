//! Which visible documents hold a word, and what that is worth: BM25 over visible documents only.

use crate::remembered::Remembered;
use crate::schema::{Fields, PLACES};
use crate::sheet::Found;
use crate::view::{Document, View};
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, Searcher, TERMINATED, Term};

/// Saturation of repeated words; tantivy's constant, found to be right for German catalogues.
const K1: f32 = 1.2;
/// Influence of the length of a text; as above.
const B: f32 = 0.75;

/// Where terms are looked up.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) searcher: &'a Searcher,
    pub(crate) fields: &'a Fields,
    /// Documents the asker knows of.
    pub(crate) known: &'a View,
    /// Documents whose rows the asker may read.
    pub(crate) readable: &'a View,
    /// What was found for the like of them.
    pub(crate) remembered: &'a Remembered,
}

impl<'a> Source<'a> {
    /// The documents whose words in a place may be looked at.
    fn view(&self, place: usize) -> &'a View {
        if PLACES[place].is_payload {
            self.readable
        } else {
            self.known
        }
    }

    /// Whether any visible document holds the stem in a place.
    pub(crate) fn holds(&self, place: usize, stem: &str) -> tantivy::Result<bool> {
        Ok(!self.frequencies(place, &[stem])?.is_empty())
    }

    /// Appends what it is worth that a place holds one of `stems`, which count as one and the same word.
    pub(crate) fn add(
        &self,
        place: usize,
        stems: &[&str],
        weight: f32,
        scores: &mut Found,
    ) -> tantivy::Result<()> {
        let found = self.frequencies(place, stems)?;
        self.add_found(place, &found, weight, scores)
    }

    /// Appends what it is worth that a place holds `stems` one behind the other.
    pub(crate) fn add_phrase(
        &self,
        place: usize,
        stems: &[&str],
        weight: f32,
        scores: &mut Found,
    ) -> tantivy::Result<()> {
        let found = self.phrases(place, stems)?;
        self.add_found(place, &found, weight, scores)
    }

    fn add_found(
        &self,
        place: usize,
        found: &[(Document, u32)],
        weight: f32,
        scores: &mut Found,
    ) -> tantivy::Result<()> {
        if found.is_empty() {
            return Ok(());
        }
        let view = self.view(place);
        let with = found.len() as f32;
        let rarity = (1.0 + (view.documents as f32 - with + 0.5) / (with + 0.5)).ln();
        let mean_words = view.mean_words[place].max(1.0);
        let mut lengths = None;
        for (document, frequency) in found {
            let (segment, number) = view.address(*document);
            if lengths.as_ref().is_none_or(|(of, _)| *of != segment) {
                let reader = self.searcher.segment_reader(segment);
                lengths = Some((
                    segment,
                    reader.get_fieldnorms_reader(self.fields.places[place])?,
                ));
            }
            let words = lengths
                .as_ref()
                .map_or(0, |(_, lengths)| lengths.fieldnorm(number));
            let frequency = *frequency as f32;
            let length = K1 * (1.0 - B + B * words as f32 / mean_words);
            let score = weight * rarity * (1.0 + K1) * frequency / (frequency + length);
            scores.push((*document, score));
        }
        Ok(())
    }

    /// Visible documents that hold any of `stems` in a place, in order, with how often they do.
    pub(crate) fn frequencies(
        &self,
        place: usize,
        stems: &[&str],
    ) -> tantivy::Result<Vec<(Document, u32)>> {
        let view = self.view(place);
        let field = self.fields.places[place];
        let mut found = Vec::new();
        for (number, segment) in self.searcher.segment_readers().iter().enumerate() {
            let base = view.base(number);
            let index = segment.inverted_index(field)?;
            for stem in stems {
                let term = Term::from_field_text(field, stem);
                let Some(mut postings) =
                    index.read_postings(&term, IndexRecordOption::WithFreqs)?
                else {
                    continue;
                };
                while postings.doc() != TERMINATED {
                    let document = base + postings.doc();
                    if view.sees(document) {
                        found.push((document, postings.term_freq()));
                    }
                    postings.advance();
                }
            }
        }
        if stems.len() > 1 {
            found.sort_unstable();
            found.dedup_by(|later, kept| {
                let same = later.0 == kept.0;
                if same {
                    kept.1 += later.1;
                }
                same
            });
        }
        Ok(found)
    }

    /// Visible documents that hold `stems` one behind the other in a place, in order, with how often they do.
    fn phrases(&self, place: usize, stems: &[&str]) -> tantivy::Result<Vec<(Document, u32)>> {
        let view = self.view(place);
        let field = self.fields.places[place];
        let mut found = Vec::new();
        for (number, segment) in self.searcher.segment_readers().iter().enumerate() {
            let base = view.base(number);
            let index = segment.inverted_index(field)?;
            let mut all = Vec::with_capacity(stems.len());
            for stem in stems {
                let term = Term::from_field_text(field, stem);
                all.extend(index.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)?);
            }
            if all.len() < stems.len() {
                continue;
            }
            while let Some(document) = next_common(&mut all) {
                let times = in_a_row(&mut all);
                if times > 0 && view.sees(base + document) {
                    found.push((base + document, times));
                }
                all[0].advance();
            }
        }
        Ok(found)
    }
}

/// The next document, from where the first list stands, that all lists hold.
fn next_common(all: &mut [impl Postings]) -> Option<u32> {
    let (first, others) = all.split_first_mut()?;
    'candidates: loop {
        let candidate = first.doc();
        if candidate == TERMINATED {
            return None;
        }
        for other in &mut *others {
            let document = if other.doc() < candidate {
                other.seek(candidate)
            } else {
                other.doc()
            };
            if document == TERMINATED {
                return None;
            }
            if document > candidate {
                first.seek(document);
                continue 'candidates;
            }
        }
        return Some(candidate);
    }
}

/// How often the words of the lists stand one behind the other in the document the lists stand at.
fn in_a_row(all: &mut [impl Postings]) -> u32 {
    let mut begins = Vec::new();
    let mut positions = Vec::new();
    for (number, postings) in all.iter_mut().enumerate() {
        postings.positions(&mut positions);
        if number == 0 {
            std::mem::swap(&mut begins, &mut positions);
        } else {
            begins.retain(|begin| positions.binary_search(&(begin + number as u32)).is_ok());
        }
    }
    begins.len() as u32
}
