//! Catalogues of others: a hub harvests a hub, finds what it has, and never hands it on as its own.

use crate::connect_geo::Service;
use crate::connecting::{Website, allow};
use anyhow::{Context, Result, ensure};
use hebewerk_e2e::{Home, Server, shared};
use serde_json::Value;
use std::fmt::Write as _;
use std::net::SocketAddr;

/// Harvests on the command line; what the log says of it.
fn fetch(home: &Home) -> Result<Value> {
    home.done(["fetch", "Nachbarstadt", "--json"])?.json()
}

/// A catalogue of somebody else that this hub has harvested.
pub(crate) fn harvested(home: &Home, organisation: &str) -> Result<()> {
    let records = [
        ("https://a.example/1", "Pegel der Ruhr"),
        ("https://a.example/2", "Bäder"),
    ];
    let website = Website::open("1", &catalogue(&records))?;
    let url = format!("http://{}/catalog.ttl", website.address);
    connect_for(organisation, home, (&url, website.address))?;
    fetch(home)?;
    Ok(())
}

fn connect(home: &Home, url: &str, address: SocketAddr) -> Result<()> {
    connect_for("Statistik", home, (url, address))
}

fn connect_for(organisation: &str, home: &Home, (url, address): (&str, SocketAddr)) -> Result<()> {
    allow(home, address)?;
    let set = format!("url={url}");
    home.done([
        "connect",
        "dcat",
        "--organisation",
        organisation,
        "--name",
        "Nachbarstadt",
        "--visibility",
        "public",
        "--set",
        &set,
    ])?;
    Ok(())
}

fn numbers(run: &Value) -> [&str; 5] {
    ["seen", "new", "changed", "gone", "rejected"]
        .map(|name| run["details"][name].as_str().unwrap_or("?"))
}

#[test]
fn a_hub_harvests_a_hub_and_hands_nothing_on_as_its_own() -> Result<()> {
    let theirs = Home::new()?;
    for name in ["baumkataster", "hallenbaeder"] {
        let file = theirs.write(&format!("{name}.csv"), "name;zahl\nLinde;3\nBuche;4\n")?;
        let file = file.display().to_string();
        theirs.done([
            "take-in",
            "--organisation",
            "Umwelt",
            "--visibility",
            "public",
            &file,
        ])?;
    }
    let neighbour = Server::start(&theirs)?;
    let address = neighbour.base.trim_start_matches("http://").parse()?;
    let ours = Home::new()?;
    connect(&ours, &format!("{}/catalog.ttl", neighbour.base), address)?;
    let first = fetch(&ours)?;
    ensure!(first["outcome"] == "delivered", "{first}");
    assert_eq!(numbers(&first), ["2", "2", "0", "0", "0"]);
    let again = fetch(&ours)?;
    ensure!(again["outcome"] == "unchanged", "{again}");
    let server = Server::start(&ours)?;
    let visitor = server.visitor()?;
    let found = visitor.page("/daten?q=baumkataster")?;
    ensure!(
        found.contains("von anderswo") && found.contains("Nachbarstadt"),
        "{found}"
    );
    let list = visitor.page("/anderswo?q=baum")?;
    let link = list.split("href=\"/anderswo/").nth(1).context("a hit")?;
    let id = link.split('"').next().context("an address")?;
    let page = visitor.page(&format!("/anderswo/{id}"))?;
    ensure!(
        page.contains(&format!("{}/dataset/", neighbour.base)),
        "it says where it is at home"
    );
    ensure!(page.contains("hat die Daten nicht"), "it says whose it is");
    // Nothing of it is ours.
    for door in [
        "/catalog.ttl",
        "/api/3/action/package_search?q=baumkataster",
        "/api/3/action/package_list",
        "/api/v1/search?q=baumkataster",
    ] {
        let text = visitor.get(door)?.text()?;
        ensure!(
            !text.contains("aumkataster\"") && !text.contains(&neighbour.base),
            "{door}: {text}"
        );
    }
    server.stop()?;
    neighbour.stop()
}

