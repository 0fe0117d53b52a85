//! Several tables in one sheet.

use super::files::{Made, finding, labels, rows, zip};
use hebewerk_hub::ports::{FileReader, Reading};
use hebewerk_intake::Intake;
use hebewerk_model::{ColumnRecipe, Inspection, Recipe, TableRecipe};
use rust_xlsxwriter::{Format, Workbook, Worksheet};

/// Writes lines of cells parted by `|` from a place on; numbers as numbers.
fn write(sheet: &mut Worksheet, row: u32, column: u16, lines: &[&str]) {
    for (line, row) in lines.iter().zip(row..) {
        for (cell, column) in line.split('|').zip(column..) {
            if let Ok(number) = cell.parse::<f64>() {
                sheet.write(row, column, number).unwrap();
            } else if !cell.is_empty() {
                sheet.write(row, column, cell).unwrap();
            }
        }
    }
}

/// A workbook with one sheet *Blatt*, whose blocks begin at these places.
fn sheet(blocks: &[(u32, u16, &[&str])]) -> Made {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Blatt").unwrap();
    for (row, column, lines) in blocks {
        write(sheet, *row, *column, lines);
    }
    Made::new("mappe.xlsx", &workbook.save_to_buffer().unwrap())
}

const PEOPLE: &[&str] = &[
    "Bezirk|Einwohner|Fläche",
    "Mitte|1200|3.5",
    "Nord|980|7.25",
    "Süd|455|9",
];
const STREETS: &[&str] = &["Straße|Länge", "Ring|12", "Damm|7", "Weg|3", "Allee|40"];

fn names(inspection: &Inspection) -> Vec<&str> {
    let tables = inspection.tables.iter();
    tables.map(|table| table.name.as_str()).collect()
}

/// All rows of all tables: both passes must cut alike.
#[track_caller]
fn all_rows(file: &Made) -> Vec<Vec<String>> {
    let inspection = file.inspect();
    let mut all = Vec::new();
    for (index, table) in inspection.tables.iter().enumerate() {
        let read = rows(&Intake::in_process(), &file.path, &inspection, index).unwrap();
        assert_eq!(read.rows.len() as u64, table.data_rows, "{}", table.name);
        assert_eq!(read.aside, [], "{}", table.name);
        all.push(read.rows.iter().map(|row| row.join("|")).collect());
    }
    all
}

#[track_caller]
fn check_one(file: &Made) {
    assert_eq!(names(&file.inspect()), ["Blatt"]);
    all_rows(file);
}

const PEOPLE_READ: [&str; 3] = ["Mitte|1200|3.50", "Nord|980|7.25", "Süd|455|9.00"];
const STREETS_READ: [&str; 4] = ["Ring|12", "Damm|7", "Weg|3", "Allee|40"];

#[test]
fn tables_below_each_other_are_several() {
    let file = sheet(&[(0, 0, PEOPLE), (5, 0, STREETS)]);
    let inspection = file.inspect();
    assert_eq!(names(&inspection), ["Blatt", "Blatt 2"]);
    assert_eq!(labels(&inspection.tables[1]), ["Straße", "Länge"]);
    assert_eq!(inspection.tables[1].header_line, 5);
    assert_eq!(all_rows(&file), [&PEOPLE_READ[..], &STREETS_READ[..]]);
    let said = finding(&inspection, "several_tables_in_sheet");
    assert_eq!(said.parameters["tables"], "2");
    assert_eq!(said.table.as_deref(), Some("Blatt"));
}

#[test]
fn tables_side_by_side_are_several() {
    let file = sheet(&[(0, 0, PEOPLE), (2, 4, STREETS)]);
    let inspection = file.inspect();
    assert_eq!(names(&inspection), ["Blatt", "Blatt 2"]);
    assert_eq!(
        labels(&inspection.tables[0]),
        ["Bezirk", "Einwohner", "Fläche"]
    );
    assert_eq!(labels(&inspection.tables[1]), ["Straße", "Länge"]);
    assert_eq!(all_rows(&file), [&PEOPLE_READ[..], &STREETS_READ[..]]);
    finding(&inspection, "several_tables_in_sheet");
}

