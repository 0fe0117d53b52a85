//! Which encoding a file is in, decided over all its bytes.

use crate::decode::{IBM850, MARK, c1_controls, first_c1_control};
use chardetng::{EncodingDetector, Utf8Detection};

/// Bytes handed to the language detector: enough for a decision, bounded for long files.
const DETECTOR_BYTES: usize = 128 << 10;

/// What the bytes of a file say about their encoding and line ends.
#[derive(Debug, Clone, PartialEq)]
pub struct EncodingSight {
    /// WHATWG label in lower case, or `ibm850`.
    pub label: &'static str,
    /// Bytes of a byte order mark in front, to be skipped.
    pub bom_bytes: usize,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// Bytes that are not of this encoding (a file pasted together from several).
    pub foreign_bytes: u64,
    /// 1-based line of the first of them, where a line feed ends lines.
    pub foreign_line: Option<u64>,
    /// Whether there is no byte above 127.
    pub ascii: bool,
    /// Zero bytes in a file that is not UTF-16: a sign of binary content.
    pub zero_bytes: u64,
    /// Line feeds that follow a carriage return.
    pub crlf: u64,
    /// Line feeds that do not.
    pub lf: u64,
    /// Carriage returns without a line feed.
    pub cr: u64,
}

/// Looks at a file's bytes as they pass.
pub struct EncodingScan {
    first: Vec<u8>,
    total: u64,
    tail: Vec<u8>,
    previous: u8,
    /// The byte before `previous`.
    before: u8,
    invalid: u64,
    /// Control characters that only a wrong conversion leaves behind.
    controls: u64,
    /// Line feeds before the first of both.
    foreign_behind: Option<u64>,
    sequences: u64,
    high: Box<[u64; 256]>,
    /// Bytes above 127 between letters.
    inner: Box<[u64; 256]>,
    /// Bytes above 127 that begin a word.
    edge: Box<[u64; 256]>,
    /// Bytes above 127 that end a word.
    last: Box<[u64; 256]>,
    zeros: [u64; 2],
    crlf: u64,
    lf: u64,
    cr: u64,
    /// The beginning, for the detector: it is asked in the end, and only where nothing else decides. All of it, also
    /// blocks of plain ASCII: what is guessed must not depend on how the bytes came in.
    beginning: Vec<u8>,
    /// Whether the beginning is kept.
    detects: bool,
}

impl std::fmt::Debug for EncodingScan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EncodingScan")
            .field("total", &self.total)
            .finish_non_exhaustive()
    }
}

impl Default for EncodingScan {
    fn default() -> Self {
        Self {
            first: Vec::new(),
            total: 0,
            tail: Vec::new(),
            previous: 0,
            before: 0,
            invalid: 0,
            controls: 0,
            foreign_behind: None,
            sequences: 0,
            high: Box::new([0; 256]),
            inner: Box::new([0; 256]),
            edge: Box::new([0; 256]),
            last: Box::new([0; 256]),
            zeros: [0; 2],
            crlf: 0,
            lf: 0,
            cr: 0,
            beginning: Vec::new(),
            detects: true,
        }
    }
}

impl EncodingScan {
    /// A scan of bytes that lie behind a line end somewhere in a file, to be absorbed by that of the beginning.
    pub fn of_later() -> Self {
        Self {
            detects: false,
            ..Self::default()
        }
    }

