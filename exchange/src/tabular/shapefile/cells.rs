//! Cells of a row that is set aside: their texts in standard notation, one behind the other.

/// Appends a cell.
pub(super) fn push(cells: &mut Vec<u8>, text: Option<&str>) {
    // Nothing is one less than an empty text.
    let bytes = text.map_or(0, |text| text.len() as u64 + 1);
    cells.extend(bytes.to_le_bytes());
    cells.extend(text.unwrap_or_default().as_bytes());
}

/// Takes the next cell off.
pub(super) fn take<'a>(cells: &mut &'a [u8]) -> Option<&'a str> {
    let (bytes, rest) = cells.split_first_chunk()?;
    let bytes = u64::from_le_bytes(*bytes).checked_sub(1);
    let (text, rest) = rest.split_at_checked(bytes.unwrap_or_default() as usize)?;
    *cells = rest;
    bytes?;
    str::from_utf8(text).ok()
}
