//! The engine as the hub sees it.

use crate::session::Base;
use crate::worker::Workers;
use crate::{in_process, page, scan, statement};
use async_trait::async_trait;
use hebewerk_hub::ports::{
    self, Answer, AskError, Filter, GuardedTable, Limits, Page, PageRequest, Question, Sort,
};
use hebewerk_lake::{Lake, LakeError};
use hebewerk_model::{Failure, Kind, TableName};
use std::path::PathBuf;
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
            } => Some(Workers::new(executable, arguments, files.url()?)),
        };
        let base = Base::new(&files).map_err(|error| EngineError::Setup(Box::new(error)))?;
        Ok(Self { base, workers })
    }
}

#[async_trait]
impl ports::Engine for Engine {
    fn tables_of(&self, sql: &str) -> Result<Vec<TableName>, AskError> {
        statement::tables_of(sql)
    }

    async fn ask(&self, question: Question) -> Result<Answer, AskError> {
        match &self.workers {
            Some(workers) => workers.ask(question).await,
            None => in_process::ask(self.base.clone(), question).await,
        }
    }

    async fn page(
        &self,
        table: &GuardedTable,
        request: &PageRequest,
        limits: Limits,
    ) -> Result<Page, AskError> {
        page::page(&self.base, table, request, limits).await
    }

    async fn scan(
        &self,
        table: &GuardedTable,
        filters: &[Filter],
        sort: Option<&Sort>,
        limits: Limits,
    ) -> Result<Answer, AskError> {
        scan::scan(&self.base, table, filters, sort, limits).await
    }
}
