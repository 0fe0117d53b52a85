//! Checks at start that the file system keeps the one promise on which "nothing is overwritten" rests.

use crate::LakeError;
use crate::disk::Disk;
use crate::durable::{DRAFTS, Durable};
use hebewerk_hub::ports::Identifiers;
use std::io::{ErrorKind, Write};
use std::path::Path;

/// Links one file to the same name twice: the second time must fail with *already exists*.
///
/// Some network and object file systems replace the name or know no links at all
/// (knowledge: delta-rs#1765, #1868).
pub(crate) fn check_links(home: &Durable, identifiers: &dyn Identifiers) -> Result<(), LakeError> {
    let drafts = home.root().join(DRAFTS);
    let unusable = |source| LakeError::Directory {
        path: drafts.clone(),
        source,
    };
    home.make_directories(Path::new(DRAFTS)).map_err(unusable)?;
    let first = drafts.join(format!("{}.test", identifiers.fresh()));
    let second = drafts.join(format!("{}.test", identifiers.fresh()));
    let mut file = home.disk().create(&first).map_err(unusable)?;
    file.write_all(b"hebewerk").map_err(unusable)?;
    file.sync().map_err(unusable)?;
    let outcome = link_twice(home.disk(), &first, &second);
    for path in [&first, &second] {
        let _gone = home.disk().remove(path);
    }
    outcome.map_err(|detail| LakeError::NoLinks {
        path: home.root().to_owned(),
        detail,
    })
}

fn link_twice(disk: &dyn Disk, first: &Path, second: &Path) -> Result<(), String> {
    disk.link(first, second)
        .map_err(|error| format!("a link cannot be made: {error}"))?;
    match disk.link(first, second) {
        Ok(()) => Err("a second link to the same name was accepted".to_owned()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(format!("a second link failed in an unknown way: {error}")),
    }
}
