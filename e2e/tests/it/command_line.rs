//! What scripts rely on.

use anyhow::Result;
use hebewerk_e2e::Home;

/// A file as a forestry office sends it: title, unit in the header, decimal comma, leading zeros, a total.
const TREES: &str = "Baumkataster der Stadt;;;\r\n;;;\r\nNr;PLZ;Art;Höhe in m\r\n0001;04463;Eiche;12,5\r\n0002;04463;Buche;8,0\r\n0003;44625;Eiche;k. A.\r\nSumme;;;20,5\r\n";

#[test]
fn inspect_says_what_is_recognised_and_takes_nothing_in() -> Result<()> {
    let home = Home::empty()?;
    let file = home.write("bäume.csv", windows_1252(TREES))?;
    let document = home
        .done(["inspect", "--json", file.to_str().unwrap()])?
        .json()?;
    let table = &document["tables"][0];
    assert_eq!(table["encoding"], "windows-1252", "{document:#}");
    assert_eq!(table["delimiter"], ";");
    assert_eq!(table["newline"], "CRLF");
    assert_eq!(table["decimal"], ",");
    assert_eq!(table["header_line"], 2);
    assert_eq!(table["header_rows"], 1);
    assert_eq!(table["data_rows"], 3);
    assert_eq!(table["footer_rows"], 1);
    let columns = table["columns"].as_array().unwrap();
    assert_eq!(columns.len(), 4);
    assert_eq!(
        columns[0]["type"], "text",
        "keys with leading zeros stay text"
    );
    assert_eq!(columns[1]["semantic_type"], "postcode");
    assert!(columns[3]["type"].as_str().unwrap().starts_with("decimal"));
    let words = home.done(["inspect", file.to_str().unwrap()])?.text();
    assert!(words.contains("Dezimalzahl"), "{words}");
    assert!(!home.data().exists(), "looking makes no data directory");
    Ok(())
}

#[test]
fn inspect_says_which_columns_hold_personal_data_and_quotes_nobody() -> Result<()> {
    let home = Home::empty()?;
    let file = home.write(
        "ferienspiele.csv",
        "Nr;Name des Kindes;GebDat;Handy;Gruppe\n\
         1;Ayşe Yılmaz;01.02.2015;0151 2345678;rot\n\
         2;Hans Müller;13.04.2016;0160 9876543;blau\n\
         3;Jan Kowalski;30.11.2014;0172 4455667;rot\n",
    )?;
    let path = file.to_str().unwrap();
    let document = home.done(["inspect", "--json", path])?.json()?;
    let table = &document["tables"][0];
    let columns = table["columns"].as_array().unwrap();
    let kinds: Vec<_> = columns
        .iter()
        .map(|column| column["personal_data"]["kind"].as_str())
        .collect();
    assert_eq!(
        kinds,
        [
            None,
            Some("full_name"),
            Some("birth_date"),
            Some("phone"),
            None
        ],
        "{document:#}"
    );
    let confidence = columns[1]["personal_data"]["confidence"].as_f64().unwrap();
    assert!((0.7..1.0).contains(&confidence), "{confidence}");
    let found = table["findings"].as_array().unwrap();
    let personal = found.iter().filter(|it| it["code"] == "personal_data");
    assert_eq!(personal.count(), 3);
    assert!(!document.to_string().contains("Kowalski"));
    let words = home.done(["inspect", path])?.text();
    assert!(!words.contains("Kowalski"), "{words}");
    Ok(())
}

/// A length in the file asks for thirty terabytes: what the library does then ends a process of its own.
const GREEDY: &[u8] = include_bytes!("../../../intake/tests/made/laenge.arrow");

#[test]
fn a_file_that_breaks_its_reader_is_told_and_the_others_are_read() -> Result<()> {
    let home = Home::empty()?;
    let file = home.write("ordner/laenge.arrow", GREEDY)?;
    home.write(
        "ordner/a.csv",
        "Schulnr;Ort\n0001;Mitte\n0002;Nord\n0003;West\n",
    )?;
    home.write("ordner/b.csv", "Schulnr;Kinder\n0001;12\n0002;7\n0003;9\n")?;
    let inspected = home.run(["inspect", file.to_str().unwrap()])?;
    assert_eq!(inspected.code, Some(1), "{inspected:?}");
    assert!(inspected.stderr.contains("laenge.arrow") || !inspected.stderr.is_empty());
    let folder = home.folder().join("ordner");
    let bridges = home.run(["bridges", folder.to_str().unwrap(), "--json"])?;
    assert!(bridges.text().contains("b.csv"), "{bridges:?}");
    Ok(())
}

