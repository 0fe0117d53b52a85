//! Writing to the audit: what was decided, for whom, about which dataset.

use crate::ports::Event;
use crate::{Hub, HubError};
use hebewerk_guard::Decision;
use hebewerk_model::{DatasetId, Principal};

impl Hub {
    /// Writes a decision that let something happen, or refused it, to the audit.
    pub(crate) async fn record_decision(
        &self,
        principal: &Principal,
        action: &'static str,
        dataset: Option<DatasetId>,
        decision: &Decision,
    ) -> Result<(), HubError> {
        let event = Event {
            at: self.parts.clock.now(),
            action,
            account: principal.account(),
            dataset,
            allowed: decision.allowed,
            rule: decision.determined_by.code(),
        };
        Ok(self.parts.journal.record(&event).await?)
    }

    /// Writes something allowed to the audit.
    pub(crate) async fn record(
        &self,
        principal: &Principal,
        action: &'static str,
        dataset: Option<DatasetId>,
        rule: &'static str,
    ) -> Result<(), HubError> {
        let event = Event {
            at: self.parts.clock.now(),
            action,
            account: principal.account(),
            dataset,
            allowed: true,
            rule,
        };
        Ok(self.parts.journal.record(&event).await?)
    }
}
