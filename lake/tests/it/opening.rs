use crate::samples::try_lake_on;
use crate::simulated_disk::SimulatedDisk;
use hebewerk_lake::{DataFiles, Disk, DiskFile, Lake, LakeError, Room};
use object_store::ObjectStoreExt;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// A file system whose links replace what is there, like some network shares.
#[derive(Debug)]
struct ReplacingLinks(SimulatedDisk);

impl Disk for ReplacingLinks {
    fn create(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        self.0.create(path)
    }
    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        match self.0.link(from, to) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            other => other,
        }
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.0.remove(path)
    }
    fn make_directory(&self, path: &Path) -> io::Result<()> {
        self.0.make_directory(path)
    }
    fn sync_directory(&self, path: &Path) -> io::Result<()> {
        self.0.sync_directory(path)
    }
    fn open_to_read(&self, path: &Path) -> io::Result<Box<dyn io::Read + Send>> {
        self.0.open_to_read(path)
    }
    fn size(&self, path: &Path) -> io::Result<Option<u64>> {
        self.0.size(path)
    }
    fn room(&self, path: &Path) -> io::Result<Room> {
        self.0.room(path)
    }
}

#[test]
fn a_file_system_whose_links_replace_files_is_refused() {
    let disk = Arc::new(ReplacingLinks(SimulatedDisk::new()));
    let error = try_lake_on(disk, Path::new("/lake"), 0).unwrap_err();
    assert!(matches!(error, LakeError::NoLinks { .. }), "{error}");
}

#[test]
fn a_lake_can_be_opened_again_and_leaves_no_drafts() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("new/lake");
    Lake::open(&root).unwrap();
    let lake = Lake::open(&root).unwrap();
    assert_eq!(
        std::fs::read_dir(lake.root().join("drafts"))
            .unwrap()
            .count(),
        0
    );
}

#[test]
fn a_root_that_is_a_file_is_refused() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let error = Lake::open(file.path()).unwrap_err();
    assert!(matches!(error, LakeError::Directory { .. }), "{error}");
}

#[tokio::test]
async fn the_engines_view_cannot_write_and_cannot_look_around() {
    use futures::StreamExt;
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::open(folder.path()).unwrap();
    let files = DataFiles::at_url(&lake.data_files().unwrap().url().unwrap()).unwrap();
    let store = files.object_store();
    let path = object_store::path::Path::from("a.parquet");
    assert!(store.put(&path, "x".into()).await.is_err());
    assert!(store.delete(&path).await.is_err());
    assert!(store.list(None).next().await.unwrap().is_err());
    assert_eq!(
        std::fs::read_dir(lake.root().join("data")).unwrap().count(),
        0
    );
}
