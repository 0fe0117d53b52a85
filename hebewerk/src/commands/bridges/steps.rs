//! Steps from the fine to the coarse: the columns of a wish are read once more, each table once.

use super::document::{More, Suggestion};
use super::reading::Folder;
use anyhow::Context as _;
use arrow::record_batch::RecordBatch;
use hebewerk_bridge::{Bridge, Climb, ColumnAt, Counts, HierarchyWish};
use hebewerk_hub::each_as_text;
use std::collections::{BTreeMap, BTreeSet};

/// Which counts of a wish a table fills.
#[derive(Clone, Copy)]
enum Side {
    Left,
    Between,
    Right,
}

/// Steps beside the bridges that are known.
pub(super) fn suggestions(folder: &Folder, known: &[Bridge]) -> anyhow::Result<Vec<Suggestion>> {
    let wishes = folder.collection.hierarchies(known);
    let mut counts: Vec<Counts> = wishes
        .iter()
        .map(|wish| wish.counts(&folder.collection))
        .collect();
    let mut of_table: BTreeMap<u32, Vec<(usize, Side)>> = BTreeMap::new();
    for (number, wish) in wishes.iter().enumerate() {
        let mut ask = |table: u32, side| of_table.entry(table).or_default().push((number, side));
        ask(wish.left.table, Side::Left);
        ask(wish.right.table, Side::Right);
        if let Climb::Over { fine, .. } = wish.climb {
            ask(fine.table, Side::Between);
        }
    }
    for (table, asked) in of_table {
        count(folder, table, &asked, (&wishes, &mut counts))?;
    }
    let answered = wishes.iter().zip(&counts);
    let found = answered.filter_map(|(wish, counts)| wish.answer(counts));
    Ok(found
        .map(|found| Suggestion {
            more: More::Steps {
                climb: found.climb,
                coverage: found.coverage,
            },
            ..Suggestion::found(found.bridge)
        })
        .collect())
}

fn count(
    folder: &Folder,
    table: u32,
    asked: &[(usize, Side)],
    (wishes, counts): (&[HierarchyWish], &mut [Counts]),
) -> anyhow::Result<()> {
    let read = folder.tables.get(table as usize);
    let read = read.context("a wish names tables that are there")?;
    read.rows(&folder.reader, |batch| {
        let columns = texts(folder, batch, wishes, asked)?;
        let values = |at: ColumnAt| columns.get(&at).map_or(&[][..], Vec::as_slice);
        for (number, side) in asked {
            let (Some(wish), Some(counts)) = (wishes.get(*number), counts.get_mut(*number)) else {
                continue;
            };
            match (side, wish.climb) {
                (Side::Left, _) => values(wish.left).iter().for_each(|it| counts.left.push(it)),
                (Side::Right, _) => values(wish.right)
                    .iter()
                    .for_each(|it| counts.right.push(it)),
                (Side::Between, Climb::Over { fine, coarse }) => {
                    let steps = counts.steps.as_mut().context("steps over a table")?;
                    for (fine, coarse) in values(fine).iter().zip(values(coarse)) {
                        steps.push(fine, coarse);
                    }
                }
                (Side::Between, Climb::Calendar(_)) => {}
            }
        }
        Ok(())
    })
}

/// The asked columns of a batch, each once.
fn texts(
    folder: &Folder,
    batch: &RecordBatch,
    wishes: &[HierarchyWish],
    asked: &[(usize, Side)],
) -> anyhow::Result<BTreeMap<ColumnAt, Vec<String>>> {
    let mut wanted = BTreeSet::new();
    for (number, side) in asked {
        let Some(wish) = wishes.get(*number) else {
            continue;
        };
        match (side, wish.climb) {
            (Side::Left, _) => wanted.extend([wish.left]),
            (Side::Right, _) => wanted.extend([wish.right]),
            (Side::Between, Climb::Over { fine, coarse }) => wanted.extend([fine, coarse]),
            (Side::Between, Climb::Calendar(_)) => {}
        }
    }
    let mut columns = BTreeMap::new();
    for at in wanted {
        let entry = folder.collection.entry(at);
        let place = entry.context("a wish names columns that are there")?.column;
        let array = batch.columns().get(place as usize);
        let mut values = Vec::with_capacity(batch.num_rows());
        each_as_text(array.context("a column of the batch")?, |value| {
            values.push(value.unwrap_or_default().to_owned());
        })?;
        columns.insert(at, values);
    }
    Ok(columns)
}
