//! The hub's ports in memory: empty, or holding a small city. Enough to see what the door does; what the real
//! ports do is tested in their own rooms.

use crate::fake_connections::Systems;
use arrow::record_batch::RecordBatch;
use async_trait::async_trait;
use futures::StreamExt;
use futures::stream::BoxStream;
use hebewerk_guard::Audience;
use hebewerk_hub::ports::*;
use hebewerk_hub::{Hub, HubParts};
use hebewerk_model::*;
use jiff::Timestamp;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// A moment for tests: 20 November 2026, 12:00 in Berlin.
pub(crate) struct Noon;

impl Clock for Noon {
    fn now(&self) -> Timestamp {
        "2026-11-20T11:00:00Z".parse().unwrap()
    }
}

/// What a small city holds.
#[derive(Default)]
pub(crate) struct City {
    pub(crate) organisations: Vec<Organisation>,
    pub(crate) datasets: Vec<Dataset>,
    /// Newest first.
    pub(crate) versions: Vec<Version>,
    pub(crate) tables: Vec<TableVersion>,
    pub(crate) statistics: Vec<ColumnStatistics>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) deliveries: Vec<Delivery>,
    /// What every table holds.
    pub(crate) rows: Option<RecordBatch>,
    /// What every delivery holds.
    pub(crate) raw: &'static [u8],
    /// What every uploaded file is recognised as.
    pub(crate) inspection: Option<Inspection>,
    /// Slugs of houses the facets count beside the usual values.
    pub(crate) facets: Vec<String>,
    /// Key words the facets count beside the usual values.
    pub(crate) tags: Vec<String>,
    /// Folder for uploads.
    pub(crate) staging: PathBuf,
    /// What every dataset was corrected by.
    pub(crate) recipe: Recipe,
    /// What a catalogue waits for before it commits.
    pub(crate) gate: Option<Arc<tokio::sync::Semaphore>>,
    /// What a reader waits for before it reads a whole file.
    pub(crate) reading: Option<Arc<Mutex<()>>>,
    /// What it sees of the beginning of a file.
    pub(crate) begins: Option<Inspection>,
    /// Whether no byte more fits on the disk.
    pub(crate) is_full: bool,
}

/// Remembers accounts and sessions; data never change.
#[derive(Default)]
pub(crate) struct Fake {
    city: City,
    accounts: Mutex<Vec<Credentials>>,
    sessions: Mutex<Vec<Session>>,
    keys: Mutex<Vec<(TokenHash, AccessKey)>>,
    factors: Mutex<HashMap<AccountId, KeptFactor>>,
    given: Mutex<HashMap<AccountId, Timestamp>>,
    /// Whether passwords that administrators gave stay such; else everybody has chosen their own at once.
    pub(crate) keeps_given: Mutex<bool>,
    passkeys: Mutex<Vec<Passkey>>,
    setup: Mutex<Option<TokenHash>>,
    /// What the flows have written to the audit.
    pub(crate) audit: Mutex<Vec<Event>>,
    /// An entry of it that somebody changed afterwards.
    pub(crate) tampered: Mutex<Option<u64>>,
    /// Whether the folder of the lake is gone.
    pub(crate) lake_is_gone: Mutex<bool>,
    /// Whether every call of the catalogue fails.
    pub(crate) broken: Mutex<bool>,
    /// The version that waits to be accepted.
    pub(crate) held: Mutex<Option<HeldVersion>>,
    takes_all: Mutex<bool>,
    grants: Mutex<Vec<Grant>>,
    pub(crate) erasures: Mutex<Vec<Erasure>>,
    pub(crate) purposes: Mutex<Vec<StatedPurpose>>,
    /// Pages of views.
    pub(crate) overviews: Mutex<Vec<Overview>>,
    pub(crate) kept: crate::fake_subscriptions::Kept,
    /// Views with all they were, the newest edition last.
    pub(crate) views: Mutex<Vec<(SavedView, Vec<ViewEdition>)>>,
    /// What became public, and what is to become so.
    pub(crate) releases: Mutex<Vec<Release>>,
    /// Bridges that were found.
    pub(crate) bridges: Mutex<Vec<Bridge>>,
    /// How often somebody asked which of them changed.
    pub(crate) revision: std::sync::atomic::AtomicI64,
    /// Rules of protection that were laid down.
    pub(crate) laid_down: Mutex<Vec<ProtectionChange>>,
    /// What was said of datasets.
    pub(crate) said: Mutex<Vec<Description>>,
    /// Datasets that were announced.
    pub(crate) announced: Mutex<Vec<Dataset>>,
    /// Versions committed.
    pub(crate) committed: Mutex<Vec<NewVersion>>,
    sender: Mutex<Option<AccountId>>,
    /// Connections and the systems behind them.
    pub(crate) systems: Mutex<Systems>,
}

impl Fake {
    /// From now on every delivery was brought by this account.
    pub(crate) fn delivered_by(&self, account: AccountId) {
        *self.sender.lock().unwrap() = Some(account);
    }

    /// Takes the right to run the hub from everybody, as another administrator would.
    pub(crate) fn nobody_administers(&self) {
        for known in self.accounts.lock().unwrap().iter_mut() {
            known.account.administrator = false;
        }
    }

    /// Takes every role from everybody.
    pub(crate) fn nobody_stewards(&self) {
        for known in self.accounts.lock().unwrap().iter_mut() {
            known.account.memberships.clear();
        }
    }

    /// Names and rights of all accounts.
    pub(crate) fn accounts(&self) -> Vec<Account> {
        let accounts = self.accounts.lock().unwrap();
        accounts.iter().map(|known| known.account.clone()).collect()
    }

    pub(crate) fn answer<T>(&self, value: T) -> Result<T, StoreError> {
        if *self.broken.lock().unwrap() {
            return Err(StoreError::Database {
                doing: "test",
                source: "the disk is gone: secret details".into(),
            });
        }
        Ok(value)
    }
}

