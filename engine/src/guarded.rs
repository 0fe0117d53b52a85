//! A table as one asker may read it.
//!
//! ```text
//! Parquet scan ─► FilterExec(policy ∧ leakproof conditions) ─► ProjectionExec(masks) ─► PolicyBarrierExec ─► asker
//! ```

mod barrier;
mod check;
mod counted;
mod files;
mod leakproof;
mod mask;
mod one_of;
mod policy;
#[cfg(test)]
mod tests;

pub(crate) use check::BarrierCheck;

use arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};
use async_trait::async_trait;
use barrier::PolicyBarrierExec;
use counted::{ROW_KEY, RowKey};
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::metadata::FieldMetadata;
use datafusion::common::{Column as ColumnName, DFSchema, ScalarValue};
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::logical_expr::utils::conjunction;
use datafusion::logical_expr::{Expr, TableProviderFilterPushDown, TableType};
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_expr::expressions::{Column as PhysicalColumn, Literal};
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::filter::FilterExecBuilder;
use datafusion::physical_plan::projection::ProjectionExec;
use hebewerk_guard::Counts;
use hebewerk_hub::ports::{CountingKey, GuardedTable};
use hebewerk_lake::ROW_NUMBER;
use hebewerk_model::{Column, ColumnType, DataFile};
use mask::{ColumnMask, MaskExpr};
use one_of::with_fast_lists;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Rows the policy's filter gathers before it hands them on. DataFusion's own 8,192 make `limit 100` wait for 8,192
/// visible rows (knowledge: performance §3.2).
const FILTER_BATCH_ROWS: usize = 1_024;

/// Whether a plan sees the row number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RowNumbers {
    /// It does not exist: SQL of people.
    Absent,
    /// It is the last column.
    Present,
    /// It is the last column, and rows come in its order.
    Ordered,
    /// It is the last column, and no other rows than these are read. Ascending; of rows the asker has seen.
    Only(Arc<[i64]>),
}

/// Arrow type of a column within the engine: as in files, but text and bytes as views, on which DataFusion is up to
/// twice as fast (knowledge: performance §2.2).
pub(crate) fn engine_type(column_type: ColumnType) -> DataType {
    match hebewerk_hub::ports::data_type(column_type) {
        DataType::Utf8 => DataType::Utf8View,
        DataType::Binary => DataType::BinaryView,
        // SQL's TIME is in nanoseconds, and DataFusion compares times of equal units only.
        DataType::Time64(_) => DataType::Time64(TimeUnit::Nanosecond),
        other => other,
    }
}

/// The only table provider of the engine.
#[derive(Debug, Clone)]
pub(crate) struct GuardedProvider {
    /// What the asker sees.
    visible: SchemaRef,
    /// What the files hold.
    stored: SchemaRef,
    /// What takes the place of columns the asker knows.
    masks: BTreeMap<String, ColumnMask>,
    /// Rows the asker sees.
    policy: Option<Expr>,
    files: Vec<DataFile>,
    data: ObjectStoreUrl,
    numbers: RowNumbers,
    /// Stored columns with the numbers they keep in all versions.
    ids: Vec<(i32, String)>,
    counting: Counting,
}

/// Whether rows may leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counting {
    /// They may.
    Rows,
    /// Counts of them may.
    Counts(Counts, Option<CountingKey>),
    /// They may as far as to where they are counted, with their keys.
    Keyed(CountingKey),
}

