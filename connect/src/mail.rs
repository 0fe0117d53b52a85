//! Mail through a server the administrator names.

use async_trait::async_trait;
use hebewerk_hub::ports::{DecayedBridge, Mail, MailError, NoticeLetter, Reminder};
use hebewerk_model::{Email, Language};
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use std::time::Duration;

/// How long a server may stay silent.
const SILENCE: Duration = Duration::from_secs(30);

/// How the line to a mail server is secured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailEncryption {
    /// Begun in the open, then secured; a server that does not do so gets no letter.
    StartTls,
    /// Secured from the beginning.
    Tls,
    /// Not at all: only for a server on this machine.
    None,
}

/// A mail server, and who writes.
#[derive(Clone)]
pub struct MailServer {
    /// Its name, as in its certificate.
    pub host: String,
    /// Its port; the usual one of the encryption if none is given.
    pub port: Option<u16>,
    /// How the line is secured.
    pub encryption: MailEncryption,
    /// Name and password, if it asks for them.
    pub login: Option<(String, String)>,
    /// The address that writes.
    pub from: String,
}

/// What is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The line above.
    pub subject: String,
    /// The text, in lines of reasonable length.
    pub text: String,
}

/// What a letter is about.
#[derive(Debug, Clone, Copy)]
pub enum About<'a> {
    /// A connection that is late, or keeps failing.
    Connection(&'a Reminder),
    /// A bridge that bears no longer.
    Decay(&'a DecayedBridge),
    /// What somebody subscribed to.
    Notices(&'a NoticeLetter),
}

/// Puts what there is to say into words.
pub type Writes = dyn Fn(Language, About<'_>) -> Letter + Send + Sync;

/// Sends letters.
pub struct Mailer {
    server: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    writes: Box<Writes>,
}

impl Mailer {
    /// Letters through a server; nothing is sent yet.
    pub fn new(server: MailServer, writes: Box<Writes>) -> Result<Self, MailError> {
        let from: Address = server.from.parse().map_err(|_none| MailError::Address)?;
        let secured = |host: &str| {
            let parameters = TlsParameters::builder(host.to_owned()).build_rustls();
            parameters.map_err(|_unusable| MailError::Unreachable)
        };
        let (usual, tls) = match server.encryption {
            MailEncryption::StartTls => (587, Tls::Required(secured(&server.host)?)),
            MailEncryption::Tls => (465, Tls::Wrapper(secured(&server.host)?)),
            MailEncryption::None => (25, Tls::None),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(server.host)
            .port(server.port.unwrap_or(usual))
            .tls(tls)
            .timeout(Some(SILENCE));
        if let Some((user, password)) = server.login {
            builder = builder.credentials(Credentials::new(user, password));
        }
        Ok(Self {
            server: builder.build(),
            from: Mailbox::new(None, from),
            writes,
        })
    }
}

#[async_trait]
impl Mail for Mailer {
    async fn remind(
        &self,
        to: &Email,
        language: Language,
        reminder: &Reminder,
    ) -> Result<(), MailError> {
        let letter = (self.writes)(language, About::Connection(reminder));
        self.send(to, letter).await
    }

    async fn tell_of_decay(
        &self,
        to: &Email,
        language: Language,
        bridge: &DecayedBridge,
    ) -> Result<(), MailError> {
        let letter = (self.writes)(language, About::Decay(bridge));
        self.send(to, letter).await
    }

    async fn tell_of_notices(
        &self,
        to: &Email,
        language: Language,
        letter: &NoticeLetter,
    ) -> Result<(), MailError> {
        let letter = (self.writes)(language, About::Notices(letter));
        self.send(to, letter).await
    }
}

impl Mailer {
    async fn send(&self, to: &Email, letter: Letter) -> Result<(), MailError> {
        let to: Address = to.as_str().parse().map_err(|_none| MailError::Address)?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(in_one_line(&letter.subject))
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text)
            .map_err(|_unbuilt| MailError::Address)?;
        let sent = self.server.send(message).await;
        sent.map(|_answer| ())
            .map_err(|error| match error.status() {
                Some(code) => MailError::Refused(code.into()),
                None => MailError::Unreachable,
            })
    }
}

/// A name somebody gave a connection must not begin another header.
fn in_one_line(text: &str) -> String {
    text.split(char::is_control).collect::<Vec<_>>().join(" ")
}
