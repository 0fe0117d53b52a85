//! Building a map from what the guard let through.

use super::Map;
use super::attributes::{Attribute, Attributes, value_of};
use super::points::Points;
use super::shapes::Shapes;
use super::wkb::{Part, parts};
use super::world::{Spot, degrees, spot};
use super::writer::Kind;
use crate::build::{Interned, NO_TEXT, Unfit};
use crate::codes::Cells;
use crate::written::Texts;
use arrow::array::AsArray;
use arrow::datatypes::{FieldRef, Int64Type};
use arrow::record_batch::RecordBatch;
use hebewerk_exchange::tabular::{Placement, json_cells};
use hebewerk_hub::ports::{MapField, MapOutline};
use hebewerk_model::geometry::ReferenceSystem;
use hebewerk_model::{Column, ColumnType};

/// Attributes of a map at most: tiles hold them with every feature.
const MOST_ATTRIBUTES: usize = 32;
/// Signs of a text that are kept.
const MOST_SIGNS: usize = 200;
/// Latitude at which the square of Web Mercator ends.
const NORTHERNMOST: f64 = 85.051_128;

/// Gathers a map, batch by batch.
pub struct MapBuilder {
    placement: Placement,
    gathered: Vec<Gathered>,
    points: Vec<(Spot, u32)>,
    shapes: Shapes,
    numbers: Vec<i64>,
    shows_numbers: bool,
    most_bytes: usize,
}

/// A column that becomes an attribute.
struct Gathered {
    /// Where it stands in batches.
    place: usize,
    field: Option<FieldRef>,
    about: MapField,
    texts: Interned,
    /// A value has no form that could be written: the attribute is left out.
    is_unfit: bool,
}

impl MapBuilder {
    /// For the columns an asker may see, in the order of batches; none where they do not say where rows lie, or in a
    /// system that cannot be brought there. `shows_numbers`: whether features bear row numbers. What is gathered takes at
    /// most `most_bytes`, and so does the map.
    pub fn new(columns: &[Column], shows_numbers: bool, most_bytes: usize) -> Option<Self> {
        let placement = Placement::of_columns(columns);
        if !placement.is_on_earth() {
            return None;
        }
        let scalar = columns.iter().enumerate().filter(|(_place, column)| {
            !matches!(column.column_type, ColumnType::Binary | ColumnType::Json)
                && column.name != MapOutline::COUNT
        });
        let gathered = scalar
            .take(MOST_ATTRIBUTES)
            .map(|(place, column)| Gathered {
                place,
                field: None,
                about: MapField {
                    name: column.name.clone(),
                    label: column.label.clone(),
                    column_type: column.column_type,
                },
                texts: Interned::default(),
                is_unfit: false,
            });
        Some(Self {
            gathered: gathered.collect(),
            placement,
            points: Vec::new(),
            shapes: Shapes::default(),
            numbers: Vec::new(),
            shows_numbers,
            most_bytes,
        })
    }

    /// Takes the next rows, with their numbers in the last column.
    pub fn push(&mut self, batch: &RecordBatch) -> Result<(), Unfit> {
        let first = u32::try_from(self.numbers.len()).map_err(|_more| Unfit::TooLarge)?;
        let numbers = batch.columns().last();
        let numbers = numbers.and_then(|array| array.as_primitive_opt::<Int64Type>());
        self.numbers
            .extend_from_slice(numbers.ok_or(Unfit::Value)?.values());
        if u32::try_from(self.numbers.len()).is_err() {
            return Err(Unfit::TooLarge);
        }
        for gathered in &mut self.gathered {
            gathered.push(batch)?;
        }
        match self.placement.clone() {
            Placement::Nowhere => return Err(Unfit::Value),
            Placement::Geometries { column, system } => {
                let system = system.as_deref().and_then(ReferenceSystem::named);
                self.geometries(batch, &column, system.ok_or(Unfit::Value)?, first)?;
            }
            Placement::Coordinates { x, y, system } => {
                let system = system.as_deref().and_then(ReferenceSystem::named);
                self.coordinates(batch, (&x, &y), system, first)?;
            }
        }
        if self.bytes() > self.most_bytes {
            return Err(Unfit::TooLarge);
        }
        Ok(())
    }

    fn geometries(
        &mut self,
        batch: &RecordBatch,
        column: &str,
        system: ReferenceSystem,
        first: u32,
    ) -> Result<(), Unfit> {
        let values = batch.column_by_name(column);
        let values = values.and_then(|array| array.as_binary_opt::<i32>());
        for (row, wkb) in (first..).zip(values.ok_or(Unfit::Value)?.iter()) {
            let found = wkb.and_then(|wkb| parts(wkb, &mut |x, y| placed(system, x, y)));
            self.take(found.unwrap_or_default(), row)?;
        }
        Ok(())
    }

    fn take(&mut self, parts: Vec<Part>, row: u32) -> Result<(), Unfit> {
        let (lines, others): (Vec<_>, Vec<_>) = parts
            .into_iter()
            .partition(|part| matches!(part, Part::Line(_)));
        let mut fits = true;
        for part in others {
            match part {
                Part::Point(spot) => self.points.push((spot, row)),
                Part::Ring {
                    corners,
                    is_outline,
                } => fits &= self.shapes.stroke(&corners, is_outline),
                Part::Line(_) => {}
            }
        }
        self.shapes.end(Kind::Area, row);
        for part in lines {
            if let Part::Line(corners) = part {
                fits &= self.shapes.stroke(&corners, true);
            }
        }
        self.shapes.end(Kind::Line, row);
        if fits { Ok(()) } else { Err(Unfit::TooLarge) }
    }

