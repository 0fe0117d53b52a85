//! Counting rows as the public would see them: one `group by` over guarded tables.

use super::Subject;
use crate::ports::{GuardedTable, Limits, Question};
use crate::reading::fitting;
use crate::{Hub, HubError};
use arrow::array::{Array, AsArray};
use arrow::datatypes::Int64Type;
use arrow::record_batch::RecordBatch;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use futures::TryStreamExt;
use hebewerk_guard::{Access, Action, Decision, Resource, decide};
use hebewerk_model::{
    Dataset, Mask, Principal, TableName, TableVersion, VersionSelector, Visibility,
};

/// Groups that are counted; a table with more of them tells of single rows anyway.
const MOST_GROUPS: u64 = 500_000;
/// What stands where there is no value; no text of a file has this character.
const NO_VALUE: &str = "\u{0}";

/// Rows that are equal in some columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// Values of the columns, as shown.
    pub(super) key: Vec<String>,
    /// The sensitive value, if one was asked for.
    pub(super) sensitive: String,
    /// Rows.
    pub(super) rows: u64,
    /// Sum of the counts in them; none where they are withheld, or were not asked for.
    pub(super) amount: Option<u64>,
}

/// What is to be counted of a table.
pub(super) struct Wish<'a> {
    pub(super) table: &'a TableVersion,
    pub(super) columns: Vec<&'a str>,
    pub(super) sensitive: Option<&'a str>,
    pub(super) counts: Option<&'a str>,
    /// A mask that is tried.
    pub(super) tried: Option<(&'a str, Mask)>,
}

/// What the public may read of a dataset if it were public, under its rules.
pub(super) fn as_public(dataset: &Dataset, tables: &[TableVersion]) -> Decision {
    let public = Resource::Dataset {
        dataset: Some(dataset.id),
        organisation: dataset.organisation,
        visibility: Visibility::Public,
        sealed: dataset.sealed,
        protection: Some(&dataset.protection),
    };
    fitting(
        decide(&Principal::Anonymous, Action::ReadRows, &public),
        tables,
    )
}

impl Hub {
    /// Counts groups of a table; none where there are too many. Columns the public does not see tell it nothing, and
    /// are left out.
    pub(super) async fn groups_of(
        &self,
        principal: &Principal,
        subject: &Subject,
        wish: Wish<'_>,
    ) -> Result<Option<Vec<Group>>, HubError> {
        let read = as_public(&subject.dataset, &subject.tables);
        let name = TableName {
            schema: subject.organisation.slug.clone(),
            table: wish.table.table.sql_name.clone(),
            version: VersionSelector::Number(subject.version.number.0),
        };
        let mut access = self
            .access(&read, &subject.version, name.table.as_str())
            .await?;
        if let Some((column, mask)) = wish.tried {
            access.masks.insert(column.to_owned(), mask);
        }
        let seen = Seen::by(&access, &wish);
        let sql = seen.statement(&name);
        let guarded = self.guarded(subject.dataset.id, name, wish.table, access)?;
        let batches = self.counting(principal, sql, guarded).await?;
        let found: usize = batches.iter().map(RecordBatch::num_rows).sum();
        if found as u64 > MOST_GROUPS {
            return Ok(None);
        }
        let groups = batches.iter().map(|batch| seen.groups(batch));
        Ok(Some(groups.flatten().collect()))
    }

    async fn counting(
        &self,
        principal: &Principal,
        sql: String,
        guarded: GuardedTable,
    ) -> Result<Vec<RecordBatch>, HubError> {
        let question = Question {
            sql,
            limits: Limits {
                rows: MOST_GROUPS + 1,
                ..self.parts.question_limits
            },
            place: self.questions.take(principal).await?,
        };
        let statement = self.parts.engine.read(question).await?;
        let answer = statement.answer(vec![guarded]).await?;
        Ok(answer.batches.try_collect().await?)
    }
}

/// The columns of a wish that the public sees.
struct Seen {
    columns: Vec<String>,
    sensitive: Option<String>,
    counts: Option<String>,
}

impl Seen {
    fn by(access: &Access, wish: &Wish<'_>) -> Self {
        let known = access.columns(&wish.table.columns);
        let seen = |name: &str| {
            let is_known = known.iter().any(|column| column.name == name);
            is_known.then(|| name.to_owned())
        };
        // A count under a mask is no number any more, and tells nothing.
        let plain = |name: &str| !access.masks.contains_key(name);
        Self {
            columns: wish.columns.iter().filter_map(|name| seen(name)).collect(),
            sensitive: wish.sensitive.and_then(seen),
            counts: wish.counts.filter(|name| plain(name)).and_then(seen),
        }
    }

    fn statement(&self, name: &TableName) -> String {
        let quoted = |name: &String| format!("\"{}\"", name.replace('"', "\"\""));
        let grouped: Vec<String> = self
            .columns
            .iter()
            .chain(&self.sensitive)
            .map(quoted)
            .collect();
        let mut shown = grouped.clone();
        shown.push("count(*)".to_owned());
        if let Some(counts) = &self.counts {
            shown.push(format!("sum(cast({} as bigint))", quoted(counts)));
        }
        let mut sql = format!("select {} from {name}", shown.join(", "));
        if !grouped.is_empty() {
            sql.push_str(&format!(" group by {}", grouped.join(", ")));
        }
        sql
    }

    fn groups(&self, batch: &RecordBatch) -> Vec<Group> {
        let options = FormatOptions::default().with_null(NO_VALUE);
        let keys = self.columns.len();
        let formatters: Vec<_> = batch
            .columns()
            .iter()
            .map(|column| ArrayFormatter::try_new(column, &options).ok())
            .collect();
        let text = |column: usize, row: usize| {
            let formatter = formatters.get(column)?.as_ref()?;
            formatter.value(row).try_to_string().ok()
        };
        let after = keys + usize::from(self.sensitive.is_some());
        let group = |row: usize| Group {
            key: (0..keys)
                .map(|at| text(at, row).unwrap_or_default())
                .collect(),
            sensitive: if self.sensitive.is_some() {
                text(keys, row).unwrap_or_default()
            } else {
                String::new()
            },
            rows: number(batch, after, row).unwrap_or(0),
            amount: number(batch, after + 1, row),
        };
        (0..batch.num_rows()).map(group).collect()
    }
}

fn number(batch: &RecordBatch, column: usize, row: usize) -> Option<u64> {
    let numbers = batch
        .columns()
        .get(column)?
        .as_primitive_opt::<Int64Type>()?;
    let is_there = row < numbers.len() && numbers.is_valid(row);
    is_there.then(|| u64::try_from(numbers.value(row)).unwrap_or(0))
}
