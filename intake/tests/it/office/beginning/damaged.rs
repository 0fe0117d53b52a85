//! Damage gives no beginning or an error, and never ends the program.

use super::{look, markup, workbooks};
use crate::mutated::damage::{Dice, of};
use crate::office::files::{Made, ods_of, text_row, workbook, xlsx_parts, zip};
use crate::office::packed::{gzip, tar};
use crate::office::records_made::{dbf, shp};
use hebewerk_intake::Intake;

/// Damage in the first kilobytes of a large file, and at its end, each time the same.
#[test]
fn damaged_files_end_nothing() {
    let map = markup::map(6_000);
    let book = workbooks::large(12_000);
    let list = super::list(5 << 20).into_bytes();
    let inner = zip(&[
        ("x.shp", &shp(30_000)),
        ("x.dbf", &dbf(30_000)),
        ("karte.kml", map.as_bytes()),
    ]);
    let row = "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>";
    let files: [(&str, Vec<u8>); 9] = [
        ("x.kml", map.clone().into_bytes()),
        (
            "x.json",
            format!("[{}1]", "{\"a\": [1, \"]\"]},\n".repeat(300_000)).into_bytes(),
        ),
        ("x.xlsx", book),
        ("x.ods", ods_of(&row.repeat(300_000))),
        ("x.zip", inner.clone()),
        ("x.tar", tar(&[("paket.zip", &inner), ("liste.csv", &list)])),
        ("x.csv.gz", gzip(&list)),
        ("x.csv", list),
        ("x.dbf", dbf(40_000)),
    ];
    let intake = Intake::in_process();
    let mut dice = Dice::new(2_026);
    for (name, bytes) in &files {
        for _ in 0..12 {
            let (head, tail) = bytes.split_at(bytes.len().min(4096));
            let (middle, end) = tail.split_at(tail.len().saturating_sub(1024));
            let damaged = [&of(head, end, &mut dice), middle, &of(end, head, &mut dice)].concat();
            let _either = look(&intake, &Made::new(name, &damaged));
        }
        let half = &bytes[..bytes.len() / 2];
        let _either = look(&intake, &Made::new(name, half));
    }
}

#[test]
fn a_packed_bomb_is_seen_only_as_far_as_is_shown() {
    let bomb = gzip(&b"a;b\n1;2\n".repeat(40 << 20 >> 3));
    let twice = gzip(&bomb);
    let members: Vec<(String, &[u8])> = (0..25)
        .map(|it| (format!("{it}.csv"), bomb.as_slice()))
        .collect();
    let members: Vec<(&str, &[u8])> = members
        .iter()
        .map(|(name, bytes)| (name.as_str(), *bytes))
        .collect();
    let intake = Intake::in_process();
    for (name, bytes) in [
        ("x.csv.gz", [bomb.clone(), vec![0; 600_000]].concat()),
        ("y.gz", twice),
        ("z.zip", zip(&members)),
    ] {
        let _either = look(&intake, &Made::new(name, &bytes));
    }
}

/// Parts of a container may share their bytes: what is copied is counted, not what the file has.
#[test]
fn a_workbook_of_many_large_parts_has_no_beginning() {
    let mut seed = 1_u64;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 56) as u8
    })
    .take(6 << 20)
    .collect();
    let rows: String = (1..9).map(|row| text_row(row, &["a", "b"])).collect();
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let parts = xlsx_parts(&sheet, &workbook(""));
    let mut parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, bytes)| (*name, bytes.as_slice()))
        .collect();
    let intake = Intake::in_process();
    let mut look_with = |name| {
        parts.push((name, &noise));
        look(&intake, &Made::new("x.xlsx", &zip(&parts))).unwrap()
    };
    assert!(look_with("xl/a.xml").is_some());
    assert!(look_with("xl/b.xml").is_some());
    assert!(look_with("xl/c.xml").is_none());
}