/// A hub over a city.
pub(crate) fn hub(city: City) -> (Arc<Hub>, Arc<Fake>) {
    let staging = city.staging.clone();
    let nothing = Arc::new(Fake {
        city,
        ..Fake::default()
    });
    let hub = Hub::new(HubParts {
        organisations: nothing.clone(),
        datasets: nothing.clone(),
        versions: nothing.clone(),
        grants: nothing.clone(),
        releases: nothing.clone(),
        bridges: nothing.clone(),
        bridge_trail: nothing.clone(),
        joint_uses: nothing.clone(),
        releases_needed: false,
        held: nothing.clone(),
        accounts: nothing.clone(),
        access_keys: nothing.clone(),
        second_factors: nothing.clone(),
        passkeys: nothing.clone(),
        invitations: nothing.clone(),
        providers: None,
        sessions: nothing.clone(),
        saved_queries: nothing.clone(),
        views: nothing.clone(),
        overviews: nothing.clone(),
        subscriptions: nothing.clone(),
        notices: nothing.clone(),
        notice_feeds: nothing.clone(),
        connections: nothing.clone(),
        connectors: nothing.clone(),
        foreigns: nothing.clone(),
        vault: nothing.clone(),
        mail: None,
        journal: nothing.clone(),
        trail: nothing.clone(),
        anchors: nothing.clone(),
        subjects: nothing.clone(),
        erasures: nothing.clone(),
        purposes: nothing.clone(),
        audit_days: HubParts::AUDIT_DAYS,
        raw: nothing.clone(),
        rows: nothing.clone(),
        reader: nothing.clone(),
        topics: nothing.clone(),
        index: nothing.clone(),
        foreign_index: Arc::new(crate::fake_foreign::NothingElsewhere),
        engine: nothing.clone(),
        prepared: Arc::new(NothingPrepared),
        clock: Arc::new(Noon),
        identifiers: Arc::new(SystemIdentifiers),
        staging,
        privileged_need_second_factor: false,
        everybody_needs_second_factor: false,
        question_limits: HubParts::QUESTION_LIMITS,
        page_limits: HubParts::PAGE_LIMITS,
        download_limits: HubParts::DOWNLOAD_LIMITS,
    });
    (Arc::new(hub), nothing)
}

#[async_trait]
impl Organisations for Fake {
    async fn list(&self) -> Result<Vec<Organisation>, StoreError> {
        self.answer(self.city.organisations.clone())
    }
    async fn get(&self, id: OrganisationId) -> Result<Option<Organisation>, StoreError> {
        self.answer(
            self.city
                .organisations
                .iter()
                .find(|known| known.id == id)
                .cloned(),
        )
    }
    async fn by_slug(&self, slug: &Slug) -> Result<Option<Organisation>, StoreError> {
        self.answer(
            self.city
                .organisations
                .iter()
                .find(|known| known.slug == *slug)
                .cloned(),
        )
    }
    async fn below(&self, id: OrganisationId) -> Result<Vec<OrganisationId>, StoreError> {
        let all = self.city.organisations.iter();
        let below = all.filter(|known| known.parent == Some(id) && !known.sealed);
        self.answer(below.map(|known| known.id).collect())
    }
    async fn save(&self, _organisation: &Organisation, events: &[Event]) -> Result<(), StoreError> {
        self.audit.lock().unwrap().extend(events.iter().cloned());
        self.answer(())
    }
}

impl Fake {
    fn open_datasets(&self) -> Vec<Dataset> {
        let mut open = self.city.datasets.clone();
        open.retain(|known| {
            known.visibility == Visibility::Public && known.state != DatasetState::Withdrawn
        });
        open.sort_by_key(|known| known.id);
        open
    }

    /// One a public dataset, in order of time; those that are withdrawn are closed.
    fn public_changes(&self) -> Vec<OpenChange> {
        let mut public = self.city.datasets.clone();
        public.retain(|known| known.visibility == Visibility::Public);
        public.sort_by_key(|known| (known.updated_at, known.id));
        let versions = &self.city.versions;
        let numbered = public.into_iter().zip(1..);
        numbered
            .map(|(dataset, sequence)| OpenChange {
                dataset: dataset.id,
                sequence,
                at: dataset.updated_at,
                version: versions
                    .iter()
                    .filter(|version| version.dataset == dataset.id)
                    .map(|version| version.number)
                    .max(),
                is_open: dataset.state != DatasetState::Withdrawn,
            })
            .collect()
    }
}

#[async_trait]
impl Datasets for Fake {
    async fn get(&self, id: DatasetId) -> Result<Option<Dataset>, StoreError> {
        let announced = self.announced.lock().unwrap();
        let mut all = self.city.datasets.iter().chain(announced.iter());
        self.answer(all.find(|known| known.id == id).cloned())
    }
    async fn get_many(&self, ids: &[DatasetId]) -> Result<Vec<Dataset>, StoreError> {
        let known = self.city.datasets.iter();
        self.answer(
            known
                .filter(|known| ids.contains(&known.id))
                .cloned()
                .collect(),
        )
    }
    async fn by_slug(
        &self,
        organisation: OrganisationId,
        slug: &Slug,
    ) -> Result<Option<Dataset>, StoreError> {
        let mut known = self.city.datasets.iter();
        let found = known.find(|known| known.organisation == organisation && known.slug == *slug);
        self.answer(found.cloned())
    }
    async fn by_source(
        &self,
        _organisation: OrganisationId,
        _source: &str,
    ) -> Result<Option<Dataset>, StoreError> {
        self.answer(None)
    }
    async fn by_table(&self, schema: &Slug, table: &Slug) -> Result<Option<Dataset>, StoreError> {
        let city = &self.city;
        let owner = city
            .organisations
            .iter()
            .find(|known| known.slug == *schema)
            .map(|known| known.id);
        let mut tables = city
            .tables
            .iter()
            .filter(|known| known.table.sql_name == *table);
        let found = tables.find_map(|table| {
            let mut datasets = city.datasets.iter();
            datasets
                .find(|known| known.id == table.table.dataset && Some(known.organisation) == owner)
        });
        self.answer(found.cloned())
    }
    async fn list(
        &self,
        _organisation: Option<OrganisationId>,
        after: Option<DatasetId>,
        _limit: u32,
    ) -> Result<Vec<Dataset>, StoreError> {
        let all = if after.is_none() {
            self.city.datasets.clone()
        } else {
            Vec::new()
        };
        self.answer(all)
    }
    async fn open(&self, after: Option<DatasetId>, limit: u32) -> Result<Vec<Dataset>, StoreError> {
        let mut open = self.open_datasets();
        open.retain(|known| after.is_none_or(|after| known.id > after));
        open.truncate(limit as usize);
        self.answer(open)
    }
    async fn open_count(&self) -> Result<OpenCount, StoreError> {
        let open = self.open_datasets();
        self.answer(OpenCount {
            datasets: open.len() as u64,
            modified: open.iter().map(|known| known.updated_at).max(),
        })
    }
    async fn announce(&self, dataset: &Dataset, _event: &Event) -> Result<(), StoreError> {
        self.announced.lock().unwrap().push(dataset.clone());
        self.answer(())
    }
    async fn change(
        &self,
        _id: DatasetId,
        change: DatasetChange,
        event: &Event,
    ) -> Result<(), StoreError> {
        match change {
            DatasetChange::Protection { protection, after } => {
                let mut laid_down = self.laid_down.lock().unwrap();
                laid_down.push(ProtectionChange {
                    number: after + 1,
                    at: event.at,
                    by: event.account,
                    protection,
                });
            }
            DatasetChange::Description(said) => self.said.lock().unwrap().push(*said),
            DatasetChange::Visibility(_) | DatasetChange::State(_) => {}
        }
        self.answer(())
    }
    async fn protections(&self, _id: DatasetId) -> Result<Vec<ProtectionChange>, StoreError> {
        let laid_down = self.laid_down.lock().unwrap();
        self.answer(laid_down.iter().rev().cloned().collect())
    }
    async fn recipes(&self, _id: DatasetId, _limit: u32) -> Result<Vec<RecipeChange>, StoreError> {
        let recipe = self.city.recipe.clone();
        let change = RecipeChange {
            at: "2026-11-20T05:10:00Z".parse().unwrap(),
            by_office: true,
            recipe,
        };
        let has_one = change.recipe != Recipe::default();
        self.answer(has_one.then_some(change).into_iter().collect())
    }
    async fn recipe(&self, _id: DatasetId) -> Result<Recipe, StoreError> {
        self.answer(self.city.recipe.clone())
    }
    async fn counts(&self) -> Result<Vec<DatasetCount>, StoreError> {
        let datasets = self.city.datasets.iter();
        self.answer(
            datasets
                .map(|dataset| DatasetCount {
                    organisation: dataset.organisation,
                    visibility: dataset.visibility,
                    lifted: u64::from(dataset.state == DatasetState::Lifted),
                    known: 1,
                })
                .collect(),
        )
    }
    async fn mark(&self) -> Result<CatalogueMark, StoreError> {
        self.answer(CatalogueMark {
            catalogue: CatalogueId::from_uuid(uuid::Uuid::nil()),
            last_change: 1_000,
        })
    }
    async fn changed_since(
        &self,
        _sequence: i64,
        _limit: u32,
    ) -> Result<Vec<(i64, DatasetId)>, StoreError> {
        self.answer(Vec::new())
    }
    async fn open_changes(
        &self,
        window: OpenWindow,
        limit: u32,
    ) -> Result<Vec<OpenChange>, StoreError> {
        let mut changes = self.public_changes();
        match window {
            OpenWindow::Before(before) => {
                changes.retain(|change| before.is_none_or(|before| change.sequence < before));
                changes.reverse();
            }
            OpenWindow::After(after) => changes.retain(|change| change.sequence > after),
        }
        changes.truncate(limit as usize);
        self.answer(changes)
    }
    async fn open_changes_behind(&self, moment: Timestamp) -> Result<i64, StoreError> {
        let changes = self.public_changes();
        let first = changes.iter().find(|change| change.at >= moment);
        let last = changes.last().map_or(0, |last| last.sequence);
        self.answer(first.map_or(last, |first| first.sequence - 1))
    }
    async fn open_changes_count(&self, after: i64) -> Result<(u64, i64), StoreError> {
        let changes = self.public_changes();
        let behind = changes
            .iter()
            .filter(|change| change.sequence > after && change.is_open);
        let last = changes.last().map_or(0, |last| last.sequence);
        self.answer((behind.count() as u64, last))
    }
}

