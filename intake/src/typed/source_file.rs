//! A file that remembers what the system refused: of errors while reading the library keeps only words.

use bytes::Bytes;
use hebewerk_hub::ports::ReadError;
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{ChunkReader, Length};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

/// The number of the last error of the system; 0 while there was none.
#[derive(Debug, Clone, Default)]
pub(super) struct Refusal(Arc<AtomicI32>);

impl Refusal {
    fn note(&self, error: &io::Error) {
        // Damaged files lead to impossible places: that is no refusal of the machine.
        if let (Some(number), false) = (
            error.raw_os_error(),
            error.kind() == io::ErrorKind::InvalidInput,
        ) {
            self.0.store(number, Ordering::Relaxed);
        }
    }

    /// The error to report in place of `error`: the machine's, if it refused something.
    pub(super) fn blame(&self, error: ReadError) -> ReadError {
        match self.0.load(Ordering::Relaxed) {
            0 => error,
            number => io::Error::from_raw_os_error(number).into(),
        }
    }
}

/// The file of a table.
pub(super) struct SourceFile {
    pub(super) file: File,
    pub(super) refusal: Refusal,
}

/// Reads on from one place.
pub(super) struct Noting {
    input: BufReader<File>,
    refusal: Refusal,
}

impl Read for Noting {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.input
            .read(buffer)
            .inspect_err(|error| self.refusal.note(error))
    }
}

impl Length for SourceFile {
    fn len(&self) -> u64 {
        self.file.metadata().map_or(0, |about| about.len())
    }
}

impl ChunkReader for SourceFile {
    type T = Noting;

    fn get_read(&self, start: u64) -> Result<Noting> {
        let opened = self.file.try_clone().and_then(|mut file| {
            file.seek(SeekFrom::Start(start))?;
            Ok(file)
        });
        Ok(Noting {
            input: BufReader::new(opened.inspect_err(|error| self.refusal.note(error))?),
            refusal: self.refusal.clone(),
        })
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let mut bytes = Vec::new();
        self.get_read(start)?
            .take(length as u64)
            .read_to_end(&mut bytes)?;
        if bytes.len() == length {
            Ok(bytes.into())
        } else {
            Err(ParquetError::EOF("the file ends too early".to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::Damage;

    #[test]
    fn what_the_system_refused_is_reported_in_place_of_damage() {
        let folder = tempfile::tempdir().unwrap();
        let refusal = Refusal::default();
        // A folder can be opened and not be read.
        let source = SourceFile {
            file: File::open(folder.path()).unwrap(),
            refusal: refusal.clone(),
        };
        let damaged = || Damage::Container.error("parquet");
        assert!(refusal.blame(damaged()).lies_in_the_file());
        assert!(source.get_bytes(0, 4).is_err());
        assert!(matches!(refusal.blame(damaged()), ReadError::Io(_)));
    }
}
