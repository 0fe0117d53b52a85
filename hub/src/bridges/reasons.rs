//! Why a join stands where it does among others: what counts in [`super::worth`] and in the score of `hebewerk_bridge`, as
//! single statements that a person can check.

use super::lessons::{HeadersAgree, headers_agree};
use super::view::BridgeCard;
use super::worth::{Reach, coverage};
use hebewerk_model::{BridgeKind, SemanticType};

/// Share of rows or values from which most, and below which few of them.
const MOST: f64 = 0.8;
const FEW: f64 = 0.5;
/// How many times more values than the other side has make a side a small part.
const UNBALANCED: f64 = 5.0;

/// For or against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaks {
    /// For it.
    For,
    /// Against it.
    Against,
    /// Neither.
    Neither,
}

impl Speaks {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Neither => "neither",
        }
    }
}

/// Which sides name their rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BridgeKeys {
    /// Both.
    Both,
    /// One.
    One,
    /// None: rows meet several.
    None,
}

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum BridgeBecause {
    /// Whether a side names its rows.
    Keys(BridgeKeys),
    /// Share of the values of the side that looks for partners that find one, 0 to 1.
    Coverage(f64),
    /// How many different values the larger side has for each of the smaller one.
    Balance(f64),
    /// How headers agree.
    Headers(HeadersAgree),
    /// What both sides mean; none where that is not known of both.
    Meanings(Option<(SemanticType, SemanticType)>),
    /// Share of common values that are spelled alike, 0 to 1.
    Spelling(f64),
    /// Whether it leads to another house.
    Across(bool),
    /// The values only say in which part of the city rows are.
    Reference,
}

impl BridgeBecause {
    /// Stable code of what is looked at.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Keys(_) => "keys",
            Self::Coverage(_) => "coverage",
            Self::Balance(_) => "balance",
            Self::Headers(_) => "headers",
            Self::Meanings(_) => "meanings",
            Self::Spelling(_) => "spelling",
            Self::Across(_) => "reach",
            Self::Reference => "reference",
        }
    }
}

/// A reason.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BridgeReason {
    /// What is looked at.
    pub because: BridgeBecause,
    /// What that means.
    pub speaks: Speaks,
}

impl BridgeCard {
    /// What counts for and against a join, always in the same order; nothing for tables of one kind and warnings. Both ends
    /// of a hierarchy speak of different things: neither their names nor their numbers are compared.
    pub fn reasons(&self) -> Vec<BridgeReason> {
        let is_climb = self.bridge.kind == BridgeKind::Hierarchy;
        if !self.bridge.kind.is_joined() {
            return Vec::new();
        }
        let measure = &self.bridge.measure;
        let mut reasons = Vec::new();
        let mut tell = |because, speaks| reasons.push(BridgeReason { because, speaks });
        let keys = match (measure.repeats_left(), measure.repeats_right()) {
            (false, false) => BridgeKeys::Both,
            (true, true) => BridgeKeys::None,
            _ => BridgeKeys::One,
        };
        tell(
            BridgeBecause::Keys(keys),
            if keys == BridgeKeys::None {
                Speaks::Against
            } else {
                Speaks::For
            },
        );
        let share = coverage(measure);
        tell(BridgeBecause::Coverage(share), by_share(share));
        if !is_climb {
            self.compare_ends(&mut tell);
        }
        let is_across = self.reach() == Reach::Across;
        tell(
            BridgeBecause::Across(is_across),
            if is_across {
                Speaks::For
            } else {
                Speaks::Against
            },
        );
        if self.is_only_reference() {
            tell(BridgeBecause::Reference, Speaks::Against);
        }
        reasons
    }
}

impl BridgeCard {
    /// What both ends of a join have in common.
    fn compare_ends(&self, tell: &mut impl FnMut(BridgeBecause, Speaks)) {
        let measure = &self.bridge.measure;
        let (few, many) = if measure.left_values < measure.right_values {
            (measure.left_values, measure.right_values)
        } else {
            (measure.right_values, measure.left_values)
        };
        let balance = many as f64 / few.max(1) as f64;
        tell(
            BridgeBecause::Balance(balance),
            if balance >= UNBALANCED {
                Speaks::Against
            } else {
                Speaks::For
            },
        );
        let agree = headers_agree(&self.left, &self.right);
        tell(
            BridgeBecause::Headers(agree),
            match agree {
                HeadersAgree::Same | HeadersAgree::Alike => Speaks::For,
                HeadersAgree::Different => Speaks::Against,
                HeadersAgree::SayNothing => Speaks::Neither,
            },
        );
        let meanings = match self.meanings() {
            [Some(left), Some(right)] => Some((left, right)),
            _ => None,
        };
        tell(
            BridgeBecause::Meanings(meanings),
            match meanings {
                Some((left, right)) if left == right => Speaks::For,
                Some(_) => Speaks::Against,
                None => Speaks::Neither,
            },
        );
        let spelled = measure.left_share_as_spelled / measure.left_share.max(f64::MIN_POSITIVE);
        let spelled = spelled.clamp(0.0, 1.0);
        tell(
            BridgeBecause::Spelling(spelled),
            if spelled >= MOST {
                Speaks::For
            } else {
                Speaks::Neither
            },
        );
    }
}

fn by_share(share: f64) -> Speaks {
    if share >= MOST {
        Speaks::For
    } else if share < FEW {
        Speaks::Against
    } else {
        Speaks::Neither
    }
}
