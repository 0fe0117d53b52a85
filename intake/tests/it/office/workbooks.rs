//! What becomes of workbooks.

use super::files::{Made, finding, labels, ods_of, text_row, types, xlsx_of};
use hebewerk_model::{Recipe, TableRecipe};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

fn made(mut workbook: Workbook) -> Made {
    Made::new("mappe.xlsx", &workbook.save_to_buffer().unwrap())
}

#[test]
fn every_sheet_with_content_is_a_table_and_hidden_ones_are_named() {
    let mut workbook = Workbook::new();
    for (name, hidden) in [("Offen", false), ("Versteckt", true)] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        sheet.set_hidden(hidden);
        sheet.write_row(0, 0, ["Straße", "Anzahl"]).unwrap();
        for row in 1..6 {
            sheet.write(row, 0, format!("Weg {row}")).unwrap();
            sheet.write(row, 1, row).unwrap();
        }
    }
    workbook.add_worksheet().set_name("Leer").unwrap();
    let file = made(workbook);
    let inspection = file.inspect();
    let names: Vec<&str> = inspection
        .tables
        .iter()
        .map(|table| table.name.as_str())
        .collect();
    assert_eq!(names, ["Offen", "Versteckt"]);
    assert_eq!(types(&inspection.tables[0]), ["text", "integer"]);
    assert_eq!(
        finding(&inspection, "hidden_sheet").table.as_deref(),
        Some("Versteckt")
    );
    assert_eq!(
        finding(&inspection, "empty_sheet").parameters["sheet"],
        "Leer"
    );
    assert_eq!(file.read(1).rows[4], ["Weg 5", "5"]);
}

/// A cover with sentences, a table, and notes as one long cell.
fn booklet() -> Made {
    let mut workbook = Workbook::new();
    let cover = workbook.add_worksheet().set_name("Deckblatt").unwrap();
    for (row, text) in [
        (1, "Stadt Beispiel, Fachbereich Statistik"),
        (4, "Hunde nach Ortsteilen am Ende des Jahres"),
        (5, "Stand: 31. Dezember 2025"),
        (9, "Herausgegeben im Februar 2026"),
    ] {
        cover.write(row, 1, text).unwrap();
    }
    let sheet = workbook.add_worksheet().set_name("Tabelle 1").unwrap();
    sheet.write_row(0, 0, ["Ortsteil", "Hunde"]).unwrap();
    for row in 1..6 {
        sheet.write(row, 0, format!("Ortsteil {row}")).unwrap();
        sheet.write(row, 1, row * 7).unwrap();
    }
    let notes = workbook.add_worksheet().set_name("Hinweise").unwrap();
    notes.write(0, 0, "Zur Zählung der Hunde").unwrap();
    let text = "Gezählt sind angemeldete Hunde; Blindenhunde sind befreit. ".repeat(5);
    notes.write(1, 0, text).unwrap();
    made(workbook)
}

#[test]
fn sheets_of_text_beside_a_table_are_named_and_left_out_unless_a_recipe_takes_them() {
    let file = booklet();
    let taken = |recipe: &Recipe| -> Vec<String> {
        let tables = file.inspect_with(recipe).tables.into_iter();
        let tables = tables.filter(|table| recipe.takes(table));
        tables.map(|table| table.name).collect()
    };
    let inspection = file.inspect();
    let texts: Vec<_> = inspection
        .findings
        .iter()
        .filter(|finding| finding.code.as_str() == "sheet_of_text")
        .map(|finding| finding.parameters["sheet"].as_str())
        .collect();
    assert_eq!(texts, ["Deckblatt", "Hinweise"]);
    assert_eq!(taken(&Recipe::default()), ["Tabelle 1"]);
    let wanted = Recipe {
        tables: vec![TableRecipe {
            table: "Hinweise".to_owned(),
            skip: Some(false),
            ..TableRecipe::default()
        }],
    };
    assert_eq!(taken(&wanted), ["Tabelle 1", "Hinweise"]);
}

