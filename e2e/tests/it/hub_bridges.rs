//! Bridges of a hub: found unasked, taken over by clicks and on the command line.

use anyhow::{Context, Result, ensure};
use hebewerk_e2e::{GIVEN, Home, Server};
use std::path::Path;
use std::process::Command;

const PASSWORD: &str = "ein langes Kennwort";
/// Those of the story.
const HOUSES: [&str; 4] = ["Entsorgung", "Stadtwerke", "Vermessung", "Statistik"];

/// A hub that held nothing, with the files of four houses of the demo city.
fn four_houses() -> Result<Home> {
    let demo = Home::empty()?;
    demo.done(["demo", "--small", "--no-serve"])?;
    let home = Home::new()?;
    for house in HOUSES {
        let folder = demo.data().join("stadt").join(house.to_lowercase());
        let folder = folder.display().to_string();
        let to = ["take-in", "--organisation", house, "--visibility", "city"];
        // Some files of the city are damaged on purpose, and the command says so by its end.
        home.run(to.into_iter().chain([folder.as_str()]))?;
    }
    Ok(home)
}

#[test]
fn bridges_of_four_houses_appear_unasked_and_are_taken_over_by_clicks() -> Result<()> {
    walk_as_steward("bridges.mjs")
}

/// From an empty hub to fewer kilometres: three bridges, three clicks, one map.
#[test]
fn three_clicks_lead_to_a_map_of_rounds_that_are_driven_once() -> Result<()> {
    walk_as_steward("story.mjs")
}

/// The same from a hub without houses: everything is made and uploaded in the browser.
#[test]
fn an_empty_hub_becomes_a_map_of_rounds_by_clicks_alone() -> Result<()> {
    let demo = Home::empty()?;
    demo.done(["demo", "--small", "--no-serve"])?;
    let home = Home::new()?;
    let server = Server::start(&home)?;
    let token = server.setup_token.clone().context("a link is offered")?;
    let files = demo.data().join("stadt").display().to_string();
    walked("empty.mjs", &[&server.base, &token, &files])?;
    server.stop()
}

/// Walks through a hub with the files of four houses as somebody who maintains all of them.
fn walk_as_steward(script: &str) -> Result<()> {
    let home = four_houses()?;
    let server = Server::start(&home)?;
    let administrator = server.visitor()?;
    let token = server.setup_token.clone().context("a link is offered")?;
    let path = format!("/einrichten/{token}");
    let fields = [
        ("name", "Jana"),
        ("email", "jana@stadt.example"),
        ("kennwort", PASSWORD),
    ];
    administrator.submit(&path, &path, &fields)?;
    let path = "/verwaltung/konten/neu";
    let mut fields = vec![
        ("name".to_owned(), "Kai"),
        ("email".to_owned(), "kai@stadt.example"),
        ("kennwort".to_owned(), GIVEN),
    ];
    for house in HOUSES {
        fields.push((format!("rolle_{}", house.to_lowercase()), "steward"));
    }
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (&**name, *value))
        .collect();
    let answer = administrator.submit(path, path, &fields)?;
    ensure!(answer.status().is_success(), "{}", answer.text()?);
    server.visitor()?.arrive("kai@stadt.example", PASSWORD)?;
    walked(script, &[&server.base, "kai@stadt.example", PASSWORD])?;
    server.stop()
}

/// Runs a walk of `e2e/browser`; screenshots are its last argument.
fn walked(script: &str, arguments: &[&str]) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let output = Command::new("node")
        .arg(root.join("e2e/browser").join(script))
        .args(arguments)
        .arg(root.join("target/screenshots"))
        .env("HEBEWERK_NODE_MODULES", root.join("web"))
        .output()
        .context("node does not start")?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    ensure!(
        output.status.success(),
        "{said}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(())
}

/// Streets of an office, and a list of what stands along them.
fn two_files(home: &Home) -> Result<()> {
    let names: Vec<String> = (0..40)
        .map(|at| {
            let letter = |place: u8| char::from(b'a' + place % 26);
            format!("K{}r{}nstraße", letter(at), letter(at / 26 + 3))
        })
        .collect();
    let directory: String = names.iter().map(|name| format!("{name}\n")).collect();
    let bins: String = names
        .iter()
        .map(|name| format!("{};120\n", name.replace("straße", "str.")))
        .collect();
    for (house, file, text) in [
        (
            "vermessung",
            "Straßen.csv",
            format!("strassenname\n{directory}"),
        ),
        (
            "entsorgung",
            "Behälter.csv",
            format!("strasse;liter\n{bins}"),
        ),
    ] {
        let path = home.write(file, text)?.display().to_string();
        home.done(["take-in", "--organisation", house, &path])?;
    }
    Ok(())
}

/// The answer to a question that joins two houses: without a purpose there is none.
fn for_a_purpose(home: &Home, sql: &str) -> Result<serde_json::Value> {
    let unsaid = home.run(["sql", sql, "--json"])?;
    ensure!(
        unsaid.code != Some(0),
        "two houses were joined for nothing: {sql}"
    );
    let why = [
        "--purpose",
        "Wege der Abfuhr planen",
        "--legal-basis",
        "Art. 6 Abs. 1 e DSGVO",
    ];
    home.done(["sql", sql, "--json"].into_iter().chain(why))?
        .json()
}

#[test]
fn the_command_line_finds_shows_and_decides() -> Result<()> {
    let home = Home::new()?;
    two_files(&home)?;
    let found = home.done(["bridge", "find", "--json"])?.json()?;
    ensure!(found["sketched"] == 2 && found["suggested"] == 1, "{found}");
    let list = home.done(["bridge", "list", "--json"])?.json()?;
    let bridge = &list[0];
    ensure!(bridge["state"] == "suggested", "{list}");
    ensure!(bridge["measure"]["left_share"] == 1.0, "{list}");
    let sql = bridge["sql"].as_str().context("a statement")?;
    let rows = for_a_purpose(&home, sql)?;
    let joined = rows.as_array().map(Vec::len);
    ensure!(joined == Some(40), "{sql}\n{rows}");
    let id = bridge["id"].as_str().context("an identity")?;
    home.done(["bridge", "accept", id])?;
    let taken = home.done(["bridge", "list", "--state", "accepted", "--json"])?;
    let taken = taken.json()?;
    let view = taken[0]["view"].as_str().context("a view")?;
    let counted = for_a_purpose(&home, &format!("select count(*) as n from {view}"))?;
    ensure!(counted[0]["n"] == 40, "{view}\n{counted}");
    let again = home.run(["bridge", "accept", id])?;
    ensure!(again.code != Some(0), "taken over twice");
    let shown = home.done(["bridge", "show", id])?.text();
    ensure!(shown.contains("Übernommen"), "{shown}");
    home.done(["bridge", "reopen", id])?;
    home.done(["bridge", "reject", id])?;
    let rebuilt = home.done(["bridge", "rebuild", "--json"])?.json()?;
    ensure!(
        rebuilt["sketched"] == 2 && rebuilt["suggested"] == 0,
        "{rebuilt}"
    );
    let list = home.done(["bridge", "list", "--state", "rejected", "--json"])?;
    ensure!(list.json()?[0]["id"] == id, "a rejection is forgotten");
    Ok(())
}
