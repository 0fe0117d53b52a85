//! What a dataset is about, from the file to other portals: suggested by the model that is shipped, taken with one press of a
//! form without a script, saved by a person.

use anyhow::{Context, Result, ensure};
use hebewerk_e2e::{GIVEN, Home, Server};
use serde_json::Value;

const PASSWORD: &str = "ein langes Kennwort";
const EDIT: &str = "/daten/umwelt/strassenbaeume/bearbeiten";
const TREES: &str = "floraUndFauna/baumbestand/baumkataster";
const ADDRESS: &str =
    "https://musterdatenkatalog.de/def/musterdatensatz/floraUndFauna/baumbestand/baumkataster";

#[test]
fn a_suggestion_is_taken_saved_and_told_to_other_portals() -> Result<()> {
    let home = Home::new()?;
    let rows =
        "baumnummer;baumart;pflanzjahr;stammumfang\n17;Winterlinde;1987;145\n18;Platane;1962;230\n";
    let file = home.write("strassenbaeume.csv", rows)?;
    let file = file.display().to_string();
    home.done([
        "take-in",
        "--organisation",
        "umwelt",
        "--visibility",
        "public",
        &file,
    ])?;
    let server = Server::start(&home)?;
    let administrator = server.visitor()?;
    let token = server.setup_token.clone().context("a link is offered")?;
    let path = format!("/einrichten/{token}");
    let jana = [
        ("name", "Jana"),
        ("email", "jana@stadt.example"),
        ("kennwort", PASSWORD),
    ];
    administrator.submit(&path, &path, &jana)?;
    let path = "/verwaltung/konten/neu";
    let kai = [
        ("name", "Kai"),
        ("email", "kai@stadt.example"),
        ("kennwort", GIVEN),
        ("rolle_umwelt", "steward"),
    ];
    let answer = administrator.submit(path, path, &kai)?;
    ensure!(answer.status().is_success(), "{}", answer.status());
    let steward = server.visitor()?;
    steward.arrive("kai@stadt.example", PASSWORD)?;

    let page = steward.page(EDIT)?;
    let button = format!("name=\"nimm\" value=\"musterdatensatz:{TREES}\"");
    ensure!(page.contains(&button), "not suggested: {page}");
    ensure!(page.contains("value=\"thema:ENVI\""), "{page}");
    let typed = [
        ("titel", "Straßenbäume"),
        ("beschreibung", "Eine Zeile je Baum an einer Straße."),
        ("zugang", "public"),
        ("bestaetigt", "ja"),
    ];
    let pressed = format!("musterdatensatz:{TREES}");
    let mut press = typed.to_vec();
    press.push(("nimm", &pressed));
    let shown = steward.submit(EDIT, EDIT, &press)?.text()?;
    let chosen = format!("value=\"{TREES}\" selected");
    ensure!(shown.contains(&chosen), "{shown}");
    ensure!(
        shown.contains("Eine Zeile je Baum an einer Straße."),
        "{shown}"
    );
    let page = steward.page(EDIT)?;
    ensure!(!page.contains(&chosen), "saved without being asked");

    let mut save = typed.to_vec();
    save.extend([("thema", "ENVI"), ("musterdatensatz", TREES)]);
    let saved = steward.submit(EDIT, EDIT, &save)?;
    ensure!(saved.status().is_success(), "{}", saved.text()?);
    let told = server
        .visitor()?
        .get("/api/v1/datasets/umwelt/strassenbaeume")?;
    let told: Value = told.json()?;
    ensure!(told["reference_dataset"] == ADDRESS, "{told}");
    let triples = server.visitor()?.get("/catalog.nt")?.text()?;
    let triple = format!("<http://purl.org/dc/terms/references> <{ADDRESS}> .");
    ensure!(triples.contains(&triple), "{triples}");
    server.stop()
}
