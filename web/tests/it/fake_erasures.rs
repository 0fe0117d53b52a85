//! Erasures of the fakes.

use crate::fake::Fake;
use async_trait::async_trait;
use hebewerk_hub::ports::*;
use hebewerk_model::{ContentHash, DatasetId, DeliveryId, Erasure, ErasureId};
use jiff::Timestamp;
use std::collections::HashSet;

#[async_trait]
impl Erasures for Fake {
    async fn erase(&self, step: &ErasureStep, event: &Event) -> Result<(), StoreError> {
        self.audit.lock().unwrap().push(event.clone());
        self.erasures
            .lock()
            .unwrap()
            .insert(0, step.erasure.clone());
        self.answer(())
    }
    async fn list(&self, dataset: Option<DatasetId>) -> Result<Vec<Erasure>, StoreError> {
        let erasures = self.erasures.lock().unwrap();
        let of_it = erasures
            .iter()
            .filter(|known| dataset.is_none_or(|dataset| known.dataset == dataset));
        self.answer(of_it.cloned().collect())
    }
    async fn unfinished(&self) -> Result<Vec<UnfinishedErasure>, StoreError> {
        let erasures = self.erasures.lock().unwrap();
        let unfinished = erasures
            .iter()
            .filter(|known| known.finished_at.is_none())
            .map(|known| UnfinishedErasure {
                id: known.id,
                dataset: known.dataset,
                files: Vec::new(),
                contents: Vec::new(),
            });
        self.answer(unfinished.collect())
    }
    async fn scrub(&self) -> Result<(), StoreError> {
        self.answer(())
    }
    async fn finish(&self, id: ErasureId, at: Timestamp) -> Result<(), StoreError> {
        let mut erasures = self.erasures.lock().unwrap();
        for erasure in erasures.iter_mut().filter(|known| known.id == id) {
            erasure.finished_at = Some(at);
        }
        self.answer(())
    }
    async fn without_raw(&self, _dataset: DatasetId) -> Result<Vec<DeliveryId>, StoreError> {
        self.answer(Vec::new())
    }
    async fn was_erased(
        &self,
        _dataset: DatasetId,
        _content: ContentHash,
    ) -> Result<bool, StoreError> {
        self.answer(false)
    }
    async fn named(&self) -> Result<HashSet<String>, StoreError> {
        self.answer(HashSet::new())
    }
    async fn is_named(&self, _content: ContentHash) -> Result<bool, StoreError> {
        self.answer(false)
    }
    async fn shared(
        &self,
        _dataset: DatasetId,
        _deliveries: &[DeliveryId],
    ) -> Result<Vec<(DatasetId, u64)>, StoreError> {
        self.answer(Vec::new())
    }
}