#[async_trait]
impl Versions for Fake {
    async fn commit(&self, new: NewVersion) -> Result<Version, StoreError> {
        if let Some(gate) = &self.city.gate {
            gate.acquire().await.unwrap().forget();
        }
        self.committed.lock().unwrap().push(new.clone());
        self.answer(new.version)
    }
    async fn record(&self, _delivery: UnreadDelivery) -> Result<(), StoreError> {
        self.answer(())
    }
    async fn list(
        &self,
        dataset: DatasetId,
        before: Option<VersionNumber>,
        limit: u32,
    ) -> Result<Vec<Version>, StoreError> {
        let versions = self.city.versions.iter();
        self.answer(
            versions
                .filter(|known| known.dataset == dataset)
                .filter(|known| before.is_none_or(|before| known.number.0 < before.0))
                .take(limit as usize)
                .cloned()
                .collect(),
        )
    }
    async fn get(
        &self,
        dataset: DatasetId,
        number: Option<VersionNumber>,
    ) -> Result<Option<Version>, StoreError> {
        let mut versions = self.city.versions.iter();
        let found = versions.find(|known| {
            known.dataset == dataset && number.is_none_or(|number| known.number == number)
        });
        self.answer(found.cloned())
    }
    async fn as_of(
        &self,
        _dataset: DatasetId,
        _moment: Timestamp,
    ) -> Result<Option<Version>, StoreError> {
        self.answer(None)
    }
    async fn census(&self) -> Result<Census, StoreError> {
        self.answer(Census {
            datasets: self.city.datasets.len() as u64,
            versions: self.city.versions.len() as u64,
            deliveries: vec![(DeliveryOutcome::Version, self.city.deliveries.len() as u64)],
        })
    }
    async fn tables(&self, version: VersionId) -> Result<Vec<TableVersion>, StoreError> {
        let tables = self.city.tables.iter();
        self.answer(
            tables
                .filter(|known| known.version == version)
                .cloned()
                .collect(),
        )
    }
    async fn newest_tables(&self) -> Result<Vec<NewestTable>, StoreError> {
        let mut newest: Vec<NewestTable> = Vec::new();
        for table in &self.city.tables {
            if newest
                .iter()
                .all(|known| known.sql_name != table.table.sql_name)
            {
                newest.push(NewestTable {
                    id: table.table.id,
                    dataset: table.table.dataset,
                    sql_name: table.table.sql_name.clone(),
                    columns: table.columns.clone(),
                    personal: Vec::new(),
                });
            }
        }
        self.answer(newest)
    }
    async fn dataset_of(&self, table: TableId) -> Result<Option<DatasetId>, StoreError> {
        let mut tables = self.city.tables.iter();
        let found = tables.find(|known| known.table.id == table);
        self.answer(found.map(|known| known.table.dataset))
    }
    async fn next_column_id(&self, _table: TableId) -> Result<i32, StoreError> {
        self.answer(1)
    }
    async fn statistics(
        &self,
        _version: VersionId,
        _table: TableId,
    ) -> Result<Vec<ColumnStatistics>, StoreError> {
        self.answer(self.city.statistics.clone())
    }
    async fn findings(&self, _delivery: DeliveryId) -> Result<Vec<Finding>, StoreError> {
        self.answer(self.city.findings.clone())
    }
    async fn deliveries_before(
        &self,
        dataset: DatasetId,
        before: DeliveryId,
        limit: u32,
    ) -> Result<Vec<Delivery>, StoreError> {
        let all = self.deliveries(dataset, u32::MAX).await?;
        let behind = all.into_iter().skip_while(|known| known.id != before);
        self.answer(behind.skip(1).take(limit as usize).collect())
    }
    async fn deliveries(
        &self,
        dataset: DatasetId,
        _limit: u32,
    ) -> Result<Vec<Delivery>, StoreError> {
        let deliveries = self.city.deliveries.iter();
        self.answer(
            deliveries
                .filter(|known| known.dataset == dataset)
                .map(|known| Delivery {
                    by: known.by.or(*self.sender.lock().unwrap()),
                    ..known.clone()
                })
                .collect(),
        )
    }
    async fn newest(&self, _limit: u32) -> Result<Vec<Version>, StoreError> {
        self.answer(self.city.versions.clone())
    }
}

