//! The parts of binary workbooks (MS-XLSB 2.1.4): records with a number and a length before what they say.

use std::ops::Range;

/// A row begins.
const ROW: u16 = 0x00;
/// A cell with a shared text, whose number stands behind column and style.
const SHARED_TEXT: u16 = 0x07;
/// A shared text.
const TEXT: u16 = 0x13;
/// The rows of a sheet begin.
const ROWS: u16 = 0x91;
/// They end.
const END_OF_ROWS: u16 = 0x92;
/// The table of texts begins; it says how many there are.
const TEXTS: u16 = 0x9f;
/// Rows and sheet end.
pub(super) const END_OF_SHEET: &[u8] = &[0x92, 1, 0, 0x82, 1, 0];
const END_OF_TEXTS: &[u8] = &[0xa0, 1, 0];
/// A text of no letters.
const UNNEEDED: &[u8] = &[0x13, 5, 0, 0, 0, 0, 0];
/// A sheet that begins, has no rows and ends.
const EMPTY: &[u8] = &[
    0x81, 1, 0, 0x94, 1, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x91, 1, 0, 0x92, 1,
    0, 0x82, 1, 0,
];

/// One record.
struct Said<'a> {
    range: Range<usize>,
    number: u16,
    content: &'a [u8],
}

/// Gives records up to the last whole one.
struct Records<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Records<'_> {
    fn byte(&mut self) -> Option<usize> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(usize::from(byte))
    }

    /// Seven bits a byte, the lower ones first, as long as the eighth bit is set.
    fn number(&mut self, most_bytes: usize) -> Option<usize> {
        let mut number = 0;
        for place in 0..most_bytes {
            let byte = self.byte()?;
            number |= (byte & 0x7f) << (7 * place);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Said<'a>;

    fn next(&mut self) -> Option<Said<'a>> {
        let begin = self.at;
        let number = u16::try_from(self.number(2)?).ok()?;
        let length = self.number(4)?;
        let end = self.at.checked_add(length)?;
        let content = self.bytes.get(self.at..end)?;
        self.at = end;
        Some(Said {
            range: begin..end,
            number,
            content,
        })
    }
}

fn records(bytes: &[u8]) -> Records<'_> {
    Records { bytes, at: 0 }
}

/// A sheet up to its last whole row, and ended there; one without any whole row is empty.
pub(super) fn cut_sheet(beginning: &[u8]) -> Vec<u8> {
    let (mut rows, mut last) = (None, None);
    for record in records(beginning) {
        match record.number {
            ROWS => rows = Some(record.range.end),
            ROW if rows.is_some() => last = Some(record.range.start),
            END_OF_ROWS => {
                last = Some(record.range.start);
                break;
            }
            _ => {}
        }
    }
    let whole = rows.and_then(|_begun| beginning.get(..last?));
    match whole {
        Some(whole) => [whole, END_OF_SHEET].concat(),
        None => EMPTY.to_vec(),
    }
}

/// The numbers of shared texts in a sheet, and where the row begins that needs them.
pub(super) fn texts_of_sheet(sheet: &[u8]) -> Vec<(usize, usize)> {
    let mut texts = Vec::new();
    let mut row = 0;
    for record in records(sheet) {
        match (record.number, record.content.get(8..12)) {
            (ROW, _) => row = record.range.start,
            (SHARED_TEXT, Some(number)) => texts.extend(
                number
                    .first_chunk()
                    .map(|number| (row, u32::from_le_bytes(*number) as usize)),
            ),
            _ => {}
        }
    }
    texts
}

/// Where the shared texts of a table stand.
pub(super) fn texts(table: &[u8]) -> Vec<Range<usize>> {
    records(table)
        .filter(|record| record.number == TEXT)
        .map(|record| record.range)
        .collect()
}

/// A table of texts, of which those that nobody needs have no letters.
pub(super) fn table<'a>(texts: impl Iterator<Item = Option<&'a [u8]>>) -> Option<Vec<u8>> {
    let mut items = Vec::new();
    let mut count = 0_u32;
    for text in texts {
        items.extend_from_slice(text.unwrap_or(UNNEEDED));
        count = count.checked_add(1)?;
    }
    let count = count.to_le_bytes();
    let mut table = vec![(TEXTS & 0xff) as u8, 1, 8];
    table.extend_from_slice(&count);
    table.extend_from_slice(&count);
    table.extend(items);
    table.extend_from_slice(END_OF_TEXTS);
    Some(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cell(text: u8) -> [u8; 14] {
        [7, 12, 0, 0, 0, 0, 0, 0, 0, 0, text, 0, 0, 0]
    }

    const BEGIN: &[u8] = &[0x81, 1, 0, 0x91, 1, 0];
    const A_ROW: &[u8] = &[0, 4, 9, 0, 0, 0];

    #[test]
    fn a_sheet_ends_behind_its_last_whole_row() {
        let first = [BEGIN, A_ROW, &cell(7)].concat();
        let whole = [first.as_slice(), END_OF_SHEET].concat();
        let torn = [first.as_slice(), A_ROW, &cell(9)].concat();
        for end in first.len() + A_ROW.len()..torn.len() {
            assert_eq!(cut_sheet(&torn[..end]), whole);
        }
        assert_eq!(cut_sheet(&[&whole, b"rest".as_slice()].concat()), whole);
        assert_eq!(texts_of_sheet(&whole), [(BEGIN.len(), 7)]);
        assert_eq!(cut_sheet(&first), [BEGIN, END_OF_SHEET].concat());
        assert_eq!(cut_sheet(&first[..4]), EMPTY);
    }

    #[test]
    fn texts_nobody_needs_keep_their_place() {
        let text: &[u8] = &[0x13, 7, 0, 1, 0, 0, 0, b'a', 0];
        let table = table([None, Some(text)].into_iter()).unwrap();
        assert_eq!(texts(&table), [11..18, 18..27]);
        assert_eq!(table[3..7], [2, 0, 0, 0]);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_fail(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let sheet = cut_sheet(&bytes);
            let _either = (texts_of_sheet(&sheet), texts(&bytes));
        }
    }
}
