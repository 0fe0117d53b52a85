//! A delivery that breaks what was built on the version before: held, accepted, refused, on the command line, in REST
//! and in the watched folder; what people read stays as it was until somebody decides.

use crate::office;
use anyhow::{Context, Result, ensure};
use hebewerk_e2e::{Home, Server, ServerOptions};
use reqwest::Method;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_mins(1);

fn take_in(home: &Home, text: &str, more: &[&str]) -> Result<Value> {
    let path = home.write("baeume.csv", text)?;
    let mut arguments = vec!["take-in", "--organisation", "umwelt", "--json"];
    arguments.extend(["--visibility", "public"]);
    arguments.extend(more);
    let path = path.display().to_string();
    arguments.push(&path);
    let report = home.done(arguments)?.json()?;
    Ok(report[0].clone())
}

fn trees(rows: u32, header: &str) -> String {
    let width = header.split(';').count();
    let lines = (0..rows).map(|row| {
        let cells = [
            format!("B-{row}"),
            "Linde".to_owned(),
            (row % 7).to_string(),
        ];
        format!("{}\n", cells[..width].join(";"))
    });
    format!("{header}\n{}", lines.collect::<String>())
}

fn value(home: &Home, sql: &str) -> Result<Value> {
    let answer = home.sql(sql)?;
    let row = answer[0].as_object().context("a row")?;
    Ok(row.values().next().context("a value")?.clone())
}

#[test]
fn the_command_line_holds_lists_accepts_and_keeps_a_name() -> Result<()> {
    let home = Home::new()?;
    take_in(&home, &trees(40, "nr;art;hoehe"), &[])?;
    let held = take_in(&home, &trees(41, "nr;baumart;hoehe"), &[])?;
    ensure!(held["outcome"] == "held", "{held}");
    ensure!(held["reasons"].to_string().contains("drift_column_renamed"));
    let counted = "select count(art) from umwelt.baeume";
    ensure!(value(&home, counted)? == 40, "the version before holds");
    let list = home.done(["held", "--json"])?.json()?;
    ensure!(list[0]["dataset"] == "baeume", "{list}");
    ensure!(list[0]["changes"][0]["kind"] == "column_renamed", "{list}");
    let told = home.done(["held", "umwelt/baeume"])?.text();
    ensure!(told.contains("„art“ heißt jetzt „baumart“"), "{told}");
    let done = home.done(["held", "umwelt/baeume", "--accept", "--keep", "art"])?;
    ensure!(done.text().contains("Fassung 2"), "{}", done.text());
    ensure!(value(&home, counted)? == 41, "accepted under the old name");
    let next = take_in(&home, &trees(42, "nr;baumart;hoehe"), &[])?;
    ensure!(next["outcome"] == "version", "the recipe keeps it: {next}");
    ensure!(value(&home, counted)? == 42);
    ensure!(home.done(["doctor", "--deep", "--json"])?.code == Some(0));
    Ok(())
}

#[test]
fn the_command_line_refuses_takes_all_and_takes_over_at_once() -> Result<()> {
    let home = Home::new()?;
    take_in(&home, &trees(40, "nr;art;hoehe"), &[])?;
    take_in(&home, &trees(3, "nr;art;hoehe"), &[])?;
    home.done(["held", "umwelt/baeume", "--refuse"])?;
    let rows = "select count(*) from umwelt.baeume";
    ensure!(value(&home, rows)? == 40);
    let again = take_in(&home, &trees(3, "nr;art;hoehe"), &[])?;
    ensure!(again["outcome"] == "refused", "{again}");
    ensure!(home.done(["held", "--json"])?.json()? == json!([]));
    let meant = take_in(&home, &trees(3, "nr;art;hoehe"), &["--accept"])?;
    ensure!(meant["version"] == 2, "{meant}");
    let missing = home.run(["held", "umwelt/baeume", "--accept"])?;
    ensure!(missing.code == Some(6), "{missing:?}");
    home.done(["held", "umwelt/baeume", "--always", "on"])?;
    let taken = take_in(&home, &trees(90, "nr;gattung"), &[])?;
    ensure!(taken["version"] == 3, "{taken}");
    Ok(())
}