#[test]
fn titles_above_are_of_their_tables() {
    let below = sheet(&[
        (0, 0, &["Einwohner nach Bezirken"]),
        (1, 0, PEOPLE),
        (6, 0, &["Straßen der Stadt"]),
        (7, 0, STREETS),
    ]);
    let inspection = below.inspect();
    assert_eq!(names(&inspection), ["Blatt", "Blatt 2"]);
    assert_eq!(inspection.tables[1].header_line, 7);
    assert_eq!(all_rows(&below), [&PEOPLE_READ[..], &STREETS_READ[..]]);

    let beside = sheet(&[
        (0, 1, &["Einwohner nach Bezirken"]),
        (2, 1, PEOPLE),
        (0, 5, &["Straßen der Stadt"]),
        (2, 5, &STREETS[..4]),
    ]);
    assert_eq!(names(&beside.inspect()), ["Blatt", "Blatt 2"]);
    assert_eq!(all_rows(&beside), [&PEOPLE_READ[..], &STREETS_READ[..3]]);
}

#[test]
fn tables_in_two_columns_of_two_are_four() {
    // A few pairs above a table could be remarks.
    let more = &["Gasse|2", "Platz|1"];
    let file = sheet(&[
        (0, 0, PEOPLE),
        (6, 0, STREETS),
        (1, 5, STREETS),
        (6, 5, more),
        (10, 5, PEOPLE),
    ]);
    let mut streets = STREETS_READ.to_vec();
    streets.extend(more);
    let inspection = file.inspect();
    assert_eq!(
        names(&inspection),
        ["Blatt", "Blatt 2", "Blatt 3", "Blatt 4"]
    );
    assert_eq!(
        all_rows(&file),
        [
            &PEOPLE_READ[..],
            &STREETS_READ[..],
            &streets[..],
            &PEOPLE_READ[..]
        ]
    );
}

#[test]
fn totals_and_remarks_beside_a_table_are_no_table() {
    check_one(&sheet(&[
        (0, 0, PEOPLE),
        (1, 4, &["Summe|2635", "Mittel|878", "Höchstens|1200"]),
    ]));
    check_one(&sheet(&[
        (0, 0, PEOPLE),
        (
            1,
            4,
            &["Zeichen|Bedeutung", "x|geheim", "-|nichts", "o|offen"],
        ),
    ]));
    check_one(&sheet(&[(0, 0, PEOPLE), (9, 7, &["geprüft"])]));
}

#[test]
fn a_blank_column_in_a_table_does_not_part_it() {
    let file = sheet(&[
        (0, 0, PEOPLE),
        (0, 4, &["Männer|Frauen", "600|600", "480|500", "230|225"]),
    ]);
    check_one(&file);
    assert_eq!(file.inspect().tables[0].columns.len(), 6);
}

#[test]
fn gaps_between_rows_of_one_table_end_nothing() {
    let file = sheet(&[
        (0, 0, PEOPLE),
        (5, 0, &["West|12|4", "Ost|13|5"]),
        (9, 0, &PEOPLE[..1]),
        (10, 0, &["Hafen|14|6"]),
    ]);
    check_one(&file);
    assert_eq!(file.inspect().tables[0].data_rows, 6);
}

#[test]
fn tables_of_a_sheet_in_an_archive_are_read_alike() {
    let file = sheet(&[(0, 0, PEOPLE), (2, 4, STREETS)]);
    let book = std::fs::read(&file.path).unwrap();
    let packed = Made::new("lieferung.zip", &zip(&[("mappe.xlsx", &book)]));
    assert_eq!(all_rows(&packed), [&PEOPLE_READ[..], &STREETS_READ[..]]);
}

