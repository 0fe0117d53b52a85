//! The scan of the files the catalogue names. No listing: what nobody names does not exist.

use super::{GuardedProvider, RowNumbers};
use arrow::compute::SortOptions;
use arrow::datatypes::Schema;
use datafusion::catalog::Session;
use datafusion::common::stats::Precision;
use datafusion::common::{ColumnStatistics, ScalarValue, Statistics};
use datafusion::datasource::listing::PartitionedFile;
use datafusion::datasource::physical_plan::parquet::{
    CachedParquetFileReaderFactory, ParquetRowSelection,
};
use datafusion::datasource::physical_plan::{FileGroup, FileScanConfigBuilder, ParquetSource};
use datafusion::datasource::source::DataSourceExec;
use datafusion::error::Result;
use datafusion::parquet::arrow::arrow_reader::RowSelection;
use datafusion::physical_expr::expressions::Column;
use datafusion::physical_expr::{LexOrdering, PhysicalExpr, PhysicalSortExpr};
use datafusion::physical_plan::ExecutionPlan;
use hebewerk_lake::ROW_NUMBER;
use hebewerk_model::DataFile;

use std::sync::Arc;

/// Bytes behind a Parquet footer: its length and the magic number.
const FOOTER_END_BYTES: u64 = 8;

/// Reads the columns at `needed` of all files in order; groups of rows whose statistics say that none of them satisfies
/// `pruning` are left out.
pub(crate) fn parquet(
    table: &GuardedProvider,
    state: &dyn Session,
    needed: Vec<usize>,
    pruning: Option<Arc<dyn PhysicalExpr>>,
) -> Result<Arc<dyn ExecutionPlan>> {
    let runtime = state.runtime_env();
    let footers = runtime.cache_manager.get_file_metadata_cache();
    let store = runtime.object_store(&table.data)?;
    let mut source = ParquetSource::new(Arc::clone(&table.stored))
        .with_parquet_file_reader_factory(Arc::new(CachedParquetFileReaderFactory::new(
            store, footers,
        )));
    if let Some(pruning) = pruning {
        source = source.with_predicate(pruning);
    }
    let mut first_row = 1;
    let mut group = Vec::with_capacity(table.files.len());
    for file in &table.files {
        let scanned = partitioned(file, first_row, &table.stored);
        match &table.numbers {
            RowNumbers::Only(rows) => {
                group.extend(
                    selection(file, first_row, rows).map(|only| scanned.with_extension(only)),
                );
            }
            _ => group.push(scanned),
        }
        first_row += file.rows as i64;
    }
    let mut builder = FileScanConfigBuilder::new(table.data.clone(), Arc::new(source))
        .with_file_group(FileGroup::new(group))
        .with_projection_indices(Some(needed))?;
    if table.numbers == RowNumbers::Ordered {
        builder = builder.with_output_ordering(row_order(&table.stored)?.into_iter().collect());
    }
    Ok(DataSourceExec::from_data_source(builder.build()))
}

/// Ascending row numbers.
pub(crate) fn row_order(schema: &Schema) -> Result<Option<LexOrdering>> {
    let number = Column::new_with_schema(ROW_NUMBER, schema)?;
    Ok(LexOrdering::new([PhysicalSortExpr::new(
        Arc::new(number),
        SortOptions {
            descending: false,
            nulls_first: false,
        },
    )]))
}

/// Where in a file the rows with these numbers are; nothing if it holds none of them. They follow each other without
/// a gap, so a number is a place.
fn selection(file: &DataFile, first_row: i64, rows: &[i64]) -> Option<ParquetRowSelection> {
    let end = first_row + file.rows as i64;
    let begin = rows.partition_point(|row| *row < first_row);
    let rows = &rows[begin..rows.partition_point(|row| *row < end)];
    if rows.is_empty() {
        return None;
    }
    let places = rows.iter().map(|row| {
        let place = usize::try_from(row - first_row).unwrap_or(usize::MAX);
        place..place + 1
    });
    let total = usize::try_from(file.rows).unwrap_or(usize::MAX);
    let selection = RowSelection::from_consecutive_ranges(places, total);
    Some(ParquetRowSelection::new(selection))
}

/// A file with the one statistic that is known without reading it: its row numbers follow those of the file before.
fn partitioned(file: &DataFile, first_row: i64, stored: &Schema) -> PartitionedFile {
    let rows = file.rows as i64;
    let columns = stored.fields().iter().map(|field| {
        if field.name() != ROW_NUMBER || rows == 0 {
            return ColumnStatistics::new_unknown();
        }
        ColumnStatistics::new_unknown()
            .with_null_count(Precision::Exact(0))
            .with_min_value(Precision::Exact(ScalarValue::Int64(Some(first_row))))
            .with_max_value(Precision::Exact(ScalarValue::Int64(Some(
                first_row + rows - 1,
            ))))
    });
    let statistics = Statistics {
        num_rows: Precision::Exact(file.rows as usize),
        total_byte_size: Precision::Absent,
        column_statistics: columns.collect(),
    };
    let footer = usize::try_from(file.footer_bytes + FOOTER_END_BYTES).unwrap_or(usize::MAX);
    PartitionedFile::new(file.path.clone(), file.size_bytes)
        .with_metadata_size_hint(footer)
        .with_statistics(Arc::new(statistics))
}
