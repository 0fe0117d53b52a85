//! What somebody looks for in the audit, as people and programs write it.

use crate::ports::AuditFilter;
use crate::tables::end_of_day;
use crate::{Hub, HubError};
use hebewerk_model::{AccountId, DatasetId, Door, Principal};
use jiff::Timestamp;
use jiff::civil::Date;

/// What somebody looks for; what is empty says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditWish {
    /// First day (Europe/Berlin).
    pub from: String,
    /// Last day.
    pub until: String,
    /// A person: identity of the account, or the address they sign in with.
    pub account: String,
    /// A dataset as `organisation/dataset`.
    pub dataset: String,
    /// Code of what was done.
    pub action: String,
    /// Code of the door.
    pub door: String,
    /// Allowed, or refused.
    pub allowed: Option<bool>,
}

impl Hub {
    /// The filter of a wish: for the data protection officer.
    pub async fn audit_filter(
        &self,
        principal: &Principal,
        wish: &AuditWish,
    ) -> Result<AuditFilter, HubError> {
        self.watching(principal, "read_audit").await?;
        let door = |code: &str| {
            let mut doors = Door::ALL.into_iter();
            let door = doors.find(|door| door.code() == code);
            door.ok_or_else(|| invalid("door", "unknown_door"))
        };
        Ok(AuditFilter {
            from: said(&wish.from).map(begin_of_day).transpose()?,
            before: said(&wish.until).map(after_day).transpose()?,
            account: match said(&wish.account) {
                Some(account) => Some(self.audited_account(principal, account).await?),
                None => None,
            },
            dataset: match said(&wish.dataset) {
                Some(name) => Some(self.audited_dataset(principal, name).await?),
                None => None,
            },
            action: said(&wish.action).map(str::to_owned),
            door: said(&wish.door).map(door).transpose()?,
            allowed: wish.allowed,
        })
    }

    /// An account by identity, also one that is gone, or by the address somebody signs in with: for the data
    /// protection officer.
    pub async fn audited_account(
        &self,
        principal: &Principal,
        text: &str,
    ) -> Result<AccountId, HubError> {
        self.watching(principal, "read_audit").await?;
        if let Ok(id) = text.parse() {
            return Ok(id);
        }
        let unknown = || invalid("account", "unknown_account");
        let email = text.parse().map_err(|_no_address| unknown())?;
        let found = self.parts.accounts.by_email(&email).await?;
        found.map(|found| found.account.id).ok_or_else(unknown)
    }

    async fn audited_dataset(
        &self,
        principal: &Principal,
        name: &str,
    ) -> Result<DatasetId, HubError> {
        let unknown = || HubError::not_found("dataset", name);
        let (organisation, dataset) = name.split_once('/').ok_or_else(unknown)?;
        let organisation = self.organisation_named(organisation).await?;
        let found = self
            .known_dataset(principal, &organisation, dataset)
            .await?;
        Ok(found.id)
    }
}

fn said(text: &str) -> Option<&str> {
    let text = text.trim();
    (!text.is_empty()).then_some(text)
}

fn begin_of_day(day: &str) -> Result<Timestamp, HubError> {
    let day: Date = day
        .parse()
        .map_err(|_no_day| invalid("from", "invalid_day"))?;
    let before = day.yesterday().ok().and_then(moment_after);
    before.ok_or_else(|| invalid("from", "invalid_day"))
}

fn after_day(day: &str) -> Result<Timestamp, HubError> {
    let day: Option<Date> = day.parse().ok();
    let after = day.and_then(moment_after);
    after.ok_or_else(|| invalid("until", "invalid_day"))
}

/// The first moment after a day.
fn moment_after(day: Date) -> Option<Timestamp> {
    let end = end_of_day(day)?;
    end.checked_add(jiff::Span::new().microseconds(1)).ok()
}

const fn invalid(field: &'static str, code: &'static str) -> HubError {
    HubError::Invalid { field, code }
}
