//! The catalogue as other portals see it: the official shapes of DCAT-AP.de over the demo city, RDF read and asked by rdflib,
//! CKAN's own client, records read by OWSLib, and feeds and sitemaps by their readers.

use anyhow::{Context, Result, ensure};
use hebewerk_e2e::{GIVEN, Home, Server};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

#[expect(
    clippy::disallowed_methods,
    reason = "tests are told by the environment where programs lie"
)]
fn python() -> Option<PathBuf> {
    let python = std::env::var_os("HEBEWERK_TEST_PYTHON").map(PathBuf::from);
    if python.is_none() {
        #[expect(clippy::print_stderr, reason = "what is left out is said loudly")]
        {
            eprintln!("SKIPPED: HEBEWERK_TEST_PYTHON is not set");
        }
    }
    python
}

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Runs a script and shows what it says.
#[expect(clippy::print_stdout, reason = "what was compared is a figure")]
fn run(command: &mut Command) -> Result<()> {
    let done = command.output()?;
    let said = String::from_utf8_lossy(&done.stdout);
    ensure!(
        done.status.success(),
        "{said}\n{}",
        String::from_utf8_lossy(&done.stderr)
    );
    println!("{said}");
    Ok(())
}

#[test]
fn the_demo_city_conforms_to_dcat_ap_de_and_clients_of_ckan_and_ogc_read_it() -> Result<()> {
    let Some(python) = python() else {
        return Ok(());
    };
    let home = Home::empty()?;
    home.done(["demo", "--small", "--no-serve"])?;
    // The demo says which city it is, but not where that lies.
    let config = home.data().join("config.toml");
    let settings = std::fs::read_to_string(&config)?;
    let placed = "[open_data]\nextent = [7.13, 51.50, 7.30, 51.58]";
    let settings = settings.replacen("[open_data]", placed, 1);
    // Questions without end are asked below: each of them costs as long as it may take.
    let hasty = settings.replacen("sparql_seconds = 2", "sparql_seconds = 1", 1);
    std::fs::write(&config, hasty)?;
    let server = Server::start(&home)?;
    let scripts = folder("portals");
    run(Command::new(&python)
        .arg(scripts.join("catalogue.py"))
        .arg(&server.base)
        .arg(home.folder()))?;
    run(Command::new(&python)
        .arg(scripts.join("sparql.py"))
        .arg(&server.base)
        .arg(home.folder()))?;
    run(Command::new(&python)
        .arg(scripts.join("ckan.py"))
        .arg(&server.base))?;
    run(Command::new(&python)
        .arg(scripts.join("records.py"))
        .arg(&server.base))?;
    run(Command::new(&python)
        .arg(scripts.join("feeds.py"))
        .arg(&server.base))?;
    let standards = hebewerk_e2e::shared("the_demo_city_conforms_to_dcat_ap_de")
        .map(|shared| shared.join("standards/dcat-ap-de"));
    if let Some(standards) = standards.filter(|folder| folder.is_dir()) {
        let graph = home.folder().join("catalogue.ttl");
        ensure!(
            graph.is_file(),
            "the first script keeps the whole catalogue"
        );
        run(Command::new(&python)
            .arg(folder("../exchange/tests/validate.py"))
            .arg(standards)
            .arg(graph))
        .context("the official shapes")?;
    }
    server.stop()
}

#[test]
fn ckans_client_changes_what_its_key_may_change() -> Result<()> {
    let Some(python) = python() else {
        return Ok(());
    };
    let home = Home::empty()?;
    let logins = home.done(["demo", "--small", "--no-serve"])?.text();
    let line = logins.lines().find(|line| line.contains("ayse.kaya"));
    let mut words = line
        .context("the demo prints its logins")?
        .split_whitespace();
    let (email, password) = (
        words.next().context("name")?,
        words.next().context("password")?,
    );
    let server = Server::start(&home)?;
    let visitor = server.visitor()?;
    let session: Value = visitor
        .request(reqwest::Method::POST, "/api/v1/sessions")
        .json(&json!({ "e_mail": email, "password": password }))
        .send()?
        .json()?;
    run(Command::new(&python)
        .arg(folder("portals").join("ckan_writes.py"))
        .arg(&server.base)
        .arg(session["token"].as_str().context("token")?))?;
    run(Command::new(&python)
        .arg(folder("portals").join("ckan_rows.py"))
        .arg(&server.base)
        .arg(session["token"].as_str().context("token")?))?;
    server.stop()
}

const PASSWORD: &str = "ein langes Kennwort";

/// A token of somebody who signs in as a program does.
fn token(server: &Server, email: &str) -> Result<String> {
    let visitor = server.visitor()?;
    let session: Value = visitor
        .request(reqwest::Method::POST, "/api/v1/sessions")
        .json(&json!({ "e_mail": email, "password": PASSWORD }))
        .send()?
        .json()?;
    Ok(session["token"].as_str().context("token")?.to_owned())
}

#[test]
fn ckans_client_loads_a_city_into_an_empty_hub() -> Result<()> {
    let Some(python) = python() else {
        return Ok(());
    };
    let city = Home::empty()?;
    city.done(["demo", "--small", "--no-serve"])?;
    let empty = Home::new()?;
    // What a release takes is tested by itself; here a steward opens what they bring.
    let config = empty.data().join("config.toml");
    let settings = std::fs::read_to_string(&config)?;
    std::fs::write(&config, settings.replace("needed = true", "needed = false"))?;
    let (from, into) = (Server::start(&city)?, Server::start(&empty)?);
    let administrator = into.visitor()?;
    let setup = into.setup_token.clone().context("a link is offered")?;
    let path = format!("/einrichten/{setup}");
    let fields = [
        ("name", "Jana"),
        ("email", "jana@stadt.example"),
        ("kennwort", PASSWORD),
    ];
    administrator.submit(&path, &path, &fields)?;
    let script = folder("portals").join("ckan_load.py");
    let load = |what: &str, key: &str| {
        let mut command = Command::new(&python);
        command.arg(&script).arg(what).arg(&from.base);
        run(command.arg(&into.base).arg(key).arg(city.folder()))
    };
    load("organizations", &token(&into, "jana@stadt.example")?)?;
    // Who runs the hub has no part in the data: somebody gets a role in every house.
    let houses: Value = into
        .visitor()?
        .get("/api/3/action/organization_list")?
        .json()?;
    let houses = houses["result"].as_array().context("houses")?.iter();
    let roles: Vec<String> = houses
        .filter_map(Value::as_str)
        .map(|house| format!("rolle_{house}"))
        .collect();
    let mut fields = vec![
        ("name", "Kai"),
        ("email", "kai@stadt.example"),
        ("kennwort", GIVEN),
    ];
    fields.extend(roles.iter().map(|role| (role.as_str(), "steward")));
    let path = "/verwaltung/konten/neu";
    let made = administrator.submit(path, path, &fields)?;
    ensure!(made.status().is_success(), "{}", made.status());
    into.visitor()?.arrive("kai@stadt.example", PASSWORD)?;
    load("datasets", &token(&into, "kai@stadt.example")?)?;
    from.stop()?;
    into.stop()
}
