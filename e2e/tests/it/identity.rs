//! Who somebody is: programs with keys, a second factor, and help for whoever is locked out.

use crate::office::{PASSWORD, STEWARD, open};
use anyhow::{Context, Result, ensure};
use hebewerk_e2e::{Home, Server, ServerOptions, Visitor};
use reqwest::Method;
use reqwest::blocking::Response;
use serde_json::{Value, json};
use std::time::{SystemTime, UNIX_EPOCH};
use totp_rs::{Algorithm, Builder, Secret};

const ROWS: &str = "/api/v1/datasets/umwelt/beete/tables/beete/rows";
const FACTOR: &str = "/konto/zweiter-faktor";

fn between<'a>(page: &'a str, before: &str, after: &str) -> Result<&'a str> {
    let (_, rest) = page.split_once(before).context("the page has it")?;
    rest.split(after).next().context("it ends")
}

fn with_key(server: &Server, method: Method, path: &str, key: &str) -> Result<Response> {
    let program = server.visitor()?;
    let request = program.request(method, path).bearer_auth(key);
    Ok(request
        .header("content-type", "text/csv")
        .body("a;b\n1;2\n")
        .send()?)
}

#[test]
fn a_program_reads_with_a_key_until_it_is_taken_back() -> Result<()> {
    let home = Home::new()?;
    let (server, steward) = open(&home, ServerOptions::default())?;
    let keys = "/konto/schluessel";
    let fields = [("name", "Auswertung"), ("recht_rows", "ja")];
    let until = between(
        &steward.page(keys)?,
        "name=\"bis\" type=\"date\" value=\"",
        "\"",
    )?
    .to_owned();
    let fields = [
        &fields[..],
        &[("bis", until.as_str()), ("kennwort", PASSWORD)],
    ]
    .concat();
    let page = steward.submit(keys, keys, &fields)?.text()?;
    let key = between(&page, "id=\"geheimnis\">", "<")?.to_owned();
    let rows = with_key(&server, Method::GET, ROWS, &key)?;
    ensure!(rows.status() == 200, "{}", rows.text()?);
    let bring = "/api/v1/organisations/umwelt/deliveries?file_name=neu.csv";
    let brought = with_key(&server, Method::POST, bring, &key)?;
    ensure!(brought.status() == 403, "{}", brought.text()?);
    let sql = "/api/v1/sql?q=select%20*%20from%20umwelt.beete";
    let asked = with_key(&server, Method::GET, sql, &key)?;
    ensure!(asked.status() == 200, "{}", asked.text()?);
    let list = steward.page(keys)?;
    let revoke = format!(
        "{keys}/{}",
        between(&list, &format!("href=\"{keys}/"), "\"")?
    );
    steward.submit(&revoke, &revoke, &[])?;
    for path in [ROWS, "/api/v1/datasets"] {
        let refused = with_key(&server, Method::GET, path, &key)?;
        ensure!(refused.status() == 401, "{path}: {}", refused.text()?);
    }
    server.stop()?;
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "the program from outside has the clock of the machine"
)]
fn code_in(secret: &str, seconds: u64) -> Result<String> {
    let secret = Secret::try_from_base32(secret).ok().context("base 32")?;
    let totp = Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_step_duration(30)
        .with_secret(secret)
        .with_account_name("kai")
        .build();
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let totp = totp.ok().context("a secret")?;
    Ok(totp.generate(now + seconds).to_string())
}

/// The code of now.
fn code(secret: &str) -> Result<String> {
    code_in(secret, 0)
}

/// Sets the second factor up; the secret of the device and the recovery codes.
fn set_up(steward: &Visitor) -> Result<(String, Vec<String>)> {
    let start = format!("{FACTOR}/einrichten");
    let page = steward.submit(FACTOR, &start, &[("kennwort", PASSWORD)])?;
    let page = page.text()?;
    let secret = between(&page, "hw-geheimnis\">", "<")?.replace(' ', "");
    let proof = between(&page, "name=\"beleg\" value=\"", "\"")?;
    let proven = between(&page, "name=\"marke\" value=\"", "\"")?;
    let fields = [
        ("marke", proven),
        ("beleg", proof),
        ("code", &code(&secret)?),
    ];
    let request = steward
        .request(Method::POST, &format!("{FACTOR}/bestaetigen"))
        .header("accept", "text/html")
        .form(&fields);
    let page = steward.send(request)?.text()?;
    let list = between(&page, "id=\"codes\">", "</ul>")?;
    let codes = list.split("<code>").skip(1);
    let codes = codes.filter_map(|rest| rest.split('<').next().map(str::to_owned));
    Ok((secret, codes.collect()))
}