#[async_trait]
impl HeldVersions for Fake {
    async fn hold(&self, held: HeldVersion, _event: &Event) -> Result<(), StoreError> {
        *self.held.lock().unwrap() = Some(held);
        self.answer(())
    }
    async fn held(&self, dataset: DatasetId) -> Result<Option<HeldVersion>, StoreError> {
        let held = self.held.lock().unwrap().clone();
        self.answer(held.filter(|held| held.delivery.dataset == dataset))
    }
    async fn waiting(
        &self,
        _organisations: Option<&[OrganisationId]>,
    ) -> Result<Vec<(DatasetId, Waiting)>, StoreError> {
        let held = self.held.lock().unwrap();
        let told = held
            .iter()
            .map(|held| (held.delivery.dataset, held.waiting()));
        self.answer(told.collect())
    }
    async fn refuse(&self, _delivery: DeliveryId, event: &Event) -> Result<(), StoreError> {
        *self.held.lock().unwrap() = None;
        self.audit.lock().unwrap().push(event.clone());
        self.answer(())
    }
    async fn takes_all(&self, _dataset: DatasetId) -> Result<bool, StoreError> {
        self.answer(*self.takes_all.lock().unwrap())
    }
    async fn set_takes_all(
        &self,
        _dataset: DatasetId,
        takes_all: bool,
        event: &Event,
    ) -> Result<(), StoreError> {
        *self.takes_all.lock().unwrap() = takes_all;
        self.audit.lock().unwrap().push(event.clone());
        self.answer(())
    }
}

fn held_grant(grant: &Grant) -> (DatasetId, HeldGrant) {
    let held = HeldGrant {
        id: grant.id,
        covers_protected: grant.covers_protected,
        statistics_only: grant.statistics_only,
    };
    (grant.dataset, held)
}

#[async_trait]
impl Releases for Fake {
    async fn of_dataset(&self, dataset: DatasetId) -> Result<Vec<Release>, StoreError> {
        let releases = self.releases.lock().unwrap();
        let of_it = releases.iter().filter(|release| release.dataset == dataset);
        self.answer(of_it.rev().cloned().collect())
    }
    async fn released_versions(
        &self,
        dataset: DatasetId,
    ) -> Result<Vec<VersionNumber>, StoreError> {
        let releases = self.releases.lock().unwrap();
        let of_it = releases.iter().filter(|release| release.dataset == dataset);
        let agreed = of_it.filter(|release| release.state == ReleaseState::Agreed);
        self.answer(agreed.map(|release| release.version).collect())
    }
    async fn waiting(&self) -> Result<Vec<Release>, StoreError> {
        let releases = self.releases.lock().unwrap();
        let waiting = releases
            .iter()
            .filter(|it| it.state == ReleaseState::Applied);
        self.answer(waiting.cloned().collect())
    }
    async fn keep(&self, release: &Release, event: &Event) -> Result<(), StoreError> {
        self.releases.lock().unwrap().push(release.clone());
        self.audit.lock().unwrap().push(event.clone());
        self.answer(())
    }
    async fn agree(&self, id: ReleaseId, event: &Event) -> Result<(), StoreError> {
        self.decide(id, ReleaseState::Agreed, None, event)
    }
    async fn refuse(&self, id: ReleaseId, reason: &str, event: &Event) -> Result<(), StoreError> {
        self.decide(id, ReleaseState::Refused, Some(reason), event)
    }
    async fn withdraw(
        &self,
        dataset: DatasetId,
        _to: Visibility,
        reason: &str,
        event: &Event,
    ) -> Result<(), StoreError> {
        let mut releases = self.releases.lock().unwrap();
        for release in releases.iter_mut().filter(|it| it.dataset == dataset) {
            release.state = ReleaseState::Withdrawn;
            release.reason = Some(reason.to_owned());
            release.withdrawn_at = Some(event.at);
        }
        self.answer(())
    }
}

impl Fake {
    fn decide(
        &self,
        id: ReleaseId,
        state: ReleaseState,
        reason: Option<&str>,
        event: &Event,
    ) -> Result<(), StoreError> {
        let mut releases = self.releases.lock().unwrap();
        for release in releases.iter_mut().filter(|release| release.id == id) {
            release.state = state;
            release.reason = reason.map(str::to_owned);
            release.decided_by = event.account;
            release.decided_at = Some(event.at);
        }
        self.audit.lock().unwrap().push(event.clone());
        self.answer(())
    }
}

#[async_trait]
impl Grants for Fake {
    async fn of_dataset(&self, dataset: DatasetId) -> Result<Vec<Grant>, StoreError> {
        let grants = self.grants.lock().unwrap();
        let of_it = grants.iter().filter(|grant| grant.dataset == dataset);
        self.answer(of_it.rev().cloned().collect())
    }
    async fn all(&self) -> Result<Vec<Grant>, StoreError> {
        let grants = self.grants.lock().unwrap();
        self.answer(grants.iter().rev().cloned().collect())
    }
    async fn held(&self, account: AccountId, now: Timestamp) -> Result<HeldGrants, StoreError> {
        let grants = self.grants.lock().unwrap();
        let held = grants
            .iter()
            .filter(|grant| grant.to == Grantee::Account(account) && grant.holds_at(now))
            .map(held_grant);
        self.answer(held.collect::<Vec<_>>().into())
    }
    async fn held_by_house(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
    ) -> Result<HeldGrants, StoreError> {
        let grants = self.grants.lock().unwrap();
        let held = grants
            .iter()
            .filter(|grant| grant.to == Grantee::Organisation(organisation) && grant.holds_at(now))
            .map(held_grant);
        self.answer(held.collect::<Vec<_>>().into())
    }
    async fn give(&self, grant: &Grant, event: &Event) -> Result<(), StoreError> {
        self.grants.lock().unwrap().push(grant.clone());
        self.audit.lock().unwrap().push(event.clone());
        self.answer(())
    }
    async fn revoke(&self, id: GrantId, event: &Event) -> Result<(), StoreError> {
        let mut grants = self.grants.lock().unwrap();
        for grant in grants.iter_mut().filter(|grant| grant.id == id) {
            grant.revoked_at = Some(event.at);
        }
        self.audit.lock().unwrap().push(event.clone());
        self.answer(())
    }
}

