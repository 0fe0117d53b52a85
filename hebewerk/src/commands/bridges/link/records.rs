//! The rows of a table as they are compared.

use super::super::reading::Folder;
use super::roles::{self, Roles};
use anyhow::Context as _;
use arrow::record_batch::RecordBatch;
use hebewerk_bridge::Shape;
use hebewerk_bridge::linkage::{Record, RecordText};
use hebewerk_hub::each_as_text;

/// One side of a linkage.
pub(super) struct Side {
    pub(super) file: String,
    pub(super) table: String,
    /// What is compared, by role: the header of its column.
    pub(super) columns: Vec<(&'static str, String)>,
    /// Headers of columns of persons, which nobody looks at.
    pub(super) left_out: Vec<String>,
    pub(super) records: Vec<Record>,
    /// The compared cells of each row, beside [`Self::columns`].
    pub(super) cells: Vec<Vec<String>>,
}

/// Reads the rows of a table.
pub(super) fn read(folder: &Folder, number: u32) -> anyhow::Result<Side> {
    let table = folder.tables.get(number as usize).context("a table")?;
    let roles = roles::of(folder, number).context("a table that was inspected")?;
    let label = |place: usize| {
        let column = table.inspected().and_then(|it| it.columns.get(place));
        column.map_or_else(String::new, |column| column.label.clone())
    };
    let mut side = Side {
        file: table.file.source.clone(),
        table: table.name().to_owned(),
        columns: roles
            .each()
            .map(|(role, place)| (role, label(place)))
            .collect(),
        left_out: roles.left_out.iter().map(|place| label(*place)).collect(),
        records: Vec::new(),
        cells: Vec::new(),
    };
    table.rows(&folder.reader, |batch| take(batch, &roles, &mut side))?;
    Ok(side)
}

fn take(batch: &RecordBatch, roles: &Roles, side: &mut Side) -> anyhow::Result<()> {
    let mut columns: Vec<(&str, Vec<String>)> = Vec::new();
    for (role, place) in roles.each() {
        let array = batch
            .columns()
            .get(place)
            .context("a column of the batch")?;
        let mut values = Vec::with_capacity(batch.num_rows());
        each_as_text(array, |value| {
            values.push(value.unwrap_or_default().to_owned());
        })?;
        columns.push((role, values));
    }
    let located = match &roles.whereabouts {
        Some(whereabouts) => whereabouts.shapes(batch)?,
        None => Vec::new(),
    };
    for row in 0..batch.num_rows() {
        let cell = |wanted: &str| {
            let (_, values) = columns.iter().find(|(role, _)| *role == wanted)?;
            values.get(row).map(String::as_str)
        };
        let text = RecordText {
            name: cell("name"),
            street: cell("street"),
            number: cell("number"),
            letter: cell("letter"),
            postcode: cell("postcode"),
            place: cell("place"),
        };
        let position = located.get(row).and_then(|place| match place {
            Some((Shape::Point(x, y), system)) => system.position(*x, *y),
            _ => None,
        });
        side.records.push(Record::new(&text, position));
        let values = columns
            .iter()
            .filter_map(|(_, values)| values.get(row).cloned());
        side.cells.push(values.collect());
    }
    Ok(())
}
