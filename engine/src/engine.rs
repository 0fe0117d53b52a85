//! The engine as the hub sees it.

use crate::session::Base;
use crate::worker::{Starter, Workers};
use crate::{in_process, page, scan};
use async_trait::async_trait;
use datafusion::error::DataFusionError;
use hebewerk_hub::ports::{
    self, Answer, AskError, GuardedTable, Limits, Page, PageRequest, Place, Question, Selection,
    Statement,
};
use hebewerk_lake::{Lake, LakeError};
use hebewerk_model::{Failure, Kind};
use std::path::PathBuf;
use std::time::Duration;
use thiserror::Error;

/// Where SQL typed by people runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkerMode {
    /// In a process of its own for every question: the right choice wherever people type SQL. One statement can
    /// exhaust memory or stack, which ends the process it runs in.
    Process {
        /// Absolute path of a program that calls [`crate::worker::run`].
        executable: PathBuf,
        /// Arguments that make it do so: `worker ask`.
        arguments: Vec<String>,
        /// Whether a process is started before it is needed: for whoever is asked again and again.
        keeps_one_ready: bool,
    },
    /// On threads of this process: only where every asker is trusted with it.
    InProcess,
}

/// Why there is no engine.
#[derive(Debug, Error)]
pub enum EngineError {
    /// The data files cannot be reached.
    #[error(transparent)]
    Lake(#[from] LakeError),
    /// The query engine could not be set up.
    #[error("the query engine could not be set up")]
    Setup(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Failure for EngineError {
    fn kind(&self) -> Kind {
        match self {
            Self::Lake(lake) => lake.kind(),
            Self::Setup(_) => Kind::Internal,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Lake(lake) => lake.code(),
            Self::Setup(_) => "engine_setup",
        }
    }
}

/// The query engine over the data files of one lake.
#[derive(Debug)]
pub struct Engine {
    base: Base,
    workers: Option<Workers>,
    patience: Duration,
}

impl Engine {
    /// An engine over the lake's data files.
    pub fn new(lake: &Lake, mode: WorkerMode) -> Result<Self, EngineError> {
        let files = lake.data_files()?;
        let workers = match mode {
            WorkerMode::InProcess => None,
            WorkerMode::Process {
                executable,
                arguments,
                keeps_one_ready,
            } => {
                let data = files.url()?;
                let starter = Starter::new(executable, arguments, &data, keeps_one_ready);
                Some(Workers::new(starter))
            }
        };
        let base = Base::new(&files).map_err(setup)?;
        Ok(Self {
            base,
            workers,
            patience: scan::PATIENCE,
        })
    }

    /// The same, with a folder in which sorts of downloads may put what their memory does not hold: files without a
    /// name, gone with the sort or with the process. Without one, such downloads fail.
    pub fn with_spill(mut self, folder: PathBuf) -> Result<Self, EngineError> {
        self.base = self.base.with_spill(folder).map_err(setup)?;
        Ok(self)
    }

    /// The same, with another time after which a download whose reader takes nothing is given up.
    #[must_use]
    pub const fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }
}

fn setup(error: DataFusionError) -> EngineError {
    EngineError::Setup(Box::new(error))
}

#[async_trait]
impl ports::Engine for Engine {
    async fn read(&self, question: Question) -> Result<Box<dyn Statement>, AskError> {
        Ok(match &self.workers {
            Some(workers) => Box::new(workers.read(question).await?),
            None => Box::new(in_process::read(self.base.clone(), question).await?),
        })
    }

    async fn page(
        &self,
        table: &GuardedTable,
        request: &PageRequest,
        limits: Limits,
    ) -> Result<Page, AskError> {
        page::page(&self.base, table, request, limits).await
    }

    async fn numbered(&self, table: &GuardedTable, limits: Limits) -> Result<Answer, AskError> {
        scan::numbered(&self.base, table, limits).await
    }

    async fn scan(
        &self,
        table: &GuardedTable,
        selection: Selection<'_>,
        limits: Limits,
        place: Place,
    ) -> Result<Answer, AskError> {
        scan::scan(&self.base, table, selection, limits, (place, self.patience)).await
    }
}
