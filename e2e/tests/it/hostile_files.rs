//! Files that want to do harm: each ends as an error or a finding, nothing is lost, the next file goes in.

use anyhow::{Context, Result, ensure};
use hebewerk_e2e::Home;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
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

/// As much as the program that takes files in may have in memory; its readers have their own limits.
const MOST_MEMORY_KIB: u64 = 512 << 10;

/// What becomes of damaged files of every kind when somebody brings a folder of them; `intake` damages two thousand more.
#[test]
fn a_folder_of_damaged_files_is_taken_in_to_its_end_and_in_little_memory() -> Result<()> {
    let home = Home::new()?;
    let whole = whole_files()?;
    let mut written = 0;
    for (name, bytes) in &whole {
        for (number, damaged) in damaged(bytes).into_iter().enumerate() {
            home.write(&format!("in/{number}-{name}"), damaged)?;
            written += 1;
        }
    }
    let folder = home.folder().join("in");
    let child = home
        .command(["take-in", "--organisation", "umwelt", "--json"])
        .arg(&folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let peak = peak_memory(child.id());
    let output = child.wait_with_output()?;
    let peak = peak.join().expect("the watcher only reads");
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.code() == Some(7),
        "{:?}\n{said}",
        output.status
    );
    let report: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let outcomes = report.as_array().context("one entry a file")?;
    ensure!(outcomes.len() == written, "{} of {written}", outcomes.len());
    for outcome in outcomes {
        let what = outcome["outcome"].as_str().context("an outcome")?;
        ensure!(what != "failed", "{outcome:#}");
    }
    ensure!(peak > 0 && peak < MOST_MEMORY_KIB, "{peak} KiB");
    ensure!(!said.contains("panicked"), "{said}");
    Ok(())
}

/// The most memory a process had, looked at until it ends; in KiB.
fn peak_memory(process: u32) -> std::thread::JoinHandle<u64> {
    std::thread::spawn(move || {
        let mut peak = 0;
        while let Ok(status) = std::fs::read_to_string(format!("/proc/{process}/status")) {
            let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let Some(line) = line else {
                // A process that has ended and was not waited for has no memory any more.
                break;
            };
            let number = line.trim().trim_end_matches("kB").trim();
            peak = peak.max(number.parse().unwrap_or(0));
            std::thread::sleep(Duration::from_millis(50));
        }
        peak
    })
}

/// Whole files: those the tests of `intake` have from other programs, and some made here.
fn whole_files() -> Result<Vec<(String, Vec<u8>)>> {
    let csv = "ort;zahl;anteil\nMitte;1;1,5\nNord;2;2,25\nOst;3;-\n".repeat(20);
    let json = "[{\"a\": 1, \"b\": {\"c\": [1, null]}}, {\"a\": 2.5, \"b\": \"x\"}]";
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write_row(0, 0, ["ort", "zahl"])?;
    let mut files = vec![
        ("liste.csv".to_owned(), csv.clone().into_bytes()),
        ("daten.json".to_owned(), json.as_bytes().to_vec()),
        ("mappe.xlsx".to_owned(), book.save_to_buffer()?),
        (
            "archiv.zip".to_owned(),
            zipped(&[("a.csv", csv.as_bytes())])?,
        ),
    ];
    let made = Path::new(env!("CARGO_MANIFEST_DIR")).join("../intake/tests/made");
    for entry in std::fs::read_dir(made)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if Path::new(&name)
            .extension()
            .is_none_or(|ending| ending != "md")
        {
            files.push((name, std::fs::read(entry.path())?));
        }
    }
    files.sort();
    Ok(files)
}

/// Cut off, with bits turned, with a piece missing, with a piece twice.
fn damaged(bytes: &[u8]) -> Vec<Vec<u8>> {
    let (half, third) = (bytes.len() / 2, bytes.len() / 3);
    let turned = |every: usize| {
        let mut copy = bytes.to_vec();
        for byte in copy.iter_mut().skip(every / 2).step_by(every) {
            *byte ^= 0x55;
        }
        copy
    };
    vec![
        bytes[..half].to_vec(),
        bytes[..bytes.len() - 1].to_vec(),
        turned(97),
        turned(1_009),
        [&bytes[..third], &bytes[half..]].concat(),
        [&bytes[..half], &bytes[third..]].concat(),
    ]
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
