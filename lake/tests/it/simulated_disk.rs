//! A disk in memory that loses power: what was not synced may be dropped, reordered or torn.
//!
//! It is harsher than real file systems: every change of a directory and every write is kept or lost on its own,
//! and a new directory is lost with all that is in it unless its name was synced into its parent.

use hebewerk_lake::{Disk, DiskFile, Room};
use rand::Rng;
use rand::rngs::StdRng;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};

#[derive(Debug, Clone, Default)]
struct FileNode {
    synced: Vec<u8>,
    /// Writes since the last sync: offset and bytes.
    unsynced: Vec<(usize, Vec<u8>)>,
    now: Vec<u8>,
}

#[derive(Debug, Clone, Default)]
struct DirectoryNode {
    synced: BTreeMap<OsString, usize>,
    /// Changes since the last sync: name and node, or none for a removal.
    unsynced: Vec<(OsString, Option<usize>)>,
    now: BTreeMap<OsString, usize>,
}

#[derive(Debug, Clone)]
enum Node {
    File(FileNode),
    Directory(DirectoryNode),
}

#[derive(Debug)]
struct State {
    /// Node 0 is the root of the file system.
    nodes: Vec<Node>,
    operations: u64,
    power_lost_at: Option<u64>,
    free_bytes: u64,
    syncs_lie: bool,
}

/// The disk. Clones share it.
#[derive(Debug, Clone)]
pub(crate) struct SimulatedDisk(Arc<Mutex<State>>);

#[derive(Debug)]
struct OpenFile {
    disk: SimulatedDisk,
    node: usize,
}

impl SimulatedDisk {
    /// A disk with the synced directory `/lake`.
    pub(crate) fn new() -> Self {
        let mut root = DirectoryNode::default();
        root.now.insert("lake".into(), 1);
        root.synced.insert("lake".into(), 1);
        Self(Arc::new(Mutex::new(State {
            nodes: vec![
                Node::Directory(root),
                Node::Directory(DirectoryNode::default()),
            ],
            operations: 0,
            power_lost_at: None,
            free_bytes: 1 << 40,
            syncs_lie: false,
        })))
    }

    /// Every operation from number `operation` on fails.
    pub(crate) fn lose_power_at(&self, operation: u64) {
        self.0.lock().unwrap().power_lost_at = Some(operation);
    }

    /// Syncs do nothing: the broken world the test must be able to tell from the right one.
    pub(crate) fn let_syncs_lie(&self) {
        self.0.lock().unwrap().syncs_lie = true;
    }

    /// Writes fail with *storage full* once so many bytes more were written.
    pub(crate) fn leave_room_for(&self, free_bytes: u64) {
        self.0.lock().unwrap().free_bytes = free_bytes;
    }

    /// Operations so far that change something or sync.
    pub(crate) fn operations(&self) -> u64 {
        self.0.lock().unwrap().operations
    }

    /// What the next boot finds.
    pub(crate) fn after_power_loss(&self, random: &mut StdRng) -> Self {
        let state = self.0.lock().unwrap();
        let nodes = state
            .nodes
            .iter()
            .map(|node| match node {
                Node::File(file) => Node::File(surviving_file(file, random)),
                Node::Directory(directory) => {
                    Node::Directory(surviving_directory(directory, random))
                }
            })
            .collect();
        Self(Arc::new(Mutex::new(State {
            nodes,
            operations: 0,
            power_lost_at: None,
            free_bytes: state.free_bytes,
            syncs_lie: state.syncs_lie,
        })))
    }

    /// Content of a file.
    pub(crate) fn read(&self, path: &Path) -> Option<Vec<u8>> {
        let state = self.0.lock().unwrap();
        match &state.nodes[state.find(path)?] {
            Node::File(file) => Some(file.now.clone()),
            Node::Directory(_) => None,
        }
    }

    /// Paths and contents of all files below a directory.
    pub(crate) fn files_below(&self, path: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
        let names = {
            let state = self.0.lock().unwrap();
            match state.find(path).map(|node| &state.nodes[node]) {
                Some(Node::Directory(directory)) => directory.now.keys().cloned().collect(),
                _ => Vec::new(),
            }
        };
        let mut files = Vec::new();
        for name in names {
            let child = path.join(name);
            match self.read(&child) {
                Some(content) => files.push((child, content)),
                None => files.extend(self.files_below(&child)),
            }
        }
        files
    }
}

fn surviving_file(file: &FileNode, random: &mut StdRng) -> FileNode {
    let mut content = file.synced.clone();
    for (offset, bytes) in &file.unsynced {
        let kept = match random.random_range(0..3) {
            0 => 0,
            1 => bytes.len(),
            _ => random.random_range(0..=bytes.len()),
        };
        if kept > 0 {
            content.resize(content.len().max(offset + kept), 0);
            content[*offset..offset + kept].copy_from_slice(&bytes[..kept]);
        }
    }
    FileNode {
        synced: content.clone(),
        unsynced: Vec::new(),
        now: content,
    }
}

