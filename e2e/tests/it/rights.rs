//! Who sees what, over HTTP: the same dataset in three circles, asked for by three kinds of people.

use anyhow::{Context, Result, ensure};
use hebewerk_e2e::{GIVEN, Home, Server, Visitor};
use reqwest::Method;
use serde_json::{Value, json};

const PASSWORD: &str = "ein langes Kennwort";
/// Stands in a cell of every dataset; whoever may not read rows must never receive it.
const CANARY: &str = "Kanarienvogel4711";

struct Hub {
    home: Home,
    server: Server,
}

/// A hub with one dataset per circle, an administrator, a steward of the owner and a reader of another office.
fn hub() -> Result<Hub> {
    let home = Home::new()?;
    for circle in ["office", "city", "public"] {
        let file = home.write(
            &format!("{circle}.csv"),
            format!("wert;zahl\n{CANARY};1\n{CANARY};2\nx;3\n"),
        )?;
        home.done([
            "take-in",
            "--organisation",
            "umwelt",
            "--visibility",
            circle,
            file.to_str().unwrap(),
        ])?;
    }
    let other = home.write("fremd.csv", "a;b\n1;2\n")?;
    home.done([
        "take-in",
        "--organisation",
        "verkehr",
        other.to_str().unwrap(),
    ])?;
    let server = Server::start(&home)?;
    Ok(Hub { home, server })
}

fn administrator(hub: &Hub) -> Result<Visitor> {
    let visitor = hub.server.visitor()?;
    let token = hub
        .server
        .setup_token
        .clone()
        .expect("a fresh hub offers a link");
    let path = format!("/einrichten/{token}");
    let answer = visitor.submit(
        &path,
        &path,
        &[
            ("name", "Frau Verwalterin"),
            ("email", "admin@stadt.example"),
            ("kennwort", PASSWORD),
        ],
    )?;
    assert!(answer.status().is_success(), "{}", answer.status());
    Ok(visitor)
}

#[test]
fn the_public_sees_public_data_and_learns_nothing_of_the_rest() -> Result<()> {
    let hub = hub()?;
    let public = hub.server.visitor()?;
    let list = public.page("/daten")?;
    assert!(list.contains("/daten/umwelt/public"));
    assert!(!list.contains("/daten/umwelt/office") && !list.contains("/daten/umwelt/city"));
    assert!(public.page("/daten/umwelt/public")?.contains(CANARY));
    for circle in ["office", "city"] {
        for path in [
            format!("/daten/umwelt/{circle}"),
            format!("/daten/umwelt/{circle}/tabelle"),
            format!("/daten/umwelt/{circle}/guete"),
            format!("/daten/umwelt/{circle}/herunterladen/{circle}.csv"),
        ] {
            let answer = public.get(&path)?;
            assert_eq!(answer.status().as_u16(), 404, "{path} tells that it exists");
            assert!(!answer.text()?.contains(CANARY), "{path}");
        }
    }
    hub.server.stop()
}

#[test]
fn an_administrator_knows_of_office_data_but_reads_no_row() -> Result<()> {
    let hub = hub()?;
    let administrator = administrator(&hub)?;
    assert!(
        administrator
            .page("/daten")?
            .contains("/daten/umwelt/office")
    );
    assert!(
        administrator
            .page("/daten/umwelt/city/tabelle")?
            .contains(CANARY)
    );
    for path in [
        "/daten/umwelt/office",
        "/daten/umwelt/office/tabelle",
        "/daten/umwelt/office/guete",
        "/daten/umwelt/office/herunterladen/office.csv",
        "/daten?q=Kanarienvogel4711",
    ] {
        let text = administrator.get(path)?.text()?;
        let cell = text
            .replace("value=\"Kanarienvogel4711\"", "")
            .replace("q=Kanarienvogel4711", "");
        let shown = cell.matches(CANARY).count();
        let searched = if path.contains("?q=") {
            text.matches(CANARY).count()
        } else {
            0
        };
        assert!(shown == 0 || searched > 0, "{path} shows a cell");
    }
    assert_eq!(
        administrator
            .get("/daten/umwelt/office/tabelle")?
            .status()
            .as_u16(),
        403
    );
    hub.server.stop()
}

