//! Somebody from outside is invited by a program, reads what they were invited to, and is sent away.

use crate::office::{PASSWORD, open};
use anyhow::{Context, Result, ensure};
use hebewerk_e2e::{GIVEN, Home, ServerOptions};
use reqwest::Method;
use serde_json::{Value, json};

const INVITATIONS: &str = "/api/v1/organisations/umwelt/invitations";

#[test]
fn a_guest_comes_by_a_link_and_goes_when_it_is_taken_back() -> Result<()> {
    let home = Home::new()?;
    for (name, circle) in [("verwaltung", "city"), ("offen", "public")] {
        let path = home.write(&format!("{name}.csv"), "a;b\n1;2\n")?;
        let path = path.display().to_string();
        home.done([
            "take-in",
            "--organisation",
            "Umwelt",
            "--visibility",
            circle,
            &path,
        ])?;
    }
    let (server, _steward) = open(&home, ServerOptions::default())?;
    let administrator = server.visitor()?;
    administrator.sign_in("jana@stadt.example", PASSWORD)?;
    let page = "/verwaltung/konten/neu";
    let fields = [
        ("name", "Otto"),
        ("email", "otto@stadt.example"),
        ("kennwort", GIVEN),
        ("rolle_umwelt", "owner"),
    ];
    administrator.submit(page, page, &fields)?;
    let program = server.visitor()?;
    server.visitor()?.arrive("otto@stadt.example", PASSWORD)?;
    let login = json!({ "e_mail": "otto@stadt.example", "password": PASSWORD });
    let session = program.request(Method::POST, "/api/v1/sessions");
    let session: Value = session.json(&login).send()?.json()?;
    let token = session["token"].as_str().context("a token")?;
    let owner = |method, path: &str| program.request(method, path).bearer_auth(token);
    let until = administrator.page("/haeuser/umwelt/einladungen")?;
    let (_, until) = until
        .split_once("type=\"date\" value=\"")
        .context("a day")?;
    let until = until.split('"').next().context("it ends")?;
    let wish = json!({
        "e_mail": "gerda@firma.example", "datasets": ["beete"], "purpose": "Gutachten",
        "legal_basis": "Vertrag", "until": until,
    });
    let made = owner(Method::POST, INVITATIONS).json(&wish).send()?;
    ensure!(made.status() == 201, "{}", made.text()?);
    let made: Value = made.json()?;
    let link = made["link"].as_str().context("a link")?;
    let link = link
        .strip_prefix(&server.base)
        .context("a link of the hub")?;

    let guest = server.visitor()?;
    let fields = [("name", "Gerda"), ("kennwort", PASSWORD)];
    let found = guest.submit(link, link, &fields)?.text()?;
    ensure!(found.contains("/daten/umwelt/beete"), "{found}");
    ensure!(found.contains("/daten/umwelt/offen"), "{found}");
    ensure!(!found.contains("/daten/umwelt/verwaltung"), "{found}");
    let rows = guest.get("/daten/umwelt/beete/tabelle")?;
    ensure!(rows.status() == 200, "{}", rows.text()?);
    for hidden in [
        "/daten/umwelt/verwaltung",
        "/daten/umwelt/verwaltung/tabelle",
    ] {
        let answer = guest.get(hidden)?;
        ensure!(answer.status() == 404, "{hidden}: {}", answer.status());
    }
    let used = server.visitor()?.get(link)?;
    ensure!(used.status() == 404, "a link works once: {}", used.status());

    let list: Value = owner(Method::GET, INVITATIONS).send()?.json()?;
    let first = &list["items"][0];
    ensure!(first["state"] == "accepted", "{list}");
    let id = first["id"].as_str().context("an identity")?;
    let path = format!("{INVITATIONS}/{id}/revoke");
    let revoked = owner(Method::POST, &path).send()?;
    ensure!(revoked.status() == 204, "{}", revoked.text()?);
    let rows = guest.get("/daten/umwelt/beete/tabelle")?.text()?;
    ensure!(!rows.contains("Gerda"), "they are signed out");
    let record = home.done(["audit", "list", "--json"])?.text();
    for action in ["invite", "revoke_invitation", "\"invitation\""] {
        ensure!(record.contains(action), "{action} is not on record");
    }
    server.stop()
}
