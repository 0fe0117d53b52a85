//! Shapefiles: geometries (`.shp`), attributes (`.dbf`), reference system (`.prj`) and encoding (`.cpg`) as one table.
//!
//! Read here and not with a library, because libraries give up on what is common: attributes shorter or longer than
//! the geometries, deleted rows, numbers of asterisks, a missing index, floating-point numbers for keys of 19 digits.
//!
//! Deliberately absent: the index (`.shx`): the records name their own length.

mod parts;
mod records;
mod shapes;
mod siblings;

pub(crate) use siblings::{is_companion, is_read};

use crate::dbf::Dbf;
use crate::layers::findings::SHAPEFILE_ALONE;
use crate::layers::{Layer, LayerColumn, LayerFile, LayerRecords};
use crate::reference_system::{Declared, from_wkt};
use hebewerk_hub::ports::ReadError;
use hebewerk_model::{Finding, Severity};
use records::ShapeRecords;
use shapes::Shapes;
use siblings::Siblings;
use std::path::{Path, PathBuf};

const FORMAT: &str = "shapefile";
const GEOMETRY_LABEL: &str = "geometrie";

/// An open Shapefile.
pub(crate) struct Shapefile {
    file: PathBuf,
    attributes: Option<Dbf>,
    declared: Option<Declared>,
    layer: Layer,
}

/// Opens a Shapefile with what lies beside it; `encoding` is what a clerk said.
pub(crate) fn open(
    file: &Path,
    table: &str,
    encoding: Option<&str>,
) -> Result<Shapefile, ReadError> {
    let siblings = Siblings::of(file)?;
    Shapes::open(file)?;
    let attributes = match &siblings.attributes {
        Some(path) => Some(Dbf::open(path, encoding.or(siblings.code_page.as_deref()))?),
        None => None,
    };
    let mut layer = Layer {
        name: table.to_owned(),
        ..Layer::default()
    };
    if let Some(attributes) = &attributes {
        layer.columns = attributes.columns();
        layer.dialect = attributes.dialect();
    }
    let taken = |label: &str| {
        layer
            .columns
            .iter()
            .any(|column| column.label.eq_ignore_ascii_case(label))
    };
    let label = if taken(GEOMETRY_LABEL) {
        "shape"
    } else {
        GEOMETRY_LABEL
    };
    layer.columns.push(LayerColumn::geometry(label));
    Ok(Shapefile {
        file: file.to_owned(),
        attributes,
        declared: siblings.definition.as_deref().and_then(from_wkt),
        layer,
    })
}

impl LayerFile for Shapefile {
    fn layers(&self) -> &[Layer] {
        std::slice::from_ref(&self.layer)
    }

    fn records(&self, _layer: usize) -> Result<Box<dyn LayerRecords>, ReadError> {
        let attributes = self.attributes.as_ref().map(Dbf::rows).transpose()?;
        Ok(Box::new(ShapeRecords::new(
            Shapes::open(&self.file)?,
            attributes,
            self.declared.clone(),
        )))
    }

    fn noticed(&self) -> Vec<Finding> {
        match &self.attributes {
            Some(attributes) => attributes.noticed(),
            None => vec![Finding::new(SHAPEFILE_ALONE, Severity::Warning)],
        }
    }
}
