//! Every real file of the formats of this room is read without a fault.

use super::files::{inspect, rows, shared};
use hebewerk_intake::Intake;
use std::path::{Path, PathBuf};

const ENDINGS: [&str; 11] = [
    "xlsx", "xlsm", "xls", "xlsb", "ods", "json", "geojson", "ndjson", "jsonld", "parquet", "zip",
];

#[test]
fn real_files_are_read_without_fault() {
    let Some(folder) = shared() else { return };
    let mut files = Vec::new();
    collect(&folder, &mut files);
    files.sort();
    assert!(files.len() > 100, "only {} files", files.len());
    let intake = Intake::in_process();
    let (mut tables, mut unreadable) = (0, Vec::new());
    for file in &files {
        let short = file.strip_prefix(&folder).unwrap_or(file).display();
        match inspect(&intake, file) {
            Ok(inspection) => {
                for (index, table) in inspection.tables.iter().enumerate() {
                    let read = rows(&intake, file, &inspection, index)
                        .unwrap_or_else(|error| panic!("{short} table {}: {error}", table.name));
                    assert_eq!(
                        read.rows.len() as u64,
                        table.data_rows,
                        "{short} table {}",
                        table.name
                    );
                    tables += 1;
                }
            }
            Err(error) => unreadable.push(format!("{short}: {error}")),
        }
    }
    println!(
        "{} files, {tables} tables, {} unreadable",
        files.len(),
        unreadable.len()
    );
    for line in &unreadable {
        println!("  {line}");
    }
    assert!(
        unreadable.len() * 10 < files.len(),
        "too many unreadable files"
    );
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let ending = path
            .extension()
            .and_then(|ending| ending.to_str())
            .unwrap_or_default()
            .to_lowercase();
        if path.is_dir() {
            collect(&path, files);
        } else if ENDINGS.contains(&ending.as_str()) {
            files.push(path);
        }
    }
}
