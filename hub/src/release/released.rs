//! Which versions of a released dataset the public reads: those that were released, and none from before.

use crate::{Hub, HubError};
use hebewerk_guard::{Decision, Rule};
use hebewerk_model::{Dataset, Principal, VersionNumber};
use std::collections::HashSet;

/// Versions somebody may read.
pub(crate) enum Released {
    /// All of them.
    All,
    /// These, if anybody asks who does not belong to the organisation.
    Only(HashSet<VersionNumber>, Principal),
}

impl Released {
    pub(crate) fn has(&self, number: VersionNumber) -> bool {
        match self {
            Self::All => true,
            Self::Only(numbers, _asker) => numbers.contains(&number),
        }
    }

    /// The decision to read a version: refused where it was not released.
    pub(crate) fn fitting(&self, read: Decision, number: VersionNumber) -> Decision {
        match self {
            Self::Only(numbers, asker) if read.allowed && !numbers.contains(&number) => {
                read.refused_as_unreleased(asker)
            }
            _ => read,
        }
    }
}

impl Hub {
    /// The versions that somebody who may read a dataset may read. Who reads because everybody may, and belongs to its
    /// organisation neither by a role nor by a grant, reads what was released: older versions come from when it was not
    /// public. What became public before there were releases has none, and stays as it was.
    pub(crate) async fn released(
        &self,
        principal: &Principal,
        dataset: &Dataset,
        read: &Decision,
    ) -> Result<Released, HubError> {
        let is_member =
            *principal == Principal::Operator || principal.role_in(dataset.organisation).is_some();
        let is_public = !is_member && read.allowed && read.determined_by == Rule::PublicForAll;
        if !is_public || !self.parts.releases_needed {
            return Ok(Released::All);
        }
        let versions = self.parts.releases.released_versions(dataset.id).await?;
        let numbers: HashSet<VersionNumber> = versions.into_iter().collect();
        Ok(if numbers.is_empty() {
            Released::All
        } else {
            Released::Only(numbers, principal.clone())
        })
    }
}
