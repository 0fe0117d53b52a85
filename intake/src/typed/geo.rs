//! Columns of geometries in typed files: GeoParquet, and the extension types of GeoArrow that are WKB.

use super::column_reader::ColumnReader;
use crate::geometry::{GeometryColumn, declare, from_wkb};
use crate::reference_system::{Declared, from_name};
use arrow::array::{Array, ArrayRef, AsArray, BinaryBuilder};
use arrow::datatypes::{DataType, Field, Schema};
use hebewerk_model::{Finding, InspectedColumn};
use serde_json::Value;
use std::sync::Arc;

/// Names of the extension types.
const EXTENSIONS: [&str; 2] = ["geoarrow.wkb", "ogc.wkb"];

/// The geometries of a file.
#[derive(Debug, Default)]
pub(super) struct Geometries(Vec<Found>);

#[derive(Debug)]
struct Found {
    /// Number of the field, then of the column that is read.
    column: usize,
    declared: Option<Declared>,
    seen: GeometryColumn,
    rows: u64,
}

impl Geometries {
    /// What a schema says.
    pub(super) fn of(schema: &Schema) -> Self {
        let geo: Value = schema
            .metadata
            .get("geo")
            .and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default();
        let found = schema
            .fields()
            .iter()
            .enumerate()
            .filter_map(|(column, field)| {
                let is_binary = matches!(
                    field.data_type(),
                    DataType::Binary | DataType::LargeBinary | DataType::BinaryView
                );
                let described = geo
                    .get("columns")
                    .and_then(|columns| columns.get(field.name()));
                let declared = match described {
                    Some(described) => {
                        let encoding = described.get("encoding").and_then(Value::as_str);
                        encoding.filter(|it| it.eq_ignore_ascii_case("wkb"))?;
                        of_geoparquet(described)
                    }
                    None => of_extension(field)?,
                };
                is_binary.then_some(Found {
                    column,
                    declared,
                    seen: GeometryColumn::default(),
                    rows: 0,
                })
            });
        Self(found.collect())
    }

    /// The same, counted by the columns that are read; columns left out drop out.
    pub(super) fn at(self, readers: &[ColumnReader]) -> Self {
        let number = |field: usize| readers.iter().position(|reader| reader.index == field);
        Self(
            self.0
                .into_iter()
                .filter_map(|found| {
                    Some(Found {
                        column: number(found.column)?,
                        ..found
                    })
                })
                .collect(),
        )
    }

    /// Repairs the geometries of a batch; bytes that are none become null and are counted.
    pub(super) fn turn(&mut self, arrays: &mut [ArrayRef]) {
        for found in &mut self.0 {
            let Some(array) = arrays.get_mut(found.column) else {
                continue;
            };
            let Some(raw) = array.as_binary_opt::<i32>() else {
                continue;
            };
            let mut turned = BinaryBuilder::with_capacity(raw.len(), raw.value_data().len());
            for value in raw {
                found.rows += 1;
                match value.map(from_wkb) {
                    None => {
                        found.seen.miss(found.rows);
                        turned.append_null();
                    }
                    Some(None) => {
                        found.seen.refuse(found.rows);
                        turned.append_null();
                    }
                    Some(Some(read)) => {
                        let system = read.system.map(Declared::Epsg);
                        found.declared = found.declared.take().or(system);
                        if read.stroked {
                            found.seen.stroke(found.rows);
                        }
                        turned.append_value(found.seen.take(found.rows, read.geometry));
                    }
                }
            }
            *array = Arc::new(turned.finish());
        }
    }

    /// Marks the columns and says what was seen.
    pub(super) fn declare(&self, columns: &mut [InspectedColumn]) -> Vec<Finding> {
        self.0
            .iter()
            .filter_map(|found| {
                let column = columns.get_mut(found.column)?;
                Some(declare(column, &found.seen, found.declared.as_ref()))
            })
            .flatten()
            .collect()
    }
}

/// No `crs` means longitude and latitude; `null` means nobody knows.
fn of_geoparquet(described: &Value) -> Option<Declared> {
    match described.get("crs") {
        None => Some(Declared::Epsg(4326)),
        Some(crs) => of_projjson(crs),
    }
}

fn of_projjson(crs: &Value) -> Option<Declared> {
    if let Some(name) = crs.as_str() {
        return from_name(name).map(|(declared, _)| declared);
    }
    let id = crs.get("id");
    let part = |name: &str| id.and_then(|id| id.get(name));
    let authority = part("authority").and_then(Value::as_str);
    let code = match part("code") {
        Some(Value::String(code)) => code.clone(),
        Some(code) => code.to_string(),
        None => String::new(),
    };
    match authority {
        Some(authority) => from_name(&format!("{authority}:{code}")).map(|(declared, _)| declared),
        None => Some(Declared::Other(crs.get("name")?.as_str()?.to_owned())),
    }
}

/// None where the field is no geometry at all.
#[expect(
    clippy::option_option,
    reason = "a geometry without reference system is something else than no geometry"
)]
fn of_extension(field: &Field) -> Option<Option<Declared>> {
    let name = field.metadata().get("ARROW:extension:name")?;
    if !EXTENSIONS.contains(&name.as_str()) {
        return None;
    }
    let metadata = field.metadata().get("ARROW:extension:metadata");
    let described: Option<Value> = metadata.and_then(|text| serde_json::from_str(text).ok());
    let crs = described
        .as_ref()
        .and_then(|described| described.get("crs"));
    Some(crs.and_then(of_projjson))
}
