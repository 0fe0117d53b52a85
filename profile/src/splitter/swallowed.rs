//! A quote that somebody forgot to close ends at the next one, however far below: the rows between are no text.

use super::{Cut, Splitter};
use crate::record::Record;
use memchr::memmem;

/// Delimiters that must stand where rows have them before a text of several lines is taken for rows.
const EVIDENCE: u64 = 10;

/// Whether a record of `width` cells and so many line ends in quotes could hold whole rows.
pub(crate) const fn may_swallow(inner_lines: u64, width: usize) -> bool {
    inner_lines * (width.saturating_sub(1) as u64) >= EVIDENCE
}

impl Splitter {
    /// Whether each line of a record would be a row of its own, if its quotes were letters.
    pub(super) fn swallows_rows(&self, record: &str) -> bool {
        let (width, delimiter) = (self.cutting.width, self.cutting.delimiter.as_bytes());
        if delimiter.is_empty() || !self.cutting.stops.is_empty() {
            return false;
        }
        let terminator = self.terminator();
        let lines = record.trim_end_matches(['\n', '\r']).as_bytes();
        let finder = memmem::Finder::new(delimiter);
        let mut count = 0_u64;
        for line in lines.split(|byte| *byte == terminator) {
            if finder.find_iter(line).count() + 1 != width {
                return false;
            }
            count += 1;
        }
        may_swallow(count - 1, width)
    }

    /// The quote is a letter: the line is a row, and so are those that follow.
    pub(super) fn leave_rows(&mut self, text: &str, last: bool, record: &mut Record) -> Cut {
        self.swallowing.0 += 1;
        self.swallowing.1.get_or_insert(self.line);
        self.take_line(text, last, record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::splitter::Cutting;

    #[track_caller]
    fn check(record: &str, width: usize, expected: bool) {
        let splitter = Splitter::new(Cutting {
            delimiter: ";".to_owned(),
            quote: Some(b'"'),
            escape: None,
            carriage_return: false,
            width,
            stops: Vec::new(),
            framed: false,
        });
        assert_eq!(splitter.swallows_rows(record), expected, "{record:?}");
    }

    #[test]
    fn lines_of_the_table_s_width_are_rows_if_there_are_enough_of_them() {
        let rows = "4;d;e\n".repeat(5);
        check(&format!("1;x;\"offen\n{rows}7;y;zu\"\n"), 3, true);
        check(&format!("1;\"x;offen\r\n{rows}7;y;zu\"\r\n"), 3, true);
        check(
            "1;x;\"Guten Tag\nanbei;die;Liste\nmit;freundlichem;Gruß\"\n",
            3,
            false,
        );
        check(&format!("1;x;\"offen\n{rows}Gruß\"\n"), 3, false);
        check(&format!("1;x;\"offen\n{rows}7;y;zu\"\n"), 4, false);
    }
}
