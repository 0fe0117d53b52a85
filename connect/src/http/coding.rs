//! Packed for the way (`Content-Encoding`, RFC 9110, 8.4): nobody asked for it, some servers do it all the same.
//!
//! What is packed for the way is no archive: it has to be undone before the file is the file, and half of it must never
//! be taken for one. Pieces and lengths are those of the packed bytes, so that they are collected first.

use super::client::host;
use super::download::disk;
use hebewerk_hub::ports::FetchError;
use reqwest::Url;
use reqwest::header::{self, HeaderMap};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, Write};
use std::path::Path;

/// Codings on top of each other; honest servers use one.
const MOST: usize = 3;

/// Unpacked bytes for each packed one …
const RATIO: u64 = 200;

/// … looked at only above this many, as for archives: small files of one repeated value are honest.
const RATIO_FROM_BYTES: u64 = 64 << 20;

/// Bytes unpacked at once.
const PIECE: usize = 64 << 10;

/// One way of packing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    Gzip,
    Deflate,
    Zstd,
    Brotli,
}

impl Coding {
    /// The codings of an answer in the order in which they were put on.
    pub(super) fn of(headers: &HeaderMap, url: &Url) -> Result<Vec<Self>, FetchError> {
        let mut codings = Vec::new();
        for value in headers.get_all(header::CONTENT_ENCODING) {
            let text = String::from_utf8_lossy(value.as_bytes()).to_lowercase();
            for name in text.split(',').map(str::trim) {
                match name {
                    "" | "identity" => {}
                    "gzip" | "x-gzip" => codings.push(Self::Gzip),
                    "deflate" => codings.push(Self::Deflate),
                    "zstd" => codings.push(Self::Zstd),
                    "br" => codings.push(Self::Brotli),
                    _ => return Err(unknown(url)),
                }
            }
        }
        if codings.len() > MOST {
            return Err(unknown(url));
        }
        Ok(codings)
    }

    fn reader<'a>(self, mut packed: Box<dyn BufRead + 'a>) -> io::Result<Box<dyn Read + 'a>> {
        Ok(match self {
            Self::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(packed)),
            Self::Zstd => Box::new(zstd::stream::read::Decoder::with_buffer(packed)?),
            Self::Brotli => Box::new(brotli_decompressor::Decompressor::new(packed, PIECE)),
            Self::Deflate => {
                let has_head = is_zlib(packed.fill_buf()?);
                Box::new(Inflate {
                    state: flate2::Decompress::new(has_head),
                    is_over: false,
                    packed,
                })
            }
        })
    }
}

fn unknown(url: &Url) -> FetchError {
    FetchError::lasting("fetch_coding_unknown", host(url))
}

/// Undoes codings in the file itself, which may not become longer than `most` bytes.
pub(super) fn undo(
    path: &Path,
    codings: &[Coding],
    (url, most): (&Url, u64),
) -> Result<(), FetchError> {
    let mut file = File::open(path).map_err(|error| disk(&error))?;
    let packed_bytes = file.seek(io::SeekFrom::End(0));
    let packed_bytes = packed_bytes.map_err(|error| disk(&error))?;
    file.rewind().map_err(|error| disk(&error))?;
    let mut reader: Box<dyn Read> = Box::new(file);
    for coding in codings.iter().rev() {
        let packed = Box::new(BufReader::with_capacity(PIECE, reader));
        reader = coding
            .reader(packed)
            .map_err(|error| damaged(&error, url))?;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".plain");
    let plain = path.with_file_name(name);
    let mut into = File::create(&plain).map_err(|error| disk(&error))?;
    let mut bytes = 0_u64;
    let mut piece = vec![0; PIECE];
    let copied = loop {
        let read = match reader.read(&mut piece) {
            Ok(0) => break Ok(()),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => break Err(damaged(&error, url)),
        };
        bytes += read as u64;
        let is_bomb = bytes > RATIO_FROM_BYTES && bytes / packed_bytes.max(1) > RATIO;
        if bytes > most || is_bomb {
            let megabytes = most.min(bytes) >> 20;
            break Err(FetchError::lasting(
                "fetch_too_large",
                megabytes.to_string(),
            ));
        }
        if let Err(error) = into.write_all(piece.get(..read).unwrap_or_default()) {
            break Err(disk(&error));
        }
    };
    if copied.is_err() {
        // The whole folder goes when a fetch fails; so much room is better free at once.
        let _gone = std::fs::remove_file(&plain);
        return copied;
    }
    std::fs::rename(&plain, path).map_err(|error| disk(&error))
}

/// What a packed file is called once it is unpacked: some servers pack `x.csv.gz` for the way by its name alone.
pub(super) fn plain_name(name: String, codings: &[Coding], path: &Path) -> String {
    let is_gzip = codings.contains(&Coding::Gzip);
    let stem = name
        .strip_suffix(".gz")
        .filter(|stem| is_gzip && !stem.is_empty());
    let Some(stem) = stem else {
        return name;
    };
    let mut head = [0; 2];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut head));
    if read.is_ok() && head == [0x1f, 0x8b] {
        return name;
    }
    stem.to_owned()
}

fn damaged(error: &io::Error, url: &Url) -> FetchError {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => FetchError::passing("fetch_cut_off", host(url)),
        _ => FetchError::passing("fetch_coding_damaged", host(url)),
    }
}

