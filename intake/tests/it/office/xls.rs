//! Old workbooks (MS-XLS in MS-CFB), made by hand: only what a reader needs.

const SECTOR: usize = 512;
const END_OF_CHAIN: u32 = 0xffff_fffe;
const FREE: u32 = 0xffff_ffff;

/// A record of the stream of a workbook.
pub(super) fn record(kind: u16, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), content].concat()
}

/// The beginning of a part: of the workbook (5) or of a sheet (16).
fn begin(kind: u16) -> Vec<u8> {
    let head = [0x0600_u16.to_le_bytes(), kind.to_le_bytes()].concat();
    record(0x0809, &[head.as_slice(), &[0; 12]].concat())
}

/// A workbook of one sheet *Blatt* from the codes of its formats, which have the numbers from 164 on, the format of each
/// of its styles, and the records of its cells.
pub(super) fn xls_of(formats: &[&str], styles: &[u16], cells: &[u8], is_small: bool) -> Vec<u8> {
    let mut head = begin(5);
    for (number, code) in (164_u16..).zip(formats) {
        let length = u16::try_from(code.len()).unwrap().to_le_bytes();
        let content = [&number.to_le_bytes()[..], &length, &[0], code.as_bytes()].concat();
        head.extend(record(0x041e, &content));
    }
    for format in styles {
        let content = [&[0; 2][..], &format.to_le_bytes(), &[0; 16]].concat();
        head.extend(record(0xe0, &content));
    }
    let name = b"Blatt";
    let end = record(0x0a, &[]);
    let place = head.len() + 4 + 8 + name.len() + end.len();
    let place = u32::try_from(place).unwrap().to_le_bytes();
    let sheet = [&place[..], &[0, 0, name.len() as u8, 0], name].concat();
    head.extend(record(0x85, &sheet));
    head.extend(&end);
    let stream = [&head[..], &begin(16), cells, &end].concat();
    compound(&stream, is_small)
}

/// Row, column and style of a cell.
pub(super) fn at(row: u16, column: u16, style: u16) -> Vec<u8> {
    [row, column, style]
        .into_iter()
        .flat_map(u16::to_le_bytes)
        .collect()
}

/// A text.
pub(super) fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let length = u16::try_from(text.len()).unwrap().to_le_bytes();
    record(
        0x0204,
        &[&at(row, column, 0)[..], &length, &[0], text.as_bytes()].concat(),
    )
}

/// A file with the stream *Workbook*: as a small one in the stream of those, or padded to the length from which on
/// streams have sectors of the file.
fn compound(stream: &[u8], is_small: bool) -> Vec<u8> {
    let mut stream = stream.to_vec();
    if is_small {
        assert!(stream.len() < 8 * SECTOR);
    } else {
        stream.resize(stream.len().max(8 * SECTOR), 0);
    }
    let length = u32::try_from(stream.len()).unwrap();
    stream.resize(stream.len().next_multiple_of(SECTOR), 0);
    // Sector 0 is the table, 1 the directory, 2 the table of small sectors; then comes the stream.
    let sectors = u32::try_from(stream.len() / SECTOR).unwrap();
    let table = [
        numbers(&[0xffff_fffd, END_OF_CHAIN, END_OF_CHAIN]),
        chain(3, sectors),
    ];
    let small_table = chain(0, length.div_ceil(64));
    let (root, first) = if is_small { (3, 0) } else { (END_OF_CHAIN, 3) };
    let directory = [
        entry("Root Entry", 5, 1, root, if is_small { length } else { 0 }),
        entry("Workbook", 2, FREE, first, length),
        entry("", 0, FREE, 0, 0),
        entry("", 0, FREE, 0, 0),
    ];
    let mut header = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    header.resize(24, 0);
    header.extend([0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    header.resize(44, 0);
    header.extend(numbers(&[1, 1, 0, 4096, 2, 1, END_OF_CHAIN, 0, 0]));
    let filled = |mut bytes: Vec<u8>| {
        bytes.resize(SECTOR, 0xff);
        bytes
    };
    [
        filled(header),
        filled(table.concat()),
        directory.concat(),
        filled(small_table),
        stream,
    ]
    .concat()
}

fn numbers(numbers: &[u32]) -> Vec<u8> {
    let bytes = numbers.iter().flat_map(|number| number.to_le_bytes());
    bytes.collect()
}

/// The entries of a table for sectors that follow each other.
fn chain(first: u32, sectors: u32) -> Vec<u8> {
    let mut next: Vec<u32> = (first + 1..first + sectors).collect();
    next.push(END_OF_CHAIN);
    numbers(&next)
}

/// An entry of the directory.
fn entry(name: &str, kind: u8, child: u32, start: u32, length: u32) -> Vec<u8> {
    let mut bytes: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let letters = bytes.len() as u8;
    bytes.resize(64, 0);
    bytes.extend([if name.is_empty() { 0 } else { letters + 2 }, 0, kind, 1]);
    bytes.extend(numbers(&[FREE, FREE, child]));
    bytes.resize(116, 0);
    bytes.extend(numbers(&[start, length, 0]));
    bytes
}
