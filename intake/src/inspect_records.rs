//! The first pass: what a table of records is.

use crate::frame::{InspectedRecords, RecordReader, SourceTable};
use hebewerk_hub::ports::ReadError;
use hebewerk_model::TableRecipe;
use hebewerk_profile::{Record, TableInspector, TableSeed};

/// Reads all records once and recognises layout, columns and types.
///
/// `header_line` counts records from 0, blank ones included.
pub fn inspect_records(
    reader: &mut dyn RecordReader,
    source: &SourceTable,
    recipe: Option<&TableRecipe>,
) -> Result<InspectedRecords, ReadError> {
    let mut inspector = TableInspector::new(
        TableSeed {
            name: source.name.clone(),
            member: source.member.clone(),
            dialect: source.dialect.clone(),
            labels: source.labels.clone(),
            confidence: source.confidence,
        },
        recipe.cloned(),
    );
    let mut record = Record::new();
    while reader.read(&mut record)? {
        inspector.add(&record);
    }
    let sight = inspector.finish();
    Ok(InspectedRecords {
        table: sight.table,
        findings: sight.findings,
    })
}
