//! What one fetch gathers.

use super::inbox::Inbox;
use super::session::{Broker, Session};
use super::{Waiting, message};
use hebewerk_hub::ports::{FetchError, FetchTick};
use std::path::Path;
use std::time::Duration;
use tokio::time::Instant;

/// When a fetch has gathered enough.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) time: Duration,
    pub(super) messages: u64,
}

/// The messages of one fetch, on their way into the inbox.
pub(super) struct Batch<'a> {
    inbox: Inbox,
    waiting: &'a Waiting,
    limits: Limits,
    tick: FetchTick<'a>,
    bytes: u64,
}

impl<'a> Batch<'a> {
    pub(super) fn new(
        inbox: Inbox,
        waiting: &'a Waiting,
        limits: Limits,
        tick: FetchTick<'a>,
    ) -> Self {
        Self {
            inbox,
            waiting,
            limits,
            tick,
            bytes: 0,
        }
    }

    /// Listens until the time is over or there are messages enough.
    pub(super) async fn listen(
        &mut self,
        broker: &Broker,
        (client, topics): (&str, &[String]),
    ) -> Result<(), FetchError> {
        let mut session = Session::begin(broker, Some(client)).await?;
        self.ask_for(&mut session, topics).await?;
        let end = Instant::now() + self.limits.time;
        let mut count = 0;
        while count < self.limits.messages {
            let Some(messages) = session.messages(end).await? else {
                break;
            };
            let now = self.waiting.clock.now();
            let mut lines = Vec::new();
            for message in &messages {
                message::append(message, now, &mut lines);
            }
            self.inbox.keep(&lines).await?;
            session.acknowledge(&messages).await?;
            count += messages.len() as u64;
            self.bytes += lines.len() as u64;
            (self.tick)(self.bytes, None);
        }
        session.end().await;
        Ok(())
    }

    /// Asks for topics unless the broker still knows them: each time it is asked, it says again what it retains.
    async fn ask_for(&self, session: &mut Session, topics: &[String]) -> Result<(), FetchError> {
        let asked = self.inbox.asked().await.unwrap_or_default();
        if session.is_continued && asked == topics {
            return Ok(());
        }
        if session.is_continued {
            let others: Vec<String> = asked
                .into_iter()
                .filter(|topic| !topics.contains(topic))
                .collect();
            session.unsubscribe(&others).await?;
        }
        session.subscribe(topics).await?;
        self.inbox.note_asked(topics).await
    }

    /// Hands on all that waits in the inbox.
    pub(super) async fn hand_on(
        &mut self,
        path: &Path,
        most_bytes: u64,
    ) -> Result<Option<String>, FetchError> {
        self.inbox.hand_on(path, most_bytes).await
    }
}
