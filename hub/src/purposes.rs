//! What data of several houses that are not open are joined for (DSGVO Art. 5 (1) b): asked before the answer, kept for
//! the day, on record for good (docs/decisions/0033).

mod processing;

pub use processing::{PROCESSING_COLUMNS, Processing, ProcessingKind};

use crate::grants::{invalid, said};
use crate::ports::Event;
use crate::tables::end_of_day;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource, decide};
use hebewerk_model::{
    Dataset, DatasetId, OrganisationId, Principal, PurposeId, StatedPurpose, TableName, Visibility,
};
use jiff::tz::TimeZone;

/// Longest purpose in characters.
const LONGEST_PURPOSE: usize = 1_000;
/// Longest legal basis and file reference in characters.
const LONGEST_LINE: usize = 300;

/// What somebody says they join data for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PurposeWish {
    /// In a sentence.
    pub purpose: String,
    /// On which legal basis.
    pub legal_basis: String,
    /// File reference; empty if there is none.
    pub reference: String,
}

/// Datasets for which nobody has said yet what they are joined for.
struct Uncovered {
    datasets: Vec<DatasetId>,
    houses: Vec<OrganisationId>,
}

impl Hub {
    /// The purpose under which these tables are joined; none where none is needed.
    ///
    /// Public data are never asked about, nor what somebody reads under a grant: the grant says what for. What is left
    /// needs a purpose as soon as it is of two houses or more.
    pub(crate) async fn purpose_of(
        &self,
        principal: &Principal,
        names: &[TableName],
        stated: Option<&PurposeWish>,
    ) -> Result<Option<StatedPurpose>, HubError> {
        let uncovered = self.uncovered(principal, names).await?;
        if uncovered.houses.len() < 2 {
            return Ok(None);
        }
        let purpose = match stated {
            Some(wish) => Some(self.stated(principal, wish, &uncovered)?),
            None => self.remembered(principal, &uncovered).await?,
        };
        let Some(mut purpose) = purpose else {
            let mut houses = Vec::new();
            for house in &uncovered.houses {
                if let Some(house) = self.parts.organisations.get(*house).await? {
                    houses.push(house.name);
                }
            }
            return Err(HubError::PurposeNeeded { houses });
        };
        let known = purpose.datasets.len();
        for dataset in &uncovered.datasets {
            if !purpose.datasets.contains(dataset) {
                purpose.datasets.push(*dataset);
            }
        }
        if stated.is_some() || purpose.datasets.len() > known {
            let event = self.purpose_event(principal, "state_purpose", purpose.id);
            self.parts.purposes.keep(&purpose, &event).await?;
        }
        for dataset in uncovered.datasets {
            let mut event = self.purpose_event(principal, "join", purpose.id);
            event.dataset = Some(dataset);
            self.record_once_a_day(event).await?;
        }
        Ok(Some(purpose))
    }

    async fn uncovered(
        &self,
        principal: &Principal,
        names: &[TableName],
    ) -> Result<Uncovered, HubError> {
        let mut uncovered = Uncovered {
            datasets: Vec::new(),
            houses: Vec::new(),
        };
        for name in names {
            let datasets = &self.parts.datasets;
            let Some(dataset) = datasets.by_table(&name.schema, &name.table).await? else {
                continue;
            };
            if !needs_purpose(principal, &dataset) || uncovered.datasets.contains(&dataset.id) {
                continue;
            }
            uncovered.datasets.push(dataset.id);
            if !uncovered.houses.contains(&dataset.organisation) {
                uncovered.houses.push(dataset.organisation);
            }
        }
        Ok(uncovered)
    }

    /// A purpose as it was just stated: it holds until the end of the day.
    fn stated(
        &self,
        principal: &Principal,
        wish: &PurposeWish,
        uncovered: &Uncovered,
    ) -> Result<StatedPurpose, HubError> {
        let purpose = said(&wish.purpose, LONGEST_PURPOSE)
            .ok_or_else(|| invalid("purpose", "invalid_purpose"))?;
        let legal_basis = said(&wish.legal_basis, LONGEST_LINE)
            .ok_or_else(|| invalid("legal_basis", "invalid_legal_basis"))?;
        let reference = if wish.reference.trim().is_empty() {
            None
        } else {
            let reference = said(&wish.reference, LONGEST_LINE);
            Some(reference.ok_or_else(|| invalid("reference", "invalid_reference"))?)
        };
        let now = self.parts.clock.now();
        let zone = TimeZone::get("Europe/Berlin").unwrap_or(TimeZone::UTC);
        let today = now.to_zoned(zone).date();
        Ok(StatedPurpose {
            id: PurposeId::from_uuid(self.parts.identifiers.fresh()),
            account: principal.account(),
            key: principal.key(),
            office: office_of(principal),
            purpose,
            legal_basis,
            reference,
            houses: uncovered.houses.clone(),
            datasets: Vec::new(),
            stated_at: now,
            until: end_of_day(today).unwrap_or(now),
        })
    }

    /// What was stated today for at least these houses. Whoever holds the data directory is nobody in particular, and
    /// states it with every question.
    async fn remembered(
        &self,
        principal: &Principal,
        uncovered: &Uncovered,
    ) -> Result<Option<StatedPurpose>, HubError> {
        let (account, key) = (principal.account(), principal.key());
        if account.is_none() && key.is_none() {
            return Ok(None);
        }
        let now = self.parts.clock.now();
        let holding = self.parts.purposes.holding(account, key, now).await?;
        let mut holding = holding.into_iter();
        Ok(holding.find(|purpose| purpose.covers(&uncovered.houses)))
    }

    fn purpose_event(
        &self,
        principal: &Principal,
        action: &'static str,
        purpose: PurposeId,
    ) -> Event {
        Event {
            account: principal.account(),
            key: principal.key(),
            office: office_of(principal),
            purpose: Some(purpose),
            ..Event::new(self.parts.clock.now(), action, "purpose_stated", self.door)
        }
    }
}

/// Whether somebody has to say what they join a dataset for: it is not public, and no grant says it.
fn needs_purpose(principal: &Principal, dataset: &Dataset) -> bool {
    let decision = decide(principal, Action::Count, &Resource::of(dataset));
    // What is refused is refused later, with its reason.
    decision.allowed && decision.grant.is_none() && dataset.circle() != Visibility::Public
}

/// The office for which somebody works, as far as it is known.
fn office_of(principal: &Principal) -> Option<OrganisationId> {
    let mut memberships = principal.memberships().iter();
    memberships.next().map(|membership| membership.organisation)
}
