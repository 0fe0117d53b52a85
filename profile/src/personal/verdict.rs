//! From counts to verdicts: what speaks for itself first, then what is personal beside persons only.

mod beside;
mod itself;
mod persons;

use super::facts::Facts;
use hebewerk_model::{PersonalBasis, PersonalData, PersonalEvidence, PersonalKind};
use persons::Persons;

/// The verdict on each column.
pub(super) fn verdicts(facts: &[Facts]) -> Vec<Option<PersonalData>> {
    let mut found: Vec<Option<PersonalData>> = facts.iter().map(itself::number).collect();
    for (verdict, facts) in found.iter_mut().zip(facts) {
        if verdict.is_none() {
            *verdict = itself::mailbox(facts);
        }
    }
    persons::names(facts, &mut found);
    let persons = Persons::of(facts, &found);
    beside::decide(facts, &persons, &mut found);
    found
}

/// A verdict in the making.
#[derive(Debug, Clone, Copy)]
struct Claim {
    kind: PersonalKind,
    confidence: f32,
    header: bool,
    beside: bool,
    basis: PersonalBasis,
    matching: u64,
}

impl Claim {
    fn of(self, facts: &Facts) -> PersonalData {
        PersonalData {
            kind: self.kind,
            // Two decimals: more would promise more than there is.
            confidence: (self.confidence.clamp(0.0, 0.99) * 100.0).round() / 100.0,
            evidence: PersonalEvidence {
                header: self.header,
                beside_persons: self.beside,
                basis: self.basis,
                matching: self.matching,
                looked_at: facts.looked_at,
            },
        }
    }
}
