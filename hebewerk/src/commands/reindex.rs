//! `hebewerk reindex`.

use crate::cli::JsonArgs;
use crate::context::Context;
use crate::exit::Done;
use crate::{output, progress, wiring};
use hebewerk_hub::HubError;
use hebewerk_words::{Value, t_with};

/// Builds the search index anew.
pub(crate) async fn run(context: &Context, args: JsonArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let _lock = home.lock()?;
    let wired = wiring::open(&home, &config).await?;
    let figures = wired.store.figures().await.map_err(HubError::from)?;
    let bar = progress::bar(figures.datasets);
    let seen = bar.clone();
    let refreshed = wired
        .hub
        .reindex(&move |documents| seen.set_position(documents))
        .await?;
    bar.finish_and_clear();
    wired.close().await;
    if args.json {
        output::json(&serde_json::json!({ "documents": refreshed.documents }))?;
    } else {
        let count = [("documents", Value::from(refreshed.documents))];
        output::line(&t_with(context.language, "cli-reindex-done", &count))?;
    }
    Ok(Done::Whole)
}
