//! `hebewerk bridges`: a stable contract, on a plain folder.

use anyhow::Result;
use hebewerk_e2e::Home;

const DIRECTORY: &str = "strassenschluessel;strassenname\n";

/// A directory of streets, bins that lost the zeros of its keys, and a file that is none.
fn folder(home: &Home) -> Result<String> {
    let streets: Vec<String> = (1..=30)
        .map(|at| format!("{:05};{}straße\n", at * 7, name(at)))
        .collect();
    home.write(
        "ordner/Straßen.csv",
        format!("{DIRECTORY}{}", streets.concat()),
    )?;
    let bins: Vec<String> = (0..90)
        .map(|at| {
            format!(
                "{};{}str. {};{}\n",
                (at % 30 + 1) * 7,
                name(at % 30 + 1),
                at + 1,
                at % 4 * 60
            )
        })
        .collect();
    let bins = format!("Str.-Nr.;Anschrift;Liter\n{}", bins.concat());
    home.write("ordner/Behälter.csv", &bins)?;
    home.write("ordner/kaputt.xlsx", "PK\u{3}\u{4}abgeschnitten")?;
    Ok(home.folder().join("ordner").display().to_string())
}

fn name(at: usize) -> String {
    let fronts = ["Ahorn", "Birken", "Eschen", "Linden", "Ulmen", "Zechen"];
    let backs = ["berg", "feld", "hof", "kamp", "tal"];
    format!("{}{}", fronts[at % 6], backs[at / 6 % 5])
}

#[test]
fn bridges_names_what_fits_together_and_goes_on_behind_a_broken_file() -> Result<()> {
    let home = Home::new()?;
    let folder = folder(&home)?;
    let output = home.run(["bridges", &folder, "--json"])?;
    assert_eq!(output.code, Some(7), "{}", output.stderr);
    assert!(output.stderr.contains("kaputt.xlsx"), "{}", output.stderr);
    let list = output.json()?;
    let found = list
        .as_array()
        .into_iter()
        .flatten()
        .find(|bridge| bridge["left"]["columns"][0] == "Str.-Nr.")
        .expect("the key is found");
    assert_eq!(found["kind"], "join");
    assert_eq!(found["left"]["file"], "Behälter.csv");
    assert_eq!(found["left"]["table"], "Behälter");
    assert_eq!(found["right"]["file"], "Straßen.csv");
    assert_eq!(found["right"]["columns"][0], "strassenschluessel");
    assert_eq!(found["rules"], serde_json::json!(["nullen.1"]));
    assert_eq!(
        (&found["left_share"], &found["cardinality"]),
        (&1.0.into(), &"n:1".into())
    );
    let address = list
        .as_array()
        .into_iter()
        .flatten()
        .find(|bridge| bridge["left"]["columns"][0] == "Anschrift")
        .expect("the street of the address is found");
    assert!(address["rules"].to_string().contains("hausnummer.1"));
    Ok(())
}

#[test]
fn questions_are_answered_one_by_one_and_unknown_columns_named() -> Result<()> {
    let home = Home::new()?;
    let folder = folder(&home)?;
    let queries = home.write(
        "fragen.csv",
        "file,column\nBehälter.csv,Str.-Nr.\nBehälter.csv,Farbe\n",
    )?;
    let queries = queries.display().to_string();
    let output = home.run([
        "bridges",
        &folder,
        "--queries",
        &queries,
        "--top",
        "1",
        "--json",
    ])?;
    assert!(output.stderr.contains("Farbe"), "{}", output.stderr);
    let list = output.json()?;
    assert_eq!(list.as_array().map(Vec::len), Some(1));
    assert_eq!(list[0]["query"]["column"], "Str.-Nr.");
    assert_eq!(list[0]["right"]["columns"][0], "strassenschluessel");
    let wrong = home
        .write("falsch.csv", "datei;spalte\nx;y\n")?
        .display()
        .to_string();
    let refused = home.run(["bridges", &folder, "--queries", &wrong])?;
    assert_eq!(refused.code, Some(1));
    assert!(
        refused.stderr.contains("file und column"),
        "{}",
        refused.stderr
    );
    Ok(())
}

#[test]
fn people_read_what_fits_and_see_values_only_when_they_ask() -> Result<()> {
    let home = Home::new()?;
    let folder = folder(&home)?;
    let text = home.run(["bridges", &folder])?.text();
    assert!(
        text.contains("verbinden") && text.contains("führende Nullen"),
        "{text}"
    );
    assert!(!text.contains("00007"), "{text}");
    let text = home.run(["bridges", &folder, "--examples", "2"])?.text();
    assert!(text.contains("passt: "), "{text}");
    Ok(())
}
