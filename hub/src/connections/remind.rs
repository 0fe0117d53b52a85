//! Reminding those who look after a connection: once when it becomes late, once when it keeps failing.

use super::promise::late_since;
use crate::ports::{Reminder, ReminderCause};
use crate::{Hub, HubError};
use hebewerk_model::{Account, Connection, ConnectionRun, Role, RunOutcome};
use jiff::{SignedDuration, Timestamp};

/// So many failures in a row are no accident.
const FAILURES: u32 = 3;

/// Nobody is reminded of the same connection twice within a day.
const PAUSE: SignedDuration = SignedDuration::from_hours(24);

/// Fetches with news that are looked at.
const NEWS: u32 = 1;

impl Hub {
    /// Whether this hub sends mail.
    pub fn reminds_by_mail(&self) -> bool {
        self.parts.mail.is_some()
    }

    /// Reminds of every connection that has become late since somebody was last reminded of it; called often by whoever
    /// runs the hub. Returns of how many.
    pub async fn remind_of_late(&self) -> Result<usize, HubError> {
        if !self.reminds_by_mail() {
            return Ok(0);
        }
        let mut reminded = 0;
        for connection in self.parts.connections.list().await? {
            let news = self.parts.connections.news(connection.id, NEWS).await?;
            let since = late_since(&connection, &news, self.parts.clock.now());
            let (Some(since), Some(promised_minutes)) = (since, connection.promised_minutes) else {
                continue;
            };
            let cause = ReminderCause::Late { promised_minutes };
            if self.remind(&connection, cause, since).await? {
                reminded += 1;
            }
        }
        Ok(reminded)
    }

    /// Reminds of a connection that has just failed for the third time in a row. What goes wrong here is logged: the
    /// fetch itself is written down already.
    pub(super) async fn remind_of_failures(&self, connection: &Connection) {
        if !self.reminds_by_mail() {
            return;
        }
        let reminded = async {
            let runs = self
                .parts
                .connections
                .runs(connection.id, FAILURES + 1)
                .await?;
            let failed = |run: &&ConnectionRun| run.outcome == RunOutcome::Failed;
            let times = runs.iter().take_while(failed).count();
            if times != FAILURES as usize {
                return Ok(false);
            }
            let cause = ReminderCause::Failing { times: FAILURES };
            let now = self.parts.clock.now();
            self.remind(connection, cause, now).await
        };
        let reminded: Result<bool, HubError> = reminded.await;
        if let Err(error) = reminded {
            tracing::warn!(%error, "nobody could be reminded of a failing connection");
        }
    }

    /// Reminds the stewards of the office, unless somebody was reminded after `since` or within the last day.
    async fn remind(
        &self,
        connection: &Connection,
        cause: ReminderCause,
        since: Timestamp,
    ) -> Result<bool, HubError> {
        let Some(mail) = &self.parts.mail else {
            return Ok(false);
        };
        let now = self.parts.clock.now();
        let a_day_ago = now.checked_sub(PAUSE).unwrap_or(Timestamp::MIN);
        // Noted before it is sent: rather one letter too few than one every ten minutes.
        let connections = &self.parts.connections;
        let not_after = since.min(a_day_ago);
        if !connections
            .note_reminder(connection.id, now, not_after)
            .await?
        {
            return Ok(false);
        }
        let office = self
            .parts
            .organisations
            .get(connection.organisation)
            .await?;
        let reminder = Reminder {
            connection: connection.id,
            name: connection.name.clone(),
            organisation: office.map_or_else(String::new, |office| office.name),
            cause,
        };
        for steward in self.stewards(connection).await? {
            let sent = mail
                .remind(&steward.email, steward.language, &reminder)
                .await;
            if let Err(error) = sent {
                tracing::warn!(%error, connection = %connection.id, "a reminder could not be sent");
            }
        }
        Ok(true)
    }

    async fn stewards(&self, connection: &Connection) -> Result<Vec<Account>, HubError> {
        let mut accounts = self.parts.accounts.list().await?;
        accounts.retain(|account| {
            account.closed_at.is_none()
                && account.memberships.iter().any(|membership| {
                    membership.organisation == connection.organisation
                        && membership.role >= Role::Steward
                })
        });
        Ok(accounts)
    }
}
