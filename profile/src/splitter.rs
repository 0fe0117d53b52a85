//! Cuts text into records and cells.

mod quoted;
mod swallowed;

use crate::record::{Record, Torn};
use memchr::{memchr, memchr_iter, memmem};
pub(crate) use swallowed::may_swallow;

/// A record longer than this is not believed: an opening quote in it is taken for a letter, and a line is torn.
pub(crate) const MAX_RECORD_BYTES: usize = 4 << 20;

/// How records and cells are cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cutting {
    /// Between cells; empty for a single column.
    pub delimiter: String,
    /// Around cells.
    pub quote: Option<u8>,
    /// Before a quote, delimiter or line end that is meant literally.
    pub escape: Option<u8>,
    /// Whether lines end with a carriage return alone.
    pub carriage_return: bool,
    /// Cells most records have; helps to repair stray quotes. 0 when not known.
    pub width: usize,
    /// Where the columns begin in texts of fixed width, in characters; empty where a delimiter parts them.
    pub stops: Vec<usize>,
    /// Whether the delimiter also stands around each record, as in drawn lists: `|1|2|`.
    pub framed: bool,
}

impl Cutting {
    /// Columns of fixed width; where they begin is not said yet.
    pub fn lined_up(carriage_return: bool) -> Self {
        Self {
            delimiter: " ".to_owned(),
            quote: None,
            escape: None,
            carriage_return,
            width: 0,
            stops: Vec::new(),
            framed: false,
        }
    }
}

/// What became of a try to cut a record off the front of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// The record is filled; it took this many bytes.
    Record(usize),
    /// The text ends within the record: call again with more text.
    More,
}

/// Cuts record by record and counts what it meets.
#[derive(Debug, Clone)]
pub struct Splitter {
    cutting: Cutting,
    line: u64,
    scratch: String,
    /// Cell in which the last stray or unclosed quote was met.
    suspect: usize,
    quoted_cells: u64,
    escapes: u64,
    repaired: u64,
    first_repaired: Option<u64>,
    /// Quotes that close below whole rows, and the line of the first.
    swallowing: (u64, Option<u64>),
    /// Whether what comes next is a piece of a line that is too long.
    within_torn: bool,
}

impl Splitter {
    /// A splitter at line 1.
    pub fn new(cutting: Cutting) -> Self {
        Self::at_line(cutting, 1)
    }

    /// A splitter at another line.
    pub fn at_line(cutting: Cutting, line: u64) -> Self {
        Self {
            cutting,
            line,
            scratch: String::new(),
            suspect: 0,
            quoted_cells: 0,
            escapes: 0,
            repaired: 0,
            first_repaired: None,
            swallowing: (0, None),
            within_torn: false,
        }
    }

    /// Cells that were quoted so far.
    pub fn quoted_cells(&self) -> u64 {
        self.quoted_cells
    }

    /// Escape characters that mattered so far.
    pub fn escapes(&self) -> u64 {
        self.escapes
    }

    /// Records in which a stray quote was taken for a letter, and the line of the first.
    pub fn repaired(&self) -> (u64, Option<u64>) {
        (self.repaired, self.first_repaired)
    }

    /// Records in which a quote opens that closes only below whole rows, and the line of the first. Such a quote is
    /// taken for a letter.
    pub fn swallowing(&self) -> (u64, Option<u64>) {
        self.swallowing
    }

    /// Whether every quote stood where it belongs.
    pub fn is_regular(&self) -> bool {
        self.repaired == 0 && self.swallowing.0 == 0
    }

    /// Cuts one record off the front of `text`; `last` when no more text follows. `text` must not be empty.
    pub fn cut(&mut self, text: &str, last: bool, record: &mut Record) -> Cut {
        let bytes = text.as_bytes();
        let terminator = if self.cutting.carriage_return {
            b'\r'
        } else {
            b'\n'
        };
        let (end, used) = match memchr(terminator, bytes) {
            Some(end) => (end, end + 1),
            None if last => (bytes.len(), bytes.len()),
            None => return self.cut_without_end(text, record),
        };
        let line = bytes.get(..end).unwrap_or(bytes);
        if self.within_torn {
            return self.cut_last_piece(text, end, used, record);
        }
        let special = self
            .cutting
            .quote
            .is_some_and(|quote| memchr(quote, line).is_some())
            || self
                .cutting
                .escape
                .is_some_and(|escape| memchr(escape, line).is_some());
        if special {
            return self.cut_quoted(text, last, record);
        }
        record.start(self.line);
        self.line += 1;
        let content = text.get(..end).unwrap_or(text);
        let content = content.strip_suffix('\r').unwrap_or(content);
        self.cut_plain(content, record);
        Cut::Record(used)
    }

