//! Writing the tables of a delivery; nothing is visible yet.

use super::naming::Names;
use super::{Arrival, Progress};
use crate::ports::{NewTable, RowsError, TableReading, WriteTable, WrittenTable};
use crate::{Hub, HubError, columns};
use hebewerk_model::{
    Column, Dialect, Finding, InspectedTable, Severity, Slug, Table, TableId, TableVersion,
    VersionId,
};

/// What the tables of one version are written with.
pub(super) struct Writing<'a> {
    pub(super) arrival: &'a Arrival,
    /// Tables of the version before.
    pub(super) before: &'a [TableVersion],
    pub(super) version: VersionId,
}

/// Where a table goes.
pub(super) struct Place {
    id: TableId,
    next_column: i32,
    sql_name: Slug,
    aside: Slug,
}

/// Tables that are written, and why others are not.
pub(super) struct Written {
    pub(super) tables: Vec<NewTable>,
    pub(super) findings: Vec<Finding>,
    /// Whether another try would end the same.
    pub(super) is_final: bool,
}

impl Default for Written {
    fn default() -> Self {
        Self {
            tables: Vec::new(),
            findings: Vec::new(),
            is_final: true,
        }
    }
}

impl Writing<'_> {
    /// Where the rows of a table lie in the lake.
    pub(super) fn folder(&self, place: &Place) -> String {
        format!("o{}/t{}", self.arrival.organisation.id, place.id)
    }

    /// The columns of table number `number` as far as the recipe keeps them.
    pub(super) fn columns(&self, number: usize, place: &Place) -> Vec<Column> {
        let inspected = &self.arrival.inspection.tables[number];
        let recipe = self.arrival.recipe.for_table(&inspected.name);
        let kept: Vec<_> = columns::kept(&inspected.columns, recipe).cloned().collect();
        let before = self.known(&place.sql_name);
        let before = before.map_or(&[][..], |known| &known.columns);
        columns::identified(&kept, before, place.next_column)
    }

    fn known(&self, sql_name: &Slug) -> Option<&TableVersion> {
        self.before
            .iter()
            .find(|known| known.table.sql_name == *sql_name)
    }
}

impl Hub {
    /// Writes every table that the recipe does not skip, and what was set aside from it. A table that turns out
    /// unreadable on the way is a finding; the others stay.
    pub(super) async fn write_tables(
        &self,
        writing: &Writing<'_>,
        progress: &Progress,
    ) -> Result<Written, HubError> {
        let arrival = writing.arrival;
        let kept: Vec<usize> = (0..arrival.inspection.tables.len())
            .filter(|number| {
                let table = arrival.inspection.tables.get(*number);
                table.is_some_and(|table| arrival.recipe.takes(table))
            })
            .collect();
        let mut names = Names::of(&arrival.dataset);
        let mut written = Written::default();
        for (done, number) in kept.iter().enumerate() {
            progress("write", done as u64, kept.len() as u64);
            let name = &arrival.inspection.tables[*number].name;
            let sql_name = if kept.len() == 1 {
                arrival.dataset.slug.clone()
            } else {
                self.free_name(writing, names.parts(name)).await?
            };
            names.take(sql_name.clone());
            let aside = self.free_name(writing, names.asides(&sql_name)).await?;
            names.take(aside.clone());
            match self.write_table(writing, *number, sql_name, aside).await {
                Ok(tables) => written.tables.extend(tables),
                Err(HubError::Rows(RowsError::Read(error))) if error.lies_in_the_file() => {
                    let finding = Finding::new("unreadable", Severity::Error);
                    let finding = finding.in_table(name).with("reason", error.cause());
                    written.findings.push(finding);
                    written.is_final &= error.is_final();
                }
                Err(error) => return Err(error),
            }
        }
        Ok(written)
    }

    /// The first of `names` that no other dataset uses: long names are cut, so two datasets may want one.
    async fn free_name(
        &self,
        writing: &Writing<'_>,
        names: impl Iterator<Item = Slug>,
    ) -> Result<Slug, HubError> {
        let schema = &writing.arrival.organisation.slug;
        let mut last = None;
        for name in names {
            let user = self.parts.datasets.by_table(schema, &name).await?;
            if user.is_none_or(|user| user.id == writing.arrival.dataset.id) {
                return Ok(name);
            }
            last = Some(name);
        }
        // The names are endless.
        Ok(last.unwrap_or_else(|| writing.arrival.dataset.slug.clone()))
    }

    /// The names of a delivery's only table and of what is set aside from it.
    pub(super) async fn only_names(&self, writing: &Writing<'_>) -> Result<(Slug, Slug), HubError> {
        let sql_name = writing.arrival.dataset.slug.clone();
        let mut names = Names::of(&writing.arrival.dataset);
        names.take(sql_name.clone());
        let aside = self.free_name(writing, names.asides(&sql_name)).await?;
        Ok((sql_name, aside))
    }

    pub(super) async fn place(
        &self,
        writing: &Writing<'_>,
        sql_name: Slug,
        aside: Slug,
    ) -> Result<Place, HubError> {
        let arrival = writing.arrival;
        let id = match (writing.known(&sql_name), arrival.new_table) {
            (None, Some(id)) if arrival.inspection.tables.len() == 1 => id,
            (known, _) => self.table_id(known),
        };
        Ok(Place {
            id,
            next_column: self.parts.versions.next_column_id(id).await?,
            sql_name,
            aside,
        })
    }

    async fn write_table(
        &self,
        writing: &Writing<'_>,
        number: usize,
        sql_name: Slug,
        aside: Slug,
    ) -> Result<Vec<NewTable>, HubError> {
        let place = self.place(writing, sql_name, aside).await?;
        let written = self
            .parts
            .rows
            .write(WriteTable {
                folder: writing.folder(&place),
                columns: writing.columns(number, &place),
                reading: self.reading(writing.arrival, number).await?,
            })
            .await?;
        Ok(self.new_tables(writing, number, place, written))
    }

    /// A table that is written, and that of what was set aside from it.
    pub(super) fn new_tables(
        &self,
        writing: &Writing<'_>,
        number: usize,
        place: Place,
        written: WrittenTable,
    ) -> Vec<NewTable> {
        let inspected = &writing.arrival.inspection.tables[number];
        let columns = writing.columns(number, &place);
        let table = Table {
            id: place.id,
            dataset: writing.arrival.dataset.id,
            sql_name: place.sql_name,
            name: inspected.name.clone(),
        };
        let aside = self.aside(writing, &table, place.aside, &written);
        let mut tables = vec![main_table(
            table,
            writing.version,
            columns,
            inspected,
            written,
        )];
        tables.extend(aside);
        tables
    }

    async fn reading(&self, arrival: &Arrival, number: usize) -> Result<TableReading, HubError> {
        let reader = self.parts.reader.clone();
        let (path, name) = (
            arrival.path.clone(),
            arrival.delivery.file_name().to_owned(),
        );
        let (recipe, inspection) = (arrival.recipe.clone(), arrival.inspection.clone());
        let reading = tokio::task::spawn_blocking(move || {
            reader.read(&path, &name, &recipe, &inspection, number)
        })
        .await?;
        reading.map_err(|error| HubError::Rows(error.into()))
    }

    /// The table of what was set aside, if anything was.
    fn aside(
        &self,
        writing: &Writing<'_>,
        of: &Table,
        sql_name: Slug,
        written: &WrittenTable,
    ) -> Option<NewTable> {
        if written.aside.is_empty() {
            return None;
        }
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
