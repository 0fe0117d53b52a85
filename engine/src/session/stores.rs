//! The registry of object stores a session knows: the data files and nothing else.

use datafusion::error::{DataFusionError, Result};
use datafusion::execution::object_store::{ObjectStoreRegistry, ObjectStoreUrl};
use object_store::ObjectStore;
use std::sync::Arc;
use url::Url;

/// Knows one store; DataFusion's own registry would also hand out the local file system.
#[derive(Debug)]
pub(crate) struct OnlyDataFiles {
    url: ObjectStoreUrl,
    store: Arc<dyn ObjectStore>,
}

impl OnlyDataFiles {
    pub(crate) fn new(url: &ObjectStoreUrl, store: Arc<dyn ObjectStore>) -> Self {
        Self {
            url: url.clone(),
            store,
        }
    }
}

impl ObjectStoreRegistry for OnlyDataFiles {
    fn register_store(&self, _: &Url, _: Arc<dyn ObjectStore>) -> Option<Arc<dyn ObjectStore>> {
        None
    }

    fn get_store(&self, url: &Url) -> Result<Arc<dyn ObjectStore>> {
        let known: &Url = self.url.as_ref();
        if url.scheme() == known.scheme() && url.host_str() == known.host_str() {
            Ok(Arc::clone(&self.store))
        } else {
            Err(DataFusionError::Internal(
                "a plan reached for files outside the lake".to_owned(),
            ))
        }
    }
}
