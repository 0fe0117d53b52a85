//! Purposes of the fakes.

use crate::fake::Fake;
use async_trait::async_trait;
use hebewerk_hub::ports::*;
use hebewerk_model::{AccessKeyId, AccountId, PurposeId, StatedPurpose};
use jiff::Timestamp;

#[async_trait]
impl Purposes for Fake {
    async fn holding(
        &self,
        account: Option<AccountId>,
        key: Option<AccessKeyId>,
        now: Timestamp,
    ) -> Result<Vec<StatedPurpose>, StoreError> {
        let purposes = self.purposes.lock().unwrap();
        let holding = purposes
            .iter()
            .rev()
            .filter(|known| known.account == account && known.key == key && known.until > now);
        self.answer(holding.cloned().collect())
    }
    async fn get_many(&self, ids: &[PurposeId]) -> Result<Vec<StatedPurpose>, StoreError> {
        let purposes = self.purposes.lock().unwrap();
        let known = purposes.iter().filter(|known| ids.contains(&known.id));
        self.answer(known.cloned().collect())
    }
    async fn keep(&self, purpose: &StatedPurpose, event: &Event) -> Result<(), StoreError> {
        self.audit.lock().unwrap().push(event.clone());
        let mut purposes = self.purposes.lock().unwrap();
        purposes.retain(|known| known.id != purpose.id);
        purposes.push(purpose.clone());
        self.answer(())
    }
    async fn all(&self) -> Result<Vec<StatedPurpose>, StoreError> {
        let purposes = self.purposes.lock().unwrap();
        self.answer(purposes.iter().rev().cloned().collect())
    }
}
