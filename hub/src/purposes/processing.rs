//! The record of processing activities (DSGVO Art. 30): what data of one house serve another for.

use crate::audit::broken_off;
use crate::ports::Answer;
use crate::{Hub, HubError};
use arrow::array::{ArrayRef, RecordBatch, StringArray};
use arrow::datatypes::{DataType, Field, Schema};
use futures::{StreamExt, stream};
use hebewerk_model::{DatasetId, Grantee, OrganisationId, PersonalKind, Principal, StatedPurpose};
use jiff::Timestamp;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Names of the columns of an export; each is the key of a heading `processing-column-<name>`.
pub const PROCESSING_COLUMNS: [&str; 10] = [
    "purpose",
    "legal_basis",
    "reference",
    "user",
    "datasets",
    "personal",
    "kind",
    "since",
    "until",
    "times",
];

/// How data came to serve a purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProcessingKind {
    /// Somebody joined data of several houses.
    Joined,
    /// A house granted the right to read.
    Granted,
}

impl ProcessingKind {
    /// Stable code as shown.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Joined => "joined",
            Self::Granted => "granted",
        }
    }
}

/// One processing activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Processing {
    /// How.
    pub kind: ProcessingKind,
    /// What for.
    pub purpose: String,
    /// On which legal basis.
    pub legal_basis: String,
    /// File reference.
    pub reference: Option<String>,
    /// Who uses the data: the name of an office; of a person for a grant to one; none for whoever holds the data
    /// directory.
    pub user: Option<String>,
    /// Datasets as `house/dataset`, in order.
    pub datasets: Vec<String>,
    /// Kinds of personal data found in them, in order.
    pub personal: Vec<PersonalKind>,
    /// Since when.
    pub since: Timestamp,
    /// Of joined data: when it was stated last. Of a grant: when it ends or ended; none while it is open.
    pub until: Option<Timestamp>,
    /// On how many days it was stated; 1 for a grant.
    pub times: u64,
}

/// What is known of a dataset.
#[derive(Default)]
struct Known {
    place: String,
    personal: Vec<PersonalKind>,
}

impl Hub {
    /// All processing activities on record, newest first: for the data protection officer. That somebody looked is on
    /// record too.
    pub async fn processing_record(
        &self,
        principal: &Principal,
    ) -> Result<Vec<Processing>, HubError> {
        let decision = self.watching(principal, "read_processing").await?;
        let event = self.event(principal, "read_processing", None, &decision);
        self.record_once_a_day(event).await?;
        let purposes = self.parts.purposes.all().await?;
        let grants = self.parts.grants.all().await?;
        let mut ids: Vec<DatasetId> = grants.iter().map(|grant| grant.dataset).collect();
        ids.extend(purposes.iter().flat_map(|purpose| &purpose.datasets));
        ids.sort_unstable();
        ids.dedup();
        let known = self.known_of(&ids).await?;
        let houses = self.parts.organisations.list().await?;
        let house = |id: OrganisationId| {
            let house = houses.iter().find(|house| house.id == id);
            house.map(|house| house.name.clone())
        };
        let accounts = self.parts.accounts.list().await?;
        let mut record: Vec<Processing> = Vec::new();
        for purpose in purposes {
            let user = purpose.office.and_then(&house);
            join(&mut record, purpose, user, &known);
        }
        for grant in grants {
            let user = match grant.to {
                Grantee::Organisation(office) => house(office),
                Grantee::Account(account) => {
                    let account = accounts.iter().find(|known| known.id == account);
                    account.map(|account| account.name.clone())
                }
            };
            let (datasets, personal) = told(&[grant.dataset], &known);
            record.push(Processing {
                kind: ProcessingKind::Granted,
                purpose: grant.purpose,
                legal_basis: grant.legal_basis,
                reference: grant.reference,
                user,
                datasets,
                personal,
                since: grant.granted_at,
                until: grant.revoked_at.or(grant.expires_at),
                times: 1,
            });
        }
        record.sort_by_key(|one| std::cmp::Reverse(one.since));
        Ok(record)
    }

