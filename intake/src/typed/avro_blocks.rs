//! Whether a container file of Avro reaches its end (Avro 1.11, Object Container Files).
//!
//! The library takes an end in the middle of a block for the end of the file, and what came before for all of it. Each
//! block says how long it is and ends with the mark of the file, so that one walk over their heads tells.

use crate::archive::Damage;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

const MAGIC: &[u8] = b"Obj\x01";
/// Bytes of the mark behind the head and behind every block.
const MARK: usize = 16;
/// Bytes of a number of 64 bits, seven in each.
const LONGEST_NUMBER: u32 = 10;

/// What is wrong with the file, if anything is.
pub(super) fn damage(file: impl Read + Seek) -> Option<Damage> {
    walk(file).err().map(|error| Damage::of_io(&error))
}

fn walk(mut file: impl Read + Seek) -> io::Result<()> {
    let bytes = file.seek(SeekFrom::End(0))?;
    file.rewind()?;
    let mut file = Walk {
        input: BufReader::new(file),
        left: bytes,
    };
    let mut magic = [0; MAGIC.len()];
    file.fill(&mut magic)?;
    if magic != MAGIC {
        return Err(io::ErrorKind::InvalidData.into());
    }
    file.pass_head()?;
    let mut mark = [0; MARK];
    file.fill(&mut mark)?;
    while !file.input.fill_buf()?.is_empty() {
        file.length()?;
        let length = file.length()?;
        file.pass(length)?;
        let mut end = [0; MARK];
        file.fill(&mut end)?;
        if end != mark {
            return Err(io::ErrorKind::InvalidData.into());
        }
    }
    Ok(())
}

struct Walk<R> {
    input: BufReader<R>,
    left: u64,
}

impl<R: Read + Seek> Walk<R> {
    fn fill(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        self.input.read_exact(bytes)?;
        self.left = self.left.saturating_sub(bytes.len() as u64);
        Ok(())
    }

    /// Seeking goes beyond an end without a word.
    fn pass(&mut self, bytes: u64) -> io::Result<()> {
        if bytes > self.left {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let by = i64::try_from(bytes).map_err(|_long| io::ErrorKind::InvalidData)?;
        self.input.seek_relative(by)?;
        self.left -= bytes;
        Ok(())
    }

    /// The map of texts before the first mark; it comes in blocks, the last of which is empty.
    fn pass_head(&mut self) -> io::Result<()> {
        loop {
            let count = self.number()?;
            if count == 0 {
                return Ok(());
            }
            if count < 0 {
                // Then the bytes of the block stand here.
                self.number()?;
            }
            for _text in 0..count.unsigned_abs().saturating_mul(2) {
                let length = self.length()?;
                self.pass(length)?;
            }
        }
    }

    fn length(&mut self) -> io::Result<u64> {
        u64::try_from(self.number()?).map_err(|_negative| io::ErrorKind::InvalidData.into())
    }

    /// A number, zigzag and seven bits in each byte.
    fn number(&mut self) -> io::Result<i64> {
        let mut number = 0_u64;
        for place in 0..LONGEST_NUMBER {
            let mut byte = [0];
            self.fill(&mut byte)?;
            let [byte] = byte;
            number |= u64::from(byte & 0x7f) << (7 * place);
            if byte & 0x80 == 0 {
                return Ok((number >> 1) as i64 ^ -((number & 1) as i64));
            }
        }
        Err(io::ErrorKind::InvalidData.into())
    }
}