#[test]
fn the_setup_link_works_once() -> Result<()> {
    let hub = hub()?;
    administrator(&hub)?;
    let token = hub.server.setup_token.clone().expect("offered");
    let again = hub.server.visitor()?.get(&format!("/einrichten/{token}"))?;
    assert_eq!(again.status().as_u16(), 404);
    hub.server.stop()
}

#[test]
fn a_form_from_another_site_is_refused() -> Result<()> {
    let hub = hub()?;
    let visitor = administrator(&hub)?;
    let forged = visitor.send(
        visitor
            .request(reqwest::Method::POST, "/abmelden")
            .header("origin", "https://boese.example")
            .header("sec-fetch-site", "cross-site"),
    )?;
    assert_eq!(forged.status().as_u16(), 403);
    assert!(
        visitor.page("/")?.contains("Verwalterin"),
        "still signed in"
    );
    hub.server.stop()
}

/// Somebody with a role in an office, signed in.
fn somebody(
    hub: &Hub,
    administrator: &Visitor,
    email: &str,
    role: (&str, &str),
) -> Result<Visitor> {
    let page = "/verwaltung/konten/neu";
    let (field, role) = role;
    let answer = administrator.submit(
        page,
        page,
        &[
            ("name", email),
            ("email", email),
            ("kennwort", GIVEN),
            (field, role),
        ],
    )?;
    ensure!(answer.status().is_success(), "{}", answer.text()?);
    let visitor = hub.server.visitor()?;
    visitor.arrive(email, PASSWORD)?;
    Ok(visitor)
}

const NEIGHBOUR: &str = "tim@stadt.example";
const GRANTS: &str = "/daten/umwelt/office/berechtigungen";

/// Asserts at every door whether the neighbour reads the rows of the office.
fn reads(hub: &Hub, neighbour: &Visitor, expected: bool) -> Result<()> {
    for path in [
        "/daten/umwelt/office",
        "/daten/umwelt/office/tabelle",
        "/daten/umwelt/office/herunterladen/office.csv",
    ] {
        let text = neighbour.get(path)?.text()?;
        ensure!(text.contains(CANARY) == expected, "{path}\n{text}");
    }
    let session = json!({ "e_mail": NEIGHBOUR, "password": PASSWORD });
    let program = hub.server.visitor()?;
    let session: Value = program
        .request(Method::POST, "/api/v1/sessions")
        .json(&session)
        .send()?
        .json()?;
    let token = session["token"].as_str().context("a token")?;
    let rows = "/api/v1/datasets/umwelt/office/tables/office/rows";
    let answer = program
        .request(Method::GET, rows)
        .bearer_auth(token)
        .send()?;
    ensure!((answer.status() == 200) == expected, "{}", answer.status());
    ensure!(answer.text()?.contains(CANARY) == expected, "{rows}");
    let question = json!({ "sql": "select wert from umwelt.office" });
    let answer = program
        .request(Method::POST, "/api/v1/sql")
        .bearer_auth(token)
        .json(&question)
        .send()?;
    let text = answer.text()?;
    ensure!(text.contains(CANARY) == expected, "{text}");
    let sql = "select wert from umwelt.office";
    let asked = hub.home.run(["sql", sql, "--as", NEIGHBOUR, "--json"])?;
    ensure!(asked.text().contains(CANARY) == expected, "{asked:?}");
    Ok(())
}

