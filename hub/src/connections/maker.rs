//! On whose behalf the clock fetches: nobody's right goes on after they have lost it.

use crate::ports::Event;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Decision, Resource, decide};
use hebewerk_model::{Connection, Maker, PauseReason, Principal};

impl Hub {
    /// Why the clock may not fetch a connection any more; none if it may. Without an account there is nobody who could
    /// lose a right: the operator keeps theirs, and of connections made before nobody is known.
    pub(super) async fn refusal_of_maker(
        &self,
        connection: &Connection,
    ) -> Result<Option<Decision>, HubError> {
        let Maker::Account(id) = connection.maker else {
            return Ok(None);
        };
        let account = self.parts.accounts.get(id).await?;
        let account = account.filter(|account| account.closed_at.is_none());
        let maker = match account {
            Some(account) => self.person(&account).await?,
            None => Principal::Anonymous,
        };
        let office = Resource::Organisation(connection.organisation);
        let decision = decide(&maker, Action::TakeIn, &office);
        Ok((!decision.allowed).then_some(decision))
    }

    /// Pauses a connection whose maker has lost the right, and says so in the audit.
    pub(super) async fn pause_orphan(
        &self,
        connection: &Connection,
        refusal: &Decision,
    ) -> Result<(), HubError> {
        let event = Event {
            at: self.parts.clock.now(),
            action: "pause_connection",
            account: None,
            subject: connection.maker.account(),
            dataset: None,
            allowed: refusal.allowed,
            rule: refusal.determined_by.code(),
            grant: None,
            key: None,
        };
        let reason = PauseReason::MakerWithoutRight;
        let connections = &self.parts.connections;
        if connections.pause_for(connection, reason, &event).await? {
            tracing::info!(
                connection = %connection.id,
                "a connection is paused because its maker may not write in its office any more"
            );
        }
        Ok(())
    }
}
