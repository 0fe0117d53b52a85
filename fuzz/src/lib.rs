//! What the fuzz targets do with bytes: all that a reader does with a file, without looking at the result.

use hebewerk_hub::ports::{FileReader, Reading};
use hebewerk_intake::{Intake, standard_csv};
use hebewerk_model::{Format, Recipe};
use std::io::Write;

/// Inspects and reads bytes that arrive as `name`, and writes their tables.
///
/// # Panics
/// When the rows of a text are not as many as were counted: that is what is looked for.
pub fn look(bytes: &[u8], name: &str) {
    let Ok(mut file) = tempfile::NamedTempFile::new() else {
        return;
    };
    if file.write_all(bytes).is_err() {
        return;
    }
    let intake = Intake::in_process();
    let recipe = Recipe::default();
    let Ok(inspection) = intake.inspect(file.path(), name, &recipe, &|_, _| {}) else {
        return;
    };
    for (index, table) in inspection.tables.iter().enumerate() {
        let Ok(reading) = intake.read(file.path(), name, &recipe, &inspection, index) else {
            continue;
        };
        let pieces: Result<Vec<Reading>, _> = reading.collect();
        if let (Ok(pieces), Format::Csv) = (&pieces, inspection.format) {
            assert_eq!(rows(pieces), table.data_rows);
        }
        let written = standard_csv(
            file.path(),
            name,
            &recipe,
            &inspection,
            index,
            &mut std::io::sink(),
        );
        drop(written);
    }
}

fn rows(pieces: &[Reading]) -> u64 {
    pieces
        .iter()
        .map(|piece| match piece {
            Reading::Rows(batch) => batch.num_rows() as u64,
            Reading::Aside(aside) => {
                aside.iter().filter(|cell| cell.column.is_none()).count() as u64
            }
        })
        .sum()
}
