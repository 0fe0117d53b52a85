//! What somebody joins data of several houses for (DSGVO Art. 5 (1) b, Art. 30).

use crate::{AccessKeyId, AccountId, DatasetId, OrganisationId, PurposeId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A purpose somebody stated before data of several houses that are not open were joined. It holds for its maker, for
/// these houses, until the end of its day; the record of it stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedPurpose {
    /// Identity.
    pub id: PurposeId,
    /// Who stated it; none for whoever holds the data directory.
    pub account: Option<AccountId>,
    /// The access key of a program that stated it.
    pub key: Option<AccessKeyId>,
    /// The office for which it was done.
    pub office: Option<OrganisationId>,
    /// What for.
    pub purpose: String,
    /// On which legal basis.
    pub legal_basis: String,
    /// File reference.
    pub reference: Option<String>,
    /// The houses whose data may be joined under it.
    pub houses: Vec<OrganisationId>,
    /// Datasets that were joined under it.
    pub datasets: Vec<DatasetId>,
    /// When it was stated.
    pub stated_at: Timestamp,
    /// Until when it need not be stated again.
    pub until: Timestamp,
}

impl StatedPurpose {
    /// Whether data of these houses may be joined under it.
    pub fn covers(&self, houses: &[OrganisationId]) -> bool {
        houses.iter().all(|house| self.houses.contains(house))
    }
}
