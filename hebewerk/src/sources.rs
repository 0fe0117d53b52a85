//! The files of a command line, and the sources they stand for.

use crate::trouble::Trouble;
use anyhow::{Context, bail};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// A file to take in and the source it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) path: PathBuf,
    pub(crate) source: String,
    /// Whether its name alone would not have told it from another file of the same call.
    pub(crate) told_apart: bool,
}

/// The files below the paths. A file's source is its name, below a folder its path within the folder; where that is
/// the same for two files, as much of the folders above them is added as tells them apart.
pub(crate) fn files(paths: &[PathBuf]) -> anyhow::Result<Vec<Found>> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            walk(path, path, &mut found)?;
        } else if path.exists() {
            found.push(Found::new(path.clone(), Path::new(&file_name(path))));
        } else {
            bail!(Trouble::NoSuchPath(path.clone()));
        }
    }
    let mut seen = HashSet::new();
    found.retain(|file| seen.insert(resolved(&file.path)));
    tell_apart(&mut found);
    Ok(found)
}

/// The last part of a path as text.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

impl Found {
    fn new(path: PathBuf, source: &Path) -> Self {
        Self {
            source: source.to_string_lossy().into_owned(),
            path,
            told_apart: false,
        }
    }
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<Found>) -> anyhow::Result<()> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .with_context(|| folder.display().to_string())?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    entries.sort();
    for path in entries {
        let kind = std::fs::symlink_metadata(&path)?;
        if kind.is_dir() {
            walk(root, &path, found)?;
        } else if kind.is_file() && !hebewerk_intake::folder::is_left_alone(&path) {
            let source = path.strip_prefix(root).unwrap_or(&path).to_owned();
            found.push(Found::new(path, &source));
        }
    }
    Ok(())
}

/// Gives files of the same source longer ones, folder by folder; where folders do not help (names that are no text
/// look alike), a number.
fn tell_apart(found: &mut [Found]) {
    loop {
        let same = alike(found);
        let mut is_longer = false;
        for index in same {
            let Some(file) = found.get_mut(index) else {
                continue;
            };
            file.told_apart = true;
            if let Some(longer) = with_one_more_folder(file) {
                file.source = longer;
                is_longer = true;
            }
        }
        if !is_longer {
            break;
        }
    }
    for (number, index) in alike(found).into_iter().enumerate() {
        if let Some(file) = found.get_mut(index) {
            file.source = format!("{} ({})", file.source, number + 1);
        }
    }
}

/// Places of the files that share their source with another one.
fn alike(found: &[Found]) -> Vec<usize> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for file in found {
        *counts.entry(&file.source).or_default() += 1;
    }
    let shared = |file: &Found| {
        counts
            .get(file.source.as_str())
            .is_some_and(|count| *count > 1)
    };
    found
        .iter()
        .enumerate()
        .filter(|(_index, file)| shared(file))
        .map(|(index, _file)| index)
        .collect()
}

fn with_one_more_folder(file: &Found) -> Option<String> {
    let parts: Vec<String> = resolved(&file.path)
        .components()
        .filter(|part| matches!(part, std::path::Component::Normal(_)))
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    let wanted = file.source.split('/').count() + 1;
    let from = parts.len().checked_sub(wanted)?;
    Some(parts.get(from..)?.join("/"))
}

fn resolved(path: &Path) -> PathBuf {
    path.canonicalize()
        .or_else(|_unresolved| std::path::absolute(path))
        .unwrap_or_else(|_unresolved| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(files: &[&str]) -> tempfile::TempDir {
        let room = tempfile::tempdir().unwrap();
        for file in files {
            let path = room.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
        room
    }

    fn sources(room: &tempfile::TempDir, paths: &[&str]) -> Vec<String> {
        let paths: Vec<PathBuf> = paths.iter().map(|path| room.path().join(path)).collect();
        let found = files(&paths).unwrap();
        found.into_iter().map(|file| file.source).collect()
    }

    #[test]
    fn a_file_is_known_by_its_name_and_below_a_folder_by_its_path_in_it() {
        let room = room(&["a/x.csv", "a/b/y.csv"]);
        assert_eq!(sources(&room, &["a/x.csv"]), ["x.csv"]);
        assert_eq!(sources(&room, &["a"]), ["b/y.csv", "x.csv"]);
    }

    #[test]
    fn files_of_the_same_name_are_told_apart_by_their_folders() {
        let room = room(&["a/x.csv", "b/x.csv", "a/z.csv", "p/q/x.csv", "r/q/x.csv"]);
        assert_eq!(
            sources(&room, &["a/x.csv", "b/x.csv", "a/z.csv"]),
            ["a/x.csv", "b/x.csv", "z.csv"]
        );
        assert_eq!(sources(&room, &["a", "b"]), ["a/x.csv", "z.csv", "b/x.csv"]);
        assert_eq!(
            sources(&room, &["p/q/x.csv", "r/q/x.csv"]),
            ["p/q/x.csv", "r/q/x.csv"]
        );
    }

    #[test]
    fn a_file_named_twice_is_one() {
        let room = room(&["a/x.csv"]);
        assert_eq!(sources(&room, &["a/x.csv", "a/../a/x.csv", "a"]), ["x.csv"]);
    }

    #[test]
    fn a_path_that_is_not_there_is_said() {
        let error = files(&[PathBuf::from("/nirgendwo.csv")]).unwrap_err();
        assert!(matches!(
            error.downcast_ref::<Trouble>(),
            Some(Trouble::NoSuchPath(_))
        ));
    }
}
