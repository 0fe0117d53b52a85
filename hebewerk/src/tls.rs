//! TLS as the settings name it: reading the certificate, reading it again, and sending on whoever comes without.

use crate::config::{Config, TlsConfig};
use anyhow::Context;
use hebewerk_web::{Certificate, Onward};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinHandle;

/// How often the files are looked at.
const LOOKS: Duration = Duration::from_mins(1);

/// The certificate, if one is set up.
pub(crate) fn certificate(config: &Config) -> anyhow::Result<Option<Arc<Certificate>>> {
    let Some(tls) = &config.server.tls else {
        return Ok(None);
    };
    let certificate = Certificate::read(&tls.certificate_file, &tls.key_file);
    Ok(Some(Arc::new(certificate.context("server.tls")?)))
}

/// Reads the files again when they have changed: each minute, and at once when told by SIGHUP.
pub(crate) async fn keep_fresh(certificate: Arc<Certificate>) {
    let mut looks = tokio::time::interval(LOOKS);
    let mut told = match signal(SignalKind::hangup()) {
        Ok(told) => told,
        Err(error) => {
            tracing::warn!(%error, "SIGHUP cannot be heard");
            return;
        }
    };
    loop {
        tokio::select! {
            _tick = looks.tick() => {}
            _told = told.recv() => {}
        }
        match certificate.refresh() {
            Ok(true) => tracing::info!("the certificate was read again"),
            Ok(false) => {}
            Err(error) => {
                tracing::warn!(%error, "the new certificate cannot be used; the one before stays");
            }
        }
    }
}

/// Listens without TLS, where that is set up, and sends everybody on.
pub(crate) async fn send_on(
    config: &Config,
    tls: &TlsConfig,
    address: SocketAddr,
) -> anyhow::Result<Option<JoinHandle<std::io::Result<()>>>> {
    let Some(from) = tls.redirect_from else {
        return Ok(None);
    };
    let listener = TcpListener::bind(from)
        .await
        .with_context(|| format!("server.tls.redirect_from: cannot listen on {from}"))?;
    let base_url = config
        .server
        .base_url
        .as_deref()
        .map(str::parse)
        .transpose();
    let onward = Onward {
        base_url: base_url.context("server.base_url is no address")?,
        port: address.port(),
    };
    let never = std::future::pending();
    let sending = hebewerk_web::redirect(listener, onward, never);
    Ok(Some(tokio::spawn(sending)))
}