    /// Takes in what was seen of bytes that follow; both end with a line.
    pub fn absorb(&mut self, later: &Self) {
        if let (None, Some(behind)) = (self.foreign_behind, later.foreign_behind) {
            self.foreign_behind = Some(self.feeds() + behind);
        }
        let odd = self.total % 2 == 1;
        let [even_zeros, odd_zeros] = later.zeros;
        let zeros = if odd {
            [odd_zeros, even_zeros]
        } else {
            [even_zeros, odd_zeros]
        };
        for (all, more) in self.zeros.iter_mut().zip(zeros) {
            *all += more;
        }
        for (all, more) in [
            (&mut self.total, later.total),
            (
                &mut self.invalid,
                later.invalid + u64::from(!later.tail.is_empty()),
            ),
            (&mut self.controls, later.controls),
            (&mut self.sequences, later.sequences),
            (&mut self.crlf, later.crlf),
            (&mut self.lf, later.lf),
            (&mut self.cr, later.cr),
        ] {
            *all += more;
        }
        for (all, more) in [
            (&mut self.high, &later.high),
            (&mut self.inner, &later.inner),
            (&mut self.edge, &later.edge),
            (&mut self.last, &later.last),
        ] {
            for (all, more) in all.iter_mut().zip(more.iter()) {
                *all += more;
            }
        }
    }

    /// Takes the next bytes of the file in.
    pub fn add(&mut self, bytes: &[u8]) {
        if self.first.len() < 4 {
            let missing = 4 - self.first.len();
            self.first.extend(bytes.iter().take(missing));
        }
        if self.previous >= 128 || !bytes.is_ascii() {
            self.count_high(bytes);
        }
        self.keep_beginning(bytes);
        let feeds = self.feeds();
        self.count_lines(bytes);
        if memchr::memchr(0, bytes).is_some() {
            for at in memchr::memchr_iter(0, bytes) {
                if let Some(zeros) = self.zeros.get_mut(((self.total + at as u64) % 2) as usize) {
                    *zeros += 1;
                }
            }
        }
        self.check_utf8(bytes, feeds);
        self.total += bytes.len() as u64;
    }

    /// Line feeds so far, alone or behind a carriage return.
    const fn feeds(&self) -> u64 {
        self.lf + self.crlf
    }

    fn count_lines(&mut self, bytes: &[u8]) {
        let returns = memchr::memchr_iter(b'\r', bytes).count() as u64;
        self.cr += returns;
        let mut feeds = 0_u64;
        let mut after_return = 0_u64;
        for at in memchr::memchr_iter(b'\n', bytes) {
            feeds += 1;
            let before = match at.checked_sub(1) {
                Some(before) => bytes.get(before).copied().unwrap_or(0),
                None => self.previous,
            };
            after_return += u64::from(before == b'\r');
        }
        self.crlf += after_return;
        self.lf += feeds - after_return;
        match bytes {
            [.., before, last] => (self.before, self.previous) = (*before, *last),
            [last] => (self.before, self.previous) = (self.previous, *last),
            [] => {}
        }
    }

    fn count_high(&mut self, bytes: &[u8]) {
        let (mut before, mut previous) = (self.before, self.previous);
        for &byte in bytes {
            if byte >= 128 {
                add(&mut self.high, byte);
            }
            if previous >= 128 && is_letter(byte) {
                if is_letter(before) {
                    add(&mut self.inner, previous);
                } else if byte.is_ascii_lowercase() {
                    add(&mut self.edge, previous);
                }
            } else if previous >= 128 && is_letter(before) {
                add(&mut self.last, previous);
            }
            (before, previous) = (previous, byte);
        }
    }

    fn keep_beginning(&mut self, bytes: &[u8]) {
        let room = DETECTOR_BYTES - self.beginning.len();
        if self.detects && room > 0 {
            let front = bytes.get(..room).unwrap_or(bytes);
            self.beginning.extend_from_slice(front);
        }
    }

