//! What a bridge looks like in rows: asked of the engine as whoever looks, and so on record as a reading.

use super::view::BridgeCard;
use crate::ports::AskError;
use crate::row_texts::row_texts;
use crate::{Asked, Hub, HubError};
use arrow::record_batch::RecordBatch;
use futures::TryStreamExt;
use hebewerk_model::Principal;

/// Joined rows shown.
const ROWS: usize = 10;
/// Columns of each bank in them.
const COLUMNS: usize = 5;
/// Examples of each kind.
const EXAMPLES: usize = 5;

/// Rows as text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct JoinedRows {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Cells, none where there is no value.
    pub rows: Vec<Vec<Option<String>>>,
}

/// A bridge in rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BridgeRows {
    /// The first joined rows.
    pub joined: JoinedRows,
    /// Values that fit, as both sides spell them.
    pub matched: Vec<(String, String)>,
    /// Values of the left that the right has not.
    pub only_left: Vec<String>,
    /// Values of the right that the left has not.
    pub only_right: Vec<String>,
}

impl Hub {
    /// The first rows over a bridge, and values that fit and do not.
    pub async fn bridge_rows(
        &self,
        principal: &Principal,
        card: &BridgeCard,
    ) -> Result<BridgeRows, HubError> {
        let mut rows = BridgeRows::default();
        if let Some(sql) = card.first_rows(COLUMNS, ROWS) {
            rows.joined = self.rows_as_text(principal, &sql).await?;
        }
        if let Some(sql) = card.matched(EXAMPLES) {
            let found = self.rows_as_text(principal, &sql).await?;
            let pairs = found.rows.into_iter().filter_map(|row| {
                let mut cells = row.into_iter().flatten();
                Some((cells.next()?, cells.next()?))
            });
            rows.matched = pairs.collect();
        }
        if let Some(sql) = card.unmatched(true, EXAMPLES) {
            rows.only_left = first_cells(self.rows_as_text(principal, &sql).await?);
        }
        if let Some(sql) = card.unmatched(false, EXAMPLES) {
            rows.only_right = first_cells(self.rows_as_text(principal, &sql).await?);
        }
        Ok(rows)
    }

    /// Rows of a statement of ours, which no statistics count.
    pub(super) async fn rows_as_text(
        &self,
        principal: &Principal,
        sql: &str,
    ) -> Result<JoinedRows, HubError> {
        let (asked, _used) = self
            .answer(principal, sql, None, self.parts.question_limits)
            .await?;
        gathered(asked).await
    }

    /// Rows of a statement of ours that is a use of its tables.
    pub(super) async fn counted_rows(
        &self,
        principal: &Principal,
        sql: &str,
    ) -> Result<JoinedRows, HubError> {
        gathered(self.ask(principal, sql, None).await?).await
    }
}

async fn gathered(asked: Asked) -> Result<JoinedRows, HubError> {
    let columns = asked.answer.schema.fields().iter();
    let columns = columns.map(|field| field.name().clone()).collect();
    let batches: Vec<RecordBatch> = asked.answer.batches.try_collect().await?;
    let mut rows = Vec::new();
    for batch in &batches {
        rows.extend(row_texts(batch).map_err(|_no_text| AskError::Internal)?);
    }
    Ok(JoinedRows { columns, rows })
}

fn first_cells(found: JoinedRows) -> Vec<String> {
    let first = found.rows.into_iter();
    first
        .filter_map(|row| row.into_iter().next().flatten())
        .collect()
}

/// Numbers of the first row.
pub(super) fn numbers(batches: &[RecordBatch]) -> Vec<u64> {
    let texts = batches.iter().filter_map(|batch| row_texts(batch).ok());
    let first = texts.flatten().next();
    let cells = first.into_iter().flatten().flatten();
    cells.filter_map(|cell| cell.parse().ok()).collect()
}
