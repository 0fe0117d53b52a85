//! `hebewerk link`: which rows of two files are the same address or facility, without a hub. A stable contract.

mod document;
mod people;
mod records;
mod roles;

use super::reading::{self, Folder, Table};
use crate::cli::LinkArgs;
use crate::context::Context;
use crate::exit::Done;
use crate::output;
use crate::sources;
use crate::trouble::Trouble;
use anyhow::bail;
use hebewerk_bridge::linkage::{Linked, link};
use records::Side;
use std::path::Path;

/// What was linked.
struct Found {
    left: Side,
    right: Side,
    pairs: Vec<Linked>,
}

/// Reads both files and tells which rows are the same.
pub(crate) fn run(context: &Context, args: &LinkArgs) -> anyhow::Result<Done> {
    let left = side(&args.left, args.left_table.as_deref())?;
    let right = side(&args.right, args.right_table.as_deref())?;
    let pairs = link(&left.records, &right.records);
    let found = Found { left, right, pairs };
    if args.output.json {
        output::json(&document::json(&found, args.values))?;
    } else {
        people::print(context.language, &found, args.values)?;
    }
    Ok(Done::Whole)
}

/// The table of a file that says most of addresses and facilities, or the one that was asked for.
fn side(path: &Path, table: Option<&str>) -> anyhow::Result<Side> {
    let files = sources::files(&[path.to_owned()])?;
    let (folder, unread) = reading::read(&files)?;
    if let Some(file) = unread.into_iter().next() {
        bail!("{}: {}", file.source, file.error);
    }
    let number = chosen(&folder, path, table)?;
    records::read(&folder, number)
}

fn chosen(folder: &Folder, path: &Path, table: Option<&str>) -> anyhow::Result<u32> {
    let numbers = 0..folder.tables.len() as u32;
    if let Some(name) = table {
        let is_it = |number: &u32| {
            let table = folder.tables.get(*number as usize);
            table.is_some_and(|table| table.name() == name)
        };
        let names: Vec<&str> = folder.tables.iter().map(Table::name).collect();
        return match numbers.clone().find(is_it) {
            Some(number) => Ok(number),
            None => bail!(Trouble::NoSuchTable(names.join(", "))),
        };
    }
    let best = numbers
        .map(|number| (roles::of(folder, number).map_or(0, |it| it.count()), number))
        .max_by_key(|(count, number)| (*count, std::cmp::Reverse(*number)));
    match best.filter(|(count, _)| *count > 0) {
        Some((_, number)) => Ok(number),
        None => bail!(Trouble::NothingToLink(path.to_owned())),
    }
}
