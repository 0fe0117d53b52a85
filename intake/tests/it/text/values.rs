//! Values as German offices write them.

use super::files::Made;
use hebewerk_model::{ColumnRecipe, ColumnType, InspectedColumn, TableRecipe};

fn column(label: &str, values: &[&str]) -> (InspectedColumn, Vec<String>) {
    let mut text = format!("Lfd;{label}\n");
    for (index, value) in values.iter().enumerate() {
        text.push_str(&format!("{};{value}\n", index + 1));
    }
    let made = Made::new(text);
    let mut inspection = made.inspect();
    let rows = made.read().0;
    let read = rows
        .iter()
        .map(|row| {
            row.split_once('|')
                .map_or("", |(_, value)| value)
                .to_owned()
        })
        .collect();
    (inspection.tables[0].columns.remove(1), read)
}

/// Type, meaning and values as they are stored.
#[track_caller]
fn check(label: &str, values: &[&str], expected: (&str, Option<&str>), stored: &[&str]) {
    let (column, read) = column(label, values);
    let meaning = column.semantic_type.map(hebewerk_model::SemanticType::name);
    assert_eq!(
        (column.column_type.to_string().as_str(), meaning),
        expected,
        "{label}: {values:?}"
    );
    assert_eq!(read, stored, "{label}");
}

/// A column whose text is what it means.
#[track_caller]
fn stays(label: &str, values: &[&str], meaning: Option<&str>) {
    check(label, values, ("text", meaning), values);
}

#[test]
fn months_quarters_and_school_years_are_periods() {
    stays(
        "Monat",
        &["Dez 2024", "Jan 2025", "Mrz 2025"],
        Some("period"),
    );
    stays("Monat", &["Dezember 2024", "Januar 2025"], Some("period"));
    stays("Quartal", &["2024/Q3", "2024/Q4"], Some("period"));
    stays("Quartal", &["Q3 2024", "Q4 2024"], Some("period"));
    stays(
        "Quartal",
        &["3. Quartal 2024", "4. Quartal 2024"],
        Some("period"),
    );
    stays("Schuljahr", &["2023/24", "2024/25"], Some("period"));
    stays(
        "Zeitraum",
        &["Schuljahr 2023/24", "Schuljahr 2024/25"],
        Some("period"),
    );
    stays("Saison", &["2023/2024", "2024/2025"], Some("period"));
    stays("Stand", &["Dez 24", "Jan 25"], Some("period"));
    stays("Stand", &["III/2024", "IV/2024"], Some("period"));
    stays("Stand", &["KW 51/2024", "KW 1/2025"], Some("period"));
    stays("Monat", &["01.2020", "02.2020", "12.2020"], Some("period"));
    stays("Monat", &["10.2020", "11.2020", "12.2020"], Some("period"));
    stays("Periode", &["001.2024", "012.2024"], Some("period"));
}

#[test]
fn chapters_and_cost_centres_are_no_quantities() {
    stays("Nr.", &["1.1", "1.2", "1.9", "1.10"], Some("identifier"));
    stays("Gliederung", &["1", "1.1", "1.10", "2"], None);
    stays("Kostenstelle", &["1.000", "2.010", "31.100"], Some("key"));
    let (column, _) = column("Anteil", &["1.1", "1.25", "1.10"]);
    assert_eq!(column.column_type.to_string(), "decimal(18,2)");
}

#[test]
fn beside_semicolons_a_comma_stands_before_decimals() {
    check(
        "Preis",
        &["1,659", "1,729", "1,789"],
        ("decimal(18,3)", Some("money")),
        &["1.659", "1.729", "1.789"],
    );
    let made = Made::new("Gebiet;Fläche in ha;EW\nMitte;1,250;12.300\nNord;12,375;8.400\n");
    assert_eq!(made.read().0, ["Mitte|1.250|12300", "Nord|12.375|8400"]);
}

