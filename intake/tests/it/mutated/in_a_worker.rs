//! The same through the door a delivery takes: dangerous formats in worker processes with limits.

use super::damage::{self, Dice};
use crate::office::{every_kind, through_workers};
use hebewerk_hub::ports::{FileReader, ReadError};
use hebewerk_intake::Intake;
use hebewerk_intake::worker::WorkerLimits;
use hebewerk_model::Recipe;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

/// Damaged copies of each file; 34 kinds, so 2,108 files.
const COPIES: u64 = 62;
/// As much as a worker may use for a file of a few kilobytes.
const LIMITS: WorkerLimits = WorkerLimits {
    memory_bytes: 512 << 20,
    cpu_seconds: 10,
    wall: Duration::from_secs(20),
    file_bytes: 64 << 20,
};

/// How often what was answered.
type Tally = BTreeMap<&'static str, u32>;

#[test]
fn each_of_two_thousand_damaged_files_is_answered_within_its_limits() {
    let spool = tempfile::tempdir().unwrap();
    let files = every_kind();
    let asked = files.len() as u64 * COPIES;
    assert!(asked >= 2_000, "{asked}");
    // Two lanes, because a machine has two cores; which file is damaged how does not depend on them.
    let (even, odd) = std::thread::scope(|scope| {
        let lane = |first: usize| {
            let (files, spool) = (&files, spool.path());
            scope.spawn(move || lane(files, spool, first))
        };
        let lanes = (lane(0), lane(1));
        (lanes.0.join().unwrap(), lanes.1.join().unwrap())
    });
    let mut tally = even;
    for (answer, times) in odd {
        *tally.entry(answer).or_default() += times;
    }
    println!("{asked} damaged files: {tally:?}");
    assert_eq!(u64::from(tally.values().sum::<u32>()), asked);
    assert!(tally["read"] > 0 && tally["unreadable"] > 0, "{tally:?}");
    let left: Vec<_> = std::fs::read_dir(spool.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, ["lock"], "nothing is left of the workers");
}

/// Every second kind, from `first` on.
fn lane(files: &[(&'static str, Vec<u8>)], spool: &Path, first: usize) -> Tally {
    let folder = tempfile::tempdir().unwrap();
    let intake = through_workers(spool, LIMITS);
    let mut tally = Tally::new();
    for (place, (name, bytes)) in files.iter().enumerate().skip(first).step_by(2) {
        let mut dice = Dice::new(0x0068_6562_6577_6572 + place as u64);
        for copy in 0..COPIES {
            let other = &files[dice.below(files.len())].1;
            let damaged = damage::of(bytes, other, &mut dice);
            let path = folder.path().join(name);
            std::fs::write(&path, &damaged).unwrap();
            let begun = Instant::now();
            let answer = answer(&intake, &path, name);
            let Ok(answer) = answer else {
                panic!(
                    "copy {copy} of {name} is no fault of the machine: {answer:?}; it holds {damaged:02x?}"
                );
            };
            // Looking, and reading each of a few tables.
            assert!(begun.elapsed() < 4 * LIMITS.wall, "copy {copy} of {name}");
            *tally.entry(answer).or_default() += 1;
        }
    }
    tally
}

/// What whoever delivers such a file is told: the error is one that does not lie in the file.
fn answer(intake: &Intake, path: &Path, name: &str) -> Result<&'static str, ReadError> {
    let recipe = Recipe::default();
    let inspection = match intake.inspect(path, name, &recipe, &|_, _| {}) {
        Ok(inspection) => inspection,
        Err(error) => return told(error),
    };
    for table in 0..inspection.tables.len() {
        let read = intake
            .read(path, name, &recipe, &inspection, table)
            .and_then(|mut pieces| pieces.try_for_each(|piece| piece.map(drop)));
        if let Err(error) = read {
            return told(error);
        }
    }
    Ok(if inspection.tables.is_empty() {
        "no table"
    } else {
        "read"
    })
}

fn told(error: ReadError) -> Result<&'static str, ReadError> {
    match &error {
        ReadError::Unreadable { reason, cause, .. } if !reason.is_empty() && !cause.is_empty() => {
            Ok("unreadable")
        }
        ReadError::Stopped { by_file: true, .. } => Ok("stopped by its limits"),
        other if other.lies_in_the_file() => Ok("unreadable"),
        _ => Err(error),
    }
}