#[test]
fn inspect_writes_a_table_as_standard_csv() -> Result<()> {
    let home = Home::empty()?;
    let file = home.write(
        "a.csv",
        "Name;Bemerkung\nA;\"x, \"\"y\"\"\"\nB;\"zwei\nZeilen\"\n",
    )?;
    let output = home.done(["inspect", "--as", "csv", file.to_str().unwrap()])?;
    assert_eq!(
        output.text(),
        "Name,Bemerkung\nA,\"x, \"\"y\"\"\"\nB,\"zwei\nZeilen\"\n"
    );
    Ok(())
}

#[test]
fn the_same_bytes_twice_are_one_version_and_a_change_is_the_next() -> Result<()> {
    let home = Home::new()?;
    let file = home.write("Bäume.csv", windows_1252(TREES))?;
    let take_in = [
        "take-in",
        "--organisation",
        "Umwelt",
        "--json",
        file.to_str().unwrap(),
    ];
    let first = home.done(take_in)?.json()?;
    assert_eq!(first[0]["outcome"], "version", "{first:#}");
    assert_eq!(first[0]["rows"], 3);
    let again = home.done(take_in)?.json()?;
    assert_eq!(again[0]["outcome"], "unchanged");
    assert_eq!(again[0]["version"], 1);
    home.write("Bäume.csv", windows_1252(&TREES.replace("12,5", "13,5")))?;
    let second = home.done(take_in)?.json()?;
    assert_eq!(second[0]["version"], 2);
    let now = home.sql("select plz, hoehe_in_m from umwelt.baeume order by nr limit 1")?;
    assert_eq!(now[0]["plz"], "04463");
    assert!((number(&now[0]["hoehe_in_m"]) - 13.5).abs() < 1e-9, "{now}");
    let then = home.sql("select hoehe_in_m from umwelt.\"baeume@1\" order by nr limit 1")?;
    assert!((number(&then[0]["hoehe_in_m"]) - 12.5).abs() < 1e-9);
    Ok(())
}

#[test]
fn a_backup_comes_back_whole() -> Result<()> {
    let home = Home::new()?;
    let file = home.write("bäume.csv", windows_1252(TREES))?;
    home.done([
        "take-in",
        "--organisation",
        "umwelt",
        file.to_str().unwrap(),
    ])?;
    let backup = home.folder().join("sicherung");
    home.done(["backup", backup.to_str().unwrap()])?;
    std::fs::remove_dir_all(home.data())?;
    home.done(["restore", backup.to_str().unwrap()])?;
    let rows = home.sql("select count(*) as n from umwelt.baeume")?;
    assert_eq!(rows[0]["n"], 3);
    let found = home.done(["datasets", "--json"])?.json()?;
    assert_eq!(found[0]["dataset"], "baeume");
    let doctor = home.done(["doctor", "--deep", "--json"])?.json()?;
    assert_eq!(
        doctor["problems"].as_array().map(Vec::len),
        Some(0),
        "{doctor:#}"
    );
    Ok(())
}

#[test]
fn the_doctor_finds_a_damaged_and_a_missing_file() -> Result<()> {
    let home = Home::new()?;
    for name in ["a.csv", "b.csv"] {
        let file = home.write(name, "x;y\n1;2\n3;4\n")?;
        home.done([
            "take-in",
            "--organisation",
            "umwelt",
            file.to_str().unwrap(),
        ])?;
    }
    let files = parquet_files(&home.data().join("lake/data"))?;
    let mut bytes = std::fs::read(&files[0])?;
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::remove_file(&files[0])?;
    std::fs::write(&files[0], bytes)?;
    std::fs::remove_file(&files[1])?;
    let doctor = home.run(["doctor", "--deep", "--json"])?;
    assert_eq!(doctor.code, Some(7));
    let text = doctor.text();
    assert!(
        text.contains("file_damaged") && text.contains("file_missing"),
        "{text}"
    );
    Ok(())
}