#[test]
fn a_sheet_that_has_the_name_of_a_further_table_keeps_it() {
    let mut workbook = Workbook::new();
    for name in ["Blatt", "Blatt 2"] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        write(sheet, 0, 0, PEOPLE);
        if name == "Blatt" {
            write(sheet, 6, 0, STREETS);
        }
    }
    let file = Made::new("mappe.xlsx", &workbook.save_to_buffer().unwrap());
    assert_eq!(names(&file.inspect()), ["Blatt", "Blatt 3", "Blatt 2"]);
    assert_eq!(
        all_rows(&file),
        [&PEOPLE_READ[..], &STREETS_READ[..], &PEOPLE_READ[..]]
    );
}

fn with(file: &Made, tables: Vec<TableRecipe>) -> (Inspection, Vec<u64>) {
    let (intake, recipe) = (Intake::in_process(), Recipe { tables });
    let inspection = intake
        .inspect(&file.path, "mappe.xlsx", &recipe, &|_, _| {})
        .unwrap();
    let counts = (0..inspection.tables.len()).map(|table| {
        let pieces = intake
            .read(&file.path, "mappe.xlsx", &recipe, &inspection, table)
            .unwrap();
        let count = |piece| match piece {
            Ok(Reading::Rows(batch)) => batch.num_rows() as u64,
            _ => 0,
        };
        pieces.map(count).sum()
    });
    let counts = counts.collect();
    (inspection, counts)
}

fn of(table: &str) -> TableRecipe {
    TableRecipe {
        table: table.to_owned(),
        ..TableRecipe::default()
    }
}

#[test]
fn names_of_a_recipe_that_are_not_in_the_file_are_told() {
    let file = sheet(&[(0, 0, PEOPLE), (6, 0, STREETS)]);
    let check = |tables: Vec<TableRecipe>, expected: &[(&str, Option<&str>, Option<&str>)]| {
        let (inspection, _) = with(&file, tables);
        let unmet = inspection.findings.iter();
        let unmet: Vec<_> = unmet
            .filter(|it| it.code.as_str().starts_with("recipe_"))
            .map(|it| (it.code.as_str(), it.table.as_deref(), it.column.as_deref()))
            .collect();
        assert_eq!(unmet, expected);
    };
    let naming = |table: &str, label: &str| TableRecipe {
        columns: vec![ColumnRecipe {
            label: label.to_owned(),
            ..ColumnRecipe::default()
        }],
        ..of(table)
    };
    let column = "recipe_column_unmet";
    let seen = file.inspect();
    let (one, other) = (labels(&seen.tables[0])[1], labels(&seen.tables[1])[0]);
    check(vec![naming("Blatt", one), naming("", other)], &[]);
    check(
        vec![naming("Blatt", other)],
        &[(column, Some("Blatt"), Some(other))],
    );
    check(vec![naming("", "Nie")], &[(column, None, Some("Nie"))]);
    check(
        vec![naming("Blatt 4", one)],
        &[("recipe_table_unmet", None, None)],
    );
}

#[test]
fn a_recipe_that_says_where_the_header_is_or_leaves_the_sheet_out_means_all_of_it() {
    let file = sheet(&[(0, 0, PEOPLE), (6, 0, STREETS), (2, 5, STREETS)]);
    assert_eq!(file.inspect().tables.len(), 3);
    let told = TableRecipe {
        header_line: Some(0),
        ..of("Blatt")
    };
    let left_out = TableRecipe {
        skip: Some(true),
        ..of("Blatt")
    };
    for recipe in [told, left_out.clone()] {
        assert_eq!(names(&with(&file, vec![recipe]).0), ["Blatt"]);
    }
    // Who knows the others has left out the first only.
    let (inspection, counts) = with(&file, vec![left_out, of("Blatt 2")]);
    assert_eq!(names(&inspection), ["Blatt", "Blatt 2", "Blatt 3"]);
    assert_eq!(counts, [3, 4, 4]);
}

