//! Records of elements: which fields they have, and what is in them.

use super::element::Element;
use super::reader::{Open, XmlReader};
use crate::frame::RecordReader;
use crate::geometry::{Geometry, GeometryColumn};
use crate::layers::findings::{FEATURES_NONE, XML_MANY_FIELDS, XML_TRUNCATED};
use crate::layers::{Layer, LayerColumn, LayerFile, LayerRecords, SeenGeometries};
use crate::reference_system::findings::CRS_AXES_EXCHANGED;
use crate::reference_system::{AxisOrder, Declared, Extent, from_name};
use hebewerk_hub::ports::ReadError;
use hebewerk_model::{Finding, Severity};
use hebewerk_profile::{RawCell, Record};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Columns of one table.
const MOST_COLUMNS: usize = 1_000;
/// Tables of one file.
const MOST_LAYERS: usize = 200;

/// One value of a record.
#[derive(Debug)]
pub(crate) enum Leaf<'a> {
    Text(&'a str),
    Json(String),
    Geometry(GeometryLeaf),
}

/// What stands where a geometry is expected.
#[derive(Debug)]
pub(crate) struct GeometryLeaf {
    /// None when it cannot be read; positions as they are written.
    pub(crate) geometry: Option<Geometry>,
    pub(crate) stroked: bool,
    /// The name of its reference system, if it says one itself.
    pub(crate) srs_name: Option<String>,
}

/// How records look.
pub(crate) trait ElementForm: Send + Sync {
    /// Whether the last of the open elements is a record.
    fn is_record(&self, path: &[Open]) -> bool;

    /// The leaves of a record; `around` are the elements that are open around it.
    fn leaves(&self, around: &[Open], element: &Element, visit: &mut dyn FnMut(&str, Leaf<'_>));

    /// The table a record belongs to; none for the only one.
    fn layer<'a>(&self, _element: &'a Element) -> Option<&'a str> {
        None
    }

    /// The reference system of geometries that name none.
    fn reference_system(&self) -> Option<Declared> {
        None
    }
}

/// An open file.
pub(crate) struct ElementFile {
    plan: Arc<Plan>,
    layers: Vec<Layer>,
    findings: Vec<Finding>,
}

/// What every pass over the file needs.
struct Plan {
    file: PathBuf,
    form: Box<dyn ElementForm>,
    layers: Vec<Columns>,
}

/// The columns of one layer.
#[derive(Debug, Default)]
struct Columns {
    /// Name in the file; none for the only layer.
    name: Option<String>,
    paths: Vec<String>,
    numbers: HashMap<String, usize>,
    geometries: Vec<GeometryPlan>,
    left_out: u64,
}

/// What was found out about a column of geometries.
#[derive(Debug, Default)]
struct GeometryPlan {
    column: usize,
    declared: Option<(Declared, AxisOrder)>,
    extent: Extent,
    exchange: bool,
}

impl ElementFile {
    /// A file without records.
    pub(super) fn empty(finding: Finding) -> Self {
        Self {
            plan: Arc::new(Plan {
                file: PathBuf::new(),
                form: Box::new(super::Records { path: Vec::new() }),
                layers: Vec::new(),
            }),
            layers: Vec::new(),
            findings: vec![finding],
        }
    }

    /// Finds out which fields the records have.
    pub(crate) fn open(
        file: &Path,
        format: &'static str,
        table: &str,
        form: Box<dyn ElementForm>,
        mut findings: Vec<Finding>,
    ) -> Result<Self, ReadError> {
        let mut plan = Plan {
            file: file.to_owned(),
            form,
            layers: Vec::new(),
        };
        let broken = plan.look()?;
        if broken && plan.layers.is_empty() {
            return Err(crate::archive::Damage::Xml.error(format));
        }
        if broken {
            findings.push(Finding::new(XML_TRUNCATED, Severity::Error));
        }
        if plan.layers.is_empty() {
            findings.push(Finding::new(FEATURES_NONE, Severity::Error));
        }
        let mut layers = Vec::new();
        for columns in &plan.layers {
            let layer = columns.layer(table);
            if columns.left_out > 0 {
                findings.push(
                    Finding::new(XML_MANY_FIELDS, Severity::Warning)
                        .with("fields", columns.left_out)
                        .in_table(&layer.name),
                );
            }
            layers.push(layer);
        }
        Ok(Self {
            plan: Arc::new(plan),
            layers,
            findings,
        })
    }
}

impl LayerFile for ElementFile {
    fn layers(&self) -> &[Layer] {
        &self.layers
    }

    fn records(&self, layer: usize) -> Result<Box<dyn LayerRecords>, ReadError> {
        let geometries = self
            .plan
            .layers
            .get(layer)
            .map_or(0, |columns| columns.geometries.len());
        Ok(Box::new(ElementRecords {
            reader: XmlReader::open(&self.plan.file)?,
            plan: Arc::clone(&self.plan),
            layer,
            row: 0,
            cells: Cells::default(),
            geometries: std::iter::repeat_with(GeometryColumn::default)
                .take(geometries)
                .collect(),
        }))
    }

