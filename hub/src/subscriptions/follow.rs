//! Looking at what changed, for everybody who wants to be told.

use super::look::{BEYOND, FoundNow, WITHIN};
use crate::ports::{DueSubscription, LookedAt};
use crate::{Hub, HubError};
use hebewerk_model::{Failure as _, Kind, Notice, NoticeId, Posting, Subscription, Watched};
use jiff::SignedDuration;

/// Changed datasets looked at in one step.
const STEP: u32 = 200;
/// Subscriptions looked at in one round: others of the clock wait meanwhile.
const ROUND: u32 = 100;
/// How long a notice is kept.
const NOTICES: SignedDuration = SignedDuration::from_hours(24 * 90);
/// How long something ended can be taken up again.
const ENDED: SignedDuration = SignedDuration::from_hours(24);

impl Hub {
    /// Looks at every subscription under which something changed; called often by whoever runs the hub. Returns how many
    /// notices came of it. What cannot be looked at now stays due.
    pub async fn follow_subscriptions(&self) -> Result<usize, HubError> {
        while self.parts.subscriptions.fall_due(STEP).await? == STEP {}
        let mut told = 0;
        for due in self.parts.subscriptions.due(ROUND).await? {
            let id = due.subscription.id;
            match self.look_for_news(due).await {
                Ok(is_told) => told += usize::from(is_told),
                Err(error) => {
                    tracing::warn!(%error, subscription = %id, "a subscription could not be looked at");
                }
            }
        }
        Ok(told)
    }

    /// Forgets notices that have had their time, and subscriptions that ended; how many of both.
    pub async fn forget_old_notices(&self) -> Result<u64, HubError> {
        let now = self.parts.clock.now();
        let notices = self.parts.notices.forget_before(now - NOTICES).await?;
        let ended = self.parts.subscriptions.forget_ended(now - ENDED).await?;
        Ok(notices + ended)
    }

    /// Looks at one; whether there was something to tell.
    async fn look_for_news(&self, due: DueSubscription) -> Result<bool, HubError> {
        let DueSubscription { subscription, due } = due;
        let account = self.parts.accounts.get(subscription.account).await?;
        let principal = match account {
            Some(account) => self.absent(&account).await?,
            None => None,
        };
        let mut look = LookedAt {
            subscription,
            due,
            sources: None,
            notice: None,
        };
        if let Some(principal) = principal {
            match self.found_now(&principal, &look.subscription.watched).await {
                Ok(found) => self.note_found(found, &mut look),
                Err(error) if is_passing(&error) => return Err(error),
                // Closed to this reader, gone, or not to be answered: it says nothing until something changes.
                Err(_closed) => look.subscription.is_failing = true,
            }
        }
        self.parts.subscriptions.looked_at(&look).await?;
        Ok(look.notice.is_some())
    }

    fn note_found(&self, found: FoundNow, look: &mut LookedAt) {
        let subscription = &mut look.subscription;
        subscription.is_failing = found.stand.is_none();
        look.sources = Some(found.sources);
        let Some(stand) = found.stand else {
            return;
        };
        if is_worth_telling(subscription, &stand) {
            let posting = if subscription.by_mail && self.sends_mail() {
                Posting::Waiting
            } else {
                Posting::None
            };
            look.notice = Some(Notice {
                id: NoticeId::from_uuid(self.parts.identifiers.fresh()),
                account: subscription.account,
                watched: subscription.watched.clone(),
                version: found.version,
                at: self.parts.clock.now(),
                is_read: false,
                posting,
                attempts: 0,
            });
        }
        subscription.stand = Some(stand);
    }
}

/// Whether what stands now is to be told, after what stood before.
fn is_worth_telling(subscription: &Subscription, stand: &str) -> bool {
    let Some(before) = subscription.stand.as_deref() else {
        return false;
    };
    match &subscription.watched {
        Watched::Dataset(_) => {
            let number = |text: &str| text.parse::<u32>().unwrap_or(0);
            number(stand) > number(before)
        }
        Watched::View(_) => stand != before,
        Watched::Figure(..) => before == WITHIN && stand == BEYOND,
    }
}

/// Whether the same may be answered in a moment.
fn is_passing(error: &HubError) -> bool {
    matches!(
        error.kind(),
        Kind::Internal | Kind::Unavailable | Kind::TooMany
    )
}
