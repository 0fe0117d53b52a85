//! Who may have a raw file (docs/decisions/0008).

use crate::reading::reads_all;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Decision, Resource, decide};
use hebewerk_model::{Dataset, Delivery, DeliveryId, DeliveryOutcome, Principal, Visibility};
use std::collections::HashSet;

/// Decides on the raw files of one dataset for one asker: those who maintain it may have all of them; everybody may have
/// one, if the dataset is public, the delivery became a version, neither its recipe nor today's leaves anything out, and
/// nothing of that version is held back from the asker.
pub(crate) struct RawJudge {
    maintain: Decision,
    read: Option<Decision>,
    /// Deliveries whose versions the asker may read as a whole.
    whole: HashSet<DeliveryId>,
    /// Deliveries whose raw file was erased.
    erased: Vec<DeliveryId>,
}

impl RawJudge {
    /// Whether there is a raw file, and the asker may have it.
    pub(crate) fn offers(&self, delivery: &Delivery) -> bool {
        !self.is_erased(delivery) && self.decide(delivery).allowed
    }

    /// Whether its raw file was erased.
    pub(crate) fn is_erased(&self, delivery: &Delivery) -> bool {
        self.erased.contains(&delivery.id)
    }

    pub(crate) fn decide(&self, delivery: &Delivery) -> Decision {
        let is_open = delivery.outcome == DeliveryOutcome::Version
            && !delivery.leaves_out
            && self.whole.contains(&delivery.id);
        match &self.read {
            Some(read) if is_open => read.clone(),
            _ => self.maintain.clone(),
        }
    }
}

impl Hub {
    pub(crate) async fn raw_judge(
        &self,
        principal: &Principal,
        dataset: &Dataset,
    ) -> Result<RawJudge, HubError> {
        let resource = Resource::of(dataset);
        let mut judge = RawJudge {
            maintain: decide(principal, Action::Maintain, &resource),
            read: None,
            whole: HashSet::new(),
            erased: self.parts.erasures.without_raw(dataset.id).await?,
        };
        let read = decide(principal, Action::ReadRows, &resource);
        let is_open = dataset.visibility == Visibility::Public
            && read.allowed
            && !judge.maintain.allowed
            && !self.parts.datasets.recipe(dataset.id).await?.leaves_out();
        if is_open {
            let versions = self.parts.versions.list(dataset.id, None, u32::MAX).await?;
            let released = self.released(principal, dataset, &read).await?;
            let whole = versions
                .iter()
                .filter(|version| reads_all(&read, version) && released.has(version.number));
            judge.whole = whole.map(|version| version.delivery).collect();
            judge.read = Some(read);
        }
        Ok(judge)
    }
}
