//! A fetch as the hub begins it.

use hebewerk_connect::{AllowedFolders, Connect, Reach};
use hebewerk_hub::ports::{Connectors, Fetch, FetchError, Fetched, Offered, Secrets};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

/// A fetch, and the hosts it may reach.
#[derive(Clone)]
pub(crate) struct Source {
    fetch: Fetch,
    allowed: Vec<String>,
    inboxes: Arc<TempDir>,
    folders: AllowedFolders,
}

/// Files that came, each with part, name and bytes; and what the fetch leaves behind.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Came {
    pub(crate) files: Vec<(Option<String>, String, Vec<u8>)>,
    pub(crate) memory: Option<String>,
}

impl Came {
    /// Part and text of each file.
    pub(crate) fn texts(&self) -> Vec<(&str, &str)> {
        let text = |bytes| std::str::from_utf8(bytes).unwrap();
        let files = self.files.iter();
        files
            .map(|(part, _name, bytes)| (part.as_deref().unwrap_or("-"), text(bytes)))
            .collect()
    }
}

impl Source {
    pub(crate) fn new(connector: &str, allowed: &[&str]) -> Self {
        Self {
            fetch: Fetch {
                connection: Some("018f4d3c-0000-7000-8000-000000000001".parse().unwrap()),
                connector: connector.to_owned(),
                settings: BTreeMap::new(),
                secrets: Secrets::default(),
                memory: None,
                former: None,
                most_bytes: 1 << 30,
                time: Duration::from_mins(2),
            },
            allowed: allowed.iter().map(|host| (*host).to_owned()).collect(),
            inboxes: Arc::new(TempDir::new().unwrap()),
            folders: AllowedFolders::default(),
        }
    }

    pub(crate) fn allowing(mut self, host: &str) -> Self {
        self.allowed.push(host.to_owned());
        self
    }

    pub(crate) fn folders(mut self, folders: AllowedFolders) -> Self {
        self.folders = folders;
        self
    }

    pub(crate) fn with(&self, name: &str, value: &str) -> Self {
        let mut source = self.clone();
        let settings = &mut source.fetch.settings;
        settings.insert(name.to_owned(), value.to_owned());
        source
    }

    pub(crate) fn secret(&self, name: &str, secret: &str) -> Self {
        let mut source = self.clone();
        let mut secrets = source.fetch.secrets.all().clone();
        secrets.insert(name.to_owned(), secret.to_owned());
        source.fetch.secrets = Secrets::new(secrets);
        source
    }

    pub(crate) fn memory(&self, memory: Option<String>) -> Self {
        let mut source = self.clone();
        source.fetch.memory = memory;
        source
    }

    fn connect(&self) -> Connect {
        let allowed = self.allowed.iter().map(|host| host.parse().unwrap());
        Connect::new(&Reach::new(allowed.collect()))
            .with_folders(self.folders.clone())
            .with_inboxes(self.inboxes.path().to_owned())
    }

    pub(crate) async fn look(&self) -> Result<Vec<Offered>, FetchError> {
        self.connect().look(&self.fetch).await
    }

    /// What is offered, without titles and sizes.
    pub(crate) async fn offers(&self) -> Vec<String> {
        let offers = self.look().await.unwrap().into_iter();
        offers.map(|offer| offer.value).collect()
    }

    /// What came; none if nothing is new.
    pub(crate) async fn run(&self) -> Result<Option<Came>, FetchError> {
        let folder = TempDir::new().unwrap();
        let connect = self.connect();
        let fetched = connect.fetch(&self.fetch, folder.path(), &|_, _| {}).await;
        let Fetched::Files { files, memory, .. } = fetched? else {
            return Ok(None);
        };
        let files = files.into_iter().map(|file| {
            let bytes = std::fs::read(&file.path).unwrap();
            (file.part, file.name, bytes)
        });
        Ok(Some(Came {
            files: files.collect(),
            memory,
        }))
    }

    pub(crate) async fn came(&self) -> Came {
        self.run().await.unwrap().unwrap()
    }

    /// Code and detail of why nothing came.
    pub(crate) async fn refusal(&self) -> (&'static str, String) {
        let error = self.run().await.unwrap_err();
        (error.code, error.detail)
    }
}
