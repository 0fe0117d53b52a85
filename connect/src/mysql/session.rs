//! A connection that is signed in.

use super::failure::failed;
use crate::database::{SIGN_IN, Server};
use crate::http::trusted;
use crate::reach::Reach;
use hebewerk_hub::ports::FetchError;
use mysql_async::prelude::Queryable;
use mysql_async::{Conn, Error, IoError, OptsBuilder, SslOpts};
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;
use tokio::time::timeout;

/// What makes values come in one form everywhere. Packing may hold up reading: the server is asked for patience.
const SETTINGS: &str = "
    set session time_zone = '+00:00',
        net_write_timeout = 600,
        transaction_isolation = 'REPEATABLE-READ'";

/// The same where the isolation has its older name.
const OLD_SETTINGS: &str = "
    set session time_zone = '+00:00',
        net_write_timeout = 600,
        tx_isolation = 'REPEATABLE-READ'";

/// Connects to the addresses that may be reached, and to no others. No statement may take longer than `time`.
pub(super) async fn begin(
    reach: &Reach,
    server: &Server<'_>,
    time: Duration,
) -> Result<Conn, FetchError> {
    let addresses = server.addresses(reach).await?;
    let addresses: Vec<IpAddr> = addresses.iter().map(SocketAddr::ip).collect();
    let options = OptsBuilder::default()
        .ip_or_hostname(server.host)
        .tcp_port(server.port)
        .resolved_ips(Some(addresses))
        .user(Some(server.user))
        .pass(Some(server.password))
        .db_name(Some(server.database))
        .tcp_keepalive(Some(Duration::from_mins(1)))
        // Otherwise a server on this machine would be spoken to through its socket.
        .prefer_socket(false)
        .ssl_opts(encryption(server));
    let began = timeout(SIGN_IN, Conn::new(options)).await;
    let mut conn = began
        .map_err(|_elapsed| FetchError::passing("fetch_timeout", server.name()))?
        .map_err(|error| match error {
            Error::Io(IoError::Io(_)) => FetchError::passing("fetch_unreachable", server.name()),
            error => failed(&error, server),
        })?;
    settle(&mut conn, time)
        .await
        .map_err(|error| failed(&error, server))?;
    Ok(conn)
}

async fn settle(conn: &mut Conn, time: Duration) -> Result<(), Error> {
    if conn.query_drop(SETTINGS).await.is_err() {
        conn.query_drop(OLD_SETTINGS).await?;
    }
    let version: Option<String> = conn.query_first("select version()").await?;
    // Seconds there, milliseconds here; versions from before either have no limit but ours.
    let limit = if version.is_some_and(|version| version.contains("MariaDB")) {
        format!("set session max_statement_time = {}", time.as_secs())
    } else {
        format!("set session max_execution_time = {}", time.as_millis())
    };
    match conn.query_drop(limit).await {
        Err(Error::Server(_)) | Ok(()) => Ok(()),
        Err(error) => Err(error),
    }
}

fn encryption(server: &Server<'_>) -> Option<SslOpts> {
    let roots = || {
        trusted()
            .into_iter()
            .map(|root| root.as_ref().to_vec().into())
            .collect()
    };
    server.encrypted.then(|| {
        SslOpts::default()
            .with_disable_built_in_roots(true)
            .with_root_certs(roots())
    })
}
