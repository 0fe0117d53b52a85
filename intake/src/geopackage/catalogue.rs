//! Which tables a package has (OGC 12-128r19, *GeoPackage Encoding Standard*).

use super::connection::failed;
use super::kinds::Kind;
use crate::layers::{Layer, LayerColumn};
use crate::reference_system::{Declared, from_wkt};
use hebewerk_hub::ports::ReadError;
use rusqlite::Connection;
use std::collections::HashMap;

/// Tables read at most.
const MOST_TABLES: usize = 1_000;
/// Tables that describe others.
const OF_THE_SYSTEM: [&str; 6] = [
    "gpkg_",
    "rtree_",
    "sqlite_",
    "ogr_empty_table",
    "layer_styles",
    "qgis_projects",
];

/// One table that is read.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<TableColumn>,
    /// Reference system of its geometries.
    pub(super) declared: Option<Declared>,
}

#[derive(Debug, Clone)]
pub(super) struct TableColumn {
    pub(super) name: String,
    pub(super) kind: Kind,
}

/// What was listed.
#[derive(Debug, Default)]
pub(super) struct Listed {
    pub(super) tables: Vec<Table>,
    /// Names of tables that could not even be described.
    pub(super) unreadable: Vec<String>,
}

impl Table {
    pub(super) fn layer(&self) -> Layer {
        Layer {
            name: self.name.clone(),
            columns: self
                .columns
                .iter()
                .map(|column| LayerColumn::new(&column.name, column.kind.column_type()))
                .collect(),
            ..Layer::default()
        }
    }
}

/// The geometry column of a table.
struct GeometryOf {
    column: String,
    declared: Option<Declared>,
}

/// Lists the tables.
pub(super) fn list(connection: &Connection) -> Result<Listed, ReadError> {
    let is_package = exists(connection, "gpkg_contents").map_err(|it| failed(&it))?;
    let geometries = if is_package {
        geometries(connection).unwrap_or_default()
    } else {
        HashMap::new()
    };
    let mut listed = Listed::default();
    for name in names(connection, is_package).map_err(|it| failed(&it))? {
        match describe(connection, &name, geometries.get(&name.to_lowercase())) {
            Ok(table) if !table.columns.is_empty() => listed.tables.push(table),
            _ => listed.unreadable.push(name),
        }
    }
    Ok(listed)
}

fn exists(connection: &Connection, table: &str) -> rusqlite::Result<bool> {
    connection
        .prepare("select 1 from sqlite_schema where type = 'table' and name = ?1")?
        .exists([table])
}

/// Registered layers, then tables nobody registered; views only where they are registered.
fn names(connection: &Connection, is_package: bool) -> rusqlite::Result<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    if is_package {
        let mut registered = connection.prepare(
            "select table_name from gpkg_contents where data_type in ('features', 'attributes', 'aspatial')
             order by rowid",
        )?;
        let found = registered.query_map([], |row| row.get::<_, String>(0))?;
        names.extend(found.flatten());
    }
    let mut others = connection
        .prepare("select name from sqlite_schema where type = 'table' and sql not like 'create virtual%' order by rowid")?;
    let tiles = if is_package {
        let mut tiles = connection.prepare("select table_name from gpkg_contents")?;
        let found = tiles.query_map([], |row| row.get::<_, String>(0))?;
        found.flatten().collect()
    } else {
        Vec::new()
    };
    let found = others.query_map([], |row| row.get::<_, String>(0))?;
    for name in found.flatten() {
        let is_system = OF_THE_SYSTEM
            .iter()
            .any(|prefix| name.to_ascii_lowercase().starts_with(prefix));
        if !is_system && !tiles.contains(&name) && !names.contains(&name) {
            names.push(name);
        }
    }
    names.truncate(MOST_TABLES);
    Ok(names)
}

fn describe(
    connection: &Connection,
    name: &str,
    geometry: Option<&GeometryOf>,
) -> rusqlite::Result<Table> {
    let mut statement =
        connection.prepare("select name, type from pragma_table_xinfo(?1) where hidden <> 1")?;
    let columns = statement.query_map([name], |row| {
        let column: String = row.get(0)?;
        let declared: String = row.get::<_, Option<String>>(1)?.unwrap_or_default();
        let is_geometry =
            geometry.is_some_and(|geometry| geometry.column.eq_ignore_ascii_case(&column));
        Ok(TableColumn {
            name: column,
            kind: if is_geometry {
                Kind::Geometry
            } else {
                Kind::of(&declared)
            },
        })
    })?;
    Ok(Table {
        name: name.to_owned(),
        columns: columns.collect::<rusqlite::Result<_>>()?,
        declared: geometry.and_then(|geometry| geometry.declared.clone()),
    })
}

fn geometries(connection: &Connection) -> rusqlite::Result<HashMap<String, GeometryOf>> {
    let mut statement = connection.prepare(
        "select g.table_name, g.column_name, s.organization, s.organization_coordsys_id, s.definition
         from gpkg_geometry_columns g left join gpkg_spatial_ref_sys s on s.srs_id = g.srs_id",
    )?;
    let found = statement.query_map([], |row| {
        let table: String = row.get(0)?;
        let organisation = row.get::<_, Option<String>>(2)?.unwrap_or_default();
        let number = row.get::<_, Option<i64>>(3)?.unwrap_or_default();
        let definition = row.get::<_, Option<String>>(4)?.unwrap_or_default();
        let declared = match u32::try_from(number) {
            Ok(number) if number > 0 && organisation.eq_ignore_ascii_case("epsg") => {
                Some(Declared::Epsg(number))
            }
            _ => from_wkt(&definition),
        };
        let geometry = GeometryOf {
            column: row.get(1)?,
            declared,
        };
        Ok((table.to_lowercase(), geometry))
    })?;
    Ok(found.flatten().collect())
}
