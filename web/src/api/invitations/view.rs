//! Invitations, as programs read and write them.

use crate::Refusal;
use hebewerk_hub::{InvitationView, NewInvitation};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Somebody to invite.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct InvitationWish {
    /// Their address; they will sign in with it.
    e_mail: String,
    /// Slugs of datasets of the organisation.
    #[serde(default)]
    datasets: Vec<String>,
    /// Whether they read all that the organisation reads of its own.
    #[serde(default)]
    as_reader: bool,
    /// What for, in a sentence.
    purpose: String,
    /// On which legal basis.
    legal_basis: String,
    /// File reference.
    #[serde(default)]
    reference: String,
    /// The last day (Europe/Berlin), at most a year away.
    #[schema(format = Date)]
    until: String,
}

impl InvitationWish {
    /// Who is to be invited to what.
    pub(super) fn understood(self) -> Result<NewInvitation, Refusal> {
        let until = self.until.parse();
        Ok(NewInvitation {
            email: self.e_mail,
            datasets: self.datasets,
            as_reader: self.as_reader,
            purpose: self.purpose,
            legal_basis: self.legal_basis,
            reference: self.reference,
            until: until.map_err(|_error| Refusal::invalid("invited_too_long"))?,
        })
    }
}

/// An invitation that was just made.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct MadeInvitation {
    /// Address to send to them; nobody sees it again.
    link: String,
}

impl MadeInvitation {
    pub(super) const fn new(link: String) -> Self {
        Self { link }
    }
}

/// An invitation; the secret of its link is known to nobody here.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct InvitationSummary {
    /// Identity.
    id: String,
    /// Whom it invites.
    e_mail: String,
    /// `open`, `lapsed`, `accepted`, `ended` or `revoked`.
    state: &'static str,
    /// Titles of the datasets.
    datasets: Vec<String>,
    /// Whether they read all that the organisation reads of its own.
    as_reader: bool,
    /// What for.
    purpose: String,
    /// On which legal basis.
    legal_basis: String,
    /// File reference.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    /// When it was made.
    #[schema(format = DateTime)]
    invited_at: String,
    /// Until when its link can be used.
    #[schema(format = DateTime)]
    link_expires_at: String,
    /// When the account ends by itself.
    #[schema(format = DateTime)]
    ends_at: String,
}

impl InvitationSummary {
    pub(super) fn of(view: &InvitationView) -> Self {
        let invitation = &view.invitation;
        Self {
            id: invitation.id.to_string(),
            e_mail: invitation.email.to_string(),
            state: view.state.code(),
            datasets: view.datasets.clone(),
            as_reader: invitation.as_reader,
            purpose: invitation.purpose.clone(),
            legal_basis: invitation.legal_basis.clone(),
            reference: invitation.reference.clone(),
            invited_at: invitation.invited_at.to_string(),
            link_expires_at: invitation.link_expires_at.to_string(),
            ends_at: invitation.ends_at.to_string(),
        }
    }
}
