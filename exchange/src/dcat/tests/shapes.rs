//! The official shapes of DCAT-AP.de 3.0 have nothing against what we write, whatever is said of a dataset.

use super::{catalogue, page, record};
use crate::dcat::Mirror;
use crate::rdf::{RdfForm, write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Records of a usual run.
const RECORDS: u64 = 300;

#[expect(
    clippy::disallowed_methods,
    reason = "a test program has no settings of its own: it is told by the environment"
)]
fn told(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Python with pyshacl, and the folder of the standards.
fn means() -> Option<(String, PathBuf)> {
    let shared = told("HEBEWERK_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
        PathBuf::from,
    );
    let standards = shared.join("standards/dcat-ap-de");
    let python = told("HEBEWERK_TEST_PYTHON");
    match python {
        Some(python) if standards.is_dir() => Some((python, standards)),
        _ => None,
    }
}

#[test]
fn the_official_shapes_find_nothing_against_generated_records() {
    let Some((python, standards)) = means() else {
        eprintln!("SKIPPED: no shapes in HEBEWERK_SHARED, or HEBEWERK_TEST_PYTHON is not set");
        return;
    };
    let records = told("HEBEWERK_DCAT_RECORDS").and_then(|text| text.parse().ok());
    let records: Vec<_> = (0..records.unwrap_or(RECORDS)).map(record).collect();
    let graph = catalogue().graph(&records, Some(&page(true)), Mirror::Strict);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("catalogue.ttl");
    std::fs::write(&file, write(&graph, RdfForm::Turtle).unwrap()).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/validate.py");
    let checked = Command::new(python)
        .arg(script)
        .arg(standards)
        .arg(&file)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&checked.stdout);
    assert!(
        checked.status.success(),
        "{said}\n{}",
        String::from_utf8_lossy(&checked.stderr)
    );
    println!("{} records: {said}", records.len());
}
