//! A line to a server, signed in.

use super::host_key::{Compare, Shown};
use super::{failure, private_key};
use crate::database;
use crate::reach::Reach;
use hebewerk_hub::ports::{Fetch, FetchError};
use russh::client::{AuthResult, Config, Handle, KeyboardInteractiveAuthResponse};
use russh::keys::{Algorithm, HashAlg, PrivateKeyWithHashAlg};
use russh::{MethodKind, Preferred};
use russh_sftp::client::{Config as SftpConfig, RawSftpSession};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;

const PORT: u16 = 22;

/// How long connecting, and each step of signing in, may take.
const SIGN_IN: Duration = Duration::from_secs(30);

/// How long a server may stay silent.
const SILENCE: u64 = 60;

/// Questions a server may ask before it lets somebody in.
const MOST_QUESTIONS: usize = 4;

/// A server, and who signs in there.
pub(super) struct Server {
    reach: Reach,
    host: String,
    port: u16,
    fingerprints: String,
    user: String,
    password: Option<String>,
    key: Option<Arc<russh::keys::PrivateKey>>,
}

/// A line; dropping it closes it.
pub(super) struct Session {
    /// Requests one by one: the library's own ways gather whole folders in memory, however long a server makes them.
    pub(super) files: RawSftpSession,
    line: Handle<Compare>,
}

impl Session {
    /// Whether the other side is gone.
    pub(super) fn is_closed(&self) -> bool {
        self.line.is_closed()
    }
}

impl Server {
    /// What the form says.
    pub(super) fn of(reach: &Reach, fetch: &Fetch) -> Result<Self, FetchError> {
        let text = |name| fetch.setting(name).unwrap_or_default();
        let secret = |name| fetch.secrets.get(name).filter(|secret| !secret.is_empty());
        let (host, port) = database::host_and_port(text("host"), PORT)
            .ok_or_else(|| FetchError::setting("host", "fetch_not_allowed"))?;
        let key = secret("key")
            .map(|key| private_key::read(key, secret("passphrase")))
            .transpose()?;
        if key.is_none() && secret("password").is_none() {
            return Err(FetchError::setting("password", "fetch_password_or_key"));
        }
        Ok(Self {
            reach: reach.clone(),
            host: host.to_owned(),
            port,
            fingerprints: text("fingerprint").to_owned(),
            user: text("user").to_owned(),
            password: secret("password").map(str::to_owned),
            key: key.map(Arc::new),
        })
    }

