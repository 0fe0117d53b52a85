//! Serving until told to stop.

mod crowd;
mod redirect;
mod timed_stream;
mod tls;

pub use self::redirect::{Onward, redirect};
pub use self::tls::{Certificate, CertificateError};

use crate::{WebState, router};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use crowd::{Crowd, Guest};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use metrics_exporter_prometheus::PrometheusHandle;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use timed_stream::TimedStream;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;

/// Connections at once; more wait in the listener's queue.
const MOST_CONNECTIONS: usize = 4_096;
/// How long requests in work may take when the server is told to stop.
const FAREWELL: Duration = Duration::from_secs(10);
/// Pause after a failed accept: out of file descriptors, say.
const BREATH: Duration = Duration::from_millis(100);
/// How often what the metrics have gathered is summed up, so that it does not pile up between two scrapes.
const SUMMING: Duration = Duration::from_secs(5);

/// Serves the hub on `listener` until `shutdown` resolves; requests in work have ten seconds to finish.
pub async fn serve(
    listener: TcpListener,
    state: WebState,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let app = router(state.clone());
    let crowd = Crowd::new(if state.settings.trusted_proxies == 0 {
        state.settings.most_connections_per_address
    } else {
        // Behind our own proxy everybody has its address.
        MOST_CONNECTIONS
    });
    let acceptor = match &state.settings.certificate {
        Some(certificate) => {
            Some(tls::acceptor(Arc::clone(certificate)).map_err(std::io::Error::other)?)
        }
        None => None,
    };
    let (stop, stopping) = watch::channel(false);
    let mut connections = JoinSet::new();
    let mut summing = tokio::time::interval(SUMMING);
    let mut shutdown = pin!(shutdown);
    loop {
        tokio::select! {
            () = &mut shutdown => break,
            Some(_ended) = connections.join_next() => {}
            _tick = summing.tick() => sum_up(state.house.metrics.as_ref()),
            accepted = listener.accept(), if connections.len() < MOST_CONNECTIONS => match accepted {
                Ok((stream, peer)) => {
                    // Without a word: an answer would have to be waited for, too.
                    let Some(guest) = crowd.enter(peer.ip()) else { continue };
                    let app = app.clone();
                    if let Err(error) = stream.set_nodelay(true) {
                        tracing::debug!(%error, "a connection stays slow");
                    }
                    let writing = state.settings.patience.writing;
                    let stream = TimedStream::new(stream, writing);
                    let arriving = Arriving { stream, peer, guest, head: state.settings.patience.head };
                    let stopping = stopping.clone();
                    match acceptor.clone() {
                        Some(acceptor) => connections.spawn(with_tls(acceptor, arriving, app, stopping)),
                        None => connections.spawn(connection(arriving, app, stopping)),
                    };
                }
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(BREATH).await;
                }
            },
        }
    }
    drop(listener);
    stop.send_replace(true);
    let farewell = async { while connections.join_next().await.is_some() {} };
    if tokio::time::timeout(FAREWELL, farewell).await.is_err() {
        tracing::warn!("requests were cut off by the stop");
    }
    Ok(())
}

fn sum_up(metrics: Option<&PrometheusHandle>) {
    if let Some(metrics) = metrics {
        metrics.run_upkeep();
    }
}

/// A connection that was just accepted.
struct Arriving<S> {
    stream: S,
    peer: SocketAddr,
    guest: Guest,
    head: Duration,
}

/// A connection that begins with TLS, for which a client has as much time as for the head of a request.
async fn with_tls(
    acceptor: TlsAcceptor,
    arriving: Arriving<TimedStream<TcpStream>>,
    app: Router,
    stopping: watch::Receiver<bool>,
) {
    match tokio::time::timeout(arriving.head, acceptor.accept(arriving.stream)).await {
        Ok(Ok(stream)) => {
            let arriving = Arriving {
                stream,
                peer: arriving.peer,
                guest: arriving.guest,
                head: arriving.head,
            };
            connection(arriving, app, stopping).await;
        }
        Ok(Err(error)) => tracing::debug!(%error, "a connection does not come to speak TLS"),
        Err(_elapsed) => tracing::debug!("a connection does not come to speak TLS in time"),
    }
}

/// One connection, until its client leaves or is silent for too long, or the server stops.
async fn connection<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    arriving: Arriving<S>,
    app: Router,
    mut stopping: watch::Receiver<bool>,
) {
    let Arriving {
        stream,
        peer,
        guest,
        head,
    } = arriving;
    let service = app.map_request(move |request: axum::http::Request<_>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    });
    // Only HTTP/1.1: to find out which version a client speaks, the builder would wait for its first bytes, and for
    // these there is no timeout. Proxies speak HTTP/1.1 to what is behind them.
    let mut builder = Builder::new(TokioExecutor::new()).http1_only();
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(head);
    let connection =
        builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    let mut connection = pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        _told = stopping.changed() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
    drop(guest);
}
