//! Why a document was found, in the document's own words.

use crate::plan::{Plan, Reason, Stem, Unit};
use crate::schema::{PLACES, texts};
use crate::text::{compose, fold, tokens};
use hebewerk_hub::ports::IndexDocument;
use std::collections::HashSet;

/// Most reasons given for a hit.
const REASONS: usize = 6;

/// The stems a plan looks for, by why it does.
#[derive(Debug, Default)]
pub(crate) struct Wanted<'a> {
    literal: HashSet<&'a str>,
    synonym: HashSet<&'a str>,
    similar: HashSet<&'a str>,
    part: HashSet<&'a str>,
}

impl<'a> Wanted<'a> {
    /// What a plan looks for.
    pub(crate) fn of(plan: &'a Plan) -> Self {
        let mut wanted = Self::default();
        for unit in &plan.units {
            match unit {
                Unit::Phrase(stems) => wanted.literal.extend(stems.iter().map(String::as_str)),
                Unit::Term { ways, .. } => {
                    for way in ways {
                        for word in &way.words {
                            wanted.add(&word.whole, way.reason);
                            for part in &word.parts {
                                wanted.part.insert(&part.stem);
                                wanted
                                    .part
                                    .extend(part.compounds.iter().map(|(stem, _)| stem.as_str()));
                            }
                        }
                    }
                }
            }
        }
        wanted
    }

    fn add(&mut self, stem: &'a Stem, reason: Reason) {
        let compounds = stem.compounds.iter().map(|(stem, _)| stem.as_str());
        match reason {
            Reason::Literal => {
                self.literal.insert(&stem.stem);
                self.part.extend(compounds);
            }
            Reason::Synonym => {
                self.synonym.insert(&stem.stem);
                self.synonym.extend(compounds);
            }
            Reason::Similar => {
                self.similar.insert(&stem.stem);
                self.similar.extend(compounds);
            }
        }
    }

    /// The stems that lead to a value.
    pub(crate) fn in_values(&self) -> Vec<&'a str> {
        let mut stems: Vec<&str> = [&self.literal, &self.synonym, &self.similar]
            .into_iter()
            .flatten()
            .copied()
            .collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    }

    /// The reason for a stem found in a place.
    fn reason(&self, stem: &str, place: &'static str) -> Option<&'static str> {
        if self.literal.contains(stem) {
            Some(place)
        } else if place == "theme" {
            // Only the word itself leads to a theme.
            None
        } else if place != "values" && self.part.contains(stem) {
            Some("part")
        } else if self.synonym.contains(stem) {
            Some("synonym")
        } else if self.similar.contains(stem) {
            Some("similar")
        } else {
            None
        }
    }
}

/// Where and through which word a document was found, best first. `with_values` says whether
/// values are to be looked through: they are found and may be read.
pub(crate) fn explain(
    source: &IndexDocument,
    wanted: &Wanted<'_>,
    with_values: bool,
) -> Vec<(&'static str, String)> {
    let mut found: Vec<(&'static str, String)> = Vec::new();
    for place in PLACES {
        if place.is_payload && !with_values {
            continue;
        }
        for text in texts(source, place.name) {
            let composed = compose(text);
            for token in tokens(&composed) {
                let Some(reason) = wanted.reason(&token.stem, place.name) else {
                    continue;
                };
                // Of a value the whole is shown, of a text the word.
                let shown = if reason == "values" {
                    text.to_owned()
                } else {
                    token.written
                };
                let folded = fold(&shown);
                if !found
                    .iter()
                    .any(|(known, word)| *known == reason && fold(word) == folded)
                {
                    found.push((reason, shown));
                }
            }
        }
    }
    found.sort_by_key(|(reason, _)| rank(reason));
    found.truncate(REASONS);
    found
}

fn rank(reason: &str) -> usize {
    PLACES
        .iter()
        .position(|place| place.name == reason)
        .unwrap_or(match reason {
            "part" => PLACES.len(),
            "synonym" => PLACES.len() + 1,
            _ => PLACES.len() + 2,
        })
}
