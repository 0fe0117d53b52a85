//! Writing to the audit: what was decided, for whom, about which dataset.

use crate::ports::Event;
use crate::{Hub, HubError};
use hebewerk_guard::{Decision, Rule};
use hebewerk_model::{
    AccessKeyId, AccountId, BridgeId, Dataset, DatasetId, Door, GrantId, Grantee, OrganisationId,
    Principal, PurposeId, Version, VersionNumber, Visibility,
};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// Reads on record today.
#[derive(Default)]
pub(crate) struct ReadBook {
    today: Mutex<(Date, HashSet<Read>)>,
}

/// What makes two reads of a day the same.
#[derive(PartialEq, Eq, Hash)]
struct Read {
    account: Option<AccountId>,
    key: Option<AccessKeyId>,
    action: &'static str,
    rule: &'static str,
    dataset: Option<DatasetId>,
    version: Option<u64>,
    allowed: bool,
    grant: Option<GrantId>,
    purpose: Option<PurposeId>,
    door: Door,
}

impl Read {
    fn of(event: &Event) -> Self {
        Self {
            account: event.account,
            key: event.key,
            action: event.action,
            rule: event.rule,
            dataset: event.dataset,
            version: event.version,
            allowed: event.allowed,
            grant: event.grant,
            purpose: event.purpose,
            door: event.door,
        }
    }
}

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

/// What of a dataset was opened, as far as it is known when it goes on record.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Opened {
    pub(crate) version: Option<VersionNumber>,
    /// Rows of the table; how many of them leave is not known yet.
    pub(crate) rows: Option<u64>,
}

impl Opened {
    /// Not one version in particular.
    pub(crate) const NOTHING: Self = Self {
        version: None,
        rows: None,
    };

    pub(crate) fn version(version: Option<&Version>) -> Self {
        Self {
            version: version.map(|version| version.number),
            rows: None,
        }
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
    /// Reads of public data are not on record. Others are, once a day for each account, key, dataset, version, way of
    /// reading, door and grant, so that paging does not flood the audit; without the record there is no reading. A refusal stands
    /// also when it cannot be written (docs/decisions/0009).
    pub(crate) async fn record_read(
        &self,
        principal: &Principal,
        action: &'static str,
        (dataset, opened): (&Dataset, Opened),
        decision: &Decision,
    ) -> Result<(), HubError> {
        // Under a grant somebody sees what the public does not.
        let is_public = dataset.visibility == Visibility::Public && decision.grant.is_none();
        if decision.allowed && is_public {
            return Ok(());
        }
        let mut event = self.event(principal, action, Some(dataset.id), decision);
        event.version = opened.version.map(|number| number.0.into());
        event.rows = opened.rows;
        if let Some(grant) = self.grant_of(dataset.id, decision).await? {
            event.office = match grant.to {
                Grantee::Organisation(office) => Some(office),
                Grantee::Account(_) => None,
            };
        }
        self.record_once_a_day(event).await
    }

    /// Writes that somebody who is known was refused something that is not reading: once a day for each rule and door, so
    /// that trying again floods nothing. Refused readings are on record with their dataset.
    pub async fn record_refusal(&self, principal: &Principal, rule: Rule) {
        let is_known = principal.account().is_some() || principal.key().is_some();
        if !is_known || is_about_reading(rule) {
            return;
        }
        let event = Event {
            account: principal.account(),
            key: principal.key(),
            allowed: false,
            ..Event::new(self.parts.clock.now(), "refused", rule.code(), self.door)
        };
        // A refusal that cannot be written stands all the same, and is told in the log.
        drop(self.record_once_a_day(event).await);
    }

    /// Writes an event that says of the whole day what it says once.
    pub(crate) async fn record_once_a_day(&self, event: Event) -> Result<(), HubError> {
        let day = event.at.to_zoned(TimeZone::UTC).date();
        let read = Read::of(&event);
        if self.read_book.has(day, &read) {
            return Ok(());
        }
        match self.parts.journal.record(&event).await {
            Ok(()) => {
                self.read_book.add(day, read);
                Ok(())
            }
            Err(error) if event.allowed => Err(error.into()),
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
        let (now, rule) = (self.parts.clock.now(), decision.determined_by.code());
        Event {
            account: principal.account(),
            key: principal.key(),
            dataset,
            allowed: decision.allowed,
            grant: decision.grant,
            office: decision.office,
            ..Event::new(now, action, rule, self.door)
        }
    }

    /// Counts a use of datasets by the principal's office, never by person. A count that cannot be written is said
    /// once in the log and costs no reader an answer.
    pub(crate) async fn count_uses(&self, principal: &Principal, datasets: &[DatasetId]) {
        if *principal == Principal::Operator {
            return;
        }
        let office = office_of(principal);
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

    /// Counts an answer over these datasets, of one house or of several: by office, never by person.
    pub(crate) async fn count_answer(
        &self,
        principal: &Principal,
        datasets: &[(DatasetId, OrganisationId)],
    ) {
        if *principal == Principal::Operator || datasets.is_empty() {
            return;
        }
        let office = office_of(principal);
        let ids: Vec<DatasetId> = datasets.iter().map(|(dataset, _house)| *dataset).collect();
        let first = datasets.first().map(|(_dataset, house)| house);
        let is_across = datasets
            .iter()
            .any(|(_dataset, house)| Some(house) != first);
        let now = self.parts.clock.now();
        let uses = &self.parts.joint_uses;
        match uses.count_answer(office, &ids, is_across, now).await {
            Ok(()) => self.usage_failing.is_over(),
            Err(error) => {
                if self.usage_failing.is_news() {
                    tracing::warn!(%error, "uses are not counted for now");
                }
            }
        }
    }

    /// Counts an answer over views of bridges: by office, never by person.
    pub(crate) async fn count_walks(&self, principal: &Principal, bridges: &[BridgeId]) {
        if *principal == Principal::Operator {
            return;
        }
        let office = office_of(principal);
        let now = self.parts.clock.now();
        for bridge in bridges {
            match self
                .parts
                .bridge_trail
                .count_walk(*bridge, office, now)
                .await
            {
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

/// Whether a rule refuses rows: every flow that reads records that itself.
const fn is_about_reading(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::NotPublic
            | Rule::NotAMember
            | Rule::StatisticsOnly
            | Rule::Sealed
            | Rule::ProtectionDoesNotFit
    )
}

/// The office that uses something; none is the public. The operator's own look is no use by anybody, and not counted.
fn office_of(principal: &Principal) -> Option<OrganisationId> {
    let mut memberships = principal.memberships().iter();
    memberships.next().map(|membership| membership.organisation)
}
