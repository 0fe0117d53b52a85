//! What becomes of single packed files, tar and 7z.

use super::files::{Made, finding, zip};
use bzip2::write::BzEncoder;
use flate2::write::GzEncoder;
use hebewerk_hub::ports::{FileReader, ReadError};
use hebewerk_intake::worker::WorkerLimits;
use hebewerk_intake::{Intake, Office, OfficeLimits, standard_csv};
use hebewerk_model::{Format, Recipe, TableRecipe};
use std::io::Write;

const CSV: &[u8] = b"ort;zahl\nMitte;1\nNord;2\nOst;3\n";

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

pub(super) fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (path, bytes) in members {
        let mut head = tar::Header::new_gnu();
        head.set_size(bytes.len() as u64);
        head.set_mode(0o644);
        head.set_cksum();
        archive.append_data(&mut head, path, *bytes).unwrap();
    }
    archive.into_inner().unwrap()
}

/// `CSV` as `xz` and `7z` pack it: there is no small writer of either.
pub(super) const XZ: &str = "fd377a585a000004e6d6b4460200210116000000742fe5a301001d6f72743b7a61686c0a4d697474653b310a4e6f72643b320a4f73743b330a000000dc63b5a43e362ffe0001361e3d1995531fb6f37d010000000004595a";
pub(super) const SEVEN_ZIP: &str = "377abcaf271c00048a9dd5fe7d000000000000001400000000000000947842ff01001d6f72743b7a61686c0a4d697474653b310a4e6f72643b320a4f73743b330a000100560104060001092200070b01000221210118040303010301000c1e1e00080a019af1cbb30000050119030000001113006f007200740065002e006300730076000000140a0100d08e6bae497ddd01150601002080808100000017062201095b00070b010001212101180c570000";

pub(super) fn bytes(digits: &str) -> Vec<u8> {
    let byte = |at: usize| u8::from_str_radix(digits.get(at..at + 2).unwrap(), 16).unwrap();
    (0..digits.len()).step_by(2).map(byte).collect()
}

#[track_caller]
fn check(name: &str, packed: &[u8], format: Format, table: &str, member: &str) {
    let file = Made::new(name, packed);
    let inspection = file.inspect();
    assert_eq!(inspection.format, format, "{name}");
    let seen = &inspection.tables[0];
    assert_eq!(
        (seen.name.as_str(), seen.member.as_deref()),
        (table, Some(member)),
        "{name}"
    );
    assert_eq!(file.read(0).rows[2], ["Ost", "3"], "{name}");
}

#[test]
fn a_packed_table_is_a_table() {
    let bzip2 = || {
        let mut packed = BzEncoder::new(Vec::new(), bzip2::Compression::default());
        packed.write_all(CSV).unwrap();
        packed.finish().unwrap()
    };
    let zstd = zstd::stream::encode_all(CSV, 0).unwrap();
    check("orte.csv.gz", &gzip(CSV), Format::Gzip, "orte", "orte.csv");
    check("orte.csv.bz2", &bzip2(), Format::Bzip2, "orte", "orte.csv");
    check("orte.csv.xz", &bytes(XZ), Format::Xz, "orte", "orte.csv");
    check("orte.csv.zst", &zstd, Format::Zstd, "orte", "orte.csv");
    check(
        "orte.7z",
        &bytes(SEVEN_ZIP),
        Format::SevenZip,
        "orte",
        "orte.csv",
    );
    // Two packed parts one after the other are one text, and a name tells nothing.
    let (head, tail) = CSV.split_at(12);
    let twice = [gzip(head), gzip(tail)].concat();
    check("download", &twice, Format::Gzip, "download", "download");
}

#[test]
fn a_packed_text_is_written_as_it_stands() {
    let text = "Konto;Soll\n00123;1,50\n00124;1.250,00\n";
    let intake = Intake::in_process();
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in [
        ("a.csv.gz", gzip(text.as_bytes())),
        ("a.tar", tar(&[("a.csv", text.as_bytes())])),
        ("a.zip", zip(&[("a.csv", text.as_bytes())])),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let recipe = Recipe::default();
        let inspection = intake.inspect(&path, name, &recipe, &|_, _| {}).unwrap();
        let mut out = Vec::new();
        standard_csv(&intake, (&path, name), &recipe, &inspection, 0, &mut out).unwrap();
        let written = String::from_utf8(out).unwrap();
        assert_eq!(
            written, "Konto,Soll\n00123,\"1,50\"\n00124,\"1.250,00\"\n",
            "{name}"
        );
    }
}

