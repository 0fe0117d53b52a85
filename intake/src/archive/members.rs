//! The files in an archive: which may be read, and what their tables are called.

use super::FORMAT;
use super::damage::Damage;
use crate::shapefile::{is_companion, is_read};
use hebewerk_hub::ports::ReadError;
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use zip::ZipArchive;

/// Files that programs leave in archives and nobody means.
const LITTER: [&str; 4] = [".ds_store", "thumbs.db", "desktop.ini", "__macosx"];

pub(super) type Zip = ZipArchive<BufReader<File>>;

/// A file that may be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Member {
    /// Number in the archive.
    pub(super) index: usize,
    /// Path in the archive, `/` between folders.
    pub(super) path: String,
    /// What its table is called, unique in the archive.
    pub(super) title: String,
    /// Packed bytes, as the archive says.
    pub(super) packed_bytes: u64,
    /// Files that are read together with it.
    pub(super) beside: Vec<Beside>,
}

/// A file that belongs to a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Beside {
    /// Number in the archive.
    pub(super) index: usize,
    /// Its ending in lower case.
    pub(super) ending: String,
}

impl Member {
    /// The name of the file without folders.
    pub(super) fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

/// What an archive says it holds.
#[derive(Debug, Default)]
pub(super) struct Members {
    /// Files that may be read, in the archive's order.
    pub(super) files: Vec<Member>,
    /// Files that may not, with the reason.
    pub(super) refused: Vec<(String, Damage)>,
    /// Where unpacking ended early, with the reason.
    pub(super) stopped: Option<(String, Damage)>,
}

/// Opens an archive.
pub(super) fn open(file: &Path) -> Result<Zip, ReadError> {
    let opened = File::open(file)?;
    ZipArchive::new(BufReader::new(opened)).map_err(|error| Damage::of_zip(&error).error(FORMAT))
}

/// Lists an archive without unpacking anything.
pub(super) fn list(archive: &mut Zip) -> Result<Members, ReadError> {
    let mut members = Members::default();
    for index in 0..archive.len() {
        let name = archive.name_for_index(index).unwrap_or_default().to_owned();
        let entry = match archive.by_index_raw(index) {
            Ok(entry) => entry,
            Err(error) => {
                let damage = Damage::of_zip(&error);
                if damage.is_of_machine() {
                    return Err(damage.error(FORMAT));
                }
                members.refused.push((name, damage));
                continue;
            }
        };
        let path = name.replace('\\', "/");
        if entry.is_dir() || path.ends_with('/') || is_litter(&path) {
            continue;
        }
        let refusal = if entry.is_symlink() {
            Some(Damage::Link)
        } else if is_unsafe(&path) {
            Some(Damage::UnsafePath)
        } else if entry.encrypted() {
            Some(Damage::Password)
        } else {
            None
        };
        match refusal {
            Some(damage) => members.refused.push((path, damage)),
            None => members.files.push(Member {
                index,
                title: String::new(),
                packed_bytes: entry.compressed_size(),
                path,
                beside: Vec::new(),
            }),
        }
    }
    arrange(&mut members);
    Ok(members)
}

/// Puts files together that belong together, and gives titles.
pub(super) fn arrange(members: &mut Members) {
    join_shapefiles(&mut members.files);
    give_titles(&mut members.files);
}

/// A `.shp` takes the files of its name with it: those that are read lie beside it, the others say nothing.
fn join_shapefiles(files: &mut Vec<Member>) {
    let stem_of = |path: &str, ending: &str| {
        let at = path.len().checked_sub(ending.len() + 1)?;
        let (stem, rest) = path.split_at_checked(at)?;
        (rest.starts_with('.') && rest.get(1..)?.eq_ignore_ascii_case(ending))
            .then(|| stem.to_lowercase())
    };
    let heads: HashMap<String, usize> = files
        .iter()
        .enumerate()
        .filter_map(|(number, file)| Some((stem_of(&file.path, "shp")?, number)))
        .collect();
    let mut taken = vec![false; files.len()];
    let mut beside: Vec<(usize, Beside)> = Vec::new();
    for (number, file) in files.iter().enumerate() {
        let endings = ["shp.xml", file.path.rsplit('.').next().unwrap_or_default()];
        let companion = endings.into_iter().find_map(|ending| {
            let stem = stem_of(&file.path, ending).filter(|_| is_companion(ending))?;
            Some((*heads.get(&stem)?, ending.to_lowercase()))
        });
        let Some((head, ending)) = companion else {
            continue;
        };
        if let Some(taken) = taken.get_mut(number) {
            *taken = true;
        }
        if is_read(&ending) {
            let index = file.index;
            beside.push((head, Beside { index, ending }));
        }
    }
    for (head, companion) in beside {
        if let Some(file) = files.get_mut(head) {
            file.beside.push(companion);
        }
    }
    let mut taken = taken.into_iter();
    files.retain(|_| !taken.next().unwrap_or_default());
}

pub(super) fn is_litter(path: &str) -> bool {
    path.split('/').any(|part| {
        let part = part.to_lowercase();
        LITTER.contains(&part.as_str())
            || part.starts_with("._")
            || part.starts_with("~$")
            || part.starts_with(".~lock")
    })
}

/// Paths that lead out of the archive: nothing is ever unpacked under a member's name, but whoever writes such a
/// path means harm.
pub(super) fn is_unsafe(path: &str) -> bool {
    let drive = path.as_bytes().get(1) == Some(&b':');
    path.starts_with('/')
        || drive
        || path.contains('\0')
        || path.split('/').any(|part| part == "..")
}

/// The stem; where that is taken, the path without ending; then the whole path; then a number.
fn give_titles(files: &mut [Member]) {
    let mut taken = HashSet::new();
    for file in files {
        let stem = without_ending(file.file_name());
        let path = without_ending(&file.path);
        let numbered = (2..).map(|number| format!("{} ({number})", file.path));
        let title = [stem.to_owned(), path.to_owned(), file.path.clone()]
            .into_iter()
            .chain(numbered)
            .find(|title| !title.is_empty() && !taken.contains(title))
            .unwrap_or_default();
        taken.insert(title.clone());
        file.title = title;
    }
}

fn without_ending(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, ending))
            if !stem.is_empty() && !stem.ends_with('/') && !ending.contains('/') =>
        {
            stem
        }
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_short_and_never_the_same() {
        let paths = [
            "a/daten.csv",
            "b/daten.csv",
            "b/daten.json",
            "liste",
            "b/daten.json",
        ];
        let mut files: Vec<Member> = paths
            .iter()
            .map(|path| Member {
                index: 0,
                path: (*path).to_owned(),
                title: String::new(),
                packed_bytes: 0,
                beside: Vec::new(),
            })
            .collect();
        give_titles(&mut files);
        let titles: Vec<&str> = files.iter().map(|file| file.title.as_str()).collect();
        assert_eq!(
            titles,
            [
                "daten",
                "b/daten",
                "b/daten.json",
                "liste",
                "b/daten.json (2)"
            ]
        );
    }

    #[test]
    fn a_shapefile_takes_its_companions_with_it() {
        let paths = [
            "a/Bezirk.dbf",
            "a/Bezirk.SHP",
            "a/bezirk.shp.xml",
            "a/Bezirk.prj",
            "a/andere.dbf",
            "b/Bezirk.prj",
        ];
        let files = paths
            .iter()
            .enumerate()
            .map(|(index, path)| Member {
                index,
                path: (*path).to_owned(),
                title: String::new(),
                packed_bytes: 0,
                beside: Vec::new(),
            })
            .collect();
        let mut members = Members {
            files,
            ..Members::default()
        };
        arrange(&mut members);
        let left: Vec<&str> = members.files.iter().map(|it| it.path.as_str()).collect();
        assert_eq!(left, ["a/Bezirk.SHP", "a/andere.dbf", "b/Bezirk.prj"]);
        let beside: Vec<(usize, &str)> = members.files[0]
            .beside
            .iter()
            .map(|it| (it.index, it.ending.as_str()))
            .collect();
        assert_eq!(beside, [(0, "dbf"), (3, "prj")]);
    }

    #[test]
    fn paths_that_lead_out_are_seen() {
        for path in ["../x.csv", "a/../../x", "/etc/passwd", "C:/x.csv"] {
            assert!(is_unsafe(path), "{path}");
        }
        for path in ["a/b.csv", "a..b/c.csv", "..a.csv"] {
            assert!(!is_unsafe(path), "{path}");
        }
    }
}
