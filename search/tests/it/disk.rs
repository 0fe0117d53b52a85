//! What is on disk stays, and what is damaged goes.

use crate::city::{ALL, Hub, dataset, identity, request};
use hebewerk_hub::ports::SearchIndex;
use hebewerk_model::CatalogueId;
use hebewerk_search::GermanIndex;
use std::path::{Path, PathBuf};

#[tokio::test]
async fn an_update_is_there_after_reopening_with_its_sequence() {
    let hub = Hub::of(vec![dataset(1, "Baumkataster")]).await;
    hub.index
        .update(vec![dataset(2, "Baumfällungen")], vec![], 17)
        .await
        .unwrap();
    // Nothing is closed: this is how a killed process leaves it.
    let again = GermanIndex::open(hub.directory.path()).unwrap();
    assert_eq!(again.sequence().await.unwrap(), 17);
    assert_eq!(again.search(&request("Baum")).await.unwrap().total, 2);
}

#[tokio::test]
async fn an_update_that_died_before_its_commit_can_be_done_again() {
    let several = (1..=60).map(|number| dataset(number, "Baumkataster"));
    let hub = Hub::of(several.collect()).await;
    let directory = hub.directory;
    drop(hub.index);
    let metas: Vec<PathBuf> = files(directory.path())
        .into_iter()
        .filter(|file| file.ends_with("meta.json"))
        .collect();
    let before: Vec<Vec<u8>> = metas
        .iter()
        .map(|meta| std::fs::read(meta).unwrap())
        .collect();
    let update = || (vec![dataset(2, "Fundbüro")], vec![identity(3)]);
    let index = GermanIndex::open(directory.path()).unwrap();
    let (put, remove) = update();
    index.update(put, remove, 2).await.unwrap();
    drop(index);
    // The lists of what is deleted are written, and the commit that names them is not.
    let written = files(directory.path());
    assert!(
        written
            .iter()
            .any(|file| file.extension().is_some_and(|end| end == "del"))
    );
    for (meta, bytes) in metas.iter().zip(&before) {
        std::fs::write(meta, bytes).unwrap();
    }
    let index = GermanIndex::open(directory.path()).unwrap();
    assert_eq!(index.search(&request("Baum")).await.unwrap().total, 60);
    let (put, remove) = update();
    index.update(put, remove, 2).await.unwrap();
    assert_eq!(index.search(&request("Baum")).await.unwrap().total, 58);
    assert_eq!(index.search(&request("Fundbüro")).await.unwrap().total, 1);
}

#[tokio::test]
async fn the_same_update_twice_changes_nothing() {
    let documents = vec![
        dataset(1, "Baumkataster"),
        dataset(2, "Fundsachen"),
        dataset(2, "Fundbüro"),
    ];
    let hub = Hub::of(documents.clone()).await;
    let once = hub.ask(&request("Baum")).await;
    let list = hub.find("").await;
    hub.index
        .update(documents, vec![identity(99)], 2)
        .await
        .unwrap();
    assert_eq!(hub.ask(&request("Baum")).await, once);
    assert_eq!(hub.find("").await, list);
    assert_eq!(hub.find("Fundbüro").await, [2]);
    assert_eq!(
        hub.index.complete("Fundsa", &ALL, 10).await.unwrap(),
        Vec::<String>::new()
    );
}

#[tokio::test]
async fn replaced_and_removed_documents_leave_no_trace() {
    let hub = Hub::of(vec![
        dataset(1, "Quallenverleih"),
        dataset(2, "Quallen"),
        dataset(3, "Baum"),
    ])
    .await;
    hub.index
        .update(vec![dataset(1, "Baumkataster")], vec![identity(2)], 2)
        .await
        .unwrap();
    let fresh = Hub::of(vec![dataset(3, "Baum"), dataset(1, "Baumkataster")]).await;
    for text in ["", "Baum", "Quallen", "Verleih", "Quallenverlei"] {
        assert_eq!(
            hub.ask(&request(text)).await,
            fresh.ask(&request(text)).await,
            "{text}"
        );
    }
}

