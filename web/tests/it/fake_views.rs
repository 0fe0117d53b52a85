//! Views of the fakes.

use crate::fake::Fake;
use async_trait::async_trait;
use hebewerk_hub::ports::*;
use hebewerk_model::{SavedView, Slug, ViewEdition, ViewId};

#[async_trait]
impl Views for Fake {
    async fn all(&self) -> Result<Vec<SavedView>, StoreError> {
        let views = self.views.lock().unwrap();
        self.answer(views.iter().map(|(view, _)| view.clone()).collect())
    }
    async fn by_name(&self, name: &Slug) -> Result<Option<SavedView>, StoreError> {
        let views = self.views.lock().unwrap();
        let known = views.iter().find(|(view, _)| view.name == *name);
        self.answer(known.map(|(view, _)| view.clone()))
    }
    async fn editions(&self, id: ViewId) -> Result<Vec<ViewEdition>, StoreError> {
        let views = self.views.lock().unwrap();
        let known = views.iter().find(|(view, _)| view.id == id);
        let editions = known.map(|(_, editions)| editions.iter().rev().cloned().collect());
        self.answer(editions.unwrap_or_default())
    }
    async fn add(&self, view: &SavedView, event: &Event) -> Result<bool, StoreError> {
        let mut views = self.views.lock().unwrap();
        if views.iter().any(|(known, _)| known.name == view.name) {
            return self.answer(false);
        }
        views.push((view.clone(), vec![view.edition.clone()]));
        self.audit.lock().unwrap().push(event.clone());
        self.answer(true)
    }
    async fn add_edition(
        &self,
        id: ViewId,
        edition: &ViewEdition,
        event: &Event,
    ) -> Result<bool, StoreError> {
        let mut views = self.views.lock().unwrap();
        let known = views.iter_mut().find(|(view, _)| view.id == id);
        let Some((view, editions)) =
            known.filter(|(view, _)| view.edition.number + 1 == edition.number)
        else {
            return self.answer(false);
        };
        view.edition = edition.clone();
        editions.push(edition.clone());
        self.audit.lock().unwrap().push(event.clone());
        self.answer(true)
    }
    async fn remove(&self, id: ViewId, number: u32, event: &Event) -> Result<bool, StoreError> {
        let mut views = self.views.lock().unwrap();
        let before = views.len();
        views.retain(|(view, _)| view.id != id || view.edition.number != number);
        if views.len() < before {
            self.audit.lock().unwrap().push(event.clone());
        }
        self.answer(views.len() < before)
    }
}