#[test]
fn an_office_reads_what_an_owner_granted_at_every_door_until_it_is_taken_back() -> Result<()> {
    let hub = hub()?;
    let administrator = administrator(&hub)?;
    let owner = ("rolle_umwelt", "owner");
    let owner = somebody(&hub, &administrator, "olga@stadt.example", owner)?;
    let neighbour = somebody(&hub, &administrator, NEIGHBOUR, ("rolle_verkehr", "reader"))?;
    reads(&hub, &neighbour, false)?;
    let answer = owner.submit(
        GRANTS,
        GRANTS,
        &[
            ("wer", "haus"),
            ("haus", "verkehr"),
            ("person", ""),
            ("zweck", "Schulwege planen"),
            ("grundlage", "§ 5 Abs. 1 DSG NRW"),
            ("aktenzeichen", ""),
            ("dauer", "widerruf"),
            ("bis", ""),
        ],
    )?;
    ensure!(answer.status().is_success(), "{}", answer.text()?);
    reads(&hub, &neighbour, true)?;
    let told = neighbour.page("/daten/umwelt/office")?;
    ensure!(told.contains("Zweck: Schulwege planen"), "{told}");
    let edit = neighbour.get("/daten/umwelt/office/bearbeiten")?;
    ensure!(edit.status() == 403, "reading is not maintaining");
    let seen = hub.server.visitor()?.get("/daten/umwelt/office")?;
    ensure!(seen.status() == 404, "others learn nothing");

    let page = owner.page(GRANTS)?;
    let mut links = page.split("href=\"");
    let revoke = links.find(|link| link.starts_with(GRANTS) && link.contains("/zuruecknehmen\""));
    let revoke = revoke.and_then(|link| link.split('"').next());
    let revoke = revoke.context("a link that takes it back")?;
    let answer = owner.submit(revoke, revoke, &[])?;
    ensure!(answer.status().is_success(), "{}", answer.text()?);
    reads(&hub, &neighbour, false)?;
    let officer = ("datenschutz", "ja");
    let officer = somebody(&hub, &administrator, "hedda@stadt.example", officer)?;
    let audit = officer.page("/protokoll?konto=&datensatz=umwelt%2Foffice")?;
    ensure!(audit.contains("Leserecht zurückgenommen"), "{audit}");
    ensure!(audit.contains("Zweck: Schulwege planen"), "{audit}");
    ensure!(
        audit.contains("Schnittstelle") && audit.contains("Kommandozeile"),
        "{audit}"
    );
    ensure!(!audit.contains(CANARY), "never values");
    for path in ["/protokoll", "/protokoll/herunterladen/protokoll.ndjson"] {
        for other in [&administrator, &owner, &neighbour] {
            let answer = other.get(path)?;
            ensure!(answer.status() == 403, "{path} {}", answer.status());
            ensure!(!answer.text()?.contains("Schulwege"), "{path}");
        }
    }
    hub.server.stop()
}

#[test]
fn who_was_granted_statistics_counts_alike_at_every_door_and_sees_no_row() -> Result<()> {
    let home = Home::new()?;
    let rows = (0..300).map(|row| format!("{CANARY};{}\n", if row < 180 { "Süd" } else { "Nord" }));
    let rows: String = rows.chain([format!("{CANARY};Insel\n")]).collect();
    let file = home.write("office.csv", format!("wert;bezirk\n{rows}"))?;
    let other = home.write("fremd.csv", "a;b\n1;2\n")?;
    for (office, file) in [("umwelt", &file), ("verkehr", &other)] {
        let file = file.to_str().context("a path")?;
        home.done(["take-in", "--organisation", office, file])?;
    }
    let given = [
        "grant",
        "give",
        "umwelt/office",
        "--organisation",
        "verkehr",
        "--purpose",
        "Schulwege planen",
        "--legal-basis",
        "§ 5 DSG NRW",
        "--until-revoked",
        "--statistics-only",
    ];
    home.done(given)?;
    let server = Server::start(&home)?;
    let hub = Hub { home, server };
    let administrator = administrator(&hub)?;
    let neighbour = somebody(&hub, &administrator, NEIGHBOUR, ("rolle_verkehr", "reader"))?;
    reads(&hub, &neighbour, false)?;
    let told = neighbour.page("/daten/umwelt/office")?;
    ensure!(told.contains("Ihnen ist nur Statistik erlaubt"), "{told}");

    let sql = "select bezirk, count(*) as anzahl from umwelt.office group by bezirk order by 1";
    let asked = hub
        .home
        .done(["sql", sql, "--as", NEIGHBOUR, "--json"])?
        .json()?;
    let session = json!({ "e_mail": NEIGHBOUR, "password": PASSWORD });
    let program = hub.server.visitor()?;
    let session: Value = program
        .request(Method::POST, "/api/v1/sessions")
        .json(&session)
        .send()?
        .json()?;
    let token = session["token"].as_str().context("a token")?;
    let answer: Value = program
        .request(Method::POST, "/api/v1/sql")
        .bearer_auth(token)
        .json(&json!({ "sql": sql }))
        .send()?
        .json()?;
    let page = neighbour
        .submit("/sql", "/sql#ergebnis", &[("sql", sql)])?
        .text()?;
    ensure!(page.contains("Nord") && !page.contains("Insel"), "{page}");
    for counts in [asked.to_string(), answer.to_string()] {
        ensure!(
            counts.contains("Süd") && !counts.contains("Insel"),
            "{counts}"
        );
    }
    let of_south = |answer: &Value| -> Result<i64> {
        let rows = answer["rows"].as_array().context("rows")?;
        let of = |row: &Value| -> Option<i64> {
            let cells: Vec<&Value> = match row {
                Value::Object(cells) => cells.values().collect(),
                Value::Array(cells) => cells.iter().collect(),
                _ => Vec::new(),
            };
            let is_south = cells.iter().any(|cell| cell.as_str() == Some("Süd"));
            cells
                .iter()
                .find_map(|cell| cell.as_i64())
                .filter(|_count| is_south)
        };
        rows.iter().find_map(of).context("the south")
    };
    let count = of_south(&answer)?;
    ensure!((count - 180).abs() <= 3, "{count}");
    ensure!(page.contains(&format!("{count}")), "{page}");
    ensure!(asked.to_string().contains(&count.to_string()), "{asked}");
    hub.server.stop()
}

