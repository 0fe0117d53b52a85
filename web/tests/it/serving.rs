//! Serving over a real socket.

use crate::fake::{City, hub};
use hebewerk_web::{Patience, WebSettings, WebState, serve};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

#[tokio::test]
async fn a_server_answers_and_ends_when_it_is_told_to() {
    let (hub, _fake) = hub(City::default());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let state = WebState::new(hub, WebSettings::default());
    let server = tokio::spawn(serve(listener, state, async {
        stopped.await.ok();
    }));
    let mut client = TcpStream::connect(address).await.unwrap();
    client
        .write_all(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        .await
        .unwrap();
    let mut answer = vec![0; 4096];
    let read = client.read(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(&answer[..read]).into_owned();
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert!(answer.contains("\"status\":\"ok\""), "{answer}");
    // The connection stays open for the next request; the stop closes it all the same.
    stop.send(()).unwrap();
    server.await.unwrap().unwrap();
    assert_eq!(client.read(&mut [0; 16]).await.unwrap(), 0);
    assert!(TcpStream::connect(address).await.is_err());
}

/// A server with these settings, and where it listens; it ends with the test.
async fn serving(settings: WebSettings) -> std::net::SocketAddr {
    let (hub, _fake) = hub(City::default());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let state = WebState::new(hub, settings);
    tokio::spawn(serve(listener, state, std::future::pending()));
    address
}

/// Everything the server says until it hangs up.
async fn told(client: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    // A connection may also be reset: that is a way of hanging up.
    client.read_to_end(&mut answer).await.ok();
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn who_says_nothing_is_hung_up_on() {
    let settings = WebSettings {
        patience: Patience {
            head: Duration::from_millis(50),
            ..Patience::default()
        },
        ..WebSettings::default()
    };
    let address = serving(settings).await;
    let mut silent = TcpStream::connect(address).await.unwrap();
    assert!(!told(&mut silent).await.contains("200 OK"));
    // Also between two requests.
    let mut idle = TcpStream::connect(address).await.unwrap();
    idle.write_all(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        .await
        .unwrap();
    assert!(told(&mut idle).await.starts_with("HTTP/1.1 200 OK"));
}

#[tokio::test]
async fn a_form_that_drips_is_answered_before_it_is_whole() {
    let settings = WebSettings {
        patience: Patience {
            form: Duration::from_millis(50),
            ..Patience::default()
        },
        ..WebSettings::default()
    };
    let mut client = TcpStream::connect(serving(settings).await).await.unwrap();
    client
        .write_all(
            b"POST /anmelden HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\
              Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\nemail=",
        )
        .await
        .unwrap();
    let answer = told(&mut client).await;
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
}

#[tokio::test]
async fn one_address_cannot_take_all_connections() {
    let settings = WebSettings {
        most_connections_per_address: 1,
        ..WebSettings::default()
    };
    let address = serving(settings).await;
    let request = b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let mut first = TcpStream::connect(address).await.unwrap();
    let mut second = TcpStream::connect(address).await.unwrap();
    second.write_all(request).await.ok();
    assert_eq!(told(&mut second).await, "");
    first.write_all(request).await.unwrap();
    assert!(told(&mut first).await.starts_with("HTTP/1.1 200 OK"));
}
