//! Watching a folder: first-level folders are organisations, files below them are datasets.
//!
//! Changes are announced when they are whole: a file has kept size and time for a while and can be opened. The
//! system's notices only say when to look again; what has changed is found by looking, also on drives that give no
//! notices (network shares), where the folder is looked through at intervals.
//!
//! # Invariants
//! - What a look could not show (a folder without permission, a root that is missing) is never called vanished, and
//!   many files that are missing at once are not either: a drive goes more easily than its files.
//! - A change is announced again until it is answered with [`Answer::Done`].

mod change;
mod known;
mod memory;
mod names;
mod scan;
mod timing;
mod wholeness;

pub use change::{Answer, FolderChange};
pub use memory::FolderMemory;
pub use names::is_left_alone;
pub use scan::{Look, SeenFile, scan};
pub use timing::FolderTiming;
pub use wholeness::Wholeness;

use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// A folder that is being watched; dropping it ends the watch.
#[derive(Debug)]
pub struct FolderWatch {
    changes: UnboundedReceiver<FolderChange>,
    told: Sender<Told>,
}

impl FolderWatch {
    /// Watches `root` on a thread of its own, whether it is there or not. Files that are there are announced as
    /// arrived; `known` are files taken in earlier (`organisation/path`), announced as vanished when they are no
    /// longer there.
    pub fn start(
        root: PathBuf,
        timing: FolderTiming,
        known: impl IntoIterator<Item = String>,
    ) -> io::Result<Self> {
        let (announce, changes) = unbounded_channel();
        let (told, hears) = channel();
        let looking = Looking {
            root,
            memory: FolderMemory::new(timing, known),
            begin: Instant::now(),
            announce,
            notices: told.clone(),
            watcher: None,
            is_blind: false,
        };
        std::thread::Builder::new()
            .name("folder-watch".to_owned())
            .spawn(move || looking.follow(&hears))?;
        Ok(Self { changes, told })
    }

    /// The next change; none when the thread has ended.
    pub async fn next(&mut self) -> Option<FolderChange> {
        self.changes.recv().await
    }

    /// Says what became of the change about the file `key` (`organisation/path`).
    pub fn answer(&self, key: String, answer: Answer) {
        self.tell(Told::Answer(key, answer));
    }

    /// Says that the missing file `key` is no longer expected.
    pub fn forget(&self, key: String) {
        self.tell(Told::Forget(key));
    }

    fn tell(&self, told: Told) {
        // When the thread has ended, `next` says so.
        let _ended = self.told.send(told);
    }
}

/// What the thread is told.
enum Told {
    /// By the system: something has happened.
    Notice,
    Answer(String, Answer),
    Forget(String),
}

/// The thread's side.
struct Looking {
    root: PathBuf,
    memory: FolderMemory,
    begin: Instant,
    announce: UnboundedSender<FolderChange>,
    notices: Sender<Told>,
    /// With the identity of the folder it watches: a share mounted again is another folder.
    watcher: Option<(RecommendedWatcher, Option<u64>)>,
    is_blind: bool,
}

impl Looking {
    fn follow(mut self, hears: &Receiver<Told>) {
        while !self.announce.is_closed() {
            self.listen();
            let begun = Instant::now();
            let look = scan(&self.root);
            self.say_blindness(look.as_ref().err());
            if let Ok(look) = look {
                let changes = self
                    .memory
                    .observe(&look, self.begin.elapsed(), &mut |file| {
                        wholeness::judge(&file.absolute)
                    });
                for change in changes {
                    if self.announce.send(change).is_err() {
                        return;
                    }
                }
            }
            self.wait(hears, begun.elapsed());
        }
    }

    /// Says once that the folder cannot be read, and once that it can be again.
    fn say_blindness(&mut self, error: Option<&io::Error>) {
        match error {
            Some(error) if !self.is_blind => {
                tracing::warn!(%error, "watched folder cannot be read; it is tried again");
            }
            None if self.is_blind => tracing::info!("watched folder can be read again"),
            _ => {}
        }
        self.is_blind = error.is_some();
    }

    /// Asks the system for notices; without them the intervals must do.
    fn listen(&mut self) {
        let identity = identity(&self.root);
        if identity.is_none() {
            self.watcher = None;
            return;
        }
        if self.watcher.as_ref().is_some_and(|(_, of)| *of == identity) {
            return;
        }
        let notices = self.notices.clone();
        let watching = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            if event.is_ok_and(|event| !event.kind.is_access()) {
                // Closed when nobody looks any more.
                let _ended = notices.send(Told::Notice);
            }
        })
        .and_then(|mut watcher| {
            watcher.watch(&self.root, RecursiveMode::Recursive)?;
            Ok(watcher)
        });
        match watching {
            Ok(watcher) => self.watcher = Some((watcher, identity)),
            Err(error) => {
                tracing::debug!(%error, "folder gives no notices and is looked through at intervals");
            }
        }
    }

    /// Waits until another look is due. A copied folder gives thousands of notices, and a large one takes long to
    /// look through: looking may take a fifth of the time.
    fn wait(&mut self, hears: &Receiver<Told>, took: Duration) {
        const GLANCE: Duration = Duration::from_millis(500);
        const LEAST: Duration = Duration::from_millis(50);
        let begun = Instant::now();
        let rest = (took * 4).max(LEAST);
        let mut pause = self.pause().max(rest);
        while !self.announce.is_closed() {
            let left = pause.saturating_sub(begun.elapsed());
            if left.is_zero() {
                return;
            }
            match hears.recv_timeout(left.min(GLANCE)) {
                Ok(Told::Notice) => pause = pause.min(rest),
                Ok(Told::Answer(key, answer)) => {
                    self.memory.answer(&key, answer, self.begin.elapsed());
                    pause = pause.min(begun.elapsed() + self.pause()).max(rest);
                }
                Ok(Told::Forget(key)) => self.memory.forget(&key),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
            }
        }
    }

    fn pause(&self) -> Duration {
        self.memory.pause(self.begin.elapsed())
    }
}

#[cfg(unix)]
fn identity(root: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    let about = std::fs::metadata(root).ok()?;
    Some(about.ino() ^ about.dev().rotate_left(32))
}

#[cfg(not(unix))]
fn identity(root: &Path) -> Option<u64> {
    root.is_dir().then_some(0)
}
