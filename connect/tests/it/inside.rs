//! Addresses inside the administration's network, in every disguise: no connector opens a connection to one that the
//! administrator did not allow.

use crate::fetching::Fetching;
use crate::server::{Answer, Server};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::net::TcpListener;

/// The machine itself, as it can be written.
const OURSELVES: [&str; 31] = [
    "127.0.0.1",
    "127.0.0.1.",
    "127.1",
    "127.0.1",
    "127.0.0.2",
    "127.255.255.254",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0x7f.1",
    "0177.0.0.1",
    "0177.0.0.01",
    "017700000001",
    "localhost",
    "localhost.",
    "LocalHost",
    "hub.localhost",
    "0.0.0.0",
    "0",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "①②⑦.⓪.⓪.①",
    "127。0。0。1",
    "%31%32%37.0.0.1",
    "%6c%6f%63%61%6c%68%6f%73%74",
];

/// Neighbours in private networks, and what clouds tell about themselves.
const NEIGHBOURS: [&str; 14] = [
    "10.0.0.1",
    "10.255.255.255",
    "172.16.0.1",
    "172.31.255.254",
    "192.168.178.1",
    "100.64.0.1",
    "169.254.169.254",
    "0xa9fea9fe",
    "2852039166",
    "198.18.0.1",
    "[fd00:ec2::254]",
    "[fe80::1]",
    "[::ffff:169.254.169.254]",
    "[64:ff9b::a9fe:a9fe]",
];

/// Connectors that are given an address, with what else they ask for.
const BY_ADDRESS: [(&str, &[(&str, &str)]); 8] = [
    ("http", &[]),
    ("webdav", &[("pattern", "*.csv"), ("which", "newest")]),
    ("wfs", &[("layer", "a")]),
    ("ogc_features", &[("collection", "a")]),
    ("ckan", &[("dataset", "a")]),
    ("sensorthings", &[("query", "Things")]),
    ("gtfs", &[]),
    (
        "s3",
        &[
            ("bucket", "a"),
            ("region", "eu"),
            ("style", "path"),
            ("pattern", "*.csv"),
            ("which", "newest"),
        ],
    ),
];

/// Connectors that are given a host.
const BY_HOST: [(&str, &[(&str, &str)]); 4] = [
    (
        "sftp",
        &[("user", "a"), ("pattern", "*.csv"), ("which", "newest")],
    ),
    (
        "postgresql",
        &[("database", "a"), ("user", "a"), ("table", "a")],
    ),
    ("mysql", &[("database", "a"), ("user", "a"), ("table", "a")]),
    ("mqtt", &[("topics", "#"), ("seconds", "1")]),
];

/// Counts who comes to a port of this machine.
struct Canary {
    place: SocketAddr,
    came: Arc<AtomicUsize>,
}

impl Canary {
    async fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let place = listener.local_addr().unwrap();
        let came = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&came);
        tokio::spawn(async move {
            while listener.accept().await.is_ok() {
                counted.fetch_add(1, Ordering::SeqCst);
            }
        });
        Self { place, came }
    }
}

/// What was tried, and how it was refused.
#[derive(Default)]
struct Tried {
    codes: BTreeMap<&'static str, usize>,
}

impl Tried {
    async fn refused(&mut self, connector: &str, settings: &[(&str, &str)]) {
        let fetching = Fetching::new(connector, &[], settings).secret("password", "geheim");
        let error = if connector == "mqtt" {
            // It fetches into the inbox of a connection that is kept; a look needs none.
            fetching.look().await.map(|_offered| ()).unwrap_err()
        } else {
            fetching.error().await
        };
        let known = [
            "fetch_address_refused",
            "fetch_redirect_refused",
            "fetch_address_invalid",
            "fetch_address_with_login",
            "fetch_unknown_host",
        ];
        assert!(
            known.contains(&error.code),
            "{connector} {settings:?}: {error:?}"
        );
        *self.codes.entry(error.code).or_default() += 1;
    }

    fn count(&self) -> usize {
        self.codes.values().sum()
    }
}

#[tokio::test]
async fn no_connector_reaches_inside_in_any_disguise() {
    let canary = Canary::new().await;
    let port = canary.place.port();
    let mut tried = Tried::default();
    for (connector, more) in BY_ADDRESS {
        let hosts = OURSELVES.iter().chain(&NEIGHBOURS);
        for url in hosts.map(|host| format!("http://{host}:{port}/a.csv")) {
            tried
                .refused(connector, &[&[("url", url.as_str())], more].concat())
                .await;
        }
    }
    for (connector, more) in BY_HOST {
        for host in OURSELVES.iter().chain(&NEIGHBOURS) {
            let host = format!("{host}:{port}");
            tried
                .refused(connector, &[&[("host", host.as_str())], more].concat())
                .await;
        }
    }
    for form in [
        "http://example.org@HOST/",
        "http://example.org:80@HOST/",
        "http://HOST#@example.org/",
        "http://HOST?@example.org/",
        "http:\\\\HOST/",
        "http:/HOST/",
        "http:HOST/",
        "  http://HOST/ ",
        "http://example.org\\@HOST/",
        "HTTP://HOST/",
        "https://HOST/",
        "ftp://HOST/",
        "gopher://HOST/_x",
        "file://HOST/etc/passwd",
        "dict://HOST/",
        "jar:http://HOST!/",
        "data:text/csv,a;b",
        "//HOST/",
    ] {
        let url = form.replace("HOST", &canary.place.to_string());
        tried.refused("http", &[("url", &url)]).await;
    }
    assert!(tried.count() >= 500, "{}", tried.count());
    let reached = canary.came.load(Ordering::SeqCst);
    assert_eq!(reached, 0, "of {:?}", tried.codes);
}

#[tokio::test]
async fn no_answer_leads_inside_in_any_disguise() {
    let canary = Canary::new().await;
    let port = canary.place.port();
    let hosts: Vec<String> = OURSELVES
        .iter()
        .chain(&NEIGHBOURS)
        .map(|host| format!("//{host}:{port}/"))
        .collect();
    for scheme in ["http:", "https:", ""] {
        for host in &hosts {
            let location = format!("{scheme}{host}");
            let server = Server::start(move |_request, _before| {
                Answer::status(302, "").with("location", &location)
            })
            .await;
            let url = server.url("/a.csv");
            let error = Fetching::new("http", &[&server], &[("url", &url)])
                .error()
                .await;
            let known = [
                "fetch_address_refused",
                "fetch_redirect_refused",
                "fetch_unknown_host",
                // A place that is no text is no place.
                "fetch_request_refused",
            ];
            assert!(known.contains(&error.code), "{scheme}{host}: {error:?}");
        }
    }
    assert_eq!(canary.came.load(Ordering::SeqCst), 0);
}
