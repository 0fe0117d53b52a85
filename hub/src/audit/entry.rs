//! Entries of the audit with the names of what they point to.

use crate::ports::Recorded;
use crate::{Hub, HubError};
use hebewerk_model::{
    AccessKeyId, AccountId, DatasetId, GrantId, Organisation, OrganisationId, Slug,
};
use std::collections::{HashMap, HashSet};

/// An entry of the audit with what it points to, as far as that is still there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// The entry.
    pub recorded: Recorded,
    /// Name of who did it; none for nobody, the operator, and an account that is gone.
    pub who: Option<String>,
    /// Name of whose account was changed or disclosed.
    pub whose: Option<String>,
    /// Name of the organisation whose right was used.
    pub office: Option<String>,
    /// Slugs of organisation and dataset.
    pub place: Option<(Slug, Slug)>,
    /// What somebody read or joined data for: that of the grant, or the one that was stated.
    pub purpose: Option<String>,
    /// What the access key is called with which it was done, or that was made or taken back.
    pub key_name: Option<String>,
}

/// Names of accounts and organisations: they change, the audit does not.
pub(crate) struct Names {
    accounts: HashMap<AccountId, String>,
    organisations: HashMap<OrganisationId, Organisation>,
}

impl Hub {
    pub(crate) async fn audit_names(&self) -> Result<Names, HubError> {
        let accounts = self.parts.accounts.list().await?.into_iter();
        let organisations = self.parts.organisations.list().await?.into_iter();
        Ok(Names {
            accounts: accounts.map(|account| (account.id, account.name)).collect(),
            organisations: organisations
                .map(|organisation| (organisation.id, organisation))
                .collect(),
        })
    }

    /// What the grants are for that entries name.
    async fn purposes(&self, entries: &[Recorded]) -> Result<HashMap<GrantId, String>, HubError> {
        let granted: HashSet<DatasetId> = entries
            .iter()
            .filter(|entry| entry.grant.is_some())
            .filter_map(|entry| entry.dataset)
            .collect();
        let mut purposes = HashMap::new();
        for dataset in granted {
            for grant in self.parts.grants.of_dataset(dataset).await? {
                purposes.insert(grant.id, grant.purpose);
            }
        }
        Ok(purposes)
    }

    /// What the access keys are called that entries name.
    async fn key_names(
        &self,
        entries: &[Recorded],
    ) -> Result<HashMap<AccessKeyId, String>, HubError> {
        let ids: HashSet<AccessKeyId> = entries.iter().filter_map(|entry| entry.key).collect();
        let mut names = HashMap::new();
        for id in ids {
            if let Some(key) = self.parts.access_keys.get(id).await? {
                names.insert(id, key.name);
            }
        }
        Ok(names)
    }
}

impl Names {
    /// Entries with their names.
    pub(crate) async fn entries(
        &self,
        hub: &Hub,
        recorded: Vec<Recorded>,
    ) -> Result<Vec<AuditEntry>, HubError> {
        let ids: HashSet<DatasetId> = recorded.iter().filter_map(|entry| entry.dataset).collect();
        let ids: Vec<DatasetId> = ids.into_iter().collect();
        let mut places = HashMap::new();
        for dataset in hub.parts.datasets.get_many(&ids).await? {
            if let Some(owner) = self.organisations.get(&dataset.organisation) {
                places.insert(dataset.id, (owner.slug.clone(), dataset.slug));
            }
        }
        let purposes = hub.purposes(&recorded).await?;
        let stated: Vec<_> = recorded.iter().filter_map(|entry| entry.purpose).collect();
        let stated = hub.parts.purposes.get_many(&stated).await?;
        let stated: HashMap<_, _> = stated
            .into_iter()
            .map(|purpose| (purpose.id, purpose.purpose))
            .collect();
        let keys = hub.key_names(&recorded).await?;
        let account = |id: Option<AccountId>| self.accounts.get(&id?).cloned();
        let office = |id: Option<OrganisationId>| {
            let organisation = self.organisations.get(&id?)?;
            Some(organisation.name.clone())
        };
        Ok(recorded
            .into_iter()
            .map(|recorded| AuditEntry {
                who: account(recorded.account),
                whose: account(recorded.subject),
                office: office(recorded.office),
                place: recorded.dataset.and_then(|id| places.get(&id).cloned()),
                purpose: match recorded.purpose {
                    Some(id) => stated.get(&id).cloned(),
                    None => recorded.grant.and_then(|id| purposes.get(&id).cloned()),
                },
                key_name: recorded.key.and_then(|id| keys.get(&id).cloned()),
                recorded,
            })
            .collect())
    }
}
