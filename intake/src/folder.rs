//! Watching a folder: first-level folders are organisations, files below them are datasets.
//!
//! Changes are announced when they are whole: a file has kept size and time for a while and can be opened. The
//! system's notices only say when to look again; what has changed is found by looking, also on drives that give no
//! notices (network shares), where the folder is looked through at intervals.

mod changes;
mod names;
mod scan;
mod wholeness;

pub use changes::{FolderChange, FolderMemory};
pub use names::is_left_alone;
pub use scan::{SeenFile, scan};

use notify::{RecursiveMode, Watcher};
use std::io;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// How often and how patiently a folder is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FolderTiming {
    /// How long a file must not change before it counts as whole.
    pub settle: Duration,
    /// How often the folder is looked through without any notice from the system.
    pub rescan: Duration,
}

impl Default for FolderTiming {
    /// Two seconds to settle, a look every thirty.
    fn default() -> Self {
        Self {
            settle: Duration::from_secs(2),
            rescan: Duration::from_secs(30),
        }
    }
}

/// A folder that is being watched; dropping it ends the watch.
#[derive(Debug)]
pub struct FolderWatch {
    changes: UnboundedReceiver<FolderChange>,
}

impl FolderWatch {
    /// Watches `root` on a thread of its own. Files that are there already are announced as arrived; `known` are
    /// files taken in earlier (`organisation/path`), announced as vanished when they are no longer there.
    pub fn start(
        root: &Path,
        timing: FolderTiming,
        known: impl IntoIterator<Item = String>,
    ) -> io::Result<Self> {
        let root = std::fs::canonicalize(root)?;
        let (announce, changes) = unbounded_channel();
        let memory = FolderMemory::new(timing.settle, known);
        std::thread::Builder::new()
            .name("folder-watch".to_owned())
            .spawn(move || follow(&root, timing, memory, &announce))?;
        Ok(Self { changes })
    }

    /// The next change; none when the folder can no longer be watched.
    pub async fn next(&mut self) -> Option<FolderChange> {
        self.changes.recv().await
    }
}

fn follow(
    root: &Path,
    timing: FolderTiming,
    mut memory: FolderMemory,
    announce: &UnboundedSender<FolderChange>,
) {
    let begin = Instant::now();
    let (notice, notices) = channel();
    // Kept alive as long as we look; without notices the intervals must do.
    let _watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // A full queue cannot be, a closed one means that nobody looks any more.
        let _ignored = event.is_ok_and(|event| !event.kind.is_access()).then(|| notice.send(()));
    })
    .and_then(|mut watcher| watcher.watch(root, RecursiveMode::Recursive).map(|()| watcher))
    .inspect_err(|error| tracing::warn!(%error, "folder gives no notices and is looked through at intervals"))
    .ok();
    while !announce.is_closed() {
        match scan(root) {
            Ok(files) => {
                let changes = memory.observe(&files, begin.elapsed(), &mut |file| {
                    wholeness::is_whole(&file.absolute)
                });
                for change in changes {
                    if announce.send(change).is_err() {
                        return;
                    }
                }
            }
            Err(error) => tracing::warn!(%error, "watched folder cannot be read"),
        }
        let pause = if memory.is_waiting() {
            timing.settle / 2
        } else {
            timing.rescan
        };
        wait(&notices, pause.max(Duration::from_millis(50)), announce);
    }
}

/// Waits for a notice or the end of the pause, and notices now and then that nobody listens any more.
fn wait(notices: &Receiver<()>, pause: Duration, announce: &UnboundedSender<FolderChange>) {
    const GLANCE: Duration = Duration::from_millis(500);
    let end = Instant::now() + pause;
    while !announce.is_closed() {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return;
        }
        match notices.recv_timeout(left.min(GLANCE)) {
            Ok(()) => {
                // A copied folder gives thousands of notices: they are one reason to look.
                while notices.try_recv().is_ok() {}
                return;
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => std::thread::sleep(left.min(GLANCE)),
        }
    }
}
