//! What becomes of databases in a file.

use super::files::{Made, finding, inspect, labels, rows, types, wkt};
use super::worker::intake;
use hebewerk_intake::Intake;
use hebewerk_intake::worker::WorkerLimits;
use hebewerk_model::Format;
use rusqlite::Connection;

const PACKAGE: &str = "
    pragma application_id = 0x47504B47;
    create table gpkg_spatial_ref_sys (srs_name text, srs_id integer primary key, organization text,
        organization_coordsys_id integer, definition text);
    insert into gpkg_spatial_ref_sys values ('ETRS89 / UTM 32N', 25832, 'EPSG', 25832, 'undefined');
    create table gpkg_contents (table_name text primary key, data_type text, identifier text, srs_id integer);
    create table gpkg_geometry_columns (table_name text, column_name text, geometry_type_name text, srs_id integer,
        z tinyint, m tinyint);
    create table baeume (fid integer primary key, geom POINT, ags TEXT(8), hoehe DOUBLE, gepflanzt DATE,
        gesehen DATETIME, gefaellt BOOLEAN);
    insert into gpkg_contents values ('baeume', 'features', 'Bäume', 25832), ('arten', 'attributes', 'Arten', null);
    insert into gpkg_geometry_columns values ('baeume', 'geom', 'POINT', 25832, 0, 0);
    create table arten (kuerzel TEXT, name TEXT);
    insert into arten values ('01', 'Linde'), ('02', 'Eiche');
    create table rtree_baeume_geom (id integer);
    insert into baeume values
        (1, x'4750000000e864000101000000000000008089164100000000d6c85541', '05314000', 12.5, '2020-01-31',
            '2024-01-31T10:00:00Z', 0),
        (2, null, '05315000', null, null, null, 1),
        (3, x'475000', 'x', 1, 'gestern', null, 0);";

/// A whole package.
pub(super) fn package() -> Vec<u8> {
    std::fs::read(&database(PACKAGE).path).unwrap()
}

fn database(statements: &str) -> Made {
    let file = Made::new("stadt.gpkg", b"");
    let connection = Connection::open(&file.path).unwrap();
    connection.execute_batch(statements).unwrap();
    drop(connection);
    file
}

#[test]
fn every_layer_of_a_package_is_a_table_with_its_types() {
    let file = database(PACKAGE);
    let inspection = file.inspect();
    assert_eq!(inspection.format, Format::Geopackage);
    let names: Vec<&str> = inspection
        .tables
        .iter()
        .map(|table| table.name.as_str())
        .collect();
    assert_eq!(names, ["baeume", "arten"]);
    let trees = &inspection.tables[0];
    assert_eq!(
        types(trees),
        [
            "integer",
            "binary",
            "text",
            "float",
            "date",
            "timestamp_utc",
            "boolean"
        ]
    );
    assert_eq!(trees.columns[1].unit.as_deref(), Some("EPSG:25832"));
    assert_eq!(finding(&inspection, "geometry_missing").row, Some(2));
    assert_eq!(finding(&inspection, "geometry_unreadable").row, Some(3));
    let read = file.read(0);
    assert_eq!(wkt(&read.rows[0][1]), "POINT (369248 5710680)");
    assert_eq!(
        read.rows[0][2..],
        [
            "05314000",
            "12.5",
            "2020-01-31",
            "2024-01-31T10:00:00",
            "false"
        ]
    );
    // What is no geometry and no day is kept beside the table.
    let aside: Vec<_> = read
        .aside
        .iter()
        .map(|aside| (aside.row, aside.text.as_str()))
        .collect();
    assert_eq!(aside, [(3, "475000"), (3, "gestern")]);
    assert_eq!(trees.set_aside, 2);
    assert_eq!(file.read(1).rows[0], ["01", "Linde"]);
}

#[test]
fn a_plain_database_gives_its_tables_and_types_are_recognised_where_none_is_declared() {
    let file = database("create table t (nr, name); insert into t values (1, 'a'), (2, 'b');");
    let inspection = file.inspect();
    assert_eq!(inspection.format, Format::Sqlite);
    assert_eq!(labels(&inspection.tables[0]), ["nr", "name"]);
    assert_eq!(types(&inspection.tables[0]), ["integer", "text"]);
}

#[test]
fn a_database_that_means_harm_does_none() {
    // A view that calls a function, one that never ends, and a schema that lies about a table.
    let file = database(&format!(
        "{PACKAGE}
        create view boese as select load_extension('x.so') as a;
        insert into gpkg_contents values ('boese', 'attributes', 'b', null);
        create table luege (a text);
        pragma writable_schema = on;
        update sqlite_schema set sql = 'create table luege (a text, b text check (zeroblob(1e9)))' where name = 'luege';"
    ));
    let inspection = file.inspect();
    let names: Vec<&str> = inspection
        .tables
        .iter()
        .map(|table| table.name.as_str())
        .collect();
    assert!(names.contains(&"baeume"), "{names:?}");
    finding(&inspection, "layer_unreadable");
}

#[test]
fn a_damaged_database_is_unreadable_or_gives_what_is_whole() {
    let whole = database(PACKAGE);
    let bytes = std::fs::read(&whole.path).unwrap();
    for cut in [100, 4096, 8192, bytes.len() - 4096] {
        let file = Made::new("halb.gpkg", &bytes[..cut]);
        let seen = inspect(&Intake::in_process(), &file.path);
        if let Err(error) = seen {
            assert!(error.lies_in_the_file(), "cut at {cut}: {error:?}");
        }
    }
}

#[test]
fn a_worker_hands_over_rows_and_what_is_set_aside() {
    let spool = tempfile::tempdir().unwrap();
    let file = database(PACKAGE);
    let there = intake(spool.path(), WorkerLimits::default());
    let here = Intake::in_process();
    let seen = inspect(&there, &file.path).unwrap();
    assert_eq!(seen, inspect(&here, &file.path).unwrap());
    for table in 0..2 {
        assert_eq!(
            rows(&there, &file.path, &seen, table).unwrap(),
            rows(&here, &file.path, &seen, table).unwrap()
        );
    }
}
