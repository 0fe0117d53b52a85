//! How much is said of a dataset, and what would help most.

use hebewerk_model::{Dataset, Organisation};

/// Something that is not said of a dataset yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Missing {
    /// What a row is, where it comes from, what to mind.
    Text,
    /// What others may do with it.
    Licence,
    /// What it is about.
    Theme,
    /// Words to find it by.
    Tags,
    /// Whom to ask.
    Contact,
    /// How often something new comes.
    Frequency,
    /// Which days it is about.
    Span,
    /// What other cities call such a dataset.
    ReferenceDataset,
    /// By which law.
    LegalBasis,
}

impl Missing {
    /// All with their weight in percent, the most useful first: what a search and a portal need stands before what
    /// completes a record. Together they are 100.
    const WEIGHTS: [(Self, u8); 9] = [
        (Self::Text, 25),
        (Self::Licence, 20),
        (Self::Theme, 15),
        (Self::Tags, 11),
        (Self::Contact, 11),
        (Self::Frequency, 6),
        (Self::Span, 5),
        (Self::ReferenceDataset, 4),
        (Self::LegalBasis, 3),
    ];

    /// Stable code, and key of words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Licence => "licence",
            Self::Theme => "theme",
            Self::Tags => "tags",
            Self::Contact => "contact",
            Self::Frequency => "frequency",
            Self::Span => "span",
            Self::ReferenceDataset => "reference_dataset",
            Self::LegalBasis => "legal_basis",
        }
    }

    fn is_missing(self, dataset: &Dataset, organisation: &Organisation) -> bool {
        let said = &dataset.description;
        match self {
            // As the checklist of a release has it.
            Self::Text => said.text.trim().chars().count() < 20,
            Self::Licence => said.licence.is_none(),
            Self::Theme => said.theme.is_none(),
            Self::Tags => said.tags.is_empty(),
            Self::Contact => said.contact.is_none() && organisation.contact.is_none(),
            Self::Frequency => said.details.frequency.is_none(),
            Self::Span => said.details.span.is_empty(),
            Self::ReferenceDataset => said.details.reference_dataset.is_none(),
            Self::LegalBasis => said.details.legal_basis.is_none(),
        }
    }
}

/// How much is said of a dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completeness {
    /// 0 to 100.
    pub percent: u8,
    /// The three most useful things that are missing, at most.
    pub next: Vec<Missing>,
}

impl Completeness {
    /// Of a dataset of an organisation.
    pub fn of(dataset: &Dataset, organisation: &Organisation) -> Self {
        let mut percent = 100;
        let mut next = Vec::new();
        for (missing, weight) in Missing::WEIGHTS {
            if missing.is_missing(dataset, organisation) {
                percent -= weight;
                next.push(missing);
            }
        }
        next.truncate(3);
        Self { percent, next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_a_hundred_and_fall() {
        let weights = Missing::WEIGHTS.map(|(_missing, weight)| weight);
        assert_eq!(
            weights.iter().map(|weight| u32::from(*weight)).sum::<u32>(),
            100
        );
        assert!(weights.is_sorted_by(|a, b| a >= b));
    }
}
