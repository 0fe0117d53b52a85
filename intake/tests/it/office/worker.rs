//! The worker process: the same result, and what happens to it stays with it.

use super::files::{Made, inspect, rows};
use hebewerk_hub::ports::ReadError;
use hebewerk_intake::worker::{WorkerLimits, WorkerReader};
use hebewerk_intake::{Intake, Office, OfficeLimits};
use rust_xlsxwriter::Workbook;
use std::path::{Path, PathBuf};
use std::time::Duration;

fn office(executable: &str, spool: &Path, limits: WorkerLimits) -> Office {
    let worker = WorkerReader::new(PathBuf::from(executable), spool.to_owned(), limits).unwrap();
    Office::in_worker(worker, OfficeLimits::default())
}

fn intake(spool: &Path, limits: WorkerLimits) -> Intake {
    Intake::with_office(office(
        env!("CARGO_BIN_EXE_hebewerk-intake-worker"),
        spool,
        limits,
    ))
}

fn workbook(rows: u32) -> Made {
    workbook_of(rows, 10)
}

/// Texts that occur once are all in memory at once: the table of shared strings.
fn workbook_of(rows: u32, chars: usize) -> Made {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["Nummer", "Text"]).unwrap();
    for row in 1..=rows {
        sheet.write(row, 0, row).unwrap();
        sheet
            .write(row, 1, format!("Text {row} {}", "x".repeat(chars)))
            .unwrap();
    }
    Made::new("mappe.xlsx", &workbook.save_to_buffer().unwrap())
}

#[track_caller]
fn check_stopped(error: &ReadError) {
    assert!(matches!(error, ReadError::Stopped { .. }), "{error:?}");
}

#[test]
fn a_worker_reads_what_this_process_reads_and_leaves_nothing_behind() {
    let spool = tempfile::tempdir().unwrap();
    let file = workbook(500);
    let here = Intake::in_process();
    let there = intake(spool.path(), WorkerLimits::default());
    let expected = inspect(&here, &file.path).unwrap();
    let seen = inspect(&there, &file.path).unwrap();
    assert_eq!(seen, expected);
    assert_eq!(
        rows(&there, &file.path, &seen, 0).unwrap(),
        rows(&here, &file.path, &expected, 0).unwrap()
    );
    drop(there);
    assert_eq!(std::fs::read_dir(spool.path()).unwrap().count(), 0);
}

#[test]
fn too_little_memory_stops_the_worker_and_not_this_process() {
    let spool = tempfile::tempdir().unwrap();
    let limits = WorkerLimits {
        memory_bytes: 32 << 20,
        ..WorkerLimits::default()
    };
    let intake = intake(spool.path(), limits);
    check_stopped(&inspect(&intake, &workbook_of(6_000, 8_000).path).unwrap_err());
}

#[test]
fn too_little_time_stops_the_worker() {
    let spool = tempfile::tempdir().unwrap();
    let limits = WorkerLimits {
        wall: Duration::ZERO,
        ..WorkerLimits::default()
    };
    let intake = intake(spool.path(), limits);
    check_stopped(&inspect(&intake, &workbook(10).path).unwrap_err());
}

#[test]
fn a_worker_that_fails_without_a_word_is_an_error_and_one_that_lacks_too() {
    let spool = tempfile::tempdir().unwrap();
    let file = workbook(10);
    let failing = Intake::with_office(office("/bin/false", spool.path(), WorkerLimits::default()));
    check_stopped(&inspect(&failing, &file.path).unwrap_err());
    let lacking = Intake::with_office(office(
        "/nirgends/hebewerk",
        spool.path(),
        WorkerLimits::default(),
    ));
    assert!(matches!(
        inspect(&lacking, &file.path).unwrap_err(),
        ReadError::Io(_)
    ));
}

#[test]
fn what_an_earlier_process_left_is_swept_at_start() {
    let spool = tempfile::tempdir().unwrap();
    std::fs::create_dir(spool.path().join("read-alt")).unwrap();
    std::fs::write(spool.path().join("read-alt/sheet-0"), b"rest").unwrap();
    std::fs::write(spool.path().join("andere"), b"bleibt").unwrap();
    drop(intake(spool.path(), WorkerLimits::default()));
    assert!(!spool.path().join("read-alt").exists());
    assert!(spool.path().join("andere").exists());
}

#[test]
fn wrong_arguments_are_told_by_the_exit_code() {
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_hebewerk-intake-worker"))
        .args(["worker", "read", "nur eins"])
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(2));
}
