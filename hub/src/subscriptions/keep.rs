//! Beginning a subscription, ending it, taking it up again.

use super::notices::{Seen, Subject};
use crate::grants::invalid;
use crate::sessions::own_account;
use crate::{Hub, HubError};
use hebewerk_model::{Line, Principal, Slug, Subscription, SubscriptionId, Watched};

/// Subscriptions of one account at most.
const MOST: usize = 100;
/// Longest name of a column in characters.
const LONGEST_COLUMN: usize = 200;

/// What somebody wants to be told of.
#[derive(Debug, Clone, PartialEq)]
pub enum WatchWish {
    /// A dataset, by the slugs of organisation and dataset.
    Dataset(String, String),
    /// A saved view, by its name.
    View(String),
    /// A figure of a saved view.
    Figure(String, Line),
}

/// A subscription to begin.
#[derive(Debug, Clone, PartialEq)]
pub struct NewSubscription {
    /// What it is about.
    pub wish: WatchWish,
    /// Whether also by mail, if this hub sends any.
    pub by_mail: bool,
}

/// A subscription with what its reader may know of.
#[derive(Debug, Clone, PartialEq)]
pub struct SubscriptionView {
    /// The subscription.
    pub subscription: Subscription,
    /// What it is about; none where that is gone or not for its reader, which looks the same.
    pub subject: Option<Subject>,
}

impl Hub {
    /// Whether this hub sends notices by mail.
    pub fn sends_mail(&self) -> bool {
        self.parts.mail.is_some()
    }

    /// Begins a subscription, or changes the one to the same thing. What there is now is where it begins: only what
    /// comes later is told.
    pub async fn subscribe(
        &self,
        principal: &Principal,
        new: NewSubscription,
    ) -> Result<Subscription, HubError> {
        let account = own_account(principal)?;
        let watched = self.wished(principal, new.wish).await?;
        let by_mail = new.by_mail && self.sends_mail();
        let known = self.parts.subscriptions.of_account(account).await?;
        let same = known.iter().find(|known| known.watched == watched);
        let holding = known.iter().filter(|known| known.ended_at.is_none());
        if same.is_none_or(|same| same.ended_at.is_some()) && holding.count() >= MOST {
            return Err(invalid("subscription", "too_many_subscriptions"));
        }
        let now = self.parts.clock.now();
        let found = self.found_now(principal, &watched).await?;
        let stand = found.stand.ok_or_else(|| invalid("column", "no_figure"))?;
        let subscription = match same {
            Some(same) if same.ended_at.is_none() => Subscription {
                by_mail,
                ..same.clone()
            },
            same => Subscription {
                id: same.map_or_else(
                    || SubscriptionId::from_uuid(self.parts.identifiers.fresh()),
                    |same| same.id,
                ),
                account,
                watched,
                by_mail,
                begun_at: now,
                ended_at: None,
                stand: Some(stand),
                is_failing: false,
            },
        };
        let subscriptions = &self.parts.subscriptions;
        subscriptions.keep(&subscription, &found.sources).await?;
        Ok(subscription)
    }

    /// One's own subscriptions, newest first; also those that ended a short while ago.
    pub async fn own_subscriptions(
        &self,
        principal: &Principal,
    ) -> Result<Vec<SubscriptionView>, HubError> {
        let account = own_account(principal)?;
        let mut seen = Seen::default();
        let mut views = Vec::new();
        for subscription in self.parts.subscriptions.of_account(account).await? {
            let about = (&subscription.watched, subscription.begun_at);
            views.push(SubscriptionView {
                subject: self.known_subject(principal, about, &mut seen).await?,
                subscription,
            });
        }
        Ok(views)
    }

    /// Ends one of one's own subscriptions. What was told stays.
    pub async fn end_subscription(
        &self,
        principal: &Principal,
        id: SubscriptionId,
    ) -> Result<(), HubError> {
        let account = own_account(principal)?;
        let now = self.parts.clock.now();
        if self.parts.subscriptions.end(account, id, Some(now)).await? {
            Ok(())
        } else {
            Err(HubError::not_found("subscription", id))
        }
    }

    /// Takes one of one's own subscriptions up again as if it had not ended.
    pub async fn resume_subscription(
        &self,
        principal: &Principal,
        id: SubscriptionId,
    ) -> Result<(), HubError> {
        let account = own_account(principal)?;
        if self.parts.subscriptions.end(account, id, None).await? {
            Ok(())
        } else {
            Err(HubError::not_found("subscription", id))
        }
    }

    /// What a wish means, if its maker may know of it.
    async fn wished(&self, principal: &Principal, wish: WatchWish) -> Result<Watched, HubError> {
        match wish {
            WatchWish::Dataset(organisation, dataset) => {
                let organisation = self.organisation_named(&organisation).await?;
                let dataset = self.known_dataset(principal, &organisation, &dataset);
                Ok(Watched::Dataset(dataset.await?.id))
            }
            WatchWish::View(name) => Ok(Watched::View(self.view_named(principal, &name).await?)),
            WatchWish::Figure(name, line) => {
                if !line.value.is_finite() {
                    return Err(invalid("value", "invalid_line"));
                }
                if line.column.chars().count() > LONGEST_COLUMN {
                    return Err(invalid("column", "no_figure"));
                }
                let view = self.view_named(principal, &name).await?;
                Ok(Watched::Figure(view, line))
            }
        }
    }

    async fn view_named(&self, principal: &Principal, name: &str) -> Result<Slug, HubError> {
        Ok(self.known_view(principal, name).await?.name)
    }
}
