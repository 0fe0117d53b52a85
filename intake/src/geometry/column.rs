//! One column of geometries while it is read.

use super::findings::{
    GEOMETRY_CLOSED, GEOMETRY_EMPTY, GEOMETRY_INVALID, GEOMETRY_MISSING, GEOMETRY_STROKED,
    GEOMETRY_UNREADABLE,
};
use super::repair::Fault;
use super::shape::Geometry;
use crate::reference_system::{Declared, Extent};
use hebewerk_model::{ColumnType, Finding, InspectedColumn, SemanticType, Severity};

/// Repairs geometries, turns them into WKB, and notes what was seen.
#[derive(Debug, Default)]
pub(crate) struct GeometryColumn {
    wkb: Vec<u8>,
    extent: Extent,
    missing: Noted,
    empty: Noted,
    unreadable: Noted,
    closed: Noted,
    stroked: Noted,
    not_finite: Noted,
    too_short: Noted,
    crossing: Noted,
}

/// How often, and the first row.
#[derive(Debug, Default, Clone, Copy)]
struct Noted {
    count: u64,
    first: u64,
}

impl Noted {
    fn see(&mut self, row: u64) {
        if self.count == 0 {
            self.first = row;
        }
        self.count += 1;
    }
}

impl GeometryColumn {
    /// The geometry of a row as WKB, repaired where that is safe.
    pub(crate) fn take(&mut self, row: u64, mut geometry: Geometry) -> &[u8] {
        let seen = geometry.repair();
        if seen.empty {
            self.empty.see(row);
        }
        if seen.closed {
            self.closed.see(row);
        }
        match seen.fault {
            Some(Fault::NotFinite) => self.not_finite.see(row),
            Some(Fault::TooShort) => self.too_short.see(row),
            Some(Fault::Crossing) => self.crossing.see(row),
            None => {}
        }
        let extent = &mut self.extent;
        geometry.shape.each_path(&mut |path, _| {
            for position in path.iter() {
                extent.add(position.x, position.y);
            }
        });
        self.wkb.clear();
        geometry.write_wkb(&mut self.wkb);
        &self.wkb
    }

    /// A row without geometry.
    pub(crate) fn miss(&mut self, row: u64) {
        self.missing.see(row);
    }

    /// A row with something that is no geometry.
    pub(crate) fn refuse(&mut self, row: u64) {
        self.unreadable.see(row);
    }

    /// Arcs of the row's geometry became lines.
    pub(crate) fn stroke(&mut self, row: u64) {
        self.stroked.see(row);
    }

    /// Rows whose geometry is set aside.
    pub(crate) fn refused(&self) -> u64 {
        self.unreadable.count
    }

    /// The box around all geometries.
    pub(crate) fn extent(&self) -> &Extent {
        &self.extent
    }

    /// What was seen.
    fn findings(&self) -> Vec<Finding> {
        let of = |code, severity, noted: &Noted| {
            (noted.count > 0).then(|| {
                Finding::new(code, severity)
                    .times(noted.count)
                    .at_row(noted.first)
            })
        };
        let invalid = |fault: Fault, noted: &Noted| {
            of(GEOMETRY_INVALID, Severity::Warning, noted)
                .map(|finding| finding.with("reason", fault.code()))
        };
        [
            of(GEOMETRY_MISSING, Severity::Warning, &self.missing),
            of(GEOMETRY_EMPTY, Severity::Warning, &self.empty),
            of(GEOMETRY_UNREADABLE, Severity::Warning, &self.unreadable),
            of(GEOMETRY_CLOSED, Severity::Note, &self.closed),
            of(GEOMETRY_STROKED, Severity::Note, &self.stroked),
            invalid(Fault::NotFinite, &self.not_finite),
            invalid(Fault::TooShort, &self.too_short),
            invalid(Fault::Crossing, &self.crossing),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Marks an inspected column as the geometries seen, with their reference system, and says what was noticed.
pub(crate) fn declare(
    column: &mut InspectedColumn,
    seen: &GeometryColumn,
    declared: Option<&Declared>,
) -> Vec<Finding> {
    let (system, systems_findings) = seen.extent.decide(declared);
    column.column_type = ColumnType::Binary;
    column.semantic_type = Some(SemanticType::Geometry);
    column.confidence = 1.0;
    column.pattern = None;
    column.unit = system.map(|system| system.label());
    seen.findings()
        .into_iter()
        .chain(systems_findings)
        .map(|finding| finding.in_column(&column.label))
        .collect()
}
