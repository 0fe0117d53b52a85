//! Copying exactly the files a catalogue names, for backups and restores.

use crate::checkup::{Named, Problem};
use crate::unfinished::copy_file;
use hebewerk_lake::Lake;
use hebewerk_store::Inventory;
use indicatif::ProgressBar;

/// What was copied.
#[derive(Debug, Default)]
pub(crate) struct Copied {
    pub(crate) files: u64,
    pub(crate) bytes: u64,
    /// Files that are missing or damaged; everything else was copied nevertheless.
    pub(crate) problems: Vec<Problem>,
}

/// Copies what `inventory` names from one lake to another, synced. Sizes are compared; with `verify` the copies are
/// read and their hashes compared too. Blocks.
pub(crate) fn named_files(
    from: &Lake,
    to: &Lake,
    inventory: &Inventory,
    verify: bool,
    bar: &ProgressBar,
) -> anyhow::Result<Copied> {
    let mut copied = Copied::default();
    let sources = Named::all(from, inventory);
    bar.set_length(sources.len() as u64);
    for (source, copy) in sources.iter().zip(Named::all(to, inventory)) {
        bar.set_message(source.name.clone());
        let problem = match source.problem(false) {
            // The catalogue of a backup comes from elsewhere: what leaves the lake is not followed.
            None if !copy.path.starts_with(to.root()) || leaves(&copy.path) => {
                Some(Problem::new("file_damaged", source.name.as_str()))
            }
            None => {
                copy_file(&source.path, &copy.path)?;
                copied.files += 1;
                copied.bytes += source.size_bytes;
                copy.problem(verify)
            }
            missing => missing,
        };
        copied.problems.extend(problem);
        bar.inc(1);
    }
    Ok(copied)
}

fn leaves(path: &std::path::Path) -> bool {
    path.components()
        .any(|part| part == std::path::Component::ParentDir)
}
