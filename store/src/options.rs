//! Where the catalogue lies.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// A catalogue database: `sqlite:<path>` or `postgres://…`.
#[derive(Clone, PartialEq, Eq)]
pub enum StoreUrl {
    /// A SQLite file on a local disk, never on a network share. Created if missing; its folder must exist.
    Sqlite(PathBuf),
    /// A PostgreSQL database as libpq URL. The manifest goes to schema `lake`, our tables to schema `hw`.
    Postgres(String),
}

/// A text names no catalogue database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a catalogue is sqlite:<path> or postgres://user@host/database")]
pub struct StoreUrlError;

impl FromStr for StoreUrl {
    type Err = StoreUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            return (!path.is_empty())
                .then(|| Self::Sqlite(path.into()))
                .ok_or(StoreUrlError);
        }
        (text.starts_with("postgres://") || text.starts_with("postgresql://"))
            .then(|| Self::Postgres(text.to_owned()))
            .ok_or(StoreUrlError)
    }
}

/// A PostgreSQL URL may hold a password: it is never printed.
impl fmt::Debug for StoreUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(_) => f.write_str("postgres:…"),
        }
    }
}

/// How to open the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreOptions {
    /// Which database.
    pub url: StoreUrl,
    /// Absolute path or URL of the lake's data directory, below which [`hebewerk_model::DataFile::path`] lies. It
    /// stands in the manifest for other readers, and is corrected there when the directory has moved.
    pub data_path: String,
    /// Connections that may read at the same time; at least 1.
    pub readers: u32,
}

impl StoreOptions {
    /// Opens `url` with four readers.
    pub fn new(url: StoreUrl, data_path: impl Into<String>) -> Self {
        Self {
            url,
            data_path: data_path.into(),
            readers: 4,
        }
    }

    /// The data path as the format wants it: ending in a slash.
    pub(crate) fn manifest_data_path(&self) -> String {
        format!("{}/", self.data_path.trim_end_matches('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_name_one_of_two_databases() {
        assert_eq!(
            "sqlite:/a/b.db".parse(),
            Ok(StoreUrl::Sqlite("/a/b.db".into()))
        );
        assert_eq!(
            "sqlite:///a/b.db".parse(),
            Ok(StoreUrl::Sqlite("/a/b.db".into()))
        );
        assert!("postgres://u:geheim@h/d".parse::<StoreUrl>().is_ok());
        for text in ["", "sqlite:", "mysql://h/d", "/a/b.db"] {
            assert_eq!(text.parse::<StoreUrl>(), Err(StoreUrlError), "{text}");
        }
    }

    #[test]
    fn a_password_is_not_printed() {
        let url: StoreUrl = "postgres://u:geheim@h/d".parse().unwrap();
        assert!(!format!("{url:?}").contains("geheim"));
    }
}
