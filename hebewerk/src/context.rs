//! What every command knows: the data directory and the reader's language.

use crate::config::Config;
use crate::home::Home;
use hebewerk_model::Language;
use std::path::PathBuf;

/// What every command knows.
pub(crate) struct Context {
    /// Data directory.
    pub(crate) data: PathBuf,
    /// Language of messages.
    pub(crate) language: Language,
}

impl Context {
    /// The data directory and its settings.
    pub(crate) fn home(&self) -> anyhow::Result<(Home, Config)> {
        let home = Home::open(&self.data)?;
        let config = Config::read(&home.config())?;
        Ok((home, config))
    }
}
