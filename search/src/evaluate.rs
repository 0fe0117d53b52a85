//! How well documents satisfy a plan.

use crate::plan::{Plan, Stem, Unit, Way, Within, Word};
use crate::postings::{Scores, Source};
use crate::schema::PLACES;

/// Weight of a twin field against its field.
const TWIN: f32 = 0.8;
/// Weight of the parts of a word that was asked for as a whole.
const PARTS: f32 = 0.4;
/// Fewer hits than this call for more generous ways.
pub(crate) const FEW: usize = 10;

/// Whether a document must hold all parts of a compound, or some will do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parts {
    /// All of them.
    All,
    /// Some; the score shrinks with the square of the share.
    Some,
}

/// Scores of all documents: those that satisfy all units; if there are none, all but one; if there are none, any.
pub(crate) fn evaluate(plan: &Plan, source: Source<'_>, parts: Parts) -> tantivy::Result<Scores> {
    let count = plan.units.len();
    let mut sums: Scores = vec![0.0; source.known.len()];
    let mut satisfied = vec![0_u8; sums.len()];
    for unit in &plan.units {
        let scores = unit_scores(unit, source, parts)?;
        for ((sum, satisfied), score) in sums.iter_mut().zip(&mut satisfied).zip(scores) {
            if score > 0.0 {
                *sum += score;
                *satisfied += 1;
            }
        }
    }
    let most = satisfied
        .iter()
        .copied()
        .map(usize::from)
        .max()
        .unwrap_or(0);
    let needed = if most + 1 >= count { most.max(1) } else { 1 };
    for (sum, satisfied) in sums.iter_mut().zip(satisfied) {
        let satisfied = usize::from(satisfied);
        let share = satisfied as f32 / count.max(1) as f32;
        *sum = if satisfied >= needed {
            *sum * share * share
        } else {
            0.0
        };
    }
    Ok(sums)
}

/// Number of documents with a score.
pub(crate) fn hits(scores: &Scores) -> usize {
    scores.iter().filter(|score| **score > 0.0).count()
}

/// Puts documents that only `further` knows behind those of `scores`.
pub(crate) fn append(scores: &mut Scores, further: &Scores) {
    let found = scores.iter().copied().filter(|score| *score > 0.0);
    let lowest = found.fold(f32::INFINITY, f32::min);
    let new = |(own, other): (&f32, &f32)| if *own > 0.0 { 0.0 } else { *other };
    let highest = scores.iter().zip(further).map(new).fold(0.0, f32::max);
    if highest <= 0.0 {
        return;
    }
    let scale = if lowest.is_finite() {
        lowest * 0.5 / highest
    } else {
        1.0
    };
    for (own, other) in scores.iter_mut().zip(further) {
        if *own <= 0.0 {
            *own = other * scale;
        }
    }
}

fn unit_scores(unit: &Unit, source: Source<'_>, parts: Parts) -> tantivy::Result<Scores> {
    let mut best: Scores = vec![0.0; source.known.len()];
    match unit {
        Unit::Phrase(stems) => {
            let stems: Vec<&str> = stems.iter().map(String::as_str).collect();
            for (number, place) in PLACES.iter().enumerate() {
                source.add_phrase(number, &stems, place.weight, &mut best)?;
            }
        }
        Unit::Term { ways, .. } => {
            for way in ways {
                let scores = way_scores(way, source, parts)?;
                for (best, score) in best.iter_mut().zip(scores) {
                    *best = best.max(score * way.factor);
                }
            }
        }
    }
    Ok(best)
}

/// A document must hold all words of a way.
fn way_scores(way: &Way, source: Source<'_>, parts: Parts) -> tantivy::Result<Scores> {
    let mut sums: Option<Scores> = None;
    for word in &way.words {
        let scores = word_scores(word, way.within, source, parts)?;
        sums = Some(match sums {
            None => scores,
            Some(mut sums) => {
                for (sum, score) in sums.iter_mut().zip(scores) {
                    *sum = if *sum > 0.0 && score > 0.0 {
                        *sum + score
                    } else {
                        0.0
                    };
                }
                sums
            }
        });
    }
    Ok(sums.unwrap_or_else(|| vec![0.0; source.known.len()]))
}

fn word_scores(
    word: &Word,
    within: Within,
    source: Source<'_>,
    parts: Parts,
) -> tantivy::Result<Scores> {
    let mut scores = stem_scores(&word.whole, within, source)?;
    if word.parts.is_empty() {
        return Ok(scores);
    }
    let mut sums: Scores = vec![0.0; scores.len()];
    let mut matched = vec![0_u8; scores.len()];
    for part in &word.parts {
        let found = stem_scores(part, within, source)?;
        for ((sum, matched), score) in sums.iter_mut().zip(&mut matched).zip(found) {
            *sum += score;
            *matched += u8::from(score > 0.0);
        }
    }
    for ((score, sum), matched) in scores.iter_mut().zip(sums).zip(matched) {
        let share = f32::from(matched) / word.parts.len() as f32;
        if parts == Parts::Some || usize::from(matched) == word.parts.len() {
            *score += PARTS * sum * share * share;
        }
    }
    Ok(scores)
}

fn stem_scores(stem: &Stem, within: Within, source: Source<'_>) -> tantivy::Result<Scores> {
    let mut scores: Scores = vec![0.0; source.known.len()];
    for (number, place) in PLACES.iter().enumerate() {
        if !within.holds(place) {
            continue;
        }
        source.add(number, &[&stem.stem], place.weight, &mut scores)?;
        if place.has_twin {
            let here = stem
                .compounds
                .iter()
                .filter(|(_, places)| places & (1 << number) != 0);
            let compounds: Vec<&str> = here.map(|(stem, _)| stem.as_str()).collect();
            source.add(number, &compounds, place.weight * TWIN, &mut scores)?;
        }
    }
    Ok(scores)
}
