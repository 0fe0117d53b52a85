//! Audiences: the guard's decision in a form an index can filter by.

use hebewerk_model::{
    DatasetId, Guest, HeldGrants, KeyRight, OrganisationId, Principal, Visibility,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A circle of readers, written into each search document and compared with the asker's circles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Public datasets.
    Public,
    /// City-internal datasets.
    City,
    /// Datasets of one organisation for its members.
    Office(OrganisationId),
    /// Any office dataset, whoever owns it.
    AnyOffice,
    /// One dataset, for whom it was granted to.
    Dataset(DatasetId),
}

impl Audience {
    /// The circle a dataset belongs to.
    pub const fn of(visibility: Visibility, organisation: OrganisationId) -> Self {
        match visibility {
            Visibility::Public => Self::Public,
            Visibility::City => Self::City,
            Visibility::Office => Self::Office(organisation),
        }
    }

    /// Whether a dataset of circle `other` falls into this one.
    pub fn covers(self, other: Self) -> bool {
        self == other || (self == Self::AnyOffice && matches!(other, Self::Office(_)))
    }
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Public => f.write_str("public"),
            Self::City => f.write_str("city"),
            Self::Office(organisation) => write!(f, "office:{organisation}"),
            Self::AnyOffice => f.write_str("office"),
            Self::Dataset(dataset) => write!(f, "dataset:{dataset}"),
        }
    }
}

/// Circles whose datasets a principal may know of (titles, descriptions, column names).
///
/// Agrees with [`crate::decide`] for [`crate::Action::SeeMetadata`]; a property test holds the two together.
pub fn metadata_audiences(principal: &Principal) -> Vec<Audience> {
    match principal {
        Principal::Anonymous => vec![Audience::Public],
        Principal::Person { .. } | Principal::Operator => {
            vec![Audience::Public, Audience::City, Audience::AnyOffice]
        }
        Principal::Guest(guest) => of_guest(guest),
        Principal::Program(program) => match program.scope.datasets() {
            None => vec![Audience::Public, Audience::City, Audience::AnyOffice],
            Some(chosen) => public_and(chosen.iter().copied()),
        },
    }
}

/// Circles whose rows a principal may read (so also frequent values).
///
/// Agrees with [`crate::decide`] for [`crate::Action::ReadRows`]; a property test holds the two together. Only a program
/// whose key is restricted to some datasets finds less than it may read: of these it is not known here who owns them, so
/// it finds values in those alone that were granted to its holder.
pub fn payload_audiences(principal: &Principal) -> Vec<Audience> {
    match principal {
        Principal::Anonymous => vec![Audience::Public],
        Principal::Operator => vec![Audience::Public, Audience::City, Audience::AnyOffice],
        Principal::Person { grants, .. } => of_holder(principal, grants),
        Principal::Guest(guest) => of_guest(guest),
        Principal::Program(program) if !program.scope.has(KeyRight::Rows) => vec![Audience::Public],
        Principal::Program(program) if program.scope.datasets().is_none() => {
            of_holder(principal, &program.grants)
        }
        Principal::Program(program) => public_and(
            program
                .grants
                .datasets()
                .filter(|dataset| program.scope.reaches(Some(*dataset))),
        ),
    }
}

fn of_holder(principal: &Principal, grants: &HeldGrants) -> Vec<Audience> {
    let offices = principal.memberships().iter();
    [Audience::Public, Audience::City]
        .into_iter()
        .chain(offices.map(|membership| Audience::Office(membership.organisation)))
        .chain(grants.datasets().map(Audience::Dataset))
        .collect()
}

/// What they may know of is what they may read. Of an office they read in they find what is for the office alone: whose a
/// dataset of the city's circle is, the index does not know.
fn of_guest(guest: &Guest) -> Vec<Audience> {
    let offices = guest.memberships.iter();
    [Audience::Public]
        .into_iter()
        .chain(offices.map(|membership| Audience::Office(membership.organisation)))
        .chain(guest.grants.datasets().map(Audience::Dataset))
        .collect()
}

fn public_and(datasets: impl Iterator<Item = DatasetId>) -> Vec<Audience> {
    let datasets = datasets.map(Audience::Dataset);
    [Audience::Public].into_iter().chain(datasets).collect()
}
