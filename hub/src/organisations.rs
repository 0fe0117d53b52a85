//! Offices and companies and what they have lifted.

use crate::authorise::authorise;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource, Rule, decide};
use hebewerk_model::{Organisation, OrganisationId, OrganisationKind, Principal, Slug};

/// An organisation with numbers for the silo picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationSummary {
    /// The organisation.
    pub organisation: Organisation,
    /// Datasets the asker may know of that can be read as tables.
    pub lifted: u64,
    /// Datasets the asker may know of.
    pub known: u64,
}

impl Hub {
    /// All organisations by name, with counts of datasets the asker may know of.
    pub async fn organisations(
        &self,
        principal: &Principal,
    ) -> Result<Vec<OrganisationSummary>, HubError> {
        let counts = self.visible_counts(principal).await?;
        let organisations = self.parts.organisations.list().await?;
        Ok(organisations
            .into_iter()
            .map(|organisation| {
                let found = counts.iter().find(|(id, _, _)| *id == organisation.id);
                OrganisationSummary {
                    lifted: found.map_or(0, |(_, lifted, _)| *lifted),
                    known: found.map_or(0, |(_, _, known)| *known),
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
    ) -> Result<Vec<(OrganisationId, u64, u64)>, HubError> {
        let counts = self.parts.datasets.counts().await?;
        Ok(counts
            .into_iter()
            .filter_map(|count| {
                let resource = Resource::Dataset {
                    organisation: count.organisation,
                    visibility: count.visibility,
                };
                decide(principal, Action::SeeMetadata, &resource)
                    .allowed
                    .then_some((count.organisation, count.lifted, count.known))
            })
            .fold(
                Vec::new(),
                |mut sums: Vec<(OrganisationId, u64, u64)>, count| {
                    match sums.iter_mut().find(|sum| sum.0 == count.0) {
                        Some(sum) => {
                            sum.1 += count.1;
                            sum.2 += count.2;
                        }
                        None => sums.push(count),
                    }
                    sums
                },
            ))
    }

    /// Makes or changes an organisation: for administrators and whoever holds the data directory.
    pub async fn save_organisation(
        &self,
        principal: &Principal,
        organisation: Organisation,
    ) -> Result<Organisation, HubError> {
        authorise(principal, Action::Administer, &Resource::Hub)?;
        if organisation.name.trim().is_empty() {
            return Err(HubError::Invalid {
                field: "name",
                code: "invalid_name",
            });
        }
        self.parts.organisations.save(&organisation).await?;
        self.record(
            principal,
            "save_organisation",
            None,
            Rule::AdministratorRuns.code(),
        )
        .await?;
        Ok(organisation)
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
        };
        self.save_organisation(principal, organisation).await
    }

    /// A fresh identity for a new organisation.
    pub fn new_organisation_id(&self) -> OrganisationId {
        OrganisationId::from_uuid(self.parts.identifiers.fresh())
    }
}