#[test]
fn what_waits_survives_the_sweep_of_a_start_and_is_accepted_over_rest() -> Result<()> {
    let home = Home::new()?;
    take_in(&home, &trees(40, "nr;art;hoehe"), &[])?;
    take_in(&home, &trees(41, "nr;art"), &[])?;
    let (server, _steward) = office::open(&home, ServerOptions::default())?;
    let program = server.visitor()?;
    let wish = json!({ "e_mail": office::STEWARD, "password": office::PASSWORD });
    let session: Value = program
        .request(Method::POST, "/api/v1/sessions")
        .json(&wish)
        .send()?
        .json()?;
    let token = session["token"].as_str().context("a token")?;
    let rest = |method, path: &str| program.request(method, path).bearer_auth(token);
    let list: Value = rest(Method::GET, "/api/v1/held").send()?.json()?;
    let one = &list["items"][0];
    ensure!(one["changes"][0]["kind"] == "column_gone", "{list}");
    let rows = "/api/v1/datasets/umwelt/baeume/tables/baeume/rows?limit=1";
    let before: Value = rest(Method::GET, rows).send()?.json()?;
    ensure!(before.to_string().contains("hoehe"), "{before}");
    let path = format!(
        "/api/v1/datasets/umwelt/baeume/held/{}/accept",
        one["delivery"].as_str().context("a delivery")?
    );
    let accepted = rest(Method::POST, &path).json(&json!({})).send()?;
    ensure!(accepted.status() == 201, "{}", accepted.text()?);
    let after: Value = rest(Method::GET, rows).send()?.json()?;
    ensure!(!after.to_string().contains("hoehe"), "{after}");
    let deliveries = "/api/v1/datasets/umwelt/baeume/deliveries";
    let kept: Value = rest(Method::GET, deliveries).send()?.json()?;
    ensure!(kept["items"].as_array().map(Vec::len) == Some(2), "{kept}");
    server.stop()
}

#[test]
fn a_watched_folder_waits_for_a_decision_and_does_not_ask_twice() -> Result<()> {
    let home = Home::new()?;
    home.write("ablage/Umwelt/Bäume.csv", trees(40, "nr;art;hoehe"))?;
    let folder = home.folder().join("ablage");
    let serve = || {
        let options = ServerOptions {
            watch: Some(&folder),
            ..ServerOptions::default()
        };
        Server::with(&home, options)
    };
    let server = serve()?;
    wait_for(&home, &["datasets", "--json"], |list| {
        list[0]["version"] == 1
    })?;
    home.write("ablage/Umwelt/Bäume.csv", trees(4, "nr;art;hoehe"))?;
    wait_for(&home, &["held", "--json"], |list| {
        list[0]["rows_after"] == 4
    })?;
    server.stop()?;
    home.done(["held", "umwelt/baeume", "--refuse"])?;
    let server = serve()?;
    // A file of its own shows that the folder was gone through.
    home.write("ablage/Umwelt/Zweite.csv", "nr;art\n1;Eiche\n")?;
    let both = |list: &Value| list.as_array().is_some_and(|list| list.len() == 2);
    wait_for(&home, &["datasets", "--json"], both)?;
    let held = home.done(["held", "--json"])?.json()?;
    ensure!(held == json!([]), "{held}");
    server.stop()
}

fn wait_for(home: &Home, command: &[&str], holds: impl Fn(&Value) -> bool) -> Result<()> {
    let deadline = Instant::now() + LIMIT;
    loop {
        let told = home.done(command)?.json()?;
        if holds(&told) {
            return Ok(());
        }
        ensure!(Instant::now() < deadline, "it did not come to pass: {told}");
    }
}
