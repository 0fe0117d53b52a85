//! GeoPackage 1.3 (OGC 12-128r17): one table of features in an SQLite file, in the reference system the table has.

use super::map_kind::Kind;
use super::placement::Places;
use super::text::{Columns, TextColumn};
use super::xlsx_cell::exact_number;
use super::{EncodeError, TableMeta};
use arrow::datatypes::Schema;
use arrow::record_batch::RecordBatch;
use hebewerk_model::geometry::bounds;
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};
use std::fs::File;
use tempfile::NamedTempFile;

/// `GPKG` in the header of the file, and the version of the standard (1.1.1.1.1).
const APPLICATION_ID: i32 = 0x4750_4B47;
const USER_VERSION: i32 = 10_300;
/// SQLite takes 2,000 columns; two are the number of the feature and its place.
const MAX_COLUMNS: usize = 1_998;
/// Places of which nobody knows what their numbers mean.
const UNDEFINED: i32 = -1;
/// Definitions (WKT) by number of the EPSG, as PROJ writes them.
const DEFINITIONS: &str = include_str!("reference_systems_wkt.json");

const TABLES: &str = "
    CREATE TABLE gpkg_spatial_ref_sys (
        srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
        organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
    CREATE TABLE gpkg_contents (
        table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
        description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
        min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
        srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id));
    CREATE TABLE gpkg_geometry_columns (
        table_name TEXT NOT NULL UNIQUE REFERENCES gpkg_contents(table_name), column_name TEXT NOT NULL,
        geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys(srs_id),
        z TINYINT NOT NULL, m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
    INSERT INTO gpkg_spatial_ref_sys VALUES
        ('Undefined Cartesian', -1, 'NONE', -1, 'undefined', NULL),
        ('Undefined geographic', 0, 'NONE', 0, 'undefined', NULL);";

pub(super) struct GeoPackageEncoder {
    // Before its file: the database is closed before the file is removed.
    database: Connection,
    file: NamedTempFile,
    places: Places,
    kinds: Vec<Kind>,
    insert: String,
    table: String,
    system: i32,
    around: Option<[f64; 4]>,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Integer => "INTEGER",
            Self::Double => "DOUBLE",
            Self::Boolean => "BOOLEAN",
            Self::Date => "DATE",
            Self::Moment => "DATETIME",
            Self::Text => "TEXT",
        }
    }

    fn value(self, text: &str) -> Value {
        let kept = match self {
            Self::Integer => text.parse().ok().map(Value::Integer),
            Self::Double => exact_number(text)
                .or_else(|| text.parse().ok())
                .filter(|number| number.is_finite())
                .map(Value::Real),
            Self::Boolean => text
                .parse()
                .ok()
                .map(|truth: bool| Value::Integer(truth.into())),
            // Milliseconds always, as the standard shows it (table 1).
            Self::Moment => {
                let (seconds, fraction) = text
                    .trim_end_matches('Z')
                    .split_once('.')
                    .unwrap_or((text.trim_end_matches('Z'), ""));
                Some(Value::Text(format!("{seconds}.{fraction:0<3.3}Z")))
            }
            Self::Date | Self::Text => None,
        };
        kept.unwrap_or_else(|| match self {
            // What is no number of JSON is none of SQLite either.
            Self::Double => Value::Null,
            _ => Value::Text(text.to_owned()),
        })
    }
}

