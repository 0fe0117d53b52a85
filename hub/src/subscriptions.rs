//! Subscriptions (*Abonnements*): being told when a dataset, a view or a figure changes (docs/decisions/0057).
//!
//! A change makes due what stands on it; what is due is looked at with the rights its reader has then. A notice holds
//! neither title nor value: who reads it, on the page, in a feed or by mail, is asked about by the guard at that moment.

mod feed;
mod follow;
mod keep;
mod look;
mod notices;
mod post;

pub use feed::FeedReading;
pub use keep::{NewSubscription, SubscriptionView, WatchWish};
pub use notices::{NoticeView, Subject, SubjectPlace};
