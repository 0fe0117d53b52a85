//! A hub without data, with one administrator: enough to see what the door itself does.

use async_trait::async_trait;
use futures::stream::BoxStream;
use hebewerk_guard::Audience;
use hebewerk_hub::ports::*;
use hebewerk_hub::{Hub, HubParts};
use hebewerk_model::*;
use jiff::Timestamp;
use std::collections::HashSet;
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

/// Remembers accounts and sessions; everything else is empty.
#[derive(Default)]
pub(crate) struct Nothing {
    accounts: Mutex<Vec<Credentials>>,
    sessions: Mutex<Vec<Session>>,
    setup: Mutex<Option<TokenHash>>,
    /// Whether every call of the catalogue fails.
    pub(crate) broken: Mutex<bool>,
}

impl Nothing {
    fn answer<T>(&self, value: T) -> Result<T, StoreError> {
        if *self.broken.lock().unwrap() {
            return Err(StoreError::Database {
                doing: "test",
                source: "the disk is gone: secret details".into(),
            });
        }
        Ok(value)
    }
}

pub(crate) fn hub() -> (Arc<Hub>, Arc<Nothing>) {
    let nothing = Arc::new(Nothing::default());
    let hub = Hub::new(HubParts {
        organisations: nothing.clone(),
        datasets: nothing.clone(),
        versions: nothing.clone(),
        accounts: nothing.clone(),
        sessions: nothing.clone(),
        saved_queries: nothing.clone(),
        journal: nothing.clone(),
        raw: nothing.clone(),
        rows: nothing.clone(),
        reader: nothing.clone(),
        index: nothing.clone(),
        engine: nothing.clone(),
        clock: Arc::new(Noon),
        identifiers: Arc::new(SystemIdentifiers),
        staging: PathBuf::from("unused"),
        question_limits: HubParts::QUESTION_LIMITS,
        page_limits: HubParts::PAGE_LIMITS,
    });
    (Arc::new(hub), nothing)
}

#[async_trait]
impl Organisations for Nothing {
    async fn list(&self) -> Result<Vec<Organisation>, StoreError> {
        self.answer(Vec::new())
    }
    async fn get(&self, _id: OrganisationId) -> Result<Option<Organisation>, StoreError> {
        self.answer(None)
    }
    async fn by_slug(&self, _slug: &Slug) -> Result<Option<Organisation>, StoreError> {
        self.answer(None)
    }
    async fn save(&self, _organisation: &Organisation) -> Result<(), StoreError> {
        self.answer(())
    }
}

#[async_trait]
impl Datasets for Nothing {
    async fn get(&self, _id: DatasetId) -> Result<Option<Dataset>, StoreError> {
        self.answer(None)
    }
    async fn get_many(&self, _ids: &[DatasetId]) -> Result<Vec<Dataset>, StoreError> {
        self.answer(Vec::new())
    }
    async fn by_slug(
        &self,
        _organisation: OrganisationId,
        _slug: &Slug,
    ) -> Result<Option<Dataset>, StoreError> {
        self.answer(None)
    }
    async fn by_source(
        &self,
        _organisation: OrganisationId,
        _source: &str,
    ) -> Result<Option<Dataset>, StoreError> {
        self.answer(None)
    }
    async fn by_table(&self, _schema: &Slug, _table: &Slug) -> Result<Option<Dataset>, StoreError> {
        self.answer(None)
    }
    async fn list(
        &self,
        _organisation: Option<OrganisationId>,
        _after: Option<DatasetId>,
        _limit: u32,
    ) -> Result<Vec<Dataset>, StoreError> {
        self.answer(Vec::new())
    }
    async fn change(
        &self,
        _id: DatasetId,
        _change: DatasetChange,
        _at: Timestamp,
    ) -> Result<(), StoreError> {
        self.answer(())
    }
    async fn recipe(&self, _id: DatasetId) -> Result<Recipe, StoreError> {
        self.answer(Recipe::default())
    }
    async fn counts(&self) -> Result<Vec<DatasetCount>, StoreError> {
        self.answer(Vec::new())
    }
    async fn changed_since(
        &self,
        _sequence: i64,
        _limit: u32,
    ) -> Result<Vec<(i64, DatasetId)>, StoreError> {
        self.answer(Vec::new())
    }
}

#[async_trait]
impl Versions for Nothing {
    async fn commit(&self, new: NewVersion) -> Result<Version, StoreError> {
        self.answer(new.version)
    }
    async fn record(&self, _delivery: UnreadDelivery) -> Result<(), StoreError> {
        self.answer(())
    }
    async fn list(
        &self,
        _dataset: DatasetId,
        _before: Option<VersionNumber>,
        _limit: u32,
    ) -> Result<Vec<Version>, StoreError> {
        self.answer(Vec::new())
    }
    async fn get(
        &self,
        _dataset: DatasetId,
        _number: Option<VersionNumber>,
    ) -> Result<Option<Version>, StoreError> {
        self.answer(None)
    }
    async fn as_of(
        &self,
        _dataset: DatasetId,
        _moment: Timestamp,
    ) -> Result<Option<Version>, StoreError> {
        self.answer(None)
    }
    async fn tables(&self, _version: VersionId) -> Result<Vec<TableVersion>, StoreError> {
        self.answer(Vec::new())
    }
    async fn next_column_id(&self, _table: TableId) -> Result<i32, StoreError> {
        self.answer(1)
    }
    async fn statistics(
        &self,
        _version: VersionId,
        _table: TableId,
    ) -> Result<Vec<ColumnStatistics>, StoreError> {
        self.answer(Vec::new())
    }
    async fn findings(&self, _delivery: DeliveryId) -> Result<Vec<Finding>, StoreError> {
        self.answer(Vec::new())
    }
    async fn deliveries(
        &self,
        _dataset: DatasetId,
        _limit: u32,
    ) -> Result<Vec<Delivery>, StoreError> {
        self.answer(Vec::new())
    }
    async fn newest(&self, _limit: u32) -> Result<Vec<Version>, StoreError> {
        self.answer(Vec::new())
    }
}

