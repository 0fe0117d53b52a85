//! Upkeep of the audit: its head is noted outside the catalogue, and what has had its time is removed.

use super::verify::FORGET;
use crate::ports::{Anchor, Event, Head};
use crate::{Hub, HubError};
use jiff::SignedDuration;

impl Hub {
    /// Notes the head outside the catalogue, if the chain has grown since it was noted last.
    ///
    /// A chain that is shorter than what was noted is left alone: the next check says so.
    pub async fn note_audit_head(&self) -> Result<Option<Head>, HubError> {
        let noted = self.parts.anchors.noted().await?;
        let known = noted.iter().map(|anchor| anchor.head.entry).max();
        let head = self.parts.trail.ends().await?.head;
        if head.entry <= known.unwrap_or(0) {
            return Ok(None);
        }
        let at = self.parts.clock.now();
        self.parts.anchors.note(Anchor { at, head }).await?;
        Ok(Some(head))
    }

    /// Removes entries that are older than the audit is kept; the number of them. That they were removed is on record,
    /// and the hash on which the rest builds stays.
    pub async fn forget_old_audit(&self) -> Result<u64, HubError> {
        let days = self.parts.audit_days;
        let now = self.parts.clock.now();
        let kept = SignedDuration::from_hours(24 * i64::from(days));
        let Some(before) = now.checked_sub(kept).ok().filter(|_moment| days > 0) else {
            return Ok(0);
        };
        let event = Event::new(now, FORGET, "retention", self.door);
        Ok(self.parts.trail.forget(before, &event).await?)
    }
}
