//! What a sort puts on disk: files without a name, so that none is left behind however this process ends.

use bytes::Bytes;
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::{SpillFile, SpillWriter, TempFileFactory};
use futures::Stream;
use futures::stream;
use std::fs::File;
use std::io::{self, Write};
use std::os::unix::fs::FileExt;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::task::spawn_blocking;

/// Most bytes on disk at the same time, of all sorts together.
const MAX_BYTES: u64 = 16 << 30;

/// Bytes read at once.
const PIECE_BYTES: u64 = 256 * 1024;

/// Makes nameless files in a folder. They hold what the asker may see, above the barrier, for as long as the sort runs.
#[derive(Debug)]
pub(crate) struct NamelessFiles {
    folder: PathBuf,
    used: Arc<AtomicU64>,
}

impl NamelessFiles {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            used: Arc::default(),
        }
    }
}

impl TempFileFactory for NamelessFiles {
    fn create_temp_file(&self, _: &str) -> Result<Arc<dyn SpillFile>> {
        let file = tempfile::tempfile_in(&self.folder)?;
        Ok(Arc::new(Nameless {
            file: Arc::new(file),
            written: Arc::default(),
            used: Arc::clone(&self.used),
        }))
    }
}

struct Nameless {
    file: Arc<File>,
    written: Arc<AtomicU64>,
    used: Arc<AtomicU64>,
}

impl Drop for Nameless {
    fn drop(&mut self) {
        let written = self.written.load(Ordering::Relaxed);
        self.used.fetch_sub(written, Ordering::Relaxed);
    }
}

impl SpillFile for Nameless {
    fn size(&self) -> Option<u64> {
        Some(self.written.load(Ordering::Relaxed))
    }

    fn read_stream(&self) -> Result<Pin<Box<dyn Stream<Item = Result<Bytes>> + Send>>> {
        let end = self.written.load(Ordering::Relaxed);
        let file = Arc::clone(&self.file);
        Ok(Box::pin(stream::try_unfold(0, move |at| {
            let file = Arc::clone(&file);
            async move {
                if at >= end {
                    return Ok(None);
                }
                let length = (end - at).min(PIECE_BYTES);
                let piece = spawn_blocking(move || piece(&file, at, length))
                    .await
                    .map_err(|broken| DataFusionError::ExecutionJoin(Box::new(broken)))??;
                Ok(Some((piece, at + length)))
            }
        })))
    }

    fn open_writer(&self) -> Result<Box<dyn SpillWriter>> {
        Ok(Box::new(Writer {
            file: Arc::clone(&self.file),
            written: Arc::clone(&self.written),
            used: Arc::clone(&self.used),
        }))
    }
}

fn piece(file: &File, at: u64, length: u64) -> io::Result<Bytes> {
    let mut bytes = vec![0; usize::try_from(length).unwrap_or(usize::MAX)];
    file.read_exact_at(&mut bytes, at)?;
    Ok(Bytes::from(bytes))
}

struct Writer {
    file: Arc<File>,
    written: Arc<AtomicU64>,
    used: Arc<AtomicU64>,
}

impl Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.used.load(Ordering::Relaxed) >= MAX_BYTES {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let written = self
            .file
            .write_at(bytes, self.written.load(Ordering::Relaxed))?;
        self.written.fetch_add(written as u64, Ordering::Relaxed);
        self.used.fetch_add(written as u64, Ordering::Relaxed);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl SpillWriter for Writer {
    fn finish(&mut self) -> Result<()> {
        Ok(())
    }
}
