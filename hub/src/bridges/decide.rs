//! Taking a bridge over, saying no to it, and thinking again.

use super::view::BridgeCard;
use crate::authorise::authorise;
use crate::ports::Event;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Decision, Resource, decide};
use hebewerk_model::{BridgeId, BridgeKind, BridgeState, Principal};

/// What somebody decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BridgeDecision {
    /// It is one: from now on it is offered on both banks, and counted at each version.
    Accept,
    /// It is none, and shall not be suggested again.
    Reject,
    /// As if nobody had decided.
    Reopen,
}

impl BridgeDecision {
    const ALL: [Self; 3] = [Self::Accept, Self::Reject, Self::Reopen];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Reopen => "reopen",
        }
    }

    /// The decision with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }

    const fn action(self) -> &'static str {
        match self {
            Self::Accept => "accept_bridge",
            Self::Reject => "reject_bridge",
            Self::Reopen => "reopen_bridge",
        }
    }

    const fn leads_to(self) -> BridgeState {
        match self {
            Self::Accept => BridgeState::Accepted,
            Self::Reject => BridgeState::Rejected,
            Self::Reopen => BridgeState::Suggested,
        }
    }

    /// Whether it says something new of a bridge in this state.
    pub const fn is_open_to(self, kind: BridgeKind, state: BridgeState) -> bool {
        match self {
            Self::Accept => {
                matches!(state, BridgeState::Suggested | BridgeState::Decayed)
                    && !matches!(kind, BridgeKind::Lookalike)
            }
            Self::Reject => !matches!(state, BridgeState::Rejected),
            Self::Reopen => matches!(state, BridgeState::Accepted | BridgeState::Rejected),
        }
    }
}

impl Hub {
    /// Decides on a bridge: for whoever maintains one bank and may read the rows of both. Both banks have it on record.
    pub async fn decide_bridge(
        &self,
        principal: &Principal,
        id: BridgeId,
        said: BridgeDecision,
    ) -> Result<BridgeCard, HubError> {
        let card = self.bridge(principal, id).await?;
        let decision = may_decide(principal, &card)?;
        if !said.is_open_to(card.bridge.kind, card.bridge.state) {
            return Err(HubError::Invalid {
                field: "state",
                code: "bridge_state",
            });
        }
        let bridge = &card.bridge;
        let versions = [bridge.measure.left_version, bridge.measure.right_version];
        // Two tables of one dataset are one bank for the audit.
        let banks = if bridge.left.dataset == bridge.right.dataset {
            1
        } else {
            2
        };
        let events: Vec<Event> = bridge
            .sides()
            .into_iter()
            .zip(versions)
            .take(banks)
            .map(|(side, version)| {
                let about = Some(side.dataset);
                let mut event = self.event(principal, said.action(), about, &decision);
                event.version = Some(version.0.into());
                event
            })
            .collect();
        let accepted = (said == BridgeDecision::Accept).then_some(&bridge.measure);
        let states = (bridge.state, said.leads_to());
        let bridges = &self.parts.bridges;
        bridges.decide(id, states, accepted, &events).await?;
        if said == BridgeDecision::Accept {
            self.name_view(&card.bridge).await?;
        }
        self.bridge(principal, id).await
    }

    /// Lets the data of a sealed house take part in bridges, or no more: for those who answer for its data. It shows
    /// nobody more than they may read; within the house bridges are found.
    pub async fn let_house_take_part(
        &self,
        principal: &Principal,
        organisation: &str,
        agrees: bool,
    ) -> Result<(), HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let decision = authorise(
            principal,
            Action::Protect,
            &Resource::Organisation(organisation.id),
        )?;
        if !organisation.sealed {
            return Err(HubError::Invalid {
                field: "organisation",
                code: "bridge_not_sealed",
            });
        }
        let action = if agrees {
            "join_bridges"
        } else {
            "leave_bridges"
        };
        let mut event = self.event(principal, action, None, &decision);
        event.office = Some(organisation.id);
        let bridges = &self.parts.bridges;
        Ok(bridges.set_consent(organisation.id, agrees, &event).await?)
    }

    /// Sealed houses whose owners ask, with whether they take part.
    pub async fn sealed_houses(
        &self,
        principal: &Principal,
    ) -> Result<Vec<(hebewerk_model::Organisation, bool)>, HubError> {
        let consents = self.parts.bridges.consents().await?;
        let mut houses = self.parts.organisations.list().await?;
        houses.retain(|house| {
            let of_house = Resource::Organisation(house.id);
            house.sealed && decide(principal, Action::Protect, &of_house).allowed
        });
        let agrees = |house: &hebewerk_model::Organisation| consents.contains(&house.id);
        Ok(houses
            .into_iter()
            .map(|house| {
                let takes_part = agrees(&house);
                (house, takes_part)
            })
            .collect())
    }
}

/// The decision that allows it, on whichever bank.
pub(super) fn may_decide(principal: &Principal, card: &BridgeCard) -> Result<Decision, HubError> {
    let left = decide(
        principal,
        Action::Maintain,
        &Resource::of(&card.left.dataset),
    );
    if left.allowed {
        return Ok(left);
    }
    authorise(
        principal,
        Action::Maintain,
        &Resource::of(&card.right.dataset),
    )
}
