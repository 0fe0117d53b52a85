//! A release with real figures: rows of persons, counted by the engine as the public would see them.

use anyhow::{Context, Result, ensure};
use hebewerk_e2e::{GIVEN, Home, Server, Visitor};
use serde_json::{Value, json};
use std::fmt::Write as _;

const PASSWORD: &str = "ein langes Kennwort";
const PAGE: &str = "/daten/umwelt/zaehlung/veroeffentlichung";
const REST: &str = "/api/v1/datasets/umwelt/zaehlung/releases";
const ROWS: &str = "/api/v1/datasets/umwelt/zaehlung/tables/zaehlung/rows";

/// Rows by quarter and age: 30 in each quarter, one of them so old that the row stands out.
fn rows(oldest: u32) -> String {
    let mut text = String::from("quartier;alter;weg\n");
    for quarter in ["Nord", "Sued"] {
        for row in 0..29 {
            let way = ["Rad", "Bus", "Fuss"][row % 3];
            writeln!(text, "{quarter};{};{way}", 30 + row % 2).unwrap();
        }
        writeln!(text, "{quarter};{oldest};Rad").unwrap();
    }
    text
}

fn take_in(home: &Home, text: &str) -> Result<()> {
    let file = home.write("zaehlung.csv", text)?;
    let file = file.display().to_string();
    home.done(["take-in", "--organisation", "umwelt", &file])?;
    Ok(())
}

/// The checklist the command line prints.
fn checks(home: &Home, least: &str) -> Result<Value> {
    let output = home.run([
        "release",
        "check",
        "umwelt/zaehlung",
        "--quasi",
        "zaehlung.quartier",
        "--quasi",
        "zaehlung.alter",
        "--sensitive",
        "zaehlung.weg",
        "--least",
        least,
        "--json",
    ])?;
    output.json()
}

#[test]
fn the_checklist_counts_rows_as_the_public_would_see_them() -> Result<()> {
    let home = Home::new()?;
    take_in(&home, &rows(97))?;
    let found = checks(&home, "5")?;
    ensure!(found[1]["kind"] == "anonymity", "{found}");
    ensure!(found[1]["outcome"] == "not_met", "{found}");
    ensure!(found[1]["figures"]["k"] == 1, "{found}");
    ensure!(found[1]["figures"]["small"] == 2, "{found}");
    ensure!(found[1]["figures"]["rows"] == 60, "{found}");
    ensure!(found[2]["figures"]["l"] == 1, "{found}");
    // Under a rule that binds the public the old ones are among the others.
    let shown = home.run(["protection", "show", "umwelt/zaehlung", "--json"])?;
    let mut rules = shown.json()?;
    rules["columns"] = json!([{
        "table": "zaehlung",
        "column": "alter",
        "mask": { "kind": "group", "width": 100 },
        "binds": "public",
        "reason": "Niemand soll sich herausheben"
    }]);
    let file = home.write("regeln.json", rules.to_string())?;
    let file = file.display().to_string();
    home.done(["protection", "set", "umwelt/zaehlung", &file])?;
    let found = checks(&home, "5")?;
    ensure!(found[1]["outcome"] == "met", "{found}");
    ensure!(found[1]["figures"]["k"] == 30, "{found}");
    ensure!(found[2]["outcome"] == "met", "{found}");
    Ok(())
}

struct Hub {
    home: Home,
    server: Server,
    steward: Visitor,
    gatekeeper: Visitor,
}

fn hub() -> Result<Hub> {
    let home = Home::new()?;
    take_in(&home, &rows(31))?;
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
    let steward = somebody(&server, &administrator, ("kai", "steward"))?;
    let gatekeeper = somebody(&server, &administrator, ("gerda", "gatekeeper"))?;
    Ok(Hub {
        home,
        server,
        steward,
        gatekeeper,
    })
}

fn somebody(
    server: &Server,
    administrator: &Visitor,
    (name, role): (&str, &str),
) -> Result<Visitor> {
    let email = format!("{name}@stadt.example");
    let path = "/verwaltung/konten/neu";
    let fields = [
        ("name", name),
        ("email", &email),
        ("kennwort", GIVEN),
        ("rolle_umwelt", role),
    ];
    let answer = administrator.submit(path, path, &fields)?;
    ensure!(answer.status().is_success(), "{}", answer.status());
    let visitor = server.visitor()?;
    visitor.arrive(&email, PASSWORD)?;
    Ok(visitor)
}

