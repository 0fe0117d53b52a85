//! Which tables and columns the records of a file have: every field that occurs, in order of first appearance.

use super::elements::{ElementForm, GeometryLeaf, Leaf};
use super::reader::XmlReader;
use crate::layers::{Layer, LayerColumn};
use crate::reference_system::findings::CRS_SEVERAL;
use crate::reference_system::{AxisOrder, Declared, Extent, from_name};
use hebewerk_hub::ports::ReadError;
use hebewerk_model::{Finding, Severity};
use std::borrow::Cow;
use std::collections::HashMap;
use std::path::PathBuf;

/// Columns of one table.
const MOST_COLUMNS: usize = 1_000;
/// Tables of one file.
const MOST_LAYERS: usize = 200;

/// What every pass over the file needs.
pub(super) struct Plan {
    pub(super) file: PathBuf,
    pub(super) form: Box<dyn ElementForm>,
    pub(super) layers: Vec<Columns>,
    /// References to entities that are not resolved, and the row of the first.
    pub(super) entities: (u64, Option<u64>),
}

/// The columns of one layer.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// Name in the file; none for the only layer.
    pub(super) name: Option<String>,
    pub(super) paths: Vec<String>,
    pub(super) numbers: HashMap<String, usize>,
    pub(super) geometries: Vec<GeometryPlan>,
    /// Values beyond the columns.
    pub(super) left_out: u64,
}

/// What was found out about a column of geometries.
#[derive(Debug, Default)]
pub(super) struct GeometryPlan {
    pub(super) column: usize,
    pub(super) declared: Option<(Declared, AxisOrder)>,
    extent: Extent,
    /// The column of the same property whose geometries are of another system.
    pub(super) beside: Option<usize>,
    /// Geometries, and the row of the first.
    pub(super) count: u64,
    pub(super) first_row: u64,
    /// North stands before east and is put behind it.
    pub(super) exchange: bool,
}

impl Plan {
    /// Walks through all records; says whether the text is damaged.
    pub(super) fn look(&mut self) -> Result<bool, ReadError> {
        let mut reader = XmlReader::open(&self.file)?;
        let mut row = 0;
        while let Some(element) = reader.record(&|path| self.form.is_record(path))? {
            row += 1;
            if reader.entities > 0 {
                self.entities.1.get_or_insert(row);
            }
            let name = self.form.layer(&element);
            let known = self
                .layers
                .iter()
                .position(|layer| layer.name.as_deref() == name);
            let number = match known {
                Some(number) => number,
                None if self.layers.len() >= MOST_LAYERS => continue,
                None => {
                    self.layers.push(Columns {
                        name: name.map(str::to_owned),
                        ..Columns::default()
                    });
                    self.layers.len() - 1
                }
            };
            let Some(columns) = self.layers.get_mut(number) else {
                continue;
            };
            let around = Around {
                of_file: reader.srs_name.as_deref(),
                default: self.form.reference_system(),
                row,
            };
            self.form
                .leaves(reader.around(), &element, &mut |path, leaf| {
                    columns.see(path, leaf, &around);
                });
        }
        for geometry in self.layers.iter_mut().flat_map(|it| &mut it.geometries) {
            geometry.exchange = geometry.is_exchanged();
        }
        self.entities.0 = reader.entities;
        Ok(reader.is_broken())
    }
}

/// What is known of a record beside what is in it.
pub(super) struct Around<'a> {
    /// The reference system the file names.
    pub(super) of_file: Option<&'a str>,
    /// The reference system of geometries that name none.
    pub(super) default: Option<Declared>,
    /// Its number.
    pub(super) row: u64,
}

impl Around<'_> {
    fn declared(&self, leaf: &GeometryLeaf) -> Option<(Declared, AxisOrder)> {
        leaf.srs_name
            .as_deref()
            .or(self.of_file)
            .and_then(from_name)
            .or_else(|| Some((self.default.clone()?, AxisOrder::EastFirst)))
    }
}