    /// The same as a table that leaves the hub; `say` puts codes (`processing`, `personal_kind`) into words.
    pub async fn export_processing(
        &self,
        principal: &Principal,
        say: &(dyn Fn(&'static str, &str) -> String + Send + Sync),
    ) -> Result<Answer, HubError> {
        let record = self.processing_record(principal).await?;
        let column = |of: &dyn Fn(&Processing) -> Option<String>| -> ArrayRef {
            Arc::new(record.iter().map(of).collect::<StringArray>())
        };
        let day = |at: Timestamp| at.to_string();
        let columns = vec![
            column(&|one| Some(one.purpose.clone())),
            column(&|one| Some(one.legal_basis.clone())),
            column(&|one| one.reference.clone()),
            column(&|one| one.user.clone()),
            column(&|one| Some(one.datasets.join(", "))),
            column(&|one| {
                let kinds = one.personal.iter();
                let kinds = kinds.map(|kind| say("personal_kind", kind.code()));
                Some(kinds.collect::<Vec<_>>().join(", "))
            }),
            column(&|one| Some(say("processing", one.kind.code()))),
            column(&|one| Some(day(one.since))),
            column(&|one| one.until.map(day)),
            column(&|one| Some(one.times.to_string())),
        ];
        let fields = PROCESSING_COLUMNS.map(|name| Field::new(name, DataType::Utf8, true));
        let schema = Arc::new(Schema::new(fields.to_vec()));
        let batch = RecordBatch::try_new(Arc::clone(&schema), columns).map_err(broken_off)?;
        Ok(Answer {
            schema,
            batches: stream::iter([Ok(batch)]).boxed(),
        })
    }

    async fn known_of(&self, ids: &[DatasetId]) -> Result<HashMap<DatasetId, Known>, HubError> {
        let mut known = HashMap::new();
        for dataset in self.parts.datasets.get_many(ids).await? {
            let house = self.parts.organisations.get(dataset.organisation).await?;
            let house = house.map_or_else(String::new, |house| house.slug.to_string());
            let version = self.parts.versions.get(dataset.id, None).await?;
            let personal = version.map_or_else(Vec::new, |version| version.personal);
            known.insert(
                dataset.id,
                Known {
                    place: format!("{house}/{}", dataset.slug),
                    personal: personal.into_iter().map(|found| found.kind).collect(),
                },
            );
        }
        Ok(known)
    }
}

/// Adds a purpose to the activity it repeats, or begins one. Purposes come newest first.
fn join(
    record: &mut Vec<Processing>,
    purpose: StatedPurpose,
    user: Option<String>,
    known: &HashMap<DatasetId, Known>,
) {
    let (datasets, personal) = told(&purpose.datasets, known);
    let same = record.iter_mut().find(|other| {
        other.kind == ProcessingKind::Joined
            && other.user == user
            && other.purpose == purpose.purpose
            && other.legal_basis == purpose.legal_basis
            && other.reference == purpose.reference
            && other.datasets == datasets
    });
    if let Some(same) = same {
        same.since = purpose.stated_at;
        same.times += 1;
        return;
    }
    record.push(Processing {
        kind: ProcessingKind::Joined,
        purpose: purpose.purpose,
        legal_basis: purpose.legal_basis,
        reference: purpose.reference,
        user,
        datasets,
        personal,
        since: purpose.stated_at,
        until: Some(purpose.stated_at),
        times: 1,
    });
}

/// Places of datasets and kinds of personal data in them.
fn told(ids: &[DatasetId], known: &HashMap<DatasetId, Known>) -> (Vec<String>, Vec<PersonalKind>) {
    let found = ids.iter().filter_map(|id| known.get(id));
    let mut places: Vec<String> = found.clone().map(|known| known.place.clone()).collect();
    places.sort_unstable();
    let kinds: BTreeSet<PersonalKind> = found.flat_map(|known| known.personal.clone()).collect();
    (places, kinds.into_iter().collect())
}
