//! A piece of a text file in one pass, on any thread: cut into records, looked at and converted, where the layout of
//! its table is known and the types of its columns are supposed.
//!
//! Values are looked at once for all rows that hold them. What is irregular (a blank row, a quote that stands alone)
//! ends it: then the whole file is read by [`crate::TableInspector`] and [`crate::TableConverter`], which know what
//! to do.

mod coded;
mod columns;

use crate::column_sight::trimmed;
use crate::converter::{Aside, Wording};
use crate::findings;
use crate::inspector::PieceSight;
use crate::record::Record;
use crate::row_course::{Heading, RowCourse, RowKind};
use crate::splitter::{Cut, Cutting, Splitter};
use arrow::record_batch::RecordBatch;
use columns::Columns;
use hebewerk_model::{InspectedTable, TableRecipe};
use memchr::{memchr, memchr_iter, memchr2_iter, memchr3_iter};

/// What is known of a table before its pieces are read.
#[derive(Debug)]
pub struct PieceReader {
    cutting: Cutting,
    delimiter: u8,
    course: RowCourse,
    wording: Wording,
    table: InspectedTable,
    recipe: Option<TableRecipe>,
}

/// A piece that was read.
#[derive(Debug)]
pub struct Piece {
    /// What was seen in it; lines are counted from the piece's beginning.
    pub sight: PieceSight,
    /// Its rows; texts and other values that repeat stand once (`Dictionary(Int32, …)`). None when there are none.
    pub rows: Option<RecordBatch>,
    /// What was set aside; lines are counted from the piece's beginning.
    pub aside: Vec<Aside>,
    /// Lines it has.
    pub lines: u64,
}

/// Something in a piece needs to be seen together with what stands around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Irregular;

impl PieceReader {
    /// A reader for a table as it is supposed to be; none where records are cut in a way that pieces cannot follow.
    ///
    pub fn new(
        cutting: Cutting,
        table: &InspectedTable,
        heading: &Heading,
        recipe: Option<&TableRecipe>,
    ) -> Option<Self> {
        let [delimiter] = *cutting.delimiter.as_bytes() else {
            return None;
        };
        let plain =
            cutting.stops.is_empty() && cutting.escape.is_none() && !cutting.carriage_return;
        plain.then(|| Self {
            delimiter,
            course: RowCourse::new(table.columns.len(), heading),
            wording: Wording::of(table, recipe),
            table: table.clone(),
            recipe: recipe.cloned(),
            cutting,
        })
    }

    /// Reads a piece that begins with a record and ends with a line end.
    pub fn read(&self, text: &str) -> Result<Piece, Irregular> {
        let bytes = text.as_bytes();
        let mut reading = Reading {
            reader: self,
            text,
            splitter: Splitter::new(self.cutting.clone()),
            record: Record::new(),
            columns: Columns::new(&self.table, self.recipe.as_ref()),
            sight: PieceSight::default(),
            aside: Vec::new(),
            cells: Vec::with_capacity(self.table.columns.len() + 1),
            line: 1,
        };
        match self.cutting.quote {
            Some(quote) => {
                reading.run(memchr3_iter(self.delimiter, b'\n', quote, bytes))?;
            }
            None => reading.run(memchr2_iter(self.delimiter, b'\n', bytes))?,
        }
        reading.finish()
    }
}

/// The state of reading one piece.
struct Reading<'a> {
    reader: &'a PieceReader,
    text: &'a str,
    splitter: Splitter,
    record: Record,
    columns: Columns,
    sight: PieceSight,
    aside: Vec<Aside>,
    cells: Vec<(usize, usize)>,
    line: u64,
}

