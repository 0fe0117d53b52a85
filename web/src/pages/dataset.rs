//! One dataset: an overview and its views.

pub(crate) mod download;
pub(crate) mod edit;
pub(crate) mod erasure;
pub(crate) mod filter;
mod forms;
pub(crate) mod grants;
mod head;
pub(crate) mod held;
mod held_back;
pub(crate) mod interface;
pub(crate) mod map;
pub(crate) mod overview;
pub(crate) mod protection;
pub(crate) mod quality;
pub(crate) mod release;
mod rows_refused;
mod selected_columns;
pub(crate) mod table;
pub(crate) mod versions;
mod way;

use crate::query::Query;
use crate::{Refusal, Visitor};
use hebewerk_hub::{DatasetView, TableView};
use hebewerk_model::{TableName, VersionNumber, VersionSelector};
use serde::Deserialize;

/// Path of a dataset.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct DatasetPath {
    pub(crate) organisation: String,
    pub(crate) dataset: String,
}

impl DatasetPath {
    fn href(&self) -> String {
        format!("/daten/{}/{}", self.organisation, self.dataset)
    }
}

/// The version an address asks for; none means the newest.
fn version_number(query: &Query) -> Result<Option<VersionNumber>, Refusal> {
    query
        .get("fassung")
        .map(|text| {
            text.parse()
                .map(VersionNumber)
                .map_err(|_error| Refusal::new(hebewerk_model::Kind::NotFound, "no_such_version"))
        })
        .transpose()
}

/// The dataset in the version the address asks for.
async fn load(
    visitor: &Visitor,
    path: &DatasetPath,
    query: &Query,
) -> Result<DatasetView, Refusal> {
    let number = version_number(query)?;
    let view = visitor
        .hub()
        .show(
            &visitor.principal,
            &path.organisation,
            &path.dataset,
            number,
        )
        .await?;
    Ok(view)
}

/// The table an address asks for with `?tabelle=`; the first one if none.
fn chosen_table<'a>(
    view: &'a DatasetView,
    query: &Query,
) -> Result<Option<&'a TableView>, Refusal> {
    match query.get("tabelle") {
        None => Ok(view.tables.first()),
        Some(name) => view
            .tables
            .iter()
            .find(|table| table.table.sql_name.as_str() == name)
            .map(Some)
            .ok_or_else(|| Refusal::new(hebewerk_model::Kind::NotFound, "no_such_table")),
    }
}

/// The SQL name of a table in the version shown: without number when it is the newest.
fn table_name(view: &DatasetView, table: &TableView) -> TableName {
    let newest = view.versions.first().map(|version| version.number);
    let version = match &view.version {
        Some(version) if Some(version.number) != newest => {
            VersionSelector::Number(version.number.0)
        }
        _ => VersionSelector::Current,
    };
    TableName {
        schema: view.organisation.slug.clone(),
        table: table.table.sql_name.clone(),
        version,
    }
}
