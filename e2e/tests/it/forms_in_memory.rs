//! Pages of rows from memory (decision 0049): the same bytes as without, and what changed is seen by the very next request.

use anyhow::{Context, Result, ensure};
use hebewerk_e2e::{GIVEN, Home, Server, Visitor};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::fmt::Write as _;

const PASSWORD: &str = "ein langes Kennwort";
const ROWS: usize = 400;
const DATASET: &str = "/api/v1/datasets/umwelt/abholungen";
/// Requests until a form should be there.
const PATIENCE: usize = 3_000;

/// Each over several pages, together over filters, orders, both, and columns chosen.
const WALKS: [&str; 6] = [
    "?limit=40",
    "?limit=30&sort=-menge",
    "?limit=20&art=Papier&total=true",
    "?limit=15&sort=strecke&menge.gte=30&fields=nr,strecke,menge",
    "?limit=25&sort=-nr&art.ne=Papier&menge.lt=70",
    "?limit=2000",
];

fn file(rows: usize) -> String {
    let mut text = "nr;bezirk;art;strecke;menge;betrag\n".to_owned();
    for row in 1..=rows {
        let district = ["Wanne", "Mitte", "Eickel", "Wanne", "Sodingen"][row % 5];
        let kind = ["Sperrmüll", "Papier", "Grünschnitt"][row % 3];
        let amount = if row % 9 == 0 {
            String::new()
        } else {
            (row * 37 % 90).to_string()
        };
        let _written = writeln!(
            text,
            "A{row:04};{district};{kind};Strecke {};{amount};{},{:02}",
            row * 7 % 23,
            row * 13 % 400,
            row % 100
        );
    }
    text
}

/// Shows those of other houses these districts only.
fn rules(districts: &[&str]) -> Value {
    json!([{
        "table": "abholungen",
        "column": "bezirk",
        "condition": { "kind": "one_of", "values": districts },
        "binds": "outside",
        "reason": "nur diese Bezirke",
    }])
}

fn set_up(home: &Home) -> Result<()> {
    let path = home.write("Abholungen.csv", file(ROWS))?;
    let path = path.display().to_string();
    home.done([
        "take-in",
        "--organisation",
        "umwelt",
        "--visibility",
        "public",
        &path,
    ])?;
    let rules = json!({ "number": 0, "rows": rules(&["Wanne"]), "columns": [], "reviews": [] });
    let rules = home.write("rules.json", rules.to_string())?;
    let rules = rules.display().to_string();
    home.done(["protection", "set", "umwelt/abholungen", &rules])?;
    Ok(())
}

/// Sets a line of the settings.
fn configure(home: &Home, before: &str, after: &str) -> Result<()> {
    let path = home.data().join("config.toml");
    let text = std::fs::read_to_string(&path)?;
    ensure!(text.contains(before), "no {before} in the settings");
    std::fs::write(&path, text.replace(before, after))?;
    Ok(())
}

/// Tag, link and body of every page from an address on, whatever the server's own address is.
fn walk(server: &Server, reader: &Visitor, query: &str) -> Result<Vec<String>> {
    let mut pages = Vec::new();
    let mut next = Some(format!("{DATASET}/tables/abholungen/rows{query}"));
    while let Some(path) = next {
        let answer = reader.request(Method::GET, &path).send()?;
        let status = answer.status();
        let head = |name: &str| {
            let value = answer.headers().get(name);
            value
                .map_or("", |value| value.to_str().unwrap_or("?"))
                .to_owned()
        };
        let (tag, link) = (head("etag"), head("link"));
        let text = answer.text()?;
        ensure!(status == StatusCode::OK, "{path}: {status} {text}");
        let page: Value = serde_json::from_str(&text)?;
        let address = page["next"].as_str();
        next = address.map(|next| next.trim_start_matches(&server.base).to_owned());
        pages.push(format!("{tag} {link} {text}").replace(&server.base, ""));
    }
    Ok(pages)
}

/// Pages that were answered from memory so far.
fn from_memory(reader: &Visitor) -> Result<u64> {
    let figures = reader.page("/metrics")?;
    let mut lines = figures.lines();
    let said = lines.find_map(|line| line.strip_prefix("hebewerk_prepared_pages_total "));
    said.map_or(Ok(0), |number| {
        number.trim().parse().context(figures.clone())
    })
}

/// Asks until the answer comes from memory, and returns how many rows it counts.
fn warmed(reader: &Visitor) -> Result<Value> {
    let before = from_memory(reader)?;
    for _request in 0..PATIENCE {
        let page = first_page(reader)?;
        if from_memory(reader)? > before {
            return Ok(page);
        }
    }
    anyhow::bail!("no form was made")
}

fn first_page(reader: &Visitor) -> Result<Value> {
    let path = format!("{DATASET}/tables/abholungen/rows?limit=400");
    let answer = reader.request(Method::GET, &path).send()?;
    ensure!(answer.status() == StatusCode::OK, "{}", answer.status());
    Ok(answer.json()?)
}

