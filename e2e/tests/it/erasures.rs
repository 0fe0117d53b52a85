//! Erasure (DSGVO Art. 17): of a hundred persons with words nobody else has, no byte is left anywhere below the data
//! directory, also when the program is killed in between.

mod canary;

use self::canary::{Person, hits, rows_of};
use anyhow::{Context, Result, ensure};
use hebewerk_e2e::{GIVEN, Home, Output, Server, Visitor};
use reqwest::Method;
use serde_json::{Value, json};
use std::io::Write as _;
use std::process::Stdio;
use std::time::Instant;

const DATASET: &str = "sozial/hilfen";
const ROUNDS: u32 = 10;
const PERSONS: u32 = 10;
const KILLS: u32 = 25;
const PASSWORD: &str = "ein langes Kennwort";

/// Takes a file in and removes it: the source is cleaned before anything is erased from the hub.
fn take_in(home: &Home, name: &str, text: &str) -> Result<Output> {
    take_in_with(home, name, text, &["--accept"])
}

fn take_in_with(home: &Home, name: &str, text: &str, options: &[&str]) -> Result<Output> {
    let file = home.write(name, text)?;
    let path = file.display().to_string();
    let arguments = ["take-in", "--organisation", "sozial", "--json"];
    let done = home.run(arguments.iter().chain(options).chain([&path.as_str()]))?;
    std::fs::remove_file(file)?;
    Ok(done)
}

