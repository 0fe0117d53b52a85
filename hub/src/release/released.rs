//! Which versions of a released dataset the public reads: those that were released, and none from before.

use crate::{Hub, HubError};
use hebewerk_guard::{Decision, Rule};
use hebewerk_model::{Dataset, Principal, ReleaseState, VersionNumber};
use std::collections::HashSet;

/// Versions somebody may read.
pub(crate) enum Released {
    /// All of them.
    All,
    /// These.
    Only(HashSet<VersionNumber>),
}

impl Released {
    pub(crate) fn has(&self, number: VersionNumber) -> bool {
        match self {
            Self::All => true,
            Self::Only(numbers) => numbers.contains(&number),
        }
    }

    /// The decision to read a version: refused where it was not released.
    pub(crate) fn fitting(&self, read: Decision, number: VersionNumber) -> Decision {
        if !read.allowed || self.has(number) {
            read
        } else {
            read.refused_as_unreleased()
        }
    }
}

impl Hub {
    /// The versions that somebody who may read a dataset may read. Whoever is signed in reads what the city reads; what
    /// became public before there were releases has none, and stays as it was.
    pub(crate) async fn released(
        &self,
        principal: &Principal,
        dataset: &Dataset,
        read: &Decision,
    ) -> Result<Released, HubError> {
        let is_public = *principal == Principal::Anonymous
            && read.allowed
            && read.determined_by == Rule::PublicForAll;
        if !is_public || !self.parts.releases_needed {
            return Ok(Released::All);
        }
        let releases = self.parts.releases.of_dataset(dataset.id).await?;
        let agreed = releases
            .iter()
            .filter(|it| it.state == ReleaseState::Agreed);
        let numbers: HashSet<VersionNumber> = agreed.map(|release| release.version).collect();
        Ok(if numbers.is_empty() {
            Released::All
        } else {
            Released::Only(numbers)
        })
    }
}
