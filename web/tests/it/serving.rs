//! Serving over a real socket.

use crate::fake::{City, hub};
use hebewerk_web::{WebSettings, WebState, serve};
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