#[test]
fn days_nobody_entered_are_missing() {
    let (column, read) = column("Ende", &["31.01.2024", "00.00.0000", "29.02.2024"]);
    assert_eq!(column.column_type.to_string(), "date");
    assert_eq!(read, ["2024-01-31", "∅", "2024-02-29"]);
}

#[test]
fn days_are_days_in_every_usual_writing() {
    let days = ["2024-12-31", "2025-01-01"];
    check(
        "Datum",
        &["31.12.2024", "01.01.2025"],
        ("date", Some("date")),
        &days,
    );
    check(
        "Datum",
        &["31.12.24", "1.1.25"],
        ("date", Some("date")),
        &days,
    );
    check(
        "Datum",
        &["20241231", "20250101"],
        ("date", Some("date")),
        &days,
    );
    check(
        "Datum",
        &["31. Dezember 2024", "1. Jan. 2025"],
        ("date", Some("date")),
        &days,
    );
    check(
        "Payment Date",
        &["31-Dec-2024", "01-Jan-2025"],
        ("date", Some("date")),
        &days,
    );
    check("Datum", &["45657", "45658"], ("date", Some("date")), &days);
    let findings = Made::new("Lfd;Datum\n1;45657\n2;45658\n")
        .inspect()
        .findings;
    assert!(
        findings
            .iter()
            .any(|finding| finding.code.as_str() == "sheet_days")
    );
    check(
        "Beginn",
        &["8:05 Uhr", "12:30 Uhr"],
        ("time", None),
        &["08:05:00", "12:30:00"],
    );
    check(
        "Ende",
        &["13 Uhr", "14:30"],
        ("time", None),
        &["13:00:00", "14:30:00"],
    );
}

#[test]
fn times_with_a_point_are_times_where_the_header_says_so() {
    check(
        "Abfahrt",
        &["06.30", "14.05", "9.15"],
        ("time", None),
        &["06:30:00", "14:05:00", "09:15:00"],
    );
    check(
        "Beginn",
        &["8.00", "8:30", "k. A."],
        ("time", None),
        &["08:00:00", "08:30:00", "∅"],
    );
    // Hours that something took, and hours no day has.
    for (label, values) in [("Dauer", ["6.30", "14.05"]), ("Abfahrt", ["6.30", "14.75"])] {
        let (column, _) = column(label, &values);
        assert_eq!(
            column.column_type.to_string(),
            "decimal(18,2)",
            "{label}: {values:?}"
        );
    }
}

#[test]
fn nobody_is_born_in_years_to_come() {
    check(
        "Geburtsdatum",
        &["03.05.48", "12.11.09", "29.02.36"],
        ("date", Some("date")),
        &["1948-05-03", "2009-11-12", "1936-02-29"],
    );
    check(
        "Vertragsende",
        &["03.05.48", "12.11.09"],
        ("date", Some("date")),
        &["2048-05-03", "2009-11-12"],
    );
}

#[test]
fn nobody_is_born_in_years_to_come_where_a_clerk_says_that_these_are_days() {
    let mut made = Made::new("Ort\tGeburtsdatum\nHerne\t03.05.48\nHamm\t12.11.09\n");
    made.recipe.tables.push(TableRecipe {
        columns: vec![ColumnRecipe {
            label: "Geburtsdatum".to_owned(),
            column_type: Some(ColumnType::Date),
            ..ColumnRecipe::default()
        }],
        ..TableRecipe::default()
    });
    assert_eq!(made.read().0, ["Herne|1948-05-03", "Hamm|2009-11-12"]);
}

#[test]
fn days_of_files_copied_together_are_days() {
    check(
        "Datum",
        &["30.12.2024", "31.12.24", "2025-01-01", "2. Januar 2025"],
        ("date", Some("date")),
        &["2024-12-30", "2024-12-31", "2025-01-01", "2025-01-02"],
    );
    // A day first or a month first cannot be told from each other: what fits only one of them stays as it is.
    check(
        "Datum",
        &["30/12/2024", "12/30/2024"],
        ("text", None),
        &["30/12/2024", "12/30/2024"],
    );
}