impl Reading<'_> {
    /// Goes from sign to sign: delimiters, line ends, quotes.
    fn run(&mut self, signs: impl Iterator<Item = usize>) -> Result<(), Irregular> {
        let bytes = self.text.as_bytes();
        let delimiter = self.reader.delimiter;
        let (mut record_from, mut cell_from) = (0, 0);
        for at in signs {
            if at < cell_from {
                continue;
            }
            match bytes.get(at) {
                Some(sign) if *sign == delimiter => {
                    self.cells.push((cell_from, at));
                    cell_from = at + 1;
                }
                Some(b'\n') => {
                    let ended = at > cell_from && bytes.get(at - 1) == Some(&b'\r');
                    self.cells.push((cell_from, at - usize::from(ended)));
                    self.plain_record()?;
                    self.cells.clear();
                    self.line += 1;
                    (record_from, cell_from) = (at + 1, at + 1);
                }
                _ => {
                    let used = self.quoted_record(record_from)?;
                    self.cells.clear();
                    (record_from, cell_from) = (record_from + used, record_from + used);
                }
            }
        }
        if cell_from == bytes.len() {
            Ok(())
        } else {
            Err(Irregular)
        }
    }

    /// A record without quotes, by the places of its cells.
    fn plain_record(&mut self) -> Result<(), Irregular> {
        let first = self.cell(0);
        // Everything but an ordinary row shows in the first cell or in the number of cells.
        let suspect = match first.as_bytes().first() {
            Some(b'#' | b'/' | b'-' | b'=' | b':') => true,
            _ => trimmed(first).is_empty() || self.reader.course.may_repeat(first),
        };
        if suspect || self.cells.len() > self.reader.table.columns.len() {
            let from = self.cells.first().map_or(0, |(from, _)| *from);
            let to = self.cells.last().map_or(0, |(_, to)| *to);
            let base = from;
            self.record.start(self.line);
            self.record
                .keep_piece(self.text.get(from..to).unwrap_or(""));
            for (from, to) in &self.cells {
                self.record
                    .push_span((from - base) as u32, (to - base) as u32);
            }
            return self.odd_record();
        }
        if self.cells.len() < self.reader.table.columns.len() {
            self.sight.short.add(self.line);
        }
        self.sight.data_rows += 1;
        let Self {
            columns,
            text,
            cells,
            line,
            ..
        } = self;
        let places = cells.iter().copied();
        columns.add_row(
            places.map(|(from, to)| text.get(from..to).unwrap_or("")),
            *line,
        );
        Ok(())
    }

    fn cell(&self, index: usize) -> &str {
        let (from, to) = self.cells.get(index).copied().unwrap_or_default();
        self.text.get(from..to).unwrap_or("")
    }

    /// A record with quotes; gives its length.
    fn quoted_record(&mut self, from: usize) -> Result<usize, Irregular> {
        let rest = self.text.get(from..).ok_or(Irregular)?;
        let Cut::Record(used) = self.splitter.cut(rest, false, &mut self.record) else {
            return Err(Irregular);
        };
        let bytes = rest.as_bytes().get(..used).unwrap_or_default();
        let quotes = self.reader.cutting.quote;
        let quotes = quotes.map_or(0, |quote| memchr_iter(quote, bytes).count());
        if !quotes.is_multiple_of(2)
            || self.splitter.repaired().0 > 0
            || memchr(b'\n', bytes).is_none()
        {
            return Err(Irregular);
        }
        self.record.set_row(self.line);
        self.line += memchr_iter(b'\n', bytes).count() as u64;
        self.odd_record()?;
        Ok(used)
    }

    /// A record that may be anything.
    fn odd_record(&mut self) -> Result<(), Irregular> {
        let record = &self.record;
        let row = record.row();
        match self.reader.course.kind(record) {
            RowKind::Blank => return Err(Irregular),
            RowKind::RepeatedHeader => {
                self.sight.repeated.add(row);
                return Ok(());
            }
            RowKind::Comment => {
                self.sight.comments.add(row);
                return Ok(());
            }
            RowKind::TooLong => {
                self.sight.data_rows += 1;
                self.sight.longest = self.sight.longest.max(record.len());
                self.sight.long.add(row);
                self.aside.push(Aside {
                    row,
                    column: None,
                    reason: findings::LONG_ROW,
                    text: self.reader.wording.row(record),
                });
                return Ok(());
            }
            RowKind::Short => self.sight.short.add(row),
            RowKind::Whole => {}
        }
        self.sight.data_rows += 1;
        let texts = (0..record.len()).map(|index| record.plain_text(index));
        self.columns.add_row(texts, row);
        Ok(())
    }

    fn finish(mut self) -> Result<Piece, Irregular> {
        self.sight.quoted_cells = self.splitter.quoted_cells();
        let (rows, misfits) = self.columns.finish(&mut self.sight.columns)?;
        self.aside.extend(misfits);
        self.aside.sort_by_key(|aside| aside.row);
        Ok(Piece {
            sight: self.sight,
            rows,
            aside: self.aside,
            lines: self.line - 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inspector::TableInspector;
    use crate::{TableConverter, TableSeed, TableSight};
    use arrow::compute::cast;
    use arrow::datatypes::DataType;
    use proptest::prelude::*;

    const HEAD_ROWS: usize = 260;
    const TAIL_ROWS: usize = 70;

    fn cutting() -> Cutting {
        Cutting {
            delimiter: ";".to_owned(),
            quote: Some(b'"'),
            escape: None,
            carriage_return: false,
            width: 3,
            stops: Vec::new(),
        }
    }

    fn records(text: &str, line: u64) -> Vec<Record> {
        let mut splitter = Splitter::at_line(cutting(), line);
        let mut all = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let mut record = Record::new();
            match splitter.cut(rest, true, &mut record) {
                Cut::Record(used) => rest = rest.get(used..).unwrap(),
                Cut::More => panic!("more than everything was asked for"),
            }
            all.push(record);
        }
        all
    }

    fn inspector() -> TableInspector {
        let seed = TableSeed {
            name: "t".to_owned(),
            confidence: 1.0,
            dialect: hebewerk_model::Dialect {
                delimiter: Some(";".to_owned()),
                ..hebewerk_model::Dialect::default()
            },
            ..TableSeed::default()
        };
        TableInspector::new(seed, None)
    }

    fn seen(records: &[&[Record]]) -> TableSight {
        let mut inspector = inspector();
        for record in records.iter().copied().flatten() {
            inspector.add(record);
        }
        inspector.finish()
    }

    /// Every row of a batch as text.
    fn rows(batch: &RecordBatch) -> Vec<String> {
        let texts: Vec<_> = batch
            .columns()
            .iter()
            .map(|array| match array.data_type() {
                DataType::Dictionary(_, values) => cast(array, values).unwrap(),
                _ => array.clone(),
            })
            .map(|array| cast(&array, &DataType::Utf8).unwrap())
            .collect();
        (0..batch.num_rows())
            .map(|row| {
                format!(
                    "{:?}",
                    texts
                        .iter()
                        .map(|array| array.slice(row, 1))
                        .collect::<Vec<_>>()
                )
            })
            .collect()
    }

    fn line() -> impl Strategy<Value = String> {
        let cell = prop::sample::select(vec![
            "",
            "1",
            "007",
            "1,5",
            "1.234,5",
            "a",
            "x",
            " b ",
            "\"q;q\"",
            "\"n\nn\"",
            "31.12.2024",
            "-",
            "12a",
            "ä",
            "--",
            "#",
            "nein",
            "\"\"",
        ]);
        prop::collection::vec(cell, 1..5).prop_map(|cells| cells.join(";"))
    }

    proptest! {
        #[test]
        fn a_piece_is_read_as_the_long_way_reads_it(
            lines in prop::collection::vec(line(), 1..60),
            returns in any::<bool>(),
        ) {
            let end = if returns { "\r\n" } else { "\n" };
            let mut head = format!("nr;wert;text{end}");
            (0..HEAD_ROWS).for_each(|n| head.push_str(&format!("{n};{n},5;wort{end}")));
            let mut piece = lines.join(end);
            piece.push_str(end);
            let tail = format!("1;2,5;wort{end}").repeat(TAIL_ROWS);

            let head_lines = HEAD_ROWS as u64 + 1;
            let first = records(&head, 1);
            let middle = records(&piece, head_lines + 1);
            let middle_lines = memchr_iter(b'\n', piece.as_bytes()).count() as u64;
            let last = records(&tail, head_lines + middle_lines + 1);
            let expected = seen(&[&first, &middle, &last]);

            let mut inspector = inspector();
            for record in &first {
                inspector.add(record);
            }
            let heading = inspector.heading();
            let reader = PieceReader::new(cutting(), &expected.table, &heading, None).unwrap();
            // Irregular pieces are read the long way.
            if let Ok(read) = reader.read(&piece) {
                prop_assert_eq!(read.lines, middle_lines);
                inspector.absorb(&read.sight, head_lines);
                for record in &last {
                    inspector.add(record);
                }
                let sight = inspector.finish();
                prop_assert_eq!(&sight.table, &expected.table);
                prop_assert_eq!(&sight.findings, &expected.findings);

                let mut converter = TableConverter::of_rest(
                    &expected.table, None, heading, u64::MAX,
                );
                for record in &middle {
                    converter.add(record);
                }
                let long = converter.take_batch().unwrap();
                prop_assert_eq!(
                    read.rows.as_ref().map(rows).unwrap_or_default(),
                    long.as_ref().map(rows).unwrap_or_default()
                );
                let mut aside = converter.take_aside();
                aside.sort_by_key(|aside| aside.row);
                let short: Vec<Aside> = read.aside.into_iter()
                    .map(|aside| Aside { row: aside.row + head_lines, ..aside })
                    .collect();
                prop_assert_eq!(short, aside);
            }
        }
    }
}
