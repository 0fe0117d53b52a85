//! Statements: written once with `$1`, `$2` … for both databases.

use super::session::{Connection, Session};
use super::value::{Value, for_postgres, for_sqlite};
use super::{Row, failure};
use hebewerk_hub::ports::StoreError;
use sqlx::{AssertSqlSafe, Postgres, Sqlite};
use std::borrow::Cow;
use std::fmt::Write as _;

/// Most values bound to one statement; SQLite takes 32,766, PostgreSQL 65,535.
const MOST_VALUES: usize = 8_000;

/// A statement with its values.
pub(crate) struct Query {
    sql: Cow<'static, str>,
    values: Vec<Value>,
    /// Whether the statement is kept prepared; not for texts that differ from call to call.
    kept: bool,
}

/// A statement whose text never changes.
pub(crate) fn query(sql: &'static str) -> Query {
    Query {
        sql: Cow::Borrowed(sql),
        values: Vec::new(),
        kept: true,
    }
}

/// Inserts rows, many in one statement. `into` names table and columns: `hw_file (version_id, path)`.
pub(crate) async fn insert(
    into: &'static str,
    rows: Vec<Vec<Value>>,
    session: &mut Session,
) -> Result<(), StoreError> {
    let Some(width) = rows.first().map(Vec::len) else {
        return Ok(());
    };
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let values: Vec<Value> = rows
            .by_ref()
            .take((MOST_VALUES / width.max(1)).max(1))
            .flatten()
            .collect();
        let sql = format!(
            "insert into {into} values {}",
            placeholders(values.len(), width)
        );
        let query = Query {
            sql: Cow::Owned(sql),
            kept: values.len() == width,
            values,
        };
        query.run(session).await?;
    }
    Ok(())
}

/// `($1, $2), ($3, $4)` for four values in rows of two.
fn placeholders(values: usize, width: usize) -> String {
    let mut text = String::with_capacity(values * 6);
    for position in 0..values {
        let opening = match position % width {
            0 if position == 0 => "(",
            0 => "), (",
            _ => ", ",
        };
        text.push_str(opening);
        // Writing to a String cannot fail.
        let _ = write!(text, "${}", position + 1);
    }
    text.push(')');
    text
}

impl Query {
    /// A statement that ends in a list of as many placeholders as there are values: `… where id in`.
    pub(crate) fn with_list(head: &'static str, values: Vec<Value>) -> Self {
        Self {
            sql: Cow::Owned(format!(
                "{head} {}",
                placeholders(values.len(), values.len())
            )),
            values,
            kept: false,
        }
    }

    /// A statement put together of our own texts, with its values.
    pub(crate) fn composed(sql: String, values: Vec<Value>) -> Self {
        Self {
            sql: Cow::Owned(sql),
            values,
            kept: false,
        }
    }

    /// Binds the next value.
    pub(crate) fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// All rows.
    pub(crate) async fn all(self, session: &mut Session) -> Result<Vec<Row>, StoreError> {
        let doing = session.doing();
        let sql = AssertSqlSafe(self.sql);
        match session.connection() {
            Connection::Sqlite(connection) => {
                let values = for_sqlite(self.values).map_err(sqlx::Error::Encode);
                let values = values.map_err(|error| failure(doing, error))?;
                sqlx::query_with::<Sqlite, _>(sql, values)
                    .persistent(self.kept)
                    .fetch_all(connection)
                    .await
                    .map(|rows| rows.into_iter().map(Row::Sqlite).collect())
            }
            Connection::Postgres(connection) => {
                let values = for_postgres(self.values).map_err(sqlx::Error::Encode);
                let values = values.map_err(|error| failure(doing, error))?;
                sqlx::query_with::<Postgres, _>(sql, values)
                    .persistent(self.kept)
                    .fetch_all(connection)
                    .await
                    .map(|rows| rows.into_iter().map(Row::Postgres).collect())
            }
        }
        .map_err(|error| failure(doing, error))
    }

    /// The first row, if there is one.
    pub(crate) async fn first(self, session: &mut Session) -> Result<Option<Row>, StoreError> {
        Ok(self.all(session).await?.into_iter().next())
    }

    /// The row that must be there.
    pub(crate) async fn one(self, session: &mut Session) -> Result<Row, StoreError> {
        let doing = session.doing();
        self.first(session)
            .await?
            .ok_or_else(|| failure(doing, sqlx::Error::RowNotFound))
    }

    /// Runs a statement that returns nothing; the number of rows it touched.
    pub(crate) async fn run(self, session: &mut Session) -> Result<u64, StoreError> {
        let doing = session.doing();
        let sql = AssertSqlSafe(self.sql);
        match session.connection() {
            Connection::Sqlite(connection) => {
                let values = for_sqlite(self.values).map_err(sqlx::Error::Encode);
                let values = values.map_err(|error| failure(doing, error))?;
                sqlx::query_with::<Sqlite, _>(sql, values)
                    .persistent(self.kept)
                    .execute(connection)
                    .await
                    .map(|done| done.rows_affected())
            }
            Connection::Postgres(connection) => {
                let values = for_postgres(self.values).map_err(sqlx::Error::Encode);
                let values = values.map_err(|error| failure(doing, error))?;
                sqlx::query_with::<Postgres, _>(sql, values)
                    .persistent(self.kept)
                    .execute(connection)
                    .await
                    .map(|done| done.rows_affected())
            }
        }
        .map_err(|error| failure(doing, error))
    }
}

#[cfg(test)]
mod tests {
    use super::placeholders;

    #[test]
    fn placeholders_are_grouped_into_rows() {
        assert_eq!(placeholders(4, 2), "($1, $2), ($3, $4)");
        assert_eq!(placeholders(3, 3), "($1, $2, $3)");
    }
}
