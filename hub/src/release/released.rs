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
    /// For somebody who reads what was released: these versions, or all where there were no releases yet.
    pub(crate) fn of(versions: &[VersionNumber], principal: &Principal) -> Self {
        if versions.is_empty() {
            Self::All
        } else {
            Self::Only(versions.iter().copied().collect(), principal.clone())
        }
    }

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
        if !self.reads_only_released(principal, dataset, read) {
            return Ok(Released::All);
        }
        let versions = self.parts.releases.released_versions(dataset.id).await?;
        Ok(Released::of(&versions, principal))
    }

    /// Whether somebody who may read a dataset reads no more of it than what was released.
    pub(crate) fn reads_only_released(
        &self,
        principal: &Principal,
        dataset: &Dataset,
        read: &Decision,
    ) -> bool {
        let is_member =
            *principal == Principal::Operator || principal.role_in(dataset.organisation).is_some();
        let is_public = !is_member && read.allowed && read.determined_by == Rule::PublicForAll;
        is_public && self.parts.releases_needed
    }
}
