//! Steps, the map and shared keys: `hebewerk bridges` on the demo city, and beside data that is not of it.

use anyhow::{Context, Result};
use hebewerk_e2e::Home;
use serde_json::Value;
use std::path::Path;

/// The files of the demo city that a test needs, without a hub beside them, and what `bridges` says.
fn bridges(home: &Home, files: &[&str]) -> Result<Vec<Value>> {
    home.done(["demo", "--small", "--no-serve"])?;
    let city = home.data().join("stadt");
    let folder = home.folder().join("ordner");
    for file in files {
        let from = city.join(file);
        let name = Path::new(file).file_name().context("a file")?;
        home.write(
            &format!("ordner/{}", name.to_string_lossy()),
            std::fs::read(from)?,
        )?;
    }
    let folder = folder.display().to_string();
    let found = home.done(["bridges", &folder, "--json"])?.json()?;
    Ok(found.as_array().cloned().unwrap_or_default())
}

fn between<'a>(found: &'a [Value], kind: &str, one: &str, two: &str) -> Option<&'a Value> {
    found.iter().find(|bridge| {
        let file = |side: &str| bridge[side]["file"].as_str().unwrap_or_default().to_owned();
        bridge["kind"] == kind && file("left").contains(one) && file("right").contains(two)
    })
}

/// Stops of a city far away, and some that are nowhere.
fn elsewhere() -> String {
    let stops = (0..40).map(|at| {
        format!(
            "H{at};Halt {at};{:.5};{:.5}\n",
            13.3 + 0.002 * f64::from(at),
            52.5 + 0.001 * f64::from(at * 7 % 40)
        )
    });
    format!(
        "Nr.;Name;lon;lat\n{}H99;Depot;0;0\n",
        stops.collect::<String>()
    )
}

#[test]
fn a_city_leads_over_its_streets_and_its_map_and_other_cities_do_not() -> Result<()> {
    let home = Home::empty()?;
    home.write("ordner/Haltestellen_Berlin.csv", elsewhere())?;
    let found = bridges(
        &home,
        &[
            "vermessung/Straßenverzeichnis.csv",
            "vermessung/Stadtbezirke.geojson",
            "entsorgung/Behälterbestand nach Anschrift.csv",
            "entsorgung/Sperrmüllmengen nach Stadtbezirk.ods",
            "tiefbau/Lichtsignalanlagen.xlsx",
        ],
    )?;
    let steps = between(&found, "hierarchy", "Behälterbestand", "");
    let steps = steps.context("bins lead over their street to a district")?;
    let path = steps["path"].as_array().context("a path")?;
    assert_eq!(path.len(), 4, "{steps}");
    assert_eq!(path[1]["file"], path[2]["file"], "{steps}");
    assert!(steps["coverage"].as_f64() > Some(0.9), "{steps}");
    let within = between(
        &found,
        "within",
        "Lichtsignalanlagen",
        "Stadtbezirke.geojson",
    );
    let within = within.context("traffic lights lie in districts")?;
    assert!(within["left_share"].as_f64() > Some(0.95), "{within}");
    assert_eq!(within["rules"], serde_json::json!(["punkt_in_flaeche.1"]));
    // The directory of streets names the district of each: the map says no more.
    assert_eq!(
        between(&found, "within", "Straßenverzeichnis", "Stadtbezirke"),
        None
    );
    for other in &found {
        let is_of = |side: &str| {
            let file = other[side]["file"].as_str();
            file.is_some_and(|file| file.contains("Berlin"))
        };
        let is_on_the_map = other["kind"] == "within" || other["kind"] == "nearest";
        assert!(
            !(is_on_the_map && (is_of("left") || is_of("right"))),
            "{other}"
        );
    }
    Ok(())
}

#[test]
fn a_key_that_many_tables_share_is_told_once() -> Result<()> {
    let home = Home::new()?;
    let streets: Vec<String> = (1..=40).map(|at| format!("{:05}", at * 7)).collect();
    for (name, header) in [
        ("Verzeichnis", "strassenschluessel;laenge"),
        ("Zustand", "Straßenschlüssel;note"),
        ("Reinigung", "STRSCHL;klasse"),
        ("Beleuchtung", "Str.-Schl.;lampen"),
    ] {
        let lines: Vec<String> = streets
            .iter()
            .enumerate()
            .map(|(at, key)| format!("{key};{}\n", at % 5))
            .collect();
        home.write(
            &format!("ordner/{name}.csv"),
            format!("{header}\n{}", lines.concat()),
        )?;
    }
    let folder = home.folder().join("ordner").display().to_string();
    let text = home.done(["bridges", &folder])?.text();
    assert!(
        text.contains("4 Tabellen haben einen gemeinsamen Schlüssel"),
        "{text}"
    );
    assert!(text.contains("40 verschiedene Werte"), "{text}");
    let told = text.matches("Reinigung.csv").count();
    assert!(told <= 2, "{text}");
    Ok(())
}
