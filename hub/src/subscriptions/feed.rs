//! A link at which one's notices can be read without signing in.

use super::notices::NoticeView;
use crate::ports::TokenHash;
use crate::sessions::own_account;
use crate::{Hub, HubError, InPerson, Token, tokens};
use hebewerk_model::{Language, NoticeFeed, Principal};

/// How every secret of a link begins: what was left in a public place can be told from others.
const PREFIX: &str = "hwf_";

/// What is read at a link.
#[derive(Debug, Clone, PartialEq)]
pub struct FeedReading {
    /// The feed.
    pub feed: NoticeFeed,
    /// The language of its reader.
    pub language: Language,
    /// Its notices, newest first.
    pub notices: Vec<NoticeView>,
}

impl Hub {
    /// Since when one has a link, if one has.
    pub async fn own_notice_feed(
        &self,
        principal: &Principal,
    ) -> Result<Option<NoticeFeed>, HubError> {
        let account = own_account(principal)?;
        Ok(self.parts.notice_feeds.of_reader(account).await?)
    }

    /// Makes a link of one's own, in place of an older one, after whoever asks has shown once more who they are: it
    /// outlives the session. Its secret is handed out once; only its hash is kept.
    pub async fn renew_notice_feed(
        &self,
        principal: &Principal,
        again: InPerson<'_>,
    ) -> Result<Token, HubError> {
        let (account, event) = self.own_event(principal, "renew_feed")?;
        self.confirm_in_person(account, again).await?;
        let known = self.parts.notice_feeds.of_reader(account).await?;
        let feed = NoticeFeed {
            account,
            // Readers of feeds know by it that the new link leads to the old feed.
            id: known.map_or_else(|| self.parts.identifiers.fresh(), |known| known.id),
            made_at: event.at,
        };
        let secret = format!("{PREFIX}{}", tokens::fresh().0);
        let hash: TokenHash = tokens::hash(&secret);
        self.parts.notice_feeds.renew(&feed, &hash, &event).await?;
        Ok(Token(secret))
    }

    /// Ends one's link.
    pub async fn end_notice_feed(&self, principal: &Principal) -> Result<(), HubError> {
        let (account, event) = self.own_event(principal, "end_feed")?;
        if self.parts.notice_feeds.end_link(account, &event).await? {
            Ok(())
        } else {
            Err(HubError::not_found("feed", ""))
        }
    }

    /// What is read at a link, with the rights its reader has now. An unknown link, and one whose reader is gone, are not
    /// there.
    pub async fn read_notice_feed(&self, secret: &str) -> Result<FeedReading, HubError> {
        let missing = || HubError::not_found("feed", "");
        if !secret.starts_with(PREFIX) {
            return Err(missing());
        }
        let hash = tokens::hash(secret);
        let feed = self.parts.notice_feeds.by_link(&hash).await?;
        let feed = feed.ok_or_else(missing)?;
        let account = self.parts.accounts.get(feed.account).await?;
        let account = account.ok_or_else(missing)?;
        let principal = self.absent(&account).await?.ok_or_else(missing)?;
        let notices = self.parts.notices.of(account.id).await?;
        Ok(FeedReading {
            feed,
            language: account.language,
            notices: self.readable(&principal, notices).await?,
        })
    }
}
