//! Writing the tables of a delivery; nothing is visible yet.

use super::{Arrival, Progress, naming};
use crate::ports::{NewTable, TableReading, WriteTable, WrittenTable};
use crate::{Hub, HubError, columns};
use hebewerk_model::{
    Column, Dialect, InspectedTable, OrganisationId, Slug, Table, TableId, TableVersion, VersionId,
};

/// What the tables of one version are written with.
pub(super) struct Writing<'a> {
    pub(super) organisation: OrganisationId,
    pub(super) arrival: &'a Arrival,
    /// Tables of the version before.
    pub(super) before: &'a [TableVersion],
    pub(super) version: VersionId,
}

impl Writing<'_> {
    fn known(&self, sql_name: &Slug) -> Option<&TableVersion> {
        self.before
            .iter()
            .find(|known| known.table.sql_name == *sql_name)
    }
}

impl Hub {
    /// Writes every table that the recipe does not skip, and what was set aside from it.
    pub(super) async fn write_tables(
        &self,
        writing: &Writing<'_>,
        progress: &Progress,
    ) -> Result<Vec<NewTable>, HubError> {
        let arrival = writing.arrival;
        let kept: Vec<usize> = (0..arrival.inspection.tables.len())
            .filter(|number| {
                let name = &arrival.inspection.tables[*number].name;
                !arrival
                    .recipe
                    .for_table(name)
                    .is_some_and(|recipe| recipe.skip)
            })
            .collect();
        let mut written = Vec::new();
        for (done, number) in kept.iter().enumerate() {
            progress("write", done as u64, kept.len() as u64);
            let name = &arrival.inspection.tables[*number].name;
            let sql_name = naming::table(&arrival.dataset.slug, name, kept.len() == 1, &written);
            written.extend(self.write_table(writing, *number, sql_name).await?);
        }
        Ok(written)
    }

    async fn write_table(
        &self,
        writing: &Writing<'_>,
        number: usize,
        sql_name: Slug,
    ) -> Result<Vec<NewTable>, HubError> {
        let arrival = writing.arrival;
        let inspected = &arrival.inspection.tables[number];
        let known = writing.known(&sql_name);
        let id = self.table_id(known);
        let next_id = self.parts.versions.next_column_id(id).await?;
        let kept: Vec<_> = columns::kept(
            &inspected.columns,
            arrival.recipe.for_table(&inspected.name),
        )
        .cloned()
        .collect();
        let before = known.map_or(&[][..], |known| &known.columns);
        let columns = columns::identified(&kept, before, next_id);
        let written = self
            .parts
            .rows
            .write(WriteTable {
                folder: format!("o{}/t{id}", writing.organisation),
                columns: columns.clone(),
                reading: self.reading(arrival, number).await?,
            })
            .await?;
        let table = Table {
            id,
            dataset: arrival.dataset.id,
            sql_name,
            name: inspected.name.clone(),
        };
        let aside = self.aside(writing, &table, &written);
        let mut tables = vec![main_table(
            table,
            writing.version,
            columns,
            inspected,
            written,
        )];
        tables.extend(aside);
        Ok(tables)
    }

    async fn reading(&self, arrival: &Arrival, number: usize) -> Result<TableReading, HubError> {
        let reader = self.parts.reader.clone();
        let (path, name) = (arrival.path.clone(), arrival.delivery.file_name.clone());
        let (recipe, inspection) = (arrival.recipe.clone(), arrival.inspection.clone());
        let reading = tokio::task::spawn_blocking(move || {
            reader.read(&path, &name, &recipe, &inspection, number)
        })
        .await?;
        reading.map_err(|error| HubError::Rows(error.into()))
    }

    /// The table of what was set aside, if anything was.
    fn aside(&self, writing: &Writing<'_>, of: &Table, written: &WrittenTable) -> Option<NewTable> {
        if written.aside.is_empty() {
            return None;
        }
        let sql_name = naming::aside(&of.sql_name);
        let table = TableVersion {
            table: Table {
                id: self.table_id(writing.known(&sql_name)),
                dataset: of.dataset,
                sql_name,
                name: of.name.clone(),
            },
            version: writing.version,
            columns: columns::aside(),
            rows: written.aside_rows,
            files: written.aside.clone(),
            dialect: Dialect::default(),
            header_line: 0,
            header_rows: 0,
            footer_rows: 0,
            set_aside: 0,
        };
        Some(NewTable {
            table,
            statistics: Vec::new(),
        })
    }

    fn table_id(&self, known: Option<&TableVersion>) -> TableId {
        known.map_or_else(
            || TableId::from_uuid(self.parts.identifiers.fresh()),
            |known| known.table.id,
        )
    }
}

fn main_table(
    table: Table,
    version: VersionId,
    columns: Vec<Column>,
    inspected: &InspectedTable,
    written: WrittenTable,
) -> NewTable {
    NewTable {
        table: TableVersion {
            table,
            version,
            columns,
            rows: written.rows,
            files: written.files,
            dialect: inspected.dialect.clone(),
            header_line: inspected.header_line,
            header_rows: inspected.header_rows,
            footer_rows: inspected.footer_rows,
            set_aside: written.aside_rows,
        },
        statistics: written.statistics,
    }
}