fn catalogue(records: &[(&str, &str)]) -> String {
    let mut text =
        "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .\n"
            .to_owned();
    for (key, title) in records {
        let _written = writeln!(
            text,
            "<{key}> a dcat:Dataset ; dct:title \"{title}\" ; dct:identifier \"{key}\" ; dcat:distribution [ dcat:accessURL <https://s.example/{title}.csv> ] ."
        );
    }
    text
}

#[test]
fn deletions_arrive_and_what_is_ours_does_not_come_back() -> Result<()> {
    let home = Home::new()?;
    let file = home.write("eigene.csv", "name;zahl\nLinde;3\n")?;
    let file = file.display().to_string();
    home.done([
        "take-in",
        "--organisation",
        "Statistik",
        "--visibility",
        "public",
        &file,
    ])?;
    let server = Server::start(&home)?;
    let catalogue_of_ours = server.visitor()?.get("/catalog.nt")?.text()?;
    server.stop()?;
    let after = catalogue_of_ours.split("/dataset/").nth(1);
    let id = after
        .and_then(|rest| rest.get(..36))
        .context("its identity")?;
    let own = format!("https://hub.example/dataset/{id}");
    let website = Website::open(
        "1",
        &catalogue(&[
            ("https://a.example/1", "Pegel"),
            ("https://a.example/2", "Bäder"),
            (&own, "Eigene"),
        ]),
    )?;
    connect(
        &home,
        &format!("http://{}/catalog.ttl", website.address),
        website.address,
    )?;
    let first = fetch(&home)?;
    assert_eq!(numbers(&first), ["3", "2", "0", "0", "1"]);
    let told = home.done(["fetch", "Nachbarstadt"])?.text();
    ensure!(
        told.contains("nichts Neues"),
        "the server says that nothing is new: {told}"
    );
    website.put(
        "2",
        &catalogue(&[
            ("https://a.example/1", "Pegel der Ruhr"),
            (&own, "Eigene"),
            ("https://a.example/3", "Messwerte"),
        ]),
    );
    let told = home.done(["fetch", "Nachbarstadt"])?.text();
    ensure!(
        told.contains("1 neu, 1 geändert, 0 unverändert, 1 verschwunden, 1 nicht übernommen"),
        "{told}"
    );
    ensure!(told.contains("zurückkommt"), "it says why: {told}");
    // What is no catalogue takes nothing away.
    website.put(
        "3",
        "<!doctype html><html><body>Bitte anmelden</body></html>",
    );
    let page = home.run(["fetch", "Nachbarstadt"])?;
    ensure!(
        page.code == Some(1) && page.text().contains("kein Katalog"),
        "{}",
        page.text()
    );
    let server = Server::start(&home)?;
    let visitor = server.visitor()?;
    let list = visitor.page("/anderswo")?;
    ensure!(
        list.contains("Pegel der Ruhr") && list.contains("Messwerte"),
        "{list}"
    );
    ensure!(
        !list.contains("Bäder") && !list.contains("Eigene"),
        "{list}"
    );
    server.stop()
}

#[test]
fn what_an_office_harvests_for_itself_is_found_by_nobody_else() -> Result<()> {
    let home = Home::new()?;
    let website = Website::open("1", &catalogue(&[("https://a.example/1", "Verborgenes")]))?;
    allow(&home, website.address)?;
    let set = format!("url=http://{}/catalog.ttl", website.address);
    home.done([
        "connect",
        "dcat",
        "--organisation",
        "Statistik",
        "--name",
        "Nachbarstadt",
        "--visibility",
        "office",
        "--set",
        &set,
    ])?;
    assert_eq!(numbers(&fetch(&home)?), ["1", "1", "0", "0", "0"]);
    let server = Server::start(&home)?;
    let visitor = server.visitor()?;
    for door in [
        "/daten?q=verborgenes",
        "/anderswo",
        "/anderswo?q=verborgenes",
    ] {
        ensure!(!visitor.page(door)?.contains("a.example"), "{door}");
        ensure!(!visitor.page(door)?.contains("Verborgenes</a>"), "{door}");
    }
    server.stop()
}

