//! Passkeys in a browser, with a device that Chromium plays.

use crate::office::{PASSWORD, STEWARD, open};
use anyhow::{Context, Result, ensure};
use hebewerk_e2e::{Home, ServerOptions};
use serde_json::json;
use std::path::Path;
use std::process::Command;

#[test]
fn somebody_adds_a_passkey_signs_in_with_it_and_removes_it() -> Result<()> {
    let home = Home::new()?;
    let (server, _steward) = open(&home, ServerOptions::default())?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    // A passkey is bound to a name; an address is none.
    let plan = json!({
        "base": server.base.replace("127.0.0.1", "localhost"),
        "email": STEWARD,
        "password": PASSWORD,
        "folder": root.join("target/screenshots"),
    });
    let plan = home.write("plan.json", plan.to_string())?;
    let output = Command::new("node")
        .arg(root.join("e2e/browser/passkey.mjs"))
        .arg(plan)
        .env("HEBEWERK_NODE_MODULES", root.join("web"))
        .output()
        .context("node does not start")?;
    ensure!(
        output.status.success(),
        "{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    server.stop()
}
