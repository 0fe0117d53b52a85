//! The first pass: what is in a table, decided over all its records.

mod report;
mod tables;

use crate::column_sight::{ColumnSight, SightPart};
use crate::footer::{self, TAIL_RECORDS};
use crate::layout::{self, Given, HEAD_RECORDS, Layout};
use crate::record::{Record, Torn};
use crate::row_course::{Heading, RowCourse, RowKind};
use hebewerk_model::{Dialect, Finding, InspectedTable, TableRecipe};
use std::collections::VecDeque;

/// Cells kept before the header is sought.
const HEAD_CELLS: usize = 200_000;

/// Hashes of different values held by all columns together; above that the largest column is estimated.
const MOST_HASHES: usize = 4_000_000;

/// What is known of a table before its records are seen.
#[derive(Debug, Clone, Default)]
pub struct TableSeed {
    /// Sheet, archive member or file stem.
    pub name: String,
    /// Archive member that holds it.
    pub member: Option<String>,
    /// What is known of the writing.
    pub dialect: Dialect,
    /// Labels, where the format itself names columns: then there is no header to find.
    pub labels: Option<Vec<String>>,
    /// How sure `dialect` is.
    pub confidence: f32,
}

/// What was recognised.
#[derive(Debug, Clone)]
pub struct TableSight {
    /// The table.
    pub table: InspectedTable,
    /// What was noticed in it.
    pub findings: Vec<Finding>,
}

/// Counts of rows that are special, with the row of the first.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Tally {
    count: u64,
    first: Option<u64>,
}

impl Tally {
    pub(crate) fn add(&mut self, row: u64) {
        self.count += 1;
        self.first.get_or_insert(row);
    }

    /// Takes in what was counted behind line `lines`.
    fn absorb(&mut self, more: Self, lines: u64) {
        self.count += more.count;
        if let Some(row) = more.first {
            self.first.get_or_insert(row + lines);
        }
    }
}

/// What was seen in one piece of a table.
#[derive(Debug, Default)]
pub struct PieceSight {
    pub(crate) columns: Vec<SightPart>,
    pub(crate) data_rows: u64,
    pub(crate) repeated: Tally,
    pub(crate) comments: Tally,
    pub(crate) short: Tally,
    pub(crate) long: Tally,
    pub(crate) longest: usize,
    pub(crate) quoted_cells: u64,
}

impl PieceSight {
    /// Cells in quotes.
    pub const fn quoted_cells(&self) -> u64 {
        self.quoted_cells
    }
}

/// Recognises a table while its records pass, in memory bounded by its columns.
#[derive(Debug)]
pub struct TableInspector {
    seed: TableSeed,
    recipe: Option<TableRecipe>,
    head: Vec<Record>,
    head_cells: usize,
    layout: Option<Layout>,
    course: RowCourse,
    columns: Vec<ColumnSight>,
    tail: VecDeque<Record>,
    data_rows: u64,
    blank: Tally,
    repeated: Tally,
    comments: Tally,
    short: Tally,
    long: Tally,
    longest: usize,
    torn: Tally,
    footers: Tally,
    is_further: bool,
}

impl TableInspector {
    /// Starts with nothing seen.
    pub fn new(seed: TableSeed, recipe: Option<TableRecipe>) -> Self {
        let mut inspector = Self {
            seed,
            recipe,
            head: Vec::new(),
            head_cells: 0,
            layout: None,
            course: RowCourse::default(),
            columns: Vec::new(),
            tail: VecDeque::new(),
            data_rows: 0,
            blank: Tally::default(),
            repeated: Tally::default(),
            comments: Tally::default(),
            short: Tally::default(),
            long: Tally::default(),
            longest: 0,
            torn: Tally::default(),
            footers: Tally::default(),
            is_further: false,
        };
        if let Some(labels) = &inspector.seed.labels {
            let layout = layout::named(labels);
            inspector.begin(layout);
        }
        inspector
    }

    /// Says that other tables stand above this one.
    pub const fn stands_below(&mut self) {
        self.is_further = true;
    }

    /// Takes the next record in.
    pub fn add(&mut self, record: &Record) {
        if self.layout.is_some() {
            self.delay(record);
            return;
        }
        if record.torn() != Torn::No && !self.head.is_empty() {
            self.settle();
            return self.delay(record);
        }
        self.head_cells += record.len();
        self.head.push(record.clone());
        if self.head.len() >= HEAD_RECORDS || self.head_cells >= HEAD_CELLS {
            self.settle();
        }
    }

    /// Takes in what was seen in the next piece, which begins behind line `lines`; its layout must be found already.
    pub fn absorb(&mut self, piece: &PieceSight, lines: u64) {
        // Rows follow, so those that wait are no footers.
        for record in std::mem::take(&mut self.tail) {
            self.take(&record);
        }
        self.data_rows += piece.data_rows;
        self.longest = self.longest.max(piece.longest);
        self.repeated.absorb(piece.repeated, lines);
        self.comments.absorb(piece.comments, lines);
        self.short.absorb(piece.short, lines);
        self.long.absorb(piece.long, lines);
        for (column, part) in self.columns.iter_mut().zip(&piece.columns) {
            column.absorb(part, lines);
        }
        self.keep_memory_bounded();
    }

    /// What stands above the rows; nothing before the layout is found.
    pub fn heading(&self) -> Heading {
        let layout = self.layout.as_ref();
        layout.map_or_else(Heading::default, |layout| self.heading_of(layout))
    }

