//! A fetch as the hub begins it.

use crate::server::Server;
use hebewerk_connect::{Connect, Reach};
use hebewerk_hub::ports::{Connectors, Fetch, FetchError, Fetched, Offered, Secrets};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;

/// A fetch, its folder, and the servers it may reach.
pub(crate) struct Fetching {
    fetch: Fetch,
    connect: Connect,
    folder: TempDir,
}

/// A file that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Came {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) memory: Option<String>,
}

impl Fetching {
    pub(crate) fn new(connector: &str, allowed: &[&Server], settings: &[(&str, &str)]) -> Self {
        let allowed = allowed.iter().map(|server| server.place.parse().unwrap());
        let settings = settings.iter();
        let settings = settings.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Self {
            fetch: Fetch {
                connection: None,
                connector: connector.to_owned(),
                settings: settings.collect(),
                secrets: Secrets::default(),
                memory: None,
                former: None,
                most_bytes: 1 << 20,
                time: Duration::from_mins(1),
            },
            connect: Connect::new(&Reach::new(allowed.collect())),
            folder: TempDir::new().unwrap(),
        }
    }

    pub(crate) fn secret(mut self, field: &str, secret: &str) -> Self {
        let mut secrets = self.fetch.secrets.all().clone();
        secrets.insert(field.to_owned(), secret.to_owned());
        self.fetch.secrets = Secrets::new(secrets);
        self
    }

    pub(crate) fn memory(mut self, memory: Option<String>) -> Self {
        self.fetch.memory = memory;
        self
    }

    pub(crate) fn most_bytes(mut self, bytes: u64) -> Self {
        self.fetch.most_bytes = bytes;
        self
    }

    pub(crate) fn time(mut self, time: Duration) -> Self {
        self.fetch.time = time;
        self
    }

    pub(crate) async fn look(&self) -> Result<Vec<Offered>, FetchError> {
        self.connect.look(&self.fetch).await
    }

    /// What came; nothing if the source said that nothing is new.
    pub(crate) async fn run(&self) -> Result<Option<Came>, FetchError> {
        let folder = self.folder.path();
        let fetched = self.connect.fetch(&self.fetch, folder, &|_, _| {}).await?;
        let Fetched::Files { files, memory, .. } = fetched else {
            return Ok(None);
        };
        let [file] = files.as_slice() else {
            panic!("{} files", files.len());
        };
        assert_eq!(names(folder).len(), 1, "nothing else is left behind");
        let bytes = std::fs::read(&file.path).unwrap();
        let text = bytes.escape_ascii().to_string();
        let text = String::from_utf8(bytes).unwrap_or(text);
        let name = file.name.clone();
        Ok(Some(Came { name, text, memory }))
    }

    /// The file that came.
    pub(crate) async fn file(&self) -> Came {
        self.run().await.unwrap().unwrap()
    }

    /// Why nothing came.
    pub(crate) async fn error(&self) -> FetchError {
        self.run().await.unwrap_err()
    }

    /// The same with its detail.
    pub(crate) async fn refusal(&self) -> (&'static str, String) {
        let error = self.error().await;
        (error.code, error.detail)
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.collect()
}

/// Answers by path, without parameters.
pub(crate) fn by_path(pages: &[(&str, String)]) -> BTreeMap<String, String> {
    let pages = pages.iter();
    let pages = pages.map(|(path, body)| ((*path).to_owned(), body.clone()));
    pages.collect()
}
