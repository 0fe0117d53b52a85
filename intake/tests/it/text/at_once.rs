//! A large text is read while it is looked at, and comes out exactly as the long way reads it.

use arrow::array::{Array, ArrayRef, RecordBatch};
use arrow::compute::{cast, concat_batches};
use arrow::datatypes::{DataType, Field, Schema};
use hebewerk_hub::ports::{EarlyEnd, FileReader, ReadError, Reading, SetAside, TableReading};
use hebewerk_intake::Intake;
use hebewerk_model::{Inspection, Recipe};
use std::path::PathBuf;
use std::sync::Arc;

/// Rows that make a file large enough to be read at once.
const ROWS: usize = 250_000;

struct Large {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

impl Large {
    fn new(bytes: impl AsRef<[u8]>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("messung.csv");
        std::fs::write(&path, bytes).unwrap();
        Self {
            _folder: folder,
            path,
        }
    }
}

/// What a table comes out as: its rows with plain arrays, and what was set aside.
#[derive(Debug, PartialEq)]
struct Rows {
    batch: RecordBatch,
    aside: Vec<(u64, Option<String>, &'static str, String)>,
}

fn rows(reading: TableReading) -> Result<Rows, ReadError> {
    let mut batches = Vec::new();
    let mut aside = Vec::new();
    for piece in reading {
        match piece? {
            Reading::Rows(batch) => batches.push(plain(&batch)),
            Reading::Aside(more) => aside.extend(more.into_iter().map(words)),
        }
    }
    aside.sort();
    let batch = concat_batches(&batches[0].schema(), &batches).unwrap();
    Ok(Rows { batch, aside })
}

fn words(aside: SetAside) -> (u64, Option<String>, &'static str, String) {
    (aside.row, aside.column, aside.reason, aside.text)
}

fn plain(batch: &RecordBatch) -> RecordBatch {
    let arrays: Vec<ArrayRef> = batch
        .columns()
        .iter()
        .map(|array| match array.data_type() {
            DataType::Dictionary(_, values) => cast(array, values).unwrap(),
            _ => Arc::clone(array),
        })
        .collect();
    let fields: Vec<Field> = batch
        .schema()
        .fields()
        .iter()
        .zip(&arrays)
        .map(|(field, array)| Field::new(field.name(), array.data_type().clone(), true))
        .collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).unwrap()
}

fn long_way(large: &Large, recipe: &Recipe) -> (Inspection, Rows) {
    let reader = Intake::in_process();
    let inspection = reader
        .inspect(&large.path, "messung.csv", recipe, &|_, _| {})
        .unwrap();
    let reading = reader
        .read(&large.path, "messung.csv", recipe, &inspection, 0)
        .unwrap();
    let rows = rows(reading).unwrap();
    (inspection, rows)
}

/// Reads a file both ways and expects the same.
#[track_caller]
fn agree(bytes: impl AsRef<[u8]>, recipe: &Recipe) -> Inspection {
    let large = Large::new(bytes);
    let early = Intake::in_process()
        .read_early(&large.path, "messung.csv", recipe, Arc::new(|_, _| {}))
        .unwrap()
        .unwrap();
    let read = rows(early.reading).unwrap();
    let Ok(EarlyEnd::Held(inspection)) = early.end.recv() else {
        panic!("what was supposed does not hold");
    };
    let (expected, long) = long_way(&large, recipe);
    assert_eq!(inspection, expected);
    assert_eq!(read.aside, long.aside);
    assert!(read.batch == long.batch, "the rows differ");
    inspection
}

/// Expects that a file is not read at once, or that this is noticed.
#[track_caller]
fn again(bytes: impl AsRef<[u8]>) -> Option<EarlyEnd> {
    let large = Large::new(bytes);
    let early = Intake::in_process()
        .read_early(
            &large.path,
            "messung.csv",
            &Recipe::default(),
            Arc::new(|_, _| {}),
        )
        .unwrap()?;
    assert!(matches!(rows(early.reading), Err(ReadError::Again)));
    early.end.recv().ok()
}

fn row(number: usize) -> String {
    let street = ["Mühlenstraße", "Am Markt", "Kaiserallee", "Große Gasse"][number % 4];
    let remark = match number % 11 {
        0 => "\"sagt \"\"ja\"\"; später\"",
        1 => "\"zwei\nZeilen\"",
        2 => " mit Rand ",
        _ => "",
    };
    format!(
        "{:05};{street};{},{:02};{:02}.{:02}.2024;{};{remark}\n",
        number % 90_000,
        number % 1_700,
        number % 100,
        number % 28 + 1,
        number % 12 + 1,
        if number.is_multiple_of(17) {
            "x".to_owned()
        } else {
            (number % 300).to_string()
        },
    )
}

fn regular() -> String {
    let mut text = "Schlüssel;Straße;Wert in €;Tag;Anzahl;Bemerkung\n".to_owned();
    (0..ROWS).for_each(|number| text.push_str(&row(number)));
    text
}

/// The regular file with something put in its middle, and its end.
fn with(middle: &str, end: &str) -> String {
    let mut text = regular();
    let half = text.len() / 2;
    let (at, _) = text
        .match_indices("\n0")
        .find(|(at, _)| *at > half)
        .unwrap();
    let at = at + 1;
    text.insert_str(at, middle);
    text.push_str(end);
    text
}

#[test]
fn a_regular_file_comes_out_alike_both_ways() {
    let inspection = agree(regular(), &Recipe::default());
    let table = &inspection.tables[0];
    assert_eq!(table.data_rows, ROWS as u64);
    let types: Vec<String> = table
        .columns
        .iter()
        .map(|column| column.column_type.to_string())
        .collect();
    assert_eq!(types[0], "text", "the key keeps its zeros: {types:?}");
    assert_eq!(types[3], "date", "{types:?}");
}

#[test]
fn odd_rows_in_the_middle_and_a_title_and_footers_change_nothing() {
    let middle = "Schlüssel;Straße;Wert in €;Tag;Anzahl;Bemerkung\n\
                  00001;kurz\n\
                  00002;lang;1,00;01.01.2024;1;;zu viel\n\
                  00003;falscher Wert;k. w.;32.13.2024;zwölf;\n\
                  # eine Bemerkung\n";
    let body = with(middle, "\nQuelle: Amt für Statistik\n");
    let text = format!("Messwerte 2024\n\n{body}");
    let inspection = agree(text, &Recipe::default());
    let table = &inspection.tables[0];
    assert_eq!((table.data_rows, table.footer_rows), (ROWS as u64 + 3, 1));
    assert!(table.set_aside > 0);
}

#[test]
fn files_of_a_code_page_with_windows_line_ends_come_out_alike() {
    let text = regular().replace('\n', "\r\n");
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
    let inspection = agree(bytes, &Recipe::default());
    let dialect = &inspection.tables[0].dialect;
    assert_eq!(dialect.encoding.as_deref(), Some("windows-1252"));
}

#[test]
fn a_byte_order_mark_and_a_column_of_nothing_but_different_values_come_out_alike() {
    let mut text = "\u{feff}Nummer;Kennung;leer\n".to_owned();
    for number in 0..ROWS * 2 {
        text.push_str(&format!("{number};{:016x}-{number};\n", number * 7919));
    }
    let inspection = agree(text, &Recipe::default());
    assert_eq!(inspection.tables[0].columns[1].distinct, ROWS as u64 * 2);
}

#[test]
fn persons_are_found_alike_both_ways() {
    let first = ["Ayşe", "Hans", "Ute", "Jan", "Karim", "Olga", "Heinz"];
    let last = ["Müller", "Yılmaz", "Kowalski", "Schäfer", "Papierowski"];
    let mut text = "Nr;Halter Name;Halter Vorname;geboren;Telefon;E-Mail;Haltestelle\n".to_owned();
    for number in 0..ROWS {
        let (given, family) = (first[number % 7], last[number % 5]);
        text.push_str(&format!(
            "{number};{family}-{};{given};{:02}.{:02}.{};0209 {};{}.{number}@gmx.de;Am Markt\n",
            last[number / 5 % 5],
            number % 28 + 1,
            number % 12 + 1,
            1940 + number % 70,
            100_000 + number,
            family.to_lowercase(),
        ));
    }
    let inspection = agree(text, &Recipe::default());
    let columns = &inspection.tables[0].columns;
    let kinds: Vec<&str> = columns
        .iter()
        .map(|column| {
            column
                .personal
                .as_ref()
                .map_or("-", |data| data.kind.code())
        })
        .collect();
    assert_eq!(
        kinds,
        [
            "-",
            "last_name",
            "first_name",
            "birth_date",
            "phone",
            "email",
            "-"
        ]
    );
    let mails = columns[5].personal.as_ref().unwrap().evidence;
    assert_eq!((mails.matching, mails.looked_at), (1_000, 1_000));
}

#[test]
fn what_a_recipe_leaves_out_and_forces_is_obeyed() {
    let recipe: Recipe = serde_json::from_str(
        r#"{"tables": [{"table": "", "columns": [
            {"label": "Straße", "skip": true},
            {"label": "Anzahl", "column_type": {"kind": "text"}}
        ]}]}"#,
    )
    .unwrap();
    let middle = "00002;geheim;1,00;01.01.2024;1;;zu viel\n";
    let large = with(middle, "");
    agree(large, &recipe);
}

