//! Files made for a test, and how they are read.

use arrow::array::ArrayRef;
use arrow::datatypes::DataType;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use hebewerk_hub::ports::{FileReader, Reading, SetAside};
use hebewerk_intake::{Intake, standard_csv};
use hebewerk_model::{Inspection, Recipe};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Looks at bytes that arrive under a name.
pub(super) struct Made {
    _folder: tempfile::TempDir,
    pub(super) path: PathBuf,
    pub(super) recipe: Recipe,
}

impl Made {
    pub(super) fn new(bytes: impl AsRef<[u8]>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("liste.csv");
        std::fs::write(&path, bytes).unwrap();
        Self {
            _folder: folder,
            path,
            recipe: Recipe::default(),
        }
    }

    pub(super) fn inspect(&self) -> Inspection {
        Intake::in_process()
            .inspect(&self.path, "liste.csv", &self.recipe, &|_, _| {})
            .unwrap()
    }

    /// Rows of the first table as text (nulls as `∅`), and what is set aside.
    pub(super) fn read(&self) -> (Vec<String>, Vec<SetAside>) {
        let inspection = self.inspect();
        read(&self.path, &self.recipe, &inspection, 0)
    }

    /// Rows of table number `table` as text.
    pub(super) fn rows_of(&self, table: usize) -> Vec<String> {
        read(&self.path, &self.recipe, &self.inspect(), table).0
    }

    pub(super) fn csv(&self) -> String {
        csv(&self.path, &self.inspect(), 0)
    }
}

pub(super) fn read(
    path: &Path,
    recipe: &Recipe,
    inspection: &Inspection,
    table: usize,
) -> (Vec<String>, Vec<SetAside>) {
    let options = FormatOptions::default().with_null("∅");
    let (mut rows, mut aside) = (Vec::new(), Vec::new());
    for piece in Intake::in_process()
        .read(path, "liste.csv", recipe, inspection, table)
        .unwrap()
    {
        match piece.unwrap() {
            Reading::Aside(more) => aside.extend(more),
            Reading::Rows(batch) => {
                let plain: Vec<ArrayRef> = batch.columns().iter().map(without_zone).collect();
                let columns: Vec<ArrayFormatter<'_>> = plain
                    .iter()
                    .map(|array| ArrayFormatter::try_new(array, &options).unwrap())
                    .collect();
                for row in 0..batch.num_rows() {
                    let cells: Vec<String> = columns
                        .iter()
                        .map(|column| column.value(row).to_string())
                        .collect();
                    rows.push(cells.join("|"));
                }
            }
        }
    }
    (rows, aside)
}

/// Arrow names no zones without a database of them: points in time are shown as microseconds.
fn without_zone(array: &ArrayRef) -> ArrayRef {
    match array.data_type() {
        DataType::Timestamp(_, Some(_)) => arrow::compute::cast(array, &DataType::Int64).unwrap(),
        _ => Arc::clone(array),
    }
}

pub(super) fn csv(path: &Path, inspection: &Inspection, table: usize) -> String {
    let mut out = Vec::new();
    standard_csv(
        &Intake::in_process(),
        (path, "liste.csv"),
        &Recipe::default(),
        inspection,
        table,
        &mut out,
    )
    .unwrap();
    String::from_utf8(out).unwrap()
}

/// The folder of shared real data; none (said aloud) where it is missing.
pub(super) fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("HEBEWERK_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
        PathBuf::from,
    );
    let real = folder.join("data/real");
    if real.is_dir() {
        return Some(real);
    }
    println!("SKIPPED: the shared data are not at {}", real.display());
    None
}
