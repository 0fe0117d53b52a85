//! What becomes of JSON.

use super::files::{Made, finding, labels, types};
use hebewerk_hub::ports::Reading;
use hebewerk_model::Finding;

#[test]
fn a_list_of_objects_is_a_table_with_nested_fields_as_columns() {
    let file = Made::new(
        "orte.json",
        r#"[
            {"name": "Rathaus", "adresse": {"strasse": "Markt 1", "plz": "04109"}, "tags": ["a", "b"], "offen": true},
            {"name": "Bad", "adresse": {"strasse": "Weg 2", "plz": "04111"}, "plaetze": 12, "offen": false},
            {"name": "Stra\u00dfe", "adresse": null, "tags": [], "offen": null}
        ]"#
        .as_bytes(),
    );
    let inspection = file.inspect();
    let table = &inspection.tables[0];
    assert_eq!(inspection.format.code(), "json");
    assert_eq!(table.name, "orte");
    assert_eq!(
        labels(table),
        [
            "name",
            "adresse.strasse",
            "adresse.plz",
            "tags",
            "offen",
            "plaetze"
        ]
    );
    assert_eq!(table.columns[1].name, "adresse_strasse");
    let read = file.read(0);
    assert_eq!(
        &read.rows[0][..5],
        ["Rathaus", "Markt 1", "04109", r#"["a","b"]"#, "true"]
    );
    assert_eq!(read.rows[2][0], "Straße");
    assert_eq!((table.header_rows, table.data_rows), (0, 3));
}

#[test]
fn the_largest_list_inside_an_object_is_read_and_the_others_are_named() {
    let file = Made::new(
        "antwort.json",
        br#"{"success": true, "fields": [{"id": "a"}], "result": {"records": [{"a": 1}, {"a": 2}, {"a": 3}]}}"#,
    );
    let inspection = file.inspect();
    assert_eq!(inspection.tables[0].data_rows, 3);
    assert_eq!(
        finding(&inspection, "json_records_at").parameters["path"],
        "result.records"
    );
    assert_eq!(
        finding(&inspection, "json_other_records").parameters["paths"],
        "fields"
    );
}

#[test]
fn lines_of_json_are_read_line_by_line_and_a_broken_one_costs_only_itself() {
    let file = Made::new(
        "zeilen.ndjson",
        b"{\"a\": 1, \"b\": \"x\"}\n{\"a\": 2, \"b\": \"y\"}\n{\"a\": 3, \"b\": \"z\n{\"a\": 4, \"b\": \"w\"}\n\n{\"a\": 5, \"b\": \"v\"}\n",
    );
    let inspection = file.inspect();
    assert_eq!(inspection.format.code(), "ndjson");
    assert_eq!(inspection.tables[0].data_rows, 4);
    assert_eq!(inspection.tables[0].set_aside, 1);
    let unreadable = finding(&inspection, "json_element_unreadable");
    assert_eq!((unreadable.count, unreadable.row), (1, Some(3)));
    let read = file.read(0);
    assert_eq!(read.rows[3], ["5", "v"]);
    assert_eq!(read.aside.len(), 1);
    assert_eq!(
        (read.aside[0].row, read.aside[0].text.as_str()),
        (3, "{\"a\": 3, \"b\": \"z")
    );
}

#[test]
fn thousands_of_broken_lines_are_set_aside_in_small_pieces() {
    let mut lines =
        String::from("{\"a\": 1}\n{\"a\": 2}\n{\"a\": 3}\n{\"a\": 4}\n{\"a\": 5}\n").repeat(2_000);
    lines.push_str(&"{\"a\": \n".repeat(2_500));
    let file = Made::new("zeilen.ndjson", lines.as_bytes());
    let inspection = file.inspect();
    assert_eq!(inspection.tables[0].set_aside, 2_500);
    let pieces: Vec<usize> = file
        .pieces(0)
        .iter()
        .filter_map(|piece| match piece {
            Reading::Aside(aside) => Some(aside.len()),
            Reading::Rows(_) => None,
        })
        .collect();
    assert_eq!(pieces, [1_000, 1_000, 500]);
    assert_eq!(file.read(0).rows.len(), 10_000);
}