#[test]
fn where_everybody_needs_a_second_factor_signing_in_leads_to_it() -> Result<()> {
    let home = Home::new()?;
    let (server, _steward) = open(&home, ServerOptions::default())?;
    server.stop()?;
    let path = home.data().join("config.toml");
    let text = std::fs::read_to_string(&path)?;
    let text = text.replace(
        "everybody_needs_second_factor = false",
        "everybody_needs_second_factor = true",
    );
    std::fs::write(path, text)?;
    let server = Server::start(&home)?;
    let steward = server.visitor()?;
    steward.sign_in(STEWARD, PASSWORD)?;
    let led = steward.page("/hochladen")?;
    ensure!(
        led.contains("Sie brauchen hier einen zweiten Faktor"),
        "{led}"
    );
    let wish = json!({ "e_mail": STEWARD, "password": PASSWORD });
    let program = server.visitor()?;
    let program = program.request(Method::POST, "/api/v1/sessions");
    let refused = program.json(&wish).send()?;
    ensure!(refused.status() == 401, "{}", refused.status());
    let refused: Value = refused.json()?;
    ensure!(refused["code"] == "second_factor_pending", "{refused}");
    set_up(&steward)?;
    let now = steward.page("/hochladen")?;
    ensure!(now.contains("Umwelt"), "{now}");
    server.stop()?;
    Ok(())
}

#[test]
fn codes_go_on_after_everything_is_sealed_with_a_new_key() -> Result<()> {
    let home = Home::new()?;
    let (server, steward) = open(&home, ServerOptions::default())?;
    let (secret, _codes) = set_up(&steward)?;
    let key = home.data().join("secrets.key");
    let old = std::fs::read(&key)?;
    let running = home.run(["reseal"])?;
    ensure!(running.code == Some(4), "{running:?}");
    server.stop()?;
    let done = home.done(["reseal", "--json"])?.json()?;
    ensure!(done["secrets"] == 1 && done["unopened"] == 0, "{done}");
    let new = std::fs::read(&key)?;
    ensure!(!new.starts_with(&old), "the key is the old one");
    ensure!(!home.data().join("secrets.next").exists(), "left over");

    let server = Server::start(&home)?;
    let visitor = server.visitor()?;
    let fields = [("email", STEWARD), ("kennwort", PASSWORD)];
    let page = visitor.submit("/anmelden", "/anmelden", &fields)?.text()?;
    let begun = between(&page, "name=\"anmeldung\" value=\"", "\"")?;
    // The one of now confirmed the device; the next counts too, for clocks that are ahead.
    let next = code_in(&secret, 30)?;
    let fields = [("anmeldung", begun), ("code", next.as_str())];
    let request = visitor
        .request(Method::POST, "/anmelden/code")
        .header("accept", "text/html")
        .form(&fields);
    visitor.send(request)?;
    let own = visitor.page("/konto")?;
    ensure!(own.contains(STEWARD), "{own}");
    server.stop()?;

    // With the old key nothing opens any more, and that is told.
    std::fs::write(&key, old)?;
    let lost = home.run(["reseal", "--json"])?;
    ensure!(lost.code == Some(7), "{lost:?}");
    ensure!(lost.json()?["unopened"] == 1, "{lost:?}");
    let record = home.done(["audit", "list", "--json"])?.text();
    ensure!(record.contains("reseal_secrets"), "{record}");
    Ok(())
}

#[test]
fn a_second_factor_is_asked_for_until_the_operator_takes_it_away() -> Result<()> {
    let home = Home::new()?;
    let (server, steward) = open(&home, ServerOptions::default())?;
    let (_secret, codes) = set_up(&steward)?;
    ensure!(codes.len() == 10, "{codes:?}");
    let visitor = server.visitor()?;
    let fields = [("email", STEWARD), ("kennwort", PASSWORD)];
    let page = visitor.submit("/anmelden", "/anmelden", &fields)?.text()?;
    ensure!(page.contains("Noch ein Schritt"), "{page}");
    let elsewhere = visitor.get("/konto")?.text()?;
    ensure!(!elsewhere.contains(STEWARD), "the password alone opens it");
    let begun = between(&page, "name=\"anmeldung\" value=\"", "\"")?;
    let fields = [("anmeldung", begun), ("code", codes[0].as_str())];
    let request = visitor
        .request(Method::POST, "/anmelden/code")
        .header("accept", "text/html")
        .form(&fields);
    visitor.send(request)?;
    let own = visitor.page("/konto/anmeldungen")?;
    ensure!(own.contains("Diese Anmeldung"), "{own}");
    server.stop()?;

    let standing = home.done(["account", STEWARD, "--json"])?.json()?;
    ensure!(standing["second_factor"] == true, "{standing}");
    let told = home.done(["account", STEWARD, "--reset-second-factor", "--sign-out"])?;
    let told = told.text();
    ensure!(told.contains("ohne zweiten Faktor"), "{told}");
    ensure!(told.contains("nirgends angemeldet"), "{told}");
    let unknown = home.run(["account", "niemand@stadt.example"])?;
    ensure!(unknown.code == Some(6), "{unknown:?}");

    let server = Server::start(&home)?;
    let visitor = server.visitor()?;
    visitor.sign_in(STEWARD, PASSWORD)?;
    let own = visitor.page("/konto")?;
    ensure!(own.contains(STEWARD), "{own}");
    server.stop()?;
    Ok(())
}
