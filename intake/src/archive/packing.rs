//! Single packed files: gzip, bzip2, xz, Zstandard.

use hebewerk_model::Format;
use std::fs::File;
use std::io::{self, BufReader, Read};

/// Memory xz may use, in KiB: the largest preset needs 65 MiB.
const XZ_MEMORY: u32 = 256 << 10;
/// Window of Zstandard: 128 MiB, as its command line has it.
const ZSTD_WINDOW: u32 = 27;

/// Unpacks a file while it is read; several packed parts one after the other are one text.
pub(super) enum Unpacking {
    Gzip(Box<flate2::read::MultiGzDecoder<BufReader<File>>>),
    Bzip2(Box<bzip2::read::MultiBzDecoder<BufReader<File>>>),
    Xz(Box<lzma_rust2::XzReader<BufReader<File>>>),
    Zstd(Box<zstd::stream::read::Decoder<'static, BufReader<File>>>),
}

impl Unpacking {
    pub(super) fn of(format: Format, file: File) -> io::Result<Self> {
        let input = BufReader::with_capacity(1 << 16, file);
        Ok(match format {
            Format::Bzip2 => Self::Bzip2(Box::new(bzip2::read::MultiBzDecoder::new(input))),
            Format::Xz => Self::Xz(Box::new(lzma_rust2::XzReader::new_mem_limit(
                input, true, XZ_MEMORY,
            ))),
            Format::Zstd => {
                let mut decoder = zstd::stream::read::Decoder::with_buffer(input)?;
                decoder.window_log_max(ZSTD_WINDOW)?;
                Self::Zstd(Box::new(decoder))
            }
            _ => Self::Gzip(Box::new(flate2::read::MultiGzDecoder::new(input))),
        })
    }
}

impl Read for Unpacking {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Gzip(input) => input.read(buffer),
            Self::Bzip2(input) => input.read(buffer),
            Self::Xz(input) => input.read(buffer),
            Self::Zstd(input) => input.read(buffer),
        }
    }
}

/// What the file inside is called.
pub(super) fn name_within(name: &str) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let packed = [".gz", ".gzip", ".bz2", ".xz", ".zst", ".zstd", ".lzma"];
    let lower = base.to_ascii_lowercase();
    let stem = packed
        .iter()
        .find(|ending| lower.ends_with(*ending))
        .and_then(|ending| base.get(..base.len() - ending.len()))
        .unwrap_or(base);
    if stem.is_empty() { "datei" } else { stem }.to_owned()
}

/// Whether bytes begin a tar archive: by its mark, or by the checksum of its first head.
pub(crate) fn is_tar(head: &[u8]) -> bool {
    let Some(head) = head.get(..512) else {
        return false;
    };
    if head.get(257..262) == Some(b"ustar") {
        return true;
    }
    let Some(written) = head.get(148..156) else {
        return false;
    };
    let digits: String = written
        .iter()
        .filter(|byte| byte.is_ascii_digit())
        .map(|byte| char::from(*byte))
        .collect();
    let sum: u64 = head
        .iter()
        .enumerate()
        .map(|(at, byte)| {
            u64::from(if (148..156).contains(&at) {
                b' '
            } else {
                *byte
            })
        })
        .sum();
    head.first().is_some_and(|byte| *byte != 0)
        && digits.len() >= 4
        && u64::from_str_radix(&digits, 8) == Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_within_is_the_name_without_the_ending() {
        for (name, within) in [
            ("bäume.csv.gz", "bäume.csv"),
            ("a/b.CSV.BZ2", "b.CSV"),
            ("daten", "daten"),
            (".gz", "datei"),
            ("daten.tgz", "daten.tgz"),
        ] {
            assert_eq!(name_within(name), within);
        }
    }
}
