//! A disk on which recorded calls are repeated until the power goes: what was not synced may be dropped,
//! reordered or torn.
//!
//! It is harsher than real file systems: a file's own sync does not save its name, every change of a directory
//! and every write survives or not on its own, and a write may survive in some of its sectors only. A rename and a
//! link are one change each, as every journalling file system has them.

use super::trace::{Call, What, is_shared_memory};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

/// Bytes that survive together.
const SECTOR: usize = 512;

/// Numbers that look random and are the same every time.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound.max(1)
    }

    fn coin(&mut self) -> bool {
        self.below(2) == 0
    }
}

#[derive(Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Length(usize),
}

#[derive(Default, Clone)]
struct File {
    synced: Vec<u8>,
    /// Changes since, each with the line at which it ended.
    unsynced: Vec<(usize, Change)>,
    length: usize,
    next_write: usize,
}

enum Node {
    File(File),
    Directory(BTreeMap<OsString, usize>),
}

/// A change of names: entries that appear or vanish together.
struct Names {
    ended: usize,
    durable: bool,
    /// Directory, name, and the node it names then.
    entries: Vec<(usize, OsString, Option<usize>)>,
}

/// The disk below one folder.
pub(super) struct Disk {
    root: PathBuf,
    nodes: Vec<Node>,
    names: Vec<Names>,
    syncs_lie: bool,
}

impl Disk {
    /// An empty folder.
    pub(super) fn new(root: &Path, syncs_lie: bool) -> Self {
        Self {
            root: root.to_owned(),
            nodes: vec![Node::Directory(BTreeMap::new())],
            names: Vec::new(),
            syncs_lie,
        }
    }

    /// Repeats a call; what does not touch the folder is passed over.
    pub(super) fn repeat(&mut self, call: &Call) {
        let ended = call.ended;
        match &call.what {
            What::Open {
                path,
                create,
                truncate,
            } => self.open(path, *create, *truncate, ended),
            What::Write {
                path,
                offset,
                bytes,
            } => {
                if let Some(file) = self.file(path) {
                    let at = offset.unwrap_or(file.next_write);
                    if offset.is_none() {
                        file.next_write = at + bytes.len();
                    }
                    file.length = file.length.max(at + bytes.len());
                    file.unsynced
                        .push((ended, Change::Write(at, bytes.clone())));
                }
            }
            What::Seek { path, offset } => {
                if let Some(file) = self.file(path) {
                    file.next_write = *offset;
                }
            }
            What::Truncate { path, length } => {
                if let Some(file) = self.file(path) {
                    file.length = *length;
                    file.unsynced.push((ended, Change::Length(*length)));
                }
            }
            What::Sync(path) => self.sync(path, call.began),
            What::Rename { from, to } => {
                if let (Some(node), Some(old), Some(new)) =
                    (self.find(from), self.entry(from), self.entry(to))
                {
                    let entries = vec![(new.0, new.1, Some(node)), (old.0, old.1, None)];
                    self.change_names(ended, entries);
                }
            }
            What::Link { from, to } => {
                if let (Some(node), Some(new)) = (self.find(from), self.entry(to)) {
                    self.change_names(ended, vec![(new.0, new.1, Some(node))]);
                }
            }
            What::Remove(path) => {
                if let (Some(_node), Some(old)) = (self.find(path), self.entry(path)) {
                    self.change_names(ended, vec![(old.0, old.1, None)]);
                }
            }
            What::MakeDirectory(path) => {
                if let Some(new) = self.entry(path) {
                    let node = self.add(Node::Directory(BTreeMap::new()));
                    self.change_names(ended, vec![(new.0, new.1, Some(node))]);
                }
            }
        }
    }

    /// Writes what the next boot finds into an empty folder.
    pub(super) fn boot(&self, target: &Path, random: &mut Random) -> Result<()> {
        let mut names: Vec<BTreeMap<OsString, usize>> = vec![BTreeMap::new(); self.nodes.len()];
        for change in &self.names {
            if !change.durable && random.coin() {
                continue;
            }
            for (directory, name, node) in &change.entries {
                match node {
                    Some(node) => names[*directory].insert(name.clone(), *node),
                    None => names[*directory].remove(name),
                };
            }
        }
        self.write_out(0, &names, target, random)
    }

