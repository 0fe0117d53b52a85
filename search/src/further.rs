//! Ways for a query that hardly finds anything.

use crate::lexicon::Lexicon;
use crate::lists::Lists;
use crate::plan::{Plan, Reason, Unit, Way, Within, other_term, way_through, word_of};
use crate::similar::alike;

/// What another word for a part is worth against another word for the whole.
const OF_PARTS: f32 = 0.5;

/// The same plan with words spelled alike as further ways to find titles, and other words for parts of compounds:
/// of *Fahrraddiebstähle* the thefts lead on to crime.
pub(crate) fn with_further(plan: &Plan, lexicon: &Lexicon) -> Plan {
    let mut plan = plan.clone();
    for unit in &mut plan.units {
        let Unit::Term { written, ways } = unit else {
            continue;
        };
        let mut further = further_terms(ways, lexicon);
        if !written.contains(' ') {
            further.extend(synonyms_of_parts(ways, lexicon));
            for meant in alike(written, lexicon) {
                let mut way = way_through(&meant, lexicon);
                way.within = Within::Titles;
                further.push(way);
            }
        }
        ways.extend(further);
    }
    plan
}

/// A plan that looks for words that the best hits have in common.
pub(crate) fn related(stems: &[String], lexicon: &Lexicon) -> Plan {
    let units = stems.iter().map(|stem| Unit::Term {
        written: stem.clone(),
        ways: vec![Way {
            words: vec![word_of(stem, lexicon)],
            factor: 1.0,
            reason: Reason::Synonym,
            within: Within::OwnWords,
        }],
    });
    Plan {
        units: units.collect(),
        suggestion: None,
    }
}

fn literal(ways: &[Way]) -> impl Iterator<Item = &Way> {
    ways.iter().filter(|way| way.reason == Reason::Literal)
}

fn further_terms(ways: &[Way], lexicon: &Lexicon) -> Vec<Way> {
    let mut further = Vec::new();
    for way in literal(ways) {
        let stems: Vec<&str> = way
            .words
            .iter()
            .map(|word| word.whole.stem.as_str())
            .collect();
        let terms = Lists::get().further(&stems);
        further.extend(terms.iter().map(|term| other_term(term, 1.0, lexicon)));
    }
    further
}

fn synonyms_of_parts(ways: &[Way], lexicon: &Lexicon) -> Vec<Way> {
    let mut further = Vec::new();
    for part in literal(ways).flat_map(|way| way.words.iter().flat_map(|word| &word.parts)) {
        let synonyms = Lists::get().synonyms(&[&part.stem]).unwrap_or_default();
        further.extend(
            synonyms
                .iter()
                .map(|term| other_term(term, OF_PARTS, lexicon)),
        );
    }
    further
}
