//! The pages in a real browser: accessible, without errors, in both languages, wide and narrow.

use anyhow::{Context, Result, ensure};
use hebewerk_e2e::{Home, Server, ServerOptions};
use std::path::Path;
use std::process::Command;

#[test]
fn every_page_is_accessible_and_speaks_two_languages() -> Result<()> {
    let home = Home::empty()?;
    let demo = home.done(["demo", "--small", "--no-serve"])?;
    let (email, password) = login(&demo.text()).context("the demo prints its logins")?;
    let server = Server::with(
        &home,
        ServerOptions {
            expected_warnings: vec!["request refused"],
            ..ServerOptions::default()
        },
    )?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let output = Command::new("node")
        .arg(root.join("e2e/browser/pages.mjs"))
        .args([&server.base, &email, &password])
        .arg(root.join("target/screenshots"))
        .env("HEBEWERK_NODE_MODULES", root.join("web"))
        .output()
        .context("node does not start")?;
    let text = String::from_utf8_lossy(&output.stdout);
    ensure!(
        output.status.success(),
        "{text}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    server.stop()
}

/// E-mail and password of the first account, which administers.
fn login(text: &str) -> Option<(String, String)> {
    let line = text.lines().find(|line| line.contains('@'))?;
    let mut words = line.split_whitespace();
    Some((words.next()?.to_owned(), words.next()?.to_owned()))
}

#[test]
fn a_clerk_uploads_corrects_and_takes_in_by_clicking() -> Result<()> {
    let home = Home::empty()?;
    let demo = home.done(["demo", "--small", "--no-serve"])?;
    let (email, password) = steward(&demo.text()).context("the demo has a steward")?;
    let file = home.write(
        "Wertstoffhöfe.csv",
        "Liste der Wertstoffhöfe;;\n\nNr;Straße;Fläche\n01;Am Hafen;1.250,5\n02;Ring;980\n",
    )?;
    let server = Server::start(&home)?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let output = Command::new("node")
        .arg(root.join("e2e/browser/upload.mjs"))
        .args([&server.base, &email, &password])
        .arg(&file)
        .env("HEBEWERK_NODE_MODULES", root.join("web"))
        .output()
        .context("node does not start")?;
    let text = String::from_utf8_lossy(&output.stdout);
    ensure!(
        output.status.success(),
        "{text}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    server.stop()
}

/// E-mail and password of an account that maintains the waste company's data.
fn steward(text: &str) -> Option<(String, String)> {
    let line = text
        .lines()
        .find(|line| line.contains("entsorgung") && line.contains('@'))?;
    let mut words = line.split_whitespace();
    Some((words.next()?.to_owned(), words.next()?.to_owned()))
}
