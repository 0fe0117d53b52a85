//! `hebewerk datasets`.

use crate::cli::DatasetsArgs;
use crate::context::Context;
use crate::exit::Done;
use crate::{output, wiring};
use hebewerk_hub::FindRequest;
use hebewerk_hub::ports::Facets;
use hebewerk_model::Principal;
use hebewerk_words::{Value, number, t, t_with};
use serde_json::json;

/// Hits asked for at once.
const STEP: usize = 100;

/// Lists datasets.
pub(crate) async fn run(context: &Context, args: &DatasetsArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let wired = wiring::open_reading(&home, &config).await?;
    if let Some(organisation) = &args.organisation {
        wired.hub.organisation(organisation).await?;
    }
    let behind = wired.hub.status(&Principal::Operator).await?.index_behind;
    let mut request = FindRequest {
        facets: Facets {
            organisations: args.organisation.iter().cloned().collect(),
            ..Facets::default()
        },
        limit: STEP,
        ..FindRequest::default()
    };
    let mut cards = Vec::new();
    loop {
        let found = wired.hub.find(&Principal::Operator, &request).await?;
        let count = found.hits.len();
        cards.extend(found.hits.into_iter().map(|hit| hit.card));
        request.offset += STEP;
        if count < STEP {
            break;
        }
    }
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
                    version.map_or_else(String::new, |version| {
                        number::integer(context.language, version.rows)
                    }),
                    hebewerk_words::code(context.language, "state", card.dataset.state.code())
                        .into_owned(),
                ]
            })
            .collect();
        output::table(&header, &rows)?;
    }
    wired.close().await;
    if behind == 0 {
        return Ok(Done::Whole);
    }
    let count = [("datasets", Value::from(behind))];
    output::note(&t_with(context.language, "cli-index-behind", &count));
    Ok(Done::WithDamage)
}
