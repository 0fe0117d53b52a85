//! What changed between two versions of a dataset.

mod columns;
mod kept;
mod statement;

pub(crate) use self::kept::Kept;

use self::columns::Pair;
use crate::drift::title;
use crate::ports::{AskError, Question};
use crate::reading::{fitting, for_reader, reads_all, tells_no_counts};
use crate::tables::Resolved;
use crate::take_in::is_aside;
use crate::{Hub, HubError};
use arrow::array::{Array, Int64Array};
use arrow::record_batch::RecordBatch;
use futures::TryStreamExt;
use hebewerk_guard::{Action, Decision, Resource, decide};
use hebewerk_model::{
    Column, ColumnType, Dataset, Organisation, Principal, TableName, TableVersion, Version,
    VersionNumber, VersionSelector,
};
use std::sync::Arc;

/// Rows a table may have to be compared row by row.
pub const MOST_COMPARED_ROWS: u64 = 2_000_000;
/// Changed rows shown as examples.
const EXAMPLES: u64 = 10;

/// What changed between two versions.
pub struct Comparison {
    /// The older version.
    pub from: Version,
    /// The newer version.
    pub to: Version,
    /// Tables of both versions.
    pub tables: Vec<TableComparison>,
    /// Names of tables only the newer version has.
    pub tables_added: Vec<String>,
    /// Names of tables only the older version has.
    pub tables_removed: Vec<String>,
}

/// What changed in one table.
pub struct TableComparison {
    /// Its name.
    pub name: String,
    /// Rows before and after; none where some are held back from the asker.
    pub totals: Option<(u64, u64)>,
    /// What changed in its columns.
    pub columns: ColumnChanges,
    /// What changed in its rows.
    pub rows: Arc<RowChanges>,
}

/// What changed in the columns of a table; names as in the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ColumnChanges {
    /// New ones.
    pub added: Vec<String>,
    /// Those that are gone.
    pub removed: Vec<String>,
    /// Those that stand in the same place with the same values under another name: before, after.
    pub renamed: Vec<(String, String)>,
    /// Those of another type: name, before, after.
    pub retyped: Vec<(String, ColumnType, ColumnType)>,
}

/// What changed in the rows of a table.
#[derive(Debug, Clone)]
pub enum RowChanges {
    /// The asker may not read the rows, and what changed in them is part of them.
    Closed,
    /// The files are the same.
    Same,
    /// There are more than [`MOST_COMPARED_ROWS`] rows, or comparing them took too much time or memory.
    TooMuch,
    /// The versions have no column in common.
    Incomparable,
    /// A column names the rows in both versions.
    Keyed {
        /// As the column is called in the file.
        key: String,
        /// Rows whose key is new.
        added: u64,
        /// Rows whose key is gone.
        removed: u64,
        /// Rows with another value in a column both versions have.
        changed: u64,
        /// Some of the changed rows.
        examples: Examples,
    },
    /// No column names the rows: a row that changed is one that is gone and one that is new.
    Whole {
        /// Rows that were not there before.
        added: u64,
        /// Rows that are not there any more.
        removed: u64,
    },
}

/// Changed rows, each twice: as it was and as it is.
#[derive(Debug, Clone, Default)]
pub struct Examples {
    /// The columns compared; the first one is the key.
    pub columns: Vec<Column>,
    /// Those columns in order.
    pub batches: Vec<RecordBatch>,
}

