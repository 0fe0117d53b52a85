//! Where the groups of an answer lie on a map.

use super::Setting;
use super::sql::{Partners, from, grouped};
use crate::bridges::quoted;
use crate::{Hub, HubError};
use arrow::array::{Array, AsArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Float64Type};
use arrow::record_batch::RecordBatch;
use futures::TryStreamExt;
use hebewerk_bridge::{Shape as Outline, shape_of_wkb};
use hebewerk_model::{Column, ColumnRef, ColumnType, Inquiry, Level, Principal, SemanticType};

/// Shapes read at most: more are no map people can read.
const MOST_SHAPES: u32 = 3_000;

/// What says where groups lie.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Where {
    /// A column of geometries.
    Geometry(ColumnRef),
    /// Two columns of coordinates, east and north.
    Coordinates(ColumnRef, ColumnRef),
}

/// A grouping that lies somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacesWish {
    /// Place of the grouping.
    pub group: usize,
    place: Where,
    /// Whether numbers are degrees, of which one is shorter to the east than to the north.
    degrees: bool,
}

/// One group on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// The group's value as text; none for rows without one.
    pub name: Option<String>,
    /// Rings of its areas, east and north.
    pub rings: Vec<Vec<(f64, f64)>>,
    /// Its points.
    pub points: Vec<(f64, f64)>,
}

/// Where groups lie.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Places {
    /// Groups, in the order in which they came.
    pub areas: Vec<Area>,
    /// Whether numbers are degrees.
    pub degrees: bool,
}

impl PlacesWish {
    /// What would say where the groups of a question lie, if anything does: a geometry beside the column that is grouped by, or
    /// one bridge away from it.
    pub fn of(inquiry: &Inquiry, setting: &Setting) -> Option<Self> {
        let groups = inquiry.groups.iter().enumerate();
        let by_value = groups.filter(|(_place, group)| group.level == Level::Value);
        let wish = |group: usize, (place, degrees): (Where, bool)| Self {
            group,
            place,
            degrees,
        };
        // Areas say more than the points of whatever lies in them.
        for (place, group) in by_value.clone() {
            let column = &group.column;
            let mut tables = vec![column.table];
            tables.extend(next_to(setting, column));
            let mut found = tables.iter().filter_map(|table| outlines(setting, *table));
            if let Some(found) = found.next() {
                return Some(wish(place, found));
            }
        }
        let mut points = by_value.filter_map(|(place, group)| {
            let found = points(setting, group.column.table)?;
            Some(wish(place, found))
        });
        points.next()
    }

    fn sql(&self, inquiry: &Inquiry, setting: &Setting) -> Option<String> {
        let group = inquiry.groups.get(self.group)?;
        let named = |column: &ColumnRef| format!("t{}.{}", column.table, quoted(&column.column));
        let (places, known) = match &self.place {
            Where::Geometry(column) => (named(column), named(column)),
            Where::Coordinates(x, y) => (format!("{}, {}", named(x), named(y)), named(x)),
        };
        let rows = from(setting, &[], setting.tables.len(), Partners::Needed);
        Some(format!(
            "select distinct cast({} as varchar) as name, {places}\n{rows}\nwhere {known} is not null\nlimit {MOST_SHAPES}",
            grouped(group)
        ))
    }
}

/// Tables with a column that bridges say is equal to this one, also over several steps.
fn next_to(setting: &Setting, column: &ColumnRef) -> Vec<usize> {
    let mut equal: Vec<(usize, &str)> = vec![(column.table, column.column.as_str())];
    let mut place = 0;
    while let Some(known) = equal.get(place).copied() {
        place += 1;
        for (table, it) in setting.tables.iter().enumerate() {
            // What is climbed to is something else.
            let Some(footing) = it.footing.as_ref().filter(|it| it.climb.is_none()) else {
                continue;
            };
            let ([theirs], [mine]) = (&*footing.theirs, &*footing.mine) else {
                continue;
            };
            let pair = [(footing.on, &**theirs), (table, &**mine)];
            let other = match pair.iter().position(|side| *side == known) {
                Some(side) => pair[1 - side],
                None => continue,
            };
            if !equal.contains(&other) {
                equal.push(other);
            }
        }
    }
    equal
        .into_iter()
        .skip(1)
        .map(|(table, _name)| table)
        .collect()
}