#[test]
fn whatever_needs_to_be_seen_as_a_whole_is_read_the_long_way() {
    for middle in [
        "\n",
        "00001;8\" Rohr;1,00;01.01.2024;1;\n",
        "00001;\u{0};1,00;01.01.2024;1;\n",
        "00001;ein\rRücklauf;1,00;01.01.2024;1;\n",
        "00001;\u{85};1,00;01.01.2024;1;\n",
    ] {
        let end = again(with(middle, ""));
        assert!(end.is_none(), "{middle:?}: {end:?}");
    }
    let row = "00001;Gasse;1,00;01.01.2024;1;";
    let swallowed = format!("{row}\"offen\n{row}\n{row}\n{row}\n{row}zu\"\n");
    assert!(again(with(&swallowed, "")).is_none());
    let giant = row.replace("Gasse", &"x".repeat(5 << 20));
    assert!(again(with(&format!("{giant}\n"), "")).is_none());
    let mut bytes = with("00001;XX;1,00;01.01.2024;1;\n", "").into_bytes();
    let at = bytes.windows(4).position(|four| four == b";XX;").unwrap();
    bytes[at + 1] = 0xe4;
    assert!(again(bytes).is_none());
}

#[test]
fn a_type_that_only_the_whole_file_shows_is_told_with_what_was_seen() {
    // One more decimal than anywhere else.
    let text = with("00001;Gasse;1,0005;01.01.2024;1;\n", "");
    let Some(EarlyEnd::Other(inspection)) = again(&text) else {
        panic!("the other type was not noticed");
    };
    let (expected, _) = long_way(&Large::new(text), &Recipe::default());
    assert_eq!(inspection, expected);
}

#[test]
fn a_small_file_is_looked_at_first() {
    assert!(again("a;b\n1;2\n").is_none());
}
