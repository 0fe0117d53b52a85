//! Whether rows behind a blank one begin another table in the same file.

use super::kinds::{Kind, kind_of};
use crate::record::Record;
use crate::row_course::{RowCourse, RowKind};

/// Title rows that may stand above the header of another table.
pub(super) const MOST_TITLES: usize = 3;

/// Rows of two cells that may all be remarks above a table (`Stand: 2024`).
const FEW_PAIRS: usize = 6;

/// Rows that are no remarks.
const FEW_ROWS: usize = 2;

/// Whether `next` begins another table than the one `rows` are from: titles, then words above what are numbers so far,
/// then values. The same header again goes on with the same table. A few pairs are a table where their title, the last of
/// `above`, and that of the next table begin with the same word (`Tabelle 1`, `Tabelle 2`).
pub(crate) fn begins(
    above: &[Record],
    rows: &[&Record],
    next: &[Record],
    course: &RowCourse,
) -> bool {
    let numbers = number_columns(rows);
    let whole = rows.iter().filter(|row| filled(row) >= 2).count();
    let mut below = next.iter().filter(|row| !row.is_blank()).peekable();
    let pairs = rows.iter().all(|row| last_filled(row) <= 2)
        && !below
            .peek()
            .is_some_and(|next| are_titled_alike(above, next));
    if whole < if pairs { FEW_PAIRS } else { FEW_ROWS } {
        return false;
    }
    let mut titles = 0;
    while titles < MOST_TITLES && below.peek().is_some_and(|row| filled(row) == 1) {
        below.next();
        titles += 1;
    }
    let (Some(header), Some(first)) = (below.next(), below.next()) else {
        return false;
    };
    if course.kind(header) == RowKind::RepeatedHeader
        || !is_words(header)
        || !has_value(first)
        || filled(first) < 2
    {
        return false;
    }
    (0..header.len())
        .any(|column| kind(header, column) == Kind::Text && numbers.get(column) == Some(&true))
}

fn are_titled_alike(above: &[Record], next: &Record) -> bool {
    let title = above.iter().rev().find(|row| !row.is_blank());
    let first = title.and_then(first_word_of_title);
    first.is_some() && first == first_word_of_title(next)
}

/// The first word of a row that holds nothing but a title.
fn first_word_of_title(row: &Record) -> Option<String> {
    if filled(row) != 1 || kind(row, 0) != Kind::Text {
        return None;
    }
    let text = row.text_of(0);
    let mut words = text.split(|sign: char| !sign.is_alphanumeric());
    words.find(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Columns of numbers or days, by the rows that are known.
fn number_columns(rows: &[&Record]) -> Vec<bool> {
    let width = rows.iter().map(|row| row.len()).max().unwrap_or(0);
    (0..width)
        .map(|column| {
            let kinds: Vec<Kind> = rows
                .iter()
                .map(|row| kind(row, column))
                .filter(|kind| !matches!(kind, Kind::Empty | Kind::Marker))
                .collect();
            let values = kinds.iter().filter(|kind| kind.is_value()).count();
            kinds.len() >= 2 && values * 10 >= kinds.len() * 9
        })
        .collect()
}

pub(super) fn kind(record: &Record, column: usize) -> Kind {
    kind_of(record.cell(column))
}

pub(super) fn filled(record: &Record) -> usize {
    (0..record.len())
        .filter(|column| kind(record, *column) != Kind::Empty)
        .count()
}

pub(super) fn last_filled(record: &Record) -> usize {
    (0..record.len())
        .rev()
        .find(|column| kind(record, *column) != Kind::Empty)
        .map_or(0, |column| column + 1)
}

/// At least two labels and nothing else but years; no two words alike.
pub(super) fn is_words(record: &Record) -> bool {
    let mut words = std::collections::HashSet::new();
    for column in 0..record.len() {
        match kind(record, column) {
            Kind::Empty | Kind::Year => {}
            Kind::Text if words.insert(record.text_of(column).into_owned()) => {}
            _ => return false,
        }
    }
    words.len() >= 2
}

fn has_value(record: &Record) -> bool {
    (0..record.len()).any(|column| kind(record, column).is_value())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::RawCell;
    use crate::row_course::Heading;

    fn records(text: &str) -> Vec<Record> {
        text.lines()
            .map(|line| {
                let mut record = Record::new();
                record.start(1);
                line.split(';')
                    .for_each(|cell| record.push(RawCell::Text(cell)));
                record
            })
            .collect()
    }

    #[track_caller]
    fn check(next: &str, expected: bool) {
        let header = records("Bezirk;Zahl;Anteil");
        let rows = records("Mitte;12;1,5\nNord;13;2,5\nSüd;-;3,5");
        let rows: Vec<&Record> = rows.iter().collect();
        let mut heading = Heading::default();
        heading.header = header.first().cloned();
        let course = RowCourse::new(3, &heading);
        assert_eq!(
            begins(&[], &rows, &records(next), &course),
            expected,
            "{next}"
        );
    }

    #[test]
    fn words_above_numbers_begin_another_table() {
        check("Straße;Länge\nRing;12", true);
        check("Tabelle 2\n\nStraße;Länge;2024\nRing;12;5", true);
    }

    #[test]
    fn rows_remarks_and_totals_begin_none() {
        check("West;14;4,5\nOst;15;5,5", false);
        check("Quelle: Amt\nStand: 2024", false);
        check("Summe;25;4\nQuelle: Amt", false);
        check("West;.;x\nOst;15;5,5", false);
        check("Seite 2\nBezirk;Zahl;Anteil\nOst;15;5,5", false);
    }

    #[test]
    fn a_few_pairs_above_a_table_are_remarks() {
        let rows = records("Titel;Bäume\nStand;2024\nZeilen;15");
        let rows: Vec<&Record> = rows.iter().collect();
        let next = records("Baum;Höhe\nLinde;12");
        assert!(!begins(&[], &rows, &next, &RowCourse::default()));
        let above = records("Verzeichnis der Bäume");
        assert!(!begins(&above, &rows, &next, &RowCourse::default()));
    }

    #[test]
    fn a_few_pairs_under_a_title_like_that_of_the_next_table_are_a_table() {
        let rows = records("Sonne;40\nMond;35");
        let rows: Vec<&Record> = rows.iter().collect();
        let above = records("Tabelle 1: Kitas\n");
        let next = |title: &str| records(&format!("{title}\nSchule;Klassen;Ort\nNord;12;A"));
        let course = RowCourse::default();
        assert!(begins(&above, &rows, &next("Tabelle 2: Schulen"), &course));
        assert!(!begins(&above, &rows, &next("Die Schulen"), &course));
    }
}
