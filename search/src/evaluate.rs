//! How well documents satisfy a plan.

use crate::plan::{Plan, Stem, Unit, Way, Within, Word};
use crate::postings::Source;
use crate::schema::PLACES;
use crate::sheet::{Found, Sheet};
use std::sync::Arc;

/// Weight of a twin field against its field.
const TWIN: f32 = 0.8;
/// Weight of the parts of a word that was asked for as a whole.
const PARTS: f32 = 0.4;
/// Fewer hits than this call for more generous ways.
pub(crate) const FEW: usize = 20;

/// How much of a plan a document must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parts {
    /// All parts of a compound, and as many units as any document does.
    All,
    /// Some parts, the score shrinking with the square of their share; units as above.
    Some,
    /// All parts of a compound, but any unit.
    AnyUnit,
}

/// Scores of the documents that satisfy all units; if there are none, all but one; if there are none, any. In order of
/// number.
pub(crate) fn evaluate(plan: &Plan, source: Source<'_>, parts: Parts) -> tantivy::Result<Found> {
    let mut sheet = Sheet::new(source.known.len());
    let mut evaluation = Evaluation {
        source,
        parts,
        sheet: Sheet::new(source.known.len()),
    };
    for unit in &plan.units {
        for (document, score) in evaluation.unit(unit)? {
            sheet.add(document, score);
        }
    }
    let count = plan.units.len();
    let mut scores = Vec::new();
    let mut most = 0;
    sheet.empty(|document, sum, satisfied| {
        let satisfied = usize::from(satisfied);
        most = most.max(satisfied);
        let share = satisfied as f32 / count.max(1) as f32;
        scores.push((document, sum * share * share, satisfied));
    });
    let most_count = parts != Parts::AnyUnit && most + 1 >= count;
    let needed = if most_count { most.max(1) } else { 1 };
    scores.retain(|(_, score, satisfied)| *satisfied >= needed && *score > 0.0);
    let mut found: Found = scores
        .into_iter()
        .map(|(document, score, _)| (document, score))
        .collect();
    found.sort_unstable_by_key(|(document, _)| *document);
    Ok(found)
}

/// Puts documents that only `further` knows behind those of `scores`.
pub(crate) fn append(scores: &mut Found, further: &Found) {
    let known = |document| {
        scores
            .binary_search_by_key(document, |(one, _)| *one)
            .is_ok()
    };
    let new: Found = further
        .iter()
        .filter(|(document, _)| !known(document))
        .copied()
        .collect();
    let lowest = scores.iter().map(|(_, score)| *score);
    let lowest = lowest.fold(f32::INFINITY, f32::min);
    let highest = new.iter().map(|(_, score)| *score).fold(0.0, f32::max);
    let scale = if lowest.is_finite() {
        lowest * 0.5 / highest
    } else {
        1.0
    };
    scores.extend(
        new.into_iter()
            .map(|(document, score)| (document, score * scale)),
    );
    scores.sort_unstable_by_key(|(document, _)| *document);
}

struct Evaluation<'a> {
    source: Source<'a>,
    parts: Parts,
    sheet: Sheet,
}

impl Evaluation<'_> {
    /// The best way counts.
    fn unit(&mut self, unit: &Unit) -> tantivy::Result<Found> {
        match unit {
            Unit::Phrase(stems) => {
                let stems: Vec<&str> = stems.iter().map(String::as_str).collect();
                let mut best = Vec::new();
                for (number, place) in PLACES.iter().enumerate() {
                    self.source
                        .add_phrase(number, &stems, place.weight, &mut best)?;
                }
                Ok(self.added(best))
            }
            Unit::Term { ways, .. } => {
                let mut all = Vec::with_capacity(ways.len());
                for way in ways {
                    all.push((way.factor, self.way(way)?));
                }
                for (factor, found) in all {
                    for (document, score) in found.iter() {
                        self.sheet.raise(*document, score * factor);
                    }
                }
                Ok(self.sheet.sums())
            }
        }
    }

    /// A document must hold all words of a way.
    fn way(&mut self, way: &Way) -> tantivy::Result<Arc<Found>> {
        let mut words = Vec::with_capacity(way.words.len());
        for word in &way.words {
            words.push(self.word(word, way.within)?);
        }
        if words.len() < 2 {
            return Ok(words.pop().unwrap_or_default());
        }
        let count = words.len();
        for found in words {
            for (document, score) in found.iter() {
                self.sheet.add(*document, *score);
            }
        }
        let mut found = Vec::new();
        self.sheet.empty(|document, sum, times| {
            if usize::from(times) == count {
                found.push((document, sum));
            }
        });
        Ok(Arc::new(found))
    }

    fn word(&mut self, word: &Word, within: Within) -> tantivy::Result<Arc<Found>> {
        let whole = self.stem(&word.whole, within)?;
        if word.parts.is_empty() {
            return Ok(whole);
        }
        let mut parts = Vec::with_capacity(word.parts.len());
        for part in &word.parts {
            parts.push(self.stem(part, within)?);
        }
        for found in parts {
            for (document, score) in found.iter() {
                self.sheet.add(*document, *score);
            }
        }
        let (needed, count) = (self.parts, word.parts.len());
        let mut all = Found::clone(&whole);
        self.sheet.empty(|document, sum, matched| {
            let share = f32::from(matched) / count as f32;
            if needed == Parts::Some || usize::from(matched) == count {
                all.push((document, PARTS * sum * share * share));
            }
        });
        Ok(Arc::new(self.added(all)))
    }

    fn stem(&mut self, stem: &Stem, within: Within) -> tantivy::Result<Arc<Found>> {
        let (remembered, view) = (self.source.remembered, self.source.readable.number);
        if let Some(found) = remembered.get(view, within, &stem.stem) {
            return Ok(found);
        }
        let mut found = Vec::new();
        for (number, place) in PLACES.iter().enumerate() {
            if !within.holds(place) {
                continue;
            }
            self.source
                .add(number, &[&stem.stem], place.weight, &mut found)?;
            if place.has_twin {
                let here = stem
                    .compounds
                    .iter()
                    .filter(|(_, places)| places & (1 << number) != 0);
                let compounds: Vec<&str> = here.map(|(stem, _)| stem.as_str()).collect();
                self.source
                    .add(number, &compounds, place.weight * TWIN, &mut found)?;
            }
        }
        let found = Arc::new(self.added(found));
        remembered.keep(view, within, &stem.stem, &found);
        Ok(found)
    }

    /// One entry a document.
    fn added(&mut self, found: Found) -> Found {
        for (document, score) in found {
            self.sheet.add(document, score);
        }
        self.sheet.sums()
    }
}