#[async_trait]
impl Accounts for Fake {
    async fn get(&self, id: AccountId) -> Result<Option<Account>, StoreError> {
        let accounts = self.accounts.lock().unwrap();
        self.answer(
            accounts
                .iter()
                .map(|known| known.account.clone())
                .find(|account| account.id == id),
        )
    }
    async fn by_email(&self, email: &Email) -> Result<Option<Credentials>, StoreError> {
        let accounts = self.accounts.lock().unwrap();
        self.answer(
            accounts
                .iter()
                .find(|known| known.account.email == *email)
                .cloned(),
        )
    }
    async fn password_given_at(&self, id: AccountId) -> Result<Option<Timestamp>, StoreError> {
        let given_at = self.given.lock().unwrap().get(&id).copied();
        self.answer(given_at.filter(|_at| *self.keeps_given.lock().unwrap()))
    }
    async fn let_password_last(&self, id: AccountId) -> Result<(), StoreError> {
        self.given.lock().unwrap().remove(&id);
        self.answer(())
    }
    async fn add(
        &self,
        account: &Account,
        password_hash: &str,
        event: &Event,
    ) -> Result<(), AccountError> {
        let mut accounts = self.accounts.lock().unwrap();
        if accounts
            .iter()
            .any(|known| known.account.email == account.email)
        {
            return Err(AccountError::EmailTaken);
        }
        accounts.push(Credentials {
            account: account.clone(),
            password_hash: Some(password_hash.to_owned()),
        });
        self.given.lock().unwrap().insert(account.id, event.at);
        self.audit.lock().unwrap().push(event.clone());
        Ok(self.answer(())?)
    }
    async fn change(
        &self,
        id: AccountId,
        change: &AccountChange,
        events: &[Event],
    ) -> Result<(), AccountError> {
        let mut accounts = self.accounts.lock().unwrap();
        let others_run_it = accounts.iter().any(|known| {
            known.account.id != id
                && known.account.administrator
                && known.account.closed_at.is_none()
        });
        let known = accounts
            .iter_mut()
            .find(|known| known.account.id == id)
            .ok_or(AccountError::Missing)?;
        let account = &mut known.account;
        if let Some(administrator) = change.administrator {
            if account.administrator && !administrator && !others_run_it {
                return Err(AccountError::LastAdministrator);
            }
            account.administrator = administrator;
        }
        account.email = change.email.clone().unwrap_or(account.email.clone());
        account.name = change.name.clone().unwrap_or(account.name.clone());
        account.language = change.language.unwrap_or(account.language);
        account.officer = change.officer.unwrap_or(account.officer);
        if let Some(memberships) = &change.memberships {
            account.memberships.clone_from(memberships);
        }
        if let Some(hash) = &change.password_hash {
            known.password_hash = Some(hash.clone());
            let mut given = self.given.lock().unwrap();
            match change.password_given_at {
                Some(at) => given.insert(id, at),
                None => given.remove(&id),
            };
            let mut sessions = self.sessions.lock().unwrap();
            sessions
                .retain(|known| known.open.account != id || Some(known.token) == change.surviving);
        }
        self.audit.lock().unwrap().extend_from_slice(events);
        Ok(self.answer(())?)
    }
    async fn close(&self, id: AccountId, event: &Event) -> Result<(), AccountError> {
        let mut accounts = self.accounts.lock().unwrap();
        if !accounts
            .iter()
            .any(|known| known.account.id != id && known.account.administrator)
        {
            return Err(AccountError::LastAdministrator);
        }
        for known in accounts.iter_mut().filter(|known| known.account.id == id) {
            known.account.closed_at = Some(event.at);
            known.password_hash = None;
        }
        self.sessions
            .lock()
            .unwrap()
            .retain(|known| known.open.account != id);
        self.audit.lock().unwrap().push(event.clone());
        Ok(self.answer(())?)
    }
    async fn reopen(
        &self,
        id: AccountId,
        password_hash: &str,
        event: &Event,
    ) -> Result<(), AccountError> {
        let mut accounts = self.accounts.lock().unwrap();
        for known in accounts.iter_mut().filter(|known| known.account.id == id) {
            known.account.closed_at = None;
            known.password_hash = Some(password_hash.to_owned());
            self.given.lock().unwrap().insert(id, event.at);
        }
        self.audit.lock().unwrap().push(event.clone());
        Ok(self.answer(())?)
    }
    async fn list(&self) -> Result<Vec<Account>, StoreError> {
        let accounts = self.accounts.lock().unwrap();
        self.answer(accounts.iter().map(|known| known.account.clone()).collect())
    }
    async fn has_administrator(&self) -> Result<bool, StoreError> {
        let accounts = self.accounts.lock().unwrap();
        self.answer(accounts.iter().any(|known| known.account.administrator))
    }
}

#[async_trait]
impl Sessions for Fake {
    async fn open(&self, session: &Session, _now: Timestamp) -> Result<(), StoreError> {
        self.sessions.lock().unwrap().push(session.clone());
        self.answer(())
    }
    async fn find(
        &self,
        token: &TokenHash,
        now: Timestamp,
    ) -> Result<Option<OpenSession>, StoreError> {
        let sessions = self.sessions.lock().unwrap();
        let found = sessions
            .iter()
            .find(|known| known.token == *token && known.open.expires_at > now);
        self.answer(found.map(|known| known.open.clone()))
    }
    async fn used(&self, id: SessionId, hour: Timestamp) -> Result<(), StoreError> {
        let mut sessions = self.sessions.lock().unwrap();
        for known in sessions.iter_mut().filter(|known| known.open.id == id) {
            known.open.used_at = hour;
        }
        self.answer(())
    }
    async fn of_account(
        &self,
        account: AccountId,
        now: Timestamp,
    ) -> Result<Vec<OpenSession>, StoreError> {
        let sessions = self.sessions.lock().unwrap();
        let own = sessions.iter().map(|known| known.open.clone());
        let own = own.filter(|open| open.account == account && open.expires_at > now);
        self.answer(own.collect())
    }
    async fn end(
        &self,
        account: AccountId,
        id: SessionId,
        event: &Event,
    ) -> Result<bool, StoreError> {
        let mut sessions = self.sessions.lock().unwrap();
        let before = sessions.len();
        sessions.retain(|known| known.open.id != id || known.open.account != account);
        self.audit.lock().unwrap().push(event.clone());
        self.answer(sessions.len() < before)
    }
    async fn end_all(
        &self,
        account: AccountId,
        surviving: Option<SessionId>,
        event: &Event,
    ) -> Result<u64, StoreError> {
        let mut sessions = self.sessions.lock().unwrap();
        let before = sessions.len();
        sessions.retain(|known| known.open.account != account || Some(known.open.id) == surviving);
        self.audit.lock().unwrap().push(event.clone());
        self.answer((before - sessions.len()) as u64)
    }
    async fn close(&self, token: &TokenHash, _now: Timestamp) -> Result<(), StoreError> {
        self.sessions
            .lock()
            .unwrap()
            .retain(|known| known.token != *token);
        self.answer(())
    }
    async fn keep_setup_token(
        &self,
        token: &TokenHash,
        _expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        *self.setup.lock().unwrap() = Some(*token);
        self.answer(())
    }
    async fn is_setup_token(&self, token: &TokenHash, _now: Timestamp) -> Result<bool, StoreError> {
        self.answer(*self.setup.lock().unwrap() == Some(*token))
    }
    async fn forget_expired(&self, _now: Timestamp) -> Result<u64, StoreError> {
        self.answer(0)
    }
    async fn set_up(
        &self,
        token: &TokenHash,
        account: &Account,
        password_hash: &str,
        event: &Event,
    ) -> Result<bool, AccountError> {
        if *self.setup.lock().unwrap() != Some(*token) {
            return Ok(false);
        }
        Accounts::add(self, account, password_hash, event).await?;
        // Whoever follows the link chooses the password.
        self.given.lock().unwrap().remove(&account.id);
        *self.setup.lock().unwrap() = None;
        Ok(true)
    }
}