impl GuardedProvider {
    /// Compiles the conditions of `table`.
    pub(crate) fn new(table: &GuardedTable, data: &ObjectStoreUrl, numbers: RowNumbers) -> Self {
        let field = |column: &Column| {
            Field::new(&column.name, engine_type(column.column_type), true)
                .with_metadata(column.extension().into_iter().collect())
        };
        let number = Field::new(ROW_NUMBER, DataType::Int64, false);
        let released = table.access.columns(&table.columns);
        let mut visible: Vec<Field> = released.iter().map(field).collect();
        if numbers != RowNumbers::Absent {
            visible.push(number.clone());
        }
        let stored: Vec<Field> = table.columns.iter().map(field).chain([number]).collect();
        let masks = table.columns.iter().filter_map(|column| {
            let mask = ColumnMask::of(column, &table.access, table.pseudonyms)?;
            Some((column.name.clone(), mask))
        });
        Self {
            visible: Arc::new(Schema::new(visible)),
            stored: Arc::new(Schema::new(stored)),
            masks: masks.collect(),
            policy: table
                .access
                .row_filter
                .as_ref()
                .map(|rule| policy::compile(rule, &table.columns)),
            files: table.files.clone(),
            data: data.clone(),
            numbers,
            ids: table
                .columns
                .iter()
                .map(|column| (column.id.0, column.name.clone()))
                .collect(),
            counting: match table.access.counts {
                None => Counting::Rows,
                Some(counts) => Counting::Counts(counts, table.counting),
            },
        }
    }

    /// What is told of rows that may only be counted; none where rows are.
    pub(crate) const fn counts(&self) -> Option<Counts> {
        match self.counting {
            Counting::Counts(counts, _) => Some(counts),
            Counting::Rows | Counting::Keyed(_) => None,
        }
    }

    /// The same with the key of each row as last column, for where rows are counted; none without a key.
    fn with_keys(&self) -> Option<Self> {
        let Counting::Counts(_, Some(key)) = self.counting else {
            return None;
        };
        if self.numbers != RowNumbers::Absent {
            // Pages and downloads are made of rows.
            return None;
        }
        let fields = self.visible.fields().iter().cloned();
        let row_key = Arc::new(Field::new(ROW_KEY, DataType::UInt64, false));
        let fields: Vec<_> = fields.chain([row_key]).collect();
        Some(Self {
            visible: Arc::new(Schema::new(fields)),
            counting: Counting::Keyed(key),
            ..self.clone()
        })
    }

    /// The key of rows, of all that is stored of them.
    fn row_key(
        &self,
        key: CountingKey,
        field: &Field,
        schema: &Schema,
    ) -> Result<Arc<dyn PhysicalExpr>> {
        let mut columns: Vec<(i32, Arc<dyn PhysicalExpr>)> = Vec::with_capacity(self.ids.len());
        for (id, name) in &self.ids {
            let column = PhysicalColumn::new_with_schema(name, schema)?;
            columns.push((*id, Arc::new(column)));
        }
        columns.sort_unstable_by_key(|(id, _)| *id);
        let field = Arc::new(field.clone());
        Ok(Arc::new(RowKey::new(key, field, columns)))
    }

    fn leakproof(&self, filter: &Expr) -> Option<Expr> {
        leakproof::leakproof(filter, &self.visible, |name| self.masks.contains_key(name))
    }

    /// Columns of the files that a plan needs, in the files' order.
    fn needed(&self, output: &[&Field], condition: Option<&Expr>) -> Vec<usize> {
        let in_condition = condition.map(Expr::column_refs).unwrap_or_default();
        let is_keyed = output.iter().any(|shown| shown.name() == ROW_KEY);
        let is_needed = |field: &Field| {
            let shown = output.iter().any(|shown| shown.name() == field.name());
            let is_empty = self.masks.get(field.name()) == Some(&ColumnMask::Empty);
            let in_key = is_keyed && field.name() != ROW_NUMBER;
            (shown && !is_empty)
                || in_key
                || in_condition.contains(&ColumnName::from_name(field.name()))
        };
        let fields = self.stored.fields().iter().enumerate();
        fields
            .filter(|(_, field)| is_needed(field))
            .map(|(index, _)| index)
            .collect()
    }

    /// Where the columns are that masks and keys are made of; none if they are all. A column that only the condition
    /// looks at is not copied for rows that pass.
    fn kept(&self, output: &[&Field], scanned: &Schema) -> Option<Vec<usize>> {
        let needed = self.needed(output, None);
        let is_needed = |field: &Field| {
            let mut needed = needed.iter().map(|index| self.stored.field(*index));
            needed.any(|needed| needed.name() == field.name())
        };
        let fields = scanned.fields().iter().enumerate();
        let kept = fields.filter(|(_, field)| is_needed(field));
        let kept: Vec<usize> = kept.map(|(index, _)| index).collect();
        (kept.len() < scanned.fields().len()).then_some(kept)
    }

