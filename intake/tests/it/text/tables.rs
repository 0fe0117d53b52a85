//! Tables as offices write them.

use super::files::Made;
use hebewerk_hub::ports::FileReader;
use hebewerk_intake::Intake;
use hebewerk_model::{ColumnRecipe, ColumnType, Inspection, Recipe, SemanticType, TableRecipe};
use std::fmt::Write;

fn types(inspection: &Inspection) -> Vec<String> {
    inspection.tables[0]
        .columns
        .iter()
        .map(|column| column.column_type.to_string())
        .collect()
}

fn codes(inspection: &Inspection) -> Vec<&str> {
    inspection
        .findings
        .iter()
        .map(|finding| finding.code.as_str())
        .collect()
}

#[test]
fn an_office_export_is_read_as_a_person_would() {
    let text = "Einwohner nach Bezirken;;;\nStand: 31.12.2023;;;\n\nBezirk;Schlüssel;Einwohner;Anteil in %\nMitte;001;12.345;12,5\nNord;002;987;1,25\nSüd;003;k. A.;-\nSumme;;13.332;100\nQuelle: Statistikstelle;;;\n";
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let made = Made::new(bytes);
    let inspection = made.inspect();
    let table = &inspection.tables[0];
    assert_eq!(table.dialect.encoding.as_deref(), Some("windows-1252"));
    assert_eq!(table.dialect.delimiter.as_deref(), Some(";"));
    assert_eq!(
        (
            table.header_line,
            table.header_rows,
            table.data_rows,
            table.footer_rows
        ),
        (3, 1, 3, 2)
    );
    assert_eq!(
        (table.dialect.decimal, table.dialect.thousands),
        (Some(','), Some('.'))
    );
    assert_eq!(
        types(&inspection),
        ["text", "text", "integer", "decimal(18,2)"]
    );
    assert_eq!(table.columns[3].semantic_type, Some(SemanticType::Percent));
    assert_eq!(table.columns[3].unit.as_deref(), Some("%"));
    let (rows, aside) = made.read();
    assert_eq!(
        rows,
        ["Mitte|001|12345|12.50", "Nord|002|987|1.25", "Süd|003|∅|∅"]
    );
    assert!(aside.is_empty());
    assert!(codes(&inspection).contains(&"missing_sign"));
}

#[test]
fn thousands_points_alone_are_no_decimals() {
    let made = Made::new("Jahr;Betrag\n2020;9.577.207\n2021;2.952\n2022;14\n");
    let inspection = made.inspect();
    assert_eq!(types(&inspection), ["integer", "integer"]);
    assert_eq!(inspection.tables[0].dialect.thousands, Some('.'));
    assert_eq!(made.read().0, ["2020|9577207", "2021|2952", "2022|14"]);
}

#[test]
fn keys_keep_their_zeros() {
    let made = Made::new("PLZ;Ort;Nr\n01067;Dresden;1\n44623;Herne;2\n44625;Herne;3\n");
    let inspection = made.inspect();
    assert_eq!(types(&inspection), ["text", "text", "integer"]);
    assert_eq!(
        inspection.tables[0].columns[0].semantic_type,
        Some(SemanticType::Postcode)
    );
    assert_eq!(made.read().0[0], "01067|Dresden|1");
    assert_eq!(
        types(&Made::new("PLZ;x\n44623;1\n44625;2\n").inspect()),
        ["text", "integer"]
    );
}

#[test]
fn days_times_and_truth_values_get_their_types() {
    let made = Made::new(
        "Tag;Um;Zeitpunkt;Offen\n31.12.2024;8:05;2024-12-31T08:05:00Z;ja\n1.1.2025;23:59;2025-01-01T00:00:00+01:00;nein\n",
    );
    assert_eq!(
        types(&made.inspect()),
        ["date", "time", "timestamp_utc", "boolean"]
    );
    assert_eq!(
        made.read().0,
        [
            "2024-12-31|08:05:00|1735632300000000|true",
            "2025-01-01|23:59:00|1735686000000000|false"
        ]
    );
}

#[test]
fn what_does_not_fit_is_set_aside_and_the_rest_is_typed() {
    let mut text = String::from("Nr;Wert\n");
    for number in 0..200 {
        match number {
            77 => text.push_str("77;etwa zwölf\n"),
            _ => writeln!(text, "{number};{number}").unwrap(),
        }
    }
    text.push_str("200;1;2;3\n");
    let made = Made::new(&text);
    let inspection = made.inspect();
    assert_eq!(types(&inspection), ["integer", "integer"]);
    assert_eq!(inspection.tables[0].set_aside, 2);
    let (rows, aside) = made.read();
    assert_eq!((rows.len(), rows[77].as_str()), (200, "77|∅"));
    assert_eq!(aside.len(), 2);
    assert_eq!(
        (
            aside[0].row,
            aside[0].column.as_deref(),
            aside[0].text.as_str()
        ),
        (79, Some("Wert"), "etwa zwölf")
    );
    assert_eq!(
        (aside[1].column.as_deref(), aside[1].text.as_str()),
        (None, "200;1;2;3")
    );
}

