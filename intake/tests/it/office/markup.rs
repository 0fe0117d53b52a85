//! What becomes of XML, Arrow and Avro.

use super::files::{Made, finding, labels, types};
use super::geo::made;
use hebewerk_model::Format;

#[test]
fn the_elements_that_repeat_are_rows() {
    let text = "<?xml version='1.0' encoding='ISO-8859-1'?>
        <export stand='2024'><kopf><amt>Tiefbau</amt></kopf><baustellen>
        <baustelle id='07'><strasse>Ringstra\u{df}e</strasse><kosten>1.250,50</kosten>
          <lage><plz>01067</plz></lage><phase>1</phase><phase>2</phase></baustelle>
        <baustelle id='08'><strasse>A &amp; B</strasse><kosten>300,00</kosten><lage><plz>01069</plz></lage></baustelle>
        </baustellen></export>";
    let latin: Vec<u8> = text
        .chars()
        .map(|sign| u8::try_from(u32::from(sign)).unwrap())
        .collect();
    let file = Made::new("baustellen.xml", &latin);
    let inspection = file.inspect();
    assert_eq!(inspection.format, Format::Xml);
    let table = &inspection.tables[0];
    assert_eq!(
        labels(table),
        ["id", "strasse", "kosten", "lage.plz", "phase"]
    );
    assert_eq!(types(table), ["text", "text", "decimal", "text", "json"]);
    assert_eq!(
        finding(&inspection, "xml_records_at").parameters["path"],
        "export/baustellen/baustelle"
    );
    let rows = file.read(0).rows;
    assert_eq!(
        rows[0],
        ["07", "Ringstraße", "1250.50", "01067", r#"["1","2"]"#]
    );
    assert_eq!(rows[1][1], "A & B");
}

#[test]
fn what_stands_around_records_belongs_to_each_of_them() {
    let text =
        "<netz><station nr='1'><name>Nord</name><wert t='1'>3</wert><wert t='2'>4</wert></station>
        <station nr='2'><name>Süd</name><wert t='1'>5</wert><wert t='2'>6</wert></station></netz>";
    let file = Made::new("pegel.xml", text.as_bytes());
    let inspection = file.inspect();
    assert_eq!(
        labels(&inspection.tables[0]),
        ["station.nr", "station.name", "t", "wert"]
    );
    assert_eq!(file.read(0).rows[3], ["2", "Süd", "2", "6"]);
}

#[test]
fn xml_without_records_cut_off_or_with_entities_is_no_danger() {
    let single = Made::new("metadaten.xml", b"<a><b>1</b><c>2</c></a>").inspect();
    assert!(single.tables.is_empty());
    finding(&single, "xml_no_records");
    let half = "<l><e><a>1</a></e><e><a>2</a></e><e><a>3";
    let half = Made::new("halb.xml", half.as_bytes()).inspect();
    assert_eq!(half.tables[0].data_rows, 2);
    finding(&half, "xml_truncated");
    let laughs = "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>
        <l><e><a>&b;</a></e><e><a>x</a></e></l>";
    let file = Made::new("lacht.xml", laughs.as_bytes());
    assert_eq!(file.read(0).rows[0][0], "&b;");
    let deep = "<a>".repeat(100_000);
    let seen = Made::new("tief.xml", deep.as_bytes()).inspect();
    assert!(seen.tables.is_empty());
}

#[test]
fn arrow_files_and_streams_keep_their_types() {
    for name in ["t.arrow", "t.arrows"] {
        let file = Made::new(name, &made(name));
        let inspection = file.inspect();
        assert_eq!(inspection.format, Format::Arrow, "{name}");
        let table = &inspection.tables[0];
        assert_eq!(types(table), ["integer", "text", "date", "json"]);
        assert_eq!(file.read(0).rows[0], ["1", "01", "2024-01-01", "[1]"]);
    }
}

#[test]
fn avro_keeps_its_types() {
    let file = Made::new("t.avro", &made("t.avro"));
    let inspection = file.inspect();
    assert_eq!(inspection.format, Format::Avro);
    let table = &inspection.tables[0];
    assert_eq!(types(table), ["integer", "text", "date", "decimal", "json"]);
    assert_eq!(
        file.read(0).rows[0],
        ["1", "01", "2024-01-01", "1.50", r#"{"x":1.5}"#]
    );
    for cut in [3, 40, 200, 400] {
        let half = Made::new("t.avro", &made("t.avro")[..cut]);
        let seen = super::files::inspect(&hebewerk_intake::Intake::in_process(), &half.path);
        if let Err(error) = seen {
            assert!(error.lies_in_the_file(), "cut at {cut}: {error:?}");
        }
    }
}

#[test]
fn values_of_several_types_and_uuids_of_avro_stay_readable() {
    let file = Made::new("wahl.avro", &made("wahl.avro"));
    let inspection = file.inspect();
    assert_eq!(
        types(&inspection.tables[0]),
        ["text", "text", "float", "json", "json", "time", "timestamp"]
    );
    let rows = file.read(0).rows;
    let first = "0195e7a0-0000-7000-8000-000000000001";
    let parts = r#"{"u":"x","nr":"0195e7a0-0000-7000-8000-000000000003"}"#;
    assert_eq!(rows[0][..5], [first, "5", "3.0", parts, r#"[1,"a"]"#]);
    assert_eq!(rows[1][1..3], ["fünf", "1.5"]);
    assert_eq!(rows[2][1..3], ["∅", "∅"]);
    assert!(inspection.findings.is_empty(), "{:?}", inspection.findings);
}

#[test]
fn the_tables_of_a_timetable_keep_their_keys_and_times() {
    let archive = super::files::zip(&[
        ("stops.txt", b"stop_id,stop_name,stop_lat,stop_lon\n000123,Rathaus,51.51,7.21\n000124,Bahnhof,51.52,7.22\n".as_slice()),
        ("stop_times.txt", b"trip_id,arrival_time,departure_time,stop_id,stop_sequence\n7,23:59:00,24:01:00,000123,1\n7,25:10:00,25:11:00,000124,2\n"),
        ("routes.txt", b"route_id,route_short_name\n1,10\n2,11\n"),
        ("calendar.txt", b"service_id,monday,start_date,end_date\n0101,1,20240101,20241231\n0102,0,20240101,20241231\n"),
    ]);
    let file = Made::new("gtfs.zip", &archive);
    let inspection = file.inspect();
    let names: Vec<&str> = inspection
        .tables
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(names, ["stops", "stop_times", "routes", "calendar"]);
    assert_eq!(types(&inspection.tables[2]), ["text", "text"]);
    assert_eq!(file.read(0).rows[0][0], "000123");
    assert_eq!(
        file.read(1).rows[1][..4],
        ["7", "25:10:00", "25:11:00", "000124"]
    );
    let calendar = file.read(3).rows;
    assert_eq!(calendar[0], ["0101", "1", "2024-01-01", "2024-12-31"]);
}

#[test]
fn entities_of_a_document_type_are_not_followed_and_told() {
    let text = "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hostname\"><!ENTITY y \"innen\">]>\
        <r><a><b>M&uuml;ll &amp; mehr</b></a><a><b>&x;</b></a><a><b>&y;</b></a></r>";
    let file = Made::new("a.xml", text.as_bytes());
    let inspection = file.inspect();
    let found = finding(&inspection, "xml_entities");
    assert_eq!((found.count, found.row), (2, Some(2)));
    assert_eq!(file.read(0).rows, [["Müll & mehr"], ["&x;"], ["&y;"]]);
}

#[test]
fn avro_that_is_cut_is_never_taken_for_a_shorter_one() {
    let whole = made("t.avro");
    for length in (whole.len() / 2..whole.len())
        .step_by(7)
        .chain([whole.len() - 1])
    {
        let error = Made::new("t.avro", &whole[..length]).error();
        assert_eq!(error.cause(), "truncated", "{length} of {}", whole.len());
    }
    let mut damaged = whole.clone();
    *damaged.last_mut().unwrap() ^= 1;
    assert_eq!(Made::new("t.avro", &damaged).error().cause(), "container");
}

#[test]
fn a_workbook_of_the_old_kind_that_is_cut_is_told_as_no_document() {
    let whole = made("verborgen.xls");
    for length in [600, whole.len() / 2, whole.len() * 4 / 5, whole.len() - 600] {
        let intake = hebewerk_intake::Intake::in_process();
        let cut = Made::new("mappe.xls", &whole[..length]);
        match super::files::inspect(&intake, &cut.path) {
            // The library may stumble over the end.
            Err(error) => assert!(["truncated", "fault"].contains(&error.cause()), "{length}"),
            Ok(seen) => {
                let codes: Vec<_> = seen.findings.iter().map(|it| it.code.as_str()).collect();
                assert!(!codes.contains(&"unknown_format"), "{length}: {codes:?}");
            }
        }
    }
}