    /// The line may simply be long; beyond the limit it is torn.
    fn cut_without_end(&mut self, text: &str, record: &mut Record) -> Cut {
        if text.len() < MAX_RECORD_BYTES {
            return Cut::More;
        }
        self.within_torn = true;
        record.start(self.line);
        record.tear(Torn::GoesOn);
        self.cut_plain(text, record);
        Cut::Record(text.len())
    }

    /// What is left of a torn line, up to its end.
    fn cut_last_piece(&mut self, text: &str, end: usize, used: usize, record: &mut Record) -> Cut {
        self.within_torn = false;
        record.start(self.line);
        record.tear(Torn::Ends);
        self.line += 1;
        let content = text.get(..end).unwrap_or(text);
        self.cut_plain(content.strip_suffix('\r').unwrap_or(content), record);
        Cut::Record(used)
    }

    fn cut_plain(&self, line: &str, record: &mut Record) {
        if !self.cutting.stops.is_empty() {
            return self.cut_at_stops(line, record);
        }
        let line = if self.cutting.framed {
            within_frame(line, &self.cutting.delimiter)
        } else {
            line
        };
        let base = record.keep_piece(line);
        let mut from = 0_u32;
        match self.cutting.delimiter.as_bytes() {
            [] => {}
            [single] => {
                for at in memchr_iter(*single, line.as_bytes()) {
                    record.push_span(base + from, base + at as u32);
                    from = at as u32 + 1;
                }
            }
            several => {
                for at in memmem::find_iter(line.as_bytes(), several) {
                    record.push_span(base + from, base + at as u32);
                    from = (at + several.len()) as u32;
                }
            }
        }
        record.push_span(base + from, base + line.len() as u32);
    }

    /// Columns of fixed width, without the blanks that fill them up.
    fn cut_at_stops(&self, line: &str, record: &mut Record) {
        let mut signs = line.char_indices().map(|(at, _)| at);
        let mut passed = 0;
        let mut place_of = |stop: usize| {
            let at = signs.nth(stop - passed);
            passed = stop + 1;
            at.unwrap_or(line.len())
        };
        let mut bounds: Vec<usize> = self
            .cutting
            .stops
            .iter()
            .map(|stop| place_of(*stop))
            .collect();
        if let Some(first) = bounds.first_mut() {
            *first = 0;
        }
        bounds.push(line.len());
        for pair in bounds.windows(2) {
            let cell = match pair {
                [from, to] => line.get(*from..*to).unwrap_or(""),
                _ => "",
            };
            record.push(crate::record::RawCell::Text(cell.trim()));
        }
    }
}

/// A line without the delimiters around it; one that is not framed, such as a title or a drawn line, as it is.
fn within_frame<'a>(line: &'a str, delimiter: &str) -> &'a str {
    let inner = line.trim().strip_prefix(delimiter);
    inner
        .and_then(|inner| inner.strip_suffix(delimiter))
        .unwrap_or(line)
}