#[test]
fn the_command_line_grants_lists_and_takes_back() -> Result<()> {
    let home = Home::new()?;
    for office in ["umwelt", "verkehr"] {
        let file = home.write("zahlen.csv", "wert;zahl\nx;1\ny;2\n")?;
        let file = file.display().to_string();
        home.done(["take-in", "--organisation", office, &file])?;
    }
    let dataset = "umwelt/zahlen";
    let give = |more: &[&str]| {
        let basis = ["--legal-basis", "§ 5 Abs. 1 DSG NRW"];
        let start = ["grant", "give", dataset, "--purpose", "Schulwege planen"];
        home.run(start.iter().chain(&basis).chain(more))
    };
    let to_verkehr = ["--organisation", "verkehr"];
    let given = give(&[&to_verkehr[..], &["--until-revoked", "--json"]].concat())?;
    ensure!(given.code == Some(0), "{given:?}");
    let given = given.json()?;
    ensure!(given["outcome"] == "given", "{given}");
    let id = given["grant"].as_str().context("an identifier")?;
    let list = home.done(["grant", "list", dataset, "--json"])?.json()?;
    ensure!(list[0]["id"] == id && list[0]["holds"] == true, "{list}");
    ensure!(list[0]["granted_by"].is_null(), "{list}");
    let told = home.done(["grant", "list", "umwelt.zahlen"])?.text();
    ensure!(
        told.contains("auf Widerruf") && told.contains("gilt"),
        "{told}"
    );
    home.done(["grant", "revoke", dataset, id])?;
    let told = home.done(["grant", "list", dataset])?.text();
    ensure!(told.contains("zurückgenommen"), "{told}");
    for (refused, code) in [
        (home.run(["grant", "revoke", dataset, id])?, 1),
        (home.run(["grant", "revoke", dataset, "x"])?, 6),
        (home.run(["grant", "list", "umwelt/fehlt"])?, 6),
        (give(&to_verkehr)?, 2),
        (give(&["--until-revoked"])?, 2),
        (give(&["--organisation", "nirgends", "--until-revoked"])?, 1),
        (
            give(&["--person", "niemand@stadt.example", "--until", "2199-12-31"])?,
            1,
        ),
        (
            give(&[&to_verkehr[..], &["--until", "2020-01-01"]].concat())?,
            1,
        ),
    ] {
        ensure!(refused.code == Some(code), "{refused:?}");
    }
    Ok(())
}
