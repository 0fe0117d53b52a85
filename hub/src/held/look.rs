//! What waits, told to those who decide about it.

use crate::drift::title;
use crate::ports::HeldVersion;
use crate::record::Opened;
use crate::take_in::is_aside;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource, decide};
use hebewerk_model::{
    Column, ColumnStatistics, Dataset, Drift, Organisation, Principal, Role, TableVersion, Waiting,
};

/// Values told of a column.
const VALUES: usize = 3;

/// A version that waits, of a dataset the asker maintains.
#[derive(Debug, Clone)]
pub struct WaitingVersion {
    /// Owner.
    pub organisation: Organisation,
    /// The dataset.
    pub dataset: Dataset,
    /// What waits.
    pub waiting: Waiting,
}

/// A version that waits, compared with the one that holds.
#[derive(Debug, Clone)]
pub struct HeldView {
    /// What waits.
    pub waiting: Waiting,
    /// For each of [`Waiting::drifts`] what its column held and holds; empty for those who may not read the rows.
    pub examples: Vec<DriftExample>,
}

/// Values of a column before and after, the most frequent ones or the bounds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DriftExample {
    /// In the version that holds.
    pub before: Vec<String>,
    /// In the version that waits.
    pub after: Vec<String>,
}

impl Hub {
    /// Versions that wait for a decision of the asker, longest first.
    pub async fn waiting(&self, principal: &Principal) -> Result<Vec<WaitingVersion>, HubError> {
        let own: Option<Vec<_>> = match principal {
            Principal::Operator => None,
            Principal::Anonymous => return Ok(Vec::new()),
            _ => Some(
                principal
                    .memberships()
                    .iter()
                    .filter(|membership| membership.role >= Role::Steward)
                    .map(|membership| membership.organisation)
                    .collect(),
            ),
        };
        let mut versions = Vec::new();
        for (id, waiting) in self.parts.held.waiting(own.as_deref()).await? {
            let Some(dataset) = self.parts.datasets.get(id).await? else {
                continue;
            };
            if !decide(principal, Action::Maintain, &Resource::of(&dataset)).allowed {
                continue;
            }
            let organisation = self.parts.organisations.get(dataset.organisation).await?;
            versions.extend(organisation.map(|organisation| WaitingVersion {
                organisation,
                dataset,
                waiting,
            }));
        }
        Ok(versions)
    }

    /// The version of a dataset that waits, compared with the one that holds, for those who decide about it.
    pub async fn held(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
    ) -> Result<Option<HeldView>, HubError> {
        let decided = self.decided(principal, organisation, dataset).await?;
        self.held_view(principal, &decided.dataset).await
    }

    /// Whether deliveries of a dataset become current whatever they do otherwise, for those who decide about it.
    pub async fn takes_all(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
    ) -> Result<bool, HubError> {
        let decided = self.decided(principal, organisation, dataset).await?;
        Ok(self.parts.held.takes_all(decided.dataset.id).await?)
    }

    /// The same for a dataset the asker is known to maintain.
    pub(crate) async fn held_view(
        &self,
        principal: &Principal,
        dataset: &Dataset,
    ) -> Result<Option<HeldView>, HubError> {
        let Some(held) = self.parts.held.held(dataset.id).await? else {
            return Ok(None);
        };
        let read = decide(principal, Action::ReadRows, &Resource::of(dataset));
        let examples = if read.allowed && !read.conditions.restrict(&held.version.personal) {
            let held_back = (dataset, Opened::version(Some(&held.version)));
            self.record_read(principal, "show", held_back, &read)
                .await?;
            self.examples(&held).await?
        } else {
            Vec::new()
        };
        Ok(Some(HeldView {
            waiting: held.waiting(),
            examples,
        }))
    }

    async fn examples(&self, held: &HeldVersion) -> Result<Vec<DriftExample>, HubError> {
        let versions = &self.parts.versions;
        let number = held.waiting().holds;
        let Some(version) = versions.get(held.delivery.dataset, Some(number)).await? else {
            return Ok(Vec::new());
        };
        let tables = versions.tables(version.id).await?;
        let mut examples = Vec::with_capacity(held.drifts.len());
        for drift in &held.drifts {
            let mut example = DriftExample::default();
            if let Some(old) = of_drift(&tables, drift) {
                let known = versions.statistics(version.id, old.table.id).await?;
                let was = drift.name_before.as_deref();
                example.before = values(&old.columns, &known, |column| match was {
                    Some(name) => column.name == name,
                    None => drift.column.as_deref() == Some(title(column)),
                });
            }
            let new = held.tables.iter().find(|new| {
                let table = &new.table.table;
                table.name == drift.table && !is_aside(table.sql_name.as_str())
            });
            if let Some(new) = new {
                example.after = values(&new.table.columns, &new.statistics, |column| {
                    drift.column.as_deref() == Some(title(column))
                });
            }
            examples.push(example);
        }
        Ok(examples)
    }
}

/// The table of the version that holds which a drift speaks of: an only table may have been called otherwise.
fn of_drift<'a>(tables: &'a [TableVersion], drift: &Drift) -> Option<&'a TableVersion> {
    let mut plain = tables
        .iter()
        .filter(|table| !is_aside(table.table.sql_name.as_str()));
    let named = plain.clone().find(|table| table.table.name == drift.table);
    let only = plain.next().filter(|_first| plain.next().is_none());
    named.or(only)
}

fn values(
    columns: &[Column],
    statistics: &[ColumnStatistics],
    is_it: impl Fn(&Column) -> bool,
) -> Vec<String> {
    let mut known = columns.iter().zip(statistics);
    let Some((_column, known)) = known.find(|(column, _known)| is_it(column)) else {
        return Vec::new();
    };
    if known.frequent.is_empty() {
        let bounds = [&known.min, &known.max].into_iter().flatten();
        let mut bounds: Vec<String> = bounds.cloned().collect();
        bounds.dedup();
        return bounds;
    }
    let frequent = known.frequent.iter().take(VALUES);
    frequent.map(|one| one.value.clone()).collect()
}
