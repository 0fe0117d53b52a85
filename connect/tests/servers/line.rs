//! A line to a server that breaks when the test says so.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// Passes bytes on between a client and a server; its first lines break after so many bytes from the server.
pub(crate) struct Line {
    /// Host and port for the client.
    pub(crate) place: String,
    lines: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

impl Line {
    /// Breaks the first lines, as many as there are numbers, each after that many bytes.
    pub(crate) async fn breaking(server: &str, after: &[usize]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let place = listener.local_addr().unwrap().to_string();
        let lines = Arc::new(AtomicUsize::new(0));
        let (server, after) = (server.to_owned(), after.to_vec());
        let counted = Arc::clone(&lines);
        let task = tokio::spawn(async move {
            let mut open = tokio::task::JoinSet::new();
            while let Ok((client, _from)) = listener.accept().await {
                let number = counted.fetch_add(1, Ordering::SeqCst);
                let most = after.get(number).copied().unwrap_or(usize::MAX);
                let server = TcpStream::connect(&server).await.unwrap();
                open.spawn(pass_on(client, server, most));
            }
        });
        Self { place, lines, task }
    }

    /// Lines made so far.
    pub(crate) fn count(&self) -> usize {
        self.lines.load(Ordering::SeqCst)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn pass_on(client: TcpStream, server: TcpStream, most: usize) {
    let (from_client, to_client) = client.into_split();
    let (from_server, to_server) = server.into_split();
    // Whichever way ends first ends the other: a line is whole or broken.
    tokio::select! {
        () = copy(from_client, to_server, usize::MAX) => {}
        () = copy(from_server, to_client, most) => {}
    }
}

async fn copy(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, most: usize) {
    let mut piece = vec![0; 16 << 10];
    let mut left = most;
    while let Ok(read @ 1..) = from.read(&mut piece).await {
        let passed = read.min(left);
        if to.write_all(&piece[..passed]).await.is_err() || passed < read {
            return;
        }
        left -= passed;
    }
}
