//! Just enough HTTP to time a page: one request, one connection, no compression.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use anyhow::{Context, Result};

/// Longer than any page may take.
const PATIENCE: Duration = Duration::from_secs(30);

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// What came back.
pub(super) struct Answer {
    pub(super) status: u16,
    body: Vec<u8>,
}

impl Answer {
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Fetches a path from the loopback address, at most `limit` bytes of it.
pub(super) fn get(port: u16, path: &str, limit: Option<u64>) -> Result<Answer> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    // Version 1.0: the body ends with the connection, in one piece.
    write!(
        stream,
        "GET {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html,*/*\r\n\r\n"
    )?;
    let mut bytes = Vec::new();
    stream
        .take(limit.unwrap_or(u64::MAX))
        .read_to_end(&mut bytes)?;
    parse(bytes)
}

fn parse(mut bytes: Vec<u8>) -> Result<Answer> {
    let end = bytes
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .context("no end of the head")?;
    let body = bytes.split_off(end + 4);
    let head = String::from_utf8_lossy(&bytes);
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|code| code.parse().ok())
        .context("no status")?;
    Ok(Answer { status, body })
}

/// A port nobody listens on just now.
pub(super) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// Percent-encodes a part of a query.
pub(super) fn encode(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.extend([byte >> 4, byte & 15].map(|digit| char::from(HEX[usize::from(digit)])));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_and_body_are_told_apart() {
        let answer = parse(b"HTTP/1.0 404 Not Found\r\nx: y\r\n\r\nnichts".to_vec()).unwrap();
        assert_eq!((answer.status, answer.text().as_str()), (404, "nichts"));
    }

    #[test]
    fn an_answer_without_an_end_of_its_head_is_an_error() {
        assert!(parse(b"HTTP/1.0 200 OK\r\n".to_vec()).is_err());
    }

    #[test]
    fn umlauts_and_spaces_are_encoded() {
        assert_eq!(encode("Höhe m"), "H%C3%B6he%20m");
    }
}