/// A second factor with what was used of it.
struct KeptFactor {
    factor: SecondFactor,
    last_step: u64,
    codes: HashSet<TokenHash>,
}

/// Nobody is invited here; the flow is tested in `hub`.
#[async_trait]
impl Invitations for Fake {
    async fn add(
        &self,
        _invitation: &Invitation,
        _secret: &TokenHash,
        event: &Event,
    ) -> Result<(), StoreError> {
        Journal::record(self, event).await
    }
    async fn by_secret(&self, _secret: &TokenHash) -> Result<Option<Invitation>, StoreError> {
        self.answer(None)
    }
    async fn of_organisation(
        &self,
        _organisation: OrganisationId,
    ) -> Result<Vec<Invitation>, StoreError> {
        self.answer(Vec::new())
    }
    async fn accept(&self, _acceptance: &Acceptance) -> Result<bool, AccountError> {
        Ok(false)
    }
    async fn revoke(&self, _id: InvitationId, _event: &Event) -> Result<bool, StoreError> {
        self.answer(false)
    }
    async fn ends_at(&self, _account: AccountId) -> Result<Option<Timestamp>, StoreError> {
        self.answer(None)
    }
    async fn ended(&self, _now: Timestamp) -> Result<Vec<AccountId>, StoreError> {
        self.answer(Vec::new())
    }
}

#[async_trait]
impl Passkeys for Fake {
    async fn of_account(&self, account: AccountId) -> Result<Vec<Passkey>, StoreError> {
        let mut known = self.passkeys.lock().unwrap().clone();
        known.retain(|passkey| passkey.account == account);
        self.answer(known)
    }
    async fn by_credential(&self, credential: &[u8]) -> Result<Option<Passkey>, StoreError> {
        let known = self.passkeys.lock().unwrap();
        let found = known.iter().find(|known| known.credential == credential);
        self.answer(found.cloned())
    }
    async fn add(
        &self,
        passkey: &Passkey,
        surviving: Option<SessionId>,
        event: &Event,
    ) -> Result<(), StoreError> {
        self.passkeys.lock().unwrap().push(passkey.clone());
        self.sessions.lock().unwrap().retain(|known| {
            known.open.account != passkey.account || Some(known.open.id) == surviving
        });
        self.audit.lock().unwrap().push(event.clone());
        self.answer(())
    }
    async fn used(&self, id: PasskeyId, counter: u32, day: Timestamp) -> Result<bool, StoreError> {
        let mut known = self.passkeys.lock().unwrap();
        let passkey = known.iter_mut().find(|known| known.id == id).unwrap();
        let counts_on = passkey.counter < counter || (passkey.counter == 0 && counter == 0);
        if counts_on {
            passkey.counter = counter;
            passkey.used_at = Some(day);
        }
        self.answer(counts_on)
    }
    async fn remove(
        &self,
        account: AccountId,
        id: Option<PasskeyId>,
        event: &Event,
    ) -> Result<u64, StoreError> {
        let mut known = self.passkeys.lock().unwrap();
        let before = known.len();
        known.retain(|one| one.account != account || id.is_some_and(|id| id != one.id));
        if known.len() < before {
            self.audit.lock().unwrap().push(event.clone());
        }
        self.answer((before - known.len()) as u64)
    }
}

#[async_trait]
impl SecondFactors for Fake {
    async fn get(&self, account: AccountId) -> Result<Option<SecondFactor>, StoreError> {
        let factors = self.factors.lock().unwrap();
        let kept = factors.get(&account);
        self.answer(kept.map(|kept| SecondFactor {
            recovery_left: kept.codes.len() as u32,
            ..kept.factor.clone()
        }))
    }
    async fn start(
        &self,
        account: AccountId,
        sealed: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let kept = KeptFactor {
            factor: SecondFactor {
                sealed: sealed.to_owned(),
                started_at: at,
                confirmed_at: None,
                recovery_left: 0,
            },
            last_step: 0,
            codes: HashSet::new(),
        };
        self.factors.lock().unwrap().insert(account, kept);
        self.answer(())
    }
    async fn confirm(
        &self,
        account: AccountId,
        step: u64,
        recovery: &[TokenHash],
        surviving: Option<SessionId>,
        event: &Event,
    ) -> Result<bool, StoreError> {
        let mut factors = self.factors.lock().unwrap();
        let kept = factors.get_mut(&account).unwrap();
        kept.factor.confirmed_at = Some(event.at);
        kept.last_step = step;
        kept.codes = recovery.iter().copied().collect();
        self.sessions
            .lock()
            .unwrap()
            .retain(|known| known.open.account != account || Some(known.open.id) == surviving);
        self.audit.lock().unwrap().push(event.clone());
        self.answer(true)
    }
    async fn use_step(&self, account: AccountId, step: u64) -> Result<bool, StoreError> {
        let mut factors = self.factors.lock().unwrap();
        let kept = factors.get_mut(&account).unwrap();
        let is_fresh = step > kept.last_step;
        kept.last_step = kept.last_step.max(step);
        self.answer(is_fresh)
    }
    async fn use_recovery(&self, account: AccountId, code: &TokenHash) -> Result<bool, StoreError> {
        let mut factors = self.factors.lock().unwrap();
        let kept = factors.get_mut(&account).unwrap();
        self.answer(kept.codes.remove(code))
    }
    async fn remove(&self, account: AccountId, event: &Event) -> Result<bool, StoreError> {
        self.audit.lock().unwrap().push(event.clone());
        let removed = self.factors.lock().unwrap().remove(&account);
        self.answer(removed.is_some())
    }
}