    /// `feeds`: line feeds before `bytes`.
    fn check_utf8(&mut self, bytes: &[u8], feeds: u64) {
        if self.tail.is_empty() && bytes.is_ascii() {
            return;
        }
        let joined;
        let mut rest = if self.tail.is_empty() {
            bytes
        } else {
            let mut carried = std::mem::take(&mut self.tail);
            carried.extend_from_slice(bytes);
            joined = carried;
            &joined
        };
        let whole = rest;
        while !rest.is_empty() {
            let (valid, wrong, length) = match std::str::from_utf8(rest) {
                Ok(valid) => (valid.as_bytes(), &[][..], None),
                Err(error) => {
                    let (valid, wrong) = rest.split_at(error.valid_up_to());
                    (valid, wrong, error.error_len())
                }
            };
            let before = self.controls;
            self.count_valid(valid);
            self.invalid += u64::from(length.is_some());
            if self.foreign_behind.is_none() && (self.controls > before || length.is_some()) {
                let inside = if self.controls > before {
                    first_c1_control(valid).unwrap_or(0)
                } else {
                    valid.len()
                };
                let place = whole.len() - rest.len() + inside;
                let above = whole.get(..place).unwrap_or(whole);
                self.foreign_behind =
                    Some(feeds + memchr::memchr_iter(b'\n', above).count() as u64);
            }
            let Some(length) = length else {
                self.tail = wrong.to_vec();
                return;
            };
            rest = wrong.get(length..).unwrap_or(&[]);
        }
    }

    fn count_valid(&mut self, valid: &[u8]) {
        self.sequences += sequences(valid);
        self.controls += c1_controls(valid);
    }

    /// The decision.
    pub fn finish(mut self) -> EncodingSight {
        self.invalid += u64::from(!self.tail.is_empty());
        if !self.tail.is_empty() {
            let feeds = self.feeds();
            self.foreign_behind.get_or_insert(feeds);
        }
        let (label, bom_bytes, confidence) = self.decide();
        let utf16 = label.starts_with("utf-16");
        if utf16 {
            // A zero stands between the two bytes that end a line here.
            self.crlf = self.cr.min(self.lf);
            self.lf -= self.crlf;
        }
        let lone_returns = self.cr.saturating_sub(self.crlf);
        let foreign_bytes = if label == "utf-8" {
            self.invalid + self.controls
        } else {
            0
        };
        EncodingSight {
            label,
            bom_bytes,
            confidence,
            foreign_bytes,
            foreign_line: self
                .foreign_behind
                .filter(|_| foreign_bytes > 0 && lone_returns == 0)
                .map(|above| above + 1),
            ascii: self.high.iter().all(|count| *count == 0),
            zero_bytes: if utf16 { 0 } else { self.zeros.iter().sum() },
            crlf: self.crlf,
            lf: self.lf,
            cr: lone_returns,
        }
    }

    fn decide(&mut self) -> (&'static str, usize, f32) {
        match self.first.as_slice() {
            [0xef, 0xbb, 0xbf, ..] => return ("utf-8", 3, 1.0),
            [0xff, 0xfe, ..] => return ("utf-16le", 2, 1.0),
            [0xfe, 0xff, ..] => return ("utf-16be", 2, 1.0),
            _ => {}
        }
        let half = self.total / 2;
        let [even, odd] = self.zeros;
        // Western text in UTF-16 has a zero in nearly every second byte and nearly none in the others.
        if half > 0 && odd * 10 >= half * 7 && even * 20 <= half {
            return ("utf-16le", 0, 0.95);
        }
        if half > 0 && even * 10 >= half * 7 && odd * 20 <= half {
            return ("utf-16be", 0, 0.95);
        }
        if self.invalid == 0 {
            return ("utf-8", 0, 1.0);
        }
        // By chance two letters of a code page are next to never a character of UTF-8; and read as UTF-8 both parts of
        // a mixed file are right.
        if self.sequences * 20 >= self.invalid {
            return ("utf-8", 0, 0.7);
        }
        self.decide_single_byte()
    }