    fn noticed(&self) -> Vec<Finding> {
        self.findings.clone()
    }
}

impl Plan {
    /// Walks through all records; says whether the text is damaged.
    fn look(&mut self) -> Result<bool, ReadError> {
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

    fn layer(&self, table: &str) -> Layer {
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
    fn says_north_first(&self) -> bool {
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

/// The records of one layer.
struct ElementRecords {
    reader: XmlReader,
    plan: Arc<Plan>,
    layer: usize,
    row: u64,
    cells: Cells,
    geometries: Vec<GeometryColumn>,
}

/// The cells of one record, in any order.
#[derive(Default)]
struct Cells {
    values: Vec<Cell>,
}

#[derive(Clone, Default)]
enum Cell {
    #[default]
    Empty,
    Text(String),
    Json(String),
    Wkb(Vec<u8>),
}

impl ElementRecords {
    fn columns(&self) -> Option<&Columns> {
        self.plan.layers.get(self.layer)
    }

    fn take(&mut self, element: &Element) {
        let plan = Arc::clone(&self.plan);
        let Some(columns) = plan.layers.get(self.layer) else {
            return;
        };
        let (cells, geometries, row) = (&mut self.cells, &mut self.geometries, self.row);
        cells.values.clear();
        cells.values.resize(columns.paths.len(), Cell::Empty);
        plan.form
            .leaves(self.reader.around(), element, &mut |path, leaf| {
                let Some(number) = columns.numbers.get(path) else {
                    return;
                };
                let cell = match leaf {
                    Leaf::Text("") => Cell::Empty,
                    Leaf::Text(text) => Cell::Text(text.to_owned()),
                    Leaf::Json(text) => Cell::Json(text),
                    Leaf::Geometry(leaf) => geometry(leaf, *number, row, columns, geometries),
                };
                if let Some(place) = cells.values.get_mut(*number) {
                    *place = cell;
                }
            });
        for (plan, seen) in columns.geometries.iter().zip(geometries) {
            if matches!(cells.values.get(plan.column), Some(Cell::Empty)) {
                seen.miss(row);
            }
        }
    }
}

fn geometry(
    leaf: GeometryLeaf,
    column: usize,
    row: u64,
    columns: &Columns,
    seen: &mut [GeometryColumn],
) -> Cell {
    let plans = columns.geometries.iter().zip(seen);
    let Some((plan, seen)) = plans.into_iter().find(|(plan, _)| plan.column == column) else {
        return Cell::Empty;
    };
    let Some(mut geometry) = leaf.geometry else {
        seen.refuse(row);
        return Cell::Json("?".to_owned());
    };
    if leaf.stroked {
        seen.stroke(row);
    }
    if plan.exchange {
        geometry.shape.each_path(&mut |path, _| {
            for position in path {
                std::mem::swap(&mut position.x, &mut position.y);
            }
        });
    }
    Cell::Wkb(seen.take(row, geometry).to_vec())
}

impl RecordReader for ElementRecords {
    fn read(&mut self, record: &mut Record) -> Result<bool, ReadError> {
        let plan = Arc::clone(&self.plan);
        loop {
            let Some(element) = self.reader.record(&|path| plan.form.is_record(path))? else {
                return Ok(false);
            };
            self.row += 1;
            let wanted = self.columns().and_then(|columns| columns.name.as_deref());
            if plan.form.layer(&element) != wanted {
                continue;
            }
            self.take(&element);
            record.start(self.row);
            for cell in &self.cells.values {
                record.push(match cell {
                    Cell::Empty => RawCell::Empty,
                    Cell::Text(text) => RawCell::Text(text),
                    Cell::Json(text) => RawCell::Json(text),
                    Cell::Wkb(bytes) => RawCell::Binary(bytes),
                });
            }
            return Ok(true);
        }
    }
}

impl LayerRecords for ElementRecords {
    fn geometries(&self) -> Vec<SeenGeometries<'_>> {
        let plans = self
            .columns()
            .map_or(&[][..], |columns| &columns.geometries);
        plans
            .iter()
            .zip(&self.geometries)
            .map(|(plan, seen)| SeenGeometries {
                column: plan.column,
                seen,
                declared: plan.declared.as_ref().map(|(system, _)| system.clone()),
            })
            .collect()
    }

    fn noticed(&self) -> Vec<Finding> {
        let plans = self
            .columns()
            .map_or(&[][..], |columns| &columns.geometries);
        plans
            .iter()
            .filter(|plan| plan.exchange != plan.says_north_first())
            .filter_map(|plan| plan.declared.as_ref())
            .map(|(system, _)| {
                Finding::new(CRS_AXES_EXCHANGED, Severity::Warning).with("crs", system.label())
            })
            .collect()
    }

    fn progress(&self) -> (u64, u64) {
        self.reader.progress()
    }

    fn into_records(self: Box<Self>) -> Box<dyn RecordReader> {
        self
    }
}
