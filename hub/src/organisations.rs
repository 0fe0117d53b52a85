//! Offices and companies and what they have lifted.

use crate::authorise::authorise;
use crate::ports::DatasetCount;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource, decide};
use hebewerk_model::{Organisation, OrganisationId, OrganisationKind, Principal, Slug, Visibility};

/// An organisation with numbers for the silo picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationSummary {
    /// The organisation.
    pub organisation: Organisation,
    /// The one above it.
    pub parent: Option<Organisation>,
    /// Datasets the asker may know of that can be read as tables.
    pub lifted: u64,
    /// Those of them that everybody may read.
    pub open: u64,
    /// Datasets the asker may know of.
    pub known: u64,
}

/// Datasets of an organisation.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    lifted: u64,
    open: u64,
    known: u64,
}

impl Counts {
    fn add(&mut self, count: &DatasetCount) {
        self.lifted += count.lifted;
        self.known += count.known;
        if count.visibility == Visibility::Public {
            self.open += count.lifted;
        }
    }
}

impl Hub {
    /// All organisations by name, with counts of datasets the asker may know of.
    pub async fn organisations(
        &self,
        principal: &Principal,
    ) -> Result<Vec<OrganisationSummary>, HubError> {
        let counts = self.visible_counts(principal).await?;
        let organisations = self.parts.organisations.list().await?;
        let all = organisations.clone();
        Ok(organisations
            .into_iter()
            .map(|organisation| {
                let parent = all
                    .iter()
                    .find(|known| Some(known.id) == organisation.parent);
                let found = counts.iter().find(|known| known.0 == organisation.id);
                let counts = found.map_or_else(Counts::default, |known| known.1);
                OrganisationSummary {
                    lifted: counts.lifted,
                    open: counts.open,
                    known: counts.known,
                    parent: parent.cloned(),
                    organisation,
                }
            })
            .collect())
    }

    /// One organisation.
    pub async fn organisation(&self, slug: &str) -> Result<Organisation, HubError> {
        self.organisation_named(slug).await
    }

    /// Counts by organisation: for those who may know of everything from the catalogue's totals, for the public
    /// from what is public.
    async fn visible_counts(
        &self,
        principal: &Principal,
    ) -> Result<Vec<(OrganisationId, Counts)>, HubError> {
        let mut sums: Vec<(OrganisationId, Counts)> = Vec::new();
        for count in self.parts.datasets.counts().await? {
            let resource = Resource::Dataset {
                dataset: None,
                organisation: count.organisation,
                visibility: count.visibility,
                sealed: false,
                protection: None,
            };
            if !decide(principal, Action::SeeMetadata, &resource).allowed {
                continue;
            }
            let known = sums.iter().position(|sum| sum.0 == count.organisation);
            let place = known.unwrap_or_else(|| {
                sums.push((count.organisation, Counts::default()));
                sums.len() - 1
            });
            if let Some((_organisation, sum)) = sums.get_mut(place) {
                sum.add(&count);
            }
        }
        Ok(sums)
    }

    /// Makes or changes an organisation: for administrators and whoever holds the data directory.
    pub async fn save_organisation(
        &self,
        principal: &Principal,
        organisation: Organisation,
    ) -> Result<Organisation, HubError> {
        let decision = authorise(principal, Action::Administer, &Resource::Hub)?;
        if organisation.name.trim().is_empty() {
            return Err(HubError::Invalid {
                field: "name",
                code: "invalid_name",
            });
        }
        self.check_place(&organisation).await?;
        let known = self.parts.organisations.get(organisation.id).await?;
        let was_sealed = known.is_some_and(|known| known.sealed);
        let mut events = vec![self.event(principal, "save_organisation", None, &decision)];
        if was_sealed != organisation.sealed {
            let action = if organisation.sealed {
                "seal_organisation"
            } else {
                "unseal_organisation"
            };
            events.push(self.event(principal, action, None, &decision));
        }
        // Sealed and not on record, or on record and not sealed: neither may happen.
        let organisations = &self.parts.organisations;
        organisations.save(&organisation, &events).await?;
        if was_sealed != organisation.sealed {
            // What could be found by its values before, or cannot any more.
            self.refresh_index_quietly().await;
        }
        Ok(organisation)
    }

    /// Nothing stands above itself.
    async fn check_place(&self, organisation: &Organisation) -> Result<(), HubError> {
        let mut above = organisation.parent;
        let mut seen = vec![organisation.id];
        while let Some(id) = above {
            if seen.contains(&id) {
                return Err(HubError::Invalid {
                    field: "parent",
                    code: "parent_below_itself",
                });
            }
            seen.push(id);
            let known = self.parts.organisations.get(id).await?;
            let known = known.ok_or(HubError::Invalid {
                field: "parent",
                code: "unknown_organisation",
            })?;
            above = known.parent;
        }
        Ok(())
    }

    /// The organisation of a folder or command-line name, made when it is not there yet.
    pub async fn organisation_for(
        &self,
        principal: &Principal,
        name: &str,
    ) -> Result<Organisation, HubError> {
        let slug = Slug::from_text(name, "haus");
        if let Some(organisation) = self.parts.organisations.by_slug(&slug).await? {
            return Ok(organisation);
        }
        let organisation = Organisation {
            id: OrganisationId::from_uuid(self.parts.identifiers.fresh()),
            slug,
            name: name.trim().to_owned(),
            description: String::new(),
            kind: OrganisationKind::Office,
            contact: None,
            parent: None,
            sealed: false,
        };
        self.save_organisation(principal, organisation).await
    }

    /// A fresh identity for a new organisation.
    pub fn new_organisation_id(&self) -> OrganisationId {
        OrganisationId::from_uuid(self.parts.identifiers.fresh())
    }
}
