//! From looks at a folder to changes, without clock and disk.

use super::scan::SeenFile;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

/// Something that has become of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FolderChange {
    /// A file is new or has changed, and is whole.
    Arrived {
        /// Name of the first-level folder.
        organisation_dir: String,
        /// Path below it, `/` as separator.
        relative_path: String,
        /// Where it lies.
        absolute: PathBuf,
    },
    /// A file that was there is gone for good.
    Vanished {
        /// Name of the first-level folder.
        organisation_dir: String,
        /// Path below it, `/` as separator.
        relative_path: String,
    },
}

/// Size and time: what changes when a file changes.
type Stamp = (u64, Option<SystemTime>);

#[derive(Debug)]
struct Known {
    stamp: Option<Stamp>,
    /// When the stamp was first seen.
    since: Duration,
    announced: Option<Stamp>,
    /// Whether the hub has it, from now or from an earlier run.
    taken: bool,
    gone_since: Option<Duration>,
}

/// Remembers what was seen and announced. Times are handed in, measured from any fixed moment.
#[derive(Debug)]
pub struct FolderMemory {
    settle: Duration,
    files: BTreeMap<String, Known>,
}

impl FolderMemory {
    /// `known` are files of an earlier run, as `organisation/path`.
    pub fn new(settle: Duration, known: impl IntoIterator<Item = String>) -> Self {
        let earlier = |key| {
            let known = Known {
                stamp: None,
                since: Duration::ZERO,
                announced: None,
                taken: true,
                gone_since: None,
            };
            (key, known)
        };
        Self {
            settle,
            files: known.into_iter().map(earlier).collect(),
        }
    }

    /// Compares a look with what is known. `is_whole` is asked once a file has settled.
    ///
    /// A file that is gone and back within the settle time (as Excel saves) has at most changed.
    pub fn observe(
        &mut self,
        files: &[SeenFile],
        now: Duration,
        is_whole: &mut dyn FnMut(&SeenFile) -> bool,
    ) -> Vec<FolderChange> {
        let mut changes = Vec::new();
        let mut present = std::collections::HashSet::with_capacity(files.len());
        for file in files {
            present.insert(file.key());
            let stamp = (file.bytes, file.modified);
            let known = self.files.entry(file.key()).or_insert(Known {
                stamp: None,
                since: now,
                announced: None,
                taken: false,
                gone_since: None,
            });
            known.gone_since = None;
            if known.stamp != Some(stamp) {
                known.stamp = Some(stamp);
                known.since = now;
            }
            let settled = now.saturating_sub(known.since) >= self.settle;
            if settled && known.announced != Some(stamp) && is_whole(file) {
                known.announced = Some(stamp);
                known.taken = true;
                changes.push(FolderChange::Arrived {
                    organisation_dir: file.organisation_dir.clone(),
                    relative_path: file.relative_path.clone(),
                    absolute: file.absolute.clone(),
                });
            }
        }
        changes.extend(self.vanished(&present, now));
        changes
    }

    fn vanished(
        &mut self,
        present: &std::collections::HashSet<String>,
        now: Duration,
    ) -> Vec<FolderChange> {
        let mut changes = Vec::new();
        let settle = self.settle;
        self.files.retain(|key, known| {
            if present.contains(key) {
                return true;
            }
            let since = *known.gone_since.get_or_insert(now);
            if now.saturating_sub(since) < settle {
                return true;
            }
            if known.taken {
                let (organisation_dir, relative_path) = key.split_once('/').unwrap_or((key, ""));
                changes.push(FolderChange::Vanished {
                    organisation_dir: organisation_dir.to_owned(),
                    relative_path: relative_path.to_owned(),
                });
            }
            false
        });
        changes
    }

    /// Whether something has not settled yet, so that another look is due soon.
    pub fn is_waiting(&self) -> bool {
        self.files.values().any(|known| {
            known.gone_since.is_some() || (known.stamp.is_some() && known.announced != known.stamp)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, bytes: u64) -> SeenFile {
        SeenFile {
            organisation_dir: "umwelt".to_owned(),
            relative_path: path.to_owned(),
            absolute: PathBuf::from(path),
            bytes,
            modified: None,
        }
    }

    fn at(memory: &mut FolderMemory, seconds: u64, files: &[SeenFile]) -> Vec<String> {
        memory
            .observe(files, Duration::from_secs(seconds), &mut |_| true)
            .into_iter()
            .map(|change| match change {
                FolderChange::Arrived { relative_path, .. } => format!("+{relative_path}"),
                FolderChange::Vanished { relative_path, .. } => format!("-{relative_path}"),
            })
            .collect()
    }

    fn memory() -> FolderMemory {
        FolderMemory::new(Duration::from_secs(2), [])
    }

    #[test]
    fn a_file_arrives_once_when_it_has_stopped_growing() {
        let mut memory = memory();
        assert!(at(&mut memory, 0, &[file("a.csv", 1)]).is_empty());
        assert!(at(&mut memory, 1, &[file("a.csv", 2)]).is_empty());
        assert!(at(&mut memory, 2, &[file("a.csv", 2)]).is_empty());
        assert!(memory.is_waiting());
        assert_eq!(at(&mut memory, 3, &[file("a.csv", 2)]), ["+a.csv"]);
        assert!(at(&mut memory, 9, &[file("a.csv", 2)]).is_empty());
        assert!(!memory.is_waiting());
    }

    #[test]
    fn a_changed_file_arrives_again() {
        let mut memory = memory();
        at(&mut memory, 0, &[file("a.csv", 1)]);
        at(&mut memory, 2, &[file("a.csv", 1)]);
        at(&mut memory, 5, &[file("a.csv", 7)]);
        assert_eq!(at(&mut memory, 7, &[file("a.csv", 7)]), ["+a.csv"]);
    }

    #[test]
    fn a_file_that_comes_back_at_once_has_not_vanished() {
        let mut memory = memory();
        at(&mut memory, 0, &[file("a.xlsx", 1)]);
        at(&mut memory, 2, &[file("a.xlsx", 1)]);
        assert!(at(&mut memory, 3, &[]).is_empty());
        assert!(at(&mut memory, 4, &[file("a.xlsx", 5)]).is_empty());
        assert_eq!(at(&mut memory, 6, &[file("a.xlsx", 5)]), ["+a.xlsx"]);
        assert!(at(&mut memory, 9, &[]).is_empty());
        assert_eq!(at(&mut memory, 11, &[]), ["-a.xlsx"]);
        assert!(at(&mut memory, 20, &[]).is_empty());
    }

    #[test]
    fn a_file_of_an_earlier_run_that_is_missing_has_vanished() {
        let mut memory = FolderMemory::new(Duration::from_secs(2), ["umwelt/alt.csv".to_owned()]);
        assert!(at(&mut memory, 0, &[]).is_empty());
        assert_eq!(at(&mut memory, 2, &[]), ["-alt.csv"]);
    }

    #[test]
    fn a_file_that_is_not_whole_waits() {
        let mut memory = memory();
        memory.observe(&[file("a.zip", 1)], Duration::ZERO, &mut |_| true);
        let changes = memory.observe(&[file("a.zip", 1)], Duration::from_secs(5), &mut |_| false);
        assert!(changes.is_empty());
        assert_eq!(at(&mut memory, 6, &[file("a.zip", 1)]), ["+a.zip"]);
    }
}