fn surviving_directory(directory: &DirectoryNode, random: &mut StdRng) -> DirectoryNode {
    let mut names = directory.synced.clone();
    for (name, node) in &directory.unsynced {
        if random.random_bool(0.5) {
            match node {
                Some(node) => names.insert(name.clone(), *node),
                None => names.remove(name),
            };
        }
    }
    DirectoryNode {
        synced: names.clone(),
        unsynced: Vec::new(),
        now: names,
    }
}

impl State {
    fn find(&self, path: &Path) -> Option<usize> {
        let mut node = 0;
        for part in path.iter().skip(1) {
            match &self.nodes[node] {
                Node::Directory(directory) => node = *directory.now.get(part)?,
                Node::File(_) => return None,
            }
        }
        Some(node)
    }

    fn begin(&mut self) -> io::Result<()> {
        self.operations += 1;
        match self.power_lost_at {
            Some(operation) if self.operations >= operation => Err(io::Error::other("no power")),
            _ => Ok(()),
        }
    }

    fn directory_of(&mut self, path: &Path) -> io::Result<(&mut DirectoryNode, OsString)> {
        let missing = || io::Error::from(io::ErrorKind::NotFound);
        let node = path
            .parent()
            .and_then(|parent| self.find(parent))
            .ok_or_else(missing)?;
        let name = path.file_name().ok_or_else(missing)?.to_owned();
        match &mut self.nodes[node] {
            Node::Directory(directory) => Ok((directory, name)),
            Node::File(_) => Err(missing()),
        }
    }

    fn enter(&mut self, path: &Path, node: usize, replace: bool) -> io::Result<()> {
        let (directory, name) = self.directory_of(path)?;
        if directory.now.contains_key(&name) && !replace {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists));
        }
        directory.now.insert(name.clone(), node);
        directory.unsynced.push((name, Some(node)));
        Ok(())
    }

    fn leave(&mut self, path: &Path) -> io::Result<()> {
        let (directory, name) = self.directory_of(path)?;
        if directory.now.remove(&name).is_none() {
            return Err(io::Error::from(io::ErrorKind::NotFound));
        }
        directory.unsynced.push((name, None));
        Ok(())
    }
}

impl Disk for SimulatedDisk {
    fn create(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let mut state = self.0.lock().unwrap();
        state.begin()?;
        let node = state.nodes.len();
        state.nodes.push(Node::File(FileNode::default()));
        state.enter(path, node, false)?;
        Ok(Box::new(OpenFile {
            disk: self.clone(),
            node,
        }))
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        state.begin()?;
        let node = state.find(from).ok_or(io::ErrorKind::NotFound)?;
        state.enter(to, node, false)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        state.begin()?;
        let node = state.find(from).ok_or(io::ErrorKind::NotFound)?;
        state.enter(to, node, true)?;
        state.leave(from)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        state.begin()?;
        state.leave(path)
    }

    fn make_directory(&self, path: &Path) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        state.begin()?;
        let node = state.nodes.len();
        state.nodes.push(Node::Directory(DirectoryNode::default()));
        state.enter(path, node, false)
    }

    fn sync_directory(&self, path: &Path) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        state.begin()?;
        let node = state.find(path).ok_or(io::ErrorKind::NotFound)?;
        if state.syncs_lie {
            return Ok(());
        }
        match &mut state.nodes[node] {
            Node::Directory(directory) => {
                directory.synced = directory.now.clone();
                directory.unsynced.clear();
                Ok(())
            }
            Node::File(_) => Err(io::ErrorKind::NotADirectory.into()),
        }
    }

    fn open_to_read(&self, path: &Path) -> io::Result<Box<dyn io::Read + Send>> {
        let content = self.read(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(io::Cursor::new(content)))
    }

    fn size(&self, path: &Path) -> io::Result<Option<u64>> {
        Ok(self.read(path).map(|content| content.len() as u64))
    }

    fn room(&self, _path: &Path) -> io::Result<Room> {
        Ok(Room {
            free_bytes: self.0.lock().unwrap().free_bytes,
            total_bytes: 1 << 20,
        })
    }
}

impl OpenFile {
    fn change<T>(&self, change: impl FnOnce(&mut FileNode) -> T) -> io::Result<T> {
        let mut state = self.disk.0.lock().unwrap();
        state.begin()?;
        match &mut state.nodes[self.node] {
            Node::File(file) => Ok(change(file)),
            Node::Directory(_) => Err(io::ErrorKind::IsADirectory.into()),
        }
    }
}

impl Write for OpenFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        {
            let mut state = self.disk.0.lock().unwrap();
            let wanted = bytes.len() as u64;
            if state.free_bytes < wanted {
                return Err(io::ErrorKind::StorageFull.into());
            }
            state.free_bytes -= wanted;
        }
        self.change(|file| {
            file.unsynced.push((file.now.len(), bytes.to_vec()));
            file.now.extend_from_slice(bytes);
            bytes.len()
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl DiskFile for OpenFile {
    fn sync(&mut self) -> io::Result<()> {
        let lies = self.disk.0.lock().unwrap().syncs_lie;
        self.change(|file| {
            if !lies {
                file.synced = file.now.clone();
                file.unsynced.clear();
            }
        })
    }
}