#[test]
fn the_doctor_finds_a_damaged_original_when_it_looks_deeply() -> Result<()> {
    let home = Home::new()?;
    let file = home.write("a.csv", "x;y\n1;2\n3;4\n")?;
    home.done([
        "take-in",
        "--organisation",
        "umwelt",
        file.to_str().unwrap(),
    ])?;
    let raw = one_file(&home.data().join("lake/raw"))?;
    std::fs::remove_file(&raw)?;
    std::fs::write(&raw, "x;y\n1;2\n3;5\n")?;
    home.done(["doctor"])?;
    let doctor = home.run(["doctor", "--deep"])?;
    assert_eq!(doctor.code, Some(7));
    assert!(
        doctor.text().contains("Originaldatei ist beschädigt"),
        "{}",
        doctor.text()
    );
    Ok(())
}

#[test]
fn files_of_the_same_name_are_datasets_of_their_own() -> Result<()> {
    let home = Home::new()?;
    home.write("nord/baeume.csv", "x;y\n1;2\n")?;
    home.write("sued/baeume.csv", "x;y\n3;4\n")?;
    let taken = home.done([
        "take-in",
        "--organisation",
        "umwelt",
        "--json",
        "nord/baeume.csv",
        "sued/baeume.csv",
    ])?;
    assert!(
        taken.stderr.contains("nord/baeume.csv"),
        "it is said: {}",
        taken.stderr
    );
    let taken = taken.json()?;
    assert_eq!(taken[0]["version"], 1);
    assert_eq!(taken[1]["version"], 1);
    assert_ne!(taken[0]["dataset"], taken[1]["dataset"], "{taken:#}");
    Ok(())
}

#[test]
fn a_reader_that_goes_away_is_no_failure() -> Result<()> {
    use std::io::Read;
    let home = Home::empty()?;
    let rows: String = (0..60_000)
        .map(|row| format!("{row};wert {row}\n"))
        .collect();
    let file = home.write("gross.csv", format!("nr;text\n{rows}"))?;
    let mut child = home
        .command(["inspect", "--as", "csv", file.to_str().unwrap()])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()?;
    let mut start = [0; 7];
    child.stdout.take().unwrap().read_exact(&mut start)?;
    assert_eq!(&start, b"nr,text");
    let ended = child.wait_with_output()?;
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(String::from_utf8(ended.stderr)?, "");
    Ok(())
}

#[test]
fn the_demo_does_not_move_into_another_hub_or_another_city() -> Result<()> {
    let home = Home::new()?;
    let refused = home.run(["demo", "--small", "--no-serve"])?;
    assert_eq!(refused.code, Some(1));
    assert!(refused.stderr.contains("keine Demo"), "{}", refused.stderr);
    std::fs::write(home.data().join("demo-city"), "musterstadt")?;
    let refused = home.run(["demo", "--small", "--no-serve", "--city", "1"])?;
    assert_eq!(refused.code, Some(1));
    assert!(refused.stderr.contains("musterstadt"), "{}", refused.stderr);
    Ok(())
}

#[test]
fn exit_codes_say_what_went_wrong() -> Result<()> {
    let home = Home::empty()?;
    assert_eq!(home.run(["datasets"])?.code, Some(3), "no data directory");
    assert_eq!(
        home.run(["gibtsnicht"])?.code,
        Some(2),
        "wrong command line"
    );
    home.done(["init"])?;
    assert_eq!(
        home.run(["sql", "select * from a.b"])?.code,
        Some(6),
        "no such table"
    );
    assert_eq!(
        home.run(["sql", "delete from a.b"])?.code,
        Some(1),
        "not a question"
    );
    let broken = home.write("x.xlsx", "PK\u{3}\u{4}abgeschnitten")?;
    let taken = home.run([
        "take-in",
        "--organisation",
        "umwelt",
        broken.to_str().unwrap(),
    ])?;
    assert_eq!(taken.code, Some(7), "kept, but not readable");
    let missing: [&[&str]; 4] = [
        &["take-in", "--organisation", "umwelt", "nirgendwo.csv"],
        &["inspect", "nirgendwo.csv"],
        &["inspect", "--as", "csv", "--table", "nirgends", "da.csv"],
        &["datasets", "--organisation", "nirgendamt"],
    ];
    home.write("da.csv", "x;y\n1;2\n")?;
    for command in missing {
        let output = home.run(command)?;
        assert_eq!(output.code, Some(6), "{command:?} {}", output.stderr);
    }
    std::fs::write(home.data().join("config.toml"), "[server]\nlisten = 7\n")?;
    let wrong = home.run(["status"])?;
    assert_eq!(wrong.code, Some(3));
    assert!(
        wrong.stderr.contains("listen = 7"),
        "the wrong line is shown:\n{}",
        wrong.stderr
    );
    Ok(())
}

