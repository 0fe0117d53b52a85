//! People from outside the city who were invited to read something for a time.

use crate::{AccountId, DatasetId, Email, HeldGrants, InvitationId, Membership, OrganisationId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// An invitation: to read some datasets of an organisation, or as a reader of it, for a purpose, on a legal basis, up to a
/// day (GDPR article 5 (1) b and e, article 6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Identity.
    pub id: InvitationId,
    /// Who answers for it.
    pub organisation: OrganisationId,
    /// Whom it invites; becomes the name they sign in with.
    pub email: Email,
    /// What may be read of what the organisation owns.
    pub datasets: Vec<DatasetId>,
    /// Whether they read all that the organisation reads of its own.
    pub as_reader: bool,
    /// What for, in a sentence.
    pub purpose: String,
    /// On which legal basis.
    pub legal_basis: String,
    /// File reference (*Aktenzeichen*), if there is one.
    pub reference: Option<String>,
    /// Who invited; none for whoever holds the data directory.
    pub invited_by: Option<AccountId>,
    /// When.
    pub invited_at: Timestamp,
    /// Until when its link can be used.
    pub link_expires_at: Timestamp,
    /// When the account and all that it may read ends by itself.
    pub ends_at: Timestamp,
    /// The account, once the link was used.
    pub account: Option<AccountId>,
    /// When the link was used.
    pub accepted_at: Option<Timestamp>,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
}

/// How an invitation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationState {
    /// Its link waits to be used.
    Open,
    /// Nobody has used its link in time.
    Lapsed,
    /// There is an account.
    Accepted,
    /// Its time is over.
    Ended,
    /// It was taken back.
    Revoked,
}

impl InvitationState {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Lapsed => "lapsed",
            Self::Accepted => "accepted",
            Self::Ended => "ended",
            Self::Revoked => "revoked",
        }
    }
}

impl Invitation {
    /// How it stands at a time.
    pub fn state_at(&self, now: Timestamp) -> InvitationState {
        if self.revoked_at.is_some() {
            InvitationState::Revoked
        } else if now >= self.ends_at {
            InvitationState::Ended
        } else if self.accepted_at.is_some() {
            InvitationState::Accepted
        } else if now >= self.link_expires_at {
            InvitationState::Lapsed
        } else {
            InvitationState::Open
        }
    }
}

/// Somebody who was invited, signed in. They do not belong to the city: what only the city's circle reads or knows of is
/// nothing to them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guest {
    /// Their account.
    pub account: AccountId,
    /// Where they read like the people there.
    pub memberships: Vec<Membership>,
    /// What was granted to them, as far as it holds now.
    pub grants: HeldGrants,
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn an_invitation_ends_by_itself_whatever_became_of_it() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let open = Invitation {
            id: InvitationId::from_uuid(Uuid::from_u128(1)),
            organisation: OrganisationId::from_uuid(Uuid::from_u128(2)),
            email: "gast@firma.example".parse().unwrap(),
            datasets: Vec::new(),
            as_reader: true,
            purpose: "Gutachten".to_owned(),
            legal_basis: "Vertrag".to_owned(),
            reference: None,
            invited_by: None,
            invited_at: at(0),
            link_expires_at: at(100),
            ends_at: at(1_000),
            account: None,
            accepted_at: None,
            revoked_at: None,
        };
        let accepted = Invitation {
            accepted_at: Some(at(50)),
            ..open.clone()
        };
        let revoked = Invitation {
            revoked_at: Some(at(60)),
            ..accepted.clone()
        };
        assert_eq!(open.state_at(at(99)), InvitationState::Open);
        assert_eq!(open.state_at(at(100)), InvitationState::Lapsed);
        assert_eq!(accepted.state_at(at(999)), InvitationState::Accepted);
        assert_eq!(accepted.state_at(at(1_000)), InvitationState::Ended);
        assert_eq!(revoked.state_at(at(70)), InvitationState::Revoked);
    }
}
