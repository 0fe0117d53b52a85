//! Which rows and columns of a table an address asks for; shared by pages of rows and files.

use super::super::caller::Caller;
use super::super::parameters::{TablePath, selector, version};
use super::conditions;
use crate::Refusal;
use hebewerk_hub::OpenTable;
use hebewerk_hub::ports::{Filter, Sort};
use hebewerk_model::{Column, Kind, TableName, VersionSelector};

/// A table that may be read, and what of it.
pub(in crate::api) struct Selection {
    /// The table, in exactly one version.
    pub(in crate::api) table: OpenTable,
    /// Its name with the number of this version.
    pub(in crate::api) name: TableName,
    /// Columns in the order asked for.
    pub(in crate::api) columns: Vec<Column>,
    /// Conditions.
    pub(in crate::api) filters: Vec<Filter>,
    /// Order.
    pub(in crate::api) sort: Option<Sort>,
}

/// Opens the table of a path and reads the parameters against its columns. `pinned` is the version of a cursor.
pub(in crate::api) async fn open(
    caller: &Caller,
    path: &TablePath,
    pinned: Option<u32>,
    known: &[&str],
) -> Result<Selection, Refusal> {
    let missing = || Refusal::new(Kind::NotFound, "no_such_table").with("name", &path.table);
    let asked = TableName {
        schema: path.organisation.parse().map_err(|_error| missing())?,
        table: path.table.parse().map_err(|_error| missing())?,
        version: wanted(caller, pinned)?,
    };
    let principal = &caller.visitor.principal;
    let table = caller.hub().open_table(principal, &asked).await?;
    if table.dataset.slug.as_str() != path.dataset {
        return Err(missing());
    }
    let columns = table.table.columns.clone();
    Ok(Selection {
        name: TableName {
            version: VersionSelector::Number(table.version.number.0),
            ..asked
        },
        filters: conditions::filters(&caller.query, &columns, known)?,
        sort: sort(caller, &columns)?,
        columns: fields(caller, columns)?,
        table,
    })
}

/// The version: a cursor stays in its own, whatever has arrived since.
fn wanted(caller: &Caller, pinned: Option<u32>) -> Result<VersionSelector, Refusal> {
    let asked = version(&caller.query)?;
    match pinned {
        Some(number) => selector(&number.to_string()),
        None => Ok(asked),
    }
}

/// The columns of `fields`, each once; all if there are none.
fn fields(caller: &Caller, columns: Vec<Column>) -> Result<Vec<Column>, Refusal> {
    let Some(text) = caller.query.get("fields") else {
        return Ok(columns);
    };
    let mut chosen: Vec<Column> = Vec::new();
    for name in text.split(',').map(str::trim) {
        let column = conditions::column(name, &columns)?;
        if !chosen.iter().any(|known| known.name == column.name) {
            chosen.push(column.clone());
        }
    }
    Ok(chosen)
}

/// The order of `sort`. Cursors go by one column and the row number, so one column is what can be asked for.
fn sort(caller: &Caller, columns: &[Column]) -> Result<Option<Sort>, Refusal> {
    let Some(text) = caller.query.get("sort") else {
        return Ok(None);
    };
    if text.contains(',') {
        return Err(Refusal::invalid("too_many_sort_columns"));
    }
    let (name, descending) = match text.strip_prefix('-') {
        Some(name) => (name, true),
        None => (text, false),
    };
    let column = conditions::column(name, columns)?.name.clone();
    Ok(Some(Sort { column, descending }))
}
