//! Files that want to do harm: each ends as an error or a finding, nothing is lost, the next file goes in.

use anyhow::Result;
use hebewerk_e2e::Home;
use std::io::Write;
use zip::write::SimpleFileOptions;

#[test]
fn hostile_files_end_as_findings_and_come_back_byte_for_byte() -> Result<()> {
    let home = Home::new()?;
    let mut written = Vec::new();
    let long = format!("{}.csv", "ä".repeat(100));
    for (name, bytes) in [
        ("leer.csv".to_owned(), Vec::new()),
        ("nullen.csv".to_owned(), vec![0; 4096]),
        ("🚮 Müll.csv".to_owned(), b"a;b\n1;2\n".to_vec()),
        (long, b"a;b\n1;2\n".to_vec()),
        (
            "abgeschnitten.zip".to_owned(),
            truncated(&zipped(&[("a.csv", b"a;b\n1;2\n")])?),
        ),
        (
            "pfade.zip".to_owned(),
            zipped(&[
                ("../../boese.csv", b"a;b\n1;2\n"),
                ("gut.csv", b"a;b\n1;2\n"),
            ])?,
        ),
        ("bombe.xlsx".to_owned(), workbook_bomb()?),
        (
            "kein.parquet".to_owned(),
            b"PAR1 nichts dahinter PAR1".to_vec(),
        ),
        ("tief.json".to_owned(), deep_json()),
        ("eine-zeile.csv".to_owned(), vec![b'x'; 3_000_000]),
        (
            "anfuehrung.csv".to_owned(),
            b"a;b\n\"nie geschlossen;2\n3;4\n".to_vec(),
        ),
    ] {
        written.push(home.write(&format!("in/{name}"), bytes)?);
    }
    let folder = home.folder().join("in");
    let report = home.run([
        "take-in",
        "--organisation",
        "umwelt",
        "--json",
        folder.to_str().unwrap(),
    ])?;
    assert_eq!(report.code, Some(7), "{}", report.stderr);
    let report = report.json()?;
    let outcomes = report.as_array().expect("one entry a file");
    assert_eq!(outcomes.len(), written.len(), "{report:#}");
    for outcome in outcomes {
        assert_ne!(outcome["outcome"], "failed", "{outcome:#}");
        let content = outcome["content"].as_str().expect("kept");
        let kept = home
            .data()
            .join("lake/raw")
            .join(content.get(..2).unwrap())
            .join(content.get(2..4).unwrap())
            .join(content);
        let source = folder.join(outcome["source"].as_str().unwrap());
        assert!(
            std::fs::read(kept)? == std::fs::read(source)?,
            "{outcome:#}"
        );
    }
    assert!(!home.folder().join("boese.csv").exists());
    assert_eq!(
        home.sql("select count(*) as n from umwelt.muell")?[0]["n"],
        1
    );
    Ok(())
}

fn zipped(members: &[(&str, &[u8])]) -> Result<Vec<u8>> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        archive.start_file(*name, SimpleFileOptions::default())?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

fn truncated(bytes: &[u8]) -> Vec<u8> {
    bytes[..bytes.len() / 2].to_vec()
}

/// A workbook whose only sheet inflates to 200 MB.
fn workbook_bomb() -> Result<Vec<u8>> {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write(0, 0, "a")?;
    let whole = book.save_to_buffer()?;
    let mut source = zip::ZipArchive::new(std::io::Cursor::new(whole))?;
    let mut bomb = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for number in 0..source.len() {
        let mut member = source.by_index(number)?;
        bomb.start_file(member.name().to_owned(), SimpleFileOptions::default())?;
        if member.name().contains("sheet1.xml") {
            bomb.write_all(b"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\">")?;
            let nothing = vec![b' '; 1 << 20];
            for _ in 0..200 {
                bomb.write_all(&nothing)?;
            }
            bomb.write_all(b"</row></sheetData></worksheet>")?;
        } else {
            std::io::copy(&mut member, &mut bomb)?;
        }
    }
    Ok(bomb.finish()?.into_inner())
}

fn deep_json() -> Vec<u8> {
    let mut text = b"[".repeat(200_000);
    text.extend(b"]".repeat(200_000));
    text
}
