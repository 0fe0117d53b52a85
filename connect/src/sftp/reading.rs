//! Reading a file: many pieces are on their way at once, as on a long line each answer takes its time.

use super::session::Session;
use crate::files::Copying;
use futures::StreamExt;
use futures::stream::FuturesOrdered;
use hebewerk_hub::ports::FetchError;
use russh_sftp::client::error::Error as SftpError;
use russh_sftp::protocol::{Data, FileAttributes, OpenFlags, StatusCode};

/// Bytes of a piece: what every server gives at once (draft-ietf-secsh-filexfer-02, 3).
const PIECE_BYTES: u32 = 32 << 10;

/// Pieces on their way.
const AT_ONCE: usize = 32;

/// Why a file was not read to its end.
pub(super) enum Ended {
    /// The server or the line.
    There(SftpError),
    /// This machine.
    Here(FetchError),
}

/// Appends what a copy does not have yet. A file of unknown size is asked for until its end comes.
pub(super) async fn read(
    line: &Session,
    (path, size): (&str, Option<u64>),
    copy: &mut Copying<'_>,
) -> Result<(), Ended> {
    let open = line
        .files
        .open(path, OpenFlags::READ, FileAttributes::empty());
    let handle = open.await.map_err(Ended::There)?.handle;
    let read = read_open(line, (&handle, size), copy).await;
    // The server closes what it has open when the line ends; whether it did so now changes nothing.
    let _closed = line.files.close(handle).await;
    read
}

async fn read_open(
    line: &Session,
    (handle, size): (&str, Option<u64>),
    copy: &mut Copying<'_>,
) -> Result<(), Ended> {
    let ask = |at| async move { (at, line.files.read(handle, at, PIECE_BYTES).await) };
    let mut next = copy.bytes();
    let mut coming = FuturesOrdered::new();
    loop {
        // Up to its end and once more: only the answer that there is nothing says that it is the end. One that is
        // longer than it was is asked for piece by piece.
        while coming.is_empty() || coming.len() < AT_ONCE && size.is_none_or(|size| next <= size) {
            coming.push_back(ask(next));
            next += u64::from(PIECE_BYTES);
        }
        let Some((at, answer)) = coming.next().await else {
            continue;
        };
        let Some(data) = piece(answer).map_err(Ended::There)? else {
            return Ok(());
        };
        let is_short = data.len() < PIECE_BYTES as usize;
        if at == copy.bytes() {
            copy.add(&data).await.map_err(Ended::Here)?;
        }
        if is_short {
            // Servers may give less than was asked for; what was asked for behind the gap comes again.
            coming = FuturesOrdered::new();
            next = copy.bytes();
        }
    }
}

/// The bytes of an answer; none at the end.
fn piece(answer: Result<Data, SftpError>) -> Result<Option<Vec<u8>>, SftpError> {
    match answer {
        Ok(data) if data.data.is_empty() => Ok(None),
        Ok(data) => Ok(Some(data.data)),
        Err(SftpError::Status(status)) if status.status_code == StatusCode::Eof => Ok(None),
        Err(error) => Err(error),
    }
}
