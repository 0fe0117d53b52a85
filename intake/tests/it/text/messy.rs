//! Files in which something is wrong with lines, cells or layout.

use super::files::Made;
use hebewerk_model::Inspection;

/// Header line, header rows, data rows and delimiter of the first table.
fn layout(inspection: &Inspection) -> (u64, u32, u64, &str) {
    let table = &inspection.tables[0];
    (
        table.header_line,
        table.header_rows,
        table.data_rows,
        table.dialect.delimiter.as_deref().unwrap(),
    )
}

fn has(inspection: &Inspection, code: &str) -> bool {
    let mut findings = inspection.findings.iter();
    findings.any(|finding| finding.code.as_str() == code)
}

#[track_caller]
fn check(text: &str, expected: (u64, u32, u64, &str)) -> Inspection {
    let inspection = Made::new(text).inspect();
    assert_eq!(layout(&inspection), expected, "{text}");
    inspection
}

#[test]
fn a_header_that_comes_again_is_a_header() {
    let page = "Straße;Länge;Belag\nRing;12,5;Asphalt\nHang;3;Kies\n";
    check(&format!("{page}{page}{page}"), (0, 1, 6, ";"));
    let words = "Name;Ort;Amt\nEva;Herne;Bauamt\nJan;Bochum;Ordnungsamt\n";
    check(&format!("{words}{words}"), (0, 1, 4, ";"));
}

#[test]
fn labels_as_high_as_the_header_stand_in_its_first_row() {
    let text = "Bezirk;Einwohner;;Fläche\n;Frauen;Männer;\nMitte;12;13;1,5\nNord;14;15;2,5\nSüd;16;17;3,5\n";
    let inspection = check(text, (0, 2, 3, ";"));
    let labels: Vec<&str> = inspection.tables[0]
        .columns
        .iter()
        .map(|column| column.label.as_str())
        .collect();
    assert_eq!(
        labels,
        [
            "Bezirk",
            "Einwohner / Frauen",
            "Einwohner / Männer",
            "Fläche"
        ]
    );
}

#[test]
fn remarks_below_a_label_with_a_hash_are_neither_labels_nor_rows() {
    let made = Made::new(
        "#Datum;Wert\n# Fühler getauscht\n01.01.2024;1,5\n02.01.2024;2,5\n# geeicht\n03.01.2024;3,5\n",
    );
    let inspection = made.inspect();
    assert_eq!(inspection.tables[0].columns[0].label, "#Datum");
    assert_eq!(
        made.read().0,
        ["2024-01-01|1.5", "2024-01-02|2.5", "2024-01-03|3.5"]
    );
}

#[test]
fn days_may_be_labels() {
    check(
        "Station;01.01.2024;02.01.2024\nMitte;1,5;2\nNord;4;5,5\nSüd;4;5,5\n",
        (0, 1, 3, ";"),
    );
}

#[test]
fn a_record_that_is_alone_in_being_whole_is_the_header() {
    check(
        "Amt;Leitung;Telefon;Raum;Fax\nBau;Eva;;;\n;;12;;\nSport;;;;\n",
        (0, 1, 3, ";"),
    );
}

#[test]
fn a_blank_label_too_many_in_the_header_makes_no_column() {
    let made = Made::new("Ort;Länge;;Breite\nRing;12;3\nHang;13;4\n");
    let inspection = made.inspect();
    assert_eq!(layout(&inspection), (0, 1, 2, ";"));
    assert_eq!(inspection.tables[0].columns[2].label, "Breite");
    assert_eq!(made.csv(), "Ort,Länge,Breite\nRing,12,3\nHang,13,4\n");
}

#[test]
fn a_delimiter_at_the_end_of_each_line_is_written_again() {
    let made = Made::new("Ort;Länge\nRing;12;\nHang;13;\n");
    assert_eq!(made.inspect().tables[0].columns.len(), 2);
    assert_eq!(made.csv(), "Ort,Länge,\nRing,12,\nHang,13,\n");
}

