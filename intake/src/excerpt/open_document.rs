//! The beginning of an OpenDocument spreadsheet: its first sheets, the last of them with its first rows.

use super::{MARKUP_BYTES, Stop, first, markup, stored};
use std::fs::File;
use std::io::{BufReader, Write};
use zip::{ZipArchive, ZipWriter};

/// The part with all cells.
const CONTENT: &str = "content.xml";
/// Parts the reading library wants to see; they are copied as they are.
const COPIED: [&str; 3] = ["mimetype", "META-INF/manifest.xml", "meta.xml"];
/// Packed bytes of such a part.
const MOST_COPIED_BYTES: u64 = 1 << 20;

/// Writes the excerpt of a spreadsheet.
pub(super) fn make(input: File, out: File) -> Result<(), Stop> {
    let mut archive = ZipArchive::new(BufReader::new(input))?;
    let mut writer = ZipWriter::new(out);
    for name in COPIED {
        let Some(index) = archive.index_for_name(name) else {
            continue;
        };
        let raw = archive.by_index_raw(index)?;
        if raw.compressed_size() > MOST_COPIED_BYTES {
            return Err(Stop::Nothing);
        }
        writer.raw_copy_file(raw)?;
    }
    let (beginning, _) = first(&mut archive.by_name(CONTENT)?, MARKUP_BYTES)?;
    let is_row = |path: &[&[u8]]| path.last() == Some(&b"table-row".as_slice());
    let whole = markup::cut(&beginning, Some(&is_row)).ok_or(Stop::Nothing)?;
    writer.start_file(CONTENT, stored())?;
    writer.write_all(&whole)?;
    writer.finish()?;
    Ok(())
}
