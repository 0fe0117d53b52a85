//! ZIP archives.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::error::DemoError;

/// Writes named members as one archive, with fixed times.
pub(crate) fn archive(members: &[(&str, Vec<u8>)], out: &mut dyn Write) -> Result<(), DemoError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, bytes) in members {
        archive.start_file(*name, options)?;
        archive.write_all(bytes)?;
    }
    out.write_all(&archive.finish()?.into_inner())?;
    Ok(())
}
