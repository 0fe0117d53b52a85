//! The main stream of a compound file (MS-CFB), which is how `.xls` is packed.

/// Bytes of the header in which sectors of the table are listed.
const LISTED: std::ops::Range<usize> = 76..512;
/// Length of an entry of the directory.
const ENTRY: usize = 128;
/// Numbers from here on are no sectors.
const NO_SECTOR: u32 = 0xffff_fffa;
/// Streams shorter than this lie in a stream of their own, in sectors of their own size.
const SMALL: usize = 4096;
const SMALL_SECTOR: usize = 64;

/// The stream of a workbook; none where the file is damaged.
pub(in crate::spreadsheet) fn workbook(file: &[u8]) -> Option<Vec<u8>> {
    let compound = Compound::of(file)?;
    let directory = compound.chain(number(file, 48)?)?;
    let entry = directory.chunks_exact(ENTRY).find(|entry| {
        let name = name(entry).to_lowercase();
        name == "workbook" || name == "book"
    })?;
    let length = usize::try_from(number(entry, 120)?).ok()?;
    let first = number(entry, 116)?;
    let mut stream = if length < SMALL {
        let root = directory.get(..ENTRY)?;
        let small = compound.chain(number(root, 116)?)?;
        let next = numbers(&compound.chain(number(file, 60)?)?);
        chain(first, &next, |at| {
            sector(&small, at.checked_mul(SMALL_SECTOR)?, SMALL_SECTOR)
        })?
    } else {
        compound.chain(first)?
    };
    stream.truncate(length);
    Some(stream)
}

struct Compound<'a> {
    file: &'a [u8],
    sector_bytes: usize,
    /// The sector that follows each one.
    next: Vec<u32>,
}

impl<'a> Compound<'a> {
    fn of(file: &'a [u8]) -> Option<Self> {
        let shift = u32::from(*file.get(30)?);
        if !(9..=12).contains(&shift) {
            return None;
        }
        let mut compound = Self {
            file,
            sector_bytes: 1 << shift,
            next: Vec::new(),
        };
        let mut listed = numbers(file.get(LISTED)?);
        // More sectors of the table are listed in a chain of their own, whose last number leads on.
        let mut more = number(file, 68)?;
        let most = file.len() / compound.sector_bytes;
        for _ in 0..=most {
            if more >= NO_SECTOR {
                break;
            }
            let mut further = numbers(compound.sector(more)?);
            more = further.pop()?;
            listed.extend(further);
        }
        for sector in listed.into_iter().filter(|sector| *sector < NO_SECTOR) {
            let part = numbers(compound.sector(sector)?);
            compound.next.extend(part);
        }
        Some(compound)
    }

    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let from = (usize::try_from(number).ok()? + 1).checked_mul(self.sector_bytes)?;
        sector(self.file, from, self.sector_bytes)
    }

    /// All sectors from one on, in their order.
    fn chain(&self, first: u32) -> Option<Vec<u8>> {
        chain(first, &self.next, |at| self.sector(u32::try_from(at).ok()?))
    }
}

/// All sectors from one on, given the one that follows each; none where they go round in circles.
fn chain<'a>(
    first: u32,
    next: &[u32],
    sector: impl Fn(usize) -> Option<&'a [u8]>,
) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut at = first;
    for _ in 0..=next.len() {
        if at >= NO_SECTOR {
            return Some(bytes);
        }
        let place = usize::try_from(at).ok()?;
        bytes.extend_from_slice(sector(place)?);
        at = *next.get(place)?;
    }
    None
}

/// The bytes from a place on, fewer at the end.
fn sector(bytes: &[u8], from: usize, length: usize) -> Option<&[u8]> {
    let rest = bytes.get(from..)?;
    Some(rest.get(..length).unwrap_or(rest))
}

/// The name of an entry, in UTF-16.
fn name(entry: &[u8]) -> String {
    let units: Vec<u16> = entry
        .chunks_exact(2)
        .take(32)
        .filter_map(|pair| pair.first_chunk().copied().map(u16::from_le_bytes))
        .take_while(|unit| *unit != 0)
        .collect();
    String::from_utf16_lossy(&units)
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..)?.first_chunk()?;
    Some(u32::from_le_bytes(*four))
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes
        .chunks_exact(4)
        .filter_map(|four| four.first_chunk().copied().map(u32::from_le_bytes))
        .collect()
}
