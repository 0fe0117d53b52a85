//! Memory of subscriptions, notices, and links to feeds of them.

use super::{Event, StoreError, TokenHash};
use async_trait::async_trait;
use hebewerk_model::{
    AccountId, DatasetId, Notice, NoticeFeed, NoticeId, Posting, Slug, Subscription, SubscriptionId,
};
use jiff::Timestamp;

/// What a subscription stands on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WatchedSources {
    /// Datasets, each once.
    pub datasets: Vec<DatasetId>,
    /// Saved views, each once.
    pub views: Vec<Slug>,
}

/// A subscription at which somebody has to look.
#[derive(Debug, Clone, PartialEq)]
pub struct DueSubscription {
    /// The subscription.
    pub subscription: Subscription,
    /// How often it became due since it was looked at last.
    pub due: u32,
}

/// What came of looking at one.
#[derive(Debug, Clone, PartialEq)]
pub struct LookedAt {
    /// At which; its `stand` and `is_failing` are those from now on.
    pub subscription: Subscription,
    /// How often it had become due when it was looked at: what came meanwhile is looked at again.
    pub due: u32,
    /// What it stands on; as before if none.
    pub sources: Option<WatchedSources>,
    /// What is to be told.
    pub notice: Option<Notice>,
}

/// Subscriptions. What was ended is kept until it is forgotten, and never becomes due.
#[async_trait]
pub trait Subscriptions: Send + Sync {
    /// Those of an account, newest first, also ended ones.
    async fn of_account(&self, account: AccountId) -> Result<Vec<Subscription>, StoreError>;

    /// Adds or replaces one by identity, with what it stands on.
    async fn keep(
        &self,
        subscription: &Subscription,
        sources: &WatchedSources,
    ) -> Result<(), StoreError>;

    /// Ends one of an account at a moment, or takes it up again (none); whether there is one.
    async fn end(
        &self,
        account: AccountId,
        id: SubscriptionId,
        at: Option<Timestamp>,
    ) -> Result<bool, StoreError>;

    /// Makes due what stands on datasets that changed since this was called last, at most `limit` of them; how many
    /// datasets there were. Costs what changed and who subscribed to that.
    async fn fall_due(&self, limit: u32) -> Result<u32, StoreError>;

    /// Those that are due, the longest kept first.
    async fn due(&self, limit: u32) -> Result<Vec<DueSubscription>, StoreError>;

    /// Writes down what came of looking: stand, sources and notice in one step.
    async fn looked_at(&self, look: &LookedAt) -> Result<(), StoreError>;

    /// Forgets those that ended before a moment.
    async fn forget_ended(&self, before: Timestamp) -> Result<u64, StoreError>;
}

/// Notices. Of each account the newest are kept, at most [`MOST_NOTICES`].
#[async_trait]
pub trait Notices: Send + Sync {
    /// Those of an account, newest first.
    async fn of(&self, account: AccountId) -> Result<Vec<Notice>, StoreError>;

    /// Marks those of an account as read that came until a moment.
    async fn read_until(&self, account: AccountId, until: Timestamp) -> Result<(), StoreError>;

    /// Those that are to be sent by mail at a moment, by account, at most `limit`.
    async fn to_send(&self, now: Timestamp, limit: u32) -> Result<Vec<Notice>, StoreError>;

    /// What became of sending some of them: how often it failed, and when it is tried again.
    async fn sent(
        &self,
        ids: &[NoticeId],
        posting: Posting,
        again: Option<(u32, Timestamp)>,
    ) -> Result<(), StoreError>;

    /// Forgets those that came before a moment.
    async fn forget_before(&self, before: Timestamp) -> Result<u64, StoreError>;
}

/// Notices of one account that are kept.
pub const MOST_NOTICES: u32 = 200;

/// Links to feeds of notices. At most one of each account works.
#[async_trait]
pub trait NoticeFeeds: Send + Sync {
    /// The one of an account.
    async fn of_reader(&self, account: AccountId) -> Result<Option<NoticeFeed>, StoreError>;

    /// The one with this secret.
    async fn by_link(&self, secret: &TokenHash) -> Result<Option<NoticeFeed>, StoreError>;

    /// Keeps one with the hash of its secret in place of an older one, together with the entry in the audit.
    async fn renew(
        &self,
        feed: &NoticeFeed,
        secret: &TokenHash,
        event: &Event,
    ) -> Result<(), StoreError>;

    /// Ends the one of an account, together with the entry in the audit; whether there was one.
    async fn end_link(&self, account: AccountId, event: &Event) -> Result<bool, StoreError>;
}
