//! Every real file is inspected and read without an error, whatever it is.

use super::files::shared;
use hebewerk_hub::ports::{FileReader, Reading};
use hebewerk_intake::Intake;
use hebewerk_model::{Format, Recipe};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[test]
fn every_real_text_file_is_read_to_its_last_row() {
    let Some(folder) = shared() else { return };
    let mut files = Vec::new();
    collect(&folder, &mut files);
    assert!(files.len() > 200);
    let intake = Intake::in_process();
    let mut formats: BTreeMap<&str, u32> = BTreeMap::new();
    for file in &files {
        let name = file.file_name().unwrap().to_string_lossy();
        let inspection = match intake.inspect(file, &name, &Recipe::default(), &|_, _| {}) {
            Ok(inspection) => inspection,
            Err(error) => {
                // Damaged containers say so; text never is an error.
                println!("{}: {error}", file.display());
                continue;
            }
        };
        *formats.entry(inspection.format.code()).or_default() += 1;
        if inspection.format != Format::Csv {
            continue;
        }
        for (index, table) in inspection.tables.iter().enumerate() {
            let (mut rows, mut aside_rows) = (0, 0);
            for piece in intake
                .read(file, &name, &Recipe::default(), &inspection, index)
                .unwrap()
            {
                match piece.unwrap() {
                    Reading::Rows(batch) => rows += batch.num_rows() as u64,
                    Reading::Aside(aside) => {
                        aside_rows +=
                            aside.iter().filter(|cell| cell.column.is_none()).count() as u64;
                    }
                }
            }
            assert_eq!(rows + aside_rows, table.data_rows, "{}", file.display());
        }
    }
    println!("{formats:?}");
    assert!(formats["csv"] > 200);
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