#[async_trait]
impl AccessKeys for Fake {
    async fn add(
        &self,
        key: &AccessKey,
        secret: &TokenHash,
        event: &Event,
    ) -> Result<(), StoreError> {
        self.keys.lock().unwrap().push((*secret, key.clone()));
        self.audit.lock().unwrap().push(event.clone());
        self.answer(())
    }
    async fn by_secret(&self, secret: &TokenHash) -> Result<Option<AccessKey>, StoreError> {
        let keys = self.keys.lock().unwrap();
        let found = keys.iter().find(|(known, _key)| known == secret);
        self.answer(found.map(|(_secret, key)| key.clone()))
    }
    async fn get(&self, id: AccessKeyId) -> Result<Option<AccessKey>, StoreError> {
        let keys = self.keys.lock().unwrap();
        let found = keys.iter().find(|(_secret, key)| key.id == id);
        self.answer(found.map(|(_secret, key)| key.clone()))
    }
    async fn of_holder(&self, holder: KeyHolder) -> Result<Vec<AccessKey>, StoreError> {
        let keys = self.keys.lock().unwrap();
        let held = keys.iter().filter(|(_secret, key)| key.holder == holder);
        self.answer(held.map(|(_secret, key)| key.clone()).collect())
    }
    async fn of_person(&self, account: AccountId) -> Result<Vec<AccessKey>, StoreError> {
        let keys = self.keys.lock().unwrap();
        let held = keys.iter().filter(|(_secret, key)| {
            key.holder == KeyHolder::Account(account) || key.made_by == account
        });
        self.answer(held.map(|(_secret, key)| key.clone()).collect())
    }
    async fn used(&self, id: AccessKeyId, day: Timestamp) -> Result<(), StoreError> {
        for (_secret, key) in self.keys.lock().unwrap().iter_mut() {
            if key.id == id {
                key.used_at = Some(day);
            }
        }
        self.answer(())
    }
    async fn revoke(&self, id: AccessKeyId, event: &Event) -> Result<(), StoreError> {
        for (_secret, key) in self.keys.lock().unwrap().iter_mut() {
            if key.id == id {
                key.revoked_at = Some(event.at);
            }
        }
        self.audit.lock().unwrap().push(event.clone());
        self.answer(())
    }
}

#[async_trait]
impl SavedQueries for Fake {
    async fn list(&self, _owner: AccountId) -> Result<Vec<SavedQuery>, StoreError> {
        self.answer(Vec::new())
    }
    async fn save(&self, _query: &SavedQuery) -> Result<(), StoreError> {
        self.answer(())
    }
    async fn remove(&self, _owner: AccountId, _id: SavedQueryId) -> Result<(), StoreError> {
        self.answer(())
    }
}

#[async_trait]
impl Journal for Fake {
    async fn record(&self, event: &Event) -> Result<(), StoreError> {
        self.audit.lock().unwrap().push(event.clone());
        self.answer(())
    }
    async fn count_use(
        &self,
        _dataset: DatasetId,
        _by: Option<OrganisationId>,
        _at: Timestamp,
    ) -> Result<(), StoreError> {
        self.answer(())
    }
    async fn uses(
        &self,
        _dataset: DatasetId,
        _since: Timestamp,
    ) -> Result<Vec<(Option<OrganisationId>, u64)>, StoreError> {
        self.answer(Vec::new())
    }
    async fn newest(&self, _limit: u32) -> Result<Vec<Recorded>, StoreError> {
        self.answer(Vec::new())
    }
}

struct FakeKept(StoredRaw, PathBuf);

#[async_trait]
impl Kept for FakeKept {
    fn stored(&self) -> Option<&StoredRaw> {
        Some(&self.0)
    }
    fn path(&self) -> &Path {
        &self.1
    }
    async fn settle(self: Box<Self>) -> Result<StoredRaw, RawError> {
        Ok(self.0)
    }
}

#[async_trait]
impl RawDeliveries for Fake {
    async fn require_room(&self, _more_bytes: u64) -> Result<(), RawError> {
        if self.city.is_full {
            return Err(RawError::NoRoom);
        }
        Ok(())
    }
    async fn reach(&self) -> Result<(), RawError> {
        if *self.lake_is_gone.lock().unwrap() {
            return Err(RawError::Io {
                doing: "read",
                source: "no such folder".into(),
            });
        }
        Ok(())
    }
    async fn keep(&self, file: &Path, _before: KeptBefore) -> Result<Box<dyn Kept>, RawError> {
        let stored = StoredRaw {
            content: ContentHash::from_bytes([9; 32]),
            size_bytes: 5,
        };
        Ok(Box::new(FakeKept(stored, file.to_owned())))
    }
    async fn open(
        &self,
        _content: ContentHash,
        _range: Option<Range<u64>>,
    ) -> Result<BoxStream<'static, Result<bytes::Bytes, RawError>>, RawError> {
        let bytes = bytes::Bytes::from_static(self.city.raw);
        Ok(futures::stream::iter([Ok(bytes)]).boxed())
    }
    async fn remove(&self, _content: ContentHash) -> Result<(), RawError> {
        Ok(())
    }
    async fn local_path(&self, _content: ContentHash) -> Result<PathBuf, RawError> {
        Ok(PathBuf::from("unused"))
    }
}

#[async_trait]
impl RowFiles for Fake {
    async fn write(&self, _table: WriteTable) -> Result<WrittenTable, RowsError> {
        Ok(WrittenTable {
            files: Vec::new(),
            rows: 3,
            statistics: Vec::new(),
            aside: Vec::new(),
            aside_rows: 0,
        })
    }
    async fn condemned(
        &self,
        _files: Vec<String>,
        _condemned: Condemned,
    ) -> Result<u64, RowsError> {
        Ok(2)
    }
    async fn write_remaining(
        &self,
        _remaining: Remaining,
    ) -> Result<(WrittenTable, BTreeSet<String>), RowsError> {
        let written = WrittenTable {
            files: Vec::new(),
            rows: 1,
            statistics: Vec::new(),
            aside: Vec::new(),
            aside_rows: 0,
        };
        Ok((written, BTreeSet::new()))
    }
    async fn remove(&self, _files: &[String]) -> Result<(), RowsError> {
        Ok(())
    }
    async fn sweep_abandoned(
        &self,
        _named: &HashSet<String>,
        _folders: &[String],
    ) -> Result<u64, RowsError> {
        Ok(0)
    }
    async fn sweep(&self, _named: &HashSet<String>) -> Result<u64, RowsError> {
        Ok(0)
    }
    async fn verify(&self, _file: &DataFile) -> Result<bool, RowsError> {
        Ok(true)
    }
}

impl FileReader for Fake {
    fn version(&self) -> u32 {
        1
    }
    fn inspect(
        &self,
        _file: &Path,
        _name: &str,
        _recipe: &Recipe,
        tick: WatchTick<'_>,
    ) -> Result<Inspection, ReadError> {
        if let Some(reading) = &self.city.reading {
            tick(1_000_000, 5_000_000);
            drop(reading.lock().unwrap());
        }
        self.city
            .inspection
            .clone()
            .ok_or_else(|| ReadError::Stopped {
                reason: "test".to_owned(),
                by_file: false,
            })
    }
    fn beginning(
        &self,
        _file: &Path,
        _name: &str,
        _recipe: &Recipe,
        wanted: FirstRows,
    ) -> Result<Option<Beginning>, ReadError> {
        let first = |rows: &RecordBatch| rows.slice(0, rows.num_rows().min(wanted.rows));
        let begins = self.city.begins.clone();
        Ok(begins.map(|inspection| Beginning {
            tables: vec![self.city.rows.iter().map(first).collect()],
            inspection,
            lacks_tables: false,
        }))
    }
    fn read(
        &self,
        _file: &Path,
        _name: &str,
        _recipe: &Recipe,
        _inspection: &Inspection,
        _table: usize,
    ) -> Result<TableReading, ReadError> {
        let rows = self.city.rows.clone().into_iter();
        Ok(Box::new(rows.map(|rows| Ok(Reading::Rows(rows)))))
    }
}

