//! Reads all files of a folder, some at once, and keeps the sketches of their columns.

mod headers;

use crate::lone_reader::LoneReader;
use crate::progress;
use crate::sources::{Found, file_name};
use anyhow::Context as _;
use arrow::record_batch::RecordBatch;
use hebewerk_bridge::{Collection, ColumnAt, Entry, EntryBuilder, Meaning, TableSketch, ValueKey};
use hebewerk_hub::each_as_text;
use hebewerk_hub::ports::{FileReader, ReadError, Reading};
use hebewerk_intake::Intake;
use hebewerk_model::{
    InspectedColumn, InspectedTable, Inspection, PersonalKind, Recipe, SemanticType,
};
use std::panic::AssertUnwindSafe;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A file that could not be read, and why.
pub(super) struct Unread {
    pub(super) source: String,
    pub(super) error: String,
}

/// What a folder holds.
pub(super) struct Folder {
    pub(super) collection: Collection,
    /// By number of the table in the collection.
    pub(super) tables: Vec<Table>,
    pub(super) reader: LoneReader,
}

/// A table of the folder.
pub(super) struct Table {
    pub(super) file: Found,
    pub(super) inspection: Inspection,
    /// Place in the inspection.
    pub(super) place: usize,
    recipe: Recipe,
    /// Values of the first row where no header was recognised.
    first_row: Vec<String>,
}

impl Table {
    pub(super) fn inspected(&self) -> Option<&InspectedTable> {
        self.inspection.tables.get(self.place)
    }

    /// Its name in the file.
    pub(super) fn name(&self) -> &str {
        self.inspected().map_or("", |table| table.name.as_str())
    }

    /// Its rows, batch by batch.
    pub(super) fn rows(
        &self,
        reader: &Intake,
        mut take: impl FnMut(&RecordBatch) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let name = file_name(&self.file.path);
        let rows = reader.read(
            &self.file.path,
            &name,
            &self.recipe,
            &self.inspection,
            self.place,
        )?;
        for piece in rows {
            if let Reading::Rows(batch) = piece? {
                take(&batch)?;
            }
        }
        Ok(())
    }
}

impl Folder {
    /// The table and the place of a column, by the names people have for both.
    pub(super) fn column(&self, file: &str, column: &str) -> Option<(u32, u32)> {
        let checks: [fn(&str, &str) -> bool; 2] =
            [|one, two| one == two, |one, two| plain(one) == plain(two)];
        for is_same in checks {
            for (number, table) in self.tables.iter().enumerate() {
                if !is_file(&table.file, file) {
                    continue;
                }
                let columns = &table.inspected()?.columns;
                let place = columns
                    .iter()
                    .position(|it| is_same(&it.label, column) || is_same(&it.name, column));
                if let Some(place) = place {
                    return Some((number as u32, place as u32));
                }
            }
        }
        None
    }
}

impl Folder {
    /// The entry of a whole column, by its place in the table.
    pub(super) fn whole(&self, table: u32, column: usize) -> Option<ColumnAt> {
        let entries = &self.collection.table(table)?.entries;
        let is_it = |entry: &Entry| entry.column as usize == column && entry.part.is_none();
        Some(ColumnAt {
            table,
            entry: entries.iter().position(is_it)? as u32,
        })
    }
}

fn is_file(found: &Found, name: &str) -> bool {
    let name = name.strip_prefix("./").unwrap_or(name);
    found.source == name
        || found.path.file_name().is_some_and(|it| it == name)
        || found.path.file_stem().is_some_and(|it| it == name)
}

/// Letters and digits only: what tools make of a header.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|sign| sign.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The tables of a file with their sketches.
type Read = Result<Vec<(Table, TableSketch)>, Unread>;

/// The tables of a file, or why there are none. A library that panics over a file ends neither the others nor us.
fn looked_at(reader: &Intake, file: &Found) -> Read {
    let look = AssertUnwindSafe(|| tables(reader, file, &Recipe::default()));
    let read = match std::panic::catch_unwind(look) {
        Ok(read) => read,
        Err(_panic) => Err(anyhow::anyhow!("a library broke over it")),
    };
    read.map_err(|error| Unread {
        source: file.source.clone(),
        error: format!("{error:#}"),
    })
}

