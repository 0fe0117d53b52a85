//! GeoPackages: every layer a table, with and without geometry; and plain SQLite files, every table.
//!
//! A database of a stranger is opened read-only and immutable, its schema untrusted: no trigger runs, no function of
//! an application is called from a view, and no file is made beside it. One connection reads in a thread of its own and
//! hands rows over in pieces, because a statement cannot outlive the one who asks.
//!
//! Deliberately absent: tiles and coverages, SpatiaLite's geometries.

mod blob;
mod catalogue;
mod connection;
mod kinds;
mod records;

use crate::layers::findings::LAYER_UNREADABLE;
use crate::layers::{Layer, LayerFile, LayerRecords};
use catalogue::Table;
use hebewerk_hub::ports::ReadError;
use hebewerk_model::{Finding, Severity};
use records::PackageRecords;
use std::path::{Path, PathBuf};

const FORMAT: &str = "geopackage";

/// An open package.
pub(crate) struct Package {
    file: PathBuf,
    tables: Vec<Table>,
    layers: Vec<Layer>,
    unreadable: Vec<String>,
}

/// Opens a package and lists its tables.
pub(crate) fn open(file: &Path, _table: &str) -> Result<Package, ReadError> {
    let connection = connection::open(file)?;
    let listed = catalogue::list(&connection)?;
    Ok(Package {
        file: file.to_owned(),
        layers: listed.tables.iter().map(Table::layer).collect(),
        tables: listed.tables,
        unreadable: listed.unreadable,
    })
}

impl LayerFile for Package {
    fn layers(&self) -> &[Layer] {
        &self.layers
    }

    fn records(&self, layer: usize) -> Result<Box<dyn LayerRecords>, ReadError> {
        let table = self
            .tables
            .get(layer)
            .ok_or_else(|| crate::archive::Damage::MissingPart.error(FORMAT))?;
        Ok(Box::new(PackageRecords::open(&self.file, table)?))
    }

    fn noticed(&self) -> Vec<Finding> {
        self.unreadable
            .iter()
            .map(|layer| Finding::new(LAYER_UNREADABLE, Severity::Warning).with("layer", layer))
            .collect()
    }
}
