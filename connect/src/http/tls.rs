//! TLS as every connector speaks it: rustls, with the certificates this machine trusts.

use hebewerk_hub::ports::FetchError;
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore};
use std::sync::Arc;

/// A configuration that checks certificates and names. An operator adds a certificate of the city's own authority to
/// those the machine trusts.
pub(crate) fn client_config() -> Result<ClientConfig, FetchError> {
    let failed = |_error| FetchError::lasting("fetch_tls", "rustls");
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(trusted());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(failed)?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

/// The certificates this machine trusts; without those that cannot be understood.
pub(crate) fn trusted() -> Vec<CertificateDer<'static>> {
    let found = rustls_native_certs::load_native_certs();
    for error in &found.errors {
        tracing::warn!(%error, "a certificate of this machine could not be read");
    }
    let is_understood =
        |root: &CertificateDer<'static>| RootCertStore::empty().add(root.clone()).is_ok();
    found.certs.into_iter().filter(is_understood).collect()
}