    /// The columns the asker gets, as masks leave them.
    fn masked(
        &self,
        output: &[&Field],
        input: &Arc<dyn ExecutionPlan>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let schema = input.schema();
        let mut expressions: Vec<(Arc<dyn PhysicalExpr>, String)> =
            Vec::with_capacity(output.len());
        for field in output {
            let stored = || -> Result<Arc<dyn PhysicalExpr>> {
                let column = PhysicalColumn::new_with_schema(field.name(), &schema)?;
                Ok(Arc::new(column))
            };
            if let Counting::Keyed(key) = self.counting
                && field.name() == ROW_KEY
            {
                let key = self.row_key(key, field, &schema)?;
                expressions.push((key, field.name().clone()));
                continue;
            }
            let expression: Arc<dyn PhysicalExpr> = match self.masks.get(field.name()) {
                None => stored()?,
                Some(ColumnMask::Empty) => Arc::new(Literal::new_with_metadata(
                    ScalarValue::try_from(field.data_type())?,
                    Some(FieldMetadata::from(*field)),
                )),
                Some(mask) => {
                    let field = Arc::new((*field).clone());
                    Arc::new(MaskExpr::new(mask.clone(), field, stored()?))
                }
            };
            expressions.push((expression, field.name().clone()));
        }
        Ok(Arc::new(ProjectionExec::try_new(
            expressions,
            Arc::clone(input),
        )?))
    }
}

#[async_trait]
impl TableProvider for GuardedProvider {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.visible)
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    fn supports_filters_pushdown(
        &self,
        filters: &[&Expr],
    ) -> Result<Vec<TableProviderFilterPushDown>> {
        // Never exact: the condition stays above as well, so no answer depends on what is done with it below.
        // A condition on rows that may only be counted would make other cells of them.
        let is_counted = self.counts().is_some();
        let support = |filter: &&Expr| match self.leakproof(filter) {
            Some(_) if !is_counted => TableProviderFilterPushDown::Inexact,
            _ => TableProviderFilterPushDown::Unsupported,
        };
        Ok(filters.iter().map(support).collect())
    }

    async fn scan(
        &self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        filters: &[Expr],
        _limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let fields = self.visible.fields();
        let output: Vec<&Field> = match projection {
            Some(indexes) => indexes
                .iter()
                .filter_map(|index| fields.get(*index).map(AsRef::as_ref))
                .collect(),
            None => fields.iter().map(AsRef::as_ref).collect(),
        };
        if let Counting::Counts(counts, _) = self.counting {
            let keyed = self.with_keys().ok_or_else(|| {
                DataFusionError::Internal("rows to be counted without a key".to_owned())
            })?;
            let columns = output.iter().map(|field| field.name().clone());
            let columns: Vec<String> = columns.collect();
            return counted::copies(keyed, &columns, counts, state).await;
        }
        let leakproof = filters.iter().filter_map(|filter| self.leakproof(filter));
        let condition = conjunction(self.policy.iter().cloned().chain(leakproof));
        let needed = self.needed(&output, condition.as_ref());
        let compiled = |condition: &Expr, schema: &SchemaRef| {
            let schema = DFSchema::try_from(schema.as_ref().clone())?;
            state.create_physical_expr(condition.clone(), &schema)
        };
        // Over the columns as files have them: what no group of rows can satisfy is not read.
        let pruning = condition.as_ref();
        let pruning = pruning.map(|condition| compiled(condition, &self.stored));
        let scan = files::parquet(self, state, needed, pruning.transpose()?)?;
        let rows: Arc<dyn ExecutionPlan> = match condition {
            Some(condition) => {
                let predicate = with_fast_lists(compiled(&condition, &scan.schema())?)?;
                let kept = self.kept(&output, &scan.schema());
                let filter = FilterExecBuilder::new(predicate, scan)
                    .apply_projection(kept)?
                    .with_batch_size(FILTER_BATCH_ROWS);
                Arc::new(filter.build()?)
            }
            None => scan,
        };
        let masked = self.masked(&output, &rows)?;
        Ok(Arc::new(PolicyBarrierExec::new(masked)))
    }
}
