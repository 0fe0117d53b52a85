//! The audit of the fakes: what the flows wrote, chained as the catalogue does it.

use crate::fake::Fake;
use async_trait::async_trait;
use hebewerk_hub::ports::*;
use hebewerk_model::AccountId;
use jiff::Timestamp;

impl Fake {
    fn recorded(&self) -> Vec<Recorded> {
        let audit = self.audit.lock().unwrap();
        (1_u64..)
            .zip(audit.iter())
            .map(|(entry, event)| Recorded {
                entry,
                at: event.at,
                action: event.action.to_owned(),
                account: event.account,
                subject: event.subject,
                dataset: event.dataset,
                allowed: event.allowed,
                rule: event.rule.to_owned(),
                grant: event.grant,
                door: Some(event.door.code().to_owned()),
                office: event.office,
                version: event.version,
                rows: event.rows,
                until: event.until,
                key: event.key,
                purpose: event.purpose,
            })
            .collect()
    }

    fn chained(&self) -> Vec<ChainLink> {
        let mut before = ChainHash::BEGINNING;
        let mut links = Vec::new();
        let tampered = *self.tampered.lock().unwrap();
        for mut recorded in self.recorded() {
            before = hash_of_entry(before, recorded.entry, &recorded);
            if Some(recorded.entry) == tampered {
                recorded.allowed = !recorded.allowed;
            }
            links.push(ChainLink {
                entry: recorded.entry,
                hash: Some(before),
                recorded: Some(recorded),
            });
        }
        links
    }
}

fn suits(filter: &AuditFilter, entry: &Recorded) -> bool {
    let is_of = |account| entry.account == Some(account) || entry.subject == Some(account);
    filter.from.is_none_or(|from| entry.at >= from)
        && filter.before.is_none_or(|before| entry.at < before)
        && filter.account.is_none_or(is_of)
        && filter.dataset.is_none_or(|id| entry.dataset == Some(id))
        && filter.action.as_ref().is_none_or(|it| entry.action == *it)
        && filter
            .door
            .is_none_or(|door| entry.door.as_deref() == Some(door.code()))
        && filter.allowed.is_none_or(|it| entry.allowed == it)
}

#[async_trait]
impl AuditTrail for Fake {
    async fn entries(
        &self,
        filter: &AuditFilter,
        below: Option<u64>,
        limit: u32,
    ) -> Result<Vec<Recorded>, StoreError> {
        let entries = self.recorded().into_iter().rev();
        let below = below.unwrap_or(u64::MAX);
        Ok(entries
            .filter(|entry| entry.entry < below && suits(filter, entry))
            .take(limit as usize)
            .collect())
    }
    async fn count(&self, filter: &AuditFilter) -> Result<u64, StoreError> {
        let entries = self.recorded().into_iter();
        Ok(entries.filter(|entry| suits(filter, entry)).count() as u64)
    }
    async fn links(&self, above: u64, limit: u32) -> Result<Vec<ChainLink>, StoreError> {
        let links = self.chained().into_iter();
        Ok(links
            .filter(|link| link.entry > above)
            .take(limit as usize)
            .collect())
    }
    async fn ends(&self) -> Result<ChainEnds, StoreError> {
        let beginning = Head {
            entry: 0,
            hash: ChainHash::BEGINNING,
        };
        let head = self.chained().last().map(|link| Head {
            entry: link.entry,
            hash: link.hash.unwrap(),
        });
        Ok(ChainEnds {
            checkpoint: beginning,
            head: head.unwrap_or(beginning),
        })
    }
    async fn forget(&self, _before: Timestamp, _event: &Event) -> Result<u64, StoreError> {
        Ok(0)
    }
}

#[async_trait]
impl Anchors for Fake {
    async fn noted(&self) -> Result<Vec<Anchor>, StoreError> {
        Ok(Vec::new())
    }
    async fn note(&self, _anchor: Anchor) -> Result<(), StoreError> {
        Ok(())
    }
}

#[async_trait]
impl Subjects for Fake {
    async fn holdings(&self, _account: AccountId) -> Result<Holdings, StoreError> {
        Ok(Holdings {
            ..Holdings::default()
        })
    }
}
