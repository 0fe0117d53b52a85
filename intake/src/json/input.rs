//! The JSON text as a file that can be opened at any place.

use crate::scratch::{Scratch, ScratchFolder};
use hebewerk_hub::ports::ReadError;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

const BUFFER_BYTES: usize = 256 << 10;
/// Name of the copy in its scratch folder.
const COPY: &str = "text.json";

/// A JSON text in UTF-8 (or nearly), with a copy made when the file is in UTF-16.
#[derive(Debug)]
pub(super) struct JsonText {
    path: PathBuf,
    start: u64,
    /// Encoding of the file itself.
    pub(super) encoding: &'static str,
    /// Whether a byte order mark stands in front.
    pub(super) bom: bool,
    /// Bytes of the text.
    pub(super) bytes: u64,
    /// The copy, removed when nobody reads it any more.
    _copy: Option<ScratchFolder>,
}

impl JsonText {
    /// Looks at the first bytes for a byte order mark or UTF-16 without one.
    pub(super) fn of(scratch: &Scratch, file: &Path) -> Result<Self, ReadError> {
        let mut head = Vec::new();
        File::open(file)?.take(4).read_to_end(&mut head)?;
        let (encoding, bom) = match head.as_slice() {
            [0xef, 0xbb, 0xbf, ..] => (encoding_rs::UTF_8, true),
            [0xff, 0xfe, ..] => (encoding_rs::UTF_16LE, true),
            [0xfe, 0xff, ..] => (encoding_rs::UTF_16BE, true),
            [first, 0, ..] if *first != 0 => (encoding_rs::UTF_16LE, false),
            [0, second, ..] if *second != 0 => (encoding_rs::UTF_16BE, false),
            _ => (encoding_rs::UTF_8, false),
        };
        let copy = (encoding != encoding_rs::UTF_8)
            .then(|| as_utf8(scratch, file, encoding))
            .transpose()?;
        let path = match &copy {
            Some(folder) => folder.path().join(COPY),
            None => file.to_owned(),
        };
        Ok(Self {
            bytes: std::fs::metadata(&path)?.len(),
            start: if bom && copy.is_none() { 3 } else { 0 },
            path,
            encoding: match encoding.name() {
                "UTF-16LE" => "utf-16le",
                "UTF-16BE" => "utf-16be",
                _ => "utf-8",
            },
            bom,
            _copy: copy,
        })
    }

    /// Where the text begins, behind a byte order mark.
    pub(super) fn start(&self) -> u64 {
        self.start
    }

    /// Opens the text at a place in bytes.
    pub(super) fn open(&self, offset: u64) -> io::Result<BufReader<File>> {
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(offset))?;
        Ok(BufReader::with_capacity(BUFFER_BYTES, file))
    }
}

fn as_utf8(
    scratch: &Scratch,
    file: &Path,
    encoding: &'static encoding_rs::Encoding,
) -> io::Result<ScratchFolder> {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let folder = scratch.folder()?;
    let mut copy = File::create_new(folder.path().join(COPY))?;
    let mut input = File::open(file)?;
    let mut bytes = vec![0; BUFFER_BYTES];
    let mut text = String::with_capacity(2 * BUFFER_BYTES);
    loop {
        let read = input.read(&mut bytes)?;
        let mut piece = bytes.get(..read).unwrap_or(&[]);
        loop {
            let (result, used, _) = decoder.decode_to_string(piece, &mut text, read == 0);
            copy.write_all(text.as_bytes())?;
            text.clear();
            piece = piece.get(used..).unwrap_or(&[]);
            if result == encoding_rs::CoderResult::InputEmpty {
                break;
            }
        }
        if read == 0 {
            return Ok(folder);
        }
    }
}
