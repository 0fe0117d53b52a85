//! Recipes in files.

use anyhow::Context;
use hebewerk_model::Recipe;
use std::path::Path;

/// The recipe in a JSON file; the empty one without a file.
pub(crate) fn read(path: Option<&Path>) -> anyhow::Result<Recipe> {
    let Some(path) = path else {
        return Ok(Recipe::default());
    };
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    serde_json::from_str(&text).with_context(|| path.display().to_string())
}