#[test]
fn corrections_of_a_further_table_are_of_that_table() {
    let file = sheet(&[(0, 0, PEOPLE), (6, 0, STREETS)]);
    let further = TableRecipe {
        header_line: Some(7),
        header_rows: Some(1),
        ..of("Blatt 2")
    };
    let (inspection, counts) = with(&file, vec![further]);
    assert_eq!(inspection.tables[1].header_line, 7);
    assert_eq!(labels(&inspection.tables[1]), ["Ring", "12"]);
    assert_eq!(counts, [3, 3]);
}

#[test]
fn what_is_noted_of_a_column_is_told_of_the_table_it_is_in() {
    let mut workbook = Workbook::new();
    let percent = Format::new().set_num_format("0.0%");
    let sheet = workbook.add_worksheet().set_name("Blatt").unwrap();
    write(sheet, 0, 0, PEOPLE);
    write(sheet, 5, 0, &["Straße|Anteil", "Ring", "Damm", "Weg"]);
    for row in 6..9 {
        sheet.write_with_format(row, 1, 0.125, &percent).unwrap();
    }
    let file = Made::new("mappe.xlsx", &workbook.save_to_buffer().unwrap());
    let inspection = file.inspect();
    let said = finding(&inspection, "percent_format");
    assert_eq!(
        (said.table.as_deref(), said.column.as_deref(), said.count),
        (Some("Blatt 2"), Some("Anteil"), 3)
    );
}

#[test]
fn a_table_in_the_midst_of_a_sheet_is_found_among_its_notes() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Blatt").unwrap();
    let day = Format::new().set_num_format("dd.mm.yyyy");
    let date = rust_xlsxwriter::ExcelDateTime::from_ymd(2024, 5, 1).unwrap();
    sheet.write(0, 0, "Amt 20").unwrap();
    sheet.write(2, 0, "Auskunft: Zimmer 12").unwrap();
    sheet.write(0, 5, "Datum").unwrap();
    sheet.write_with_format(0, 6, &date, &day).unwrap();
    sheet.write_row(6, 2, ["Nr", "Objekt", "Miete"]).unwrap();
    for row in 7..17 {
        sheet.write(row, 2, format!("{row:03}")).unwrap();
        sheet.write(row, 3, "Haus").unwrap();
        sheet.write(row, 4, f64::from(row) * 10.5).unwrap();
    }
    sheet.write(8, 0, "siehe Vermerk").unwrap();
    let file = Made::new("mappe.xlsx", &workbook.save_to_buffer().unwrap());
    let inspection = file.inspect();
    let table = &inspection.tables[0];
    assert_eq!((table.header_line, table.data_rows), (6, 10));
    let named: Vec<(&str, &str)> = table
        .columns
        .iter()
        .map(|column| (column.label.as_str(), column.column_type.name()))
        .filter(|(label, _)| !label.is_empty() && !label.starts_with("spalte"))
        .collect();
    let expected = [("Nr", "text"), ("Objekt", "text"), ("Miete", "decimal")];
    assert_eq!(named, expected);
    // The note beside a row stays with it.
    assert!(file.read(0).rows[1].contains(&"siehe Vermerk".to_owned()));
}

#[test]
fn filters_above_a_cross_table_of_a_statistical_database_are_remarks() {
    let export: &[&str] = &[
        "Erwerbsstatistik - Zeitreihe",
        "Wohnort nach Jahr",
        "",
        "Filter:",
        "Standardfakt|Personen",
        "",
        "Jahr||2016",
        "|Wohnort",
        "|Eisenberg <10101>|14341",
        "|Rust <10201>|1904",
        "|Grau <10301>|2230",
    ];
    let made = sheet(&[(0, 0, export)]);
    let inspection = made.inspect();
    assert_eq!(labels(&inspection.tables[0]), ["Jahr", "Wohnort", "2016"]);
    assert_eq!(inspection.tables[0].data_rows, 3);
}
