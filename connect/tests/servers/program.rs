//! Programs that serve, started and ended by a test.

use std::fs::File;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Longest wait for a program to open its port.
const START: Duration = Duration::from_secs(30);

/// A running program; it ends with this.
pub(crate) struct Program {
    child: Child,
    pub(crate) port: u16,
}

impl Program {
    /// Starts what `command` makes for a free port, and waits until it answers there. What it says goes to `log`.
    pub(crate) fn start(log: &Path, command: impl Fn(u16) -> Command) -> Self {
        // Another process may take the port in between: then the next one is tried.
        for _ in 0..5 {
            let port = free_port();
            let file = File::create(log).unwrap();
            let child = command(port)
                .stdin(Stdio::null())
                .stdout(file.try_clone().unwrap())
                .stderr(file)
                .spawn()
                .unwrap();
            let mut program = Self { child, port };
            if program.answers() {
                return program;
            }
        }
        let said = std::fs::read_to_string(log).unwrap_or_default();
        panic!("the server did not start:\n{said}");
    }

    fn answers(&mut self) -> bool {
        let deadline = Instant::now() + START;
        while Instant::now() < deadline {
            if TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return self.child.try_wait().unwrap().is_none();
            }
            if self.child.try_wait().unwrap().is_some() {
                return false;
            }
            std::thread::park_timeout(Duration::from_millis(20));
        }
        false
    }

    /// Host and port.
    pub(crate) fn place(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // One that has ended by itself is as good.
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// A program of this machine; none, and said so, where it is not installed.
pub(crate) fn installed(names: &[&str]) -> Option<PathBuf> {
    #[expect(
        clippy::disallowed_methods,
        reason = "programs are found where the machine keeps them"
    )]
    let path = std::env::var_os("PATH").unwrap_or_default();
    let usual = ["/usr/sbin", "/usr/local/sbin"].map(PathBuf::from);
    let folders: Vec<PathBuf> = std::env::split_paths(&path).chain(usual).collect();
    let mut candidates = names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    let found = candidates.find(|candidate| candidate.is_file());
    if found.is_none() {
        eprintln!("SKIPPED: {} is not installed", names.join(", "));
    }
    found
}

/// A Python that has the servers of the tests; none, and said so, where nobody made one.
pub(crate) fn python() -> Option<PathBuf> {
    const NAME: &str = "HEBEWERK_TEST_SERVERS_PYTHON";
    #[expect(
        clippy::disallowed_methods,
        reason = "the tests are told of their surroundings so"
    )]
    let python = std::env::var_os(NAME).map(PathBuf::from);
    if python.is_none() {
        eprintln!("SKIPPED: {NAME} is not set");
    }
    python
}
