//! `hebewerk datasets`.

use crate::cli::DatasetsArgs;
use crate::context::Context;
use crate::exit::Done;
use crate::{output, wiring};
use hebewerk_model::Principal;
use hebewerk_words::{number, t};
use serde_json::json;

/// Lists datasets.
pub(crate) async fn run(context: &Context, args: &DatasetsArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let wired = wiring::open_reading(&home, &config).await?;
    let organisation = match &args.organisation {
        Some(slug) => Some(wired.hub.organisation(slug).await?.id),
        None => None,
    };
    // From the catalogue: the index may lag behind, and a list with gaps would look whole.
    let cards = wired
        .hub
        .everything(&Principal::Operator, organisation)
        .await?;
    if args.output.json {
        let list: Vec<_> = cards
            .iter()
            .map(|card| {
                json!({
                    "organisation": card.organisation.slug,
                    "dataset": card.dataset.slug,
                    "title": card.dataset.description.title,
                    "visibility": card.dataset.visibility.code(),
                    "state": card.dataset.state.code(),
                    "source": card.dataset.source,
                    "version": card.version.as_ref().map(|version| version.number),
                    "rows": card.version.as_ref().map(|version| version.rows),
                    "format": card.version.as_ref().map(|version| version.format.code()),
                    "updated_at": card.dataset.updated_at.to_string(),
                })
            })
            .collect();
        output::json(&list)?;
    } else {
        let header = ["name", "title", "version", "rows", "state"]
            .map(|key| t(context.language, &format!("cli-datasets-{key}")).into_owned());
        let rows: Vec<Vec<String>> = cards
            .iter()
            .map(|card| {
                let version = card.version.as_ref();
                vec![
                    format!("{}.{}", card.organisation.slug, card.dataset.slug),
                    card.dataset.description.title.clone(),
                    version.map_or_else(String::new, |version| version.number.to_string()),
                    version
                        .and_then(|version| version.rows)
                        .map_or_else(String::new, |rows| number::integer(context.language, rows)),
                    hebewerk_words::code(context.language, "state", card.dataset.state.code())
                        .into_owned(),
                ]
            })
            .collect();
        output::table(&header, &rows)?;
    }
    wired.close().await;
    Ok(Done::Whole)
}
