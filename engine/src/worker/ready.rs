//! Where children come from: one that has started already and read nobody's words yet, or a new one.

use super::order::Place;
use super::running::Running;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::runtime::Handle;
use url::Url;

/// Starts children, and keeps one ready if that is wanted.
#[derive(Debug)]
pub(crate) struct Starter {
    executable: PathBuf,
    arguments: Vec<String>,
    data: String,
    keeps_one: bool,
    ready: Mutex<Option<Running>>,
}

impl Starter {
    /// `keeps_one`: whether a child is started when a question ends, and waits for the next.
    pub(crate) fn new(
        executable: PathBuf,
        arguments: Vec<String>,
        data: &Url,
        keeps_one: bool,
    ) -> Self {
        Self {
            executable,
            arguments,
            data: data.to_string(),
            keeps_one,
            ready: Mutex::new(None),
        }
    }

    /// The child that waits, if one does and nobody has ended it.
    pub(crate) fn waiting(&self) -> Option<Running> {
        let mut ready = self.ready().take()?;
        ready.is_alive().then_some(ready)
    }

    /// A child for a question that is there already.
    pub(crate) async fn start(&self) -> io::Result<Running> {
        self.child(false).await
    }

    /// A child that knows where the data lie, and nothing else.
    async fn child(&self, rehearses: bool) -> io::Result<Running> {
        let mut child = Running::start(&self.executable, &self.arguments)?;
        let data = self.data.clone();
        child.tell(&Place { data, rehearses }).await;
        Ok(child)
    }

    fn ready(&self) -> std::sync::MutexGuard<'_, Option<Running>> {
        self.ready.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Held by a question; when it ends, however it does, another child is started for the next one: not before, for the
/// question would have to share the processor with it.
#[derive(Debug)]
pub(crate) struct Next(pub(crate) Arc<Starter>);

impl Drop for Next {
    fn drop(&mut self) {
        let starter = &self.0;
        if !starter.keeps_one || starter.ready().is_some() {
            return;
        }
        // None while the process ends.
        let Ok(runtime) = Handle::try_current() else {
            return;
        };
        let starter = Arc::clone(starter);
        runtime.spawn(async move {
            match starter.child(true).await {
                // Of two that were started at once, one ends here.
                Ok(child) => *starter.ready() = Some(child),
                Err(error) => tracing::warn!(%error, "no worker could be started in advance"),
            }
        });
    }
}
