//! After a loss of power at any moment, nothing acknowledged is missing or torn.

use crate::samples::{tree_table, try_lake_on};
use crate::simulated_disk::SimulatedDisk;
use hebewerk_hub::ports::{KeptBefore, RawDeliveries, RowFiles};
use hebewerk_lake::Lake;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::path::{Path, PathBuf};
use std::sync::Arc;

const ROOT: &str = "/lake";

/// Path and BLAKE3 hash of files whose writer was told that they are safe.
type Acknowledged = Vec<(PathBuf, [u8; 32])>;

fn sources(folder: &Path) -> Vec<PathBuf> {
    let contents = [
        vec![b'a'; 10],
        vec![b'b'; 1_300_000],
        vec![b'c'; 100_000],
        vec![b'a'; 10],
    ];
    let mut paths = Vec::new();
    for (number, content) in contents.into_iter().enumerate() {
        let path = folder.join(number.to_string());
        std::fs::write(&path, content).unwrap();
        paths.push(path);
    }
    paths
}

/// Keeps files and writes tables until the power goes; returns what was acknowledged until then.
async fn work(lake: &Lake, sources: &[PathBuf]) -> Acknowledged {
    let mut acknowledged = Acknowledged::new();
    for (number, source) in sources.iter().enumerate() {
        if let Ok(kept) = lake.keep(source, KeptBefore::Unlikely).await {
            let Ok(stored) = kept.settle().await else {
                continue;
            };
            let name = stored.content.to_string();
            let (first, rest) = name.split_at(2);
            let (second, _) = rest.split_at(2);
            let path: PathBuf = ["raw", first, second, &name].iter().collect();
            acknowledged.push((Path::new(ROOT).join(path), *stored.content.as_bytes()));
        }
        let folder = format!("o1/d{}", number % 2);
        if let Ok(written) = lake.write(tree_table(&folder, 20)).await {
            for file in written.files {
                let path = Path::new(ROOT).join("data").join(file.path);
                acknowledged.push((path, *file.content.as_bytes()));
            }
        }
    }
    acknowledged
}

fn losses(disk: &SimulatedDisk, acknowledged: &Acknowledged) -> usize {
    let lost = |(path, hash): &&(PathBuf, [u8; 32])| {
        disk.read(path)
            .is_none_or(|content| blake3::hash(&content).as_bytes() != hash)
    };
    acknowledged.iter().filter(lost).count()
}

/// A file under its final name is whole, acknowledged or not: its name says what it must hold.
fn torn_raw_files(disk: &SimulatedDisk) -> usize {
    disk.files_below(&Path::new(ROOT).join("raw"))
        .iter()
        .filter(|(path, content)| {
            path.file_name().unwrap().to_str().unwrap() != blake3::hash(content).to_hex().as_str()
        })
        .count()
}

fn torn_data_files(disk: &SimulatedDisk) -> usize {
    disk.files_below(&Path::new(ROOT).join("data"))
        .iter()
        .filter(|(_, content)| !content.starts_with(b"PAR1") || !content.ends_with(b"PAR1"))
        .count()
}

/// One life of the lake with a loss of power at a random operation, a second life after it with another loss.
/// Returns how many acknowledged files were lost and how many files were torn.
async fn two_lives(
    seed: u64,
    operations: u64,
    sources: &[PathBuf],
    syncs_lie: bool,
) -> (usize, usize) {
    let mut random = StdRng::seed_from_u64(seed);
    let mut disk = SimulatedDisk::new();
    if syncs_lie {
        disk.let_syncs_lie();
    }
    let mut acknowledged = Acknowledged::new();
    let (mut lost, mut torn) = (0, 0);
    for life in 0..2_u64 {
        disk.lose_power_at(random.random_range(1..=operations));
        if let Ok(lake) = try_lake_on(Arc::new(disk.clone()), Path::new(ROOT), life * 1_000_000) {
            acknowledged.extend(work(&lake, sources).await);
        }
        disk = disk.after_power_loss(&mut random);
        lost += losses(&disk, &acknowledged);
        torn += torn_raw_files(&disk) + torn_data_files(&disk);
    }
    (lost, torn)
}

async fn operations_of_a_whole_life(sources: &[PathBuf]) -> u64 {
    let disk = SimulatedDisk::new();
    let lake = try_lake_on(Arc::new(disk.clone()), Path::new(ROOT), 0).unwrap();
    let acknowledged = work(&lake, sources).await;
    assert_eq!(acknowledged.len(), 8);
    assert_eq!(losses(&disk, &acknowledged), 0);
    disk.operations()
}

#[tokio::test]
async fn nothing_acknowledged_is_missing_or_torn_after_any_of_1200_losses_of_power() {
    let folder = tempfile::tempdir().unwrap();
    let sources = sources(folder.path());
    let operations = operations_of_a_whole_life(&sources).await;
    for seed in 0..600 {
        let (lost, torn) = two_lives(seed, operations, &sources, false).await;
        assert_eq!((lost, torn), (0, 0), "seed {seed}");
    }
}

#[tokio::test]
async fn the_simulation_notices_when_nothing_is_synced() {
    let folder = tempfile::tempdir().unwrap();
    let sources = sources(folder.path());
    let operations = operations_of_a_whole_life(&sources).await;
    let mut broken = 0;
    for seed in 0..40 {
        let (lost, torn) = two_lives(seed, operations, &sources, true).await;
        broken += usize::from(lost > 0 || torn > 0);
    }
    assert!(
        broken > 20,
        "only {broken} of 40 lives without syncs showed a loss"
    );
}
