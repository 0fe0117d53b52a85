//! Subscriptions of the fakes.

use crate::fake::Fake;
use async_trait::async_trait;
use hebewerk_hub::ports::*;
use hebewerk_model::{
    AccountId, Notice, NoticeFeed, NoticeId, Posting, Subscription, SubscriptionId,
};
use jiff::Timestamp;
use std::sync::Mutex;

/// What is kept of them.
#[derive(Default)]
pub(crate) struct Kept {
    pub(crate) subscriptions: Mutex<Vec<Subscription>>,
    pub(crate) notices: Mutex<Vec<Notice>>,
    feeds: Mutex<Vec<(TokenHash, NoticeFeed)>>,
}

#[async_trait]
impl Subscriptions for Fake {
    async fn of_account(&self, account: AccountId) -> Result<Vec<Subscription>, StoreError> {
        let known = self.kept.subscriptions.lock().unwrap();
        let own = known.iter().filter(|known| known.account == account);
        self.answer(own.cloned().collect())
    }
    async fn keep(
        &self,
        subscription: &Subscription,
        _sources: &WatchedSources,
    ) -> Result<(), StoreError> {
        let mut known = self.kept.subscriptions.lock().unwrap();
        known.retain(|known| known.id != subscription.id);
        known.push(subscription.clone());
        self.answer(())
    }
    async fn end(
        &self,
        account: AccountId,
        id: SubscriptionId,
        at: Option<Timestamp>,
    ) -> Result<bool, StoreError> {
        let mut known = self.kept.subscriptions.lock().unwrap();
        let mut known = known.iter_mut();
        let found = known.find(|known| known.account == account && known.id == id);
        self.answer(found.map(|found| found.ended_at = at).is_some())
    }
    async fn fall_due(&self, _limit: u32) -> Result<u32, StoreError> {
        self.answer(0)
    }
    async fn due(&self, _limit: u32) -> Result<Vec<DueSubscription>, StoreError> {
        self.answer(Vec::new())
    }
    async fn looked_at(&self, _look: &LookedAt) -> Result<(), StoreError> {
        self.answer(())
    }
    async fn forget_ended(&self, _before: Timestamp) -> Result<u64, StoreError> {
        self.answer(0)
    }
}

#[async_trait]
impl Notices for Fake {
    async fn of(&self, account: AccountId) -> Result<Vec<Notice>, StoreError> {
        let known = self.kept.notices.lock().unwrap();
        let own = known.iter().filter(|known| known.account == account);
        self.answer(own.cloned().collect())
    }
    async fn read_until(&self, account: AccountId, until: Timestamp) -> Result<(), StoreError> {
        let mut known = self.kept.notices.lock().unwrap();
        for notice in known.iter_mut() {
            notice.is_read |= notice.account == account && notice.at <= until;
        }
        self.answer(())
    }
    async fn to_send(&self, _now: Timestamp, _limit: u32) -> Result<Vec<Notice>, StoreError> {
        self.answer(Vec::new())
    }
    async fn sent(
        &self,
        _ids: &[NoticeId],
        _posting: Posting,
        _again: Option<(u32, Timestamp)>,
    ) -> Result<(), StoreError> {
        self.answer(())
    }
    async fn forget_before(&self, _before: Timestamp) -> Result<u64, StoreError> {
        self.answer(0)
    }
}

#[async_trait]
impl NoticeFeeds for Fake {
    async fn of_reader(&self, account: AccountId) -> Result<Option<NoticeFeed>, StoreError> {
        let feeds = self.kept.feeds.lock().unwrap();
        let mut feeds = feeds.iter().map(|(_secret, feed)| feed);
        self.answer(feeds.find(|feed| feed.account == account).cloned())
    }
    async fn by_link(&self, secret: &TokenHash) -> Result<Option<NoticeFeed>, StoreError> {
        let feeds = self.kept.feeds.lock().unwrap();
        let found = feeds.iter().find(|(known, _feed)| known == secret);
        self.answer(found.map(|(_secret, feed)| feed.clone()))
    }
    async fn renew(
        &self,
        feed: &NoticeFeed,
        secret: &TokenHash,
        event: &Event,
    ) -> Result<(), StoreError> {
        let mut feeds = self.kept.feeds.lock().unwrap();
        feeds.retain(|(_secret, known)| known.account != feed.account);
        feeds.push((*secret, feed.clone()));
        self.audit.lock().unwrap().push(event.clone());
        self.answer(())
    }
    async fn end_link(&self, account: AccountId, event: &Event) -> Result<bool, StoreError> {
        let mut feeds = self.kept.feeds.lock().unwrap();
        let before = feeds.len();
        feeds.retain(|(_secret, known)| known.account != account);
        self.audit.lock().unwrap().push(event.clone());
        self.answer(feeds.len() < before)
    }
}