    fn heading_of(&self, layout: &Layout) -> Heading {
        let mut heading = Heading::default();
        if layout.header_rows > 0 {
            let last = layout.header_line + layout.header_rows - 1;
            heading.header = self.head.get(last).cloned();
            let titled = if self.is_further {
                0
            } else {
                layout.header_line
            };
            let above = self.head.iter().take(titled);
            above.for_each(|record| heading.add_title(record));
        }
        heading
    }

    /// Number of columns, once the layout is found.
    pub fn width(&self) -> Option<usize> {
        self.layout.as_ref().map(|layout| layout.width)
    }

    /// Rows of the table so far, without those that wait to be told from footers.
    pub const fn rows(&self) -> u64 {
        self.data_rows
    }

    /// Whether records behind a blank one begin another table rather than go on with this one.
    ///
    /// Asked before they are added; where the format names the columns or somebody said where the header is, there is no
    /// other table.
    pub fn ends_before(&self, next: &[Record]) -> bool {
        let told = self
            .recipe
            .as_ref()
            .is_some_and(|recipe| recipe.header_line.is_some() || recipe.header_rows.is_some());
        if told || self.seed.labels.is_some() {
            return false;
        }
        let above = |layout: &Layout| self.head.get(..layout.header_line).unwrap_or(&[]);
        if let Some(layout) = &self.layout {
            let rows: Vec<&Record> = self.tail.iter().filter(|row| !row.is_blank()).collect();
            return layout::another::begins(above(layout), &rows, next, &self.course);
        }
        let layout = layout::find(&self.head, self.given());
        let below = layout.header_line + layout.header_rows;
        let rows = self.head.iter().skip(below);
        let rows: Vec<&Record> = rows.filter(|row| !row.is_blank()).collect();
        let course = RowCourse::new(layout.width, &self.heading_of(&layout));
        layout::another::begins(above(&layout), &rows, next, &course)
    }

    /// The decision over everything seen.
    pub fn finish(mut self) -> TableSight {
        self.settle();
        self.close();
        tables::build(self)
    }

    /// Decides on the header and goes on with the records seen so far.
    fn settle(&mut self) {
        if self.layout.is_some() {
            return;
        }
        let layout = layout::find(&self.head, self.given());
        let data = layout.header_line + layout.header_rows;
        self.begin(layout);
        let head = std::mem::take(&mut self.head);
        for record in head.iter().skip(data) {
            self.delay(record);
        }
        self.head = head;
    }

    /// What is known of the header before it is sought.
    fn given(&self) -> Given {
        Given {
            line: self.recipe.as_ref().and_then(|recipe| recipe.header_line),
            rows: self.recipe.as_ref().and_then(|recipe| recipe.header_rows),
            sparse: self.seed.dialect.delimiter.is_none(),
        }
    }

    fn begin(&mut self, layout: Layout) {
        self.course = RowCourse::new(layout.width, &self.heading_of(&layout));
        self.columns
            .resize_with(layout.width, || ColumnSight::among(layout.width));
        self.layout = Some(layout);
    }

    /// The last records wait until it is known whether they are footers.
    fn delay(&mut self, record: &Record) {
        if record.torn() != Torn::No {
            // Too much to be kept, and no footer.
            for waiting in std::mem::take(&mut self.tail) {
                self.take(&waiting);
            }
            return self.take(record);
        }
        if self.tail.len() < TAIL_RECORDS {
            self.tail.push_back(record.clone());
            return;
        }
        if let Some(mut oldest) = self.tail.pop_front() {
            self.take(&oldest);
            oldest.assign(record);
            self.tail.push_back(oldest);
        }
    }

    fn take(&mut self, record: &Record) {
        let row = record.row();
        match self.course.kind(record) {
            RowKind::Blank => return self.blank.add(row),
            RowKind::RepeatedHeader => return self.repeated.add(row),
            RowKind::Comment => return self.comments.add(row),
            RowKind::TooLong => {
                self.data_rows += 1;
                self.longest = self.longest.max(record.len());
                return self.long.add(row);
            }
            RowKind::TornPiece => return,
            RowKind::Torn => {
                self.data_rows += 1;
                return self.torn.add(row);
            }
            RowKind::Short => self.short.add(row),
            RowKind::Whole => {}
        }
        self.data_rows += 1;
        for (index, column) in self.columns.iter_mut().enumerate() {
            column.add(record.cell(index), row);
        }
        if self.data_rows.is_multiple_of(1 << 16) {
            self.keep_memory_bounded();
        }
    }

    /// Splits the waiting records into data and footers.
    fn close(&mut self) {
        let tail = std::mem::take(&mut self.tail);
        let footers = match (&self.layout, &self.seed.labels) {
            (Some(layout), None) => {
                let records: Vec<&Record> = tail.iter().collect();
                footer::length(&records, layout.width, layout.usual_fill)
            }
            _ => 0,
        };
        let data = tail.len() - footers.min(tail.len());
        for record in tail.iter().take(data) {
            self.take(record);
        }
        for record in tail.iter().skip(data).filter(|record| !record.is_blank()) {
            self.footers.add(record.row());
        }
    }

    fn keep_memory_bounded(&mut self) {
        while self
            .columns
            .iter()
            .map(|column| column.distinct.held())
            .sum::<usize>()
            > MOST_HASHES
        {
            if let Some(largest) = self
                .columns
                .iter_mut()
                .max_by_key(|column| column.distinct.held())
            {
                largest.distinct.give_up_exactness();
            }
        }
    }
}
