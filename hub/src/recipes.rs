//! What is corrected when deliveries of a dataset are read, and since when.

use crate::{Hub, HubError};
use hebewerk_model::{Principal, RecipeChange};

/// Changes told at most.
const MOST: u32 = 50;

impl Hub {
    /// The recipes of a dataset, newest first, for those who maintain it: names of columns that are left out stand in
    /// them.
    pub async fn recipe_history(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
    ) -> Result<Vec<RecipeChange>, HubError> {
        let dataset = self.maintained(principal, organisation, dataset).await?;
        Ok(self.parts.datasets.recipes(dataset.id, MOST).await?)
    }
}