#[test]
fn wrapped_notes_below_the_table_are_no_rows() {
    let text = "Jahr;Frauen;Männer\n2023;12;13\n2022;14;15\n2021;16;17\n\
                _____;;\nErmittelt durch Fortschreibung,;;\nsie gilt nicht für;;\nNebenwohnungen.;;\n(C)opyright Amt;;\n";
    let inspection = check(text, (0, 1, 3, ";"));
    assert_eq!(inspection.tables[0].footer_rows, 5);
}

#[test]
fn a_total_above_a_blank_row_and_a_note_is_no_row() {
    let text = "Bezirk;Einwohner;Haushalte\nMitte;12;5\nNord;13;6\nSüd;14;7\nInsgesamt;39;18\n\nHinweis: vorläufig\n";
    check(text, (0, 1, 3, ";"));
}

#[test]
fn comment_lines_between_rows_are_no_rows() {
    let inspection = check(
        "# Export\nOrt;Länge\nRing;12\n# geschätzt\nHang;13\n// bis hier\nWeg;14\n",
        (1, 1, 3, ";"),
    );
    assert!(has(&inspection, "comment_rows"));
}

#[test]
fn lines_may_end_in_every_way_at_once() {
    let inspection = check(
        "Ort;Länge;Art\rRing;12;a\rHang;13;b\nWeg;14;c\r\nGasse;15;d\n",
        (0, 1, 4, ";"),
    );
    assert!(has(&inspection, "mixed_newlines"));
    let (rows, aside) = Made::new("Ort;Länge\rRing;12\rHang;13\nWeg;14\r\n").read();
    assert_eq!((rows.len(), aside.len()), (3, 0));
    check("a;b;c\r1;2;3\r4;5;6\r7;8;9\n", (0, 1, 3, ";"));
    // A return inside a quoted cell ends no line.
    check("Ort;Text\nRing;\"a\rb\"\nHang;\"c\rd\"\n", (0, 1, 2, ";"));
}

#[test]
fn unusual_signs_part_cells_where_every_line_has_them() {
    check("Ort#Länge#Art\nRing#1,5#a\nHang#2,5#b\n", (0, 1, 2, "#"));
    check("Farbe\n#ff0000\n#00ff00\n#0000ff\n", (0, 1, 3, ""));
}

#[test]
fn thousands_may_be_parted_by_blanks_that_do_not_break() {
    let made = Made::new("Ort;Betrag\nRing;1\u{a0}234,5\nHang;12\u{202f}345,25\nWeg;7\n");
    assert_eq!(made.inspect().tables[0].dialect.decimal, Some(','));
    assert_eq!(made.read().0, ["Ring|1234.50", "Hang|12345.25", "Weg|7.00"]);
}

#[test]
fn a_decimal_sign_is_seen_in_a_column_with_a_few_words() {
    let text = "Ort;Menge\na;0.25\nb;3\nc;4 und mehr\nd;0.5\ne;7\nf;8\ng;9\n";
    assert_eq!(
        Made::new(text).inspect().tables[0].dialect.decimal,
        Some('.')
    );
}

#[test]
fn several_tables_below_each_other_are_several_tables() {
    let made = Made::new(
        "Tabelle 1\nBezirk;Einwohner\nMitte;12\nNord;13\nSüd;14\nWest;15\nOst;16\nMitte-Nord;17\n\n\
         Tabelle 2\nStraße;Länge;Belag\nRing;1,5;Asphalt\nHang;2,5;Kies\n\nQuelle: Amt\n",
    );
    let inspection = made.inspect();
    let seen: Vec<(&str, u64, u64, usize)> = inspection
        .tables
        .iter()
        .map(|table| {
            (
                table.name.as_str(),
                table.header_line,
                table.data_rows,
                table.columns.len(),
            )
        })
        .collect();
    assert_eq!(seen, [("liste", 1, 6, 2), ("liste 2", 10, 2, 3)]);
    assert!(has(&inspection, "several_tables"));
    assert_eq!(made.rows_of(1), ["Ring|1.5|Asphalt", "Hang|2.5|Kies"]);
}

