//! Looking along the chain: what was changed, taken out, put in, moved or cut off.

use crate::ports::{Anchor, ChainHash, ChainLink, Head, Recorded, hash_of_entry};
use std::collections::BTreeMap;

/// Entries that do not fit, held until it is clear why.
const MOST_HELD: usize = 200;
/// Faults that are named; more are only counted.
const MOST_NAMED: usize = 100;
/// How many entries in a row may fit nowhere before it is given up to see them as put in.
const LONGEST_DOUBT: usize = 16;
/// What the audit calls it when old entries are removed.
pub(crate) const FORGET: &str = "forget_audit";

/// What is wrong with the chain at an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// What it says is not what was written: it, or the hash of the entry before it, was changed.
    Changed,
    /// Entries from this one on were taken out from between others.
    Removed,
    /// It was put in: without it the chain fits.
    Inserted,
    /// It has changed places with another one.
    Reordered,
    /// Entries from this one on are missing at the end.
    CutOff,
    /// It has another hash than was noted of it outside the catalogue: it or an earlier one was written anew.
    Rewritten,
}

impl FaultKind {
    /// Stable snake-case code; key of its sentence `chain-fault-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Removed => "removed",
            Self::Inserted => "inserted",
            Self::Reordered => "reordered",
            Self::CutOff => "cut_off",
            Self::Rewritten => "rewritten",
        }
    }
}

/// A fault of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// At which entry.
    pub entry: u64,
    /// The other entry where two have changed places; the last one where several are missing.
    pub other: Option<u64>,
}

/// An entry that does not fit.
struct Held {
    link: ChainLink,
    /// Number of the entry before it.
    after: u64,
}

impl Held {
    /// The hash its words have at a place.
    fn at(&self, entry: u64, before: ChainHash) -> Option<ChainHash> {
        let recorded: &Recorded = self.link.recorded.as_ref()?;
        Some(hash_of_entry(before, entry, recorded))
    }
}

/// Entries in a row that do not fit, and the hash before them that does.
struct Row {
    before: ChainHash,
    held: Vec<Held>,
}

/// Goes along the chain, oldest entry first.
pub(super) struct Verifier {
    checkpoint: Head,
    anchors: BTreeMap<u64, ChainHash>,
    /// The newest entry that fits or is taken as it is.
    last: Head,
    doubt: Option<Row>,
    broken: Vec<Row>,
    held: usize,
    is_begun_with_reason: bool,
    /// Said once: whatever follows a rewritten entry differs too.
    is_rewritten: bool,
    entries: u64,
    faults: Vec<Fault>,
    more: u64,
}

/// What was found.
pub(super) struct Verified {
    pub(super) entries: u64,
    pub(super) faults: Vec<Fault>,
    /// Faults beyond those that are named.
    pub(super) more: u64,
    /// The newest entry that is there.
    pub(super) last: Head,
}

impl Verifier {
    /// A look at a chain behind a checkpoint; `anchors` are heads noted outside the catalogue.
    pub(super) fn new(checkpoint: Head, anchors: &[Anchor]) -> Self {
        let kept = anchors.iter().map(|anchor| anchor.head);
        let anchors: BTreeMap<u64, ChainHash> = kept
            .filter(|head| head.entry >= checkpoint.entry && head.entry > 0)
            .map(|head| (head.entry, head.hash))
            .collect();
        Self {
            checkpoint,
            anchors,
            last: checkpoint,
            doubt: None,
            broken: Vec::new(),
            held: 0,
            is_begun_with_reason: checkpoint.entry == 0,
            is_rewritten: false,
            entries: 0,
            faults: Vec::new(),
            more: 0,
        }
    }

    /// The next entry.
    pub(super) fn look(&mut self, link: ChainLink) {
        self.entries += 1;
        self.look_for_reason(&link);
        let Some(row) = &self.doubt else {
            if fits(self.last.hash, &link) {
                self.go_on(&link);
            } else {
                let held = Held {
                    after: self.last.entry,
                    link,
                };
                self.doubt = Some(Row {
                    before: self.last.hash,
                    held: vec![held],
                });
            }
            return;
        };
        let newest = row
            .held
            .last()
            .map_or(self.last.entry, |held| held.link.entry);
        let stored = row.held.last().and_then(|held| held.link.hash);
        if fits(row.before, &link) {
            self.were_put_in();
            self.go_on(&link);
        } else if stored.is_some_and(|stored| fits(stored, &link)) {
            self.are_broken();
            self.go_on(&link);
        } else {
            let held = Held {
                after: newest,
                link,
            };
            if let Some(row) = &mut self.doubt {
                row.held.push(held);
                if row.held.len() > LONGEST_DOUBT {
                    self.are_broken();
                }
            }
        }
    }

    /// The removal of what stood before the checkpoint has to be on record.
    fn look_for_reason(&mut self, link: &ChainLink) {
        let removal = link.recorded.as_ref().filter(|it| it.action == FORGET);
        self.is_begun_with_reason |=
            removal.is_some_and(|removal| removal.until == Some(self.checkpoint.entry));
    }

    fn go_on(&mut self, link: &ChainLink) {
        self.last = Head {
            entry: link.entry,
            hash: link.hash.unwrap_or(self.last.hash),
        };
        self.compare_with_anchor(self.last);
    }

