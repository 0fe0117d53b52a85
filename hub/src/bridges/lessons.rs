//! What decisions teach: suggestions that resemble those people took over come earlier, those that resemble refused ones
//! later.
//!
//! A small logistic model over named signs, fitted anew for each reader from the decisions *they* may see and from nothing
//! else (decision 0038): an order that knew more would tell of data its reader may not know. No decision changes nothing,
//! contradicting ones cancel out, and the best of suggestions cannot be pushed out of sight: [`MOST_INFLUENCE`].

use super::view::{BridgeBank, BridgeCard};
use hebewerk_bridge::Header;
use hebewerk_model::{BridgeKind, BridgeState, DatasetId, SemanticType};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How much of its worth a suggestion can lose or win.
const MOST_INFLUENCE: f64 = 0.4;
/// Influence below which nothing is said of it.
const WORTH_SAYING: f64 = 0.1;
/// Decisions learned from, the newest ones.
const MOST_DECISIONS: usize = 300;
/// How strongly weights are drawn to zero: about so many decisions of one kind are needed to move something halfway.
const PULL: f64 = 3.0;
/// Rounds over all weights; later ones change nothing that could be seen.
const ROUNDS: usize = 25;
/// Signs that are named as reasons.
const MOST_REASONS: usize = 2;
/// Likeness of headers from which they are one, and from which they are alike.
const SAME_HEADER: f64 = 0.9;
const ALIKE_HEADER: f64 = 0.5;

/// How headers of both banks agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeadersAgree {
    /// They are one but for spelling.
    Same,
    /// They have words or an abbreviation in common.
    Alike,
    /// They have nothing in common.
    Different,
    /// They would fit any column: `Nr`, `Name`.
    SayNothing,
}

impl HeadersAgree {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Alike => "alike",
            Self::Different => "different",
            Self::SayNothing => "say_nothing",
        }
    }
}

/// Something a suggestion has in common with others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum LessonSign {
    /// The same column of the same table on one bank, by the headers of the key.
    Column {
        /// Its dataset.
        dataset: DatasetId,
        /// Name of the table in SQL.
        table: String,
        /// Headers of the columns.
        labels: Vec<String>,
    },
    /// The same headers on both banks, in alphabetical order.
    Headers(String, String),
    /// The same meanings on both banks, by the names of their [`SemanticType`]s.
    Meanings(Option<&'static str>, Option<&'static str>),
    /// How headers agree.
    Agreement(HeadersAgree),
    /// Code of a normal form that had to be applied; none where values are equal as spelled.
    Rule(Option<String>),
    /// Code of what can be done, and of how many rows meet how many.
    Meeting(&'static str, Option<String>),
    /// Whether it leads to another house.
    Across(bool),
}

impl LessonSign {
    /// Stable code of what is alike.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Column { .. } => "column",
            Self::Headers(..) => "headers",
            Self::Meanings(..) => "meanings",
            Self::Agreement(_) => "agreement_of_headers",
            Self::Rule(_) => "rule",
            Self::Meeting(..) => "cardinality",
            Self::Across(_) => "reach",
        }
    }
}

/// Decisions that have a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Said {
    accepted: u32,
    rejected: u32,
}

/// Why a suggestion stands where it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// What it has in common with suggestions that were decided on.
    pub sign: LessonSign,
    /// How many of those were taken over.
    pub accepted: u32,
    /// How many were refused.
    pub rejected: u32,
}

/// What decisions say of a suggestion.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Learned {
    /// -1 (like what was refused) to 1 (like what was taken over).
    influence: f64,
    /// The signs that say most, the strongest first; empty where the influence is too small to be told.
    pub reasons: Vec<Lesson>,
}

impl Learned {
    /// How much of its worth a suggestion can lose or win at most, 0 to 1.
    pub const MOST: f64 = MOST_INFLUENCE;

    /// By what the worth is multiplied: around 1, never far from it.
    pub(super) fn factor(&self) -> f64 {
        MOST_INFLUENCE.mul_add(self.influence, 1.0)
    }

    /// Whether it comes earlier (true) or later for it; none where that is not worth a word.
    pub fn moves_up(&self) -> Option<bool> {
        (!self.reasons.is_empty()).then_some(self.influence > 0.0)
    }
}

/// What one reader's decisions teach.
#[derive(Debug, Clone, Default)]
pub(super) struct Lessons {
    weights: BTreeMap<LessonSign, (f64, Said)>,
}

/// A decision: its signs, and whether it was a yes.
type Decision = (Vec<LessonSign>, bool);

