//! Opening the rooms of a data directory and putting the hub together.

use crate::config::Config;
use crate::home::Home;
use anyhow::Context;
use hebewerk_engine::{Engine, WorkerMode};
use hebewerk_hub::ports::{Limits, SystemClock, SystemIdentifiers};
use hebewerk_hub::{Hub, HubParts};
use hebewerk_intake::Intake;
use hebewerk_intake::worker::{WorkerLimits, WorkerReader};
use hebewerk_lake::Lake;
use hebewerk_search::GermanIndex;
use hebewerk_store::{Store, StoreOptions, StoreUrl};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// A hub and the rooms that commands of the operator need besides it.
pub(crate) struct Wired {
    pub(crate) hub: Arc<Hub>,
    pub(crate) store: Arc<Store>,
    pub(crate) lake: Arc<Lake>,
    /// Folder of the data files.
    pub(crate) data_path: PathBuf,
}

impl Wired {
    /// Lets the catalogue write what it still holds in memory.
    pub(crate) async fn close(&self) {
        self.store.close().await;
    }
}

/// Opens everything. Costs do not grow with the number of datasets.
pub(crate) async fn open(home: &Home, config: &Config) -> anyhow::Result<Wired> {
    let lake = Arc::new(Lake::open(&home.lake()).context("the lake cannot be opened")?);
    let data_path = lake.root().join("data");
    let url = match &config.catalogue.url {
        Some(url) => url.parse::<StoreUrl>()?,
        None => StoreUrl::Sqlite(home.catalogue()),
    };
    let options = StoreOptions::new(url, data_path.to_string_lossy());
    let store = Arc::new(Store::open(&options).await?);
    let index = Arc::new(GermanIndex::open(&home.index())?);
    let executable = std::env::current_exe().context("this program does not know where it lies")?;
    let mode = WorkerMode::Process {
        executable: executable.clone(),
        arguments: vec!["worker".to_owned(), "ask".to_owned()],
    };
    let engine = Engine::new(&lake, mode)?;
    let reader = Intake::with_worker(WorkerReader::new(
        executable,
        home.spool(),
        worker_limits(config),
    )?);
    let hub = Arc::new(Hub::new(HubParts {
        organisations: store.clone(),
        datasets: store.clone(),
        versions: store.clone(),
        accounts: store.clone(),
        sessions: store.clone(),
        saved_queries: store.clone(),
        journal: store.clone(),
        raw: lake.clone(),
        rows: lake.clone(),
        reader: Arc::new(reader),
        index,
        engine: Arc::new(engine),
        clock: Arc::new(SystemClock),
        identifiers: Arc::new(SystemIdentifiers),
        staging: home.staging(),
        question_limits: question_limits(config),
        page_limits: HubParts::PAGE_LIMITS,
    }));
    Ok(Wired {
        hub,
        store,
        lake,
        data_path,
    })
}

fn question_limits(config: &Config) -> Limits {
    Limits {
        time: Duration::from_secs(config.limits.question_seconds),
        memory_bytes: config.limits.question_memory_mb << 20,
        rows: config.limits.question_rows,
    }
}

fn worker_limits(config: &Config) -> WorkerLimits {
    WorkerLimits {
        memory_bytes: config.limits.reader_memory_mb << 20,
        cpu_seconds: config.limits.reader_seconds,
        wall: Duration::from_secs(config.limits.reader_seconds),
        ..WorkerLimits::default()
    }
}