/// Records of a catalogue of spatial data, each a file.
fn spatial(numbers: std::ops::Range<u32>) -> Vec<(String, String)> {
    let record = include_str!("../../../exchange/src/harvest/iso/baeume.xml");
    let one = |number: u32| {
        let record = record
            .replace("3f2a-baeume", &format!("satz-{number}"))
            .replace("/77<", &format!("/{number}<"))
            .replace(">77<", &format!(">{number}<"));
        // One of them has no title.
        let record = if number == 7 {
            record.replace("gmd:title>", "gmd:other>")
        } else {
            record
        };
        (format!("records/{number}.xml"), record)
    };
    numbers.map(one).collect()
}

#[test]
fn a_catalogue_of_spatial_data_is_harvested_completely() -> Result<()> {
    let records = spatial(1..24);
    let files: Vec<(&str, &str)> = records
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let Some(service) = Service::start("csw.py", &files)? else {
        return Ok(());
    };
    let home = Home::new()?;
    allow(&home, service.place.parse()?)?;
    let set = format!("url=http://{}/csw", service.place);
    home.done([
        "connect",
        "csw",
        "--organisation",
        "Statistik",
        "--name",
        "Nachbarstadt",
        "--visibility",
        "public",
        "--set",
        &set,
    ])?;
    assert_eq!(numbers(&fetch(&home)?), ["23", "22", "0", "0", "1"]);
    assert_eq!(numbers(&fetch(&home)?), ["23", "0", "0", "0", "1"]);
    let gone = service.folder().join("records/3.xml");
    std::fs::remove_file(&gone)?;
    assert_eq!(numbers(&fetch(&home)?), ["22", "0", "0", "1", "1"]);
    let server = Server::start(&home)?;
    let list = server.visitor()?.page("/anderswo")?;
    let link = list.split("/anderswo/").nth(1).context("a record")?;
    let id = link.get(..36).context("its identity")?;
    let page = server.visitor()?.page(&format!("/anderswo/{id}"))?;
    for said in [
        "Bäume &#38; Sträucher",
        "Stadtgrün",
        "Datenlizenz Deutschland Namensnennung 2.0",
        "7,13 bis 7,3° östlicher Länge",
        "059160000000",
        "https://geo.stadt.example/baeume.csv",
    ] {
        ensure!(page.contains(said), "{said}: {page}");
    }
    server.stop()
}

#[test]
fn real_catalogues_are_harvested_completely() -> Result<()> {
    let Some(shared) = shared("real_catalogues_are_harvested_completely") else {
        return Ok(());
    };
    let folder = shared.join("standards/dcat-ap-de/govdata-shacl-validation/testcases/dashboard");
    let home = Home::new()?;
    let website = Website::open("0", "")?;
    connect(
        &home,
        &format!("http://{}/catalog.rdf", website.address),
        website.address,
    )?;
    let mut before = 0;
    // Rostock's is a first page that names its next one at the real portal: what is in it is counted in `exchange`.
    for (city, records) in [("bremen", 153), ("brandenburg", 112), ("destatis", 135)] {
        let text =
            std::fs::read_to_string(folder.join(format!("{city}-catalog-original-input.rdf")))?;
        website.put(city, &text);
        let run = fetch(&home)?;
        let number = |name: &str| -> Result<u64> {
            Ok(run["details"][name].as_str().context("a number")?.parse()?)
        };
        assert_eq!(number("seen")?, records, "{city}");
        assert_eq!(
            number("new")? + number("changed")? + number("same")? + number("rejected")?,
            records
        );
        assert_eq!(number("rejected")?, 0, "{city}");
        assert_eq!(number("gone")?, before, "{city}");
        before = records;
    }
    Ok(())
}
