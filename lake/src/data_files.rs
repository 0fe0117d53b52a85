//! The data directory as the engine sees it.

use crate::LakeError;
use crate::read_only::ReadOnly;
use object_store::ObjectStore;
use object_store::local::LocalFileSystem;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use url::Url;

/// Folder of rows below the root.
pub(crate) const FOLDER: &str = "data";

/// The data files of a lake, to be read only.
#[derive(Debug, Clone)]
pub struct DataFiles {
    store: Arc<dyn ObjectStore>,
    directory: PathBuf,
}

impl DataFiles {
    /// The data files in a directory; for worker processes, which are told where it is.
    pub fn at(directory: &Path) -> Result<Self, LakeError> {
        let local =
            LocalFileSystem::new_with_prefix(directory).map_err(|source| LakeError::Directory {
                path: directory.to_owned(),
                source: source.into(),
            })?;
        Ok(Self {
            store: Arc::new(ReadOnly::new(local)),
            directory: directory.to_owned(),
        })
    }

    /// The data files at a `file:` address, as [`DataFiles::url`] gives it.
    pub fn at_url(url: &Url) -> Result<Self, LakeError> {
        let not_local = || LakeError::NotLocal {
            url: url.to_string(),
        };
        if url.scheme() != "file" {
            return Err(not_local());
        }
        let directory = url.to_file_path().map_err(|()| not_local())?;
        Self::at(&directory)
    }

    /// The store, with paths as in [`hebewerk_model::DataFile::path`]. Every attempt to write fails.
    pub fn object_store(&self) -> Arc<dyn ObjectStore> {
        Arc::clone(&self.store)
    }

    /// Where the files lie, as a `file:` address.
    pub fn url(&self) -> Result<Url, LakeError> {
        Url::from_directory_path(&self.directory).map_err(|()| LakeError::NotLocal {
            url: self.directory.display().to_string(),
        })
    }
}
