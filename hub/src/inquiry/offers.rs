//! Where one can go on from the tables of a question.

use super::Setting;
use super::setting::landing;
use crate::bridges::{BridgeCard, BridgeFilter};
use crate::{Hub, HubError};
use hebewerk_model::{BridgeState, Inquiry, Principal};

/// A bridge that leads from a table of a question to a further one.
#[derive(Debug, Clone)]
pub struct WalkOffer {
    /// The bridge.
    pub card: BridgeCard,
    /// Place of the table it leads from.
    pub on: usize,
    /// Whether that table is its left bank.
    pub from_left: bool,
}

impl WalkOffer {
    /// The bank it leads to.
    pub const fn far(&self) -> &crate::BridgeBank {
        if self.from_left {
            &self.card.right
        } else {
            &self.card.left
        }
    }

    /// Whether somebody who knows the data took it over.
    pub fn is_accepted(&self) -> bool {
        self.card.bridge.state == BridgeState::Accepted
    }

    /// Whether a row here may meet several there.
    pub fn repeats(&self) -> bool {
        let measure = &self.card.bridge.measure;
        if self.from_left {
            measure.repeats_left()
        } else {
            measure.repeats_right()
        }
    }
}

impl Hub {
    /// Bridges that can be walked from a question's tables: those taken over first, then the most useful ones.
    pub async fn walks(
        &self,
        principal: &Principal,
        inquiry: &Inquiry,
        setting: &Setting,
    ) -> Result<Vec<WalkOffer>, HubError> {
        if inquiry.joins.len() >= super::check::MOST_JOINS {
            return Ok(Vec::new());
        }
        let mut offers: Vec<WalkOffer> = Vec::new();
        for told in &setting.told {
            let filter = BridgeFilter {
                dataset: Some(told.dataset),
                ..BridgeFilter::default()
            };
            for card in self.bridges(principal, &filter).await? {
                let id = card.bridge.id;
                let is_walked = inquiry.joins.iter().any(|walk| walk.bridge == id);
                let is_known = offers.iter().any(|offer| offer.card.bridge.id == id);
                if is_walked || is_known {
                    continue;
                }
                if let Some((on, from_left)) = landing(setting, &card) {
                    offers.push(WalkOffer {
                        card,
                        on,
                        from_left,
                    });
                }
            }
        }
        offers.sort_by(|one, two| {
            two.is_accepted()
                .cmp(&one.is_accepted())
                .then(two.card.worth().total_cmp(&one.card.worth()))
                .then(one.card.bridge.id.cmp(&two.card.bridge.id))
        });
        Ok(offers)
    }
}