impl Hub {
    fn public_rows(&self) -> Result<Option<u64>> {
        let answer = self.server.visitor()?.get(ROWS)?;
        if !answer.status().is_success() {
            return Ok(None);
        }
        let page: Value = answer.json()?;
        Ok(page["version"].as_u64())
    }
}

#[test]
fn one_applies_another_releases_and_what_changes_waits() -> Result<()> {
    let hub = hub()?;
    let description = [
        ("titel", "Verkehrszählung"),
        (
            "beschreibung",
            "Wie Menschen unterwegs waren, eine Zeile je Person.",
        ),
        ("schlagworte", ""),
        ("thema", "TRAN"),
        ("lizenz", "dl-zero-de/2.0"),
        ("kontakt", "verkehr@stadt.example"),
    ];
    let edit = "/daten/umwelt/zaehlung/bearbeiten";
    let mut public = description.to_vec();
    public.extend([("zugang", "public"), ("bestaetigt", "ja")]);
    let refused = hub.steward.submit(edit, edit, &public)?;
    ensure!(refused.status() == 400, "{}", refused.text()?);
    let mut office = description.to_vec();
    office.push(("zugang", "office"));
    let saved = hub.steward.submit(edit, edit, &office)?;
    ensure!(saved.status().is_success(), "{}", saved.text()?);
    let apply = [
        ("tun", "beantragen"),
        ("merkmal", "zaehlung.quartier"),
        ("sensibel", "zaehlung.weg"),
        ("mindestens", "10"),
        ("verschieden", "2"),
        ("dauer", "ja"),
    ];
    let checked = "merkmal=zaehlung.quartier&sensibel=zaehlung.weg&mindestens=10&verschieden=2";
    let checked = format!("{PAGE}?{checked}");
    let applied = hub.steward.submit(&checked, PAGE, &apply)?;
    let text = applied.text()?;
    ensure!(text.contains("Der Antrag ist gestellt"), "{text}");
    ensure!(hub.public_rows()?.is_none(), "nothing is public yet");
    let list = hub.gatekeeper.page("/veroeffentlichungen")?;
    ensure!(list.contains(PAGE), "{list}");
    let page = hub.gatekeeper.page(PAGE)?;
    let id = page.split("name=\"antrag\" value=\"").nth(1);
    let id = id
        .and_then(|rest| rest.split('"').next())
        .context("an application")?;
    let fields = [("tun", "freigeben"), ("antrag", id)];
    let agreed = hub.gatekeeper.submit(PAGE, PAGE, &fields)?;
    ensure!(agreed.status().is_success(), "{}", agreed.text()?);
    ensure!(hub.public_rows()? == Some(1));
    hub.server.stop()?;

    // The same columns, the checks met: public by itself. Then one quarter has too few.
    take_in(&hub.home, &rows(30))?;
    let few =
        "quartier;alter;weg\nNord;30;Rad\nNord;31;Bus\nNord;30;Bus\nSued;30;Rad\nSued;31;Bus\n"
            .to_owned()
            + &"Nord;30;Fuss\n".repeat(40);
    let file = hub.home.write("zaehlung.csv", &few)?;
    let file = file.display().to_string();
    hub.home
        .run(["take-in", "--organisation", "umwelt", &file])?;
    let server = Server::start(&hub.home)?;
    let public = server.visitor()?;
    let seen: Value = public.get(ROWS)?.json()?;
    ensure!(seen["version"] == 2, "{seen}");
    let newer = public.get("/daten/umwelt/zaehlung?fassung=3")?;
    ensure!(newer.status() == 404);
    let kai = server.visitor()?;
    kai.sign_in("kai@stadt.example", PASSWORD)?;
    let view: Value = kai.get(REST)?.json()?;
    ensure!(view["waits"] == true, "{view}");
    ensure!(view["checks"][1]["outcome"] == "not_met", "{view}");
    ensure!(view["releases"][0]["version"] == 2, "{view}");
    ensure!(view["releases"][0]["under"].is_string(), "{view}");
    server.stop()
}
