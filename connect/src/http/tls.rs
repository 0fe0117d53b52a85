//! TLS as every connector speaks it: rustls, with the certificates this machine trusts.

use hebewerk_hub::ports::FetchError;
use rustls::{ClientConfig, RootCertStore};
use std::sync::Arc;

/// A configuration that checks certificates and names. An operator adds a certificate of the city's own authority to
/// those the machine trusts.
pub(crate) fn client_config() -> Result<ClientConfig, FetchError> {
    let failed = |_error| FetchError::lasting("fetch_tls", "rustls");
    let mut roots = RootCertStore::empty();
    let found = rustls_native_certs::load_native_certs();
    for error in &found.errors {
        tracing::warn!(%error, "a certificate of this machine could not be read");
    }
    roots.add_parsable_certificates(found.certs);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(failed)?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}