/// Whether bytes begin as RFC 1950 says; many servers leave that away, although `deflate` means it.
fn is_zlib(head: &[u8]) -> bool {
    match head {
        [method, flags, ..] => {
            method & 0x0f == 8 && (u16::from(*method) << 8 | u16::from(*flags)).is_multiple_of(31)
        }
        _ => false,
    }
}

/// Unpacks `deflate`. The library's own reader takes a cut end for an end.
struct Inflate<R> {
    packed: R,
    state: flate2::Decompress,
    is_over: bool,
}

impl<R: BufRead> Read for Inflate<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while !self.is_over && !into.is_empty() {
            let packed = self.packed.fill_buf()?;
            let is_end = packed.is_empty();
            let (before_in, before_out) = (self.state.total_in(), self.state.total_out());
            let status = self
                .state
                .decompress(packed, into, flate2::FlushDecompress::None)
                .map_err(|_damaged| io::Error::from(io::ErrorKind::InvalidData))?;
            let consumed = (self.state.total_in() - before_in) as usize;
            let produced = (self.state.total_out() - before_out) as usize;
            self.packed.consume(consumed);
            self.is_over = status == flate2::Status::StreamEnd;
            if produced > 0 {
                return Ok(produced);
            }
            if is_end && !self.is_over {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    fn text() -> Vec<u8> {
        let lines =
            (0..2_000).map(|line| format!("{line:05};Straße {};{},5\n", line * 7, line % 97));
        lines.collect::<String>().into_bytes()
    }

    fn undone(packed: &[u8], codings: &[Coding], most: u64) -> Result<Vec<u8>, &'static str> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, packed).unwrap();
        let url = Url::parse("https://stadt.example/x").unwrap();
        undo(&path, codings, (&url, most)).map_err(|error| error.code)?;
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        Ok(std::fs::read(path).unwrap())
    }

    fn packed(coding: Coding) -> Vec<Vec<u8>> {
        let text = text();
        match coding {
            Coding::Gzip => {
                let mut it = GzEncoder::new(Vec::new(), Compression::default());
                it.write_all(&text).unwrap();
                vec![it.finish().unwrap()]
            }
            Coding::Deflate => {
                let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
                zlib.write_all(&text).unwrap();
                let mut bare = DeflateEncoder::new(Vec::new(), Compression::default());
                bare.write_all(&text).unwrap();
                vec![zlib.finish().unwrap(), bare.finish().unwrap()]
            }
            Coding::Zstd => vec![zstd::encode_all(text.as_slice(), 0).unwrap()],
            // Nothing here packs it; `hello` is an example of the library that unpacks it.
            Coding::Brotli => Vec::new(),
        }
    }

    #[test]
    fn what_is_whole_is_undone_and_what_is_cut_is_an_error() {
        for coding in [Coding::Gzip, Coding::Deflate, Coding::Zstd] {
            for whole in packed(coding) {
                assert_eq!(
                    undone(&whole, &[coding], 1 << 20).unwrap(),
                    text(),
                    "{coding:?}"
                );
                for length in [
                    0,
                    1,
                    2,
                    whole.len() / 2,
                    whole.len() * 4 / 5,
                    whole.len() - 1,
                ] {
                    let cut = undone(&whole[..length], &[coding], 1 << 20);
                    assert!(
                        cut.is_err(),
                        "{coding:?} {length}: {} bytes",
                        cut.unwrap().len()
                    );
                }
                assert_eq!(undone(&whole, &[coding], 1000), Err("fetch_too_large"));
            }
        }
    }

    #[test]
    fn brotli_is_undone_and_an_error_where_it_is_cut() {
        let whole = b"\x8f\x02\x80\x68\x65\x6c\x6c\x6f\x0a\x03";
        assert_eq!(undone(whole, &[Coding::Brotli], 100).unwrap(), b"hello\n");
        for length in 0..whole.len() {
            assert!(
                undone(&whole[..length], &[Coding::Brotli], 100).is_err(),
                "{length}"
            );
        }
    }

    #[test]
    fn several_are_undone_from_the_outside() {
        let inner = packed(Coding::Gzip).remove(0);
        let outer = zstd::encode_all(inner.as_slice(), 0).unwrap();
        let codings = [Coding::Gzip, Coding::Zstd];
        assert_eq!(undone(&outer, &codings, 1 << 20).unwrap(), text());
    }

    #[test]
    fn a_bomb_is_stopped() {
        let bomb = zstd::encode_all(io::repeat(b'a').take(80 << 20), 0).unwrap();
        assert_eq!(
            undone(&bomb, &[Coding::Zstd], 1 << 40),
            Err("fetch_too_large")
        );
    }

    #[test]
    fn codings_are_read_whatever_their_case_and_unknown_ones_refused() {
        let url = Url::parse("https://stadt.example/x").unwrap();
        let of = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_ENCODING, text.parse().unwrap());
            Coding::of(&headers, &url).map_err(|error| error.code)
        };
        assert_eq!(of("X-GZIP, br"), Ok(vec![Coding::Gzip, Coding::Brotli]));
        assert_eq!(of("identity"), Ok(Vec::new()));
        assert_eq!(of("compress"), Err("fetch_coding_unknown"));
        assert_eq!(of("gzip, gzip, gzip, gzip"), Err("fetch_coding_unknown"));
    }
}
