//! Parts of binary workbooks (MS-XLSB), which no free program writes.

/// A record of a binary workbook.
pub(super) fn record(number: u16, content: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    match u8::try_from(number) {
        Ok(small @ 0..0x80) => bytes.push(small),
        _ => bytes.extend([(number & 0x7f) as u8 | 0x80, (number >> 7) as u8]),
    }
    let length = u8::try_from(content.len()).unwrap();
    match length {
        0..0x80 => bytes.push(length),
        _ => bytes.extend([length & 0x7f | 0x80, length >> 7]),
    }
    bytes.extend_from_slice(content);
    bytes
}

/// A text behind its length.
pub(super) fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = u32::try_from(units.len()).unwrap().to_le_bytes().to_vec();
    bytes.extend(units.into_iter().flat_map(u16::to_le_bytes));
    bytes
}