impl Columns {
    /// Where a geometry of a property stands: geometries of another reference system than the first of the property
    /// have a column of their own.
    pub(super) fn geometry_path<'a>(
        &self,
        path: &'a str,
        leaf: &GeometryLeaf,
        around: &Around<'_>,
    ) -> Cow<'a, str> {
        let first = self.numbers.get(path).and_then(|number| {
            let plan = self.geometries.iter().find(|it| it.column == *number)?;
            plan.declared.as_ref()
        });
        match (first, around.declared(leaf)) {
            (Some((first, _)), Some((system, _))) if *first != system => {
                Cow::Owned(format!("{path} ({})", system.label()))
            }
            _ => Cow::Borrowed(path),
        }
    }

    fn see(&mut self, path: &str, leaf: Leaf<'_>, around: &Around<'_>) {
        let Leaf::Geometry(leaf) = leaf else {
            self.number(path);
            return;
        };
        let own_path = self.geometry_path(path, &leaf, around);
        let beside = self.numbers.get(path).copied();
        let Some(number) = self.number(&own_path) else {
            return;
        };
        let known = self.geometries.iter().position(|it| it.column == number);
        if known.is_none() {
            self.geometries.push(GeometryPlan {
                column: number,
                beside: beside.filter(|beside| *beside != number),
                ..GeometryPlan::default()
            });
        }
        let at = known.unwrap_or(self.geometries.len() - 1);
        if let Some(plan) = self.geometries.get_mut(at) {
            plan.see(leaf, around);
        }
    }

    /// The number of a column; none when there are too many.
    fn number(&mut self, path: &str) -> Option<usize> {
        if let Some(number) = self.numbers.get(path) {
            return Some(*number);
        }
        if self.paths.len() >= MOST_COLUMNS {
            self.left_out += 1;
            return None;
        }
        let number = self.paths.len();
        self.paths.push(path.to_owned());
        self.numbers.insert(path.to_owned(), number);
        Some(number)
    }

    /// Says which columns are there because a property has geometries of several reference systems.
    pub(super) fn several_systems(&self) -> Vec<Finding> {
        let plans = self.geometries.iter();
        plans
            .filter_map(|plan| {
                let path = |number: usize| self.paths.get(number).map(String::as_str);
                let (system, _) = plan.declared.as_ref()?;
                Some(
                    Finding::new(CRS_SEVERAL, Severity::Warning)
                        .in_column(path(plan.beside?)?)
                        .times(plan.count)
                        .at_row(plan.first_row)
                        .with("crs", system.label())
                        .with("column", path(plan.column)?),
                )
            })
            .collect()
    }

    /// The same as a layer of a file.
    pub(super) fn layer(&self, table: &str) -> Layer {
        let is_geometry = |number: usize| self.geometries.iter().any(|it| it.column == number);
        Layer {
            name: self.name.as_deref().unwrap_or(table).to_owned(),
            columns: self
                .paths
                .iter()
                .enumerate()
                .map(|(number, path)| {
                    if is_geometry(number) {
                        LayerColumn::geometry(path)
                    } else {
                        LayerColumn::new(path, None)
                    }
                })
                .collect(),
            ..Layer::default()
        }
    }
}

impl GeometryPlan {
    fn see(&mut self, leaf: GeometryLeaf, around: &Around<'_>) {
        if self.declared.is_none() {
            self.declared = around.declared(&leaf);
        }
        if self.count == 0 {
            self.first_row = around.row;
        }
        self.count += 1;
        if let Some(mut geometry) = leaf.geometry {
            let extent = &mut self.extent;
            geometry.shape.each_path(&mut |path, _| {
                for position in path.iter() {
                    extent.add(position.x, position.y);
                }
            });
        }
    }

    /// Whether the file says that north stands before east.
    pub(super) fn says_north_first(&self) -> bool {
        self.declared.as_ref().is_some_and(|(system, order)| {
            *order == AxisOrder::Authority && system.is_north_first()
        })
    }

    /// Whether north does stand before east: as declared, unless only the contrary lies in Germany.
    fn is_exchanged(&self) -> bool {
        let says = self.says_north_first();
        let Some((system, _)) = &self.declared else {
            return false;
        };
        let written_swapped = self.extent.is_exchanged(system);
        let written_plainly = self.extent.exchanged().is_exchanged(system);
        match (written_swapped, written_plainly) {
            (true, false) => true,
            (false, true) => false,
            _ => says,
        }
    }
}
