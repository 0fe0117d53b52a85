//! The audit for those who watch: reading it, checking its chain, exporting it, and removing what has had its time.

mod check;
mod entry;
mod export;
mod keep;
mod verify;
mod wish;

pub(crate) use check::LastCheck;
pub use check::{ChainCheck, check_chain};
pub use entry::AuditEntry;
pub(crate) use export::broken_off;
pub use export::{AuditColumns, Say};
pub use verify::{Fault, FaultKind};
pub use wish::AuditWish;

use crate::authorise::authorise;
use crate::ports::AuditFilter;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Decision, Resource, decide};
use hebewerk_model::{AccountId, Principal};

/// Entries of a page at most.
pub(crate) const MOST_ENTRIES: u32 = 1_000;

/// A page of the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditPage {
    /// The entries, newest first.
    pub entries: Vec<AuditEntry>,
    /// What the next page asks for as `below`; none on the last one.
    pub next: Option<u64>,
}

impl Hub {
    /// Entries of the audit, newest first, below a number (none: from the newest): for the data protection officer.
    ///
    /// Whoever looks is on record once a day like any other reader, and so is whoever is refused.
    pub async fn audit(
        &self,
        principal: &Principal,
        filter: &AuditFilter,
        below: Option<u64>,
        limit: u32,
    ) -> Result<AuditPage, HubError> {
        let decision = self.watching(principal, "read_audit").await?;
        let event = self.event(principal, "read_audit", None, &decision);
        self.record_once_a_day(event).await?;
        let limit = limit.clamp(1, MOST_ENTRIES);
        // One more says whether there is another page.
        let mut recorded = self
            .parts
            .trail
            .entries(filter, below, limit.saturating_add(1))
            .await?;
        let has_more = recorded.len() > limit as usize;
        recorded.truncate(limit as usize);
        let next = recorded.last().map(|last| last.entry);
        Ok(AuditPage {
            entries: self.audit_names().await?.entries(self, recorded).await?,
            next: next.filter(|_last| has_more),
        })
    }

    /// How many entries of the audit a filter lets through: for the data protection officer.
    pub async fn count_audit(
        &self,
        principal: &Principal,
        filter: &AuditFilter,
    ) -> Result<u64, HubError> {
        self.watching(principal, "read_audit").await?;
        Ok(self.parts.trail.count(filter).await?)
    }

    /// The accounts of the hub by name, for those who look for the entries of one of them.
    pub async fn audited_accounts(
        &self,
        principal: &Principal,
    ) -> Result<Vec<(AccountId, String)>, HubError> {
        self.watching(principal, "read_audit").await?;
        let accounts = self.parts.accounts.list().await?.into_iter();
        Ok(accounts.map(|account| (account.id, account.name)).collect())
    }

    /// Whether somebody watches over the record: for administrators, who appoint them.
    pub async fn has_officer(&self, principal: &Principal) -> Result<bool, HubError> {
        authorise(principal, Action::Administer, &Resource::Hub)?;
        let accounts = self.parts.accounts.list().await?;
        Ok(accounts
            .iter()
            .any(|account| account.officer && account.closed_at.is_none()))
    }

    /// The decision if somebody may watch; a refusal is on record.
    pub(crate) async fn watching(
        &self,
        principal: &Principal,
        action: &'static str,
    ) -> Result<Decision, HubError> {
        let decision = decide(principal, Action::ReadAudit, &Resource::Hub);
        if decision.allowed {
            return Ok(decision);
        }
        let event = self.event(principal, action, None, &decision);
        self.record_once_a_day(event).await?;
        Err(HubError::refused(&decision))
    }
}
