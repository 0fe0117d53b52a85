//! The pages in a real browser: accessible, without errors, in both languages, wide and narrow.

use anyhow::{Context, Result, ensure};
use hebewerk_e2e::{Home, Server, ServerOptions};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn every_page_is_accessible_and_speaks_two_languages() -> Result<()> {
    let home = Home::empty()?;
    let demo = home.done(["demo", "--small", "--no-serve"])?;
    home.done(["bridge", "find"])?;
    crate::harvesting::harvested(&home, "digitalisierung")?;
    let server = server(&home)?;
    let empty_home = Home::new()?;
    let empty = self::server(&empty_home)?;
    let plan = plan(&demo.text(), &server, Some(&empty))?;
    walk("pages.mjs", &home, &plan)?;
    empty.stop()?;
    server.stop()
}

#[test]
fn everything_can_be_done_with_the_keyboard() -> Result<()> {
    let home = Home::empty()?;
    let demo = home.done(["demo", "--small", "--no-serve"])?;
    let server = server(&home)?;
    let plan = plan(&demo.text(), &server, None)?;
    walk("keyboard.mjs", &home, &plan)?;
    server.stop()
}

fn server(home: &Home) -> Result<Server> {
    Server::with(
        home,
        ServerOptions {
            expected_warnings: vec!["request refused"],
            ..ServerOptions::default()
        },
    )
}

/// What a walk needs to know: addresses, logins, where pictures go, where the table of contents stands.
fn plan(logins: &str, server: &Server, empty: Option<&Server>) -> Result<serde_json::Value> {
    let account = |found: Option<(String, String)>| -> Result<serde_json::Value> {
        let (email, password) = found.context("the demo prints its logins")?;
        Ok(json!({ "email": email, "password": password }))
    };
    let root = root();
    Ok(json!({
        "base": server.base,
        "folder": root.join("target/screenshots"),
        "router": root.join("web/src/router.rs"),
        "administrator": account(login(logins))?,
        "officer": account(line_of(logins, "hedda.umsicht"))?,
        "steward": account(steward(logins))?,
        "empty": empty.map(|empty| json!({ "base": empty.base, "token": empty.setup_token })),
    }))
}

fn walk(script: &str, home: &Home, plan: &serde_json::Value) -> Result<()> {
    let plan = home.write("plan.json", plan.to_string())?;
    let output = Command::new("node")
        .arg(root().join("e2e/browser").join(script))
        .arg(plan)
        .env("HEBEWERK_NODE_MODULES", root().join("web"))
        .output()
        .context("node does not start")?;
    ensure!(
        output.status.success(),
        "{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(())
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
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
    line_of(text, "entsorgung")
}

/// E-mail and password of the account of which a line says this.
fn line_of(text: &str, said: &str) -> Option<(String, String)> {
    let line = text
        .lines()
        .find(|line| line.contains(said) && line.contains('@'))?;
    let mut words = line.split_whitespace();
    Some((words.next()?.to_owned(), words.next()?.to_owned()))
}