#[test]
fn a_workbook_of_nothing_but_text_is_read_all_the_same() {
    let mut workbook = Workbook::new();
    for name in ["Deckblatt", "Hinweise"] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        for row in [0, 3, 6, 9] {
            sheet
                .write(row, 0, format!("Ein Satz in Zeile {row}"))
                .unwrap();
        }
    }
    let inspection = made(workbook).inspect();
    assert!(inspection.tables.iter().all(|table| !table.is_prose));
}

#[test]
fn dates_are_days_and_moments_are_moments() {
    let mut workbook = Workbook::new();
    let date = Format::new().set_num_format("dd.mm.yyyy");
    let moment = Format::new().set_num_format("dd.mm.yyyy hh:mm");
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["Tag", "Zeitpunkt"]).unwrap();
    for row in 1..=4 {
        let day =
            ExcelDateTime::from_ymd(2024, 2, 27 + row as u8 - 1 - u8::from(row == 4)).unwrap();
        sheet.write_with_format(row, 0, &day, &date).unwrap();
        let time = ExcelDateTime::from_ymd(2024, 3, row as u8)
            .unwrap()
            .and_hms(8, 30, 0)
            .unwrap();
        sheet.write_with_format(row, 1, &time, &moment).unwrap();
    }
    let file = made(workbook);
    assert_eq!(types(&file.inspect().tables[0]), ["date", "timestamp"]);
    assert_eq!(file.read(0).rows[0], ["2024-02-27", "2024-03-01T08:30:00"]);
}