    fn compare_with_anchor(&mut self, head: Head) {
        if let Some(noted) = self.anchors.remove(&head.entry)
            && noted != head.hash
            && !self.is_rewritten
        {
            self.is_rewritten = true;
            self.add(FaultKind::Rewritten, head.entry, None);
        }
    }

    /// The doubt is resolved: the chain goes on as if they were not there.
    fn were_put_in(&mut self) {
        let Some(row) = self.doubt.take() else {
            return;
        };
        for held in row.held {
            self.anchors.remove(&held.link.entry);
            self.add(FaultKind::Inserted, held.link.entry, None);
        }
    }

    /// The doubt is resolved: the chain goes on from them, so they belong to it and are not as they were.
    fn are_broken(&mut self) {
        let Some(row) = self.doubt.take() else {
            return;
        };
        for held in &row.held {
            self.go_on(&held.link);
        }
        self.held += row.held.len();
        if self.held <= MOST_HELD {
            self.broken.push(row);
            return;
        }
        for held in &row.held {
            self.report(held);
        }
    }

    fn report(&mut self, held: &Held) {
        let entry = held.link.entry;
        if entry > held.after + 1 {
            self.add(FaultKind::Removed, held.after + 1, Some(entry - 1));
        } else {
            self.add(FaultKind::Changed, entry, None);
        }
    }

    fn add(&mut self, kind: FaultKind, entry: u64, other: Option<u64>) {
        if self.faults.len() < MOST_NAMED {
            self.faults.push(Fault { kind, entry, other });
        } else {
            self.more += 1;
        }
    }

    /// Says what was found, after the last entry of a chain that says it ends at `head`.
    pub(super) fn end(mut self, head: Head) -> Verified {
        self.end_doubt(head);
        self.sort_out();
        self.compare_ends(head);
        self.faults.sort_by_key(|fault| fault.entry);
        Verified {
            entries: self.entries,
            faults: self.faults,
            more: self.more,
            last: self.last,
        }
    }

    /// What fits nowhere at the end was put in behind the head, or is not as it was.
    fn end_doubt(&mut self, head: Head) {
        let Some(row) = &self.doubt else {
            return;
        };
        let begins_behind = row
            .held
            .first()
            .is_some_and(|held| held.link.entry > head.entry);
        if begins_behind {
            self.were_put_in();
        } else {
            self.are_broken();
        }
    }

    /// Of entries that do not fit: which of them fit into the place of another?
    fn sort_out(&mut self) {
        let broken = std::mem::take(&mut self.broken);
        let all: Vec<&Held> = broken.iter().flat_map(|row| &row.held).collect();
        let mut moved: Vec<(u64, u64)> = Vec::new();
        let mut unexplained: Vec<&Held> = Vec::new();
        for row in &broken {
            let mut before = row.before;
            for held in &row.held {
                if fits(before, &held.link) {
                    before = held.link.hash.unwrap_or(before);
                } else if let Some((other, hash)) = belongs_here(held, before, &all) {
                    let entry = held.link.entry;
                    moved.push((entry.min(other), entry.max(other)));
                    before = hash;
                } else {
                    unexplained.push(held);
                    before = held.link.hash.unwrap_or(before);
                }
            }
        }
        moved.sort_unstable();
        moved.dedup();
        for held in unexplained {
            let is_named =
                |(one, other): &(u64, u64)| *one == held.link.entry || *other == held.link.entry;
            if !moved.iter().any(is_named) {
                self.report(held);
            }
        }
        for (entry, other) in moved {
            self.add(FaultKind::Reordered, entry, Some(other));
        }
    }

    fn compare_ends(&mut self, head: Head) {
        let last = self.last;
        if !self.is_begun_with_reason {
            self.add(FaultKind::Removed, 1, Some(self.checkpoint.entry));
        }
        self.compare_with_anchor(self.checkpoint);
        let missing = self
            .anchors
            .keys()
            .copied()
            .filter(|entry| *entry > last.entry);
        let furthest = missing.max().unwrap_or(0).max(head.entry);
        if furthest > last.entry {
            self.add(FaultKind::CutOff, last.entry + 1, Some(furthest));
        } else if last.entry > head.entry {
            self.add(FaultKind::Inserted, head.entry + 1, None);
        } else if last.hash != head.hash {
            self.add(FaultKind::Rewritten, last.entry, None);
        }
        // Noted once, and not there any more, although later ones are.
        let gone = self
            .anchors
            .keys()
            .copied()
            .filter(|entry| *entry < last.entry);
        if let Some(entry) = gone.min()
            && self.faults.is_empty()
        {
            self.add(FaultKind::Removed, entry, Some(entry));
        }
    }
}

/// Whether an entry is the one that was written behind this hash.
fn fits(before: ChainHash, link: &ChainLink) -> bool {
    match (&link.recorded, link.hash) {
        (Some(recorded), Some(hash)) => hash_of_entry(before, link.entry, recorded) == hash,
        _ => false,
    }
}

/// Which of the others stood at the place of an entry, and the hash that is right there.
fn belongs_here(place: &Held, before: ChainHash, all: &[&Held]) -> Option<(u64, ChainHash)> {
    all.iter().find_map(|other| {
        let right = other.at(place.link.entry, before)?;
        let is_kept = other.link.hash == Some(right) || place.link.hash == Some(right);
        let is_other = other.link.entry != place.link.entry;
        (is_kept && is_other).then_some((other.link.entry, right))
    })
}
