//! Who sees what, over HTTP: the same dataset in three circles, asked for by three kinds of people.

use anyhow::Result;
use hebewerk_e2e::{Home, Server, Visitor};

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
    drop(hub.home);
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