    /// Letters of German tell the code pages apart better than any general model does on short lists.
    fn decide_single_byte(&mut self) -> (&'static str, usize, f32) {
        let all: u64 = self.inner.iter().chain(self.edge.iter()).sum();
        // A sign that stands alone (§, €, quotation marks) says nothing: its byte is a letter elsewhere.
        let windows = self.hits(&[0xe4, 0xf6, 0xfc, 0xdf], &[0xc4, 0xd6, 0xdc, 0xfc, 0xf6]);
        let dos = self.hits(&[0x84, 0x94, 0x81, 0xe1], &[0x8e, 0x99, 0x9a, 0x81]);
        let mac = self.hits(&[0x8a, 0x9a, 0x9f, 0xa7], &[0x80, 0x85, 0x86, 0x9f]);
        if let Some(label) = self.central_european(all, dos.max(mac)) {
            return (label, 0, 0.7);
        }
        let best = windows.max(dos).max(mac);
        if best > 0 && best * 10 >= all * 3 {
            let share = best as f32 / all.max(1) as f32;
            let label = match best {
                _ if best == windows => "windows-1252",
                _ if best == dos => IBM850,
                _ => "macintosh",
            };
            return (label, 0, 0.6 + 0.4 * share);
        }
        let mut detector = EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
        detector.feed(&self.beginning, true);
        let guess = detector.guess(Some(b"de"), Utf8Detection::Deny);
        let label = match guess.name() {
            "windows-1250" => "windows-1250",
            "windows-1251" => "windows-1251",
            "windows-1254" => "windows-1254",
            "ISO-8859-2" => "iso-8859-2",
            _ => "windows-1252",
        };
        (label, 0, 0.6)
    }

    /// Letters of Polish, Czech and their neighbours where Western code pages have signs that stand in no word. German
    /// letters are the same in both.
    fn central_european(&self, all: u64, others: u64) -> Option<&'static str> {
        let both = self.hits(&[0xb3, 0xbf, 0xaf, 0xa3], &[0xa3]) + self.ends(&[0xbf]);
        let windows = self.hits(&[0x8f, 0x9c, 0x9d, 0x9f, 0xa5, 0xb9, 0xbe], &[0x8c])
            + self.ends(&[0x9c, 0x9d, 0x9f]);
        let latin2 = self.hits(&[0xb1, 0xb6, 0xbb, 0xbc, 0xa6, 0xac], &[0xa6, 0xac])
            + self.ends(&[0xb6, 0xbc]);
        let found = both + windows.max(latin2);
        let is_shown = found > others && found * 10 >= all && found >= 2;
        is_shown.then_some(if latin2 > windows {
            "iso-8859-2"
        } else {
            "windows-1250"
        })
    }

    /// How often these bytes end a word.
    fn ends(&self, bytes: &[u8]) -> u64 {
        let counts = bytes
            .iter()
            .filter_map(|byte| self.last.get(usize::from(*byte)));
        counts.sum()
    }

    /// How often these bytes stand between letters, and these at the beginning of a word.
    fn hits(&self, inner: &[u8], edge: &[u8]) -> u64 {
        let sum = |counts: &[u64; 256], bytes: &[u8]| -> u64 {
            bytes
                .iter()
                .filter_map(|byte| counts.get(usize::from(*byte)))
                .sum()
        };
        sum(&self.inner, inner) + sum(&self.edge, edge)
    }
}

/// Bytes as text, if they are UTF-8 and nothing but text: no zeros, no control characters that a wrong conversion
/// left behind, no byte order mark of a file pasted behind another.
pub fn plain_utf8(bytes: &[u8]) -> Option<&str> {
    let text = simdutf8::basic::from_utf8(bytes).ok()?;
    let has_mark = || memchr::memmem::find(bytes, MARK.as_bytes()).is_some();
    (memchr::memchr(0, bytes).is_none() && c1_controls(bytes) == 0 && !has_mark()).then_some(text)
}

fn add(counts: &mut [u64; 256], byte: u8) {
    if let Some(count) = counts.get_mut(usize::from(byte)) {
        *count += 1;
    }
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte >= 128
}