#[test]
fn one_process_writes_at_a_time() -> Result<()> {
    let home = Home::new()?;
    let server = hebewerk_e2e::Server::start(&home)?;
    let file = home.write("a.csv", "x;y\n1;2\n")?;
    let refused = home.run([
        "take-in",
        "--organisation",
        "umwelt",
        file.to_str().unwrap(),
    ])?;
    assert_eq!(refused.code, Some(4), "{}", refused.stderr);
    assert_eq!(home.done(["status", "--json"])?.json()?["running"], true);
    server.stop()
}

#[test]
fn help_speaks_german_and_english_and_the_manual_is_generated() -> Result<()> {
    let home = Home::empty()?;
    assert!(home.done(["--help"])?.text().contains("Datenverzeichnis"));
    let mut english = home.command(["--help"]);
    let output = english.env("HEBEWERK_LANGUAGE", "en").output()?;
    assert!(String::from_utf8(output.stdout)?.contains("Data directory"));
    for english in [
        &["--language", "en", "--help"][..],
        &["status", "--help", "--language=en"],
    ] {
        let help = home.done(english)?.text();
        assert!(
            help.contains("Data directory") && help.contains("Options"),
            "{help}"
        );
    }
    let german = home.done(["take-in", "--help"])?.text();
    for word in ["Usage", "Options", "default", "possible", "Print help"] {
        assert!(!german.contains(word), "{word} in\n{german}");
    }
    let manual = home.done(["man"])?.text();
    for part in [
        ".TH hebewerk",
        "take\\-in",
        "\\-\\-visibility",
        "RÜCKGABEWERTE",
        "nicht erlaubt",
    ] {
        assert!(manual.contains(part), "{part} in\n{manual}");
    }
    let manual = home.done(["--language", "en", "man"])?.text();
    assert!(manual.contains("EXIT STATUS") && manual.contains("not allowed"));
    for shell in ["bash", "zsh", "fish"] {
        assert!(
            home.done(["completions", shell])?
                .text()
                .contains("take-in")
        );
    }
    Ok(())
}

#[test]
fn the_handbook_names_what_can_be_connected_as_the_program_does() -> Result<()> {
    let home = Home::empty()?;
    let said = home
        .done(["--language", "de", "connectors", "--markdown"])?
        .text();
    let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/anbindungen.md");
    let written = std::fs::read_to_string(page)?;
    assert_eq!(
        written.trim_end(),
        said.trim_end(),
        "write docs/anbindungen.md anew: hebewerk --language de connectors --markdown"
    );
    let sftp = home.done(["connectors", "sftp", "--json"])?.json()?;
    let fields = sftp[0]["fields"].as_array().unwrap();
    let host = fields.iter().find(|field| field["name"] == "host").unwrap();
    assert_eq!(host["required"], true);
    assert!(fields.iter().any(|field| field["kind"] == "secret"));
    let refused = home.run(["connectors", "fax"])?;
    assert_eq!(refused.code, Some(1));
    assert!(refused.stderr.contains("sensorthings"), "{refused:?}");
    Ok(())
}

fn one_file(folder: &std::path::Path) -> Result<std::path::PathBuf> {
    let entry = std::fs::read_dir(folder)?.next().unwrap()?.path();
    if entry.is_dir() {
        one_file(&entry)
    } else {
        Ok(entry)
    }
}

fn number(value: &serde_json::Value) -> f64 {
    value
        .as_f64()
        .or_else(|| value.as_str()?.parse().ok())
        .unwrap_or(f64::NAN)
}

/// Every character of the test files has the same number in Windows-1252 as in Unicode.
fn windows_1252(text: &str) -> Vec<u8> {
    text.chars()
        .map(|character| u8::try_from(u32::from(character)).unwrap())
        .collect()
}

fn parquet_files(folder: &std::path::Path) -> Result<Vec<std::path::PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(parquet_files(&path)?);
        } else if path.extension().is_some_and(|ending| ending == "parquet") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