#[test]
fn numbers_that_look_like_days_are_none() {
    stays("Produkt", &["01.01.01", "01.02.03"], Some("key"));
    stays("Haushaltsstelle", &["01.02.11", "02.03.12"], Some("key"));
    for label in ["Freitag", "Kunden am Stichtag zum Monatsende"] {
        let (column, _) = column(label, &["45657", "45658", "20345"]);
        assert_eq!(column.column_type.to_string(), "integer", "{label}");
    }
}

#[test]
fn statistical_signs_are_no_values_and_no_words() {
    check(
        "Einwohner",
        &["12", "-", ".", "x", "/", "…", "k. A.", "1.234"],
        ("integer", Some("quantity")),
        &["12", "∅", "∅", "∅", "∅", "∅", "∅", "1234"],
    );
}

#[test]
fn points_alone_part_thousands() {
    check(
        "Einwohner",
        &["2.952", "987", "12.004"],
        ("integer", Some("quantity")),
        &["2952", "987", "12004"],
    );
    // Not one small number: the semicolon between cells says that the comma is kept for decimals.
    check(
        "Fahrgäste",
        &["186.530", "28.894", "138.500"],
        ("integer", Some("quantity")),
        &["186530", "28894", "138500"],
    );
    check(
        "Betrag",
        &["1.234,50 €", "-7,00 €"],
        ("decimal(18,2)", Some("money")),
        &["1234.50", "-7.00"],
    );
    check(
        "Anteil",
        &["12,5 %", "3 %"],
        ("decimal(18,1)", Some("percent")),
        &["12.5", "3.0"],
    );
}

/// Type and values of the second column of a text with tabs, in which nothing but points says how numbers are written.
fn with_tabs(label: &str, recipe: TableRecipe) -> (String, Vec<String>) {
    let mut made = Made::new(format!(
        "Ort\t{label}\nHerne\t1.234\nHamm\t12.345\nUnna\t3.100\n"
    ));
    made.recipe.tables.push(recipe);
    let inspection = made.inspect();
    let read = made.read().0;
    let values = read.iter().filter_map(|row| row.split_once('|'));
    let values = values.map(|(_, value)| value.to_owned()).collect();
    (
        inspection.tables[0].columns[1].column_type.to_string(),
        values,
    )
}

#[test]
fn points_among_things_that_are_counted_part_thousands_in_any_text() {
    let whole = (
        "integer".to_owned(),
        ["1234", "12345", "3100"].map(str::to_owned).to_vec(),
    );
    let broken = (
        "decimal(18,3)".to_owned(),
        ["1.234", "12.345", "3.100"].map(str::to_owned).to_vec(),
    );
    for (label, expected) in [
        ("Einwohner", &whole),
        ("Anzahl der Fälle", &whole),
        ("Geschossflächenzahl", &broken),
        ("Einwohner je km²", &broken),
        ("Dichte", &broken),
    ] {
        assert_eq!(
            with_tabs(label, TableRecipe::default()),
            *expected,
            "{label}"
        );
    }
}

#[test]
fn a_clerk_who_says_the_decimal_sign_or_the_type_is_believed() {
    let whole = (
        "integer".to_owned(),
        ["1234", "12345", "3100"].map(str::to_owned).to_vec(),
    );
    let comma = TableRecipe {
        decimal: Some(','),
        ..TableRecipe::default()
    };
    assert_eq!(with_tabs("Dichte", comma), whole);
    let integer = TableRecipe {
        columns: vec![ColumnRecipe {
            label: "Dichte".to_owned(),
            column_type: Some(ColumnType::Integer),
            ..ColumnRecipe::default()
        }],
        ..TableRecipe::default()
    };
    assert_eq!(with_tabs("Dichte", integer), whole);
    let point = TableRecipe {
        decimal: Some('.'),
        ..TableRecipe::default()
    };
    assert_eq!(with_tabs("Einwohner", point).0, "decimal(18,3)");
}

