//! The versions of a dataset, page by page, and the one of a day.

use crate::reading::for_reader;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource, decide};
use hebewerk_model::{Dataset, Principal, Version, VersionNumber, VersionSelector};

/// Versions of a page at most.
const MOST: u32 = 1_000;

impl Hub {
    /// Versions of a dataset the principal may know of, newest first, those below `before`.
    pub async fn versions(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
        before: Option<VersionNumber>,
        limit: u32,
    ) -> Result<(Dataset, Vec<Version>), HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let dataset = self
            .known_dataset(principal, &organisation, dataset)
            .await?;
        let versions = self
            .parts
            .versions
            .list(dataset.id, before, limit.min(MOST))
            .await?;
        let read = decide(principal, Action::ReadRows, &Resource::of(&dataset));
        let versions = versions
            .into_iter()
            .map(|version| for_reader(version, &dataset, &read))
            .collect();
        Ok((dataset, versions))
    }

    /// The version a selector means.
    pub async fn version(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
        selector: VersionSelector,
    ) -> Result<(Dataset, Version), HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let dataset = self
            .known_dataset(principal, &organisation, dataset)
            .await?;
        let version = self.selected_version(&dataset, selector).await?;
        let missing = || {
            let name = match selector {
                VersionSelector::Current => String::new(),
                VersionSelector::Number(number) => number.to_string(),
                VersionSelector::AsOf(day) => day.to_string(),
            };
            HubError::not_found("version", name)
        };
        let read = decide(principal, Action::ReadRows, &Resource::of(&dataset));
        let version = for_reader(version.ok_or_else(missing)?, &dataset, &read);
        Ok((dataset, version))
    }
}