impl TopicReader for Fake {
    fn topics(&self, of: &TopicText<'_>) -> Topics {
        let speaks_of = |word: &str| of.title.contains(word) || of.text.contains(word);
        if !speaks_of("Baum") {
            return Topics::default();
        }
        let one = |path: &str| ReferenceDataset(path.to_owned());
        Topics {
            reference_datasets: vec![
                one("floraUndFauna/baumbestand/baumkataster"),
                one("floraUndFauna/baumbestand/baumfaellung"),
            ],
            themes: vec![Theme("ENVI".to_owned())],
        }
    }
}

#[async_trait]
impl SearchIndex for Fake {
    async fn update(
        &self,
        _put: Vec<IndexDocument>,
        _remove: Vec<DatasetId>,
        _sequence: i64,
    ) -> Result<(), IndexError> {
        Ok(())
    }
    async fn sequence(&self) -> Result<i64, IndexError> {
        Ok(0)
    }
    async fn purge(&self) -> Result<(), IndexError> {
        Ok(())
    }
    async fn search(&self, request: &SearchRequest) -> Result<SearchResult, IndexError> {
        let found: Vec<&Dataset> = self
            .city
            .datasets
            .iter()
            .filter(|dataset| {
                let circle = Audience::of(dataset.visibility, dataset.organisation);
                request.knows.iter().any(|known| known.covers(circle))
            })
            .filter(|dataset| {
                let title = dataset.description.title.to_lowercase();
                title.contains(&request.text.to_lowercase())
            })
            .collect();
        let facet = |facet, value: &str, count| FacetCount {
            facet,
            value: value.to_owned(),
            count,
        };
        let houses = self.city.facets.iter();
        let facets = if found.is_empty() {
            Vec::new()
        } else {
            vec![
                facet("visibility", "public", 1),
                facet("theme", "ENVI", 2),
                facet("tag", "Bäume", 1),
                facet("format", "csv", 2),
            ]
            .into_iter()
            .chain(houses.map(|house| facet("organisation", house, 1)))
            .chain(self.city.tags.iter().map(|tag| facet("tag", tag, 1)))
            .collect()
        };
        Ok(SearchResult {
            total: found.len() as u64,
            facets,
            hits: found
                .iter()
                .skip(request.offset)
                .map(|dataset| Hit {
                    dataset: dataset.id,
                    score: 1.0,
                    found_in: vec![
                        ("title", request.text.clone()),
                        ("columns", "art".to_owned()),
                    ],
                })
                .collect(),
            suggestion: found.is_empty().then(|| "Baum".to_owned()),
            instead: found
                .is_empty()
                .then(|| "Baum".to_owned())
                .into_iter()
                .collect(),
        })
    }
    async fn complete(
        &self,
        _prefix: &str,
        _knows: &[Audience],
        _limit: usize,
    ) -> Result<Vec<String>, IndexError> {
        Ok(Vec::new())
    }
    async fn catalogue(&self) -> Result<Option<CatalogueId>, IndexError> {
        Ok(Some(CatalogueId::from_uuid(uuid::Uuid::nil())))
    }
    async fn clear(&self, _catalogue: CatalogueId) -> Result<(), IndexError> {
        Ok(())
    }
}

/// A statement the fake has read.
struct ReadByFake {
    tables: Vec<TableName>,
    rows: Option<RecordBatch>,
}

#[async_trait]
impl Statement for ReadByFake {
    fn tables(&self) -> &[TableName] {
        &self.tables
    }
    async fn answer_through(
        self: Box<Self>,
        _tables: Vec<GuardedTable>,
        _views: Vec<View>,
    ) -> Result<Answer, AskError> {
        let rows = self.rows.ok_or(AskError::Internal)?;
        let many = vec![rows.clone(); 100];
        Ok(Answer {
            schema: rows.schema(),
            batches: futures::stream::iter(many.into_iter().map(Ok)).boxed(),
        })
    }
    async fn trace(
        self: Box<Self>,
        tables: Vec<GuardedTable>,
        _views: Vec<View>,
    ) -> Result<Vec<TracedColumn>, AskError> {
        // As if everything were selected.
        let tables = tables.iter();
        let columns = tables.flat_map(|table| {
            let seen = table.access.columns(&table.columns).into_iter();
            seen.map(|column| TracedColumn {
                name: column.name.clone(),
                from: vec![(table.name.clone(), column.name)],
            })
        });
        Ok(columns.collect())
    }
}

#[async_trait]
impl Engine for Fake {
    async fn read(&self, question: Question) -> Result<Box<dyn Statement>, AskError> {
        let Some((_, name)) = question.sql.split_once("from ") else {
            return Err(AskError::Syntax {
                problem: SyntaxProblem::Unexpected("form".to_owned()),
                line: Some(2),
                column: Some(1),
            });
        };
        let name = name.split_whitespace().next().unwrap_or_default();
        Ok(Box::new(ReadByFake {
            tables: vec![name.parse().map_err(|_error| AskError::Internal)?],
            rows: self.city.rows.clone(),
        }))
    }
    async fn page(
        &self,
        _table: &GuardedTable,
        request: &PageRequest,
        _limits: Limits,
    ) -> Result<Page, AskError> {
        let all = self.city.rows.clone().ok_or(AskError::Internal)?;
        let fields: Vec<usize> = request
            .fields
            .iter()
            .map(|name| all.schema().index_of(name).unwrap())
            .collect();
        let rows = all.project(&fields).unwrap();
        let rows = rows.slice(0, rows.num_rows().min(request.limit as usize));
        Ok(Page {
            schema: rows.schema(),
            total: Some(137),
            next: Some(Cursor {
                sort_value: request.sort.as_ref().map(|_| "Eiche".to_owned()),
                row: 50,
            }),
            batches: vec![rows],
        })
    }
    async fn numbered(&self, _table: &GuardedTable, _limits: Limits) -> Result<Answer, AskError> {
        Err(AskError::Internal)
    }
    async fn scan(
        &self,
        _table: &GuardedTable,
        _selection: Selection<'_>,
        _limits: Limits,
        _place: Place,
    ) -> Result<Answer, AskError> {
        let rows = self.city.rows.clone().ok_or(AskError::Internal)?;
        Ok(Answer {
            schema: rows.schema(),
            batches: futures::stream::iter([Ok(rows)]).boxed(),
        })
    }
}