#[test]
fn keys_keep_their_zeros_whatever_they_are_called() {
    stays("AGS", &["05911000", "09162000"], Some("ags"));
    stays("ARS", &["059110000000", "091620000000"], Some("ars"));
    stays("PLZ", &["01067", "44623"], Some("postcode"));
    stays("PLZ", &["44623", "44625"], Some("postcode"));
    stays("Postleitzahl", &["44623", "44625"], Some("postcode"));
    stays("Postal Code", &["44623", "44625"], Some("postcode"));
    let (column, _) = column("Anzahl PLZ", &["3", "12"]);
    assert_eq!(column.column_type.to_string(), "integer");
    stays("Straßenschlüssel", &["00012", "01234"], Some("key"));
    stays("Straßenschlüssel", &["10012", "11234"], Some("key"));
    stays("Schulnummer", &["101234", "101235"], Some("key"));
    stays(
        "Flurstückskennzeichen",
        &["052410-012-00045/0003", "052410-012-00046/0000"],
        Some("key"),
    );
    stays("Konto", &["0012345678", "0012345679"], Some("key"));
    stays(
        "IBAN",
        &["DE02120300000000202051", "DE02500105170137075030"],
        Some("iban"),
    );
}

#[test]
fn units_stand_in_headers() {
    for (label, unit) in [
        ("Fläche in ha", "ha"),
        ("Betrag (EUR)", "EUR"),
        ("Anteil [%]", "%"),
        ("Länge in m", "m"),
    ] {
        let (column, _) = column(label, &["1,5", "2,25"]);
        assert_eq!(column.unit.as_deref(), Some(unit), "{label}");
    }
}

#[test]
fn coordinates_are_numbers_with_a_meaning() {
    check(
        "lon",
        &["7,2156", "7,3"],
        ("decimal(18,4)", Some("longitude")),
        &["7.2156", "7.3000"],
    );
    check(
        "Breitengrad",
        &["51,5381", "51,6"],
        ("decimal(18,4)", Some("latitude")),
        &["51.5381", "51.6000"],
    );
    // Only fine decimals in the range of the country make degrees of what is a length elsewhere.
    check(
        "Länge",
        &["7,21561", "7,3012"],
        ("decimal(18,5)", Some("longitude")),
        &["7.21561", "7.30120"],
    );
    check(
        "Geographische Breite",
        &["51.538112", "51.6004"],
        ("decimal(18,6)", Some("latitude")),
        &["51.538112", "51.600400"],
    );
    for (label, values) in [
        ("Länge", ["12,5", "7,2156"]),
        ("Länge", ["120,5001", "7,2156"]),
        ("Breite", ["51,5", "52,25"]),
        ("Länge [m]", ["12,5001", "7,2156"]),
    ] {
        let (column, _) = column(label, &values);
        let meaning = column.semantic_type.map(hebewerk_model::SemanticType::name);
        assert_eq!(meaning, Some("quantity"), "{label} {values:?}");
    }
    check(
        "Rechtswert",
        &["389123,45", "389200,5"],
        ("decimal(18,2)", Some("easting")),
        &["389123.45", "389200.50"],
    );
    check(
        "Ostwert",
        &["32389123,45", "32389200,5"],
        ("decimal(18,2)", Some("easting")),
        &["32389123.45", "32389200.50"],
    );
    check(
        "Hochwert",
        &["5711234,5", "5711300,25"],
        ("decimal(18,2)", Some("northing")),
        &["5711234.50", "5711300.25"],
    );
    check(
        "Rechtswert",
        &["2567890,12", "2567900,5"],
        ("decimal(18,2)", Some("easting")),
        &["2567890.12", "2567900.50"],
    );
    check(
        "Rechtswert (Gauß-Krüger)",
        &["2.567.890,12", "2.567.900,5"],
        ("decimal(18,2)", Some("easting")),
        &["2567890.12", "2567900.50"],
    );
}

