//! Damaged files of every kind: never a panic, and what is counted is what is read.
//!
//! The same damage in every run, as much as a test may take; long runs are those of `fuzz/`.

mod corpus;
pub(crate) mod damage;
mod in_a_worker;

use damage::Dice;
use hebewerk_hub::ports::{FileReader, Reading};
use hebewerk_intake::{Intake, standard_csv};
use hebewerk_model::{Format, Recipe};
use std::path::Path;

/// Damaged copies of each file.
const COPIES: u64 = 120;

#[test]
fn damaged_files_are_read_or_refused_and_never_stop_the_reader() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = corpus::files();
    let mut dice = Dice::new(0x0068_6562_6577_6572);
    for (name, bytes) in &corpus {
        for copy in 0..COPIES {
            let other = &corpus[dice.below(corpus.len())].1;
            let damaged = damage::of(bytes, other, &mut dice);
            let path = folder.path().join("datei");
            std::fs::write(&path, &damaged).unwrap();
            let seen = std::panic::catch_unwind(|| look(&path, name));
            assert!(
                seen.is_ok(),
                "copy {copy} of {name} stops the reader; it holds {damaged:02x?}"
            );
        }
    }
}

/// Everything a reader does with a file.
fn look(path: &Path, name: &str) {
    let intake = Intake::in_process();
    let recipe = Recipe::default();
    let Ok(inspection) = intake.inspect(path, name, &recipe, &|_, _| {}) else {
        return;
    };
    for (index, table) in inspection.tables.iter().enumerate() {
        let Ok(reading) = intake.read(path, name, &recipe, &inspection, index) else {
            continue;
        };
        let mut rows = 0;
        let mut whole = true;
        for piece in reading {
            match piece {
                Ok(Reading::Rows(batch)) => rows += batch.num_rows() as u64,
                Ok(Reading::Aside(aside)) => {
                    rows += aside.iter().filter(|cell| cell.column.is_none()).count() as u64;
                }
                Err(_) => {
                    whole = false;
                    break;
                }
            }
        }
        if whole && inspection.format == Format::Csv {
            assert_eq!(rows, table.data_rows, "rows of {}", table.name);
        }
        let mut out = Vec::new();
        let written = standard_csv(&intake, (path, name), &recipe, &inspection, index, &mut out);
        assert!(written.is_err() || std::str::from_utf8(&out).is_ok());
    }
}
