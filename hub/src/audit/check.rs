//! Checking the chain, and remembering when it was last found whole.

use super::verify::{Fault, Verified, Verifier};
use crate::authorise::authorise;
use crate::ports::{Anchor, AuditTrail, Head, StoreError};
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource};
use hebewerk_model::Principal;
use jiff::Timestamp;
use std::sync::{Mutex, PoisonError};

/// Entries read at once.
const AT_ONCE: u32 = 1_000;

/// What a check of the chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainCheck {
    /// When it was looked at.
    pub at: Timestamp,
    /// How many entries there are.
    pub entries: u64,
    /// The entry before the oldest one that is kept; 0 as long as nothing was removed.
    pub since: u64,
    /// The newest entry looked at.
    pub head: Head,
    /// Heads it was compared with that were noted outside the catalogue.
    pub anchors: u64,
    /// What is wrong, oldest first; empty when all is well.
    pub faults: Vec<Fault>,
    /// Faults beyond those that are named.
    pub more_faults: u64,
}

impl ChainCheck {
    /// Whether nothing is wrong.
    pub fn is_whole(&self) -> bool {
        self.faults.is_empty()
    }
}

/// The last check of this process.
#[derive(Default)]
pub(crate) struct LastCheck(Mutex<Option<ChainCheck>>);

impl LastCheck {
    fn remember(&self, check: &ChainCheck) {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *last = Some(check.clone());
    }

    fn last(&self) -> Option<ChainCheck> {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.clone()
    }
}

impl Hub {
    /// Goes along the whole chain, with the heads noted in the data directory and those somebody kept elsewhere: for the
    /// data protection officer. Takes time in proportion to its length.
    pub async fn check_audit(
        &self,
        principal: &Principal,
        kept: &[Head],
    ) -> Result<ChainCheck, HubError> {
        self.watching(principal, "check_audit").await?;
        let check = self.check_chain(kept).await?;
        if kept.is_empty() {
            self.chain_checked.remember(&check);
        }
        if !check.is_whole() {
            tracing::error!(
                faults = check.faults.len(),
                first = check.faults.first().map_or(0, |fault| fault.entry),
                "the audit is not as it was written"
            );
        }
        Ok(check)
    }

    /// What the last check of this process found: for the data protection officer.
    pub async fn last_audit_check(
        &self,
        principal: &Principal,
    ) -> Result<Option<ChainCheck>, HubError> {
        self.watching(principal, "check_audit").await?;
        Ok(self.chain_checked.last())
    }

    /// The newest entry and its hash. It says nothing of anybody; whoever keeps it elsewhere notices when the end of the
    /// audit is cut off.
    pub async fn audit_head(&self, principal: &Principal) -> Result<Head, HubError> {
        authorise(principal, Action::ReadAudit, &Resource::Hub)?;
        Ok(self.parts.trail.ends().await?.head)
    }

    async fn check_chain(&self, kept: &[Head]) -> Result<ChainCheck, HubError> {
        let at = self.parts.clock.now();
        // The heads first: what is noted meanwhile may be newer than what is read.
        let mut anchors = self.parts.anchors.noted().await?;
        anchors.extend(kept.iter().map(|head| Anchor { at, head: *head }));
        Ok(check_chain(self.parts.trail.as_ref(), &anchors, at).await?)
    }
}

/// Goes along a chain, oldest entry first, in bounded memory, and compares it with heads noted outside the catalogue.
pub async fn check_chain(
    trail: &dyn AuditTrail,
    anchors: &[Anchor],
    at: Timestamp,
) -> Result<ChainCheck, StoreError> {
    let checkpoint = trail.ends().await?.checkpoint;
    let mut verifier = Verifier::new(checkpoint, anchors);
    let head = go_along(trail, checkpoint, &mut verifier).await?;
    let Verified {
        entries,
        faults,
        more,
        last,
    } = verifier.end(head);
    Ok(ChainCheck {
        at,
        entries,
        since: checkpoint.entry,
        head: last,
        anchors: anchors.len() as u64,
        faults,
        more_faults: more,
    })
}

/// Hands every entry to the verifier; the head of the catalogue when nothing more came. It moves together with the
/// entries, so one that is behind the entries, or ahead of them while no more come, is wrong.
async fn go_along(
    trail: &dyn AuditTrail,
    checkpoint: Head,
    verifier: &mut Verifier,
) -> Result<Head, StoreError> {
    let mut above = checkpoint.entry;
    loop {
        let links = trail.links(above, AT_ONCE).await?;
        let Some(last) = links.last() else {
            let head = trail.ends().await?.head;
            if head.entry > above && !trail.links(above, 1).await?.is_empty() {
                continue;
            }
            return Ok(head);
        };
        above = last.entry;
        for link in links {
            verifier.look(link);
        }
    }
}
