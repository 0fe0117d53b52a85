//! From looks at a folder to changes, without clock and disk.

use super::FolderTiming;
use super::change::{Answer, FolderChange};
use super::known::Known;
use super::scan::{Look, SeenFile};
use super::wholeness::Wholeness;
use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

/// Up to so many missing files are believed …
const FEW: usize = 3;
/// … and so many in a larger folder: one in five.
const SHARE: usize = 5;

/// Remembers what was seen, announced and taken over. Times are handed in, measured from any fixed moment.
#[derive(Debug)]
pub struct FolderMemory {
    timing: FolderTiming,
    files: BTreeMap<String, Known>,
    is_holding: bool,
}

impl FolderMemory {
    /// `known` are files the hub has from an earlier run, as `organisation/path`.
    pub fn new(timing: FolderTiming, known: impl IntoIterator<Item = String>) -> Self {
        Self {
            timing,
            files: known
                .into_iter()
                .map(|key| (key, Known::from_earlier()))
                .collect(),
            is_holding: false,
        }
    }

    /// Compares a look with what is known. `judge` is asked once a file has settled.
    ///
    /// A file that is gone and back within the grace (as Excel saves) has at most changed; one that a look could
    /// not have shown is not missed.
    pub fn observe(
        &mut self,
        look: &Look,
        now: Duration,
        judge: &mut dyn FnMut(&SeenFile) -> Wholeness,
    ) -> Vec<FolderChange> {
        let mut changes = Vec::new();
        let mut present = HashSet::with_capacity(look.files.len());
        for file in &look.files {
            let stamp = (file.bytes, file.modified);
            let known = self.files.entry(file.key()).or_default();
            if known.see(stamp, now, &self.timing, || judge(file)) {
                changes.push(FolderChange::Arrived {
                    organisation_dir: file.organisation_dir.clone(),
                    relative_path: file.relative_path.clone(),
                    absolute: file.absolute.clone(),
                });
            }
            present.insert(file.key());
        }
        self.miss(look, &present, now, &mut changes);
        changes
    }

    /// Takes in what became of an announced change.
    pub fn answer(&mut self, key: &str, answer: Answer, now: Duration) {
        if let Some(known) = self.files.get_mut(key) {
            known.answer(answer, now, &self.timing);
        }
    }

    /// Forgets a missing file the hub no longer expects: somebody has withdrawn it.
    pub fn forget(&mut self, key: &str) {
        self.files.remove(key);
    }

    /// How long until the next look, without any notice.
    pub fn pause(&self, now: Duration) -> Duration {
        let due = self
            .files
            .values()
            .filter_map(|known| known.due(now, &self.timing))
            .min();
        due.map_or(self.timing.rescan, |due| due.saturating_sub(now))
            .min(self.timing.rescan)
    }

    fn miss(
        &mut self,
        look: &Look,
        present: &HashSet<String>,
        now: Duration,
        changes: &mut Vec<FolderChange>,
    ) {
        let (timing, mut missing, mut expected) = (self.timing, Vec::new(), Vec::new());
        self.files.retain(|key, known| {
            if look.is_blind_to(key) {
                return true;
            }
            if !present.contains(key) {
                known.miss(now);
                if known.is_nothing(now, &timing) {
                    return false;
                }
                if known.is_taken() {
                    missing.push(key.clone());
                }
            }
            if known.is_taken() {
                expected.push(key.clone());
            }
            true
        });
        let held = held(&missing, &expected, look.files.is_empty());
        let mut ripe_held = false;
        for key in missing {
            let Some(known) = self.files.get_mut(&key) else {
                continue;
            };
            if !known.is_ripe(now, &timing) {
                continue;
            }
            if held.contains(&key) {
                ripe_held = true;
            } else if known.withdraw(now) {
                let (organisation_dir, relative_path) = key.split_once('/').unwrap_or((&key, ""));
                changes.push(FolderChange::Vanished {
                    organisation_dir: organisation_dir.to_owned(),
                    relative_path: relative_path.to_owned(),
                });
            }
        }
        if ripe_held {
            changes.push(FolderChange::Held {
                missing: held.into_iter().collect(),
                of: expected.len(),
            });
        } else if self.is_holding {
            changes.push(FolderChange::Released);
        }
        self.is_holding = ripe_held;
    }
}

/// The missing files that are not believed to be deleted: all of them where nothing is left at all or too many are
/// missing of the whole, else those of organisations of which too many are missing (a share of its own).
fn held(missing: &[String], expected: &[String], nothing_left: bool) -> HashSet<String> {
    let too_many = |missing: usize, of: usize| missing > FEW && missing * SHARE > of;
    if nothing_left || too_many(missing.len(), expected.len()) {
        return missing.iter().cloned().collect();
    }
    let organisation = |key: &str| key.split_once('/').map(|(first, _)| first.to_owned());
    let count = |keys: &[String]| {
        let mut counts: BTreeMap<Option<String>, usize> = BTreeMap::new();
        for key in keys {
            *counts.entry(organisation(key)).or_default() += 1;
        }
        counts
    };
    let (gone, all) = (count(missing), count(expected));
    missing
        .iter()
        .filter(|key| {
            let of = organisation(key);
            let number = |counts: &BTreeMap<_, usize>| counts.get(&of).copied().unwrap_or(0);
            too_many(number(&gone), number(&all))
        })
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests;
