//! Sessions: everything a plan can reach.

mod stores;

use crate::functions;
use crate::guarded::BarrierCheck;
use datafusion::catalog::CatalogProvider;
use datafusion::catalog::memory::{MemoryCatalogProvider, MemoryCatalogProviderList};
use datafusion::catalog::{CatalogProviderList, MemorySchemaProvider};
use datafusion::error::DataFusionError;
use datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::memory_pool::GreedyMemoryPool;
use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::execution::{SessionState, SessionStateBuilder, SessionStateDefaults};
use datafusion::prelude::SessionConfig;
use hebewerk_hub::ports::Limits;
use hebewerk_lake::DataFiles;
use std::sync::Arc;
use stores::OnlyDataFiles;

/// Name of the one catalogue; people never write it.
const CATALOGUE: &str = "hebewerk";

/// What all sessions of an engine share: the way to the data files and the cache of their footers.
#[derive(Debug, Clone)]
pub(crate) struct Base {
    runtime: Arc<RuntimeEnv>,
    data: ObjectStoreUrl,
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
            // What spills lies outside the lake and outside every deletion; memory is the limit instead.
            .with_disk_manager_builder(
                DiskManagerBuilder::default().with_mode(DiskManagerMode::Disabled),
            )
            .build_arc()?;
        Ok(Self { runtime, data })
    }

    /// Where the data files are, in the eyes of a session.
    pub(crate) fn data(&self) -> &ObjectStoreUrl {
        &self.data
    }

    /// A session without any table.
    pub(crate) fn session(
        &self,
        limits: Limits,
        spread: Spread,
    ) -> Result<SessionState, DataFusionError> {
        let memory_bytes = usize::try_from(limits.memory_bytes).unwrap_or(usize::MAX);
        let runtime = RuntimeEnvBuilder::from_runtime_env(&self.runtime)
            .with_memory_pool(Arc::new(GreedyMemoryPool::new(memory_bytes)))
            .build_arc()?;
        let partitions = match spread {
            Spread::One => 1,
            Spread::All => std::thread::available_parallelism().map_or(2, std::num::NonZero::get),
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
        Ok(state)
    }
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