#[async_trait]
impl Accounts for Nothing {
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
    async fn save(&self, account: &Account, password_hash: Option<&str>) -> Result<(), StoreError> {
        let mut accounts = self.accounts.lock().unwrap();
        let kept = accounts
            .iter()
            .find(|known| known.account.id == account.id)
            .and_then(|known| known.password_hash.clone());
        accounts.retain(|known| known.account.id != account.id);
        accounts.push(Credentials {
            account: account.clone(),
            password_hash: password_hash.map(str::to_owned).or(kept),
        });
        self.answer(())
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
impl Sessions for Nothing {
    async fn open(&self, session: &Session) -> Result<(), StoreError> {
        self.sessions.lock().unwrap().push(session.clone());
        self.answer(())
    }
    async fn find(&self, token: &TokenHash, now: Timestamp) -> Result<Option<Session>, StoreError> {
        let sessions = self.sessions.lock().unwrap();
        let found = sessions
            .iter()
            .find(|known| known.token == *token && known.expires_at > now);
        self.answer(found.cloned())
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
    async fn use_setup_token(
        &self,
        token: &TokenHash,
        _now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut setup = self.setup.lock().unwrap();
        let fits = *setup == Some(*token);
        if fits {
            *setup = None;
        }
        self.answer(fits)
    }
}

#[async_trait]
impl SavedQueries for Nothing {
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
impl Journal for Nothing {
    async fn record(&self, _event: &Event) -> Result<(), StoreError> {
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
    async fn newest(
        &self,
        _limit: u32,
    ) -> Result<Vec<(Timestamp, String, Option<AccountId>, bool, String)>, StoreError> {
        self.answer(Vec::new())
    }
}

#[async_trait]
impl RawDeliveries for Nothing {
    async fn keep(&self, _file: &Path) -> Result<StoredRaw, RawError> {
        Err(RawError::NoRoom)
    }
    async fn open(
        &self,
        content: ContentHash,
        _range: Option<Range<u64>>,
    ) -> Result<BoxStream<'static, Result<bytes::Bytes, RawError>>, RawError> {
        Err(RawError::Missing(content))
    }
    async fn local_path(&self, content: ContentHash) -> Result<PathBuf, RawError> {
        Err(RawError::Missing(content))
    }
}

#[async_trait]
impl RowFiles for Nothing {
    async fn write(&self, _table: WriteTable) -> Result<WrittenTable, RowsError> {
        Err(RowsError::NoRoom)
    }
    async fn sweep(&self, _named: &HashSet<String>) -> Result<u64, RowsError> {
        Ok(0)
    }
    async fn verify(&self, _file: &DataFile) -> Result<bool, RowsError> {
        Ok(true)
    }
}

impl FileReader for Nothing {
    fn inspect(
        &self,
        _file: &Path,
        _name: &str,
        _recipe: &Recipe,
        _tick: WatchTick<'_>,
    ) -> Result<Inspection, ReadError> {
        Err(ReadError::Stopped {
            reason: "test".to_owned(),
        })
    }
    fn read(
        &self,
        _file: &Path,
        _name: &str,
        _recipe: &Recipe,
        _inspection: &Inspection,
        _table: usize,
    ) -> Result<TableReading, ReadError> {
        Err(ReadError::Stopped {
            reason: "test".to_owned(),
        })
    }
}

#[async_trait]
impl SearchIndex for Nothing {
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
    async fn search(&self, _request: &SearchRequest) -> Result<SearchResult, IndexError> {
        Ok(SearchResult::default())
    }
    async fn complete(
        &self,
        _prefix: &str,
        _knows: &[Audience],
        _limit: usize,
    ) -> Result<Vec<String>, IndexError> {
        Ok(Vec::new())
    }
    async fn clear(&self) -> Result<(), IndexError> {
        Ok(())
    }
}

#[async_trait]
impl Engine for Nothing {
    fn tables_of(&self, _sql: &str) -> Result<Vec<TableName>, AskError> {
        Err(AskError::Syntax {
            message: "Expected: FROM".to_owned(),
            line: Some(2),
            column: Some(1),
        })
    }
    async fn ask(&self, _question: Question) -> Result<Answer, AskError> {
        Err(AskError::Internal)
    }
    async fn page(
        &self,
        _table: &GuardedTable,
        _request: &PageRequest,
        _limits: Limits,
    ) -> Result<Page, AskError> {
        Err(AskError::Internal)
    }
    async fn scan(
        &self,
        _table: &GuardedTable,
        _filters: &[Filter],
        _sort: Option<&Sort>,
        _limits: Limits,
    ) -> Result<Answer, AskError> {
        Err(AskError::Internal)
    }
}