/// Whether (nearly) all lines that a delimiter parts also begin and end with it.
pub fn is_framed(sample: &str, delimiter: &str) -> bool {
    const FEWEST: usize = 3;
    const MOST: usize = 500;
    if delimiter != "|" {
        return false;
    }
    let lines = sample.lines().take(MOST).map(str::trim);
    let parted: Vec<&str> = lines.filter(|line| line.contains(delimiter)).collect();
    let framed = parted
        .iter()
        .filter(|line| line.len() > 1 && line.starts_with(delimiter) && line.ends_with(delimiter));
    parted.len() >= FEWEST && framed.count() * 10 >= parted.len() * 9
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_around_a_list_is_no_column() {
        let text = "----------\n|Nr|Name |\n----------\n|1 |Mitte|\n|2 |Nord |\n----------\n";
        assert!(is_framed(text, "|") && !is_framed(text, ";"));
        let framed = Cutting {
            delimiter: "|".to_owned(),
            framed: true,
            ..comma()
        };
        let all = records(text, &framed);
        assert_eq!(all[1], ["Nr", "Name "]);
        assert_eq!(all[2], ["----------"]);
        assert_eq!(all[4], ["2 ", "Nord "]);
        // A column that is empty throughout is one.
        assert!(!is_framed("1|2|\n3|4|\n5|6|\n", "|"));
    }

    fn records(text: &str, cutting: &Cutting) -> Vec<Vec<String>> {
        let mut splitter = Splitter::new(cutting.clone());
        let mut record = Record::new();
        let mut rest = text;
        let mut all = Vec::new();
        while !rest.is_empty() {
            match splitter.cut(rest, true, &mut record) {
                Cut::Record(used) => rest = rest.get(used..).unwrap(),
                Cut::More => panic!("more than everything was asked for"),
            }
            all.push(
                (0..record.len())
                    .map(|index| record.text_of(index).into_owned())
                    .collect(),
            );
        }
        all
    }

    fn comma() -> Cutting {
        Cutting {
            delimiter: ",".to_owned(),
            quote: Some(b'"'),
            escape: None,
            carriage_return: false,
            width: 0,
            stops: Vec::new(),
            framed: false,
        }
    }

    #[track_caller]
    fn check(text: &str, cutting: &Cutting, expected: &[&[&str]]) {
        assert_eq!(records(text, cutting), expected, "{text:?}");
    }

    #[test]
    fn quotes_protect_delimiters_line_ends_and_doubled_quotes() {
        check(
            "a,\"b,c\",d\r\n\"x\ny\",\"say \"\"hi\"\"\",\n",
            &comma(),
            &[&["a", "b,c", "d"], &["x\ny", "say \"hi\"", ""]],
        );
    }

    #[test]
    fn an_unescaped_quote_inside_a_cell_stays_a_letter() {
        check("\"8\" Rohr\",b\n", &comma(), &[&["8\" Rohr", "b"]]);
        check("8\" Rohr,b\n", &comma(), &[&["8\" Rohr", "b"]]);
    }

    #[test]
    fn a_stray_opening_quote_is_repaired_where_the_width_is_known() {
        let cutting = Cutting {
            width: 3,
            ..comma()
        };
        check(
            "1,\"A,x\n2,\"B\",y\n",
            &cutting,
            &[&["1", "\"A", "x"], &["2", "B", "y"]],
        );
        check(
            "1,A,\"\n2,\"B, b\",y\n",
            &cutting,
            &[&["1", "A", "\""], &["2", "B, b", "y"]],
        );
        check("1,\"A 4\"\",x\n", &cutting, &[&["1", "A 4\"", "x"]]);
    }

    #[test]
    fn an_open_quote_at_the_end_of_the_file_loses_nothing() {
        check("a,\"b\nc,d\n", &comma(), &[&["a", "\"b"], &["c", "d"]]);
    }

    #[test]
    fn delimiters_may_have_several_characters() {
        let cutting = Cutting {
            delimiter: "||".to_owned(),
            ..comma()
        };
        check("a||b|c||\"d||e\"\n", &cutting, &[&["a", "b|c", "d||e"]]);
    }

    #[test]
    fn escapes_protect_delimiters_and_quotes() {
        let cutting = Cutting {
            escape: Some(b'\\'),
            ..comma()
        };
        check("a\\,b,\"c\\\"d\"\n", &cutting, &[&["a,b", "c\"d"]]);
    }

    #[test]
    fn lines_of_the_old_macintosh_are_lines() {
        let cutting = Cutting {
            carriage_return: true,
            ..comma()
        };
        check(
            "a,b\rc,\"d\re\"\r",
            &cutting,
            &[&["a", "b"], &["c", "d\re"]],
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_cut_to_its_end_and_in_any_blocks_alike(text in "[a,;\"\\\\\n\r ]{0,60}", block in 1_usize..20) {
            let whole = records(&text, &comma());
            let mut splitter = Splitter::new(comma());
            let mut record = Record::new();
            let mut pieces = Vec::new();
            let (mut from, mut to) = (0, 0);
            while from < text.len() {
                to = (to + block).min(text.len());
                while from < text.len() {
                    match splitter.cut(text.get(from..to).unwrap(), to == text.len(), &mut record) {
                        Cut::Record(used) => {
                            from += used;
                            pieces.push((0..record.len()).map(|index| record.text_of(index).into_owned()).collect::<Vec<_>>());
                            if from == to { break; }
                        }
                        Cut::More => break,
                    }
                }
            }
            proptest::prop_assert_eq!(whole, pieces);
        }
    }
}
