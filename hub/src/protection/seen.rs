//! *Was sähe Frau X?* A dataset through the eyes of somebody else.

use crate::authorise::authorise;
use crate::ports::{Page, PageRequest};
use crate::reading::fitting;
use crate::sign_in::checked_email;
use crate::take_in::is_aside;
use crate::{Hub, HubError};
use hebewerk_guard::{Access, Action, Decision, Resource, decide};
use hebewerk_model::{
    AccountId, Column, Dataset, Grant, Grantee, HeldGrant, Membership, Organisation, Principal,
    Role, TableName, TableVersion, Version, VersionSelector,
};

/// Rows shown of each table.
const ROWS: u32 = 10;
/// Tables of which rows are shown.
const TABLES: usize = 20;

/// Through whose eyes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Viewer {
    /// Somebody who is not signed in.
    Public,
    /// Somebody who reads for an organisation, by its slug.
    Organisation(String),
    /// A person, by the address they sign in with.
    Person(String),
}

/// What somebody else sees of a dataset.
pub struct SeenBy {
    /// Its office.
    pub organisation: Organisation,
    /// The dataset.
    pub dataset: Dataset,
    /// Name of the person or organisation; none for the public.
    pub name: Option<String>,
    /// Whether they know that the dataset exists.
    pub knows: bool,
    /// Whether they read it, and why.
    pub read: Decision,
    /// The grant under which they do.
    pub grant: Option<Grant>,
    /// Tables of the newest version as they see them; empty if they do not.
    pub tables: Vec<SeenTable>,
}

/// What somebody else sees of a table.
pub struct SeenTable {
    /// Its name.
    pub name: String,
    /// Its columns as they are stored.
    pub stored: Vec<Column>,
    /// Conditions under which they read it.
    pub access: Access,
    /// The first rows.
    pub page: Page,
}

impl Hub {
    /// What somebody else sees of a dataset, for those who lay down its rules. It is on record.
    pub async fn seen_by(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
        viewer: &Viewer,
    ) -> Result<SeenBy, HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let dataset = self
            .known_dataset(principal, &organisation, dataset)
            .await?;
        let resource = Resource::of(&dataset);
        let own = authorise(principal, Action::Protect, &resource)?;
        let (other, name) = self.viewer(viewer, &dataset).await?;
        let mut event = self.event(principal, "seen_by", Some(dataset.id), &own);
        event.subject = match viewer {
            Viewer::Person(_) => other.account(),
            Viewer::Public | Viewer::Organisation(_) => None,
        };
        self.parts.journal.record(&event).await?;
        let mut read = decide(&other, Action::ReadRows, &resource);
        let mut tables = Vec::new();
        if let Some(version) = self.parts.versions.get(dataset.id, None).await? {
            let stored = self.parts.versions.tables(version.id).await?;
            read = fitting(read, &stored);
            if read.allowed {
                let read = (&read, &version);
                tables = self
                    .seen_tables(&organisation, &dataset, read, stored)
                    .await?;
            }
        }
        Ok(SeenBy {
            knows: decide(&other, Action::SeeMetadata, &resource).allowed,
            grant: self.grant_of(dataset.id, &read).await?,
            organisation,
            name,
            read,
            tables,
            dataset,
        })
    }

    async fn seen_tables(
        &self,
        organisation: &Organisation,
        dataset: &Dataset,
        (read, version): (&Decision, &Version),
        stored: Vec<TableVersion>,
    ) -> Result<Vec<SeenTable>, HubError> {
        let plain = |table: &TableVersion| !is_aside(table.table.sql_name.as_str());
        let request = PageRequest {
            fields: Vec::new(),
            filters: Vec::new(),
            sort: None,
            after: None,
            limit: ROWS,
            with_total: false,
        };
        let mut seen = Vec::new();
        for table in stored.into_iter().filter(plain).take(TABLES) {
            let name = TableName {
                schema: organisation.slug.clone(),
                table: table.table.sql_name.clone(),
                version: VersionSelector::Current,
            };
            let access = self.access(read, version, name.table.as_str()).await?;
            let guarded = self.guarded(dataset.id, name, &table, access.clone())?;
            let limits = self.parts.page_limits;
            seen.push(SeenTable {
                name: table.table.name,
                stored: table.columns,
                access,
                page: self.parts.engine.page(&guarded, &request, limits).await?,
            });
        }
        Ok(seen)
    }

    /// Who that is, with what holds for them now.
    async fn viewer(
        &self,
        viewer: &Viewer,
        dataset: &Dataset,
    ) -> Result<(Principal, Option<String>), HubError> {
        match viewer {
            Viewer::Public => Ok((Principal::Anonymous, None)),
            Viewer::Person(email) => {
                let found = self.parts.accounts.by_email(&checked_email(email)?).await?;
                let open = found.filter(|found| found.account.closed_at.is_none());
                let account = open.ok_or(HubError::Invalid {
                    field: "viewer",
                    code: "unknown_account",
                })?;
                let name = account.account.name.clone();
                Ok((self.person(&account.account).await?, Some(name)))
            }
            Viewer::Organisation(slug) => {
                let named = self.organisation_named(slug.trim()).await;
                let organisation = named.map_err(|error| match error {
                    HubError::NotFound { .. } => HubError::Invalid {
                        field: "viewer",
                        code: "unknown_organisation",
                    },
                    error => error,
                })?;
                let member = self.member_of(&organisation, dataset).await?;
                Ok((member, Some(organisation.name)))
            }
        }
    }

    /// Somebody who reads for an organisation and holds nothing but what it was granted.
    async fn member_of(
        &self,
        organisation: &Organisation,
        dataset: &Dataset,
    ) -> Result<Principal, HubError> {
        let now = self.parts.clock.now();
        let grants = self.parts.grants.of_dataset(dataset.id).await?;
        let held = grants.iter().filter(|grant| {
            grant.to == Grantee::Organisation(organisation.id) && grant.holds_at(now)
        });
        let held: Vec<_> = held
            .map(|grant| {
                let held = HeldGrant {
                    id: grant.id,
                    covers_protected: grant.covers_protected,
                    statistics_only: grant.statistics_only,
                };
                (dataset.id, held)
            })
            .collect();
        Ok(Principal::Person {
            account: AccountId::from_uuid(uuid::Uuid::nil()),
            administrator: false,
            officer: false,
            memberships: vec![Membership {
                organisation: organisation.id,
                role: Role::Reader,
            }],
            grants: held.into(),
        })
    }
}