impl GeoPackageEncoder {
    pub(super) fn new(schema: &Schema, meta: &TableMeta) -> Result<Self, EncodeError> {
        let (places, placement) = Places::of(meta, schema)?;
        let columns = schema.fields().len();
        if columns > MAX_COLUMNS {
            return Err(EncodeError::TooManyColumns {
                columns,
                limit: MAX_COLUMNS,
            });
        }
        let file = tempfile::Builder::new().suffix(".gpkg").tempfile()?;
        let database = Connection::open(file.path())?;
        // Nobody reads it before it is whole, and a torn one is thrown away.
        database.pragma_update(None, "journal_mode", "OFF")?;
        database.pragma_update(None, "synchronous", "OFF")?;
        database.pragma_update(None, "application_id", APPLICATION_ID)?;
        database.pragma_update(None, "user_version", USER_VERSION)?;
        database.execute_batch("BEGIN")?;
        database.execute_batch(TABLES)?;
        let system = define(&database, placement.system())?;
        let table = table_name(&meta.sheet);
        let mut names = Names::default();
        let number = names.free("fid");
        let geometry = places
            .geometries()
            .and_then(|index| schema.fields().get(index));
        let geometry = names.free(geometry.map_or("geom", |field| field.name()));
        let mut defined = vec![
            format!(
                "{} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL",
                quoted(&number)
            ),
            format!("{} GEOMETRY", quoted(&geometry)),
        ];
        let mut kept = vec![quoted(&geometry)];
        let mut kinds = Vec::new();
        for (index, field) in schema.fields().iter().enumerate() {
            let kind = Kind::of(field.data_type());
            kinds.push(kind);
            if places.geometries() != Some(index) {
                let name = quoted(&names.free(field.name()));
                defined.push(format!("{name} {}", kind.name()));
                kept.push(name);
            }
        }
        let quoted_table = quoted(&table);
        database.execute_batch(&format!(
            "CREATE TABLE {quoted_table} ({})",
            defined.join(", ")
        ))?;
        let title = if meta.sheet.is_empty() {
            &table
        } else {
            &meta.sheet
        };
        database.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change, srs_id) VALUES (?1, 'features', ?2, ?3, ?4)",
            params![table, title, moment(meta), system],
        )?;
        database.execute(
            "INSERT INTO gpkg_geometry_columns VALUES (?1, ?2, 'GEOMETRY', ?3, 2, 2)",
            params![table, geometry, system],
        )?;
        let marks = vec!["?"; kept.len()].join(", ");
        let insert = format!(
            "INSERT INTO {quoted_table} ({}) VALUES ({marks})",
            kept.join(", ")
        );
        Ok(Self {
            database,
            file,
            places,
            kinds,
            insert,
            table,
            system,
            around: None,
        })
    }

    pub(super) fn encode(&mut self, batch: &RecordBatch) -> Result<(), EncodeError> {
        let columns = Columns::of(batch)?;
        let columns = columns.texts()?;
        let mut insert = self.database.prepare(&self.insert)?;
        let mut text = String::new();
        let mut values = Vec::with_capacity(columns.len() + 1);
        for row in 0..batch.num_rows() {
            values.clear();
            let wkb = self.places.wkb(batch, &columns, row);
            values.push(match wkb {
                None => Value::Null,
                Some(wkb) => {
                    let bounds = bounds(&wkb);
                    grow(&mut self.around, bounds);
                    Value::Blob(blob(&wkb, self.system, bounds))
                }
            });
            for (index, (column, kind)) in columns.iter().zip(&self.kinds).enumerate() {
                if self.places.geometries() != Some(index) {
                    values.push(cell(column, *kind, row, &mut text)?);
                }
            }
            insert.execute(params_from_iter(&values))?;
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Result<File, EncodeError> {
        if let Some([west, south, east, north]) = self.around {
            self.database.execute(
                "UPDATE gpkg_contents SET min_x = ?1, min_y = ?2, max_x = ?3, max_y = ?4 WHERE table_name = ?5",
                params![west, south, east, north, self.table],
            )?;
        }
        self.database.execute_batch("COMMIT")?;
        self.database
            .close()
            .map_err(|(_still_open, error)| error)?;
        Ok(self.file.reopen()?)
    }
}

/// When the table was made, as the standard writes it (table 1).
fn moment(meta: &TableMeta) -> String {
    let moment = meta.made_at.unwrap_or_default();
    moment.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

fn cell(
    column: &TextColumn<'_>,
    kind: Kind,
    row: usize,
    text: &mut String,
) -> Result<Value, EncodeError> {
    Ok(if column.read(row, text)? {
        kind.value(text)
    } else {
        Value::Null
    })
}

/// A geometry as GeoPackage keeps it (2.1.3): a header with the system and the box around it, then WKB.
fn blob(wkb: &[u8], system: i32, bounds: Option<[f64; 4]>) -> Vec<u8> {
    // Little-endian; a box of x and y, or an empty geometry without one.
    const BOXED: u8 = 0b0000_0011;
    const EMPTY: u8 = 0b0001_0001;
    let mut bytes = Vec::with_capacity(wkb.len() + 40);
    bytes.extend(b"GP\0");
    bytes.push(if bounds.is_some() { BOXED } else { EMPTY });
    bytes.extend(system.to_le_bytes());
    if let Some([west, south, east, north]) = bounds {
        for edge in [west, east, south, north] {
            bytes.extend(edge.to_le_bytes());
        }
    }
    bytes.extend(wkb);
    bytes
}

fn grow(around: &mut Option<[f64; 4]>, bounds: Option<[f64; 4]>) {
    let Some([west, south, east, north]) = bounds else {
        return;
    };
    let [w, s, e, n] = around.unwrap_or([west, south, east, north]);
    *around = Some([w.min(west), s.min(south), e.max(east), n.max(north)]);
}

/// Writes down the system of the table beside the ones every GeoPackage has; its number in the file.
fn define(database: &Connection, system: Option<&str>) -> Result<i32, EncodeError> {
    let definitions: serde_json::Value = serde_json::from_str(DEFINITIONS).unwrap_or_default();
    let wanted: Option<i32> = system
        .and_then(|name| name.rsplit(':').next())
        .and_then(|number| number.parse().ok())
        .filter(|number: &i32| definitions[number.to_string()].is_object());
    let numbers = [Some(4326), wanted.filter(|number| *number != 4326)];
    for number in numbers.into_iter().flatten() {
        let definition = &definitions[number.to_string()];
        database.execute(
            "INSERT INTO gpkg_spatial_ref_sys VALUES (?1, ?2, 'EPSG', ?2, ?3, NULL)",
            params![
                definition["name"].as_str().unwrap_or_default(),
                number,
                definition["wkt"].as_str().unwrap_or_default()
            ],
        )?;
    }
    Ok(wanted.unwrap_or(UNDEFINED))
}

/// A name for the table that is not one of the standard's own.
fn table_name(wish: &str) -> String {
    let is_taken = ["gpkg_", "rtree_", "sqlite_"].iter().any(|own| {
        wish.get(..own.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(own))
    });
    match wish.trim() {
        "" => "daten".to_owned(),
        name if is_taken => format!("daten_{name}"),
        name => name.replace('\0', ""),
    }
}

/// Names of columns in one table: SQLite takes `Art` and `art` for the same.
#[derive(Default)]
struct Names(Vec<String>);

impl Names {
    fn free(&mut self, wish: &str) -> String {
        let wish = wish.replace('\0', "");
        let mut name = wish.clone();
        let mut number = 1;
        while self.0.contains(&name.to_lowercase()) {
            number += 1;
            name = format!("{wish}_{number}");
        }
        self.0.push(name.to_lowercase());
        name
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
