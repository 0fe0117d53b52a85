//! A delivery whose bytes may still be on their way into the store.

use crate::HubError;
use crate::ports::{Kept, StoredRaw};
use hebewerk_model::{AccountId, DatasetId, Delivery, DeliveryId, DeliveryOutcome};
use jiff::Timestamp;

/// A delivery while it is read.
pub(crate) enum Arriving {
    /// Its bytes are being kept.
    Now(Box<dyn Kept>, Announced),
    /// They were kept long ago.
    Before(Delivery),
}

/// What is known of a delivery before its bytes are in the store.
pub(crate) struct Announced {
    pub(crate) id: DeliveryId,
    pub(crate) dataset: DatasetId,
    pub(crate) file_name: String,
    pub(crate) received_at: Timestamp,
    pub(crate) by: Option<AccountId>,
    pub(crate) reader: u32,
    pub(crate) leaves_out: bool,
}

impl Announced {
    fn kept_as(self, stored: &StoredRaw) -> Delivery {
        Delivery {
            id: self.id,
            dataset: self.dataset,
            file_name: self.file_name,
            content: stored.content,
            size_bytes: stored.size_bytes,
            received_at: self.received_at,
            by: self.by,
            outcome: DeliveryOutcome::Version,
            reader: self.reader,
            leaves_out: self.leaves_out,
        }
    }
}

impl Arriving {
    pub(crate) fn file_name(&self) -> &str {
        match self {
            Self::Now(_, announced) => &announced.file_name,
            Self::Before(delivery) => &delivery.file_name,
        }
    }

    /// Another look may see something else: then no reader has had the last word.
    pub(crate) const fn is_not_final(&mut self) {
        match self {
            Self::Now(_, announced) => announced.reader = 0,
            Self::Before(delivery) => delivery.reader = 0,
        }
    }

    /// Waits until the raw file survives a loss of power: before that nothing may be recorded of it.
    pub(crate) async fn settle(self) -> Result<Delivery, HubError> {
        match self {
            Self::Now(kept, announced) => Ok(announced.kept_as(&kept.settle().await?)),
            Self::Before(delivery) => Ok(delivery),
        }
    }
}
