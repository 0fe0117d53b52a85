//! TLS with the operator's own certificate, read again when its files have changed: certificates are renewed every few
//! weeks, and nobody should have to stop the hub for that.

use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;
use thiserror::Error;
use tokio_rustls::TlsAcceptor;

/// Why a certificate cannot be used.
#[derive(Debug, Error)]
pub enum CertificateError {
    /// A file cannot be read, or is no PEM of its kind.
    #[error("{} cannot be read as {what}", .path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// `a certificate`, `a private key`.
        what: &'static str,
        /// Why.
        #[source]
        source: rustls::pki_types::pem::Error,
    },
    /// There is no certificate in the file.
    #[error("{} holds no certificate", .0.display())]
    Empty(PathBuf),
    /// The key is not the certificate's, or of a kind nobody knows.
    #[error("key and certificate do not fit together")]
    Unfit(#[source] rustls::Error),
}

/// What tells that a file is another one.
type Mark = [Option<(SystemTime, u64)>; 2];

/// The certificate of the door, with its chain and its key, as their files are.
#[derive(Debug)]
pub struct Certificate {
    chain: PathBuf,
    key: PathBuf,
    current: RwLock<(Mark, Arc<CertifiedKey>)>,
}

impl Certificate {
    /// Reads both files; PEM, the certificate of the hub first.
    pub fn read(chain: &Path, key: &Path) -> Result<Self, CertificateError> {
        let mark = mark(chain, key);
        let certified = Arc::new(certified(chain, key)?);
        Ok(Self {
            chain: chain.to_owned(),
            key: key.to_owned(),
            current: RwLock::new((mark, certified)),
        })
    }

    /// Reads the files again if they have changed; whether they had. What cannot be used leaves the one before in use.
    pub fn refresh(&self) -> Result<bool, CertificateError> {
        let mark = mark(&self.chain, &self.key);
        let known = self
            .current
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .0;
        if known == mark {
            return Ok(false);
        }
        let certified = Arc::new(certified(&self.chain, &self.key)?);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = (mark, certified);
        Ok(true)
    }
}

impl ResolvesServerCert for Certificate {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        Some(Arc::clone(&current.1))
    }
}

/// What turns connections into such with TLS 1.2 or 1.3.
pub(super) fn acceptor(certificate: Arc<Certificate>) -> Result<TlsAcceptor, CertificateError> {
    let provider = Arc::new(ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(CertificateError::Unfit)?;
    let mut config = config.with_no_client_auth().with_cert_resolver(certificate);
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}

fn certified(chain: &Path, key: &Path) -> Result<CertifiedKey, CertificateError> {
    let unreadable = |path: &Path, what| {
        let path = path.to_owned();
        move |source| CertificateError::Unreadable { path, what, source }
    };
    let certificates = CertificateDer::pem_file_iter(chain)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(unreadable(chain, "a certificate"))?;
    if certificates.is_empty() {
        return Err(CertificateError::Empty(chain.to_owned()));
    }
    let private = PrivateKeyDer::from_pem_file(key).map_err(unreadable(key, "a private key"))?;
    CertifiedKey::from_der(certificates, private, &ring::default_provider())
        .map_err(CertificateError::Unfit)
}

fn mark(chain: &Path, key: &Path) -> Mark {
    [chain, key].map(|path| {
        let about = fs::metadata(path).ok()?;
        Some((about.modified().ok()?, about.len()))
    })
}
