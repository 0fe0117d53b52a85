//! A small HTTP server that says what the test tells it to, and can break off wherever it likes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A request as it came.
#[derive(Debug, Clone, Default)]
pub(crate) struct Request {
    /// With its parameters.
    pub(crate) path: String,
    /// Names in small letters.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

impl Request {
    /// A header, or nothing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// A parameter, decoded, whatever the case of its name.
    pub(crate) fn parameter(&self, name: &str) -> Option<String> {
        let url = url::Url::parse("http://x").unwrap().join(&self.path);
        let url = url.unwrap();
        let mut pairs = url.query_pairs();
        pairs
            .find(|(key, _value)| key.eq_ignore_ascii_case(name))
            .map(|(_key, value)| value.into_owned())
    }
}

/// What the server does.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    /// Bytes promised, if not those of the body.
    length: Option<usize>,
    /// Bytes of the body after which the connection is closed or kept waiting.
    ends_after: Option<usize>,
    stays_silent: bool,
}

impl Answer {
    pub(crate) fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self::status(200, body)
    }

    pub(crate) fn status(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.into(),
            length: None,
            ends_after: None,
            stays_silent: false,
        }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Closes the connection after so many bytes of the body.
    pub(crate) fn cut_after(mut self, bytes: usize) -> Self {
        self.ends_after = Some(bytes);
        self
    }

    /// Half of the body under the length of all of it.
    pub(crate) fn halved(self) -> Self {
        let half = self.body.len() / 2;
        self.cut_after(half)
    }

    /// One byte more promised than there is.
    pub(crate) fn promising_more(self) -> Self {
        let more = self.body.len() + 1;
        self.promising(more)
    }

    /// Promises another length than the body has.
    pub(crate) fn promising(mut self, bytes: usize) -> Self {
        self.length = Some(bytes);
        self
    }

    /// Keeps the connection open without a further byte after so many of the body.
    pub(crate) fn silent_after(mut self, bytes: usize) -> Self {
        self.stays_silent = true;
        self.cut_after(bytes)
    }
}

type Says = dyn Fn(&Request, usize) -> Answer + Send + Sync;

/// A running server; it ends with this.
pub(crate) struct Server {
    /// Host and port.
    pub(crate) place: String,
    seen: Arc<Mutex<Vec<Request>>>,
    task: JoinHandle<()>,
}

impl Server {
    /// Answers every request by `says`, which is also told how many came before.
    pub(crate) async fn start(
        says: impl Fn(&Request, usize) -> Answer + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let place = listener.local_addr().unwrap().to_string();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let says: Arc<Says> = Arc::new(says);
        let task = tokio::spawn(serve(listener, Arc::clone(&seen), says));
        Self { place, seen, task }
    }

    /// An address on the server.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.place)
    }

    /// What was asked so far.
    pub(crate) fn seen(&self) -> Vec<Request> {
        self.seen.lock().unwrap().clone()
    }

    /// The paths that were asked for so far.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.seen()
            .into_iter()
            .map(|request| request.path)
            .collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(listener: TcpListener, seen: Arc<Mutex<Vec<Request>>>, says: Arc<Says>) {
    let mut open = tokio::task::JoinSet::new();
    loop {
        let Ok((stream, _from)) = listener.accept().await else {
            return;
        };
        open.spawn(answer(stream, Arc::clone(&seen), Arc::clone(&says)));
    }
}

async fn answer(mut stream: TcpStream, seen: Arc<Mutex<Vec<Request>>>, says: Arc<Says>) {
    let Some(request) = read(&mut stream).await else {
        return;
    };
    let before = {
        let mut seen = seen.lock().unwrap();
        seen.push(request.clone());
        seen.len() - 1
    };
    let answer = says(&request, before);
    if answer.status == 0 {
        // No answer at all: a reset rather than an end.
        let _ = stream.set_zero_linger();
        return;
    }
    let mut head = format!("HTTP/1.1 {} X\r\nconnection: close\r\n", answer.status);
    let tells = |wanted| answer.headers.iter().any(|(name, _)| *name == wanted);
    let has_no_length = tells("no-length") || tells("transfer-encoding");
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if !has_no_length && answer.status != 304 {
        let length = answer.length.unwrap_or(answer.body.len());
        head.push_str(&format!("content-length: {length}\r\n"));
    }
    head.push_str("\r\n");
    let end = answer.ends_after.unwrap_or(answer.body.len());
    // Whoever asked may have gone already.
    let _ = stream.write_all(head.as_bytes()).await;
    let _ = stream.write_all(&answer.body[..end]).await;
    let _ = stream.flush().await;
    if answer.stays_silent {
        let mut rest = [0];
        let _ = stream.read(&mut rest).await;
    }
}

async fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let byte = stream.read_u8().await.ok()?;
        head.push(byte);
    }
    let head = String::from_utf8(head).unwrap();
    let mut lines = head.lines();
    let path = lines.next()?.split(' ').nth(1)?.to_owned();
    let headers = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let mut request = Request {
        path,
        headers,
        body: String::new(),
    };
    let length = request.header("content-length").parse().unwrap_or(0);
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    request.body = String::from_utf8(body).unwrap();
    Some(request)
}
