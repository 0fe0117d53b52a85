use crate::samples::lake_on;
use crate::simulated_disk::SimulatedDisk;
use futures::TryStreamExt;
use hebewerk_hub::ports::{KeptBefore, RawDeliveries, RawError, StoredRaw};
use hebewerk_lake::{Disk, DiskFile, HostDisk, Lake, Room};
use hebewerk_model::ContentHash;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Keeps a file, to the end of its sync.
async fn keep(lake: &Lake, file: &Path, before: KeptBefore) -> Result<StoredRaw, RawError> {
    lake.keep(file, before).await?.settle().await
}

async fn bytes_of(
    lake: &Lake,
    content: ContentHash,
    range: Option<std::ops::Range<u64>>,
) -> Vec<u8> {
    let chunks: Vec<_> = lake
        .open(content, range)
        .await
        .unwrap()
        .try_collect()
        .await
        .unwrap();
    chunks.concat()
}

#[tokio::test]
async fn bytes_come_back_whole_and_in_ranges() {
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::open(&folder.path().join("lake")).unwrap();
    let bytes: Vec<u8> = (0..700_000_u32).flat_map(u32::to_le_bytes).collect();
    let source = folder.path().join("Bäume 2024.csv");
    std::fs::write(&source, &bytes).unwrap();

    let stored = keep(&lake, &source, KeptBefore::Likely).await.unwrap();
    assert_eq!(stored.size_bytes, bytes.len() as u64);
    assert_eq!(stored.content.as_bytes(), blake3::hash(&bytes).as_bytes());
    assert!(bytes_of(&lake, stored.content, None).await == bytes);
    assert!(
        bytes_of(&lake, stored.content, Some(300_001..600_007)).await == bytes[300_001..600_007]
    );
    assert!(bytes_of(&lake, stored.content, Some(5..5)).await.is_empty());
    assert!(
        bytes_of(&lake, stored.content, Some(9_000_000..9_000_005))
            .await
            .is_empty()
    );
    let path = lake.local_path(stored.content).await.unwrap();
    assert!(std::fs::read(path).unwrap() == bytes);
}

#[tokio::test]
async fn the_same_bytes_are_kept_once() {
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::open(&folder.path().join("lake")).unwrap();
    let (first, second) = (folder.path().join("a"), folder.path().join("b"));
    std::fs::write(&first, b"gleich").unwrap();
    std::fs::write(&second, b"gleich").unwrap();
    let stored = keep(&lake, &first, KeptBefore::Unlikely).await.unwrap();
    let path = lake.local_path(stored.content).await.unwrap();
    let before = std::fs::metadata(&path).unwrap().modified().unwrap();
    assert_eq!(
        keep(&lake, &second, KeptBefore::Unlikely).await.unwrap(),
        stored
    );
    assert_eq!(
        std::fs::metadata(&path).unwrap().modified().unwrap(),
        before
    );
    assert_eq!(
        std::fs::read_dir(lake.root().join("drafts"))
            .unwrap()
            .count(),
        0
    );
}

#[tokio::test]
async fn a_damaged_delivery_is_repaired_when_the_same_bytes_come_again() {
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::open(&folder.path().join("lake")).unwrap();
    let source = folder.path().join("a");
    std::fs::write(&source, b"ganzer Inhalt").unwrap();
    let stored = keep(&lake, &source, KeptBefore::Likely).await.unwrap();
    let path = lake.local_path(stored.content).await.unwrap();
    for damage in [&b"ganzer"[..], b"ganzer_Inhalt"] {
        std::fs::write(&path, damage).unwrap();
        let mended = lake.keep(&source, KeptBefore::Likely).await.unwrap();
        assert_eq!(mended.stored(), Some(&stored), "it is known as what it was");
        mended.settle().await.unwrap();
        assert_eq!(
            bytes_of(&lake, stored.content, None).await,
            b"ganzer Inhalt"
        );
    }
}

#[tokio::test]
async fn bytes_that_are_kept_already_are_not_copied_again() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("a");
    std::fs::write(&source, vec![b'x'; 100_000]).unwrap();
    let disk = SimulatedDisk::new();
    let lake = lake_on(Arc::new(disk.clone()), Path::new("/lake"), 0);
    disk.leave_room_for(100_000 + (1 << 20) / 20);
    let stored = keep(&lake, &source, KeptBefore::Likely).await.unwrap();
    disk.leave_room_for(0);
    assert_eq!(
        keep(&lake, &source, KeptBefore::Likely).await.unwrap(),
        stored
    );
}

#[tokio::test]
async fn an_unknown_hash_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::open(folder.path()).unwrap();
    let unknown = ContentHash::from_bytes([7; 32]);
    assert!(matches!(
        lake.open(unknown, None).await,
        Err(RawError::Missing(_))
    ));
    assert!(matches!(
        lake.local_path(unknown).await,
        Err(RawError::Missing(_))
    ));
    let gone = keep(&lake, &folder.path().join("gone"), KeptBefore::Likely).await;
    assert!(matches!(gone, Err(RawError::Changed)));
}

