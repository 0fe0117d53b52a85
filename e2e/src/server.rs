//! A running server of a test.

use crate::{Home, Visitor};
use anyhow::{Context, Result, bail, ensure};
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Longest wait for a server to say its address.
const START: Duration = Duration::from_mins(1);
/// Longest wait for a server to end after SIGTERM.
const STOP: Duration = Duration::from_secs(30);

/// How to serve.
#[derive(Default)]
pub struct ServerOptions<'a> {
    /// Folder to watch.
    pub watch: Option<&'a std::path::Path>,
    /// More arguments.
    pub arguments: Vec<String>,
    /// Words that may stand in warnings of the log because the test provokes them.
    pub expected_warnings: Vec<&'static str>,
}

/// A server that listens on a free port of the loopback address.
pub struct Server {
    child: Option<Child>,
    log: Option<JoinHandle<String>>,
    expected_warnings: Vec<&'static str>,
    /// Address with scheme, without a slash at the end.
    pub base: String,
    /// Secret of the one-time link, if the server offered one.
    pub setup_token: Option<String>,
}

impl Server {
    /// Starts a server on a data directory.
    pub fn start(home: &Home) -> Result<Self> {
        Self::with(home, ServerOptions::default())
    }

    /// Starts a server with options.
    pub fn with(home: &Home, options: ServerOptions<'_>) -> Result<Self> {
        let mut command = home.command(["serve", "--listen", "127.0.0.1:0"]);
        if let Some(folder) = options.watch {
            command.arg("--watch").arg(folder);
        }
        let mut child = command
            .args(&options.arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .context("the server does not start")?;
        let mut errors = child.stderr.take().context("the log is piped")?;
        let log = std::thread::spawn(move || {
            let mut text = Vec::new();
            // A log cut short by kill -9 is still a log.
            let _read = errors.read_to_end(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        });
        let mut server = Self {
            child: Some(child),
            log: Some(log),
            expected_warnings: options.expected_warnings,
            base: String::new(),
            setup_token: None,
        };
        server.read_address()?;
        Ok(server)
    }

    /// Waits until the server answers under its address.
    fn read_address(&mut self) -> Result<()> {
        let stdout = self
            .child
            .as_mut()
            .and_then(|child| child.stdout.take())
            .context("the output is piped")?;
        let (sender, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stdout)
                .lines()
                .map_while(std::result::Result::ok)
            {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        let deadline = Instant::now() + START;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let Ok(line) = lines.recv_timeout(left) else {
                let log = self.kill()?;
                bail!("the server said no address:\n{log}");
            };
            if let Some((_, token)) = line.split_once("/einrichten/") {
                self.setup_token = Some(token.trim().to_owned());
            } else if let Some(start) = line.find("http://").or_else(|| line.find("https://")) {
                self.base.clear();
                self.base
                    .push_str(line.get(start..).unwrap_or_default().trim());
            }
            if !self.base.is_empty() {
                return Ok(());
            }
        }
    }

    /// Somebody who is not signed in.
    pub fn visitor(&self) -> Result<Visitor> {
        Visitor::new(&self.base)
    }

    /// Process id.
    pub fn id(&self) -> u32 {
        self.child.as_ref().map_or(0, Child::id)
    }

    /// Ends the server with SIGTERM and checks that its log is clean.
    pub fn stop(mut self) -> Result<()> {
        let status = self.terminate()?;
        let log = self.join_log();
        ensure!(status.success(), "the server ended with {status}\n{log}");
        let unclean: Vec<&str> = log
            .lines()
            .filter(|line| {
                line.contains(" WARN ") || line.contains(" ERROR ") || line.contains("panicked")
            })
            .filter(|line| {
                !self
                    .expected_warnings
                    .iter()
                    .any(|words| line.contains(words))
            })
            .collect();
        ensure!(
            unclean.is_empty(),
            "the log is not clean:\n{}",
            unclean.join("\n")
        );
        Ok(())
    }

    fn terminate(&mut self) -> Result<ExitStatus> {
        let mut child = self.child.take().context("the server runs")?;
        std::process::Command::new("kill")
            .arg(child.id().to_string())
            .status()?;
        let deadline = Instant::now() + STOP;
        while Instant::now() < deadline {
            if let Some(status) = child.try_wait()? {
                return Ok(status);
            }
            std::thread::yield_now();
            std::thread::park_timeout(Duration::from_millis(20));
        }
        child.kill()?;
        bail!("the server did not end within {STOP:?} of SIGTERM");
    }

    /// Ends the server at once, as a crash would, and returns its log.
    pub fn kill(&mut self) -> Result<String> {
        if let Some(mut child) = self.child.take() {
            child.kill()?;
            child.wait()?;
        }
        Ok(self.join_log())
    }

    fn join_log(&mut self) -> String {
        self.log
            .take()
            .and_then(|log| log.join().ok())
            .unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            // A failed test ends here; its server must not outlive it.
            let _killed = child.kill();
            let _waited = child.wait();
            if std::thread::panicking() {
                #[expect(clippy::print_stderr, reason = "a failed test shows the server's log")]
                {
                    eprintln!("{}", self.join_log());
                }
            }
        }
    }
}
