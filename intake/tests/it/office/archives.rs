//! What becomes of archives.

use super::files::{Made, finding, inspect, rows, text_row, xlsx_of, zip};
use hebewerk_hub::ports::ReadError;
use hebewerk_intake::{Intake, Office, OfficeLimits};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

const CSV: &[u8] = b"ort;zahl\nMitte;1\nNord;2\nOst;3\n";

fn names(file: &Made) -> Vec<(String, Option<String>)> {
    file.inspect()
        .tables
        .into_iter()
        .map(|table| (table.name, table.member))
        .collect()
}

#[test]
fn every_readable_member_gives_its_tables_and_the_others_are_named() {
    let sheet = xlsx_of(
        &(1..5)
            .map(|row| text_row(row, &["a", "b"]))
            .collect::<String>(),
        "",
    );
    let inner = zip(&[("innen.csv", CSV)]);
    let file = Made::new(
        "paket.zip",
        &zip(&[
            ("daten/orte.csv", CSV),
            ("mappe.xlsx", &sheet),
            ("bild.png", b"\x89PNG\r\n\x1a\n0000"),
            ("liste.json", br#"[{"a": 1}, {"a": 2}]"#),
            ("leer.csv", b""),
            ("inneres.zip", &inner),
            ("__MACOSX/._orte.csv", b"litter"),
        ]),
    );
    let member = |name: &str, member: &str| (name.to_owned(), Some(member.to_owned()));
    assert_eq!(
        names(&file),
        [
            member("orte", "daten/orte.csv"),
            member("mappe", "mappe.xlsx"),
            member("liste", "liste.json"),
            member("inneres", "inneres.zip!innen.csv"),
        ]
    );
    let inspection = file.inspect();
    let unreadable: Vec<_> = inspection
        .findings
        .iter()
        .filter(|finding| finding.code.as_str() == "member_unreadable")
        .map(|finding| {
            let said = |name: &str| finding.parameters[name].clone();
            (said("member"), said("reason"))
        })
        .collect();
    let why = |member: &str, reason: &str| (member.to_owned(), reason.to_owned());
    assert_eq!(
        unreadable,
        [why("bild.png", "image"), why("leer.csv", "empty")]
    );
    assert_eq!(file.read(0).rows[2], ["Ost", "3"]);
    assert_eq!(file.read(2).rows[1], ["2"]);
    assert_eq!(file.read(3).rows[0], ["Mitte", "1"]);
}

#[test]
fn members_that_lead_out_or_are_links_or_locked_are_refused_and_nothing_is_written_by_name() {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .start_file("../../ausbruch.csv", SimpleFileOptions::default())
        .unwrap();
    writer.write_all(CSV).unwrap();
    writer
        .add_symlink("verweis.csv", "/etc/passwd", SimpleFileOptions::default())
        .unwrap();
    writer
        .start_file("gut.csv", SimpleFileOptions::default())
        .unwrap();
    writer.write_all(CSV).unwrap();
    let file = Made::new("boese.zip", &writer.finish().unwrap().into_inner());
    assert_eq!(names(&file).len(), 1);
    let reasons: Vec<String> = file
        .inspect()
        .findings
        .iter()
        .filter_map(|finding| finding.parameters.get("reason").cloned())
        .collect();
    assert_eq!(reasons, ["unsafe_path", "link"]);
}

#[test]
fn a_member_that_unpacks_too_large_stops_the_reading_there() {
    let large = "ort;zahl\n".to_owned() + &"Mitte;1\n".repeat(20_000);
    let file = Made::new(
        "gross.zip",
        &zip(&[
            ("klein.csv", CSV),
            ("gross.csv", large.as_bytes()),
            ("nach.csv", CSV),
        ]),
    );
    let mut limits = OfficeLimits::default();
    limits.unpack.bytes = 100_000;
    let intake = Intake::with_office(Office::in_process(limits));
    let inspection = inspect(&intake, &file.path).unwrap();
    assert_eq!(inspection.tables.len(), 1);
    let stopped = finding(&inspection, "archive_stopped");
    assert_eq!(
        (
            stopped.parameters["member"].as_str(),
            stopped.parameters["reason"].as_str()
        ),
        ("gross.csv", "too_large")
    );
}

#[test]
fn too_many_members_and_a_missing_end_are_errors_with_reasons() {
    let many: Vec<(String, &[u8])> = (0..2001).map(|n| (format!("{n}.csv"), CSV)).collect();
    let entries: Vec<(&str, &[u8])> = many
        .iter()
        .map(|(name, bytes)| (name.as_str(), *bytes))
        .collect();
    let bytes = zip(&entries);
    let check = |bytes: &[u8], expected: &str| match inspect(
        &Intake::in_process(),
        &Made::new("x.zip", bytes).path,
    ) {
        Err(ReadError::Unreadable { reason, .. }) => assert!(reason.contains(expected), "{reason}"),
        other => panic!("{other:?}"),
    };
    check(&bytes, "more entries than allowed");
    check(&bytes[..bytes.len() / 2], "its end is missing");
}

#[test]
fn an_archive_three_deep_is_named_and_not_opened() {
    let third = zip(&[("tief.csv", CSV)]);
    let second = zip(&[("dritte.zip", &third), ("zwei.csv", CSV)]);
    let file = Made::new("erste.zip", &zip(&[("zweite.zip", &second)]));
    let inspection = file.inspect();
    assert_eq!(inspection.tables.len(), 1);
    let deep = finding(&inspection, "member_unreadable");
    assert_eq!(deep.parameters["member"], "zweite.zip!dritte.zip");
    assert_eq!(deep.parameters["reason"], "too_deep");
}

#[test]
fn sheets_of_a_workbook_in_an_archive_keep_their_names() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for name in ["Nord", "Süd"] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        for row in 0..4 {
            sheet
                .write_row(row, 0, [format!("{name} {row}"), "x".to_owned()])
                .unwrap();
        }
    }
    let file = Made::new(
        "paket.zip",
        &zip(&[("mappe.xlsx", &workbook.save_to_buffer().unwrap())]),
    );
    let titles: Vec<String> = names(&file).into_iter().map(|(name, _)| name).collect();
    assert_eq!(titles, ["mappe – Nord", "mappe – Süd"]);
    let intake = Intake::in_process();
    let inspection = inspect(&intake, &file.path).unwrap();
    let south = rows(&intake, &file.path, &inspection, 1).unwrap();
    assert!(
        south.rows.iter().all(|row| row[0].starts_with("Süd")),
        "{south:?}"
    );
}
