//! Heads and feet of tables as statistical offices write them.

use super::files::Made;
use hebewerk_model::{ColumnType, SemanticType};

fn labels(made: &Made) -> Vec<String> {
    let inspection = made.inspect();
    let columns = inspection.tables[0].columns.iter();
    columns.map(|column| column.label.clone()).collect()
}

#[test]
fn a_group_goes_on_over_every_column_that_a_lower_row_labels() {
    let made = Made::new(
        "Nr;Gebiet;gehört;Wahlberechtigte;;;;Wähler;;;\n\
         ;;zu;Erststimmen;;Zweitstimmen;;Erststimmen;;Zweitstimmen;\n\
         ;;;Endgültig;Vorperiode;Endgültig;Vorperiode;Endgültig;Vorperiode;Endgültig;Vorperiode\n\
         1;Nord;1;226944;225216;;;162749;163329;;\n\
         2;Süd;1;186177;187047;;;131527;134671;;\n\
         3;West;2;190311;191023;;;140021;139874;;\n",
    );
    assert_eq!(
        labels(&made)[2..],
        [
            "gehört / zu",
            "Wahlberechtigte / Erststimmen / Endgültig",
            "Wahlberechtigte / Erststimmen / Vorperiode",
            "Wahlberechtigte / Zweitstimmen / Endgültig",
            "Wahlberechtigte / Zweitstimmen / Vorperiode",
            "Wähler / Erststimmen / Endgültig",
            "Wähler / Erststimmen / Vorperiode",
            "Wähler / Zweitstimmen / Endgültig",
            "Wähler / Zweitstimmen / Vorperiode",
        ]
    );
}

#[test]
fn a_group_ends_where_a_row_above_begins_another() {
    let made = Made::new(
        "Bezirk;Wohnungen;;Gebäude;\n;davon leer;;;\n;2022;2023;2022;2023\nMitte;4;5;60;70\nNord;7;8;90;91\n",
    );
    assert_eq!(
        labels(&made),
        [
            "Bezirk",
            "Wohnungen / davon leer / 2022",
            "Wohnungen / davon leer / 2023",
            "Gebäude / 2022",
            "Gebäude / 2023"
        ]
    );
}

#[test]
fn years_head_columns_of_numbers_of_which_some_look_like_years() {
    let made = Made::new(
        "gkz;gem;1910;1923;1939;1951\n10101;Eisenberg;7073;6796;9005;7568\n10201;Rust;1535;1361;1542;1596\n\
         10301;Breitenbach;1930;1321;1242;2011\n10302;Donnerau;2044;1975;2060;1899\n10303;Großhof;1230;998;1340;1501\n\
         10304;Hornberg;3230;3998;3340;3501\n",
    );
    assert_eq!(
        labels(&made),
        ["gkz", "gem", "1910", "1923", "1939", "1951"]
    );
}

#[test]
fn a_legend_behind_a_blank_row_is_no_data() {
    let made = Made::new(
        "Ort;Einwohner;Gemeinde\nGrau <1>;256319;Grau\nAflen <2>;1014;Aflen\nWeiz <3>;8807;Weiz\nTann <4>;2380;Tann\n\
         ;;\nSymbol;Beschreibung;Symbol\n;;\nErwerbsstatistik;Eine Vollerhebung der Bevölkerung;Erwerbsstatistik\n\
         Wohnort;Ort am Stichtag;Wohnort\n",
    );
    let table = &made.inspect().tables[0];
    assert_eq!(
        (table.data_rows, table.footer_rows, table.set_aside),
        (4, 3, 0)
    );
    assert_eq!(table.columns[1].column_type, ColumnType::Integer);
}

#[test]
fn rows_behind_a_blank_one_that_only_lack_their_numbers_are_data() {
    let made = Made::new(
        "Ort;Einwohner;Art\nGrau;256319;Stadt\nAflen;1014;Dorf\nWeiz;8807;Stadt\n;;\nTann;k. A.;Dorf\nMarch;;Dorf\n",
    );
    let table = &made.inspect().tables[0];
    assert_eq!((table.data_rows, table.footer_rows), (5, 0));
}

#[test]
fn a_word_parted_to_make_a_column_narrow_keeps_its_meaning() {
    let made = Made::new("Ort;Post-leit-zahl\nAhlen;59227\nBork;59379\nDatteln;45711\n");
    let column = &made.inspect().tables[0].columns[1];
    assert_eq!(column.column_type, ColumnType::Text);
    assert_eq!(column.semantic_type, Some(SemanticType::Postcode));
}

#[test]
fn numbers_that_name_something_are_no_quantities() {
    let made = Made::new(
        "KG_NR;Bez-code;Einwohner\n12;301;4000\n12;302;5100\n13;301;6200\n13;305;7300\n14;301;8400\n",
    );
    let inspection = made.inspect();
    let meanings: Vec<_> = inspection.tables[0]
        .columns
        .iter()
        .map(|column| column.semantic_type)
        .collect();
    assert_eq!(
        meanings,
        [
            Some(SemanticType::Key),
            Some(SemanticType::Key),
            Some(SemanticType::Quantity)
        ]
    );
}

#[test]
fn a_row_that_counts_the_columns_is_no_data() {
    let made = Made::new(
        "Land;AGS;Gemeinde;Insgesamt;männlich\n1;-;2;3;4\n01;01001000;Flensburg;82801;40817\n01;01002000;Kiel;237667;114429\n\
         01;01003000;Lübeck;210679;99821\n",
    );
    let table = &made.inspect().tables[0];
    assert_eq!((table.header_rows, table.data_rows), (2, 3));
    assert_eq!(
        labels(&made),
        ["Land", "AGS", "Gemeinde", "Insgesamt", "männlich"]
    );
}

#[test]
fn small_numbers_in_the_first_row_are_data_where_numbers_stand_below() {
    let made = Made::new("a;b;c\n1;2;3\n4;5;6\n7;8;9\n");
    let table = &made.inspect().tables[0];
    assert_eq!((table.header_rows, table.data_rows), (1, 3));
}
