//! Rows whose fields say what their bytes mean.

use arrow::datatypes::Schema;
use arrow::record_batch::{RecordBatch, RecordBatchOptions};
use hebewerk_hub::ports::{ReadError, Reading, TableReading};
use hebewerk_model::InspectedTable;
use std::collections::HashMap;
use std::sync::Arc;

/// The same rows, their geometries marked: whoever shows them then knows how.
pub(crate) fn with_meaning(rows: TableReading, table: &InspectedTable) -> TableReading {
    let meanings: HashMap<String, HashMap<String, String>> = table
        .columns
        .iter()
        .map(|column| {
            (
                column.name.clone(),
                column.extension().into_iter().collect(),
            )
        })
        .filter(|(_, meaning): &(String, HashMap<_, _>)| !meaning.is_empty())
        .collect();
    if meanings.is_empty() {
        return rows;
    }
    Box::new(rows.map(move |piece| match piece? {
        Reading::Rows(batch) => mark(&batch, &meanings).map(Reading::Rows),
        aside @ Reading::Aside(_) => Ok(aside),
    }))
}

fn mark(
    batch: &RecordBatch,
    meanings: &HashMap<String, HashMap<String, String>>,
) -> Result<RecordBatch, ReadError> {
    let fields: Vec<_> = batch
        .schema()
        .fields()
        .iter()
        .map(|field| match meanings.get(field.name()) {
            Some(meaning) => Arc::new(field.as_ref().clone().with_metadata(meaning.clone())),
            None => Arc::clone(field),
        })
        .collect();
    let rows = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
    RecordBatch::try_new_with_options(
        Arc::new(Schema::new(fields)),
        batch.columns().to_vec(),
        &rows,
    )
    .map_err(|error| ReadError::Unreadable {
        format: "table",
        cause: "other",
        reason: error.to_string(),
    })
}
