//! Notices by mail: one letter for all that is waiting for somebody.

use crate::ports::{MailError, NoticeLetter};
use crate::{Hub, HubError};
use hebewerk_model::{AccountId, Notice, NoticeId, Posting};
use jiff::SignedDuration;

/// Notices looked at in one round.
const ROUND: u32 = 500;
/// How long is waited after each attempt that failed, in minutes; after the last nobody tries again.
const PAUSES: [i64; 4] = [1, 10, 60, 360];

impl Hub {
    /// Sends what is waiting; called often by whoever runs the hub. Returns the number of letters.
    pub async fn post_notices(&self) -> Result<usize, HubError> {
        if !self.sends_mail() {
            return Ok(0);
        }
        let now = self.parts.clock.now();
        let waiting = self.parts.notices.to_send(now, ROUND).await?;
        let mut letters = 0;
        for one in waiting.chunk_by(|one, next| one.account == next.account) {
            if let Some(first) = one.first() {
                letters += usize::from(self.post_to(first.account, one).await?);
            }
        }
        Ok(letters)
    }

    /// Sends one letter about all of these, as far as their reader may read them now; whether there was one.
    async fn post_to(&self, account: AccountId, waiting: &[Notice]) -> Result<bool, HubError> {
        let Some(mail) = &self.parts.mail else {
            return Ok(false);
        };
        let ids: Vec<NoticeId> = waiting.iter().map(|notice| notice.id).collect();
        let notices = &self.parts.notices;
        let account = self.parts.accounts.get(account).await?;
        let reader = match &account {
            Some(account) => self.absent(account).await?,
            None => None,
        };
        let (Some(account), Some(reader)) = (account, reader) else {
            notices.sent(&ids, Posting::Done, None).await?;
            return Ok(false);
        };
        let told = self.readable(&reader, waiting.to_vec()).await?;
        if told.is_empty() {
            notices.sent(&ids, Posting::Done, None).await?;
            return Ok(false);
        }
        let letter = NoticeLetter { notices: told };
        let sent = mail
            .tell_of_notices(&account.email, account.language, &letter)
            .await;
        match sent {
            Ok(()) => notices.sent(&ids, Posting::Done, None).await?,
            Err(error) => {
                tracing::warn!(%error, "a letter about notices could not be sent");
                self.try_again(waiting, &error).await?;
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Waits longer after each failure; what a server refuses for good, and what failed too often, is not tried again.
    async fn try_again(&self, waiting: &[Notice], error: &MailError) -> Result<(), HubError> {
        let now = self.parts.clock.now();
        let for_good = match error {
            MailError::Refused(status) => *status >= 500,
            MailError::Address => true,
            MailError::Unreachable => false,
        };
        for notice in waiting {
            let pause = PAUSES.get(notice.attempts as usize).filter(|_| !for_good);
            let (posting, at) = match pause {
                Some(minutes) => (Posting::Waiting, now + SignedDuration::from_mins(*minutes)),
                None => (Posting::Failed, now),
            };
            let again = Some((notice.attempts.saturating_add(1), at));
            self.parts
                .notices
                .sent(&[notice.id], posting, again)
                .await?;
        }
        Ok(())
    }
}