/// The column of a table that means this.
fn meaning(setting: &Setting, table: usize, wanted: SemanticType) -> Option<&Column> {
    let mut columns = setting.tables.get(table)?.columns.iter();
    columns.find(|column| column.semantic_type == Some(wanted))
}

fn reference(table: usize, column: &Column) -> ColumnRef {
    ColumnRef {
        table,
        column: column.name.clone(),
    }
}

/// Geometries of a table, and whether they are in degrees.
fn outlines(setting: &Setting, table: usize) -> Option<(Where, bool)> {
    let column = meaning(setting, table, SemanticType::Geometry)?;
    if column.column_type != ColumnType::Binary {
        return None;
    }
    let system = column.unit.as_deref().unwrap_or_default();
    let degrees = ["4326", "4258", "CRS84"]
        .iter()
        .any(|code| system.ends_with(code));
    Some((Where::Geometry(reference(table, column)), degrees))
}

/// Coordinates of a table, and whether they are degrees.
fn points(setting: &Setting, table: usize) -> Option<(Where, bool)> {
    let pairs = [
        (SemanticType::Longitude, SemanticType::Latitude, true),
        (SemanticType::Easting, SemanticType::Northing, false),
    ];
    pairs.into_iter().find_map(|(x, y, degrees)| {
        let (x, y) = (meaning(setting, table, x)?, meaning(setting, table, y)?);
        let are_numbers = x.column_type.is_number() && y.column_type.is_number();
        let place = Where::Coordinates(reference(table, x), reference(table, y));
        are_numbers.then_some((place, degrees))
    })
}

impl Hub {
    /// Where the groups of a question lie.
    pub async fn places(
        &self,
        principal: &Principal,
        inquiry: &Inquiry,
        setting: &Setting,
        wish: &PlacesWish,
    ) -> Result<Places, HubError> {
        let mut places = Places {
            areas: Vec::new(),
            degrees: wish.degrees,
        };
        let Some(sql) = wish.sql(inquiry, setting) else {
            return Ok(places);
        };
        let (asked, _datasets) = self
            .answer(principal, &sql, None, self.parts.question_limits)
            .await?;
        let batches: Vec<RecordBatch> = asked.answer.batches.try_collect().await?;
        for batch in &batches {
            read(batch, &mut places);
        }
        places.areas.sort_by(|one, two| one.name.cmp(&two.name));
        Ok(places)
    }
}

fn read(batch: &RecordBatch, places: &mut Places) {
    let [names, place @ ..] = batch.columns() else {
        return;
    };
    let Ok(names) = cast(names, &DataType::Utf8) else {
        return;
    };
    let names = names.as_string::<i32>();
    for row in 0..batch.num_rows() {
        let name = names.is_valid(row).then(|| names.value(row).to_owned());
        let outline = match place {
            [geometry] => outline(geometry.as_ref(), row),
            [x, y] => point(x.as_ref(), y.as_ref(), row),
            _ => None,
        };
        let Some(outline) = outline else { continue };
        let known = places.areas.iter().position(|area| area.name == name);
        let place = known.unwrap_or(places.areas.len());
        if known.is_none() {
            places.areas.push(Area {
                name,
                rings: Vec::new(),
                points: Vec::new(),
            });
        }
        let Some(area) = places.areas.get_mut(place) else {
            continue;
        };
        match outline {
            Outline::Point(x, y) => area.points.push((x, y)),
            Outline::Area(rings) => area.rings.extend(rings),
            Outline::Other => {}
        }
    }
}

fn outline(geometry: &dyn Array, row: usize) -> Option<Outline> {
    if geometry.is_null(row) {
        return None;
    }
    let bytes = match geometry.data_type() {
        DataType::Binary => geometry.as_binary::<i32>().value(row),
        DataType::LargeBinary => geometry.as_binary::<i64>().value(row),
        DataType::BinaryView => geometry.as_binary_view().value(row),
        _ => return None,
    };
    shape_of_wkb(bytes)
}

fn point(x: &dyn Array, y: &dyn Array, row: usize) -> Option<Outline> {
    let number = |array: &dyn Array| {
        let numbers = cast(array, &DataType::Float64).ok()?;
        let numbers = numbers.as_primitive::<Float64Type>().clone();
        numbers.is_valid(row).then(|| numbers.value(row))
    };
    Some(Outline::Point(number(x)?, number(y)?))
}
