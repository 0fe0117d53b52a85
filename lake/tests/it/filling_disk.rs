//! A disk that others fill while a table is written.

use crate::samples::tree_table;
use hebewerk_hub::ports::{RowFiles, RowsError, SystemClock, SystemIdentifiers};
use hebewerk_lake::{Disk, DiskFile, HostDisk, Lake, Room};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Has room as often as it is told, and then none.
#[derive(Debug)]
struct Filling {
    answers_left: AtomicU32,
}

impl Disk for Filling {
    fn create(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        HostDisk.create(path)
    }
    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        HostDisk.link(from, to)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        HostDisk.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        HostDisk.remove(path)
    }
    fn make_directory(&self, path: &Path) -> io::Result<()> {
        HostDisk.make_directory(path)
    }
    fn sync_directory(&self, path: &Path) -> io::Result<()> {
        HostDisk.sync_directory(path)
    }
    fn open_to_read(&self, path: &Path) -> io::Result<Box<dyn io::Read + Send>> {
        HostDisk.open_to_read(path)
    }
    fn size(&self, path: &Path) -> io::Result<Option<u64>> {
        HostDisk.size(path)
    }
    fn room(&self, _path: &Path) -> io::Result<Room> {
        let left = self
            .answers_left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                left.checked_sub(1)
            });
        Ok(Room {
            free_bytes: if left.is_ok() { 1 << 40 } else { 0 },
            total_bytes: 1 << 41,
        })
    }
}

#[tokio::test]
async fn a_disk_that_fills_while_a_table_is_written_is_noticed_at_the_next_row_group() {
    let folder = tempfile::tempdir().unwrap();
    let disk = Arc::new(Filling {
        answers_left: AtomicU32::new(u32::MAX),
    });
    let lake = Lake::on_disk(
        folder.path().to_owned(),
        disk.clone(),
        Arc::new(SystemClock),
        Arc::new(SystemIdentifiers),
    )
    .unwrap();
    disk.answers_left.store(2, Ordering::Relaxed);
    let written = lake.write(tree_table("o1/t1", 300_000)).await;
    assert!(matches!(written, Err(RowsError::NoRoom)), "{written:?}");
    disk.answers_left.store(9, Ordering::Relaxed);
    lake.write(tree_table("o1/t1", 300_000)).await.unwrap();
}
