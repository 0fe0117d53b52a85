//! The first records of dBASE tables and of the geometries of a Shapefile, under a header that counts them.

/// The header of a Shapefile.
const SHAPE_HEADER: usize = 100;
/// Number and length before each shape.
const RECORD_HEADER: usize = 8;
/// What stands behind the last row of a dBASE table.
const END_OF_ROWS: u8 = 0x1a;

/// The first `most` rows of a dBASE table.
pub(super) fn rows(bytes: &[u8], most: usize) -> Option<Vec<u8>> {
    let number = |at: usize| {
        let bytes = bytes.get(at..at + 2)?.first_chunk().copied()?;
        Some(usize::from(u16::from_le_bytes(bytes)))
    };
    let (header_bytes, row_bytes) = (number(8)?, number(10)?);
    let said = u32::from_le_bytes(*bytes.get(4..8)?.first_chunk()?) as usize;
    let there = bytes
        .len()
        .checked_sub(header_bytes)?
        .checked_div(row_bytes)?;
    let rows = most.min(said).min(there);
    let mut whole = bytes.get(..header_bytes + rows * row_bytes)?.to_vec();
    whole
        .get_mut(4..8)?
        .copy_from_slice(&u32::try_from(rows).ok()?.to_le_bytes());
    whole.push(END_OF_ROWS);
    Some(whole)
}

/// The first `most` shapes, and how many they are.
pub(super) fn shapes(bytes: &[u8], most: usize) -> Option<(Vec<u8>, usize)> {
    let mut end = SHAPE_HEADER;
    let mut count = 0;
    while count < most {
        let Some(length) = bytes.get(end + 4..end + RECORD_HEADER) else {
            break;
        };
        // Lengths are counted in 16-bit words.
        let content = 2 * u32::from_be_bytes(*length.first_chunk()?) as usize;
        let next = end + RECORD_HEADER + content;
        if next > bytes.len() {
            break;
        }
        end = next;
        count += 1;
    }
    let mut whole = bytes.get(..end)?.to_vec();
    whole
        .get_mut(24..28)?
        .copy_from_slice(&u32::try_from(end / 2).ok()?.to_be_bytes());
    Some((whole, count))
}
