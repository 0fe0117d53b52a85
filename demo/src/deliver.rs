//! Writes the files of a city into a folder, state by state.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::city::City;
use crate::dataset::{Dataset, Office, Scene, World};
use crate::day::{Day, day};
use crate::error::DemoError;
use crate::office::offices;

/// A file that is about to be written.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// Slug of the organisation.
    pub organisation: &'a str,
    /// File name.
    pub file: &'a str,
    /// From 1.
    pub number: usize,
    /// How many there are in this state.
    pub of: usize,
}

/// What was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Summary {
    /// Organisations with at least one file.
    pub organisations: usize,
    /// Files written.
    pub files: usize,
    /// Files removed.
    pub removed: usize,
    /// Bytes written.
    pub bytes: u64,
}

/// What happens to a file in a later state.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    /// It is replaced by a newer one.
    Replaced,
    /// It is no longer there.
    Removed,
}

/// A file that changes in a later state.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Delivery {
    /// From 2.
    pub state: u32,
    /// Day of the delivery, ISO 8601.
    pub date: String,
    /// Slug of the organisation.
    pub organisation: &'static str,
    /// File name.
    pub file: &'static str,
    /// Replaced or removed.
    pub change: Change,
}

impl Delivery {
    /// Path below the folder of the city.
    pub fn path(&self) -> PathBuf {
        Path::new(self.organisation).join(self.file)
    }
}

/// Monday to Friday of the week in which the story is told.
const STATES: u32 = 5;

/// Day on which a state was delivered.
pub(crate) fn state_day(state: u32) -> Day {
    day(2026, 11, 15).plus(state as i32)
}

/// How many states the city has; the first is what [`write`] writes.
pub fn states(city: &City) -> u32 {
    if city.is_musterstadt() { STATES } else { 1 }
}

/// The changes after the first state, in order.
pub fn deliveries(city: &City) -> Vec<Delivery> {
    let mut found = Vec::new();
    for state in 2..=states(city) {
        for (office, dataset) in datasets(city) {
            let change = if dataset.gone_in == Some(state) {
                Change::Removed
            } else if dataset.later.contains(&state) {
                Change::Replaced
            } else {
                continue;
            };
            let date = state_day(state).iso();
            found.push(Delivery {
                state,
                date,
                organisation: office.slug,
                file: dataset.file,
                change,
            });
        }
    }
    found
}

/// Writes the first state of every file to `folder/<organisation>/<file>`.
///
/// Equal cities give equal bytes, on every machine. Folders are made where they are missing.
pub fn write(
    city: &City,
    folder: &Path,
    progress: &mut dyn FnMut(Step<'_>),
) -> Result<Summary, DemoError> {
    put(city, folder, 1, progress)
}

/// Writes the files that change with `state` (from 2) over those of the state before, and removes what vanishes.
pub fn write_state(
    city: &City,
    folder: &Path,
    state: u32,
    progress: &mut dyn FnMut(Step<'_>),
) -> Result<Summary, DemoError> {
    let states = states(city);
    if !(2..=states).contains(&state) {
        return Err(DemoError::NoSuchState { state, states });
    }
    put(city, folder, state, progress)
}

/// All datasets of a city with their offices.
pub(crate) fn datasets(city: &City) -> impl Iterator<Item = (&'static Office, &'static Dataset)> {
    let whole = city.is_musterstadt();
    offices().iter().flat_map(move |office| {
        office
            .datasets
            .iter()
            .filter(move |dataset| whole || dataset.everywhere)
            .map(move |dataset| (office, dataset))
    })
}

fn put(
    city: &City,
    folder: &Path,
    state: u32,
    progress: &mut dyn FnMut(Step<'_>),
) -> Result<Summary, DemoError> {
    let world = World::of(city);
    let due: Vec<(&Office, &Dataset)> = datasets(city)
        .filter(|(_, dataset)| {
            state == 1 || dataset.later.contains(&state) || dataset.gone_in == Some(state)
        })
        .collect();
    let mut summary = Summary::default();
    let mut last = "";
    for (index, (office, dataset)) in due.iter().enumerate() {
        progress(Step {
            organisation: office.slug,
            file: dataset.file,
            number: index + 1,
            of: due.len(),
        });
        let path = folder.join(office.slug).join(dataset.file);
        if dataset.gone_in == Some(state) {
            remove(&path)?;
            summary.removed += 1;
            continue;
        }
        summary.bytes += put_file(&path, dataset, &world.scene(city, state))?;
        summary.files += 1;
        if office.slug != last {
            summary.organisations += 1;
            last = office.slug;
        }
    }
    Ok(summary)
}

fn remove(path: &Path) -> Result<(), DemoError> {
    match fs::remove_file(path) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(source) => Err(DemoError::Write {
            path: path.to_owned(),
            source,
        }),
    }
}

/// Writes beside the file first and renames, so that a watcher never sees half a file.
fn put_file(path: &Path, dataset: &Dataset, scene: &Scene<'_>) -> Result<u64, DemoError> {
    let failed = |source| DemoError::Write {
        path: path.to_owned(),
        source,
    };
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed)?;
    let beside = folder.join(format!(".{}.tmp", dataset.file));
    let mut file = BufWriter::with_capacity(256 * 1024, File::create(&beside).map_err(failed)?);
    (dataset.render)(scene, &mut file)?;
    file.flush().map_err(failed)?;
    let bytes = file.get_ref().metadata().map_err(failed)?.len();
    drop(file);
    fs::rename(&beside, path).map_err(failed)?;
    Ok(bytes)
}
