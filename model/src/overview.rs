//! *Übersichten*: pages put together of views, single figures and texts (docs/decisions/0037).

use crate::{AccountId, OrganisationId, OverviewId, Slug, Visibility};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum OverviewPart {
    /// Words: paragraphs with empty lines between them.
    Text {
        /// What stands above them; may be empty.
        heading: String,
        /// The words.
        text: String,
    },
    /// One number of a view: the first row's value in a column.
    Figure {
        /// Name of the view behind `sichten.`.
        view: Slug,
        /// What the number is.
        heading: String,
        /// The column; the first one if empty.
        column: String,
    },
    /// The first rows of a view.
    Table {
        /// Name of the view behind `sichten.`.
        view: Slug,
        /// What stands above it; the title of the view if empty.
        heading: String,
        /// How many rows at most.
        rows: u32,
    },
    /// The picture of a view that is a question by steps.
    Picture {
        /// Name of the view behind `sichten.`.
        view: Slug,
        /// What stands above it; the title of the view if empty.
        heading: String,
    },
}

impl OverviewPart {
    /// Codes of the kinds, as they are offered.
    pub const KINDS: [&'static str; 4] = ["text", "figure", "table", "picture"];

    /// Code of its kind.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::Figure { .. } => "figure",
            Self::Table { .. } => "table",
            Self::Picture { .. } => "picture",
        }
    }

    /// The view it shows, if it shows one.
    pub const fn view(&self) -> Option<&Slug> {
        match self {
            Self::Text { .. } => None,
            Self::Figure { view, .. } | Self::Table { view, .. } | Self::Picture { view, .. } => {
                Some(view)
            }
        }
    }

    /// What stands above it.
    pub fn heading(&self) -> &str {
        match self {
            Self::Text { heading, .. }
            | Self::Figure { heading, .. }
            | Self::Table { heading, .. }
            | Self::Picture { heading, .. } => heading,
        }
    }
}

/// A page as it was saved last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Identity.
    pub id: OverviewId,
    /// Its name in addresses, the same for good.
    pub name: Slug,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// Counted from 1, one more with every change.
    pub edition: u32,
    /// What it is called.
    pub title: String,
    /// The widest circle that may know of it; who may know of it knows all views on it too.
    pub circle: Visibility,
    /// What stands on it, in order.
    pub parts: Vec<OverviewPart>,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// By whom; none for the operator.
    pub saved_by: Option<AccountId>,
}