#[test]
fn a_list_cut_off_gives_what_stands_before_the_cut() {
    let file = Made::new("halb.json", br#"[{"a": 1}, {"a": 2}, {"a": 3}, {"a": "#);
    let inspection = file.inspect();
    assert_eq!(inspection.tables[0].data_rows, 3);
    assert_eq!(finding(&inspection, "json_truncated").row, Some(3));
    assert_eq!(file.read(0).rows.len(), 3);
}

#[test]
fn numbers_stay_exact_and_types_are_those_of_json() {
    let file = Made::new(
        "zahlen.json",
        br#"[{"i": 1, "d": 12.34, "gross": 123456789012345678901, "b": true, "t": "2024-01-31"},
            {"i": -7, "d": 0.10, "gross": 2, "b": false, "t": "2024-02-29"}]"#,
    );
    let table = &file.inspect().tables[0];
    assert_eq!(table.columns[0].column_type.name(), "integer");
    assert_eq!(types(table)[3..], ["boolean", "date"]);
    let read = file.read(0);
    assert_eq!(read.rows[0][1], "12.34");
    assert_eq!(read.rows[0][2], "123456789012345678901");
}

#[test]
fn rows_as_arrays_and_objects_of_objects_are_tables_too() {
    let rows = Made::new(
        "zeilen.json",
        br#"{"head": "x", "data": [["Ort", "Zahl"], ["Mitte", 3], ["Nord", 4], ["Ost", 5], ["West", 6]]}"#,
    );
    assert_eq!(labels(&rows.inspect().tables[0]), ["Ort", "Zahl"]);
    assert_eq!(rows.read(0).rows[1], ["Nord", "4"]);

    let keyed = Made::new(
        "schluessel.json",
        br#"{"05916000": {"name": "Herne"}, "05911000": {"name": "Bochum"}}"#,
    );
    assert_eq!(labels(&keyed.inspect().tables[0]), ["schluessel", "name"]);
    assert_eq!(keyed.read(0).rows[1], ["05911000", "Bochum"]);
}

#[test]
fn utf16_and_windows_1252_are_read() {
    let text = r#"[{"straße": "Höhe"}, {"straße": "Tal"}]"#;
    let utf16: Vec<u8> = [0xfeff]
        .into_iter()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let wide = Made::new("breit.json", &utf16);
    assert_eq!(labels(&wide.inspect().tables[0]), ["straße"]);
    assert_eq!(
        wide.inspect().tables[0].dialect.encoding.as_deref(),
        Some("utf-16le")
    );
    assert_eq!(wide.read(0).rows[0], ["Höhe"]);

    let narrow: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let narrow = Made::new("schmal.json", &narrow);
    assert_eq!(narrow.read(0).rows[0], ["Höhe"]);
    assert_eq!(finding(&narrow.inspect(), "json_not_utf8").count, 2);
}

#[test]
fn thousands_of_different_fields_do_not_become_thousands_of_columns() {
    let records: Vec<String> = (0..3000)
        .map(|n| format!(r#"{{"id": {n}, "feld{n}": {n}}}"#))
        .collect();
    let file = Made::new("breit.json", format!("[{}]", records.join(",")).as_bytes());
    let inspection = file.inspect();
    let table = &inspection.tables[0];
    assert_eq!(table.columns.len(), 2001);
    assert_eq!(
        finding(&inspection, "json_many_fields").column.as_deref(),
        Some("weitere_felder")
    );
    assert_eq!(
        file.read(0).rows[2999].last().unwrap(),
        r#"{"feld2999":2999}"#
    );
}

#[test]
fn nothing_to_read_is_said() {
    for text in ["[]", "{}"] {
        let inspection = Made::new("leer.json", text.as_bytes()).inspect();
        assert!(inspection.tables.is_empty(), "{text}");
        finding(&inspection, "json_no_records");
    }
}

#[test]
fn lines_that_break_off_in_the_last_one_are_told_as_cut() {
    let lines = "{\"art\": \"Linde\"}\n".repeat(9);
    let whole = Made::new("b.ndjson", lines.as_bytes()).inspect();
    assert!(!whole.findings.iter().any(Finding::says_cut_off));
    let without_end = Made::new("b.ndjson", lines.trim_end().as_bytes()).inspect();
    assert!(!without_end.findings.iter().any(Finding::says_cut_off));
    let cut = Made::new("b.ndjson", &lines.as_bytes()[..lines.len() - 5]).inspect();
    assert!(finding(&cut, "json_truncated").says_cut_off());
    assert_eq!(cut.tables.len(), 1);
}
