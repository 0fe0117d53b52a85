//! Writing a large file past the system's cache of pages.
//!
//! What is written to be kept is not read soon. Through the cache it would cost a page of memory for every page of the
//! file, push out pages that are read, and be written to the disk at last when everybody waits for that.

use super::DiskFile;
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use std::fs::File;
use std::io::{self, Write};

/// Bytes handed over at once.
const BLOCK_BYTES: usize = 1 << 20;

/// Places and lengths of such writing are multiples of this: no disk of today has larger sectors.
const SECTOR_BYTES: usize = 4096;

/// A file of which whole blocks go straight to the disk, and what is left at the end through the cache.
#[derive(Debug)]
pub(super) struct PastCache {
    file: File,
    /// Memory for one block, wherever in it the alignment lets the block begin.
    memory: Vec<u8>,
    begin: usize,
    filled: usize,
    is_direct: bool,
}

impl PastCache {
    /// Takes an empty file. Where its file system cannot do without the cache, the cache is used.
    pub(super) fn new(file: File) -> Self {
        let memory = vec![0; BLOCK_BYTES + SECTOR_BYTES];
        let begin = memory.as_ptr().align_offset(SECTOR_BYTES);
        let asked = fcntl_getfl(&file).and_then(|set| fcntl_setfl(&file, set | OFlags::DIRECT));
        Self {
            file,
            memory,
            // Where the offset cannot be told, the first block is refused and takes the other way.
            begin: begin.min(SECTOR_BYTES),
            filled: 0,
            is_direct: asked.is_ok(),
        }
    }

    /// Hands over what was collected.
    fn pour(&mut self) -> io::Result<()> {
        let mut poured = 0;
        while poured < self.filled {
            let bytes = (self.memory)
                .get(self.begin + poured..self.begin + self.filled)
                .unwrap_or_default();
            match self.file.write(bytes) {
                Ok(0) => return Err(io::Error::from(io::ErrorKind::WriteZero)),
                Ok(written) => {
                    poured += written;
                    if !poured.is_multiple_of(SECTOR_BYTES) {
                        self.take_the_cache()?;
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::InvalidInput && self.is_direct => {
                    self.take_the_cache()?;
                }
                Err(error) => return Err(error),
            }
        }
        self.filled = 0;
        Ok(())
    }

    /// From here on no part of the file need begin or end with a sector.
    fn take_the_cache(&mut self) -> io::Result<()> {
        if self.is_direct {
            let flags = fcntl_getfl(&self.file)?;
            fcntl_setfl(&self.file, flags.difference(OFlags::DIRECT))?;
            self.is_direct = false;
        }
        Ok(())
    }
}

impl Write for PastCache {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.filled == BLOCK_BYTES {
            self.pour()?;
        }
        let taken = bytes.len().min(BLOCK_BYTES - self.filled);
        let from = self.begin + self.filled;
        let (Some(free), Some(bytes)) =
            (self.memory.get_mut(from..from + taken), bytes.get(..taken))
        else {
            return Err(io::Error::from(io::ErrorKind::WriteZero));
        };
        free.copy_from_slice(bytes);
        self.filled += taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        if !self.filled.is_multiple_of(SECTOR_BYTES) {
            self.take_the_cache()?;
        }
        self.pour()
    }
}

impl DiskFile for PastCache {
    fn sync(&mut self) -> io::Result<()> {
        self.flush()?;
        self.file.sync_all()
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK_BYTES, PastCache, SECTOR_BYTES};
    use crate::disk::DiskFile;
    use std::fs::File;
    use std::io::Write;

    /// Numbers that repeat at no sector and no block.
    fn bytes(length: usize) -> Vec<u8> {
        (0..length).map(|at| (at % 251) as u8).collect()
    }

    #[test]
    fn every_length_arrives_whole_in_whatever_parts_it_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let sector = SECTOR_BYTES;
        let block = BLOCK_BYTES;
        for length in [0, 1, sector, block - 1, block, 2 * block + sector + 1] {
            for part in [777, 256 * 1024, 3 * block] {
                let path = folder.path().join(format!("{length}-{part}"));
                let mut file = PastCache::new(File::create_new(&path).unwrap());
                let all = bytes(length);
                for part in all.chunks(part) {
                    file.write_all(part).unwrap();
                }
                file.sync().unwrap();
                assert!(std::fs::read(&path).unwrap() == all, "{length} by {part}");
            }
        }
    }

    #[test]
    fn a_flush_in_the_middle_of_a_sector_loses_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let mut file = PastCache::new(File::create_new(&path).unwrap());
        let all = bytes(3 * BLOCK_BYTES);
        let (first, rest) = all.split_at(SECTOR_BYTES + 5);
        file.write_all(first).unwrap();
        file.flush().unwrap();
        assert!(std::fs::read(&path).unwrap() == first);
        file.write_all(rest).unwrap();
        file.sync().unwrap();
        assert!(std::fs::read(&path).unwrap() == all);
    }
}
