//! A snapshot in the making.

use crate::database::{Moment, Session, query};
use hebewerk_hub::ports::StoreError;

/// The next snapshot: its numbers and what it changes. Nothing of it is visible before the transaction commits.
pub(crate) struct Draft {
    /// Number of the snapshot.
    pub(crate) snapshot: i64,
    schema_version: i64,
    next_catalog_id: i64,
    next_file_id: i64,
    before: Moment,
    changes: Vec<String>,
    schema_created: bool,
    altered: Vec<i64>,
}

impl Draft {
    /// Begins the next snapshot in a writing session: takes the lock and the ticket of the only writer.
    pub(crate) async fn open(session: &mut Session) -> Result<Self, StoreError> {
        lock(session).await?;
        put_ticket(session, session.doing()).await?;
        let row = query(
            "select snapshot_id, snapshot_time, schema_version, next_catalog_id, next_file_id
             from ducklake_snapshot
             order by snapshot_id desc
             limit 1",
        )
        .one(session)
        .await?;
        Ok(Self {
            snapshot: row.get::<i64>("snapshot_id")? + 1,
            schema_version: row.get("schema_version")?,
            next_catalog_id: row.get("next_catalog_id")?,
            next_file_id: row.get("next_file_id")?,
            before: row.get("snapshot_time")?,
            changes: Vec::new(),
            schema_created: false,
            altered: Vec::new(),
        })
    }

    /// A fresh number for a schema or table.
    pub(super) fn catalog_id(&mut self) -> i64 {
        let id = self.next_catalog_id;
        self.next_catalog_id += 1;
        id
    }

    /// A fresh number for a data file.
    pub(super) fn file_id(&mut self) -> i64 {
        let id = self.next_file_id;
        self.next_file_id += 1;
        id
    }

    /// Notes a new schema.
    pub(super) fn created_schema(&mut self, name: &str) {
        self.changes.push(format!("created_schema:\"{name}\""));
        self.schema_created = true;
    }

    /// Notes a table that appears, for the first time or again.
    pub(super) fn created_table(&mut self, schema: &str, name: &str, table: i64) {
        self.changes
            .push(format!("created_table:\"{schema}\".\"{name}\""));
        self.altered.push(table);
    }

    /// Notes a table with another name or other columns.
    pub(super) fn altered_table(&mut self, table: i64) {
        self.changes.push(format!("altered_table:{table}"));
        self.altered.push(table);
    }

    /// Notes a table that ends.
    pub(super) fn dropped_table(&mut self, table: i64) {
        self.changes.push(format!("dropped_table:{table}"));
        self.altered.push(table);
    }

    /// Notes that rows of a table were taken out.
    pub(super) fn deleted_from(&mut self, table: i64) {
        self.changes.push(format!("deleted_from_table:{table}"));
    }

    /// Notes that rows of a table came in.
    pub(super) fn inserted_into(&mut self, table: i64) {
        self.changes.push(format!("inserted_into_table:{table}"));
    }

    /// Whether anything changes at all; an empty snapshot is not written.
    pub(crate) fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Writes the snapshot. `author` is an office, never a person.
    ///
    /// Its time is `at`, or one microsecond after the snapshot before if the clock has not moved on: readers cannot
    /// tell snapshots of equal times apart. Attached readers look at tables again only when `schema_version` grows.
    pub(crate) async fn close(
        &mut self,
        session: &mut Session,
        at: Moment,
        author: &str,
        message: &str,
    ) -> Result<(), StoreError> {
        if self.schema_created || !self.altered.is_empty() {
            self.schema_version += 1;
        }
        query(
            "insert into ducklake_snapshot
                 (snapshot_id, snapshot_time, schema_version, next_catalog_id, next_file_id)
             values ($1, $2, $3, $4, $5)",
        )
        .bind(self.snapshot)
        .bind(at.max(self.before.next()))
        .bind(self.schema_version)
        .bind(self.next_catalog_id)
        .bind(self.next_file_id)
        .run(session)
        .await?;
        query(
            "insert into ducklake_snapshot_changes
                 (snapshot_id, changes_made, author, commit_message, commit_extra_info)
             values ($1, $2, $3, $4, null)",
        )
        .bind(self.snapshot)
        .bind(self.changes.join(","))
        .bind(author)
        .bind(message)
        .run(session)
        .await?;
        for table in std::mem::take(&mut self.altered) {
            query("insert into ducklake_schema_versions (begin_snapshot, schema_version, table_id) values ($1, $2, $3)")
                .bind(self.snapshot)
                .bind(self.schema_version)
                .bind(table)
                .run(session)
                .await?;
        }
        Ok(())
    }
}

/// Gives the ticket back and commits.
pub(crate) async fn commit(mut session: Session) -> Result<(), StoreError> {
    take_ticket(&mut session).await?;
    session.commit().await
}

/// One writer at a time. SQLite's transaction has the lock already; PostgreSQL's readers are not held up by this one.
///
/// Whatever touches datasets takes it first, so that no two transactions wait for each other in a ring.
pub(crate) async fn lock(session: &mut Session) -> Result<(), StoreError> {
    if session.is_postgres() {
        session
            .script("lock table lake.ducklake_snapshot in share row exclusive mode")
            .await?;
    }
    Ok(())
}

/// Puts down the ticket without which triggers refuse every change.
pub(crate) async fn put_ticket(session: &mut Session, purpose: &str) -> Result<(), StoreError> {
    query("insert into hw_ticket (purpose) values ($1)")
        .bind(purpose)
        .run(session)
        .await?;
    Ok(())
}

/// Takes it away again.
pub(super) async fn take_ticket(session: &mut Session) -> Result<(), StoreError> {
    query("delete from hw_ticket").run(session).await?;
    Ok(())
}
