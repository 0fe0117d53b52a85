//! Subscriptions (*Abonnements*): who wants to be told when something changes, and what they were told
//! (docs/decisions/0057).

use crate::{AccountId, DatasetId, NoticeId, Slug, SubscriptionId};
use jiff::Timestamp;

/// On which side of a line a figure is worth telling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineSide {
    /// Larger than the line.
    Above,
    /// Smaller than the line.
    Below,
}

impl LineSide {
    /// Both, as they are offered.
    pub const ALL: [Self; 2] = [Self::Above, Self::Below];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Above => "above",
            Self::Below => "below",
        }
    }

    /// The side with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }
}

/// A line somebody draws for a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The column of the view whose first row is the figure; the first column if empty.
    pub column: String,
    /// On which side the figure is worth telling. On the line itself it is not.
    pub side: LineSide,
    /// Where the line lies, in the unit of the figure; finite.
    pub value: f64,
}

impl Line {
    /// Whether a figure lies on the side that is worth telling.
    pub fn is_crossed_by(&self, figure: f64) -> bool {
        match self.side {
            LineSide::Above => figure > self.value,
            LineSide::Below => figure < self.value,
        }
    }
}

/// What somebody wants to be told of. A view is meant by its name, as in a statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Watched {
    /// A dataset: a new current version.
    Dataset(DatasetId),
    /// A saved view: its answer is another than before.
    View(Slug),
    /// A figure of a saved view: it crossed a line.
    Figure(Slug, Line),
}

impl Watched {
    /// Stable code of its kind.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Dataset(_) => "dataset",
            Self::View(_) => "view",
            Self::Figure(..) => "figure",
        }
    }

    /// The dataset, if it is one.
    pub const fn dataset(&self) -> Option<DatasetId> {
        match self {
            Self::Dataset(dataset) => Some(*dataset),
            Self::View(_) | Self::Figure(..) => None,
        }
    }

    /// The view behind it, if there is one.
    pub const fn view(&self) -> Option<&Slug> {
        match self {
            Self::Dataset(_) => None,
            Self::View(view) | Self::Figure(view, _) => Some(view),
        }
    }

    /// The line, if there is one.
    pub const fn line(&self) -> Option<&Line> {
        match self {
            Self::Figure(_, line) => Some(line),
            Self::Dataset(_) | Self::View(_) => None,
        }
    }
}

/// Somebody wants to be told of something.
#[derive(Debug, Clone, PartialEq)]
pub struct Subscription {
    /// Identity.
    pub id: SubscriptionId,
    /// Who.
    pub account: AccountId,
    /// Of what.
    pub watched: Watched,
    /// Whether also by mail.
    pub by_mail: bool,
    /// Since when.
    pub begun_at: Timestamp,
    /// Since when no longer; it is kept for a while, so that it can be taken up again.
    pub ended_at: Option<Timestamp>,
    /// What was known when it was looked at last, as the flow writes it: a number of a version, a fingerprint of an
    /// answer, a side of a line. Never a value. None before there was anything.
    pub stand: Option<String>,
    /// Whether the answer of the view could not be made when it was looked at last.
    pub is_failing: bool,
}

/// How far a notice has come by mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Posting {
    /// It is not sent by mail.
    None,
    /// It is to be sent.
    Waiting,
    /// It was sent, or nothing of it could be told any more.
    Done,
    /// It could not be sent, and is not tried again.
    Failed,
}

impl Posting {
    const ALL: [Self; 4] = [Self::None, Self::Waiting, Self::Done, Self::Failed];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    /// How far, by this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }
}

/// Something somebody was told. It holds no title and no value: both are looked up when it is read, with the rights its
/// reader has then.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// Identity.
    pub id: NoticeId,
    /// Whom it is for.
    pub account: AccountId,
    /// What it is about.
    pub watched: Watched,
    /// The version that came; for datasets.
    pub version: Option<u32>,
    /// When it was noticed.
    pub at: Timestamp,
    /// Whether it was marked as read.
    pub is_read: bool,
    /// How far it has come by mail.
    pub posting: Posting,
    /// How often it could not be sent.
    pub attempts: u32,
}

/// A link at which somebody's notices can be read without signing in (Atom, RFC 4287).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeFeed {
    /// Whose notices.
    pub account: AccountId,
    /// Identity of the feed, which stays when the link is renewed.
    pub id: uuid::Uuid,
    /// Since when its link is the one it is.
    pub made_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_on_the_line_has_not_crossed_it() {
        let line = |side| Line {
            column: String::new(),
            side,
            value: 100.0,
        };
        for (side, figure, crossed) in [
            (LineSide::Above, 100.0, false),
            (LineSide::Above, 100.5, true),
            (LineSide::Below, 100.0, false),
            (LineSide::Below, -1.0, true),
            (LineSide::Below, 101.0, false),
        ] {
            assert_eq!(
                line(side).is_crossed_by(figure),
                crossed,
                "{side:?} {figure}"
            );
        }
    }

    #[test]
    fn codes_are_read_as_they_are_written() {
        for side in LineSide::ALL {
            assert_eq!(LineSide::from_code(side.code()), Some(side));
        }
        for posting in Posting::ALL {
            assert_eq!(Posting::from_code(posting.code()), Some(posting));
        }
    }
}
