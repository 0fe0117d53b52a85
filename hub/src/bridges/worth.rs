//! How useful a bridge is to a person: two columns may hold the same and be of no use.

use hebewerk_bridge::is_reference;
use hebewerk_model::{BridgeMeasure, SemanticType};

/// How far a bridge leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// To another house.
    Across,
    /// To another dataset of the house.
    WithinHouse,
    /// To another table of the dataset.
    WithinDataset,
}

impl Reach {
    const fn worth(self) -> f64 {
        match self {
            Self::Across => 1.0,
            Self::WithinHouse => 0.75,
            Self::WithinDataset => 0.6,
        }
    }
}

/// How much less one is worth on which several rows meet several.
const MANY_TO_MANY: f64 = 0.65;
/// How much less one is worth whose values lie in nearly every table of a city, and name no row.
const REFERENCE: f64 = 0.3;
/// What is left of the worth of a bridge on which nobody finds a partner.
const WITHOUT_COVERAGE: f64 = 0.5;

/// Whether several rows meet several on values that only say in which part of the city they are.
pub(super) fn is_only_reference(
    measure: &BridgeMeasure,
    meanings: [Option<SemanticType>; 2],
) -> bool {
    let repeats = measure.repeats_left() && measure.repeats_right();
    repeats && meanings.into_iter().flatten().any(is_reference)
}

/// All in one, 0 to 1: how well values, headers and meaning fit; whether a side is a key; how many of the other find their
/// row there; how far it leads.
pub(super) fn worth(
    measure: &BridgeMeasure,
    reach: Reach,
    meanings: [Option<SemanticType>; 2],
) -> f64 {
    let rows = if is_only_reference(measure, meanings) {
        REFERENCE
    } else if measure.repeats_left() && measure.repeats_right() {
        MANY_TO_MANY
    } else {
        1.0
    };
    let coverage = coverage(measure).clamp(0.0, 1.0);
    let coverage = WITHOUT_COVERAGE + (1.0 - WITHOUT_COVERAGE) * coverage;
    measure.score * coverage * rows * reach.worth()
}

/// Share of the values of the side that looks for partners that find one: those of the side that is no key.
pub(super) fn coverage(measure: &BridgeMeasure) -> f64 {
    match measure.cardinality.as_deref() {
        Some("n:1") => measure.left_share,
        Some("1:n") => measure.right_share,
        Some("1:1") => measure.best_share(),
        _ => measure.left_share.min(measure.right_share),
    }
}
