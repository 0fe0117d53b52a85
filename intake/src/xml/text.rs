//! The bytes of an XML file as UTF-8, whatever they are written in.

use hebewerk_profile::{EncodingScan, TextDecoder};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

/// Bytes in which the declaration is sought.
const HEAD_BYTES: u64 = 64 << 10;
const BLOCK_BYTES: usize = 64 << 10;

/// A text while it is read.
pub(crate) struct XmlText {
    input: File,
    decoder: TextDecoder,
    block: Vec<u8>,
    text: String,
    at: usize,
    done: u64,
    ended: bool,
}

impl XmlText {
    /// Opens a file at its first byte behind a byte order mark.
    pub(crate) fn open(file: &Path) -> io::Result<(BufReader<Self>, u64)> {
        let mut input = File::open(file)?;
        let bytes = input.metadata()?.len();
        let mut head = Vec::new();
        Read::by_ref(&mut input)
            .take(HEAD_BYTES)
            .read_to_end(&mut head)?;
        let mut scan = EncodingScan::default();
        scan.add(&head);
        let sight = scan.finish();
        // A mark and double bytes say more than a declaration.
        let label = if sight.bom_bytes > 0 || sight.label.starts_with("utf-16") {
            sight.label.to_owned()
        } else {
            declared(&head)
                .or_else(|| declared_by_page(&head, sight.label))
                .unwrap_or_else(|| "utf-8".to_owned())
        };
        input.seek(SeekFrom::Start(sight.bom_bytes as u64))?;
        let text = Self {
            input,
            decoder: TextDecoder::new(&label),
            block: vec![0; BLOCK_BYTES],
            text: String::new(),
            at: 0,
            done: 0,
            ended: false,
        };
        Ok((BufReader::with_capacity(BLOCK_BYTES, text), bytes))
    }

    /// Bytes read so far.
    pub(super) fn done(&self) -> u64 {
        self.done
    }
}

/// The encoding the declaration names.
fn declared(head: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(head.get(..200.min(head.len()))?).into_owned();
    let declaration = start
        .trim_start()
        .strip_prefix("<?xml")?
        .split("?>")
        .next()?
        .to_owned();
    let (_, rest) = declaration.split_once("encoding")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let name = rest.get(1..)?.split(['"', '\'']).next()?;
    Some(name.trim().to_ascii_lowercase())
}

/// The encoding a web page names, else what its bytes look like; none for other texts.
fn declared_by_page(head: &[u8], seen: &str) -> Option<String> {
    let lower = String::from_utf8_lossy(head).to_ascii_lowercase();
    if !lower.contains("<html") && !lower.contains("<table") {
        return None;
    }
    let said = lower.split_once("charset=").map(|(_, rest)| {
        let name = rest.trim_start_matches(['"', '\'']);
        name.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')
            .next()
            .unwrap_or_default()
            .to_owned()
    });
    said.filter(|name| !name.is_empty())
        .or_else(|| Some(seen.to_owned()))
}

impl Read for XmlText {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at >= self.text.len() {
            if self.ended {
                return Ok(0);
            }
            self.text.clear();
            self.at = 0;
            let read = self.input.read(&mut self.block)?;
            self.done += read as u64;
            self.ended = read == 0;
            let bytes = self.block.get(..read).unwrap_or(&[]);
            self.decoder.decode(bytes, self.ended, &mut self.text);
        }
        let rest = self.text.as_bytes().get(self.at..).unwrap_or(&[]);
        let length = rest.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..length), rest.get(..length)) {
            to.copy_from_slice(from);
        }
        self.at += length;
        Ok(length)
    }
}