/// The host's disk, on which the source grows as soon as a draft is written.
#[derive(Debug)]
struct Meddling {
    source: PathBuf,
}

#[derive(Debug)]
struct MeddlingFile {
    inner: Box<dyn DiskFile>,
    source: PathBuf,
}

impl Write for MeddlingFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        std::fs::write(&self.source, b"a shorter file")?;
        self.inner.write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl DiskFile for MeddlingFile {
    fn sync(&mut self) -> io::Result<()> {
        self.inner.sync()
    }
}

impl Disk for Meddling {
    fn create(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let inner = HostDisk.create(path)?;
        let source = self.source.clone();
        Ok(Box::new(MeddlingFile { inner, source }))
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
    fn room(&self, path: &Path) -> io::Result<Room> {
        HostDisk.room(path)
    }
}

#[tokio::test]
async fn a_file_that_changes_while_it_is_copied_is_not_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("lake");
    std::fs::create_dir(&root).unwrap();
    let source = folder.path().join("a");
    let lake = lake_on(
        Arc::new(Meddling {
            source: source.clone(),
        }),
        &root,
        0,
    );
    std::fs::write(&source, vec![b'x'; 5_000_000]).unwrap();
    assert!(matches!(
        keep(&lake, &source, KeptBefore::Likely).await,
        Err(RawError::Changed)
    ));
    assert_eq!(
        std::fs::read_dir(lake.root().join("raw")).unwrap().count(),
        0
    );
    assert_eq!(
        std::fs::read_dir(lake.root().join("drafts"))
            .unwrap()
            .count(),
        0
    );
}

#[tokio::test]
async fn a_full_disk_is_said_to_be_full() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("a");
    std::fs::write(&source, vec![b'x'; 2_000_000]).unwrap();
    let disk = SimulatedDisk::new();
    let lake = lake_on(Arc::new(disk.clone()), Path::new("/lake"), 0);
    disk.leave_room_for(1_000_000);
    assert!(matches!(
        keep(&lake, &source, KeptBefore::Likely).await,
        Err(RawError::NoRoom)
    ));
    // Enough room at the beginning is no promise: here somebody else fills the disk in between.
    disk.leave_room_for(2_000_000 + (1 << 20) / 20);
    std::fs::write(&source, vec![b'x'; 2_000_000]).unwrap();
    assert!(keep(&lake, &source, KeptBefore::Likely).await.is_ok());
}

#[tokio::test]
async fn a_kept_file_is_read_before_it_is_settled_and_lies_under_its_hash_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::open(&folder.path().join("lake")).unwrap();
    let source = folder.path().join("liste.csv");
    // More than is copied on one thread.
    let content = "a;b\n1;2\n".repeat(2_000_000);
    std::fs::write(&source, &content).unwrap();
    let kept = lake.keep(&source, KeptBefore::Unlikely).await.unwrap();
    assert_eq!(kept.stored(), None);
    assert!(std::fs::read(kept.path()).unwrap() == content.as_bytes());
    let stored = kept.settle().await.unwrap();
    assert_eq!(
        stored.content.as_bytes(),
        blake3::hash(content.as_bytes()).as_bytes()
    );
    assert!(bytes_of(&lake, stored.content, None).await == content.as_bytes());
    let drafts = std::fs::read_dir(folder.path().join("lake/drafts")).unwrap();
    assert_eq!(drafts.count(), 0);
    let again = lake.keep(&source, KeptBefore::Likely).await.unwrap();
    assert_eq!(again.stored(), Some(&stored));
}

#[tokio::test]
async fn a_file_that_changes_while_it_is_read_is_not_settled() {
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::open(&folder.path().join("lake")).unwrap();
    let source = folder.path().join("liste.csv");
    std::fs::write(&source, "a;b\n1;2\n").unwrap();
    let long_ago = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000);
    let made_old = |path: &Path| {
        let file = std::fs::File::options().write(true).open(path).unwrap();
        file.set_modified(long_ago).unwrap();
    };
    made_old(&source);

    let touched = lake.keep(&source, KeptBefore::Unlikely).await.unwrap();
    std::fs::write(&source, "a;b\n3;4\n").unwrap();
    assert!(matches!(touched.settle().await, Err(RawError::Changed)));

    // Another file of the same length and age takes its name.
    made_old(&source);
    let replaced = lake.keep(&source, KeptBefore::Unlikely).await.unwrap();
    let other = folder.path().join("andere.csv");
    std::fs::write(&other, "a;b\n5;6\n").unwrap();
    made_old(&other);
    std::fs::rename(&other, &source).unwrap();
    assert!(matches!(replaced.settle().await, Err(RawError::Changed)));
}
