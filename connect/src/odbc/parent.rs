//! The parent's side: starts a child for every look and every fetch, and believes nothing it says twice.

use super::job::{Job, Said};
use hebewerk_hub::ports::FetchError;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

/// Longest line of a child.
const LINE_BYTES: u64 = 1 << 20;

/// How drivers are run: in a child process, which is the binary itself as `worker odbc`.
#[derive(Debug, Clone)]
pub struct DriverProcess {
    /// The program.
    pub executable: PathBuf,
    /// Where a child that writes no file works.
    pub folder: PathBuf,
    /// What a child finds in its environment: where drivers have their settings and libraries. Nothing else is handed on.
    pub environment: Vec<(String, OsString)>,
    /// Address space of a child in bytes.
    pub memory_bytes: u64,
    /// Data sources of this machine that may be used; what they lead to is the administrator's affair.
    pub sources: Vec<String>,
}

/// Where Debian and others put drivers.
const LIBRARIES: &[&str] = &[
    "/usr/lib/x86_64-linux-gnu/odbc",
    "/usr/lib/aarch64-linux-gnu/odbc",
    "/usr/lib/odbc",
    "/usr/lib64",
    "/usr/local/lib",
];

impl DriverProcess {
    /// The folder with `odbcinst.ini`.
    pub(super) fn settings(&self) -> PathBuf {
        let named = self
            .environment
            .iter()
            .find(|(name, _)| name == "ODBCSYSINI");
        named.map_or_else(
            || PathBuf::from("/etc"),
            |(_, folder)| PathBuf::from(folder),
        )
    }

    /// Has the job done; every answer but the last one is handed to `each`.
    pub(super) async fn run(
        &self,
        job: &Job,
        mut each: impl FnMut(Said),
    ) -> Result<Said, FetchError> {
        let place = &job.place;
        let running = async {
            let folder = job.into.as_deref().and_then(Path::parent);
            let mut child = self.start(folder)?;
            // Closed at the end only: a child whose parent is gone ends itself.
            let mut input = child.stdin.take();
            if let Some(input) = &mut input {
                let mut line = serde_json::to_vec(job).unwrap_or_default();
                line.push(b'\n');
                // A child that cannot be told anything has ended; how is seen below.
                let _told = input.write_all(&line).await;
            }
            let output = child.stdout.take();
            let last = match output {
                Some(output) => listen(output, &mut each).await,
                None => None,
            };
            drop(input);
            ended(&mut child, last, place).await
        };
        let time = Duration::from_secs(job.seconds);
        let ran = timeout(time, running).await;
        ran.unwrap_or_else(|_elapsed| Err(FetchError::passing("fetch_timeout", place)))
    }

    fn start(&self, folder: Option<&Path>) -> Result<Child, FetchError> {
        let mut libraries = OsString::from(LIBRARIES.join(":"));
        let named = self
            .environment
            .iter()
            .find(|(name, _)| name == "LD_LIBRARY_PATH");
        if let Some((_, named)) = named {
            libraries.push(":");
            libraries.push(named);
        }
        let environment = self.environment.iter().map(|(name, value)| (name, value));
        Command::new(&self.executable)
            .args(["worker", "odbc"])
            .env_clear()
            .envs(environment)
            .env("LD_LIBRARY_PATH", libraries)
            .env("LC_ALL", "C.UTF-8")
            // Points in numbers and Unicode, whatever the machine speaks.
            .env("NLS_LANG", "AMERICAN_AMERICA.AL32UTF8")
            .current_dir(folder.unwrap_or(&self.folder))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| FetchError::passing("fetch_driver_failed", error.kind().to_string()))
    }
}

/// Hears a child out; its last word.
async fn listen(output: ChildStdout, each: &mut impl FnMut(Said)) -> Option<Said> {
    let mut lines = BufReader::new(output);
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = (&mut lines)
            .take(LINE_BYTES)
            .read_until(b'\n', &mut line)
            .await;
        if read.ok()? == 0 {
            return None;
        }
        match Said::of(&String::from_utf8_lossy(&line)) {
            Some(said @ (Said::Bytes(_) | Said::Table(..))) => each(said),
            Some(last) => return Some(last),
            None => {}
        }
    }
}

/// What it came to. A driver that breaks after the last word broke after everything was done.
async fn ended(child: &mut Child, last: Option<Said>, place: &str) -> Result<Said, FetchError> {
    match last {
        Some(Said::Failed(failed)) => Err(failed.error()),
        Some(last) => Ok(last),
        None => {
            let status = child.wait().await;
            let how = status.map_or("", how);
            Err(FetchError::passing(
                "fetch_driver_failed",
                format!("{place} {how}").trim(),
            ))
        }
    }
}

/// A short word for the end of a child.
fn how(status: ExitStatus) -> &'static str {
    use std::os::unix::process::ExitStatusExt;
    match status.signal() {
        Some(6) => "SIGABRT",
        Some(9) => "SIGKILL",
        Some(11) => "SIGSEGV",
        Some(24) => "SIGXCPU",
        Some(25) => "SIGXFSZ",
        Some(_) => "signal",
        None => "",
    }
}