/// `hebewerk erase …` with a value on its standard input.
fn erase(home: &Home, arguments: &[&str], value: &str) -> Result<Output> {
    let mut child = home
        .command(["erase"].iter().chain(arguments))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    child
        .stdin
        .take()
        .context("a way in")?
        .write_all(value.as_bytes())?;
    let output = child.wait_with_output()?;
    Ok(Output {
        code: output.status.code(),
        stdout: output.stdout,
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}

fn preview(home: &Home, key: &str) -> Result<Value> {
    let arguments = ["preview", DATASET, "--column", "kennung", "--json"];
    erase(home, &arguments, key)?.json()
}

fn erase_person(home: &Home, key: &str, rows: u64) -> Result<Output> {
    let rows = rows.to_string();
    let arguments = [
        "run",
        DATASET,
        "--column",
        "kennung",
        "--rows",
        &rows,
        "--reason",
        "Az. 17/2026",
        "--json",
    ];
    erase(home, &arguments, key)
}

#[test]
fn of_a_hundred_erased_persons_no_byte_is_left() -> Result<()> {
    let home = Home::new()?;
    let mut erased = Vec::new();
    let mut is_in_index = false;
    for round in 0..ROUNDS {
        let persons: Vec<Person> = (0..PERSONS).map(|it| Person::new(round, it)).collect();
        // Two versions, and a delivery that waits because a column is gone.
        let first = take_in(&home, "Hilfen.csv", &rows_of(&persons, round, 1))?;
        ensure!(first.code == Some(0), "{}", first.stderr);
        take_in(&home, "Hilfen.csv", &rows_of(&persons, round, 2))?;
        let without = rows_of(&persons, round, 3).replace(";bemerkung", ";anderes");
        take_in_with(&home, "Hilfen.csv", &without, &[])?;
        for person in &persons {
            let before = hits(&home.data(), &person.words)?;
            for place in ["lake/data", "catalogue.sqlite"] {
                let is_there = before.iter().any(|hit| hit.contains(place));
                ensure!(is_there, "{}: nothing in {place}: {before:?}", person.key);
            }
            is_in_index |= before.iter().any(|hit| hit.contains("index/"));
            let found = preview(&home, &person.key)?;
            let rows = found["rows"].as_u64().context("rows")?;
            ensure!(rows >= 2, "{found}");
            let wrong = erase_person(&home, &person.key, rows + 1)?;
            ensure!(wrong.code != Some(0), "another number was confirmed");
            let done = erase_person(&home, &person.key, rows)?;
            ensure!(done.code == Some(0), "{}", done.stderr);
            for said in [
                &found.to_string(),
                &done.text(),
                &done.stderr,
                &wrong.stderr,
            ] {
                let quoted = person.words.iter().find(|word| said.contains(*word));
                ensure!(quoted.is_none(), "a command says {quoted:?}");
            }
            erased.extend(person.words.iter().cloned());
            let after = hits(&home.data(), &person.words)?;
            ensure!(after.is_empty(), "{} is left in {after:?}", person.key);
        }
    }
    ensure!(is_in_index, "the search never knew anybody");
    let left = hits(&home.data(), &erased)?;
    ensure!(left.is_empty(), "{left:?}");
    // Those who stayed are whole in every version, and the catalogue is sound.
    for version in 1..=2 * ROUNDS {
        let sql = format!(
            "select count(*) as n from sozial.\"hilfen@{version}\" where name like 'Bleibt%'"
        );
        let stayed = home.sql(&sql)?;
        ensure!(stayed[0]["n"] == canary::STAY, "{version}: {stayed}");
    }
    home.done(["doctor", "--deep"])?;
    let listed = home.done(["erase", "list", DATASET, "--json"])?.json()?;
    let listed = listed.as_array().context("a list")?;
    ensure!(listed.len() == (ROUNDS * PERSONS) as usize);
    ensure!(listed.iter().all(|one| one["finished_at"].is_string()));
    println!("{} persons erased without a trace", listed.len());
    Ok(())
}

#[test]
fn an_erasure_that_is_killed_is_finished_at_the_next_start_or_never_began() -> Result<()> {
    let home = Home::new()?;
    let persons: Vec<Person> = (0..KILLS).map(|it| Person::new(90, it)).collect();
    take_in(&home, "Hilfen.csv", &rows_of(&persons, 90, 1))?;
    let began = Instant::now();
    let found = preview(&home, &persons[0].key)?;
    let rows = found["rows"].as_u64().context("rows")?;
    let done = erase_person(&home, &persons[0].key, rows)?;
    ensure!(done.code == Some(0), "{}", done.stderr);
    let usual = began.elapsed();
    let (mut finished, mut never) = (0, 0);
    for (number, person) in persons.iter().enumerate().skip(1) {
        let found = preview(&home, &person.key)?;
        let rows = found["rows"].as_u64().context("rows")?.to_string();
        let arguments = [
            "erase", "run", DATASET, "--column", "kennung", "--rows", &rows, "--reason", "Az.",
        ];
        let mut child = home
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        child
            .stdin
            .take()
            .context("a way in")?
            .write_all(person.key.as_bytes())?;
        let share = number as f64 / f64::from(KILLS);
        std::thread::sleep(usual.mul_f64(share * 0.7));
        child.kill()?;
        child.wait()?;
        // Any command that opens the directory for itself goes on where the other one died.
        let next = home.done(["reindex"])?;
        let on_record = home.done(["erase", "list", DATASET, "--json"])?.json()?;
        let on_record = on_record.as_array().context("a list")?;
        let is_done = on_record.iter().all(|one| one["finished_at"].is_string());
        ensure!(is_done, "{number}: {on_record:?}\n{}", next.stderr);
        let left = hits(&home.data(), &person.words)?;
        let sql = format!(
            "select count(*) as n from sozial.hilfen where kennung = '{}'",
            person.key
        );
        let rows_left = home.sql(&sql)?[0]["n"].clone();
        if rows_left == 0 {
            // What an abandoned attempt wrote anew never holds the person.
            ensure!(left.is_empty(), "{number}: {left:?}");
            finished += 1;
        } else {
            ensure!(!left.is_empty(), "{number}: neither there nor gone");
            never += 1;
            let found = preview(&home, &person.key)?;
            let rows = found["rows"].as_u64().context("rows")?;
            let done = erase_person(&home, &person.key, rows)?;
            ensure!(done.code == Some(0), "{}", done.stderr);
            let left = hits(&home.data(), &person.words)?;
            ensure!(left.is_empty(), "{number}, second time: {left:?}");
        }
    }
    home.done(["doctor", "--deep"])?;
    println!(
        "killed {}: {finished} finished at the next start, {never} never began",
        KILLS - 1
    );
    Ok(())
}

#[test]
fn bytes_that_were_erased_do_not_come_in_again() -> Result<()> {
    let home = Home::new()?;
    let persons = [Person::new(50, 1)];
    let text = rows_of(&persons, 50, 1);
    take_in(&home, "Hilfen.csv", &text)?;
    let rows = preview(&home, &persons[0].key)?["rows"]
        .as_u64()
        .context("rows")?;
    let done = erase_person(&home, &persons[0].key, rows)?;
    ensure!(done.code == Some(0), "{}", done.stderr);
    for _again in 0..2 {
        let refused = take_in(&home, "Hilfen.csv", &text)?;
        ensure!(refused.code != Some(0), "{}", refused.text());
        let left = hits(&home.data(), &persons[0].words)?;
        ensure!(left.is_empty(), "{left:?}");
    }
    // Without the person it is another file.
    let cleaned = take_in(&home, "Hilfen.csv", &rows_of(&[], 50, 2))?;
    ensure!(cleaned.code == Some(0), "{}", cleaned.stderr);
    Ok(())
}

#[test]
fn a_version_and_a_dataset_are_erased_as_a_whole() -> Result<()> {
    let home = Home::new()?;
    let (early, late) = ([Person::new(60, 1)], [Person::new(60, 2)]);
    take_in(&home, "Hilfen.csv", &rows_of(&early, 60, 1))?;
    take_in(&home, "Hilfen.csv", &rows_of(&late, 60, 2))?;
    let whole = ["preview", DATASET, "--of-version", "1", "--json"];
    let rows = erase(&home, &whole, "")?.json()?["rows"].to_string();
    let run = [
        "run",
        DATASET,
        "--of-version",
        "1",
        "--rows",
        &rows,
        "--reason",
        "Az. 1",
    ];
    let done = erase(&home, &run, "")?;
    ensure!(done.code == Some(0), "{}", done.stderr);
    let left = hits(&home.data(), &early[0].words)?;
    ensure!(left.is_empty(), "{left:?}");
    ensure!(!hits(&home.data(), &late[0].words)?.is_empty());
    let empty = home.sql("select count(*) as n from sozial.\"hilfen@1\"")?;
    ensure!(empty[0]["n"] == 0, "{empty}");
    let rest = erase(&home, &["preview", DATASET, "--everything", "--json"], "")?;
    let rows = rest.json()?["rows"].to_string();
    let run = [
        "run",
        DATASET,
        "--everything",
        "--rows",
        &rows,
        "--reason",
        "Az. 2",
    ];
    let done = erase(&home, &run, "")?;
    ensure!(done.code == Some(0), "{}", done.stderr);
    let left = hits(&home.data(), &late[0].words)?;
    ensure!(left.is_empty(), "{left:?}");
    home.done(["doctor", "--deep"])?;
    Ok(())
}

fn owner(home: &Home) -> Result<(Server, Visitor, Visitor)> {
    let server = Server::start(home)?;
    let administrator = server.visitor()?;
    let token = server.setup_token.clone().context("a link is offered")?;
    let path = format!("/einrichten/{token}");
    let fields = [
        ("name", "Jana"),
        ("email", "jana@stadt.example"),
        ("kennwort", PASSWORD),
    ];
    administrator.submit(&path, &path, &fields)?;
    let mut signed_in = Vec::new();
    for (name, role) in [("olga", "owner"), ("kai", "steward")] {
        let email = format!("{name}@stadt.example");
        let path = "/verwaltung/konten/neu";
        let fields = [
            ("name", name),
            ("email", &email),
            ("kennwort", GIVEN),
            ("rolle_sozial", role),
        ];
        administrator.submit(path, path, &fields)?;
        let visitor = server.visitor()?;
        visitor.arrive(&email, PASSWORD)?;
        signed_in.push(visitor);
    }
    let steward = signed_in.pop().context("a steward")?;
    let owner = signed_in.pop().context("an owner")?;
    Ok((server, owner, steward))
}

#[test]
fn an_owner_erases_on_the_page_and_by_rest_while_a_steward_may_not() -> Result<()> {
    let home = Home::new()?;
    let persons = [Person::new(70, 1), Person::new(70, 2)];
    take_in(&home, "Hilfen.csv", &rows_of(&persons, 70, 1))?;
    let (server, owner, steward) = owner(&home)?;
    let page = format!("/daten/{DATASET}/loeschung");
    ensure!(steward.get(&page)?.status() == 403);
    let wish = [
        ("was", "person"),
        ("spalte", "kennung"),
        ("wert", persons[0].key.as_str()),
        ("schritt", "zeigen"),
    ];
    // The rows are seen and kept by caches before.
    let rows_path = "/api/v1/datasets/sozial/hilfen/tables/hilfen/rows";
    let before = owner.get(rows_path)?;
    let etag = before.headers()["etag"].clone();
    ensure!(before.text()?.contains(&persons[0].words[0]));
    let form = format!("{page}#vorschau");
    let shown = owner.submit(&page, &form, &wish)?.text()?;
    ensure!(shown.contains("Zeilen aus allen Fassungen"), "{shown}");
    let rows = shown
        .split("name=\"zeilen\" value=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .context("the number that is confirmed")?
        .to_owned();
    let deed = [
        ("was", "person"),
        ("spalte", "kennung"),
        ("wert", persons[0].key.as_str()),
        ("schritt", "loeschen"),
        ("zeilen", rows.as_str()),
        ("grund", "Az. 70"),
        ("bestaetigt", "ja"),
    ];
    let done = owner.submit(&page, &form, &deed)?.text()?;
    ensure!(done.contains("Az. 70"), "{done}");
    let request = owner
        .request(Method::GET, rows_path)
        .header("if-none-match", &etag);
    let after = owner.send(request)?;
    ensure!(after.status() == 200, "an old copy is called valid");
    ensure!(!after.text()?.contains(&persons[0].words[0]));
    let left = hits(&home.data(), &persons[0].words)?;
    ensure!(left.is_empty(), "{left:?}");

    let rest = format!("/api/v1/datasets/{DATASET}/erasures");
    let target = json!({ "column": "kennung", "value": persons[1].key });
    let post = |visitor: &Visitor, path: &str, body: &Value| {
        let form = visitor.page("/sql")?;
        let mark = form.split("name=\"marke\" value=\"").nth(1);
        let mark = mark.and_then(|rest| rest.split('"').next());
        let request = visitor
            .request(Method::POST, path)
            .header("origin", &server.base)
            .header("x-csrf-token", mark.context("the proof of a form")?)
            .header("content-type", "application/json")
            .body(body.to_string());
        visitor.send(request)
    };
    let preview = format!("{rest}/preview");
    ensure!(post(&steward, &preview, &target)?.status() == 403);
    let found: Value = serde_json::from_str(&post(&owner, &preview, &target)?.text()?)?;
    let order = json!({ "target": target, "rows": found["rows"], "reason": "Az. 71" });
    ensure!(post(&steward, &rest, &order)?.status() == 403);
    let erased = post(&owner, &rest, &order)?;
    ensure!(erased.status() == 201, "{}", erased.text()?);
    let left = hits(&home.data(), &persons[1].words)?;
    ensure!(left.is_empty(), "{left:?}");
    let list: Value = serde_json::from_str(&owner.get(&rest)?.text()?)?;
    ensure!(list["items"].as_array().map(Vec::len) == Some(2), "{list}");
    server.stop()?;
    Ok(())
}
