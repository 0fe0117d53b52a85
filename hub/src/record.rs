//! Writing to the audit: what was decided, for whom, about which dataset.

use crate::ports::Event;
use crate::{Hub, HubError};
use hebewerk_guard::Decision;
use hebewerk_model::{AccessKeyId, Dataset, DatasetId, GrantId, Principal, Visibility};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

/// Reads on record today: who, which dataset, what, whether allowed, under which grant.
#[derive(Default)]
pub(crate) struct ReadBook {
    today: Mutex<(Date, HashSet<Read>)>,
}

type Read = (
    (Option<Uuid>, Option<AccessKeyId>),
    DatasetId,
    &'static str,
    bool,
    Option<GrantId>,
);

impl ReadBook {
    fn has(&self, day: Date, read: &Read) -> bool {
        let today = self.today.lock().unwrap_or_else(PoisonError::into_inner);
        today.0 == day && today.1.contains(read)
    }

    fn add(&self, day: Date, read: Read) {
        let mut today = self.today.lock().unwrap_or_else(PoisonError::into_inner);
        if today.0 != day {
            *today = (day, HashSet::new());
        }
        today.1.insert(read);
    }
}

/// Says the first failure of a row of failures.
#[derive(Default)]
pub(crate) struct FailingSince(AtomicBool);

impl FailingSince {
    /// Whether this is the first failure since the last success.
    fn is_news(&self) -> bool {
        !self.0.swap(true, Ordering::Relaxed)
    }

    fn is_over(&self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

impl Hub {
    /// Writes that somebody may read rows of a dataset, or may not, before the first of them leaves.
    ///
    /// Reads of public data are not on record. Others are, once a day for each account and key, dataset, way of reading
    /// and grant, so that paging does not flood the audit; without the record there is no reading. A refusal stands also when it
    /// cannot be written (docs/decisions/0009).
    pub(crate) async fn record_read(
        &self,
        principal: &Principal,
        action: &'static str,
        dataset: &Dataset,
        decision: &Decision,
    ) -> Result<(), HubError> {
        if decision.allowed && dataset.visibility == Visibility::Public {
            return Ok(());
        }
        let event = self.event(principal, action, Some(dataset.id), decision);
        let day = event.at.to_zoned(TimeZone::UTC).date();
        let account = event.account.map(hebewerk_model::AccountId::as_uuid);
        let read = (
            (account, event.key),
            dataset.id,
            action,
            decision.allowed,
            decision.grant,
        );
        if self.read_book.has(day, &read) {
            return Ok(());
        }
        match self.parts.journal.record(&event).await {
            Ok(()) => {
                self.read_book.add(day, read);
                Ok(())
            }
            Err(error) if decision.allowed => Err(error.into()),
            Err(error) => {
                tracing::error!(%error, "a refusal could not be written to the audit");
                Ok(())
            }
        }
    }

    /// What the audit says of a decision, for those who write it together with what was decided.
    pub(crate) fn event(
        &self,
        principal: &Principal,
        action: &'static str,
        dataset: Option<DatasetId>,
        decision: &Decision,
    ) -> Event {
        Event {
            at: self.parts.clock.now(),
            action,
            account: principal.account(),
            subject: None,
            dataset,
            allowed: decision.allowed,
            rule: decision.determined_by.code(),
            grant: decision.grant,
            key: principal.key(),
        }
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
            subject: None,
            dataset,
            allowed: true,
            rule,
            grant: None,
            key: principal.key(),
        };
        Ok(self.parts.journal.record(&event).await?)
    }

    /// Counts a use of datasets by the principal's office, never by person. A count that cannot be written is said
    /// once in the log and costs no reader an answer.
    pub(crate) async fn count_uses(&self, principal: &Principal, datasets: &[DatasetId]) {
        let office = match principal {
            // The operator's own look is no use by anybody.
            Principal::Operator => return,
            _ => principal
                .memberships()
                .first()
                .map(|membership| membership.organisation),
        };
        let now = self.parts.clock.now();
        for dataset in datasets {
            match self.parts.journal.count_use(*dataset, office, now).await {
                Ok(()) => self.usage_failing.is_over(),
                Err(error) => {
                    if self.usage_failing.is_news() {
                        tracing::warn!(%error, "uses are not counted for now");
                    }
                    return;
                }
            }
        }
    }
}
