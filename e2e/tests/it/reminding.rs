//! A connection that keeps failing is told by mail to those who look after it, through a real SMTP server.

use crate::office;
use anyhow::{Context, Result};
use hebewerk_e2e::{Home, ServerOptions};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

/// aiosmtpd; it ends with this.
struct MailServer {
    child: Child,
    letters: BufReader<ChildStdout>,
    port: String,
}

impl Drop for MailServer {
    fn drop(&mut self) {
        // One that has ended by itself is as good.
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}

impl MailServer {
    fn start() -> Result<Option<Self>> {
        #[expect(
            clippy::disallowed_methods,
            reason = "the tests are told of their surroundings so"
        )]
        let Some(python) = std::env::var_os("HEBEWERK_TEST_SERVERS_PYTHON") else {
            #[expect(clippy::print_stderr, reason = "what is left out is said loudly")]
            {
                eprintln!("SKIPPED: HEBEWERK_TEST_SERVERS_PYTHON is not set");
            }
            return Ok(None);
        };
        let mut child = Command::new(python)
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("servers/mail.py"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut letters = BufReader::new(child.stdout.take().context("it speaks")?);
        let mut port = String::new();
        letters.read_line(&mut port)?;
        Ok(Some(Self {
            child,
            letters,
            port: port.trim().to_owned(),
        }))
    }

    fn letter(&mut self) -> Result<Value> {
        let mut line = String::new();
        self.letters.read_line(&mut line)?;
        Ok(serde_json::from_str(&line)?)
    }
}

#[test]
fn the_third_failure_in_a_row_becomes_one_letter() -> Result<()> {
    let Some(mut mail) = MailServer::start()? else {
        return Ok(());
    };
    let home = Home::new()?;
    let (server, _steward) = office::open(&home, ServerOptions::default())?;
    server.stop()?;
    let password = home.write("mail-kennwort", "geheim\n")?;
    let config = home.data().join("config.toml");
    let settings = format!(
        "{}\n[mail]\nhost = \"127.0.0.1\"\nport = {}\ntls = \"none\"\nuser = \"datenhub\"\n\
         password_file = \"{}\"\nfrom = \"datenhub@musterstadt.example\"\n",
        std::fs::read_to_string(&config)?,
        mail.port,
        password.display(),
    );
    std::fs::write(&config, settings)?;
    home.done([
        "connect",
        "http",
        "--organisation",
        "Umwelt",
        "--name",
        "Pegel",
        "--set",
        "url=http://127.0.0.1:1/geheimer-pfad.csv",
    ])?;
    for _ in 0..4 {
        assert_eq!(home.run(["fetch", "Pegel"])?.code, Some(1));
    }
    let letter = mail.letter()?;
    assert_eq!(letter["to"], json!([office::STEWARD]));
    assert_eq!(letter["subject"], "„Pegel“ lässt sich nicht holen");
    assert_eq!(letter["signed_in"], true);
    let text = letter["text"].as_str().context("a text")?;
    assert!(text.contains("3-mal nacheinander"), "{text}");
    assert!(
        !text.contains("geheimer-pfad") && !text.contains("127.0.0.1"),
        "{text}"
    );
    Ok(())
}
