//! Sessions: everything a plan can reach.

mod spill;
mod stores;

use crate::functions;
use crate::guarded::BarrierCheck;
use datafusion::catalog::CatalogProvider;
use datafusion::catalog::memory::{MemoryCatalogProvider, MemoryCatalogProviderList};
use datafusion::catalog::{CatalogProviderList, MemorySchemaProvider};
use datafusion::error::DataFusionError;
use datafusion::execution::disk_manager::{DiskManager, DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::memory_pool::{FairSpillPool, GreedyMemoryPool, MemoryPool};
use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::execution::{SessionState, SessionStateBuilder, SessionStateDefaults};
use datafusion::prelude::SessionConfig;
use hebewerk_hub::ports::Limits;
use hebewerk_lake::DataFiles;
use spill::NamelessFiles;
use std::path::PathBuf;
use std::sync::Arc;
use stores::OnlyDataFiles;

/// Name of the one catalogue; people never write it.
const CATALOGUE: &str = "hebewerk";

/// Memory of the operators of all pages together.
const PAGES_BYTES: usize = 512 << 20;

/// Size from which a file is read by all cores. A million rows may be below DataFusion's 10 MB.
const SHARED_BYTES: usize = 1 << 20;

/// What all sessions of an engine share: the way to the data files and the cache of their footers.
#[derive(Debug, Clone)]
pub(crate) struct Base {
    runtime: Arc<RuntimeEnv>,
    data: ObjectStoreUrl,
    /// Memory of all pages together: a thousand readers need no more than it.
    pages: Arc<dyn MemoryPool>,
    /// Where downloads put what their memory does not hold.
    spill: Option<Arc<DiskManager>>,
}

/// How a plan may spread over cores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spread {
    /// One stream in the order of the files.
    One,
    /// As many as there are cores.
    All,
}

impl Base {
    pub(crate) fn new(files: &DataFiles) -> Result<Self, DataFusionError> {
        let data = ObjectStoreUrl::parse("lake://data")?;
        let runtime = RuntimeEnvBuilder::new()
            .with_object_store_registry(Arc::new(OnlyDataFiles::new(&data, files.object_store())))
            // Questions and pages have memory only. Downloads may spill, see [`Base::with_spill`].
            .with_disk_manager_builder(
                DiskManagerBuilder::default().with_mode(DiskManagerMode::Disabled),
            )
            .build_arc()?;
        Ok(Self {
            runtime,
            data,
            pages: Arc::new(GreedyMemoryPool::new(PAGES_BYTES)),
            spill: None,
        })
    }

    /// The same with a folder in which downloads may put what their memory does not hold.
    pub(crate) fn with_spill(mut self, folder: PathBuf) -> Result<Self, DataFusionError> {
        let files = Arc::new(NamelessFiles::new(folder));
        let disk = DiskManagerBuilder::default().with_temp_file_factory(files);
        self.spill = Some(Arc::new(disk.build()?));
        Ok(self)
    }

    /// Where the data files are, in the eyes of a session.
    pub(crate) fn data(&self) -> &ObjectStoreUrl {
        &self.data
    }

    /// A session for SQL, with memory of its own.
    pub(crate) fn question(&self, limits: Limits) -> Result<SessionState, DataFusionError> {
        let pool = GreedyMemoryPool::new(memory_bytes(limits));
        let runtime = self.runtime_with(Arc::new(pool)).build_arc()?;
        Ok(session(runtime, Spread::All))
    }

    /// A session for a page; its memory is that of all pages.
    pub(crate) fn page(&self, spread: Spread) -> Result<SessionState, DataFusionError> {
        let runtime = self.runtime_with(Arc::clone(&self.pages));
        Ok(session(runtime.build_arc()?, spread))
    }

    /// A session for a download, with memory of its own and disk beyond it. One stream: what merges the streams of
    /// several sorts cannot spill, and finds no memory left by them.
    pub(crate) fn download(&self, limits: Limits) -> Result<SessionState, DataFusionError> {
        let pool = FairSpillPool::new(memory_bytes(limits));
        let mut runtime = self.runtime_with(Arc::new(pool)).build()?;
        if let Some(spill) = &self.spill {
            runtime.disk_manager = Arc::clone(spill);
        }
        Ok(session(Arc::new(runtime), Spread::One))
    }

    fn runtime_with(&self, pool: Arc<dyn MemoryPool>) -> RuntimeEnvBuilder {
        RuntimeEnvBuilder::from_runtime_env(&self.runtime).with_memory_pool(pool)
    }
}

/// A session without any table.
fn session(runtime: Arc<RuntimeEnv>, spread: Spread) -> SessionState {
    let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let partitions = match spread {
        Spread::One => 1,
        Spread::All => cores,
    };
    let mut state = SessionStateBuilder::new()
        .with_config(config(partitions))
        .with_runtime_env(runtime)
        .with_catalog_list(empty_catalogue())
        .with_expr_planners(SessionStateDefaults::default_expr_planners())
        .with_scalar_functions(functions::scalar())
        .with_aggregate_functions(SessionStateDefaults::default_aggregate_functions())
        .with_window_functions(SessionStateDefaults::default_window_functions())
        .with_physical_optimizer_rule(Arc::new(BarrierCheck))
        .build();
    // From here on `now()` stands still.
    state.mark_start_execution();
    state
}

fn memory_bytes(limits: Limits) -> usize {
    usize::try_from(limits.memory_bytes).unwrap_or(usize::MAX)
}

fn config(partitions: usize) -> SessionConfig {
    let mut config = SessionConfig::new()
        .with_information_schema(false)
        .with_create_default_catalog_and_schema(false)
        .with_default_catalog_and_schema(CATALOGUE, "public")
        .with_target_partitions(partitions);
    let options = config.options_mut();
    // On, the policy's filter would move into the file reader, where nobody could check that it is still there;
    // it is slower as well (knowledge: performance §2.2).
    options.execution.parquet.pushdown_filters = false;
    options.execution.parquet.reorder_filters = false;
    options.optimizer.repartition_file_min_size = SHARED_BYTES;
    config
}

fn empty_catalogue() -> Arc<dyn CatalogProviderList> {
    let list = MemoryCatalogProviderList::new();
    list.register_catalog(CATALOGUE.to_owned(), Arc::new(MemoryCatalogProvider::new()));
    Arc::new(list)
}

/// The schema of an organisation within a session, made if it is missing.
pub(crate) fn schema_of(
    state: &SessionState,
    organisation: &str,
) -> Result<Arc<dyn datafusion::catalog::SchemaProvider>, DataFusionError> {
    let catalogue: Arc<dyn CatalogProvider> = state
        .catalog_list()
        .catalog(CATALOGUE)
        .ok_or_else(|| DataFusionError::Internal("the session has no catalogue".to_owned()))?;
    if let Some(schema) = catalogue.schema(organisation) {
        return Ok(schema);
    }
    let schema = Arc::new(MemorySchemaProvider::new());
    catalogue.register_schema(organisation, schema.clone())?;
    Ok(schema)
}
