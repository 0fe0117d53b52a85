//! What became of a file that was handed over: told as long as its folder is there, also after a restart.

use super::staged::{Staged, StagedId, StagedUpload, read, write};
use super::target::Target;
use crate::{Hub, HubError, TakenIn};
use hebewerk_model::{
    Dataset, Delivery, DeliveryOutcome, Finding, Organisation, Principal, Severity, VersionNumber,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub(super) const HAND_OVER: &str = "hand-over.json";
/// Findings told of a file nothing could be read from.
const FINDINGS: usize = 20;
/// Datasets read at once in the search for what became of a file.
const AT_ONCE: u32 = 500;

/// Where a file stands that was handed over.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    /// It was not handed over yet.
    Waiting,
    /// It is on its way: a stage as in [`crate::Progress`], and how far it is.
    Running {
        /// `look`, `keep`, `write`, `commit`.
        stage: &'static str,
        /// So far.
        done: u64,
        /// Of all.
        of: u64,
    },
    /// It arrived.
    Done(Box<HandedOver>),
    /// It could not be taken in; nothing was changed.
    Failed {
        /// Code as in [`hebewerk_model::Failure::code`].
        code: String,
    },
    /// The program ended on the way, before anything was acknowledged.
    Interrupted,
}

/// What became of a delivery.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HandedOver {
    /// Slug of the organisation.
    pub organisation: String,
    /// Slug of the dataset.
    pub dataset: String,
    /// Its title.
    pub title: String,
    /// Whether the delivery became a version.
    pub outcome: DeliveryOutcome,
    /// The version that holds now, and its rows; none while there is none.
    pub version: Option<(VersionNumber, u64)>,
    /// What was wrong, where nothing could be read.
    pub findings: Vec<Finding>,
}

/// What is kept on disk.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kept {
    /// It was handed over.
    Begun {
        at: Timestamp,
        target: Target,
        house: String,
    },
    /// It arrived.
    Done { handed_over: HandedOver },
    /// It could not be taken in.
    Failed { code: String },
}

impl Hub {
    /// Where one of one's own files stands.
    pub async fn upload_standing(
        &self,
        principal: &Principal,
        id: StagedId,
    ) -> Result<Standing, HubError> {
        let staged = self.staged(principal, id).await?;
        self.standing_of(principal, id, &staged).await
    }

    /// Waits until a file that is on its way has arrived or failed.
    pub async fn upload_ended(
        &self,
        principal: &Principal,
        id: StagedId,
    ) -> Result<Standing, HubError> {
        let staged = self.staged(principal, id).await?;
        if let Some(mut running) = self.uploads.hand_over(id) {
            // The sender goes when the task has ended, however it did.
            while running.changed().await.is_ok() {}
        }
        self.standing_of(principal, id, &staged).await
    }

    pub(super) async fn standing_of(
        &self,
        principal: &Principal,
        id: StagedId,
        staged: &Staged,
    ) -> Result<Standing, HubError> {
        if let Some(standing) = self.uploads.standing(id) {
            return Ok(standing);
        }
        match read(&staged.folder, HAND_OVER).await {
            None => Ok(Standing::Waiting),
            Some(Kept::Done { handed_over }) => Ok(Standing::Done(Box::new(handed_over))),
            Some(Kept::Failed { code }) => Ok(Standing::Failed { code }),
            Some(Kept::Begun { at, target, house }) => {
                // The task has gone without a word: the program ended. The catalogue knows whether before or after
                // the delivery was acknowledged.
                let found = self
                    .arrived(principal, &staged.upload, at, (&target, &house))
                    .await?;
                let Some(handed_over) = found else {
                    return Ok(Standing::Interrupted);
                };
                let kept = Kept::Done {
                    handed_over: handed_over.clone(),
                };
                write(&staged.folder, HAND_OVER, &kept).await?;
                Ok(Standing::Done(Box::new(handed_over)))
            }
        }
    }

    /// The delivery this file became, if it did since `begun`.
    async fn arrived(
        &self,
        principal: &Principal,
        upload: &StagedUpload,
        begun: Timestamp,
        (target, house): (&Target, &str),
    ) -> Result<Option<HandedOver>, HubError> {
        if let Some((organisation, dataset)) = self.aimed_at(principal, target).await? {
            let delivery = self.delivered(&dataset, upload, begun).await?;
            return self.told(&organisation, &dataset, delivery).await;
        }
        let organisation = self.organisation_named(house).await?;
        let mut after = None;
        loop {
            let datasets = &self.parts.datasets;
            let page = datasets.list(Some(organisation.id), after, AT_ONCE).await?;
            let Some(last) = page.last() else {
                return Ok(None);
            };
            after = Some(last.id);
            for dataset in page.iter().filter(|dataset| dataset.created_at >= begun) {
                let delivery = self.delivered(dataset, upload, begun).await?;
                if delivery.is_some() {
                    return self.told(&organisation, dataset, delivery).await;
                }
            }
        }
    }

    async fn delivered(
        &self,
        dataset: &Dataset,
        upload: &StagedUpload,
        begun: Timestamp,
    ) -> Result<Option<Delivery>, HubError> {
        let newest = self.parts.versions.deliveries(dataset.id, 20).await?;
        Ok(newest.into_iter().find(|delivery| {
            delivery.by == Some(upload.account)
                && delivery.received_at >= begun
                && delivery.file_name == upload.file_name
                && delivery.size_bytes == upload.size_bytes
        }))
    }

    async fn told(
        &self,
        organisation: &Organisation,
        dataset: &Dataset,
        delivery: Option<Delivery>,
    ) -> Result<Option<HandedOver>, HubError> {
        let Some(delivery) = delivery else {
            return Ok(None);
        };
        let findings = self.parts.versions.findings(delivery.id).await?;
        let version = self.parts.versions.get(dataset.id, None).await?;
        Ok(Some(HandedOver {
            organisation: organisation.slug.to_string(),
            dataset: dataset.slug.to_string(),
            title: dataset.description.title.clone(),
            outcome: delivery.outcome,
            version: version.map(|version| (version.number, version.rows.unwrap_or(0))),
            findings: worth_telling(delivery.outcome, findings),
        }))
    }

    /// What became of a file that was just taken in.
    pub(super) async fn handed_over(&self, taken: TakenIn) -> Result<HandedOver, HubError> {
        let version = match taken.version {
            Some(version) => Some(version),
            None => self.parts.versions.get(taken.dataset.id, None).await?,
        };
        Ok(HandedOver {
            organisation: taken.organisation.slug.to_string(),
            dataset: taken.dataset.slug.to_string(),
            title: taken.dataset.description.title,
            outcome: taken.delivery.outcome,
            version: version.map(|version| (version.number, version.rows.unwrap_or(0))),
            findings: worth_telling(taken.delivery.outcome, taken.findings),
        })
    }
}

/// Where rows were read, the dataset's page tells the findings.
fn worth_telling(outcome: DeliveryOutcome, findings: Vec<Finding>) -> Vec<Finding> {
    if outcome != DeliveryOutcome::Unreadable {
        return Vec::new();
    }
    findings
        .into_iter()
        .filter(|finding| finding.severity != Severity::Note)
        .take(FINDINGS)
        .collect()
}
