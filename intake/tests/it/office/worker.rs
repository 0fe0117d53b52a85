//! The worker process: the same result, and what happens to it stays with it.

use super::files::{Made, inspect, rows, zip};
use hebewerk_hub::ports::{FileReader, ReadError};
use hebewerk_intake::worker::{WorkerLimits, WorkerReader};
use hebewerk_intake::{Intake, Office, OfficeLimits};
use rust_xlsxwriter::Workbook;
use std::path::{Path, PathBuf};
use std::time::Duration;

fn office(executable: &str, spool: &Path, limits: WorkerLimits) -> Office {
    let worker = WorkerReader::new(PathBuf::from(executable), spool.to_owned(), limits).unwrap();
    Office::in_worker(worker, OfficeLimits::default())
}

pub(crate) fn intake(spool: &Path, limits: WorkerLimits) -> Intake {
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
    let left: Vec<_> = std::fs::read_dir(spool.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, ["lock"]);
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
fn an_archive_is_not_read_without_a_member_that_only_the_machine_could_not_read() {
    let spool = tempfile::tempdir().unwrap();
    let sheet = std::fs::read(&workbook(10).path).unwrap();
    let file = Made::new(
        "paket.zip",
        &zip(&[
            ("orte.csv", b"ort;zahl\nMitte;1\nNord;2\n"),
            ("mappe.xlsx", &sheet),
        ]),
    );
    for executable in ["/nirgends/hebewerk", "/bin/false"] {
        let lacking =
            Intake::with_office(office(executable, spool.path(), WorkerLimits::default()));
        let error = inspect(&lacking, &file.path).unwrap_err();
        assert!(!error.lies_in_the_file(), "{executable}: {error:?}");
    }
}

#[test]
fn a_command_beside_a_server_leaves_the_servers_work_alone() {
    let spool = tempfile::tempdir().unwrap();
    let file = workbook(50);
    let server = intake(spool.path(), WorkerLimits::default());
    let inspection = inspect(&server, &file.path).unwrap();
    drop(intake(spool.path(), WorkerLimits::default()));
    assert_eq!(
        rows(&server, &file.path, &inspection, 0)
            .unwrap()
            .rows
            .len(),
        50
    );
}

#[test]
fn a_worker_reads_parquet_as_this_process_does() {
    let spool = tempfile::tempdir().unwrap();
    let there = intake(spool.path(), WorkerLimits::default());
    let here = Intake::in_process();
    let file = Made::new("daten.parquet", &super::parquet::many_rows(40_000));
    let expected = inspect(&here, &file.path).unwrap();
    let seen = inspect(&there, &file.path).unwrap();
    assert_eq!(seen, expected);
    let rows_there = rows(&there, &file.path, &seen, 0).unwrap();
    assert_eq!(rows_there.rows.len(), 40_000);
    assert_eq!(rows_there, rows(&here, &file.path, &expected, 0).unwrap());
    // Whoever looks at the first rows only leaves no child behind.
    let recipe = hebewerk_model::Recipe::default();
    let first = there
        .read(&file.path, "daten.parquet", &recipe, &seen, 0)
        .unwrap()
        .next();
    assert!(matches!(first, Some(Ok(_))));
}

#[test]
fn damaged_parquet_in_a_worker_has_the_same_reason_as_here() {
    let spool = tempfile::tempdir().unwrap();
    let there = intake(spool.path(), WorkerLimits::default());
    let bytes = super::parquet::many_rows(10);
    let file = Made::new("halb.parquet", &bytes[..bytes.len() / 2]);
    let error = inspect(&there, &file.path).unwrap_err();
    assert_eq!(error.to_string(), file.error().to_string());
    assert!(error.lies_in_the_file());
}

#[test]
fn parquet_that_needs_too_much_memory_stops_the_worker_and_not_this_process() {
    let spool = tempfile::tempdir().unwrap();
    let limits = WorkerLimits {
        memory_bytes: 32 << 20,
        ..WorkerLimits::default()
    };
    let there = intake(spool.path(), limits);
    let file = Made::new(
        "bombe.parquet",
        &super::parquet::one_long_value(20_000, 4_000),
    );
    let expected = Intake::in_process();
    let inspection = inspect(&expected, &file.path).unwrap();
    check_stopped(&inspect(&there, &file.path).unwrap_err());
    check_stopped(&rows(&there, &file.path, &inspection, 0).unwrap_err());
}

#[test]
fn wrong_arguments_are_told_by_the_exit_code() {
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_hebewerk-intake-worker"))
        .args(["worker", "read", "nur eins"])
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(2));
}
