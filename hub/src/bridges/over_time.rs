//! Bridges over time: what was counted of one at each version, and who is told when one bears no longer.

use super::view::{BridgeBank, BridgeCard};
use crate::ports::{BridgeMeasured, DecayedBridge, Mail};
use crate::reading::fitting;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource, decide};
use hebewerk_model::{
    Account, BridgeDecay, BridgeId, OrganisationId, Principal, Role, VersionNumber,
};
use jiff::Timestamp;
use std::collections::HashMap;

/// Points of a line: more of them nobody tells apart.
const MOST_POINTS: usize = 24;

impl Hub {
    /// What was counted of a bridge that was taken over, oldest first: of versions whose rows the reader may read today.
    pub async fn bridge_measures(
        &self,
        principal: &Principal,
        card: &BridgeCard,
    ) -> Result<Vec<BridgeMeasured>, HubError> {
        let mut points = self.parts.bridge_trail.measures(card.bridge.id).await?;
        let spare = points.len().saturating_sub(MOST_POINTS);
        points.drain(..spare);
        let mut open = HashMap::new();
        let mut kept = Vec::with_capacity(points.len());
        for point in points {
            let measure = &point.measure;
            let mut versions = vec![
                (&card.left, measure.left_version),
                (&card.right, measure.right_version),
            ];
            versions.extend(card.middle.iter().zip(measure.middle_version));
            let mut is_open = true;
            for (bank, number) in versions {
                let known = (bank.dataset.id, number);
                let may = if let Some(may) = open.get(&known) {
                    *may
                } else {
                    let may = self.may_read_version(principal, bank, number).await?;
                    open.insert(known, may);
                    may
                };
                is_open &= may;
            }
            if is_open {
                kept.push(point);
            }
        }
        Ok(kept)
    }

    async fn may_read_version(
        &self,
        principal: &Principal,
        bank: &BridgeBank,
        number: VersionNumber,
    ) -> Result<bool, HubError> {
        let dataset = &bank.dataset;
        let versions = &self.parts.versions;
        let Some(version) = versions.get(dataset.id, Some(number)).await? else {
            return Ok(false);
        };
        let tables = versions.tables(version.id).await?;
        let read = decide(principal, Action::ReadRows, &Resource::of(dataset));
        let released = self.released(principal, dataset, &read).await?;
        Ok(released.fitting(fitting(read, &tables), number).allowed)
    }

    /// Tells those who answer for the data of either bank that a bridge bears no longer, once for each time it began not
    /// to. Whoever may not see the bridge is not told that there is one. Called after the catalogue was followed; what
    /// cannot be sent is said in the log and not tried again.
    pub(super) async fn tell_of_decays(&self) -> Result<usize, HubError> {
        let Some(mail) = &self.parts.mail else {
            return Ok(0);
        };
        let untold = self.parts.bridge_trail.untold().await?;
        if untold.is_empty() {
            return Ok(0);
        }
        let accounts = self.parts.accounts.list().await?;
        let mut told = 0;
        for (bridge, since) in untold {
            // Noted before it is sent: rather one letter too few than one at every look.
            let now = self.parts.clock.now();
            let trail = &self.parts.bridge_trail;
            if trail.note_told(bridge, since, now).await? {
                told += self.tell_of_decay(mail.as_ref(), bridge, &accounts).await?;
            }
        }
        Ok(told)
    }

    async fn tell_of_decay(
        &self,
        mail: &dyn Mail,
        id: BridgeId,
        accounts: &[Account],
    ) -> Result<usize, HubError> {
        let Some(bridge) = self.parts.bridges.get(id).await? else {
            return Ok(0);
        };
        let mut houses = Vec::new();
        for side in bridge.sides() {
            let dataset = self.parts.datasets.get(side.dataset).await?;
            houses.extend(dataset.map(|dataset| dataset.organisation));
        }
        let mut told = 0;
        for account in answering(accounts, &houses) {
            let person = self.person(account).await?;
            let card = match self.bridge(&person, id).await {
                Err(HubError::NotFound { .. }) => continue,
                card => card?,
            };
            let notice = notice(&card);
            match mail
                .tell_of_decay(&account.email, account.language, &notice)
                .await
            {
                Ok(()) => told += 1,
                Err(error) => {
                    tracing::warn!(%error, bridge = %id, "nobody could be told that a bridge bears no longer");
                }
            }
        }
        Ok(told)
    }
}

/// Owners of the houses; of a house that has none, those who maintain its data.
fn answering<'a>(accounts: &'a [Account], houses: &[OrganisationId]) -> Vec<&'a Account> {
    let role = |account: &Account, house: OrganisationId, role: Role| {
        let mut memberships = account.memberships.iter();
        account.closed_at.is_none()
            && memberships.any(|it| it.organisation == house && it.role == role)
    };
    let mut answering: Vec<&Account> = Vec::new();
    for house in houses {
        let with = |wanted: Role| accounts.iter().filter(move |it| role(it, *house, wanted));
        let mut of_house: Vec<&Account> = with(Role::Owner).collect();
        if of_house.is_empty() {
            of_house = with(Role::Steward).collect();
        }
        for account in of_house {
            if !answering.iter().any(|known| known.id == account.id) {
                answering.push(account);
            }
        }
    }
    answering
}

fn notice(card: &BridgeCard) -> DecayedBridge {
    let title = |bank: &BridgeBank| bank.dataset.description.title.clone();
    DecayedBridge {
        bridge: card.bridge.id,
        left: title(&card.left),
        right: title(&card.right),
        decay: card.bridge.decay.unwrap_or(BridgeDecay::FewerMatches),
    }
}

/// How each bridge stood at a moment, of the states written down oldest first.
pub(super) fn stood_at(
    stood: &[crate::ports::BridgeStood],
    moment: Timestamp,
) -> HashMap<BridgeId, hebewerk_model::BridgeState> {
    let before = stood.iter().filter(|state| state.at <= moment);
    before.map(|state| (state.bridge, state.state)).collect()
}