#[test]
fn words_for_yes_and_no_are_truth_values() {
    check(
        "barrierefrei",
        &["ja", "nein", "ja"],
        ("boolean", None),
        &["true", "false", "true"],
    );
    check(
        "Leitstreifen",
        &["J", "nein", "Ja", "N"],
        ("boolean", None),
        &["true", "false", "true", "false"],
    );
    check(
        "Aufzug",
        &["x", "", "x"],
        ("boolean", None),
        &["true", "∅", "true"],
    );
    check(
        "Aufzug",
        &["J", "", "J"],
        ("boolean", None),
        &["true", "∅", "true"],
    );
    check(
        "Aufzug",
        &["ja", "nein", "x"],
        ("boolean", None),
        &["true", "false", "true"],
    );
    stays("Klasse", &["J", "J", "J"], Some("category"));
}

#[test]
fn abbreviations_for_unknown_leave_numbers_numbers() {
    check(
        "Baujahr",
        &["1965", "unbek.", "n. e.", "2004"],
        ("integer", Some("year")),
        &["1965", "∅", "∅", "2004"],
    );
}

/// Codes of the findings about the second column.
fn noticed(label: &str, values: &[&str]) -> Vec<(String, u64, Option<u64>)> {
    let mut text = format!("Lfd;{label}\n");
    for (index, value) in values.iter().enumerate() {
        text.push_str(&format!("{};{value}\n", index + 1));
    }
    let findings = Made::new(text).inspect().findings.into_iter();
    findings
        .filter(|finding| finding.column.as_deref() == Some(label))
        .map(|finding| (finding.code.as_str().to_owned(), finding.count, finding.row))
        .collect()
}

#[test]
fn days_among_codes_are_told_as_damage() {
    let days = |count, row| vec![("codes_as_days".to_owned(), count, Some(row))];
    assert_eq!(
        noticed(
            "Hausnummer",
            &["1-3", "05. Mrz", "7-9", "03. Jan", "12a", "4"]
        ),
        days(2, 3)
    );
    assert_eq!(noticed("Regal", &["A1", "B7", "Mrz 05", "C2"]), days(1, 4));
    assert!(noticed("Tag", &["05. Mrz", "03. Jan", "12. Dez"]).is_empty());
    assert!(noticed("Monat", &["Mrz 24", "Apr 24", "Mai 24"]).is_empty());
    assert!(noticed("Termin", &["05. Mrz", "unbekannt", "nach Absprache"]).is_empty());
}

#[test]
fn shortened_numbers_are_told_and_stay_as_they_are() {
    let values = ["1,23457E+11", "4711", "9,87654E+11"];
    stays("Zählpunkt", &values, None);
    assert_eq!(
        noticed("Zählpunkt", &values),
        [("shortened_numbers".to_owned(), 2, Some(2))]
    );
    assert!(noticed("Wert", &["1,5E+05", "2,25E+03"]).is_empty());
}

#[test]
fn eastings_of_gauss_krueger_are_told_to_be_inaccurate() {
    let made = Made::new(
        "Objekt;Rechtswert;Hochwert\nA;2581234,5;5710123,4\nB;2581999,0;5711456,0\nC;2582001,5;5709000,5\n",
    );
    let inspection = made.inspect();
    let mut findings = inspection.findings.iter();
    let finding = findings.find(|finding| finding.code.as_str() == "crs_inaccurate");
    assert_eq!(finding.unwrap().parameters["crs"], "EPSG:31466");
    let units = inspection.tables[0]
        .columns
        .iter()
        .map(|column| column.unit.as_deref());
    assert!(units.eq([None, Some("EPSG:31466"), Some("EPSG:31466")]));
}