    /// Host and port, for errors.
    pub(super) fn name(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    /// Connects to the addresses that may be reached, and to no others; compares the server's key; signs in.
    pub(super) async fn connect(&self) -> Result<Session, FetchError> {
        let addresses = self.reach.resolve(&self.host, self.port).await?;
        let unreachable = || FetchError::passing("fetch_unreachable", self.name());
        let stream = timeout(SIGN_IN, TcpStream::connect(addresses.as_slice())).await;
        let stream = stream
            .map_err(|_elapsed| unreachable())?
            .map_err(|_refused| unreachable())?;
        let line = timeout(SIGN_IN, self.greet(stream)).await;
        let mut line = line.map_err(|_elapsed| self.timed_out())??;
        let signing = timeout(SIGN_IN, self.sign_in(&mut line)).await;
        signing.map_err(|_elapsed| self.timed_out())??;
        let opening = timeout(SIGN_IN, self.open(&line)).await;
        let files = opening.map_err(|_elapsed| self.timed_out())??;
        Ok(Session { files, line })
    }

    pub(super) fn timed_out(&self) -> FetchError {
        FetchError::passing("fetch_timeout", self.name())
    }

    async fn greet(&self, stream: TcpStream) -> Result<Handle<Compare>, FetchError> {
        let shown = Shown::default();
        let compare = Compare::with(&self.fingerprints, shown.clone());
        let config = Config {
            keepalive_interval: Some(Duration::from_secs(15)),
            nodelay: true,
            preferred: Preferred {
                // Signatures over SHA-1 can be forged.
                key: Preferred::DEFAULT
                    .key
                    .iter()
                    .filter(|kind| !matches!(kind, Algorithm::Rsa { hash: None }))
                    .cloned()
                    .collect(),
                ..Preferred::DEFAULT
            },
            ..Config::default()
        };
        let line = russh::client::connect_stream(Arc::new(config), stream, compare).await;
        line.map_err(|error| match (&error, shown.get()) {
            (russh::Error::UnknownKey, Some(fingerprint)) => self.unconfirmed(fingerprint),
            _ => failure::of_line(&error, &self.name()),
        })
    }

    /// Names the fingerprint so that somebody can compare it, and enter it if it is right.
    fn unconfirmed(&self, fingerprint: String) -> FetchError {
        let code = if self.fingerprints.is_empty() {
            "fetch_host_key_unconfirmed"
        } else {
            "fetch_host_key_other"
        };
        FetchError {
            field: Some("fingerprint"),
            ..FetchError::lasting(code, fingerprint)
        }
    }

    async fn sign_in(&self, line: &mut Handle<Compare>) -> Result<(), FetchError> {
        let failed = |error| failure::of_line(&error, &self.name());
        if let Some(key) = &self.key {
            let hash = line.best_supported_rsa_hash().await.map_err(failed)?;
            // A server that does not say, or only knows SHA-1, is offered what has been safe since 2016.
            let hash = hash.flatten().unwrap_or(HashAlg::Sha512);
            let key = PrivateKeyWithHashAlg::new(Arc::clone(key), Some(hash));
            let answer = line.authenticate_publickey(&self.user, key).await;
            if answer.map_err(failed)?.success() {
                return Ok(());
            }
        }
        let refused = || FetchError::lasting("fetch_login_failed", self.name());
        let password = self.password.as_deref().ok_or_else(refused)?;
        let answer = line.authenticate_password(&self.user, password).await;
        match answer.map_err(failed)? {
            AuthResult::Success => Ok(()),
            AuthResult::Failure {
                remaining_methods, ..
            } if remaining_methods.contains(&MethodKind::KeyboardInteractive) => {
                let is_in = self
                    .answer_questions(line, password)
                    .await
                    .map_err(failed)?;
                is_in.then_some(()).ok_or_else(refused)
            }
            AuthResult::Failure { .. } => Err(refused()),
        }
    }

    /// Some servers ask for the password in a question instead of taking it at once.
    async fn answer_questions(
        &self,
        line: &mut Handle<Compare>,
        password: &str,
    ) -> Result<bool, russh::Error> {
        let mut answer = line
            .authenticate_keyboard_interactive_start(&self.user, None)
            .await?;
        for _question in 0..MOST_QUESTIONS {
            let prompts = match answer {
                KeyboardInteractiveAuthResponse::Success => return Ok(true),
                KeyboardInteractiveAuthResponse::Failure { .. } => return Ok(false),
                KeyboardInteractiveAuthResponse::InfoRequest { prompts, .. } => prompts,
            };
            // What is shown while it is typed is no password.
            let responses = prompts.iter().map(|prompt| {
                if prompt.echo {
                    String::new()
                } else {
                    password.to_owned()
                }
            });
            answer = line
                .authenticate_keyboard_interactive_respond(responses.collect())
                .await?;
        }
        Ok(matches!(answer, KeyboardInteractiveAuthResponse::Success))
    }

    async fn open(&self, line: &Handle<Compare>) -> Result<RawSftpSession, FetchError> {
        let failed = |error: russh::Error| failure::of_line(&error, &self.name());
        let channel = line.channel_open_session().await.map_err(failed)?;
        let asked = channel.request_subsystem(true, "sftp").await;
        asked.map_err(failed)?;
        let config = SftpConfig {
            request_timeout_secs: SILENCE,
            ..SftpConfig::default()
        };
        let files = RawSftpSession::new_with_config(channel.into_stream(), config);
        // Whoever may sign in but not fetch files gets a line that ends at once.
        let began = files.init().await;
        began.map_err(|_ended| FetchError::lasting("fetch_no_sftp", self.name()))?;
        Ok(files)
    }
}
