//! A piece of a text file in one pass, on any thread: cut into records, looked at and converted, where the layout of
//! its table is known and the types of its columns are supposed.
//!
//! Values are looked at once for all rows that hold them. What is irregular (a blank row, a quote that stands alone)
//! ends it: then the whole file is read by [`crate::TableInspector`] and [`crate::TableConverter`], which know what
//! to do.

mod cells;
mod coded;
mod columns;
mod reading;
mod signs;
mod waiting;

use crate::converter::{Aside, Wording};
use crate::inspector::PieceSight;
use crate::row_course::{Heading, RowCourse};
use crate::splitter::Cutting;
use arrow::record_batch::RecordBatch;
use coded::Spare;
use hebewerk_model::{InspectedTable, TableRecipe};
use reading::Reading;
use std::sync::{Mutex, PoisonError};

/// What is known of a table before its pieces are read.
#[derive(Debug)]
pub struct PieceReader {
    cutting: Cutting,
    delimiter: u8,
    course: RowCourse,
    wording: Wording,
    table: InspectedTable,
    recipe: Option<TableRecipe>,
    /// Of pieces that were read; as many as were read at once.
    spare: Mutex<Vec<Vec<Spare>>>,
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
        let plain = cutting.stops.is_empty()
            && cutting.escape.is_none()
            && !cutting.carriage_return
            && !cutting.framed;
        plain.then(|| Self {
            delimiter,
            course: RowCourse::new(table.columns.len(), heading),
            wording: Wording::of(table, recipe),
            table: table.clone(),
            recipe: recipe.cloned(),
            cutting,
            spare: Mutex::default(),
        })
    }

    /// Memory for the columns of a piece.
    fn spare(&self) -> Vec<Spare> {
        let mut spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner);
        spare.pop().unwrap_or_default()
    }

    fn keep(&self, columns: Vec<Spare>) {
        let mut spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner);
        spare.push(columns);
    }

    /// Reads a piece that begins with a record and ends with a line end.
    pub fn read(&self, text: &str) -> Result<Piece, Irregular> {
        Reading::of(self, text).run()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inspector::TableInspector;
    use crate::record::Record;
    use crate::splitter::{Cut, Splitter};
    use crate::{TableConverter, TableSeed, TableSight};
    use arrow::compute::cast;
    use arrow::datatypes::DataType;
    use memchr::memchr_iter;
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
            framed: false,
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
            "\"a \"\"b\"\" ä\"",
            "\"\"\"\"",
            " \"x\"",
            "\"x\" ",
            "\"#\"",
            "\"a\"b",
            "\"q;",
            "\"nr\"",
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
