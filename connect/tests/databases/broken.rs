//! Lines to databases that break: what comes is the whole table, or an error.

use crate::mariadb;
use crate::postgresql::source_of;
use crate::source::Source;
use hebewerk_connect::{Connect, Reach};
use hebewerk_hub::ports::{Connectors, FetchError, Fetched};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What a line does after so many bytes of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Breakage {
    /// It ends in order, in the midst of an answer.
    Ends,
    Reset,
    /// Nothing comes any more.
    Silent,
    /// A little at a time.
    Slow,
}

/// Listens before a database; returns where.
async fn line(server: String, breakage: Breakage, after: usize) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let place = listener.local_addr().unwrap().to_string();
    let passed = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&passed);
    tokio::spawn(async move {
        while let Ok((client, _from)) = listener.accept().await {
            let server = TcpStream::connect(&server).await.unwrap();
            tokio::spawn(pass(
                client,
                server,
                (breakage, after),
                Arc::clone(&counted),
            ));
        }
    });
    (place, passed)
}

async fn pass(
    client: TcpStream,
    server: TcpStream,
    (breakage, after): (Breakage, usize),
    passed: Arc<AtomicUsize>,
) {
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let asking = tokio::spawn(async move {
        // Either end may hang up first.
        let _ended = tokio::io::copy(&mut from_client, &mut to_server).await;
        (from_client, to_server)
    });
    let mut piece = [0; 4096];
    loop {
        let most = if breakage == Breakage::Slow { 16 } else { 4096 };
        let Ok(read @ 1..) = from_server.read(&mut piece[..most]).await else {
            return;
        };
        let all = passed.fetch_add(read, Ordering::SeqCst) + read;
        if breakage != Breakage::Slow && all > after {
            break;
        }
        if to_client.write_all(&piece[..read]).await.is_err() {
            return;
        }
        tokio::task::yield_now().await;
    }
    match breakage {
        Breakage::Silent => drop(asking.await),
        Breakage::Reset => {
            asking.abort();
            let _ = to_client.as_ref().set_zero_linger();
        }
        _ => asking.abort(),
    }
}

async fn fetch(source: &Source, breakage: Breakage, after: usize) -> Result<u64, FetchError> {
    let (place, _passed) = line(source.host(), breakage, after).await;
    let mut fetch = source.asks(&[("table", "t")]);
    fetch.settings.insert("host".to_owned(), place.clone());
    fetch.time = Duration::from_secs(if breakage == Breakage::Silent { 2 } else { 60 });
    let folder = tempfile::tempdir().unwrap();
    let connect = Connect::new(&Reach::new(vec![place.parse().unwrap()]));
    let fetched = connect.fetch(&fetch, folder.path(), &|_, _| {}).await?;
    let Fetched::Files { files, .. } = fetched else {
        panic!("something is new");
    };
    let file = std::fs::File::open(&files[0].path).unwrap();
    let columns = crate::source::columns(file);
    Ok(columns[0].2.len() as u64)
}

async fn breaks(source: Source, bytes: usize) {
    assert_eq!(fetch(&source, Breakage::Slow, 0).await.unwrap(), ROWS);
    for breakage in [Breakage::Ends, Breakage::Reset, Breakage::Silent] {
        // While signing in, at the beginning of the rows, and shortly before their end.
        for after in [40, bytes / 4, bytes - bytes / 10] {
            let error = fetch(&source, breakage, after).await.unwrap_err();
            assert!(error.passing, "{breakage:?} {after}: {error:?}");
            let expected: &[&str] = match breakage {
                Breakage::Silent => &["fetch_timeout"],
                _ => &["fetch_cut_off", "fetch_unreachable"],
            };
            assert!(
                expected.contains(&error.code),
                "{breakage:?} {after}: {error:?}"
            );
        }
    }
}

const ROWS: u64 = 3_000;
/// Each row has more than a hundred bytes on the line.
const BYTES: usize = 300_000;

#[tokio::test]
async fn postgresql_comes_whole_or_not_at_all() {
    let sql = "create table t as
        select n as id, repeat(chr(97 + n % 26), 100) as text from generate_series(1, 3000) as n";
    if let Some((source, _client)) = source_of("postgresql", "broken", sql).await {
        breaks(source, BYTES).await;
    }
}

#[tokio::test]
async fn mariadb_comes_whole_or_not_at_all() {
    let sql = "create table t as select seq as id, repeat(char(97 + seq % 26), 100) as text from seq_1_to_3000";
    if let Some((source, _conn)) = mariadb::source("broken", &[sql]).await {
        breaks(source, BYTES).await;
    }
}