/// Characters of several bytes in valid UTF-8.
fn sequences(valid: &[u8]) -> u64 {
    valid.iter().filter(|byte| **byte >= 0xc0).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], label: &str) -> EncodingSight {
        let mut sight = None;
        for block in [1, 3, 4096] {
            let mut scan = EncodingScan::default();
            bytes.chunks(block).for_each(|piece| scan.add(piece));
            let seen = scan.finish();
            assert_eq!(seen.label, label);
            if let Some(earlier) = sight.replace(seen.clone()) {
                assert_eq!(earlier, seen, "the decision depends on the size of blocks");
            }
        }
        sight.unwrap()
    }

    #[test]
    fn the_encoding_is_decided_over_all_bytes() {
        assert!(check(b"a;b\n1;2\n", "utf-8").ascii);
        check("Straße;Höhe\n".as_bytes(), "utf-8");
        check(b"Stra\xdfe;H\xf6he\n", "windows-1252");
        check(b"Stra\xe1e;H\x94he;\x81ber\n", "ibm850");
        check(
            b"Ort;Text\nA;\xa7 5\nB;7 \x80\nC;\x84Amt\x93\n",
            "windows-1252",
        );
        check(b"Stra\xdfe\n\xa7 1\n\xa7 2\n", "windows-1252");
        check(b"\x9abersicht\n", "ibm850");
        check(
            b"Miasto;Warto\x9c\xe6\n\xa3\xf3d\x9f;5\nKrak\xf3w;6\nGda\xf1sk;7\n",
            "windows-1250",
        );
        check(
            b"Name;Ort\nWa\xb3\xeasa;M\xfcnchen\n\xafak;K\xf6ln\nKo\xb3o;Z\xfcrich\n",
            "windows-1250",
        );
        check(b"Warto\xb6\xe6;Ko\xb3o\n\xa3\xf3d\xbc;5\n", "iso-8859-2");
        check(
            b"Fl\xe4che m\xb3;H\xf6he\xb9\nGr\xfcn;\xa35\n",
            "windows-1252",
        );
        check(
            b"C\x9cur;Fl\xe4che;Stra\xdfe;\xdcbung;M\xfcll\n",
            "windows-1252",
        );
        check(b"a\0;\0b\0\n\0", "utf-16le");
        check(b"\0a\0;\0b\0\n", "utf-16be");
        assert_eq!(check(b"\xef\xbb\xbfa;b", "utf-8").bom_bytes, 3);
        // Found by fuzzing: a guess, but the same one however the bytes come in.
        check(b"\0G\xb2\0\0\xb2\xb2\0\0", "windows-1252");
    }

    #[test]
    fn a_file_of_two_encodings_is_the_more_frequent_one_with_foreign_bytes() {
        let sight = check("äöü äöü äöü \u{0}".replace('\u{0}', "").as_bytes(), "utf-8");
        assert_eq!(sight.foreign_bytes, 0);
        let mut bytes = "äöü äöü äöü ".as_bytes().to_vec();
        bytes.push(0xe4);
        bytes.push(b' ');
        let sight = check(&bytes, "utf-8");
        assert_eq!((sight.foreign_bytes, sight.foreign_line), (1, Some(1)));
        let below = [b"Gr\xc3\xb6\xc3\x9fe\r\nzw\xc3\xb6lf\n", bytes.as_slice()].concat();
        assert_eq!(check(&below, "utf-8").foreign_line, Some(3));
        let few = b"S\xfcd;1\nD\xfcne;2\nH\xc3\xb6he;3\n";
        assert_eq!(check(few, "utf-8").foreign_bytes, 2);
    }

    #[test]
    fn line_ends_are_counted_by_kind() {
        let sight = check(b"\xff\xfea\0\r\0\n\0b\0\r\0\n\0", "utf-16le");
        assert_eq!((sight.crlf, sight.lf, sight.cr), (2, 0, 0));
        let sight = check(b"a\r\nb\nc\rd\r\n", "utf-8");
        assert_eq!((sight.crlf, sight.lf, sight.cr), (2, 1, 1));
    }
}
