//! Records of elements: what is in them.

use super::element::Element;
use super::plan::{Around, Columns, Plan};
use super::reader::{Open, XmlReader};
use crate::frame::RecordReader;
use crate::geometry::{Geometry, GeometryColumn};
use crate::layers::findings::{FEATURES_NONE, XML_ENTITIES, XML_MANY_FIELDS, XML_TRUNCATED};
use crate::layers::{Layer, LayerFile, LayerRecords, SeenGeometries};
use crate::reference_system::Declared;
use crate::reference_system::findings::CRS_AXES_EXCHANGED;
use hebewerk_hub::ports::ReadError;
use hebewerk_model::{Finding, Severity};
use hebewerk_profile::{RawCell, Record};
use std::path::{Path, PathBuf};
use std::sync::Arc;

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

impl ElementFile {
    /// A file without records.
    pub(super) fn empty(finding: Finding) -> Self {
        Self {
            plan: Arc::new(Plan {
                file: PathBuf::new(),
                form: Box::new(super::Records { path: Vec::new() }),
                layers: Vec::new(),
                entities: (0, None),
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
            entities: (0, None),
        };
        let broken = plan.look()?;
        if broken && plan.layers.is_empty() {
            return Err(crate::archive::Damage::Xml.error(format));
        }
        if broken {
            findings.push(Finding::new(XML_TRUNCATED, Severity::Error));
        }
        if let (count @ 1.., row) = plan.entities {
            let mut finding = Finding::new(XML_ENTITIES, Severity::Warning).times(count);
            finding.row = row;
            findings.push(finding);
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
        let around = Around {
            of_file: self.reader.srs_name.as_deref(),
            default: plan.form.reference_system(),
            row,
        };
        plan.form
            .leaves(self.reader.around(), element, &mut |path, leaf| {
                let path = match &leaf {
                    Leaf::Geometry(leaf) => columns.geometry_path(path, leaf, &around),
                    _ => path.into(),
                };
                let Some(number) = columns.numbers.get(path.as_ref()) else {
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
        let is_empty = |column: usize| matches!(cells.values.get(column), Some(Cell::Empty));
        for (plan, seen) in columns.geometries.iter().zip(geometries) {
            let mut others = columns.geometries.iter();
            let mut beside = others.by_ref().filter(|it| it.beside == Some(plan.column));
            if plan.beside.is_none()
                && is_empty(plan.column)
                && beside.all(|it| is_empty(it.column))
            {
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
        let Some(columns) = self.columns() else {
            return Vec::new();
        };
        let plans = columns.geometries.iter();
        let exchanged = plans
            .filter(|plan| plan.exchange != plan.says_north_first())
            .filter_map(|plan| plan.declared.as_ref())
            .map(|(system, _)| {
                Finding::new(CRS_AXES_EXCHANGED, Severity::Warning).with("crs", system.label())
            });
        exchanged.chain(columns.several_systems()).collect()
    }

    fn progress(&self) -> (u64, u64) {
        self.reader.progress()
    }

    fn into_records(self: Box<Self>) -> Box<dyn RecordReader> {
        self
    }
}
