//! Which tables and columns the records of a file have: every field that occurs, in order of first appearance.

use super::elements::{ElementForm, GeometryLeaf, Leaf};
use super::reader::XmlReader;
use crate::layers::{Layer, LayerColumn};
use crate::reference_system::{AxisOrder, Declared, Extent, from_name};
use hebewerk_hub::ports::ReadError;
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
    /// North stands before east and is put behind it.
    pub(super) exchange: bool,
}

impl Plan {
    /// Walks through all records; says whether the text is damaged.
    pub(super) fn look(&mut self) -> Result<bool, ReadError> {
        let mut reader = XmlReader::open(&self.file)?;
        while let Some(element) = reader.record(&|path| self.form.is_record(path))? {
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
            let of_file = reader.srs_name.as_deref();
            let default = self.form.reference_system();
            self.form
                .leaves(reader.around(), &element, &mut |path, leaf| {
                    columns.see(path, leaf, of_file, default.as_ref());
                });
        }
        for geometry in self.layers.iter_mut().flat_map(|it| &mut it.geometries) {
            geometry.exchange = geometry.is_exchanged();
        }
        Ok(reader.is_broken())
    }
}

impl Columns {
    fn see(
        &mut self,
        path: &str,
        leaf: Leaf<'_>,
        of_file: Option<&str>,
        default: Option<&Declared>,
    ) {
        let number = match self.numbers.get(path) {
            Some(number) => *number,
            None if self.paths.len() >= MOST_COLUMNS => {
                self.left_out += 1;
                return;
            }
            None => {
                let number = self.paths.len();
                self.paths.push(path.to_owned());
                self.numbers.insert(path.to_owned(), number);
                number
            }
        };
        let Leaf::Geometry(leaf) = leaf else {
            return;
        };
        let known = self.geometries.iter().position(|it| it.column == number);
        if known.is_none() {
            self.geometries.push(GeometryPlan {
                column: number,
                ..GeometryPlan::default()
            });
        }
        let at = known.unwrap_or(self.geometries.len() - 1);
        if let Some(plan) = self.geometries.get_mut(at) {
            plan.see(leaf, of_file, default);
        }
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
    fn see(&mut self, leaf: GeometryLeaf, of_file: Option<&str>, default: Option<&Declared>) {
        if self.declared.is_none() {
            self.declared = leaf
                .srs_name
                .as_deref()
                .or(of_file)
                .and_then(from_name)
                .or_else(|| Some((default?.clone(), AxisOrder::EastFirst)));
        }
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
