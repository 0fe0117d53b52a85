//! Pages of views of the fakes.

use crate::fake::Fake;
use async_trait::async_trait;
use hebewerk_hub::ports::*;
use hebewerk_model::{Overview, OverviewId, Slug};

#[async_trait]
impl Overviews for Fake {
    async fn all(&self) -> Result<Vec<Overview>, StoreError> {
        let overviews = self.overviews.lock().unwrap();
        self.answer(overviews.clone())
    }
    async fn by_name(&self, name: &Slug) -> Result<Option<Overview>, StoreError> {
        let overviews = self.overviews.lock().unwrap();
        let known = overviews.iter().find(|known| known.name == *name);
        self.answer(known.cloned())
    }
    async fn add(&self, page: &Overview, event: &Event) -> Result<bool, StoreError> {
        let mut overviews = self.overviews.lock().unwrap();
        if overviews.iter().any(|known| known.name == page.name) {
            return self.answer(false);
        }
        overviews.push(page.clone());
        self.audit.lock().unwrap().push(event.clone());
        self.answer(true)
    }
    async fn change(&self, page: &Overview, event: &Event) -> Result<bool, StoreError> {
        let mut overviews = self.overviews.lock().unwrap();
        let mut known = overviews.iter_mut();
        let Some(known) =
            known.find(|known| known.id == page.id && known.edition + 1 == page.edition)
        else {
            return self.answer(false);
        };
        *known = page.clone();
        self.audit.lock().unwrap().push(event.clone());
        self.answer(true)
    }
    async fn remove(
        &self,
        id: OverviewId,
        edition: u32,
        event: &Event,
    ) -> Result<bool, StoreError> {
        let mut overviews = self.overviews.lock().unwrap();
        let before = overviews.len();
        overviews.retain(|known| known.id != id || known.edition != edition);
        if overviews.len() < before {
            self.audit.lock().unwrap().push(event.clone());
        }
        self.answer(overviews.len() < before)
    }
}