    fn coordinates(
        &mut self,
        batch: &RecordBatch,
        (x, y): (&str, &str),
        system: Option<ReferenceSystem>,
        first: u32,
    ) -> Result<(), Unfit> {
        let (eastings, northings) = (numbers(batch, x)?, numbers(batch, y)?);
        for (row, place) in (first..).zip(eastings.into_iter().zip(northings)) {
            let (Some(x), Some(y)) = place else { continue };
            let system = system.or_else(|| ReferenceSystem::guessed(x, y));
            if let Some(spot) = system.and_then(|system| placed(system, x, y)) {
                self.points.push((spot, row));
            }
        }
        Ok(())
    }

    /// What is gathered so far, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        let texts = self.gathered.iter().map(|one| one.texts.bytes());
        self.points.len() * 16 + self.shapes.bytes() + self.numbers.len() * 8 + texts.sum::<usize>()
    }

    /// The map of all rows taken. Sorts all points: not for a thread on which others wait.
    pub fn finish(mut self) -> Result<Map, Unfit> {
        let bounds = bounds(&self.points, &self.shapes);
        self.gathered.retain(|one| !one.is_unfit);
        let fields = self.gathered.iter().map(|one| one.about.clone()).collect();
        let attributes = self.gathered.into_iter().map(Gathered::finish);
        let attributes = attributes.collect::<Option<Vec<_>>>();
        self.shapes.shrink();
        let map = Map {
            points: Points::new(&self.points),
            shapes: self.shapes,
            attributes: Attributes(attributes.ok_or(Unfit::TooLarge)?),
            numbers: self.shows_numbers.then_some(self.numbers),
            outline: MapOutline { bounds, fields },
        };
        if map.bytes() > self.most_bytes {
            return Err(Unfit::TooLarge);
        }
        Ok(map)
    }
}

impl Gathered {
    fn push(&mut self, batch: &RecordBatch) -> Result<(), Unfit> {
        let array = batch.columns().get(self.place).ok_or(Unfit::Value)?;
        let field = self
            .field
            .get_or_insert_with(|| FieldRef::clone(&batch.schema_ref().fields()[self.place]));
        let Ok(cells) = json_cells(field, array, false) else {
            self.is_unfit = true;
            return Ok(());
        };
        let mut start = 0;
        for end in cells.ends {
            let cell = cells.text.get(start..end).unwrap_or("null");
            start = end;
            let fits = match cell {
                "null" => self.texts.push(None),
                long if long.len() > MOST_SIGNS => {
                    self.texts.push(Some(shortened(long).as_bytes()))
                }
                cell => self.texts.push(Some(cell.as_bytes())),
            };
            if !fits {
                return Err(Unfit::TooLarge);
            }
        }
        Ok(())
    }

    fn finish(self) -> Option<Attribute> {
        let distinct = self.texts.known.len();
        let none = distinct as u32;
        let codes = self.texts.codes.iter();
        let codes = codes.map(|code| if *code == NO_TEXT { none } else { *code });
        let mut values = Texts::default();
        for code in 0..distinct {
            let json = std::str::from_utf8(self.texts.known.get(code)).unwrap_or_default();
            if !values.push(&value_of(json)) {
                return None;
            }
        }
        values.shrink();
        Some(Attribute {
            name: self.about.name,
            cells: Cells::coded(codes.collect(), distinct),
            values,
        })
    }
}

/// A long text with what is behind its first signs cut off; what is no text stays as it is.
fn shortened(json: &str) -> String {
    let Ok(text) = serde_json::from_str::<String>(json) else {
        return json.to_owned();
    };
    if text.chars().count() <= MOST_SIGNS {
        return json.to_owned();
    }
    let beginning: String = text.chars().take(MOST_SIGNS).chain(['…']).collect();
    serde_json::Value::String(beginning).to_string()
}

/// Where a place stands on a map of the world; none for one beyond its edges.
fn placed(system: ReferenceSystem, x: f64, y: f64) -> Option<Spot> {
    let (longitude, latitude) = system.position(x, y)?;
    (latitude.abs() <= NORTHERNMOST).then(|| spot((longitude, latitude)))
}

/// The numbers of a column, read from what is written of them.
fn numbers(batch: &RecordBatch, column: &str) -> Result<Vec<Option<f64>>, Unfit> {
    let place = batch.schema_ref().index_of(column);
    let place = place.map_err(|_missing| Unfit::Value)?;
    let array = batch.columns().get(place).ok_or(Unfit::Value)?;
    let field = &batch.schema_ref().fields()[place];
    let cells = json_cells(field, array, false).map_err(|_value| Unfit::Value)?;
    let starts = std::iter::once(0).chain(cells.ends.iter().copied());
    let cells = starts
        .zip(&cells.ends)
        .map(|(start, end)| cells.text.get(start..*end)?.parse().ok())
        .map(|number: Option<f64>| number.filter(|number| number.is_finite()));
    Ok(cells.collect())
}

/// West, south, east, north in degrees; none where nothing lies anywhere.
fn bounds(points: &[(Spot, u32)], shapes: &Shapes) -> Option<[f64; 4]> {
    let points = points.iter().map(|((x, y), _row)| [*x, *y, *x, *y]);
    let all = points.chain(shapes.bounds());
    let [west, north, east, south] = all.reduce(|one, other| {
        [
            one[0].min(other[0]),
            one[1].min(other[1]),
            one[2].max(other[2]),
            one[3].max(other[3]),
        ]
    })?;
    let ((west, north), (east, south)) = (degrees((west, north)), degrees((east, south)));
    Some([west, south, east, north])
}