#[test]
fn remarks_and_blank_rows_part_no_table() {
    check(
        "Titel;Bäume\nStand;2024\n\nBaum;Höhe;Jahr\nLinde;12;1990\nEiche;13;1991\n",
        (3, 1, 2, ";"),
    );
    check(
        "Baum;Höhe\nLinde;12\nEiche;13\n\nBuche;14\nAhorn;15\n",
        (0, 1, 4, ";"),
    );
}

#[test]
fn columns_of_fixed_width_are_columns() {
    let made = Made::new(
        "Nr    Name            Wert\n----- --------------- ------\n    1 Mitte            12,50\n    2 Bad Süd           7,25\n    3 Süd-West        101,00\n",
    );
    let inspection = made.inspect();
    assert_eq!(layout(&inspection), (0, 1, 3, " "));
    assert_eq!(
        made.read().0,
        ["1|Mitte|12.50", "2|Bad Süd|7.25", "3|Süd-West|101.00"]
    );
}

#[test]
fn a_line_drawn_below_the_header_is_no_row() {
    let text = "Ort | Länge\n--- | ---\nRing | 12\nHang | 13\n";
    assert_eq!(Made::new(text).inspect().tables[0].data_rows, 2);
    let text = "| Ort | Länge |\n|---|---|\n| Ring | 12 |\n| Hang | 13 |\n";
    assert_eq!(Made::new(text).inspect().tables[0].data_rows, 2);
}

#[test]
fn the_same_header_again_goes_on_with_the_same_table() {
    let page = "Bezirk;Einwohner;Fläche\nMitte;12;1,5\nNord;13;2,5\nSüd;14;3,5\n";
    let inspection = Made::new(format!("{page}\n{page}")).inspect();
    assert_eq!(inspection.tables.len(), 1);
    assert_eq!(layout(&inspection), (0, 1, 6, ";"));
}

#[test]
fn a_title_that_comes_again_above_the_header_is_no_row() {
    let inspection = Made::new(
        "Ausgaben des Amtes für Reisen,\n,\nArt,Betrag\nBahn,10.50\nHotel,20.00\n,\n\
         Ausgaben des Amtes für Papier,\n,\nArt,Betrag\nBriefe,3.10\nAusgaben des Hauses,7.20\n",
    )
    .inspect();
    assert_eq!(layout(&inspection), (2, 1, 4, ","));
}

#[test]
fn files_pasted_together_with_their_byte_order_marks_are_one_table() {
    let page = "\u{feff}Straße;Länge\nRing;12,5\nHang;3,0\n";
    let made = Made::new(format!("{page}{page}"));
    assert_eq!(layout(&made.inspect()), (0, 1, 4, ";"));
    assert_eq!(
        made.read().0,
        ["Ring|12.5", "Hang|3.0", "Ring|12.5", "Hang|3.0"]
    );
    assert!(has(&made.inspect(), "repeated_header"));
}

#[test]
fn a_cell_of_many_megabytes_is_damage_and_is_set_aside_where_it_stands() {
    let giant = "x".repeat(11 << 20);
    let made = Made::new(format!("a;b\n1;u\n2;{giant}\n3;y\n4;z\n"));
    let inspection = made.inspect();
    let finding = inspection
        .findings
        .iter()
        .find(|finding| finding.code.as_str() == "torn_row")
        .unwrap();
    assert_eq!((finding.row, finding.count), (Some(3), 1));
    assert_eq!(finding.severity, hebewerk_model::Severity::Error);
    assert!(!has(&inspection, "short_row"));
    let table = &inspection.tables[0];
    assert_eq!((table.data_rows, table.set_aside), (4, 1));
    let (rows, aside) = made.read();
    assert_eq!(rows, ["1|u", "3|y", "4|z"]);
    let kept: usize = aside.iter().map(|aside| aside.text.len()).sum();
    assert_eq!(kept, giant.len() + 2);
    assert!(aside.iter().all(|aside| aside.row == 3));
}

