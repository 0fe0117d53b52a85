//! Answering a question, and counting its steps: through [`Hub::ask`], under the guard, on record like any statement.

use super::steps::added_up;
use super::{Setting, Statement, statement, step_rows_sql};
use crate::{Asked, Hub, HubError};
use arrow::array::AsArray;
use arrow::datatypes::Int64Type;
use arrow::record_batch::RecordBatch;
use futures::TryStreamExt;
use hebewerk_model::{ColumnRef, Inquiry, Principal};

/// An answer with the statement that gave it.
pub struct Inquired {
    /// The rows as they come.
    pub asked: Asked,
    /// What was asked, and what its columns are.
    pub statement: Statement,
}

/// How many rows each step leaves.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StepRows {
    /// Rows of the first table.
    pub all: u64,
    /// Those of them that find a partner over the first bridge, over the first two, and so on.
    pub partners: Vec<u64>,
    /// Those of them that are left after the conditions.
    pub left: u64,
    /// Joined rows after the conditions: more than `left` where a row meets several.
    pub joined: u64,
    /// Groups with fewer than five rows of the first table.
    pub few: u64,
    /// Rows without a value in the columns that are added up, for each column that has some.
    pub missing: Vec<(ColumnRef, u64)>,
}

impl Hub {
    /// Answers a question that fits its setting (see [`super::check`]). `most` bounds rows of one that does not count.
    ///
    /// What data of several houses are joined for is said beside the statement; it holds for the day.
    pub async fn inquire(
        &self,
        principal: &Principal,
        inquiry: &Inquiry,
        setting: &Setting,
        most: Option<u32>,
    ) -> Result<Inquired, HubError> {
        let statement = statement(inquiry, setting, most);
        let asked = self.ask(principal, &statement.sql, None).await?;
        Ok(Inquired { asked, statement })
    }

    /// Counts what each step of a question leaves; no use of its own.
    pub async fn step_rows(
        &self,
        principal: &Principal,
        inquiry: &Inquiry,
        setting: &Setting,
    ) -> Result<StepRows, HubError> {
        let sql = step_rows_sql(inquiry, setting);
        let (asked, _datasets) = self
            .answer(principal, &sql, None, self.parts.question_limits)
            .await?;
        let batches: Vec<RecordBatch> = asked.answer.batches.try_collect().await?;
        let row = batches.iter().find(|batch| batch.num_rows() > 0);
        let counts: Vec<u64> = row.map(counts_of).unwrap_or_default();
        let mut counts = counts.into_iter();
        let mut next = || counts.next().unwrap_or_default();
        let all = next();
        let partners = inquiry.joins.iter().map(|_| next()).collect();
        let (left, joined, few) = (next(), next(), next());
        let missing = added_up(inquiry)
            .into_iter()
            .map(|column| (column, next()))
            .filter(|(_column, rows)| *rows > 0)
            .collect();
        Ok(StepRows {
            all,
            partners,
            left,
            joined,
            few,
            missing,
        })
    }
}

fn counts_of(batch: &RecordBatch) -> Vec<u64> {
    let columns = batch.columns().iter();
    columns
        .map(|column| {
            let counts = column.as_primitive_opt::<Int64Type>();
            let count = counts.map_or(0, |counts| counts.value(0));
            u64::try_from(count).unwrap_or_default()
        })
        .collect()
}
