//! Systems of other offices, scripted: what the flows of connections meet.

use async_trait::async_trait;
use hebewerk_hub::ports::{
    Brings, ConnectorForm, Connectors, DecayedBridge, Fetch, FetchError, FetchTick, Fetched,
    FetchedFile, Field, FieldKind, Mail, MailError, NoticeLetter, Offered, Reminder, Vault,
    VaultError,
};
use hebewerk_model::{Email, Language};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::Notify;

const fn field(name: &'static str, kind: FieldKind) -> Field {
    Field {
        name,
        kind,
        required: matches!(kind, FieldKind::Address),
        default: "",
    }
}

const FORMS: &[ConnectorForm] = &[ConnectorForm {
    kind: "http",
    brings: Brings::Files,
    fields: &[
        field("url", FieldKind::Address),
        field("user", FieldKind::Text),
        field("password", FieldKind::Secret),
    ],
}];

/// What the system answers next.
#[derive(Clone)]
pub(crate) enum Says {
    /// Files with these names, holding tables of the same names; and what is left behind.
    Files(Vec<&'static str>, Option<&'static str>),
    Nothing,
    Fails(FetchError),
    /// Silence until it is told to go on.
    Waits,
}

/// A system that answers as it is told and remembers how it was asked.
pub(crate) struct Systems {
    pub(crate) says: Mutex<Says>,
    pub(crate) asked: Mutex<Vec<Fetch>>,
    pub(crate) arrived: Notify,
}

impl Default for Systems {
    fn default() -> Self {
        Self {
            says: Mutex::new(Says::Nothing),
            asked: Mutex::default(),
            arrived: Notify::new(),
        }
    }
}

#[async_trait]
impl Connectors for Systems {
    fn forms(&self) -> &'static [ConnectorForm] {
        FORMS
    }

    async fn look(&self, fetch: &Fetch) -> Result<Vec<Offered>, FetchError> {
        self.asked.lock().unwrap().push(fetch.clone());
        Ok(Vec::new())
    }

    async fn fetch(
        &self,
        fetch: &Fetch,
        into: &Path,
        tick: FetchTick<'_>,
    ) -> Result<Fetched, FetchError> {
        self.asked.lock().unwrap().push(fetch.clone());
        tick(1, Some(2));
        self.arrived.notify_one();
        let says = self.says.lock().unwrap().clone();
        match says {
            Says::Nothing => Ok(Fetched::Unchanged),
            Says::Fails(error) => Err(error),
            Says::Waits => std::future::pending().await,
            Says::Files(names, memory) => {
                let several = names.len() > 1;
                let files = names.into_iter().map(|name| {
                    let path = into.join(name);
                    std::fs::write(&path, name).unwrap();
                    FetchedFile {
                        path,
                        name: format!("{name}.csv"),
                        part: several.then(|| name.to_owned()),
                    }
                });
                Ok(Fetched::Files {
                    files: files.collect(),
                    memory: memory.map(str::to_owned),
                    beyond: Vec::new(),
                })
            }
        }
    }
}

/// Seals by writing backwards, with the purpose in front.
pub(crate) struct Backwards;

impl Vault for Backwards {
    fn seal(&self, purpose: &str, secret: &str) -> Result<String, VaultError> {
        Ok(format!(
            "{purpose}|{}",
            secret.chars().rev().collect::<String>()
        ))
    }

    fn open(&self, purpose: &str, sealed: &str) -> Result<String, VaultError> {
        match sealed.split_once('|') {
            Some((sealed_for, text)) if sealed_for == purpose => Ok(text.chars().rev().collect()),
            _ => Err(VaultError::Foreign),
        }
    }

    fn derive(&self, purpose: &str) -> Result<[u8; 32], VaultError> {
        Ok(*blake3::hash(purpose.as_bytes()).as_bytes())
    }
}

/// Keeps what is to be sent.
#[derive(Default)]
pub(crate) struct Post {
    sent: Mutex<Vec<(Email, Language, Reminder)>>,
    /// Bridges people were told of.
    pub(crate) decays: Mutex<Vec<(Email, DecayedBridge)>>,
    /// What people were told of their subscriptions.
    pub(crate) notices: Mutex<Vec<(Email, NoticeLetter)>>,
    is_broken: AtomicBool,
}

impl Post {
    /// What was sent since this was asked last.
    pub(crate) fn taken(&self) -> Vec<(Email, Language, Reminder)> {
        std::mem::take(&mut self.sent.lock().unwrap())
    }

    /// From now on nothing can be sent.
    pub(crate) fn breaks(&self) {
        self.is_broken.store(true, Ordering::SeqCst);
    }
}

#[async_trait]
impl Mail for Post {
    async fn remind(
        &self,
        to: &Email,
        language: Language,
        reminder: &Reminder,
    ) -> Result<(), MailError> {
        if self.is_broken.load(Ordering::SeqCst) {
            return Err(MailError::Unreachable);
        }
        let letter = (to.clone(), language, reminder.clone());
        self.sent.lock().unwrap().push(letter);
        Ok(())
    }
    async fn tell_of_decay(
        &self,
        to: &Email,
        _language: Language,
        bridge: &DecayedBridge,
    ) -> Result<(), MailError> {
        self.decays
            .lock()
            .unwrap()
            .push((to.clone(), bridge.clone()));
        Ok(())
    }
    async fn tell_of_notices(
        &self,
        to: &Email,
        _language: Language,
        letter: &NoticeLetter,
    ) -> Result<(), MailError> {
        if self.is_broken.load(Ordering::SeqCst) {
            return Err(MailError::Unreachable);
        }
        let letter = (to.clone(), letter.clone());
        self.notices.lock().unwrap().push(letter);
        Ok(())
    }
}
