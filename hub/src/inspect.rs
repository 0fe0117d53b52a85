//! Looking at a file without taking it in.

use crate::{Hub, HubError};
use hebewerk_model::{Inspection, Recipe};
use std::path::PathBuf;

impl Hub {
    /// What is in a file that the asker already holds.
    pub async fn inspect(
        &self,
        file: PathBuf,
        name: String,
        recipe: Recipe,
    ) -> Result<Inspection, HubError> {
        let reader = self.parts.reader.clone();
        Ok(tokio::task::spawn_blocking(move || {
            reader.inspect(&file, &name, &recipe, &|_done, _of| {})
        })
        .await??)
    }
}
