//! The interface as it is described: Schemathesis makes requests of the OpenAPI document, fitting and unfitting ones, and
//! holds what comes back against it.

use anyhow::{Context, Result, ensure};
use hebewerk_e2e::{Home, Server, ServerOptions};
use reqwest::Method;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::Command;

/// Always the same requests: a run that fails can be repeated.
const SEED: &str = "4711";

/// What must hold of every answer: no fault of ours, a status and a form the document names, headers and methods too, and
/// nothing accepted that the document forbids.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
                      response_headers_conformance,response_schema_conformance,unsupported_method,negative_data_rejection";

#[expect(
    clippy::disallowed_methods,
    reason = "tests are told by the environment where programs lie"
)]
fn schemathesis() -> Option<PathBuf> {
    let python = std::env::var_os("HEBEWERK_TEST_PYTHON").map(PathBuf::from);
    let program = python.map(|python| python.with_file_name("schemathesis"));
    let there = program.filter(|program| program.is_file());
    if there.is_none() {
        #[expect(clippy::print_stderr, reason = "what is left out is said loudly")]
        {
            eprintln!("SKIPPED: no schemathesis beside HEBEWERK_TEST_PYTHON");
        }
    }
    there
}

/// A demo city, and a token of somebody who answers for data.
fn hub() -> Result<(Home, Server, String)> {
    let home = Home::empty()?;
    let logins = home.done(["demo", "--small", "--no-serve"])?.text();
    let line = logins
        .lines()
        .find(|line| line.contains("ayse.kaya"))
        .context("the demo prints its logins")?;
    let mut words = line.split_whitespace();
    let (email, password) = (
        words.next().context("name")?,
        words.next().context("password")?,
    );
    let server = Server::with(
        &home,
        ServerOptions {
            // A look at what is not there, a statement nobody can answer.
            expected_warnings: vec!["request refused"],
            ..ServerOptions::default()
        },
    )?;
    let answer = server
        .visitor()?
        .request(Method::POST, "/api/v1/sessions")
        .json(&json!({ "e_mail": email, "password": password }))
        .send()?;
    ensure!(answer.status().as_u16() == 201, "{}", answer.status());
    let session: Value = answer.json()?;
    let token = session["token"].as_str().context("token")?.to_owned();
    Ok((home, server, token))
}

#[test]
fn the_interface_answers_as_it_is_described() -> Result<()> {
    let Some(schemathesis) = schemathesis() else {
        return Ok(());
    };
    let (home, server, token) = hub()?;
    let bearer = format!("Authorization: Bearer {token}");
    for (who, seconds, arguments) in [
        ("nobody", "25", vec![]),
        ("an owner", "50", vec!["--header", bearer.as_str()]),
    ] {
        let done = Command::new(&schemathesis)
            .args(["run", &format!("{}/api/v1/openapi.json", server.base)])
            .args(["--checks", CHECKS, "--phases", "examples,coverage,fuzzing"])
            .args(["--max-examples", "8", "--max-time", seconds, "--seed", SEED])
            .args([
                "--generation-database",
                "none",
                "--workers",
                "1",
                "--warnings",
                "off",
            ])
            // What ends the run itself, or goes out to other systems.
            .args(["--exclude-path", "/api/v1/sessions/current"])
            .args(["--exclude-path", "/api/v1/sessions/{session}"])
            .args(["--exclude-path-regex", "/connections"])
            .args(["--continue-on-failure", "--no-color"])
            .args(arguments)
            .current_dir(home.folder())
            .output()?;
        let said = String::from_utf8_lossy(&done.stdout);
        ensure!(
            done.status.success(),
            "as {who}:\n{said}\n{}",
            String::from_utf8_lossy(&done.stderr)
        );
        let summary = said.lines().filter(|line| line.contains("generated"));
        println!("{who}: {}", summary.collect::<Vec<_>>().join(" "));
    }
    server.stop()
}