#[test]
fn several_header_rows_become_paths() {
    let made = Made::new(
        "Bezirk;2022;;2023;\n;m;w;m;w\n;Anzahl;Anzahl;Anzahl;Anzahl\nMitte;1;2;3;4\nNord;5;6;7;8\nSüd;9;10;11;12\n",
    );
    let inspection = made.inspect();
    let table = &inspection.tables[0];
    assert_eq!(
        (table.header_line, table.header_rows, table.data_rows),
        (0, 3, 3)
    );
    let labels: Vec<&str> = table
        .columns
        .iter()
        .map(|column| column.label.as_str())
        .collect();
    assert_eq!(
        labels,
        ["Bezirk", "2022 / m", "2022 / w", "2023 / m", "2023 / w"]
    );
    assert_eq!(table.columns[1].unit.as_deref(), Some("Anzahl"));
}

#[test]
fn short_rows_are_filled_up_and_repeated_headers_left_out() {
    let made = Made::new("a;b;c\n1;2;3\n4;5\na;b;c\n7;8;9\n\n");
    let inspection = made.inspect();
    assert_eq!(inspection.tables[0].data_rows, 3);
    assert_eq!(made.read().0, ["1|2|3", "4|5|∅", "7|8|9"]);
    for code in ["short_row", "repeated_header", "empty_rows"] {
        assert!(
            codes(&inspection).contains(&code),
            "{code} in {:?}",
            codes(&inspection)
        );
    }
}

#[test]
fn a_recipe_overrules_what_is_recognised() {
    let mut made = Made::new("Liste\nNr,Wert\n01,2\n02,3\n");
    made.recipe.tables.push(TableRecipe {
        header_line: Some(1),
        header_rows: Some(1),
        delimiter: Some(",".to_owned()),
        columns: vec![
            ColumnRecipe {
                label: "Nr".to_owned(),
                column_type: Some(ColumnType::Integer),
                ..ColumnRecipe::default()
            },
            ColumnRecipe {
                label: "Wert".to_owned(),
                skip: true,
                ..ColumnRecipe::default()
            },
        ],
        ..TableRecipe::default()
    });
    assert_eq!(made.read().0, ["1", "2"]);
}

#[test]
fn values_that_do_not_fit_what_somebody_said_are_counted() {
    let said = |column_type| TableRecipe {
        columns: vec![ColumnRecipe {
            label: "Wert".to_owned(),
            column_type: Some(column_type),
            ..ColumnRecipe::default()
        }],
        ..TableRecipe::default()
    };
    for (values, column_type, misfits) in [
        ("1,5;2;3,25;k. A.", ColumnType::Integer, 2),
        ("1.250;2.952;17", ColumnType::Integer, 0),
        ("4,0;12,00;7;1.000,0", ColumnType::Integer, 0),
        ("4,0;12,50;7", ColumnType::Integer, 1),
        ("0012;0450;7;x1", ColumnType::Integer, 1),
        ("ja;nein;vielleicht", ColumnType::Boolean, 1),
    ] {
        let mut made = Made::new(format!("Nr;Wert\n{}\n", rows_of(values)));
        made.recipe.tables.push(said(column_type));
        let inspection = made.inspect();
        let (_, aside) = made.read();
        assert_eq!(aside.len(), misfits, "{values}");
        let table = &inspection.tables[0];
        assert_eq!(table.set_aside, misfits as u64, "{values}");
        assert_eq!(
            codes(&inspection).contains(&"misfit"),
            misfits > 0,
            "{values}"
        );
    }
}

fn rows_of(values: &str) -> String {
    let values = values.split(';').zip(1..);
    let rows: Vec<String> = values.map(|(it, row)| format!("{row};{it}")).collect();
    rows.join("\n")
}

#[test]
fn prose_is_parted_where_somebody_says_how() {
    let mut made = Made::new("001Mitte    0012\n002Nordstadt1234\n003Süd      0999\n");
    made.recipe.tables.push(TableRecipe {
        column_starts: Some(vec![1, 4, 13]),
        header_rows: Some(0),
        ..TableRecipe::default()
    });
    let seen = Intake::in_process().inspect(&made.path, "register.txt", &made.recipe, &|_, _| {});
    let columns = seen.unwrap().tables[0].columns.len();
    assert_eq!(columns, 3);
    let nothing_said = Recipe::default();
    let seen = Intake::in_process().inspect(&made.path, "register.txt", &nothing_said, &|_, _| {});
    assert!(seen.unwrap().tables.is_empty());
}