/// Reads the files. What cannot be read is told, and the others are read nevertheless.
pub(super) fn read(files: &[Found]) -> anyhow::Result<(Folder, Vec<Unread>)> {
    let reader = LoneReader::new()?;
    let bar = progress::bar(files.len() as u64);
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<Option<Read>>> = Mutex::new(files.iter().map(|_| None).collect());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((at, file)) = taken(files, &next) {
                    let read = looked_at(&reader, file);
                    if let Ok(mut results) = results.lock()
                        && let Some(place) = results.get_mut(at)
                    {
                        *place = Some(read);
                    }
                    bar.inc(1);
                }
            });
        }
    });
    bar.finish_and_clear();
    let mut folder = Folder {
        collection: Collection::default(),
        tables: Vec::new(),
        reader,
    };
    let mut unread = Vec::new();
    let results = results.into_inner().unwrap_or_default();
    let results: Vec<Read> = results.into_iter().flatten().collect();
    let known = headers::known(&results);
    for result in results {
        match result {
            Ok(tables) => {
                for (table, sketch) in headers::given(&folder.reader, tables, &known)? {
                    folder.collection.add(sketch)?;
                    folder.tables.push(table);
                }
            }
            Err(error) => unread.push(error),
        }
    }
    Ok((folder, unread))
}

fn taken<'a>(files: &'a [Found], next: &AtomicUsize) -> Option<(usize, &'a Found)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    Some((at, files.get(at)?))
}

fn tables(
    reader: &Intake,
    file: &Found,
    recipe: &Recipe,
) -> anyhow::Result<Vec<(Table, TableSketch)>> {
    let name = file_name(&file.path);
    let inspection = reader.inspect(&file.path, &name, recipe, &|_, _| {})?;
    let mut tables = Vec::new();
    for place in 0..inspection.tables.len() {
        let mut table = Table {
            file: file.clone(),
            inspection: inspection.clone(),
            place,
            recipe: recipe.clone(),
            first_row: Vec::new(),
        };
        let sketch = sketch(reader, &mut table)?;
        tables.push((table, sketch));
    }
    Ok(tables)
}

fn sketch(reader: &Intake, table: &mut Table) -> anyhow::Result<TableSketch> {
    let inspected = table.inspected().context("a table of the inspection")?;
    let mut builders: Vec<EntryBuilder> = inspected
        .columns
        .iter()
        .enumerate()
        .map(|(place, column)| {
            let meaning = meaning(column);
            Entry::builder(place as u32, &column.label, meaning, ValueKey::OPEN)
        })
        .collect();
    let mut rows = 0;
    let name = inspected.name.clone();
    let is_bare = inspected.header_rows == 0;
    let mut first_row = Vec::new();
    table.rows(reader, |batch| {
        if rows == 0 && is_bare {
            first_row = first_values(batch)?;
        }
        rows += batch.num_rows() as u64;
        for (array, builder) in batch.columns().iter().zip(&mut builders) {
            each_as_text(array, |value| builder.push(value))
                .map_err(|error| ReadError::Io(std::io::Error::other(error)))?;
        }
        Ok(())
    })?;
    table.first_row = first_row;
    Ok(TableSketch {
        name,
        rows,
        entries: builders
            .into_iter()
            .flat_map(EntryBuilder::finish)
            .collect(),
    })
}

/// What a column means; names of persons are told by personal data, where headers say nothing.
fn meaning(column: &InspectedColumn) -> Option<Meaning> {
    let is_name = column.personal.as_ref().filter(|data| {
        matches!(
            data.kind,
            PersonalKind::FullName | PersonalKind::LastName | PersonalKind::FirstName
        )
    });
    if let Some(data) = is_name {
        return Some(Meaning {
            semantic_type: SemanticType::PersonName,
            certainty: data.confidence,
        });
    }
    Some(Meaning {
        semantic_type: column.semantic_type?,
        certainty: column.confidence,
    })
}

fn first_values(batch: &RecordBatch) -> anyhow::Result<Vec<String>> {
    let mut values = Vec::new();
    for array in batch.columns() {
        let first = array.slice(0, array.len().min(1));
        each_as_text(&first, |value| {
            values.push(value.unwrap_or_default().to_owned());
        })?;
    }
    Ok(values)
}