impl Lessons {
    /// Of the bridges that were decided on and that their reader sees. Warnings are no suggestions, and teach nothing.
    pub(super) fn of<'a>(decided: impl Iterator<Item = &'a BridgeCard>) -> Self {
        let mut decided: Vec<&BridgeCard> = decided
            .filter(|card| card.bridge.state.is_decided())
            .filter(|card| card.bridge.kind != BridgeKind::Lookalike)
            .collect();
        decided.sort_by_key(|card| (Reverse(card.bridge.decided_at), card.bridge.id));
        decided.truncate(MOST_DECISIONS);
        let decisions = decided.into_iter().map(|card| {
            let is_yes = card.bridge.state != BridgeState::Rejected;
            (signs(card), is_yes)
        });
        Self::fitted(&decisions.collect::<Vec<_>>())
    }

    /// Weights that explain the decisions best while they stay small: each in turn takes a step that is never too long
    /// (the curvature of a logistic loss is at most a quarter), so the same decisions always give the same weights.
    fn fitted(decisions: &[Decision]) -> Self {
        let mut of_sign: BTreeMap<&LessonSign, (Said, Vec<usize>)> = BTreeMap::new();
        for (place, (signs, is_yes)) in decisions.iter().enumerate() {
            for sign in signs {
                let (said, places) = of_sign.entry(sign).or_default();
                said.accepted += u32::from(*is_yes);
                said.rejected += u32::from(!*is_yes);
                places.push(place);
            }
        }
        let mut weights = vec![0.0_f64; of_sign.len()];
        let mut sums = vec![0.0_f64; decisions.len()];
        for _ in 0..ROUNDS {
            for (weight, (_said, places)) in weights.iter_mut().zip(of_sign.values()) {
                let (mut slope, mut curvature) = (PULL * *weight, PULL);
                for place in places {
                    let (signs, is_yes) = &decisions[*place];
                    let (share, wanted) = (share(signs), if *is_yes { 1.0 } else { -1.0 });
                    slope -= wanted * share / (1.0 + (wanted * sums[*place]).exp());
                    curvature += 0.25 * share * share;
                }
                let step = -slope / curvature;
                *weight += step;
                for place in places {
                    sums[*place] += step * share(&decisions[*place].0);
                }
            }
        }
        let weighed = of_sign.into_iter().zip(weights);
        Self {
            weights: weighed
                .map(|((sign, (said, _places)), weight)| (sign.clone(), (weight, said)))
                .collect(),
        }
    }

    /// What they say of a suggestion.
    pub(super) fn say(&self, card: &BridgeCard) -> Learned {
        let is_open = card.bridge.state == BridgeState::Suggested;
        if self.weights.is_empty() || !is_open || card.bridge.kind == BridgeKind::Lookalike {
            return Learned::default();
        }
        self.say_of(&signs(card))
    }

    fn say_of(&self, signs: &[LessonSign]) -> Learned {
        let known = signs.iter().filter_map(|sign| {
            let (weight, said) = self.weights.get(sign)?;
            Some((sign, *weight, *said))
        });
        let mut known: Vec<(&LessonSign, f64, Said)> = known.collect();
        let sum: f64 = known.iter().map(|(_sign, weight, _said)| weight).sum();
        let influence = (sum * share(signs)).tanh();
        if influence.abs() < WORTH_SAYING {
            return Learned {
                influence,
                reasons: Vec::new(),
            };
        }
        // A reason is told with its counts: it must be one that people can follow.
        known.retain(|(_sign, weight, said)| {
            let more = f64::from(said.accepted) - f64::from(said.rejected);
            weight * influence > 0.0 && more * influence > 0.0
        });
        known.sort_by(|one, two| {
            two.1
                .abs()
                .total_cmp(&one.1.abs())
                .then_with(|| one.0.cmp(two.0))
        });
        let reasons = known.into_iter().take(MOST_REASONS);
        let reasons = reasons.map(|(sign, _weight, said)| Lesson {
            sign: sign.clone(),
            accepted: said.accepted,
            rejected: said.rejected,
        });
        Learned {
            influence,
            reasons: reasons.collect(),
        }
    }
}

/// What each of so many signs counts: all of them together as much as one.
fn share(signs: &[LessonSign]) -> f64 {
    1.0 / (signs.len().max(1) as f64).sqrt()
}

/// How the headers of both banks agree.
pub(super) fn headers_agree(left: &BridgeBank, right: &BridgeBank) -> HeadersAgree {
    agreement(&header(left), &header(right))
}

fn header(bank: &BridgeBank) -> Header {
    Header::new(&labels(bank).join(" "))
}

fn agreement(left: &Header, right: &Header) -> HeadersAgree {
    if left.says_nothing() && right.says_nothing() {
        return HeadersAgree::SayNothing;
    }
    let likeness = left.likeness(right);
    if likeness >= SAME_HEADER {
        HeadersAgree::Same
    } else if likeness >= ALIKE_HEADER {
        HeadersAgree::Alike
    } else {
        HeadersAgree::Different
    }
}

fn labels(bank: &BridgeBank) -> Vec<String> {
    let labels = bank.columns.iter().map(|column| column.label.clone());
    labels.collect()
}

/// The signs of a bridge; of tables of one kind columns say nothing.
fn signs(card: &BridgeCard) -> Vec<LessonSign> {
    let measure = &card.bridge.measure;
    let mut signs = vec![
        LessonSign::Meeting(card.bridge.kind.code(), measure.cardinality.clone()),
        LessonSign::Across(card.is_across()),
    ];
    if card.bridge.kind != BridgeKind::Join {
        return signs;
    }
    for bank in [&card.left, &card.right] {
        signs.push(LessonSign::Column {
            dataset: bank.dataset.id,
            table: bank.table.clone(),
            labels: labels(bank),
        });
    }
    let headers = [header(&card.left), header(&card.right)];
    let [left, right] = &headers;
    signs.push(LessonSign::Agreement(agreement(left, right)));
    let mut headers = headers.map(|header| header.key().to_owned());
    headers.sort();
    let [one, two] = headers;
    signs.push(LessonSign::Headers(one, two));
    let mut meanings = card
        .meanings()
        .map(|meaning| meaning.map(SemanticType::name));
    meanings.sort_unstable();
    signs.push(LessonSign::Meanings(meanings[0], meanings[1]));
    if measure.rules.is_empty() {
        signs.push(LessonSign::Rule(None));
    }
    let rules = measure.rules.iter();
    signs.extend(rules.map(|rule| LessonSign::Rule(Some(rule.clone()))));
    signs.sort();
    signs.dedup();
    signs
}

#[cfg(test)]
mod tests;