#[test]
fn lines_of_one_length_ask_for_their_columns_and_a_recipe_parts_them() {
    let line = |kind: &str, key: &str, name: &str| format!("{kind}{key:<12}{name:<40}\r\n");
    let mut text = line("10", "05", "Nordrhein-Westfalen");
    for number in 0..12 {
        text += &line(
            "60",
            &format!("0591600{number:05}"),
            "Ortmitlangemnamenundohneblanks",
        );
    }
    let mut made = Made::new(&text);
    let inspection = made.inspect();
    assert!(codes(&inspection).contains(&"even_lines"));
    assert_eq!(inspection.tables[0].columns.len(), 1);
    made.recipe.tables.push(TableRecipe {
        column_starts: Some(vec![3, 15]),
        header_rows: Some(0),
        ..TableRecipe::default()
    });
    let (rows, aside) = made.read();
    assert_eq!(rows.len() + aside.len(), 13);
    assert_eq!(rows[1], "60|059160000000|Ortmitlangemnamenundohneblanks");
}

#[test]
fn a_recipe_names_the_sign_that_protects_a_quote_or_takes_it_away() {
    let text = "Nr;Ort\n1;\"Am ^\"Markt^\";Nord\"\n2;Ring\n";
    let escaped = |escape: &str| {
        let mut made = Made::new(text);
        made.recipe.tables.push(TableRecipe {
            escape: Some(escape.to_owned()),
            ..TableRecipe::default()
        });
        made.read().0
    };
    assert_eq!(escaped("^")[0], "1|Am \"Markt\";Nord");
    assert_ne!(escaped("")[0], "1|Am \"Markt\";Nord");
}

#[test]
fn decimal_commas_in_a_text_of_fixed_width_part_no_columns() {
    let mut text = "Nr    Name                Betrag   \n".to_owned();
    for number in 1..21 {
        let name = format!("Amt {number} Herne");
        text += &format!("{number:05} {name:<20}{number:>6},50\n");
    }
    let made = Made::new(text);
    let columns = &made.inspect().tables[0].columns;
    let types: Vec<_> = columns
        .iter()
        .map(|column| (column.label.as_str(), column.column_type.to_string()))
        .collect();
    assert_eq!(
        types,
        [
            ("Nr", "text".to_owned()),
            ("Name", "text".to_owned()),
            ("Betrag", "decimal(18,2)".to_owned())
        ]
    );
    assert_eq!(made.read().0.len(), 20);
}

#[test]
fn a_recipe_says_which_reference_system_coordinates_are_of() {
    let mut made = Made::new(
        "Nr;Rechtswert;Hochwert\n1;3390000;5820000\n2;3390100;5820100\n3;3390200;5820200\n",
    );
    let columns = ["Rechtswert", "Hochwert"].map(|label| ColumnRecipe {
        label: label.to_owned(),
        reference_system: Some(31467),
        ..ColumnRecipe::default()
    });
    made.recipe.tables.push(TableRecipe {
        columns: columns.to_vec(),
        ..TableRecipe::default()
    });
    let inspection = made.inspect();
    let units: Vec<_> = inspection.tables[0]
        .columns
        .iter()
        .map(|column| column.unit.as_deref())
        .collect();
    assert_eq!(units, [None, Some("EPSG:31467"), Some("EPSG:31467")]);
}

#[test]
fn leaving_out_one_of_two_columns_with_the_same_header_keeps_the_other() {
    let mut made = Made::new("Betrag;Ort;Betrag\n1;Hafen;2\n3;Ring;4\n");
    made.recipe.tables.push(TableRecipe {
        columns: vec![ColumnRecipe {
            label: "Betrag".to_owned(),
            occurrence: Some(0),
            skip: true,
            ..ColumnRecipe::default()
        }],
        ..TableRecipe::default()
    });
    assert_eq!(made.read().0, ["Hafen|2", "Ring|4"]);
}

#[test]
fn standard_csv_is_the_text_of_the_table() {
    let made = Made::new("Titel;;\nName;Wert;Text\nA;1,50;\"sagt \"\"ja\"\"\"\nB;2;x, y\n");
    assert_eq!(
        made.csv(),
        "Name,Wert,Text\nA,\"1,50\",\"sagt \"\"ja\"\"\"\nB,2,\"x, y\"\n"
    );
}

#[test]
fn a_file_that_is_no_table_says_what_it_is() {
    let inspection = Made::new("%PDF-1.7 …").inspect();
    assert!(inspection.tables.is_empty());
    assert_eq!(inspection.findings[0].parameters["what"], "pdf");
    assert_eq!(codes(&Made::new("").inspect()), ["empty_file"]);
}

#[test]
fn both_passes_count_the_same_rows_over_many_blocks() {
    let mut text = String::from("id;name;betrag\n");
    for number in 0..150_000 {
        let (street, line, thousandths) = (number % 97, number % 7, number % 1000);
        writeln!(
            text,
            "{number};\"Straße {street}\n{line}\";1.{thousandths:03},5"
        )
        .unwrap();
    }
    let made = Made::new(&text);
    let inspection = made.inspect();
    assert_eq!(inspection.tables[0].data_rows, 150_000);
    assert_eq!(types(&inspection), ["integer", "text", "decimal(18,1)"]);
    let (rows, aside) = made.read();
    assert_eq!((rows.len(), aside.len()), (150_000, 0));
    assert_eq!(rows[149_999], "149999|Straße 37\n3|1999.5");
}
