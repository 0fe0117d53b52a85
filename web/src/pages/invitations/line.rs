//! One invitation in a list.

use crate::Words;
use hebewerk_hub::InvitationView;
use hebewerk_model::InvitationState;

/// An invitation as it is listed.
pub(super) struct InvitationLine {
    pub(super) email: String,
    pub(super) state: String,
    /// What may be read.
    pub(super) reads: String,
    pub(super) facts: Vec<(String, String)>,
    /// Where it is taken back, as long as there is something to take back.
    pub(super) revoke_href: Option<String>,
}

impl InvitationLine {
    pub(super) fn of(w: Words, view: &InvitationView, list: &str) -> Self {
        let invitation = &view.invitation;
        let mut reads = view.datasets.clone();
        if invitation.as_reader {
            reads.insert(0, w.t("invitation-as-reader").into_owned());
        }
        let mut facts = vec![
            (
                w.t("grant-purpose").into_owned(),
                invitation.purpose.clone(),
            ),
            (
                w.t("grant-basis").into_owned(),
                invitation.legal_basis.clone(),
            ),
        ];
        if let Some(reference) = &invitation.reference {
            facts.push((w.t("grant-reference").into_owned(), reference.clone()));
        }
        if let Some(name) = &view.invited_by {
            facts.push((w.t("invitation-by").into_owned(), name.clone()));
        }
        if view.state == InvitationState::Open {
            let until = w.moment(invitation.link_expires_at);
            facts.push((w.t("invitation-link-until").into_owned(), until));
        }
        facts.push((
            w.t("invitation-ends").into_owned(),
            w.moment(invitation.ends_at),
        ));
        Self {
            email: invitation.email.to_string(),
            state: w.code("invitation-state", view.state.code()).into_owned(),
            reads: reads.join(", "),
            facts,
            revoke_href: Self::may_be_revoked(view.state)
                .then(|| format!("{list}/{}/zuruecknehmen", invitation.id)),
        }
    }

    /// Whether there is something to take back.
    pub(super) const fn may_be_revoked(state: InvitationState) -> bool {
        matches!(state, InvitationState::Open | InvitationState::Accepted)
    }
}
