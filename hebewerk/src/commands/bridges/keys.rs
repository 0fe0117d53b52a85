//! Keys of several columns: rows are read a second time, for a few tables only.

use super::reading::Folder;
use anyhow::Context as _;
use arrow::record_batch::RecordBatch;
use hebewerk_bridge::{
    Bridge, ColumnAt, ColumnSketch, CompositeWish, SketchBuilder, TupleSketch, ValueKey,
};
use hebewerk_hub::each_as_text;
use std::collections::BTreeMap;

/// Pairs of tables that are read again.
const MOST_WISHES: usize = 400;

/// One side of a wish: its number and whether it is the left side.
type Side = (usize, bool);

/// The bridges on several columns at once.
pub(super) fn bridges(folder: &Folder, wishes: &[CompositeWish]) -> anyhow::Result<Vec<Bridge>> {
    let mut wishes: Vec<&CompositeWish> = wishes.iter().collect();
    wishes.sort_by(|one, two| two.promise().total_cmp(&one.promise()));
    wishes.truncate(MOST_WISHES);
    let mut sides: BTreeMap<u32, Vec<(Side, Vec<usize>)>> = BTreeMap::new();
    for (number, wish) in wishes.iter().enumerate() {
        for (is_left, columns) in [(true, &wish.left), (false, &wish.right)] {
            let table = columns.first().context("a wish names columns")?.table;
            let places = places(folder, columns)?;
            sides
                .entry(table)
                .or_default()
                .push(((number, is_left), places));
        }
    }
    let mut sketches: BTreeMap<Side, TupleSketch> = BTreeMap::new();
    for (table, asked) in sides {
        sketches.extend(read(folder, table, &asked)?);
    }
    let answers = wishes.iter().enumerate().filter_map(|(number, wish)| {
        Some(wish.answer(
            sketches.get(&(number, true))?,
            sketches.get(&(number, false))?,
        ))
    });
    let mut told: Vec<Bridge> = Vec::new();
    for bridge in answers.flatten() {
        // Two numbers may be proven by the same names.
        let is_same = |it: &Bridge| it.left == bridge.left && it.right == bridge.right;
        if !told.iter().any(is_same) {
            told.push(bridge);
        }
    }
    Ok(told)
}

fn places(folder: &Folder, columns: &[ColumnAt]) -> anyhow::Result<Vec<usize>> {
    columns
        .iter()
        .map(|at| {
            let entry = folder.collection.entry(*at);
            Ok(entry.context("a wish names columns that are there")?.column as usize)
        })
        .collect()
}

fn read(
    folder: &Folder,
    table: u32,
    asked: &[(Side, Vec<usize>)],
) -> anyhow::Result<Vec<(Side, TupleSketch)>> {
    let mut builders: Vec<SketchBuilder> = asked
        .iter()
        .map(|_| ColumnSketch::builder(ValueKey::OPEN))
        .collect();
    let table = folder.tables.get(table as usize);
    table
        .context("a wish names tables that are there")?
        .rows(&folder.reader, |batch| {
            for ((_, places), builder) in asked.iter().zip(&mut builders) {
                push(batch, places, builder)?;
            }
            Ok(())
        })?;
    let made = builders.into_iter().map(|builder| builder.finish().0);
    Ok(asked.iter().map(|(side, _)| *side).zip(made).collect())
}

fn push(batch: &RecordBatch, places: &[usize], builder: &mut SketchBuilder) -> anyhow::Result<()> {
    let mut columns: Vec<Vec<String>> = Vec::new();
    for place in places {
        let array = batch
            .columns()
            .get(*place)
            .context("a column of the batch")?;
        let mut values = Vec::with_capacity(batch.num_rows());
        each_as_text(array, |value| {
            values.push(value.unwrap_or_default().to_owned());
        })?;
        columns.push(values);
    }
    for row in 0..batch.num_rows() {
        let parts: Vec<&str> = columns
            .iter()
            .filter_map(|values| values.get(row).map(String::as_str))
            .collect();
        builder.push_parts(&parts);
    }
    Ok(())
}
