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

/// Rows of an office, in a file of any name.
fn office(at: usize) -> String {
    let rows =
        (0..40).map(|row| format!("{:05};{row};{}\n", (row * 13 + at) % 997 * 7 + 3, at * row));
    format!("Straßen-Nr.;Anzahl;Betrag\n{}", rows.collect::<String>())
}

#[test]
fn folders_without_anything_to_compare_are_answered_with_an_empty_list() -> Result<()> {
    let home = Home::new()?;
    let empty = home.folder().join("leer");
    std::fs::create_dir_all(empty.join("darunter"))?;
    let empty = empty.display().to_string();
    let asked = home.run(["bridges", &empty, "--json"])?;
    assert_eq!(
        (asked.code, asked.json()?),
        (Some(0), serde_json::json!([]))
    );
    let text = home.run(["bridges", &empty])?.text();
    assert!(text.contains("keine Tabelle"), "{text}");
    home.write("eine/Liste 1.csv", office(0))?;
    let one = home.folder().join("eine").display().to_string();
    let asked = home.run(["bridges", &one, "--json"])?;
    assert_eq!(
        (asked.code, asked.json()?),
        (Some(0), serde_json::json!([]))
    );
    let queries = home.write("leer.csv", "")?.display().to_string();
    let refused = home.run(["bridges", &one, "--queries", &queries])?;
    assert_eq!(refused.code, Some(1), "{}", refused.stderr);
    let missing = home.run(["bridges", "gibt-es-nicht", "--json"])?;
    assert!(
        missing.code != Some(0) && missing.stderr.contains("gibt-es-nicht"),
        "{}",
        missing.stderr
    );
    Ok(())
}

/// Whatever people put into folders: the rest is read nevertheless, and what was not is named.
#[test]
fn odd_files_end_nothing_and_odd_columns_can_be_asked_about() -> Result<()> {
    let home = Home::new()?;
    home.write("bunt/Ämter & Büros/Liste Süd (Kopie).csv", office(0))?;
    home.write(
        "bunt/Liste Nord.csv",
        office(0).replace("Anzahl", "Straßen-Nr."),
    )?;
    home.write(
        "bunt/ohne.csv",
        office(0).replace("Straßen-Nr.;Anzahl;Betrag", ";;"),
    )?;
    home.write("bunt/leer.csv", "")?;
    home.write("bunt/nur Kopf.csv", "Straßen-Nr.;Anzahl\n")?;
    home.write("bunt/Bild.png", "\u{89}PNG\r\n\u{1a}\n\0\0\0\rIHDR")?;
    home.write("bunt/halb.json", "[{\"nr\": 1}, {\"nr\": ")?;
    std::fs::create_dir_all(home.folder().join("bunt/Ordner.csv"))?;
    let folder = home.folder().join("bunt").display().to_string();
    let asked = home.run(["bridges", &folder, "--json"])?;
    assert!(
        matches!(asked.code, Some(0 | 7)),
        "{:?} {}",
        asked.code,
        asked.stderr
    );
    let list = asked.json()?;
    let files: Vec<&str> = list
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|it| [&it["left"]["file"], &it["right"]["file"]])
        .filter_map(serde_json::Value::as_str)
        .collect();
    for file in [
        "Ämter & Büros/Liste Süd (Kopie).csv",
        "Liste Nord.csv",
        "ohne.csv",
    ] {
        assert!(files.contains(&file), "{file} is missing: {list}");
    }
    let queries = "file,column\nListe Nord.csv,Straßen-Nr.\n\"Ämter & Büros/Liste Süd (Kopie).csv\",Straßen-Nr.\n\
                   Liste Nord.csv,Gibt es nicht\nfehlt.csv,Straßen-Nr.\nListe Nord.csv,\n";
    let queries = home.write("fragen.csv", queries)?.display().to_string();
    let asked = [
        "bridges",
        &folder,
        "--queries",
        &queries,
        "--top",
        "3",
        "--json",
    ];
    let asked = home.run(asked)?;
    assert_eq!(asked.code, Some(7), "{}", asked.stderr);
    for named in ["Gibt es nicht", "fehlt.csv"] {
        assert!(asked.stderr.contains(named), "{}", asked.stderr);
    }
    let list = asked.json()?;
    for answer in list.as_array().into_iter().flatten() {
        assert_eq!(answer["query"]["column"], "Straßen-Nr.", "{answer}");
    }
    let of = |file: &str| {
        let answers = list.as_array().into_iter().flatten();
        answers.filter(|it| it["query"]["file"] == file).count()
    };
    assert!(
        of("Liste Nord.csv") > 0 && of("Liste Nord.csv") <= 3,
        "{list}"
    );
    Ok(())
}

#[test]
fn five_hundred_files_are_compared_in_one_go() -> Result<()> {
    let home = Home::new()?;
    for at in 0..500 {
        home.write(&format!("viele/Amt {at:03}/Liste.csv"), office(at))?;
    }
    let folder = home.folder().join("viele").display().to_string();
    let asked = home.run(["bridges", &folder, "--top", "50", "--json"])?;
    assert_eq!(asked.code, Some(0), "{}", asked.stderr);
    let list = asked.json()?;
    assert_eq!(list.as_array().map(Vec::len), Some(50));
    let scores = list.as_array().into_iter().flatten();
    let scores: Vec<f64> = scores.filter_map(|it| it["score"].as_f64()).collect();
    assert!(scores.is_sorted_by(|one, two| one >= two), "{scores:?}");
    Ok(())
}
