//! A connection to a database nobody vouches for.

use super::FORMAT;
use crate::archive::Damage;
use hebewerk_hub::ports::ReadError;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Longest text or geometry.
const MOST_VALUE_BYTES: i32 = 256 << 20;
/// Longest statement, those of views among them.
const MOST_SQL_BYTES: i32 = 1 << 20;

/// Opens it read-only; immutable, so that neither a journal nor a lock is looked for or made.
pub(super) fn open(file: &Path) -> Result<Connection, ReadError> {
    if is_cut(file)? {
        return Err(Damage::Truncated.error(FORMAT));
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(address(file), flags).map_err(|it| failed(&it))?;
    harden(&connection).map_err(|it| failed(&it))?;
    Ok(connection)
}

/// Whether the file is shorter than its head says. The library reads what is there, and misses the rest only where a
/// statement comes to it.
///
/// The head is that of SQLite's file format: size of a page at 16, number of pages at 28, valid where the counters at 24 and
/// 92 agree.
fn is_cut(file: &Path) -> io::Result<bool> {
    let mut input = File::open(file)?;
    let bytes = input.metadata()?.len();
    let mut head = [0; 96];
    if input.read_exact(&mut head).is_err() {
        return Ok(false);
    }
    let number = |from: usize, length: usize| {
        let digits = head.get(from..from + length).unwrap_or_default().iter();
        digits.fold(0_u64, |number, byte| number << 8 | u64::from(*byte))
    };
    let page = match number(16, 2) {
        1 => 65_536,
        bytes => bytes,
    };
    Ok(number(24, 4) == number(92, 4) && page * number(28, 4) > bytes)
}

fn harden(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, MOST_VALUE_BYTES)?;
    connection.set_limit(Limit::SQLITE_LIMIT_SQL_LENGTH, MOST_SQL_BYTES)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "mmap_size", 0)
}

/// The file as a URI, every byte that could mean something else escaped.
fn address(file: &Path) -> String {
    let mut address = String::from("file:");
    for byte in file.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' => address.push(char::from(*byte)),
            byte if byte.is_ascii_alphanumeric() => address.push(char::from(*byte)),
            byte => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address.push_str("?mode=ro&immutable=1");
    address
}

/// What an error of the library means.
pub(super) fn damage(error: &rusqlite::Error) -> Damage {
    match error.sqlite_error_code() {
        Some(ErrorCode::SystemIoFailure | ErrorCode::DiskFull | ErrorCode::CannotOpen) => {
            Damage::Io
        }
        Some(ErrorCode::OutOfMemory) => Damage::Stopped,
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Damage::Container,
        _ => Damage::Rules,
    }
}

/// The error of a file.
pub(super) fn failed(error: &rusqlite::Error) -> ReadError {
    damage(error).error(FORMAT)
}
