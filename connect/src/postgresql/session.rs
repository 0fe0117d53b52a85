//! A connection that is signed in.

use super::failure::Failure;
use crate::database::{SIGN_IN, Server};
use crate::http::client_config;
use crate::reach::Reach;
use hebewerk_hub::ports::FetchError;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_postgres::config::SslMode;
use tokio_postgres::tls::MakeTlsConnect;
use tokio_postgres::{Client, Config};
use tokio_postgres_rustls::MakeRustlsConnect;

/// What makes values come in one form everywhere.
const SETTINGS: &str = "
    set datestyle = 'ISO, YMD';
    set intervalstyle = 'iso_8601';
    set timezone = 'UTC';
    set bytea_output = 'hex';
    set extra_float_digits = 1;";

/// A connection; dropping it closes the socket at once, also in the midst of an answer.
pub(super) struct Session {
    pub(super) client: Client,
    driver: JoinHandle<()>,
}

impl Session {
    /// Connects to the addresses that may be reached, and to no others. No statement may take longer than `time`.
    pub(super) async fn begin(
        reach: &Reach,
        server: &Server<'_>,
        time: Duration,
    ) -> Result<Self, FetchError> {
        let stream = connect(reach, server).await?;
        let mut config = Config::new();
        config
            .user(server.user)
            .password(server.password)
            .dbname(server.database)
            .application_name("hebewerk")
            .ssl_mode(if server.encrypted {
                SslMode::Require
            } else {
                SslMode::Disable
            });
        let tls = tls(server)?;
        let session = timeout(SIGN_IN, config.connect_raw(stream, tls)).await;
        let session =
            session.map_err(|_elapsed| FetchError::passing("fetch_timeout", server.name()))?;
        let (client, connection) = session.map_err(|error| Failure::of(&error, server).error())?;
        let session = Self {
            client,
            // Its errors reach whoever waits for an answer.
            driver: tokio::spawn(async move { drop(connection.await) }),
        };
        let settings = format!("{SETTINGS} set statement_timeout = {}", time.as_millis());
        let set = session.client.batch_execute(&settings).await;
        set.map_err(|error| Failure::of(&error, server).error())?;
        Ok(session)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.driver.abort();
    }
}

async fn connect(reach: &Reach, server: &Server<'_>) -> Result<TcpStream, FetchError> {
    let addresses = server.addresses(reach).await?;
    let connected = timeout(SIGN_IN, TcpStream::connect(addresses.as_slice())).await;
    let stream = connected
        .map_err(|_elapsed| FetchError::passing("fetch_unreachable", server.name()))?
        .map_err(|_refused| FetchError::passing("fetch_unreachable", server.name()))?;
    Ok(stream)
}

fn tls(
    server: &Server<'_>,
) -> Result<<MakeRustlsConnect as MakeTlsConnect<TcpStream>>::TlsConnect, FetchError> {
    let mut tls = MakeRustlsConnect::new(client_config()?);
    let tls = MakeTlsConnect::<TcpStream>::make_tls_connect(&mut tls, server.host);
    tls.map_err(|_name| FetchError::lasting("fetch_tls", server.name()))
}
