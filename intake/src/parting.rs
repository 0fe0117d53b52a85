//! Several tables below each other, in one text or sheet.

use crate::frame::{InspectedRecords, RecordReader, SourceTable};
use hebewerk_hub::ports::ReadError;
use hebewerk_model::TableRecipe;
use hebewerk_profile::{Record, TableInspector, TableSeed};

/// Records behind a blank one that are looked at before it is decided whether another table begins.
const LOOK_AHEAD: usize = 6;

/// Tables that are believed in one text or sheet.
pub(crate) const MOST_TABLES: usize = 50;

/// Reads all records once and recognises the tables in them, one after the other.
///
/// The first has the name of the file, the others that name with their number.
pub(crate) fn inspect(
    reader: &mut dyn RecordReader,
    source: &SourceTable,
    recipe: Option<&TableRecipe>,
) -> Result<Vec<InspectedRecords>, ReadError> {
    let mut parting = Parting::new(source, recipe);
    let mut record = Record::new();
    while reader.read(&mut record)? {
        parting.add(&record);
    }
    Ok(parting.finish())
}

/// The name of a further table, and the corrections for it, given how many tables are before it.
pub(crate) type Further<'a> = &'a dyn Fn(usize) -> (String, Option<TableRecipe>);

/// Hands records to the table they belong to.
pub(crate) struct Parting<'a> {
    source: &'a SourceTable,
    recipe: Option<&'a TableRecipe>,
    further: Option<Further<'a>>,
    /// Whether all records are of one table.
    whole: bool,
    inspector: TableInspector,
    /// Number of the record with which the table began.
    begins_at: u64,
    /// Records that were handed to a table.
    handed: u64,
    /// A blank record and those behind it, until it is clear to which table they belong.
    waiting: Vec<Record>,
    done: Vec<InspectedRecords>,
}

impl<'a> Parting<'a> {
    pub(crate) fn new(source: &'a SourceTable, recipe: Option<&'a TableRecipe>) -> Self {
        Self {
            recipe,
            ..Self::resume(source, inspector(source, recipe, 0))
        }
    }

    /// Goes on with the first table of a text, most of which its inspector has seen.
    pub(crate) fn resume(source: &'a SourceTable, inspector: TableInspector) -> Self {
        Self {
            source,
            recipe: None,
            further: None,
            whole: false,
            inspector,
            begins_at: 0,
            handed: 0,
            waiting: Vec::new(),
            done: Vec::new(),
        }
    }

    /// Names further tables so.
    pub(crate) fn with_further(mut self, further: Further<'a>) -> Self {
        self.further = Some(further);
        self
    }

    /// Takes all records for those of one table.
    pub(crate) fn keep_whole(&mut self) {
        self.whole = true;
    }

    pub(crate) fn add(&mut self, record: &Record) {
        if self.whole || (self.waiting.is_empty() && !record.is_blank()) {
            self.inspector.add(record);
            self.handed += 1;
            return;
        }
        self.waiting.push(record.clone());
        let filled = self.waiting.iter().filter(|row| !row.is_blank()).count();
        // A long run of blank rows is no reason to keep them all.
        if filled >= LOOK_AHEAD || self.waiting.len() >= 8 * LOOK_AHEAD {
            self.decide();
        }
    }

    /// Decides about the records that wait up to the next blank one.
    fn decide(&mut self) {
        let blank = self.waiting.iter().take_while(|row| row.is_blank()).count();
        let next = self.waiting.get(blank..).unwrap_or(&[]);
        let another = self.done.len() + 1 < MOST_TABLES && self.inspector.ends_before(next);
        let until = next.iter().position(Record::is_blank);
        let until = until.map_or(self.waiting.len(), |place| blank + place);
        let ready: Vec<Record> = self.waiting.drain(..until).collect();
        for (index, record) in ready.iter().enumerate() {
            if another && index == blank {
                self.part();
            }
            self.inspector.add(record);
            self.handed += 1;
        }
    }

    /// Closes the table and begins the next one with the record that is handed next.
    fn part(&mut self) {
        let mut next = self.next_inspector();
        next.stands_below();
        let full = std::mem::replace(&mut self.inspector, next);
        self.close(full);
        self.begins_at = self.handed;
    }

    fn next_inspector(&self) -> TableInspector {
        let before = self.done.len() + 1;
        let Some(further) = self.further else {
            return inspector(self.source, self.recipe, before);
        };
        let (name, mut recipe) = further(before);
        // Corrections count records from the first of the sheet, the inspector from the first of the table.
        if let Some(recipe) = &mut recipe {
            recipe.header_line = recipe
                .header_line
                .and_then(|line| line.checked_sub(self.handed));
        }
        named_inspector(self.source, name, recipe)
    }

    fn close(&mut self, inspector: TableInspector) {
        let mut sight = inspector.finish();
        sight.table.header_line += self.begins_at;
        self.done.push(InspectedRecords {
            table: sight.table,
            findings: sight.findings,
        });
    }

    pub(crate) fn finish(mut self) -> Vec<InspectedRecords> {
        while !self.waiting.is_empty() {
            self.decide();
        }
        let last = inspector(self.source, self.recipe, 0);
        let last = std::mem::replace(&mut self.inspector, last);
        self.close(last);
        self.done
    }
}

pub(crate) fn inspector(
    source: &SourceTable,
    recipe: Option<&TableRecipe>,
    before: usize,
) -> TableInspector {
    let name = match before {
        0 => source.name.clone(),
        _ => numbered(&source.name, before + 1),
    };
    named_inspector(source, name, recipe.cloned())
}

fn named_inspector(
    source: &SourceTable,
    name: String,
    recipe: Option<TableRecipe>,
) -> TableInspector {
    let seed = TableSeed {
        name,
        member: source.member.clone(),
        dialect: source.dialect.clone(),
        labels: source.labels.clone(),
        confidence: source.confidence,
    };
    TableInspector::new(seed, recipe)
}

/// The name of the table with this number.
pub(crate) fn numbered(name: &str, number: usize) -> String {
    format!("{name} {number}")
}

/// The name of the file, given that of one of its tables.
pub(crate) fn file_name(table: &str) -> &str {
    match table.rsplit_once(' ') {
        Some((name, number)) if number.parse::<usize>().is_ok_and(|it| it > 1) => name,
        _ => table,
    }
}
