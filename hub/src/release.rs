//! Release: what it takes until a dataset is public. One person applies with evidence, another one agrees.

mod apply;
mod check;
mod count;
mod decide;
mod evidence;
mod released;
mod remedy;
mod standing;
mod view;

pub use apply::ReleaseApplication;
pub(crate) use released::Released;
pub use remedy::ReleaseRemedy;
pub(crate) use standing::{Cover, not_released};
pub use view::{ReleaseSubject, ReleaseTable, ReleaseView, ReleaseWords, WaitingRelease};

use crate::ports::{HeldVersion, NewTable};
use crate::take_in::is_aside;
use crate::{Hub, HubError};
use hebewerk_model::{
    Dataset, DeliveryId, Organisation, Principal, Release, ReleaseState, TableVersion, Version,
    Visibility,
};

/// What a release is about: a version, current or waiting.
pub(crate) struct Subject {
    pub(crate) organisation: Organisation,
    pub(crate) dataset: Dataset,
    pub(crate) version: Version,
    /// Without tables of what was set aside: nobody outside ever sees them.
    pub(crate) tables: Vec<TableVersion>,
    pub(crate) waits: bool,
}

impl Subject {
    fn of_held(organisation: Organisation, dataset: Dataset, held: HeldVersion) -> Self {
        Self {
            organisation,
            dataset,
            version: held.version,
            tables: plain(held.tables.into_iter().map(|new| new.table)),
            waits: true,
        }
    }

    /// What is about to become a version.
    pub(crate) fn of_new(
        organisation: Organisation,
        dataset: Dataset,
        (version, tables): (&Version, &[NewTable]),
    ) -> Self {
        Self {
            organisation,
            dataset,
            version: version.clone(),
            tables: plain(tables.iter().map(|new| new.table.clone())),
            waits: true,
        }
    }

    const fn delivery(&self) -> DeliveryId {
        self.version.delivery
    }
}

fn plain(tables: impl Iterator<Item = TableVersion>) -> Vec<TableVersion> {
    tables
        .filter(|table| !is_aside(table.table.sql_name.as_str()))
        .collect()
}

impl Hub {
    /// Whether this principal cannot make anything public without a release. Whoever holds the data directory answers
    /// for it with that; the record says so.
    pub(crate) fn must_release(&self, principal: &Principal) -> bool {
        self.parts.releases_needed && *principal != Principal::Operator
    }

    /// The circle of a new dataset: what is to be public begins in its office.
    pub(crate) fn circle_before_release(
        &self,
        principal: &Principal,
        wanted: Visibility,
    ) -> Visibility {
        if wanted == Visibility::Public && self.must_release(principal) {
            Visibility::Office
        } else {
            wanted
        }
    }

    /// The circle a delivery says for a dataset that is there: a program that wants it public goes on saying so while
    /// the dataset waits for its release.
    pub(crate) fn circle_said(
        &self,
        principal: &Principal,
        dataset: &Dataset,
        said: Visibility,
    ) -> Visibility {
        if dataset.visibility == Visibility::Public {
            said
        } else {
            self.circle_before_release(principal, said)
        }
    }

    /// The version a release would be about: of a public dataset the one that waits, else the current one.
    async fn subject_of(
        &self,
        organisation: &Organisation,
        dataset: &Dataset,
    ) -> Result<Option<Subject>, HubError> {
        if dataset.visibility == Visibility::Public
            && let Some(held) = self.parts.held.held(dataset.id).await?
        {
            return Ok(Some(Subject::of_held(
                organisation.clone(),
                dataset.clone(),
                held,
            )));
        }
        let versions = &self.parts.versions;
        let Some(version) = versions.get(dataset.id, None).await? else {
            return Ok(None);
        };
        Ok(Some(Subject {
            organisation: organisation.clone(),
            dataset: dataset.clone(),
            tables: plain(versions.tables(version.id).await?.into_iter()),
            version,
            waits: false,
        }))
    }
}

/// The release that holds: the newest that was agreed.
fn holding(releases: &[Release]) -> Option<&Release> {
    releases
        .iter()
        .find(|release| release.state == ReleaseState::Agreed)
}

const fn invalid(field: &'static str, code: &'static str) -> HubError {
    HubError::Invalid { field, code }
}

/// Words that are there and not too many.
fn said(words: &str) -> Option<String> {
    const LONGEST: usize = 1_000;
    let words = words.trim();
    let fits = !words.is_empty() && words.chars().count() <= LONGEST;
    fits.then(|| words.to_owned())
}