/// A program of somebody who answers for the office's data.
fn owner(server: &Server) -> Result<(Visitor, String)> {
    let administrator = server.visitor()?;
    let token = server.setup_token.clone().context("a link")?;
    let path = format!("/einrichten/{token}");
    let fields = [
        ("name", "Jana"),
        ("email", "jana@stadt.example"),
        ("kennwort", PASSWORD),
    ];
    administrator.submit(&path, &path, &fields)?;
    let page = "/verwaltung/konten/neu";
    let fields = [
        ("name", "Otto"),
        ("email", "otto@stadt.example"),
        ("kennwort", GIVEN),
        ("rolle_umwelt", "owner"),
    ];
    let answer = administrator.submit(page, page, &fields)?;
    ensure!(answer.status().is_success(), "{}", answer.status());
    server.visitor()?.arrive("otto@stadt.example", PASSWORD)?;
    let program = server.visitor()?;
    let wish = json!({ "e_mail": "otto@stadt.example", "password": PASSWORD });
    let session = program.request(Method::POST, "/api/v1/sessions");
    let session: Value = session.json(&wish).send()?.json()?;
    let token = session["token"].as_str().context("a token")?.to_owned();
    Ok((program, token))
}

/// How many rows of each district a page shows.
fn count(page: &Value, district: &str) -> usize {
    let rows = page["rows"].as_array().map(Vec::as_slice);
    let rows = rows.unwrap_or_default().iter();
    rows.filter(|row| row["bezirk"] == district).count()
}

#[test]
fn pages_from_memory_are_those_of_the_catalogue_and_changes_are_seen_at_once() -> Result<()> {
    let home = Home::new()?;
    set_up(&home)?;
    // What a release takes is tested by itself.
    configure(&home, "needed = true", "needed = false")?;
    configure(&home, "metrics_open = false", "metrics_open = true")?;
    configure(
        &home,
        "# prepared_memory_mb = 2048",
        "prepared_memory_mb = 0",
    )?;
    let without = Server::start(&home)?;
    let reader = without.visitor()?;
    let walks = WALKS.map(|query| walk(&without, &reader, query));
    let expected = walks.into_iter().collect::<Result<Vec<_>>>()?;
    assert_eq!(from_memory(&reader)?, 0);
    without.stop()?;

    configure(&home, "prepared_memory_mb = 0", "prepared_memory_mb = 64")?;
    let server = Server::start(&home)?;
    let reader = server.visitor()?;
    warmed(&reader)?;
    let before = from_memory(&reader)?;
    for (query, expected) in WALKS.iter().zip(&expected) {
        assert!(expected.len() > 1 || *query == "?limit=2000", "{query}");
        assert_eq!(&walk(&server, &reader, query)?, expected, "{query}");
    }
    let pages: usize = expected.iter().map(Vec::len).sum();
    assert_eq!(from_memory(&reader)?, before + pages as u64, "all of them");

    // Others see other rows, also while the first form is there.
    let (program, token) = owner(&server)?;
    let ask = |method, path: &str| program.request(method, path).bearer_auth(&token);
    let all = ask(Method::GET, &format!("{DATASET}/tables/abholungen/rows"));
    assert_eq!(all.send()?.json::<Value>()?["total"], ROWS);

    // Another rule.
    let shown = first_page(&reader)?;
    assert_eq!((count(&shown, "Wanne"), count(&shown, "Mitte")), (160, 0));
    let protection = format!("{DATASET}/protection");
    let known: Value = ask(Method::GET, &protection).send()?.json()?;
    let wish = json!({ "after": known["number"], "rows": rules(&["Mitte"]) });
    let answer = ask(Method::PUT, &protection).json(&wish).send()?;
    ensure!(answer.status().is_success(), "{}", answer.text()?);
    let shown = first_page(&reader)?;
    assert_eq!((count(&shown, "Wanne"), count(&shown, "Mitte")), (0, 80));
    assert_eq!(warmed(&reader)?, shown);

    // Another version.
    let deliveries = "/api/v1/organisations/umwelt/deliveries?file_name=Abholungen.csv&dataset=abholungen&on_drift=accept";
    let answer = ask(Method::POST, deliveries)
        .header("content-type", "text/csv")
        .body(file(200))
        .send()?;
    ensure!(answer.status().is_success(), "{}", answer.text()?);
    let shown = first_page(&reader)?;
    assert_eq!((&shown["version"], count(&shown, "Mitte")), (&json!(2), 40));
    assert_eq!(warmed(&reader)?, shown);

    // A person erased.
    let erased = shown["rows"][0]["nr"].as_str().context("a number")?;
    let order = json!({
        "target": { "column": "nr", "value": erased },
        "rows": 2,
        "reason": "Az. 17/2026",
    });
    let erasures = format!("{DATASET}/erasures");
    let answer = ask(Method::POST, &erasures).json(&order).send()?;
    ensure!(answer.status().is_success(), "{}", answer.text()?);
    let shown = first_page(&reader)?;
    assert_eq!(count(&shown, "Mitte"), 39);
    assert!(!shown.to_string().contains(erased), "{shown}");
    assert_eq!(warmed(&reader)?, shown);
    server.stop()
}
