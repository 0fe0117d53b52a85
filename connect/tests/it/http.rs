//! A file behind a web address.

use crate::fetching::Fetching;
use crate::server::{Answer, Server};
use std::time::Duration;

const TEXT: &str = "baum;jahr\nLinde;1990\nEiche;2001\n";

fn fetching(server: &Server) -> Fetching {
    Fetching::new("http", &[server], &[("url", &server.url("/b.csv"))])
}

#[tokio::test]
async fn what_breaks_off_is_taken_up_where_it_ended() {
    let server = Server::start(|request, _before| match request.header("range") {
        "" => Answer::ok(TEXT).with("etag", "\"a\"").cut_after(12),
        "bytes=12-" => {
            assert_eq!(request.header("if-range"), "\"a\"");
            Answer::status(206, TEXT.split_at(12).1)
                .with("etag", "\"a\"")
                .with(
                    "content-range",
                    format!("bytes 12-{}/{}", TEXT.len() - 1, TEXT.len()),
                )
        }
        other => panic!("{other}"),
    })
    .await;
    let came = fetching(&server).file().await;
    assert_eq!((came.name.as_str(), came.text.as_str()), ("b.csv", TEXT));
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn a_file_that_changed_meanwhile_comes_anew() {
    let server = Server::start(|_request, before| match before {
        0 => Answer::ok(TEXT).with("etag", "\"a\"").cut_after(12),
        _ => Answer::ok("neu\n1\n").with("etag", "\"b\""),
    })
    .await;
    let came = fetching(&server).file().await;
    assert_eq!(came.text, "neu\n1\n");
    // The mark of the new file: by that of the old one the next fetch would take it for changed.
    assert!(came.memory.unwrap().contains("\\\"b\\\""));
}

#[tokio::test]
async fn another_piece_than_was_asked_for_is_never_taken_for_the_rest() {
    let pieces = [
        ("bytes 20-30/31", "\"a\""),
        ("bytes 12-30/99", "\"a\""),
        ("bytes 12-30/31", "\"b\""),
        ("bytes */31", "\"a\""),
    ];
    for (range, etag) in pieces {
        let server = Server::start(move |request, _before| match request.header("range") {
            "" => Answer::ok(TEXT).with("etag", "\"a\"").cut_after(12),
            _ => Answer::status(206, "x;1\n")
                .with("etag", etag)
                .with("content-range", range),
        })
        .await;
        let error = fetching(&server).error().await;
        assert_eq!(error.code, "fetch_cut_off", "{range} {etag}");
    }
}

#[tokio::test]
async fn the_rest_of_a_file_without_a_length_must_reach_its_end() {
    // In pieces with their lengths, as servers write them that do not know how long the whole will be.
    let begun = format!("{:x}\r\n{}\r\n", 12, TEXT.split_at(12).0);
    let server = Server::start(move |request, _before| match request.header("range") {
        "" => Answer::ok(begun.as_str())
            .with("etag", "\"a\"")
            .with("transfer-encoding", "chunked"),
        _ => Answer::status(206, "nde;1990")
            .with("content-range", format!("bytes 12-19/{}", TEXT.len())),
    })
    .await;
    assert_eq!(fetching(&server).error().await.code, "fetch_cut_off");
}

#[tokio::test]
async fn without_a_mark_what_breaks_off_is_an_error() {
    let server = Server::start(|_request, _before| Answer::ok(TEXT).cut_after(12)).await;
    assert_eq!(fetching(&server).error().await.code, "fetch_cut_off");
}

#[tokio::test]
async fn a_wrong_length_is_an_error() {
    let more = Server::start(|_request, _before| Answer::ok(TEXT).promising(9_999)).await;
    assert_eq!(fetching(&more).error().await.code, "fetch_cut_off");
}

#[tokio::test]
async fn what_has_not_changed_is_not_fetched_again() {
    let server = Server::start(|request, _before| match request.header("if-none-match") {
        "\"a\"" => Answer::status(304, ""),
        _ => Answer::ok(TEXT).with("etag", "\"a\""),
    })
    .await;
    let first = fetching(&server).file().await;
    let second = fetching(&server).memory(first.memory.clone()).run().await;
    assert_eq!(second.unwrap(), None);
    // What another address left behind says nothing of this one.
    let other = [("url", server.url("/c.csv"))];
    let other = other.each_ref().map(|(name, url)| (*name, url.as_str()));
    let other = Fetching::new("http", &[&server], &other).memory(first.memory);
    assert_eq!(other.file().await.text, TEXT);
}

#[tokio::test]
async fn an_answer_that_leads_inside_is_not_followed() {
    for inside in [
        "http://127.0.0.1/",
        "http://127.0.0.1:22/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://2130706433/",
        "http://localhost/",
    ] {
        let server = Server::start(move |_request, _before| {
            Answer::status(302, "").with("location", inside)
        })
        .await;
        let error = fetching(&server).error().await;
        assert_eq!(error.code, "fetch_address_refused", "{inside}");
    }
    let server = Server::start(|_request, _before| {
        Answer::status(302, "").with("location", "file:///etc/passwd")
    })
    .await;
    assert_eq!(
        fetching(&server).refusal().await,
        ("fetch_redirect_refused", "file:".to_owned())
    );
}

#[tokio::test]
async fn whoever_we_are_sent_on_to_gets_no_secret() {
    let other = Server::start(|_request, _before| Answer::ok(TEXT)).await;
    let there = other.url("/elsewhere.csv");
    let server = Server::start(move |request, _before| match request.path.as_str() {
        "/b.csv" => Answer::status(307, "").with("location", "/c.csv"),
        _ => Answer::status(307, "").with("location", there.clone()),
    })
    .await;
    let url = server.url("/b.csv");
    let basic = [("url", url.as_str()), ("user", "amt")];
    let basic = Fetching::new("http", &[&server, &other], &basic).secret("password", "geheim");
    let token = Fetching::new("http", &[&server, &other], &[("url", &url)]);
    for fetching in [basic, token.secret("token", "abc")] {
        assert_eq!(fetching.file().await.text, TEXT);
    }
    let sent = |server: &Server| {
        let seen = server.seen().into_iter();
        seen.map(|request| request.header("authorization").to_owned())
            .collect::<Vec<_>>()
    };
    let (basic, token) = ("Basic YW10OmdlaGVpbQ==", "Bearer abc");
    assert_eq!(sent(&server), [basic, basic, token, token]);
    assert_eq!(sent(&other), ["", ""]);
}

#[tokio::test]
async fn what_is_packed_for_the_way_is_unpacked_and_half_of_it_is_an_error() {
    let packed = zstd::encode_all(TEXT.as_bytes(), 0).unwrap();
    for length in [packed.len(), packed.len() - 1, packed.len() / 2, 0] {
        let sent = packed.clone();
        let server = Server::start(move |request, _before| {
            assert_eq!(request.header("accept-encoding"), "");
            Answer::ok(&sent[..length])
                .with("content-encoding", "zstd")
                .with("no-length", "1")
        })
        .await;
        let came = fetching(&server).run().await;
        match came {
            Ok(came) => assert_eq!((length, came.unwrap().text.as_str()), (packed.len(), TEXT)),
            Err(error) => {
                assert_eq!((error.code, error.passing), ("fetch_cut_off", true));
                assert!(length < packed.len());
            }
        }
    }
}

#[tokio::test]
async fn a_file_packed_for_the_way_by_its_name_loses_the_ending() {
    let packed = gzip(TEXT.as_bytes());
    let twice = gzip(&packed);
    for (sent, name) in [(packed, "b.csv"), (twice, "b.csv.gz")] {
        let server = Server::start(move |_request, _before| {
            Answer::ok(sent.as_slice()).with("content-encoding", "gzip")
        })
        .await;
        let url = server.url("/b.csv.gz");
        let fetching = Fetching::new("http", &[&server], &[("url", &url)]);
        assert_eq!(fetching.file().await.name, name);
    }
}

#[tokio::test]
async fn a_packed_file_that_nobody_packed_for_the_way_stays_as_it_is() {
    let server = Server::start(|_request, _before| Answer::ok(gzip(TEXT.as_bytes()))).await;
    let came = fetching(&server).file().await;
    assert_eq!(came.text, gzip(TEXT.as_bytes()).escape_ascii().to_string());
}

#[tokio::test]
async fn packing_that_is_damaged_unknown_or_too_much_is_an_error() {
    for (coding, body, code) in [
        (
            "gzip",
            b"\x1f\x8b\x08\x00 not really".to_vec(),
            "fetch_coding_damaged",
        ),
        ("compress", b"xy".to_vec(), "fetch_coding_unknown"),
        ("gzip", gzip(&vec![b'a'; 2000]), "fetch_too_large"),
    ] {
        let server = Server::start(move |_request, _before| {
            Answer::ok(body.as_slice()).with("content-encoding", coding)
        })
        .await;
        let error = fetching(&server).most_bytes(1000).error().await;
        assert_eq!(error.code, code);
    }
}

#[tokio::test]
async fn a_mark_is_asked_by_only_as_long_as_the_file_is_the_one_it_was_of() {
    let server = Server::start(
        |request, before| match (before, request.header("if-none-match")) {
            (0, _) => Answer::ok("v1\n1\n").with("etag", "\"a\""),
            (_, "\"a\"") if before > 1 => Answer::status(304, ""),
            _ => Answer::ok("v2\n1\n"),
        },
    )
    .await;
    let first = fetching(&server).file().await;
    let second = fetching(&server).memory(first.memory).file().await;
    assert!(
        second.memory.is_some(),
        "without one the hub keeps the first"
    );
    let third = fetching(&server).memory(second.memory).file().await;
    assert_eq!(third.text, "v2\n1\n");
}

fn gzip(text: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut packing = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packing.write_all(text).unwrap();
    packing.finish().unwrap()
}

#[tokio::test]
async fn a_busy_server_is_asked_again_when_it_says() {
    let server = Server::start(|_request, before| match before {
        0 => Answer::status(429, "").with("retry-after", "0"),
        1 => Answer::status(503, "").with("retry-after", "0"),
        _ => Answer::ok(TEXT),
    })
    .await;
    assert_eq!(fetching(&server).file().await.text, TEXT);
    let later =
        Server::start(|_request, _before| Answer::status(429, "").with("retry-after", "3600"))
            .await;
    let error = fetching(&later).error().await;
    assert_eq!(error.code, "fetch_busy");
    assert_eq!(error.retry_after, Some(Duration::from_hours(1)));
    assert_eq!(later.seen().len(), 1);
    let dated = Server::start(|_request, _before| {
        Answer::status(503, "")
            .with("date", "Sun, 06 Nov 1994 08:49:37 GMT")
            .with("retry-after", "Sun, 06 Nov 1994 09:49:37 GMT")
    })
    .await;
    let error = fetching(&dated).error().await;
    assert_eq!(error.retry_after, Some(Duration::from_hours(1)));
}

#[tokio::test]
async fn a_connection_that_is_reset_is_tried_again() {
    let server = Server::start(|_request, before| match before {
        0 => Answer::status(0, ""),
        _ => Answer::ok(TEXT),
    })
    .await;
    assert_eq!(fetching(&server).file().await.text, TEXT);
}

#[tokio::test]
async fn a_server_that_falls_silent_is_left_when_the_time_is_over() {
    let server = Server::start(|_request, _before| Answer::ok(TEXT).silent_after(5)).await;
    let fetching = fetching(&server).time(Duration::from_millis(200));
    assert_eq!(fetching.error().await.code, "fetch_timeout");
}

#[tokio::test]
async fn more_than_allowed_is_refused_with_and_without_a_length() {
    let told = Server::start(|_request, _before| Answer::ok(vec![b'x'; 2000])).await;
    let silent =
        Server::start(|_request, _before| Answer::ok(vec![b'x'; 2000]).with("no-length", "1"))
            .await;
    for server in [told, silent] {
        let error = fetching(&server).most_bytes(1000).error().await;
        assert_eq!(error.code, "fetch_too_large");
    }
}

#[tokio::test]
async fn a_refusal_says_which() {
    for (status, code) in [
        (401, "fetch_denied"),
        (403, "fetch_denied"),
        (404, "fetch_not_found"),
        (410, "fetch_not_found"),
        (400, "fetch_request_refused"),
    ] {
        let server = Server::start(move |_request, _before| Answer::status(status, "")).await;
        let error = fetching(&server).error().await;
        assert_eq!((error.code, error.passing), (code, false), "{status}");
        assert_eq!(server.seen().len(), 1, "{status}");
    }
}
