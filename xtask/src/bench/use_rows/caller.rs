//! A program that asks over one connection again and again.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, Result};

/// Longer than any page may take.
const PATIENCE: Duration = Duration::from_mins(1);

pub(super) struct Caller {
    stream: BufReader<TcpStream>,
    port: u16,
    body: Vec<u8>,
}

impl Caller {
    pub(super) fn new(port: u16) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream: BufReader::with_capacity(1 << 16, stream),
            port,
            body: Vec::new(),
        })
    }

    /// Asks, reads the whole answer, and tells its status.
    pub(super) fn get(&mut self, path: &str) -> Result<u16> {
        let port = self.port;
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: application/json\r\n\r\n"
        );
        self.stream.get_mut().write_all(request.as_bytes())?;
        let (mut status, mut length) = (None, None);
        let mut line = String::new();
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if status.is_none() {
                let code = line.split(' ').nth(1);
                status = Some(
                    code.and_then(|code| code.parse().ok())
                        .context("a status")?,
                );
            } else if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = Some(value.trim().parse::<usize>()?);
            }
        }
        self.body.resize(length.context("a length of the body")?, 0);
        self.stream.read_exact(&mut self.body)?;
        status.context("an answer")
    }
}