#[tokio::test]
async fn clearing_empties_and_forgets_the_sequence() {
    let hub = Hub::of(vec![dataset(1, "Baumkataster")]).await;
    let restored = CatalogueId::from_uuid(uuid::Uuid::from_u128(7));
    hub.index.clear(restored).await.unwrap();
    assert_eq!(hub.index.sequence().await.unwrap(), 0);
    assert_eq!(hub.index.catalogue().await.unwrap(), Some(restored));
    hub.index.update(vec![], vec![], 3).await.unwrap();
    assert_eq!(hub.index.sequence().await.unwrap(), 3);
    assert_eq!(hub.index.catalogue().await.unwrap(), Some(restored));
    assert_eq!(hub.find("").await, Vec::<u128>::new());
    hub.index
        .update(vec![dataset(2, "Baum")], vec![], 5)
        .await
        .unwrap();
    assert_eq!(hub.find("").await, [2]);
}

#[tokio::test]
async fn a_new_index_has_sequence_zero() {
    let directory = tempfile::TempDir::new().unwrap();
    let index = GermanIndex::open(&directory.path().join("search")).unwrap();
    assert_eq!(index.sequence().await.unwrap(), 0);
}

#[tokio::test]
async fn a_damaged_index_begins_empty_and_works() {
    let damages: [fn(&Path); 4] = [
        |file| std::fs::write(file, b"").unwrap(),
        |file| std::fs::write(file, b"{\"nonsense\": 1}").unwrap(),
        |file| std::fs::remove_file(file).unwrap(),
        |file| {
            let mut bytes = std::fs::read(file).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 0xff;
            std::fs::write(file, bytes).unwrap();
        },
    ];
    for (number, damage) in damages.iter().enumerate() {
        let hub = Hub::of(vec![dataset(1, "Baumkataster")]).await;
        let directory = hub.directory;
        drop(hub.index);
        for file in files(directory.path())
            .into_iter()
            .filter(|file| is_content(file))
        {
            damage(&file);
        }
        let index = GermanIndex::open(directory.path()).unwrap();
        assert_eq!(index.sequence().await.unwrap(), 0, "damage {number}");
        index
            .update(vec![dataset(2, "Baum")], vec![], 3)
            .await
            .unwrap();
        assert_eq!(
            index.search(&request("")).await.unwrap().total,
            1,
            "damage {number}"
        );
    }
}

#[tokio::test]
async fn an_index_that_merely_cannot_be_read_now_is_not_removed() {
    let hub = Hub::of(vec![dataset(1, "Baumkataster")]).await;
    let directory = hub.directory;
    drop(hub.index);
    // A folder in place of a file: reading it fails, and says nothing about the rest.
    let meta = files(directory.path())
        .into_iter()
        .find(|file| file.ends_with("meta.json"))
        .unwrap();
    let aside = meta.with_extension("aside");
    std::fs::rename(&meta, &aside).unwrap();
    std::fs::create_dir(&meta).unwrap();
    GermanIndex::open(directory.path()).map(|_| ()).unwrap_err();
    std::fs::remove_dir(&meta).unwrap();
    std::fs::rename(&aside, &meta).unwrap();
    let index = GermanIndex::open(directory.path()).unwrap();
    assert_eq!(index.search(&request("Baum")).await.unwrap().total, 1);
}

#[tokio::test]
async fn a_damaged_or_missing_index_opened_beside_is_left_as_it_is() {
    let directory = tempfile::TempDir::new().unwrap();
    GermanIndex::open_beside(directory.path())
        .map(|_| ())
        .unwrap_err();
    assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 0);
    let hub = Hub::of(vec![dataset(1, "Baumkataster")]).await;
    let beside = GermanIndex::open_beside(hub.directory.path()).unwrap();
    assert_eq!(beside.search(&request("Baum")).await.unwrap().total, 1);
    for file in files(hub.directory.path()) {
        std::fs::write(&file, b"").unwrap();
    }
    let before = files(hub.directory.path());
    GermanIndex::open_beside(hub.directory.path())
        .map(|_| ())
        .unwrap_err();
    assert_eq!(files(hub.directory.path()), before);
}

#[tokio::test]
async fn an_older_layout_is_removed_and_strange_files_are_left_alone() {
    let directory = tempfile::TempDir::new().unwrap();
    let (old, strange) = (
        directory.path().join("german-0"),
        directory.path().join("notes"),
    );
    std::fs::create_dir_all(&old).unwrap();
    std::fs::create_dir_all(&strange).unwrap();
    GermanIndex::open(directory.path()).unwrap();
    assert!(!old.exists() && strange.exists());
}

fn is_content(file: &Path) -> bool {
    !file.to_string_lossy().ends_with(".lock")
}

fn files(directory: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.push(path);
        }
    }
    files
}