#[test]
fn a_quote_in_a_cell_of_many_megabytes_tears_nothing_else() {
    let giant = "x".repeat(6 << 20);
    let made = Made::new(format!("a;b\n1;\"u\"\n2;\"{giant}\n3;y\n4;z\n"));
    let (rows, _) = made.read();
    assert_eq!(rows, ["1|u", "3|y", "4|z"]);
    assert!(has(&made.inspect(), "torn_row"));
}

#[test]
fn rows_between_a_quote_that_opens_and_one_far_below_are_rows() {
    let rows: String = (0..60).map(|n| format!("{n};t{n};{n},5\n")).collect();
    let text = format!("Nr;Text;Wert\n{rows}60;x;\"offen\n{rows}61;y;zu\"\n{rows}");
    let inspection = check(&text, (0, 1, 182, ";"));
    let mut findings = inspection.findings.iter();
    let finding = findings.find(|finding| finding.code.as_str() == "swallowed_rows");
    assert_eq!(finding.unwrap().row, Some(62));
    // A text of several lines is no row.
    let long = "Guten Tag;\nanbei; die Liste\nGruß".repeat(20);
    let text = format!("Nr;Text;Wert\n{rows}60;\"{long}\";1,5\n{rows}");
    let inspection = check(&text, (0, 1, 121, ";"));
    assert!(!has(&inspection, "swallowed_rows"));
}

#[test]
fn zero_bytes_in_texts_are_shown_and_told() {
    let made = Made::new("Nr;Te\0xt\n1;x\0y\n2;z\n3;w\0\n");
    let inspection = made.inspect();
    let finding = inspection
        .findings
        .iter()
        .find(|finding| finding.code.as_str() == "zero_signs")
        .unwrap();
    assert_eq!((finding.row, finding.count), (Some(2), 2));
    assert_eq!(inspection.tables[0].columns[1].label, "Te␀xt");
    assert_eq!(made.read().0, ["1|x␀y", "2|z", "3|w␀"]);
}

#[test]
fn letters_that_a_program_lost_before_are_told() {
    let made = Made::new("Nr;Ort\n1;Herne\n2;K\u{fffd}ln\n");
    let inspection = made.inspect();
    assert!(has(&inspection, "lost_letters"));
    assert_eq!(made.read().0, ["1|Herne", "2|K\u{fffd}ln"]);
}

#[test]
fn a_list_with_a_drawn_frame_is_a_table() {
    let line = "-".repeat(41);
    let mut text =
        format!("Saldenliste\n\n{line}\n|Konto     |Text      |       Betrag |\n{line}\n");
    for row in 0..20 {
        let sign = if row % 2 == 0 { ' ' } else { '-' };
        text += &format!(
            "|00004200{row:02}|Miete \"{row:02}\"|{:>9},50{sign} |\n",
            row * 100 + 1
        );
    }
    text += &format!("{line}\n|Summe     |          |     1.000,00 |\n{line}\n");
    let made = Made::new(&text);
    let inspection = made.inspect();
    let labels: Vec<_> = inspection.tables[0]
        .columns
        .iter()
        .map(|column| column.label.as_str())
        .collect();
    assert_eq!(labels, ["Konto", "Text", "Betrag"]);
    let (rows, aside) = made.read();
    assert!(aside.is_empty(), "{aside:?}");
    assert_eq!(rows[0], "0000420000|Miete \"00\"|1.50");
    assert_eq!(rows[1], "0000420001|Miete \"01\"|-101.50");
    assert_eq!(rows.len(), 20);
}

#[test]
fn sums_between_the_rows_are_told() {
    let made = Made::new(
        "Amt;Betrag\nAmt 1;10,50\nAmt 2;20,50\nZwischensumme;31,00\nAmt 3;5,00\nAmt 4;6,00\nZwischensumme;11,00\nAmt 5;1,00\n",
    );
    let inspection = made.inspect();
    let told = inspection.findings.iter();
    let told: Vec<_> = told
        .filter(|finding| finding.code.as_str() == "total_rows")
        .map(|finding| (finding.count, finding.column.as_deref()))
        .collect();
    assert_eq!(told, [(2, Some("Amt"))]);
    assert_eq!(made.read().0.len(), 7);
}
