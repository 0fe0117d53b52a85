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
    line: String,
    body: Vec<u8>,
}

/// One question.
#[derive(Clone, Copy)]
pub(super) struct Ask<'a> {
    pub(super) path: &'a str,
    pub(super) accept: &'a str,
    /// The tag of an answer that is known already.
    pub(super) known: Option<&'a str>,
}

impl<'a> Ask<'a> {
    pub(super) const fn json(path: &'a str) -> Self {
        Self {
            path,
            accept: "application/json",
            known: None,
        }
    }
}

/// What is kept of an answer.
pub(super) struct Answered {
    pub(super) status: u16,
    pub(super) tag: Option<String>,
}

/// How an answer says where it ends.
enum Body {
    Bytes(usize),
    Chunks,
}

impl Caller {
    pub(super) fn new(port: u16) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream: BufReader::with_capacity(1 << 16, stream),
            port,
            line: String::new(),
            body: Vec::new(),
        })
    }

    /// Asks, and reads the whole answer.
    pub(super) fn ask(&mut self, ask: Ask<'_>) -> Result<Answered> {
        let Ask {
            path,
            accept,
            known,
        } = ask;
        let port = self.port;
        let mut request =
            format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: {accept}\r\n");
        if let Some(tag) = known {
            request.push_str("If-None-Match: ");
            request.push_str(tag);
            request.push_str("\r\n");
        }
        request.push_str("\r\n");
        self.stream.get_mut().write_all(request.as_bytes())?;
        let (answered, body) = self.head()?;
        match body {
            Body::Bytes(length) => self.read(length)?,
            Body::Chunks => while self.chunk()? {},
        }
        Ok(answered)
    }

    /// The body of the answer read last; of one in chunks, its last chunk.
    pub(super) fn body(&self) -> &[u8] {
        &self.body
    }

    fn head(&mut self) -> Result<(Answered, Body)> {
        let (mut status, mut body, mut tag) = (None, None, None);
        loop {
            self.next_line()?;
            let line = self.line.trim_end();
            if line.is_empty() {
                break;
            }
            if status.is_none() {
                let code = line.split(' ').nth(1);
                let code = code.and_then(|code| code.parse::<u16>().ok());
                status = Some(code.context("a status")?);
                continue;
            }
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            if name.eq_ignore_ascii_case("content-length") {
                body = Some(Body::Bytes(value.trim().parse()?));
            } else if name.eq_ignore_ascii_case("transfer-encoding") {
                body = Some(Body::Chunks);
            } else if name.eq_ignore_ascii_case("etag") {
                tag = Some(value.trim().to_owned());
            }
        }
        let status = status.context("an answer")?;
        let body = match body {
            // Has none (RFC 9110 § 15.4.5), whatever length is said.
            _ if status == 304 => Body::Bytes(0),
            body => body.context("a length of the body")?,
        };
        Ok((Answered { status, tag }, body))
    }

    fn read(&mut self, length: usize) -> Result<()> {
        self.body.resize(length, 0);
        Ok(self.stream.read_exact(&mut self.body)?)
    }

    /// Reads a chunk (RFC 9112 § 7.1); `false` at the last one.
    fn chunk(&mut self) -> Result<bool> {
        self.next_line()?;
        let length = usize::from_str_radix(self.line.trim_end(), 16)?;
        if length > 0 {
            self.read(length)?;
        }
        self.next_line()?;
        Ok(length > 0)
    }

    fn next_line(&mut self) -> Result<()> {
        self.line.clear();
        self.stream.read_line(&mut self.line)?;
        Ok(())
    }
}
