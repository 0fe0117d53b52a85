//! What changed of that which everybody may know, for feeds and for neighbours who catch up.
//!
//! The set is the catalogue's ([`Hub::open_catalogue`]), and so is the guard. What was public once and is not any more is
//! told as a mark with its identity and the moment, and nothing else; what never was public is never told.

use crate::catalogue::CatalogueEntry;
use crate::ports::{OpenChange, OpenWindow};
use crate::{Hub, HubError};
use hebewerk_model::{CatalogueId, Principal};
use jiff::Timestamp;
use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

/// Changes told at once at most.
const MOST: u32 = 500;

/// A change with what there is now.
#[derive(Debug, Clone)]
pub struct ToldChange {
    /// Which dataset, when, and up to which version.
    pub change: OpenChange,
    /// What it is now; none if it was withdrawn or is not public any more.
    pub entry: Option<CatalogueEntry>,
}

/// A page of the newest changes.
#[derive(Debug, Clone)]
pub struct NewestChanges {
    /// Newest first, one a dataset.
    pub changes: Vec<ToldChange>,
    /// Before which number the next page begins; none on the last.
    pub next: Option<i64>,
}

/// How far somebody has followed the changes of which catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangeToken {
    catalogue: CatalogueId,
    sequence: i64,
}

/// From where on changes are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// Behind what was told before.
    Token(ChangeToken),
    /// At a moment or later.
    Moment(Timestamp),
}

/// A page of changes, oldest first.
#[derive(Debug, Clone)]
pub struct ChangesSince {
    /// One a dataset: its newest. One that changes meanwhile comes once more, further behind.
    pub changes: Vec<ToldChange>,
    /// Where the next page begins; none on the last.
    pub next: Option<ChangeToken>,
    /// From where on to ask the next time, once this page is the last.
    pub end: ChangeToken,
    /// Open datasets that changed, on this page and behind it.
    pub total: u64,
}

impl Hub {
    /// The newest changes before a number, at most `limit` (1 to 500).
    pub async fn newest_changes(
        &self,
        before: Option<i64>,
        limit: u32,
    ) -> Result<NewestChanges, HubError> {
        let (changes, has_next) = self.some_changes(OpenWindow::Before(before), limit).await?;
        let next = changes.last().filter(|_last| has_next);
        Ok(NewestChanges {
            next: next.map(|last| last.sequence),
            changes: self.with_entries(changes).await?,
        })
    }

    /// Changes from somewhere on, at most `limit` (1 to 500). None if the token is of another catalogue, or of a restored
    /// one that has not come so far: who holds it has to begin anew.
    pub async fn changes_since(
        &self,
        since: Since,
        limit: u32,
    ) -> Result<Option<ChangesSince>, HubError> {
        let catalogue = self.parts.datasets.mark().await?.catalogue;
        let after = match since {
            Since::Token(token) => token.sequence,
            Since::Moment(moment) => self.parts.datasets.open_changes_behind(moment).await?,
        };
        let (total, last) = self.parts.datasets.open_changes_count(after).await?;
        if matches!(since, Since::Token(token) if token.catalogue != catalogue || token.sequence > last)
        {
            return Ok(None);
        }
        let (changes, has_next) = self.some_changes(OpenWindow::After(after), limit).await?;
        let end = ChangeToken {
            catalogue,
            sequence: changes.last().map_or(after, |last| last.sequence),
        };
        Ok(Some(ChangesSince {
            changes: self.with_entries(changes).await?,
            next: has_next.then_some(end),
            end,
            total,
        }))
    }

    /// How far the changes have come. Asked for before the catalogue is read, nothing that comes meanwhile is missed by it.
    pub async fn change_token(&self) -> Result<ChangeToken, HubError> {
        let (_datasets, sequence) = self.parts.datasets.open_changes_count(i64::MAX).await?;
        let catalogue = self.parts.datasets.mark().await?.catalogue;
        Ok(ChangeToken {
            catalogue,
            sequence,
        })
    }

    async fn some_changes(
        &self,
        window: OpenWindow,
        limit: u32,
    ) -> Result<(Vec<OpenChange>, bool), HubError> {
        let limit = limit.clamp(1, MOST);
        // One more tells whether there is a next page.
        let mut changes = self.parts.datasets.open_changes(window, limit + 1).await?;
        let has_next = changes.len() > limit as usize;
        changes.truncate(limit as usize);
        Ok((changes, has_next))
    }

    async fn with_entries(&self, changes: Vec<OpenChange>) -> Result<Vec<ToldChange>, HubError> {
        let open = changes.iter().filter(|change| change.is_open);
        let open: Vec<_> = open.map(|change| change.dataset).collect();
        let entries = self.catalogue_entries(&Principal::Anonymous, &open).await?;
        // One that was closed since it was looked for is told as closed by the change that closed it.
        let entries = entries.into_iter().filter(CatalogueEntry::is_open);
        let mut entries: HashMap<_, _> = entries.map(|entry| (entry.dataset.id, entry)).collect();
        let told = changes.into_iter().map(|change| ToldChange {
            entry: entries.remove(&change.dataset),
            change,
        });
        Ok(told
            .filter(|told| told.entry.is_some() == told.change.is_open)
            .collect())
    }
}

impl fmt::Display for ChangeToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}*{}", self.sequence, self.catalogue)
    }
}

/// What is none of our tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no token of changes")]
pub struct NoToken;

impl FromStr for ChangeToken {
    type Err = NoToken;

    fn from_str(text: &str) -> Result<Self, NoToken> {
        let (sequence, catalogue) = text.split_once('*').ok_or(NoToken)?;
        Ok(Self {
            catalogue: catalogue.parse().map_err(|_no_identity| NoToken)?,
            sequence: sequence.parse().map_err(|_no_number| NoToken)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{ChangeToken, NoToken};

    #[test]
    fn a_token_is_read_as_it_was_written() {
        let text = "17*00000000-0000-0000-0000-000000000007";
        let token: ChangeToken = text.parse().unwrap();
        assert_eq!(token.to_string(), text);
        for other in ["", "17", "x*00000000-0000-0000-0000-000000000007", "17*x"] {
            assert_eq!(other.parse::<ChangeToken>(), Err(NoToken), "{other}");
        }
    }
}