    fn write_out(
        &self,
        directory: usize,
        names: &[BTreeMap<OsString, usize>],
        target: &Path,
        random: &mut Random,
    ) -> Result<()> {
        for (name, node) in &names[directory] {
            let path = target.join(name);
            match &self.nodes[*node] {
                Node::Directory(_) => {
                    std::fs::create_dir(&path)?;
                    self.write_out(*node, names, &path, random)?;
                }
                Node::File(_) if is_shared_memory(&path) => {}
                Node::File(file) => std::fs::write(&path, surviving(file, random))
                    .with_context(|| path.display().to_string())?,
            }
        }
        Ok(())
    }

    fn open(&mut self, path: &Path, create: bool, truncate: bool, ended: usize) {
        if self.find(path).is_none()
            && create
            && let Some(new) = self.entry(path)
        {
            let node = self.add(Node::File(File::default()));
            self.change_names(ended, vec![(new.0, new.1, Some(node))]);
        }
        if let Some(file) = self.file(path) {
            file.next_write = 0;
            if truncate && file.length > 0 {
                file.length = 0;
                file.unsynced.push((ended, Change::Length(0)));
            }
        }
    }

    /// Only what had ended when the sync began is safe.
    fn sync(&mut self, path: &Path, began: usize) {
        let Some(node) = self.find(path).filter(|_node| !self.syncs_lie) else {
            return;
        };
        match &mut self.nodes[node] {
            Node::File(file) => {
                let (safe, open): (Vec<_>, Vec<_>) = std::mem::take(&mut file.unsynced)
                    .into_iter()
                    .partition(|(ended, _change)| *ended < began);
                for (_ended, change) in safe {
                    apply(&mut file.synced, &change, None);
                }
                file.unsynced = open;
            }
            Node::Directory(_) => {
                for change in &mut self.names {
                    let here = change.entries.iter().any(|(at, ..)| *at == node);
                    change.durable |= here && change.ended < began;
                }
            }
        }
    }

    fn add(&mut self, node: Node) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    fn change_names(&mut self, ended: usize, entries: Vec<(usize, OsString, Option<usize>)>) {
        for (directory, name, node) in &entries {
            if let Node::Directory(names) = &mut self.nodes[*directory] {
                match node {
                    Some(node) => names.insert(name.clone(), *node),
                    None => names.remove(name),
                };
            }
        }
        self.names.push(Names {
            ended,
            durable: false,
            entries,
        });
    }

    fn find(&self, path: &Path) -> Option<usize> {
        let inside = path.strip_prefix(&self.root).ok()?;
        let mut node = 0;
        for part in inside.components() {
            match (part, &self.nodes[node]) {
                (Component::Normal(name), Node::Directory(names)) => node = *names.get(name)?,
                _ => return None,
            }
        }
        Some(node)
    }

    /// Directory and name of a path whose directory exists.
    fn entry(&self, path: &Path) -> Option<(usize, OsString)> {
        Some((self.find(path.parent()?)?, path.file_name()?.to_owned()))
    }

    fn file(&mut self, path: &Path) -> Option<&mut File> {
        let node = self.find(path)?;
        match &mut self.nodes[node] {
            Node::File(file) => Some(file),
            Node::Directory(_) => None,
        }
    }
}

/// Each change since the last sync: gone, whole, or only some of its sectors.
fn surviving(file: &File, random: &mut Random) -> Vec<u8> {
    let mut content = file.synced.clone();
    for (_ended, change) in &file.unsynced {
        match random.below(3) {
            0 => {}
            1 => apply(&mut content, change, None),
            _ => apply(&mut content, change, Some(random)),
        }
    }
    content
}

fn apply(content: &mut Vec<u8>, change: &Change, torn: Option<&mut Random>) {
    match (change, torn) {
        (Change::Length(length), _) => content.resize(*length, 0),
        (Change::Write(at, bytes), None) => write(content, *at, bytes),
        (Change::Write(at, bytes), Some(random)) => {
            let mut offset = 0;
            while offset < bytes.len() {
                let end = bytes.len().min(offset + SECTOR - (*at + offset) % SECTOR);
                if random.coin() {
                    write(content, *at + offset, &bytes[offset..end]);
                }
                offset = end;
            }
        }
    }
}

fn write(content: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    if content.len() < at + bytes.len() {
        content.resize(at + bytes.len(), 0);
    }
    content[at..at + bytes.len()].copy_from_slice(bytes);
}