#[test]
fn only_the_member_a_recipe_names_is_parted_as_it_says() {
    let rows = "001Mitte    0012\n002Nordstadt1234\n003Süd      0999\n".as_bytes();
    let letter = b"Sehr geehrte Damen und Herren,\nanbei das Register.\nMit freundlichem Gruss\n";
    let file = Made::new(
        "p.zip",
        &zip(&[("register.txt", rows), ("brief.txt", letter)]),
    );
    let said = |table: &str| Recipe {
        tables: vec![TableRecipe {
            table: table.to_owned(),
            column_starts: Some(vec![1, 4, 13]),
            header_rows: Some(0),
            ..TableRecipe::default()
        }],
    };
    assert!(file.inspect_with(&said("")).tables.is_empty());
    let recipe = said("register");
    let inspection = file.inspect_with(&recipe);
    let names: Vec<&str> = inspection
        .tables
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(names, ["register"]);
    let intake = Intake::in_process();
    let mut out = Vec::new();
    standard_csv(
        &intake,
        (&file.path, "p.zip"),
        &recipe,
        &inspection,
        0,
        &mut out,
    )
    .unwrap();
    let written = String::from_utf8(out).unwrap();
    assert!(written.contains("002,Nordstadt,1234\n"), "{written}");
}

#[test]
fn tar_archives_are_read_as_zips_are() {
    let inner = zip(&[("innen.csv", CSV)]);
    let packed = tar(&[
        ("./daten/orte.csv", CSV),
        ("liste.json", br#"[{"a": 1}, {"a": 2}]"#),
        ("bild.png", b"\x89PNG\r\n\x1a\n0000"),
        ("inneres.zip", &inner),
        (".DS_Store", b"x"),
    ]);
    for (name, bytes) in [("p.tar", packed.clone()), ("p.tar.gz", gzip(&packed))] {
        let file = Made::new(name, &bytes);
        let inspection = file.inspect();
        let names: Vec<_> = inspection
            .tables
            .iter()
            .map(|table| (table.name.as_str(), table.member.as_deref().unwrap()))
            .collect();
        assert_eq!(
            names,
            [
                ("orte", "daten/orte.csv"),
                ("liste", "liste.json"),
                ("inneres", "inneres.zip!innen.csv")
            ],
            "{name}"
        );
        let unreadable = finding(&inspection, "member_unreadable");
        assert_eq!(unreadable.parameters["member"], "bild.png");
        assert_eq!(file.read(0).rows[0], ["Mitte", "1"]);
        assert_eq!(file.read(2).rows[0], ["Mitte", "1"]);
    }
}

#[test]
fn links_and_paths_that_lead_out_of_a_tar_are_refused() {
    let mut archive = tar::Builder::new(Vec::new());
    let mut head = tar::Header::new_gnu();
    head.set_entry_type(tar::EntryType::Symlink);
    head.set_size(0);
    archive
        .append_link(&mut head, "verweis.csv", "/etc/passwd")
        .unwrap();
    let mut head = tar::Header::new_gnu();
    head.as_mut_bytes()[..12].copy_from_slice(b"../hinaus.cs");
    head.set_size(CSV.len() as u64);
    head.set_cksum();
    archive.append(&head, CSV).unwrap();
    let file = Made::new("boese.tar", &archive.into_inner().unwrap());
    let inspection = file.inspect();
    assert!(inspection.tables.is_empty());
    let reasons: Vec<&str> = inspection
        .findings
        .iter()
        .map(|finding| finding.parameters["reason"].as_str())
        .collect();
    assert_eq!(reasons, ["link", "unsafe_path"]);
}

#[test]
fn bombs_are_stopped_by_what_they_unpack_to() {
    let limits = OfficeLimits {
        unpack: hebewerk_intake::UnpackLimits {
            bytes: 1 << 20,
            ..hebewerk_intake::UnpackLimits::default()
        },
        ..OfficeLimits::default()
    };
    let intake = Intake::with_office(Office::in_process(limits));
    let large = "ort;zahl\n".repeat(400_000);
    let file = Made::new("bombe.csv.gz", &gzip(large.as_bytes()));
    let error = super::files::inspect(&intake, &file.path).unwrap_err();
    assert!(matches!(error, ReadError::Unreadable { .. }), "{error:?}");
    // In an archive what came before is read.
    let packed = gzip(&tar(&[("orte.csv", CSV), ("gross.csv", large.as_bytes())]));
    let file = Made::new("bombe.tar.gz", &packed);
    let inspection = super::files::inspect(&intake, &file.path).unwrap();
    assert_eq!(inspection.tables.len(), 1);
    finding(&inspection, "archive_stopped");
}

#[test]
fn of_a_packed_text_cut_off_the_beginning_is_read() {
    let text: String = (0..200_000)
        .map(|row| format!("{row};Straße {}\n", row * 7919 % 1009))
        .collect();
    let packed = gzip(format!("nr;name\n{text}").as_bytes());
    let file = Made::new("halb.csv.gz", &packed[..packed.len() / 2]);
    let inspection = file.inspect();
    let rows = inspection.tables[0].data_rows;
    assert!((10_000..200_000).contains(&rows), "{rows}");
    let stopped = finding(&inspection, "archive_stopped");
    assert_eq!(stopped.parameters["reason"], "truncated");
}

#[test]
fn damaged_containers_are_unreadable_and_say_why() {
    for (name, bytes) in [
        ("a.csv.gz", b"\x1f\x8b\x08\0garbage".to_vec()),
        (
            "a.7z",
            b"7z\xbc\xaf\x27\x1c\0\x04garbagegarbagegarbage".to_vec(),
        ),
        ("a.xz", b"\xfd7zXZ\0\0garbage".to_vec()),
        ("a.zst", b"\x28\xb5\x2f\xfdgarbage".to_vec()),
        ("a.bz2", b"BZh9garbage".to_vec()),
    ] {
        let file = Made::new(name, &bytes);
        let error = super::files::inspect(&Intake::in_process(), &file.path).unwrap_err();
        assert!(error.lies_in_the_file(), "{name}: {error:?}");
    }
}

#[test]
fn a_worker_unpacks_what_this_process_unpacks() {
    let spool = tempfile::tempdir().unwrap();
    let packed = gzip(&tar(&[("orte.csv", CSV), ("zwei.csv", CSV)]));
    let file = Made::new("p.tar.gz", &packed);
    let there = super::worker::intake(spool.path(), WorkerLimits::default());
    let seen = super::files::inspect(&there, &file.path).unwrap();
    assert_eq!(seen, file.inspect());
    let rows = super::files::rows(&there, &file.path, &seen, 1).unwrap();
    assert_eq!(rows, file.read(1));
    let broken = Made::new("a.csv.gz", b"\x1f\x8b\x08\0garbage");
    let error = super::files::inspect(&there, &broken.path).unwrap_err();
    assert!(error.lies_in_the_file(), "{error:?}");
}

/// An archive as py7zr packs it under a password.
const LOCKED: &str = "377abcaf271c000445988ec17900000000000000140000000000000081d6bdca5d105f8d3bc6ec6e3ab79d8f262d61d30100\
    64010406000109100a014947aadf00070b0100022406f1070112530f1dd4db9ce2d7b7cd869a850a0e80ec86212101180100\
    0c0c0800080a01f6afb84500000501110d0062002e006300730076000000140a010040b3865a9d7ddd011506010020808081\
    00000017061001096900070b010001212101180c650000";

#[test]
fn an_archive_under_a_password_says_so() {
    let file = Made::new("geheim.7z", &bytes(LOCKED));
    assert!(matches!(
        file.error(),
        ReadError::Unreadable {
            cause: "password",
            ..
        }
    ));
}