#[test]
fn the_date_system_of_1904_is_kept_in_mind() {
    let rows: String = (2..=6)
        .map(|row| format!(r#"<row r="{row}"><c r="A{row}" s="1"><v>43830</v></c></row>"#))
        .collect();
    let rows = text_row(1, &["Datum"]) + &rows;
    let old = Made::new("alt.xlsx", &xlsx_of(&rows, r#"<workbookPr date1904="1"/>"#));
    assert_eq!(old.read(0).rows[0], ["2024-01-01"]);
    let new = Made::new("neu.xlsx", &xlsx_of(&rows, ""));
    assert_eq!(new.read(0).rows[0], ["2019-12-31"]);
}

#[test]
fn merged_headers_are_joined_from_top_to_bottom() {
    let mut workbook = Workbook::new();
    let plain = Format::new();
    let sheet = workbook.add_worksheet();
    sheet
        .merge_range(0, 0, 0, 4, "Bevölkerung am 31.12.", &plain)
        .unwrap();
    sheet.merge_range(2, 0, 3, 0, "Bezirk", &plain).unwrap();
    sheet.merge_range(2, 1, 2, 2, "Männlich", &plain).unwrap();
    sheet.merge_range(2, 3, 2, 4, "Weiblich", &plain).unwrap();
    for column in 1..=4 {
        sheet
            .write(3, column, if column % 2 == 1 { "2022" } else { "2023" })
            .unwrap();
    }
    for row in 4..12 {
        sheet.write(row, 0, format!("Bezirk {row}")).unwrap();
        for column in 1..=4 {
            sheet
                .write(row, column, row * 1000 + u32::from(column) * 7)
                .unwrap();
        }
    }
    let file = made(workbook);
    let inspection = file.inspect();
    let table = &inspection.tables[0];
    assert_eq!(
        labels(table),
        [
            "Bezirk",
            "Männlich / 2022",
            "Männlich / 2023",
            "Weiblich / 2022",
            "Weiblich / 2023"
        ]
    );
    assert_eq!(
        (table.header_line, table.header_rows, table.data_rows),
        (2, 2, 8)
    );
}

/// Flows between districts, as statistics offices print them: the name of the group alone in its rows, numbers of
/// districts below it.
#[test]
fn numbers_that_count_the_columns_of_a_group_are_its_labels() {
    let plain = Format::new();
    let matrix = |is_tall: bool| {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.write(0, 0, "Umzüge im Jahr 2024").unwrap();
        if is_tall {
            sheet.merge_range(1, 1, 2, 6, "zogen nach", &plain).unwrap();
            sheet.merge_range(2, 0, 4, 0, "aus Bezirk", &plain).unwrap();
        } else {
            sheet.merge_range(1, 0, 2, 0, "aus Bezirk", &plain).unwrap();
            sheet.merge_range(1, 1, 1, 6, "zogen nach", &plain).unwrap();
        }
        let counters = 2 + u32::from(is_tall);
        for column in 1..=6_u16 {
            if is_tall {
                // A number over two rows; the second of them has no cell of its own.
                sheet
                    .merge_range(counters, column, counters + 1, column, "", &plain)
                    .unwrap();
            }
            sheet.write(counters, column, column).unwrap();
        }
        for row in 0..6_u32 {
            let place = counters + 1 + u32::from(is_tall) + row;
            sheet
                .write(place, 0, format!("Bezirk {}", row + 1))
                .unwrap();
            for column in 1..=6_u16 {
                sheet
                    .write(place, column, (row + 3) * (u32::from(column) + 7) * 13 % 97)
                    .unwrap();
            }
        }
        made(workbook)
    };
    for is_tall in [false, true] {
        let file = matrix(is_tall);
        let inspection = file.inspect();
        let table = &inspection.tables[0];
        let mut expected = vec!["aus Bezirk".to_owned()];
        expected.extend((1..=6).map(|column| format!("zogen nach / {column}")));
        assert_eq!(labels(table), expected, "{is_tall}");
        assert_eq!(file.read(0).rows.len(), 6, "{is_tall}");
    }
}

#[test]
fn rows_that_happen_to_count_up_below_a_merged_cell_stay_rows() {
    let plain = Format::new();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "Ort").unwrap();
    sheet.merge_range(0, 1, 0, 2, "Messung", &plain).unwrap();
    sheet.write(0, 3, "Güte").unwrap();
    for row in 1..9_u32 {
        sheet.write(row, 0, format!("Ort {row}")).unwrap();
        sheet.write(row, 1, row).unwrap();
        sheet.write(row, 2, row + 1).unwrap();
        sheet.write(row, 3, format!("{row}a")).unwrap();
    }
    let file = made(workbook);
    assert_eq!(file.read(0).rows.len(), 8);
}

#[test]
fn merged_cells_beside_rows_of_data_count_for_each_row() {
    let mut workbook = Workbook::new();
    let plain = Format::new();
    let sheet = workbook.add_worksheet();
    sheet
        .write_row(0, 0, ["Bezirk", "Straße", "Anzahl"])
        .unwrap();
    for (first, bezirk) in [(1, "Mitte"), (4, "Süd"), (7, "Nord")] {
        sheet
            .merge_range(first, 0, first + 2, 0, bezirk, &plain)
            .unwrap();
    }
    for row in 1..10 {
        sheet.write(row, 1, format!("Weg {row}")).unwrap();
        sheet.write(row, 2, row * 11).unwrap();
    }
    let file = made(workbook);
    let bezirke: Vec<String> = file.read(0).rows.iter().map(|row| row[0].clone()).collect();
    assert_eq!(
        bezirke,
        [
            "Mitte", "Mitte", "Mitte", "Süd", "Süd", "Süd", "Nord", "Nord", "Nord"
        ]
    );
    let inspection = file.inspect();
    let filled = finding(&inspection, "merged_cells_filled");
    assert_eq!((filled.count, filled.row), (6, Some(3)));
}

#[test]
fn error_cells_are_empty_and_counted() {
    let rows: String = (2..=40)
        .map(|row| match row {
            7 => r#"<row r="7"><c r="A7" t="inlineStr"><is><t>x</t></is></c><c r="B7" t="e"><v>#DIV/0!</v></c></row>"#.to_owned(),
            9 => r#"<row r="9"><c r="A9" t="inlineStr"><is><t>x</t></is></c><c r="B9" t="e"><v>#SPILL!</v></c></row>"#.to_owned(),
            _ => format!(r#"<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>Ort {row}</t></is></c><c r="B{row}"><v>{row}.5</v></c></row>"#),
        })
        .collect();
    let rows = text_row(1, &["Ort", "Wert"]) + &rows;
    let file = Made::new("fehler.xlsx", &xlsx_of(&rows, ""));
    let read = file.read(0);
    assert_eq!(read.rows.len(), 39);
    assert_eq!(read.rows[5], ["x", "∅"]);
    assert_eq!(read.rows[7], ["x", "∅"]);
    assert_eq!(read.rows[8], ["Ort 10", "10.5"]);
    let inspection = file.inspect();
    assert_eq!(finding(&inspection, "cell_unreadable").count, 1);
}

#[test]
fn stored_results_of_formulas_count_and_missing_ones_are_named() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["a", "b"]).unwrap();
    for row in 1..5 {
        sheet.write(row, 0, row).unwrap();
        sheet
            .write_formula(
                row,
                1,
                Formula::new("=A2*2").set_result((row * 2).to_string()),
            )
            .unwrap();
    }
    let file = made(workbook);
    assert_eq!(file.read(0).rows[3], ["4", "8"]);

    let rows: String = (2..=5)
        .map(|row| format!(r#"<row r="{row}"><c r="A{row}"><v>{row}</v></c><c r="B{row}"><f>A{row}*2</f></c></row>"#))
        .collect();
    let rows = text_row(1, &["a", "b"]) + &rows;
    let file = Made::new("ohne.xlsx", &xlsx_of(&rows, ""));
    let inspection = file.inspect();
    let missing = finding(&inspection, "formula_without_value");
    assert_eq!((missing.count, missing.row), (4, Some(2)));
}

#[test]
fn zeros_shown_by_the_format_stay_and_percents_are_told() {
    let rows: String = (2..=6)
        .map(|row| format!(r#"<row r="{row}"><c r="A{row}" s="2"><v>442{row}</v></c><c r="B{row}" s="3"><v>0.12{row}</v></c></row>"#))
        .collect();
    let rows = text_row(1, &["PLZ", "Anteil"]) + &rows;
    let file = Made::new("formate.xlsx", &xlsx_of(&rows, ""));
    let inspection = file.inspect();
    assert_eq!(inspection.tables[0].columns[0].column_type.name(), "text");
    assert_eq!(file.read(0).rows[0], ["04422", "12.2"]);
    assert_eq!(
        finding(&inspection, "zeros_by_format").column.as_deref(),
        Some("PLZ")
    );
    assert_eq!(
        finding(&inspection, "percent_format").column.as_deref(),
        Some("Anteil")
    );
    assert_eq!(inspection.tables[0].columns[1].unit.as_deref(), Some("%"));
}

#[test]
fn numbers_stored_as_text_are_numbers_and_told() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["Schlüssel", "Menge"]).unwrap();
    for row in 1..30 {
        sheet.write(row, 0, format!("{row:04}")).unwrap();
        if row % 2 == 0 {
            sheet.write(row, 1, f64::from(row) + 0.5).unwrap();
        } else {
            sheet.write(row, 1, format!("{row},5")).unwrap();
        }
    }
    let file = made(workbook);
    let inspection = file.inspect();
    assert_eq!(types(&inspection.tables[0]), ["text", "decimal"]);
    assert_eq!(
        finding(&inspection, "number_stored_as_text")
            .column
            .as_deref(),
        Some("Menge")
    );
    assert_eq!(file.read(0).rows[0], ["0001", "1.5"]);
}

#[test]
fn formatted_but_empty_cells_are_no_rows_and_no_columns() {
    let rows: String = (2..=4).map(|row| text_row(row, &["x", "y"])).collect();
    let empty: String = (5..500)
        .map(|row| format!(r#"<row r="{row}"><c r="A{row}" s="1"/><c r="Z{row}" s="1"/></row>"#))
        .collect();
    let rows = text_row(1, &["eins", "zwei"]) + &rows + &empty;
    let file = Made::new("leer.xlsx", &xlsx_of(&rows, ""));
    let table = &file.inspect().tables[0];
    assert_eq!((table.columns.len(), table.data_rows), (2, 3));
}

#[test]
fn a_table_that_begins_at_c4_begins_there() {
    let rows: String = (5..=9)
        .map(|row| format!(r#"<row r="{row}"><c r="C{row}" t="inlineStr"><is><t>w{row}</t></is></c><c r="D{row}"><v>{row}</v></c></row>"#))
        .collect();
    let head = r#"<row r="4"><c r="C4" t="inlineStr"><is><t>Name</t></is></c><c r="D4" t="inlineStr"><is><t>Zahl</t></is></c></row>"#;
    let file = Made::new("versetzt.xlsx", &xlsx_of(&(head.to_owned() + &rows), ""));
    let table = &file.inspect().tables[0];
    assert_eq!(labels(table), ["Name", "Zahl"]);
    assert_eq!((table.header_line, table.data_rows), (3, 5));
}

#[test]
fn opendocument_sheets_are_read_with_their_dates() {
    let cell = |text: &str| {
        format!(
            r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
        )
    };
    let mut rows = format!(
        "<table:table-row>{}{}{}</table:table-row>",
        cell("Tag"),
        cell("Wert"),
        cell("Zeit")
    );
    for day in 1..=6 {
        rows += &format!(
            r#"<table:table-row><table:table-cell office:value-type="date" office:date-value="2024-01-0{day}"><text:p>0{day}.01.24</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="{day}.25"><text:p>{day},25</text:p></table:table-cell><table:table-cell office:value-type="time" office:time-value="PT0{day}H30M00S"><text:p>0{day}:30</text:p></table:table-cell></table:table-row>"#
        );
    }
    let file = Made::new("mappe.ods", &ods_of(&rows));
    assert_eq!(
        types(&file.inspect().tables[0]),
        ["date", "decimal", "time"]
    );
    assert_eq!(file.read(0).rows[5], ["2024-01-06", "6.25", "06:30:00"]);
}

#[test]
fn a_hundred_thousand_rows_arrive_complete() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory().unwrap();
    sheet
        .write_row(0, 0, ["Nummer", "Straße", "Gewicht"])
        .unwrap();
    for row in 1..=100_000_u32 {
        sheet.write(row, 0, row).unwrap();
        sheet
            .write(row, 1, format!("Straße {}", row % 900))
            .unwrap();
        sheet.write(row, 2, f64::from(row) / 100.0).unwrap();
    }
    let file = made(workbook);
    let table = &file.inspect().tables[0];
    assert_eq!(table.data_rows, 100_000);
    assert_eq!(types(table), ["integer", "text", "decimal"]);
    assert_eq!(
        file.read(0).rows[99_999],
        ["100000", "Straße 100", "1000.00"]
    );
}

#[test]
fn a_sheet_left_out_keeps_its_place() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for name in ["Nord", "Süd"] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        for row in 0..4 {
            sheet
                .write_row(row, 0, [format!("{name} {row}"), "x".to_owned()])
                .unwrap();
        }
    }
    let file = Made::new("mappe.xlsx", &workbook.save_to_buffer().unwrap());
    let recipe = hebewerk_model::Recipe {
        tables: vec![hebewerk_model::TableRecipe {
            table: "Nord".to_owned(),
            skip: Some(true),
            ..hebewerk_model::TableRecipe::default()
        }],
    };
    let inspection = hebewerk_hub::ports::FileReader::inspect(
        &hebewerk_intake::Intake::in_process(),
        &file.path,
        "mappe.xlsx",
        &recipe,
        &|_, _| {},
    )
    .unwrap();
    let names: Vec<&str> = inspection
        .tables
        .iter()
        .map(|table| table.name.as_str())
        .collect();
    assert_eq!(names, ["Nord", "Süd"]);
}

#[test]
fn codes_that_became_days_and_numbers_beyond_fifteen_digits_are_told() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let day = Format::new().set_num_format("dd. mmm");
    sheet.write_row(0, 0, ["Hausnummer", "Kennzahl"]).unwrap();
    for row in 1..=5 {
        sheet.write(row, 0, format!("{row}-{}", row + 2)).unwrap();
        sheet.write(row, 1, 1_234_567_890_123_456_768_f64).unwrap();
    }
    let date = ExcelDateTime::from_ymd(2024, 3, 5).unwrap();
    sheet.write_datetime_with_format(3, 0, &date, &day).unwrap();
    let inspection = made(workbook).inspect();
    let found = finding(&inspection, "codes_as_days");
    assert_eq!(
        (found.column.as_deref(), found.count),
        (Some("Hausnummer"), 1)
    );
    let found = finding(&inspection, "shortened_numbers");
    assert_eq!(
        (found.column.as_deref(), found.count),
        (Some("Kennzahl"), 5)
    );
}

#[test]
fn parcels_that_became_days_are_told_whatever_the_column_is_called() {
    for (label, second) in [("Flurstück", 40), ("Bemerkung", 1040)] {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        let day = Format::new().set_num_format("d/m");
        sheet.write_row(0, 0, [label, "Fläche"]).unwrap();
        for row in 1..=20 {
            sheet
                .write(row, 0, format!("{}/{}", row + 20, row + second))
                .unwrap();
            sheet.write(row, 1, row * 7).unwrap();
        }
        for row in [2, 6] {
            let date = ExcelDateTime::from_ymd(2024, 5, row as u8).unwrap();
            sheet
                .write_datetime_with_format(row, 0, &date, &day)
                .unwrap();
        }
        let inspection = made(workbook).inspect();
        let found = finding(&inspection, "codes_as_days");
        assert_eq!((found.column.as_deref(), found.count), (Some(label), 2));
    }
}

#[test]
fn a_sign_for_a_missing_value_is_named_as_it_stands() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["Kennzahl", "Fälle"]).unwrap();
    for row in 1..8 {
        sheet.write(row, 0, format!("K{row}")).unwrap();
        sheet.write(row, 1, row * 2).unwrap();
    }
    sheet.write(4, 1, "n. v.").unwrap();
    let inspection = made(workbook).inspect();
    assert_eq!(
        finding(&inspection, "missing_sign").parameters["sign"],
        "n. v."
    );
}

#[test]
fn hidden_rows_and_columns_are_read_and_told() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Vorn").unwrap();
    let sheet = workbook.add_worksheet().set_name("Plätze & Höfe").unwrap();
    sheet
        .write_row(0, 0, ["Straße", "Anzahl", "Vermerk"])
        .unwrap();
    for row in 1..8 {
        sheet.write(row, 0, format!("Weg {row}")).unwrap();
        sheet.write(row, 1, row).unwrap();
        sheet.write(row, 2, format!("V{row}")).unwrap();
    }
    for row in [3, 4, 40] {
        sheet.set_row_hidden(row).unwrap();
    }
    for column in [2, 9] {
        sheet.set_column_hidden(column).unwrap();
    }
    let file = made(workbook);
    let inspection = file.inspect();
    assert_eq!(inspection.tables[0].data_rows, 7);
    let rows = finding(&inspection, "hidden_rows");
    assert_eq!((rows.count, rows.row), (2, Some(4)));
    assert_eq!(rows.parameters["sheet"], "Plätze & Höfe");
    let columns = finding(&inspection, "hidden_columns");
    assert_eq!(
        (columns.count, columns.parameters["columns"].as_str()),
        (1, "C")
    );
}

#[test]
fn hidden_rows_of_opendocument_sheets_are_told() {
    let row = |attributes: &str, text: &str| {
        format!(
            r#"<table:table-row {attributes}><table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="1"/></table:table-row>"#
        )
    };
    let rows = row("", "Art")
        + &row("", "Eiche")
        + &row(r#"table:visibility="filter""#, "Linde")
        + &row(
            r#"table:visibility="collapse" table:number-rows-repeated="2""#,
            "Buche",
        )
        + &row("", "Ahorn");
    let inspection = Made::new("baum.ods", &ods_of(&rows)).inspect();
    let found = finding(&inspection, "hidden_rows");
    assert_eq!((found.count, found.row), (3, Some(3)));
}

#[test]
fn what_an_old_workbook_hides_is_told() {
    let file = Made::new("verborgen.xls", &super::geo::made("verborgen.xls"));
    let inspection = file.inspect();
    let rows = finding(&inspection, "hidden_rows");
    assert_eq!((rows.count, rows.row), (1, Some(3)));
    let columns = finding(&inspection, "hidden_columns");
    assert_eq!(columns.parameters["columns"], "C");
    assert_eq!(
        finding(&inspection, "hidden_sheet").parameters["sheet"],
        "Geheim"
    );
    assert_eq!(file.read(0).rows.len(), 4);
}
