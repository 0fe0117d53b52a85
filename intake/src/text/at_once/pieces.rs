//! One piece: from bytes to text, and how it is written.

use hebewerk_profile::{
    EncodingScan, EncodingSight, Irregular, Piece, PieceReader, TextDecoder, plain_utf8,
};

/// A piece that was read.
pub(super) struct Read {
    pub(super) piece: Piece,
    pub(super) writing: Writing,
    /// Its bytes, for another piece.
    pub(super) bytes: Vec<u8>,
}

/// How the bytes so far are written. UTF-8 is checked while it is read; of code pages every byte is counted, because
/// only all of them together say which it is.
#[derive(Default)]
pub(super) enum Writing {
    #[default]
    Nothing,
    Utf8(Utf8),
    CodePage(Box<EncodingScan>),
}

/// What is counted of UTF-8.
#[derive(Debug, Clone, Copy)]
pub(super) struct Utf8 {
    ascii: bool,
    line_feeds: u64,
    returns: u64,
    crlf: u64,
}

impl Writing {
    /// Looks at the first bytes of a file; its byte order mark is passed over already.
    pub(super) fn of_first(label: &str, bytes: &[u8]) -> Option<Self> {
        Self::of(label, bytes, EncodingScan::default())
    }

    fn of(label: &str, bytes: &[u8], mut scan: EncodingScan) -> Option<Self> {
        if label == "utf-8" {
            return plain_utf8(bytes).map(|text| {
                let line_feeds = memchr::memchr_iter(b'\n', bytes).count() as u64;
                Self::Utf8(Utf8::of(text, line_feeds))
            });
        }
        if memchr::memchr(0, bytes).is_some() {
            return None;
        }
        scan.add(bytes);
        Some(Self::CodePage(Box::new(scan)))
    }

    /// Takes in how what follows is written.
    pub(super) fn absorb(&mut self, later: Self) {
        match (&mut *self, later) {
            (Self::Utf8(all), Self::Utf8(more)) => all.absorb(more),
            (Self::CodePage(all), Self::CodePage(more)) => all.absorb(&more),
            (_, later) => *self = later,
        }
    }

    /// The text of the last bytes of a file, which are taken in.
    pub(super) fn last_text(&mut self, label: &str, bytes: &[u8]) -> Option<String> {
        self.absorb(Self::of(label, bytes, EncodingScan::of_later())?);
        let mut text = String::new();
        TextDecoder::new(label).decode(bytes, true, &mut text);
        // The DOS sign for the end of a file is no text.
        text.truncate(text.trim_end_matches('\u{1a}').len());
        Some(text)
    }

    /// Line ends so far, for a first idea of the dialect.
    pub(super) fn sight_so_far(&self) -> EncodingSight {
        match self {
            Self::Utf8(counted) => counted.sight(0),
            Self::CodePage(_) | Self::Nothing => EncodingScan::default().finish(),
        }
    }

    /// The decision over everything.
    pub(super) fn finish(&mut self, bom_bytes: u64) -> EncodingSight {
        let bom_bytes = bom_bytes as usize;
        match std::mem::take(self) {
            Self::CodePage(scan) => scan.finish(),
            Self::Utf8(counted) => counted.sight(bom_bytes),
            Self::Nothing => EncodingScan::default().finish(),
        }
    }
}

impl Utf8 {
    fn of(text: &str, line_feeds: u64) -> Self {
        let bytes = text.as_bytes();
        let mut counted = Self {
            ascii: text.is_ascii(),
            line_feeds,
            returns: 0,
            crlf: 0,
        };
        for at in memchr::memchr_iter(b'\r', bytes) {
            counted.returns += 1;
            counted.crlf += u64::from(bytes.get(at + 1) == Some(&b'\n'));
        }
        counted
    }

    fn absorb(&mut self, more: Self) {
        self.ascii &= more.ascii;
        self.line_feeds += more.line_feeds;
        self.returns += more.returns;
        self.crlf += more.crlf;
    }

    fn sight(self, bom_bytes: usize) -> EncodingSight {
        EncodingSight {
            label: "utf-8",
            bom_bytes,
            confidence: 1.0,
            foreign_bytes: 0,
            foreign_line: None,
            ascii: self.ascii,
            zero_bytes: 0,
            crlf: self.crlf,
            lf: self.line_feeds - self.crlf,
            cr: self.returns - self.crlf,
        }
    }
}

/// Reads a piece.
pub(super) fn read(reader: &PieceReader, label: &str, bytes: Vec<u8>) -> Result<Read, Irregular> {
    if label == "utf-8" {
        let text = plain_utf8(&bytes).ok_or(Irregular)?;
        let piece = reader.read(text)?;
        return Ok(Read {
            writing: Writing::Utf8(Utf8::of(text, piece.lines)),
            piece,
            bytes,
        });
    }
    let writing = Writing::of(label, &bytes, EncodingScan::of_later()).ok_or(Irregular)?;
    let mut text = String::new();
    TextDecoder::new(label).decode(&bytes, true, &mut text);
    Ok(Read {
        piece: reader.read(&text)?,
        writing,
        bytes,
    })
}
