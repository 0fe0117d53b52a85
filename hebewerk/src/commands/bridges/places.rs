//! Tables that meet on the map: their geometries and coordinates are read once more.

use super::document::{More, Suggestion};
use super::reading::{Folder, Table};
use arrow::array::{Array, AsArray};
use arrow::datatypes::DataType;
use arrow::record_batch::RecordBatch;
use hebewerk_bridge::{
    Bridge, ColumnAt, Places, ReferenceSystem, Shape, placed, shape_of_text, shape_of_wkb,
};
use hebewerk_hub::each_as_text;
use hebewerk_model::{InspectedColumn, SemanticType};
use std::collections::HashMap;

/// Tables with places that are compared with each other.
const MOST_TABLES: usize = 200;
/// What is told of a table at most: in a city, points lie in many an area.
const MOST_OF_A_TABLE: usize = 3;

/// Columns of a table that say where its rows lie.
enum Columns {
    Geometry(usize),
    Coordinates(usize, usize),
}

/// Where the rows of a table lie.
pub(super) struct Whereabouts {
    columns: Columns,
    /// The same columns in the collection.
    entries: Vec<ColumnAt>,
    /// The reference system, where somebody said it.
    said: Option<ReferenceSystem>,
}

/// Points in areas and points beside points, beside the bridges that are known.
pub(super) fn suggestions(folder: &Folder, known: &[Bridge]) -> anyhow::Result<Vec<Suggestion>> {
    let mut read: Vec<(u32, Places)> = Vec::new();
    for (number, table) in folder.tables.iter().enumerate() {
        if read.len() == MOST_TABLES {
            break;
        }
        let number = number as u32;
        if let Some(whereabouts) = Whereabouts::of(folder, number)
            && let Some(found) = places_of(folder, table, &whereabouts)?
        {
            read.push((number, found));
        }
    }
    let between = by_tables(known);
    let mut found = Vec::new();
    for (at, (left, one)) in read.iter().enumerate() {
        for (right, two) in read.get(at + 1..).unwrap_or_default() {
            let known = between.get(&(*left, *right)).map_or(&[][..], Vec::as_slice);
            if let Some(placed) = placed(one, two, known) {
                found.push(Suggestion {
                    more: placed.metres.map_or(More::Nothing, More::Metres),
                    ..Suggestion::found(placed.bridge)
                });
            }
        }
    }
    found.sort_by(|one, two| two.bridge.score.total_cmp(&one.bridge.score));
    let mut of_table = vec![0_usize; folder.tables.len()];
    found.retain(|it| {
        let table = it.bridge.left.first().map_or(0, |at| at.table as usize);
        let told = of_table.get_mut(table);
        told.is_some_and(|told| {
            *told += 1;
            *told <= MOST_OF_A_TABLE
        })
    });
    Ok(found)
}

/// Bridges by the two tables they are between, the lower number first.
fn by_tables(known: &[Bridge]) -> HashMap<(u32, u32), Vec<&Bridge>> {
    let mut between: HashMap<(u32, u32), Vec<&Bridge>> = HashMap::new();
    for bridge in known {
        if let (Some(left), Some(right)) = (bridge.left.first(), bridge.right.first()) {
            let tables = (left.table.min(right.table), left.table.max(right.table));
            between.entry(tables).or_default().push(bridge);
        }
    }
    between
}

/// The places of a table; none where there are none.
fn places_of(
    folder: &Folder,
    table: &Table,
    whereabouts: &Whereabouts,
) -> anyhow::Result<Option<Places>> {
    let mut places = Places::of(whereabouts.entries.clone());
    table.rows(&folder.reader, |batch| {
        for (shape, system) in whereabouts.shapes(batch)?.into_iter().flatten() {
            places.push(shape, system);
        }
        Ok(())
    })?;
    Ok((places.counts() != (0, 0)).then_some(places))
}

impl Whereabouts {
    /// Where the rows of a table lie; none where no column says so, or in a system nobody can bring to a map.
    pub(super) fn of(folder: &Folder, number: u32) -> Option<Self> {
        let all = &folder.tables.get(number as usize)?.inspected()?.columns;
        let of = |meaning: SemanticType| {
            let is_it = |column: &InspectedColumn| column.semantic_type == Some(meaning);
            all.iter().position(is_it)
        };
        let both = |one, two| Some((of(one)?, of(two)?));
        let pair = both(SemanticType::Easting, SemanticType::Northing)
            .or_else(|| both(SemanticType::Longitude, SemanticType::Latitude));
        let columns = match of(SemanticType::Geometry) {
            Some(geometry) => Columns::Geometry(geometry),
            None => pair.map(|(x, y)| Columns::Coordinates(x, y))?,
        };
        let (first, entries) = match columns {
            Columns::Geometry(column) => (column, vec![folder.whole(number, column)?]),
            Columns::Coordinates(x, y) => {
                (x, vec![folder.whole(number, x)?, folder.whole(number, y)?])
            }
        };
        let unit = all.get(first)?.unit.as_deref();
        let said = match unit.filter(|unit| unit.contains(':')) {
            Some(unit) => Some(ReferenceSystem::named(unit)?),
            None => None,
        };
        Some(Self {
            columns,
            entries,
            said,
        })
    }

    /// Where each row of a batch lies.
    pub(super) fn shapes(&self, batch: &RecordBatch) -> anyhow::Result<Vec<Located>> {
        let shapes = shapes(batch, &self.columns)?;
        let with_system = |shape: Shape| {
            let system = self.said.or_else(|| guessed(&shape))?;
            Some((shape, system))
        };
        Ok(shapes
            .into_iter()
            .map(|shape| shape.and_then(with_system))
            .collect())
    }
}

/// Where a row lies, if it says so.
pub(super) type Located = Option<(Shape, ReferenceSystem)>;

fn guessed(shape: &Shape) -> Option<ReferenceSystem> {
    let (x, y) = match shape {
        Shape::Point(x, y) => (*x, *y),
        Shape::Area(rings) => *rings.first()?.first()?,
        Shape::Other => return None,
    };
    ReferenceSystem::guessed(x, y)
}

fn shapes(batch: &RecordBatch, columns: &Columns) -> anyhow::Result<Vec<Option<Shape>>> {
    let array = |place: usize| batch.columns().get(place);
    match columns {
        Columns::Geometry(column) => match array(*column) {
            Some(array) if array.data_type() == &DataType::Binary => {
                let values = array.as_binary::<i32>().iter();
                Ok(values.map(|bytes| shape_of_wkb(bytes?)).collect())
            }
            Some(array) => {
                let mut shapes = Vec::new();
                each_as_text(array, |text| shapes.push(text.and_then(shape_of_text)))?;
                Ok(shapes)
            }
            None => Ok(Vec::new()),
        },
        Columns::Coordinates(x, y) => {
            let (Some(x), Some(y)) = (array(*x), array(*y)) else {
                return Ok(Vec::new());
            };
            let pairs = numbers(x)?.into_iter().zip(numbers(y)?);
            Ok(pairs.map(|(x, y)| Some(Shape::Point(x?, y?))).collect())
        }
    }
}

fn numbers(array: &dyn Array) -> anyhow::Result<Vec<Option<f64>>> {
    let mut numbers = Vec::with_capacity(array.len());
    each_as_text(array, |text| {
        let number = text.and_then(|text| text.trim().replace(',', ".").parse().ok());
        numbers.push(number);
    })?;
    Ok(numbers)
}