impl Hub {
    /// Compares two versions of a dataset the principal may know of; rows only for those who may read them.
    pub async fn compare(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
        numbers: (VersionNumber, VersionNumber),
    ) -> Result<Comparison, HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let dataset = self
            .known_dataset(principal, &organisation, dataset)
            .await?;
        let from = self.version_numbered(&dataset, numbers.0).await?;
        let to = self.version_numbered(&dataset, numbers.1).await?;
        let mut before = self.parts.versions.tables(from.id).await?;
        let mut after = self.parts.versions.tables(to.id).await?;
        let read = decide(principal, Action::ReadRows, &Resource::of(&dataset));
        let released = self.released(principal, &dataset, &read).await?;
        let read = fitting(fitting(read, &before), &after);
        let read = released.fitting(released.fitting(read, from.number), to.number);
        let reads_all = reads_all(&read, &from) && reads_all(&read, &to);
        if !reads_all {
            // As on the dataset's page: what was set aside is nobody else's business.
            before.retain(|table| !is_aside(table.table.sql_name.as_str()));
            after.retain(|table| !is_aside(table.table.sql_name.as_str()));
        }
        let mut tables = Vec::new();
        for new in &after {
            let Some(old) = before.iter().find(|old| old.table.id == new.table.id) else {
                continue;
            };
            tables.push(TableComparison {
                name: new.table.name.clone(),
                totals: (!tells_no_counts(&dataset, &read)).then_some((old.rows, new.rows)),
                columns: self.column_changes(reads_all, old, new).await?,
                rows: self
                    .row_changes(principal, &organisation, &read, (&from, old), (&to, new))
                    .await?,
            });
        }
        Ok(Comparison {
            tables_added: names_without(&after, &before),
            tables_removed: names_without(&before, &after),
            from: for_reader(from, &dataset, &read),
            to: for_reader(to, &dataset, &read),
            tables,
        })
    }

    async fn version_numbered(
        &self,
        dataset: &Dataset,
        number: VersionNumber,
    ) -> Result<Version, HubError> {
        let version = self.parts.versions.get(dataset.id, Some(number)).await?;
        version.ok_or_else(|| HubError::not_found("version", number))
    }

    /// Names and types are for everybody who may know of the dataset. That a column bears another name is guessed from
    /// values, and so told to those who may read them; to others one is gone and another one new.
    async fn column_changes(
        &self,
        reads_all: bool,
        old: &TableVersion,
        new: &TableVersion,
    ) -> Result<ColumnChanges, HubError> {
        if !reads_all {
            let (old, new) = ((&old.columns[..], &[][..]), (&new.columns[..], &[][..]));
            return Ok(columns::changes(old, new, false));
        }
        let versions = &self.parts.versions;
        let before = versions.statistics(old.version, old.table.id).await?;
        let after = versions.statistics(new.version, new.table.id).await?;
        Ok(columns::changes(
            (&old.columns, &before),
            (&new.columns, &after),
            true,
        ))
    }

    async fn row_changes(
        &self,
        principal: &Principal,
        organisation: &Organisation,
        read: &Decision,
        (from, old): (&Version, &TableVersion),
        (to, new): (&Version, &TableVersion),
    ) -> Result<Arc<RowChanges>, HubError> {
        if !read.allowed {
            return Ok(Arc::new(RowChanges::Closed));
        }
        let name = |table: &TableVersion, version: &Version| TableName {
            schema: organisation.slug.clone(),
            table: table.table.sql_name.clone(),
            version: VersionSelector::Number(version.number.0),
        };
        // Both reads are judged and recorded each time, also when the answer is kept already.
        let old = self
            .guarded_table(principal, (Action::ReadRows, "read_rows"), &name(old, from))
            .await?;
        let new = self
            .guarded_table(principal, (Action::ReadRows, "read_rows"), &name(new, to))
            .await?;
        let kept = kept::key(&old, &new);
        let now = self.parts.clock.now();
        if let Some(known) = self.compared.get(&kept, now) {
            return Ok(known);
        }
        let changes = Arc::new(self.compared_rows(principal, &old, &new).await?);
        self.compared.keep(kept, changes.clone(), now);
        Ok(changes)
    }

    async fn compared_rows(
        &self,
        principal: &Principal,
        old: &Resolved,
        new: &Resolved,
    ) -> Result<RowChanges, HubError> {
        let contents = |side: &Resolved| -> Vec<_> {
            let files = side.table.files.iter();
            files.map(|file| file.content).collect()
        };
        let same_access = old.guarded.access == new.guarded.access;
        if same_access && !old.table.files.is_empty() && contents(old) == contents(new) {
            return Ok(RowChanges::Same);
        }
        if old.table.rows.max(new.table.rows) > MOST_COMPARED_ROWS {
            return Ok(RowChanges::TooMuch);
        }
        let pairs = columns::pairs(&visible(old), &visible(new));
        if pairs.is_empty() {
            return Ok(RowChanges::Incomparable);
        }
        let key = self.key_of_both(old, new).await?;
        let sides = Sides {
            principal,
            old,
            new,
        };
        match self.counted(&sides, &pairs, key.as_ref()).await {
            Err(HubError::Ask(
                AskError::Timeout { .. } | AskError::Memory | AskError::TooLarge { .. },
            )) => Ok(RowChanges::TooMuch),
            counted => counted,
        }
    }

    /// The column that names the rows in both versions. Under conditions of the guard none is looked for: what is
    /// known of a column is known of all its values.
    async fn key_of_both(
        &self,
        old: &Resolved,
        new: &Resolved,
    ) -> Result<Option<Column>, HubError> {
        if old.guarded.access.is_restricted() || new.guarded.access.is_restricted() {
            return Ok(None);
        }
        let versions = &self.parts.versions;
        let before = versions
            .statistics(old.version.id, old.table.table.id)
            .await?;
        let after = versions
            .statistics(new.version.id, new.table.table.id)
            .await?;
        Ok(columns::key_of_both(
            (&old.table.columns, &before),
            (&new.table.columns, &after),
        ))
    }

    async fn counted(
        &self,
        sides: &Sides<'_>,
        pairs: &[Pair],
        key: Option<&Column>,
    ) -> Result<RowChanges, HubError> {
        let names = (&sides.old.guarded.name, &sides.new.guarded.name);
        let Some(key) = key else {
            let counts = self.answered(sides, statement::whole(names, pairs)).await?;
            return Ok(RowChanges::Whole {
                added: number(&counts, 0),
                removed: number(&counts, 1),
            });
        };
        let pairs = columns::with_key_first(pairs, key);
        let counts = self
            .answered(sides, statement::keyed(names, &pairs))
            .await?;
        let changed = number(&counts, 2);
        let batches = if changed == 0 {
            Vec::new()
        } else {
            let examples = statement::examples(names, &pairs, EXAMPLES);
            self.answered(sides, examples).await?
        };
        Ok(RowChanges::Keyed {
            key: title(key).to_owned(),
            added: number(&counts, 0),
            removed: number(&counts, 1),
            changed,
            examples: Examples {
                columns: pairs.into_iter().map(|pair| pair.after).collect(),
                batches,
            },
        })
    }

    /// Runs a statement of ours like one typed by the asker: in a worker, at the asker's place, over guarded tables.
    async fn answered(&self, sides: &Sides<'_>, sql: String) -> Result<Vec<RecordBatch>, HubError> {
        let question = Question {
            sql,
            limits: self.parts.question_limits,
            place: self.questions.take(sides.principal).await?,
        };
        let statement = self.parts.engine.read(question).await?;
        let tables = vec![sides.old.guarded.clone(), sides.new.guarded.clone()];
        let answer = statement.answer(tables).await?;
        Ok(answer.batches.try_collect().await?)
    }
}

/// Two versions of a table and who asks.
struct Sides<'a> {
    principal: &'a Principal,
    old: &'a Resolved,
    new: &'a Resolved,
}

/// The columns that exist for this reader.
fn visible(side: &Resolved) -> Vec<Column> {
    side.table.columns.clone()
}

fn names_without(tables: &[TableVersion], others: &[TableVersion]) -> Vec<String> {
    tables
        .iter()
        .filter(|table| !others.iter().any(|other| other.table.id == table.table.id))
        .map(|table| table.table.name.clone())
        .collect()
}

/// A count in the only row of an answer.
fn number(batches: &[RecordBatch], column: usize) -> u64 {
    batches
        .iter()
        .find(|batch| batch.num_rows() > 0)
        .and_then(|batch| {
            batch
                .columns()
                .get(column)?
                .as_any()
                .downcast_ref::<Int64Array>()
        })
        .filter(|counts| counts.is_valid(0))
        .and_then(|counts| u64::try_from(counts.value(0)).ok())
        .unwrap_or(0)
}
