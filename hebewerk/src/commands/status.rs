//! `hebewerk status`.

use crate::cli::JsonArgs;
use crate::context::Context;
use crate::exit::Done;
use crate::{output, wiring};
use hebewerk_hub::FindRequest;
use hebewerk_model::Principal;
use hebewerk_words::{date, number, t};
use serde_json::json;

/// Says what is in the hub and whether the index is up to date.
pub(crate) async fn run(context: &Context, args: JsonArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let wired = wiring::open(&home, &config).await?;
    let operator = Principal::Operator;
    let organisations = wired.hub.organisations(&operator).await?;
    let known: u64 = organisations.iter().map(|summary| summary.known).sum();
    let lifted: u64 = organisations.iter().map(|summary| summary.lifted).sum();
    let request = FindRequest {
        limit: 1,
        ..FindRequest::default()
    };
    let indexed = wired.hub.find(&operator, &request).await?.total;
    let newest = wired.hub.news(&operator, 1).await?;
    let newest = newest.first().map(|news| news.version.created_at);
    let running = home.lock().is_err();
    wired.close().await;
    if args.json {
        output::json(&json!({
            "version": env!("CARGO_PKG_VERSION"),
            "running": running,
            "organisations": organisations.len(),
            "datasets": known,
            "lifted": lifted,
            "indexed": indexed,
            "newest_version_at": newest.map(|moment| moment.to_string()),
        }))?;
    } else {
        let language = context.language;
        let count = |key: &str, value: u64| {
            output::line(&format!(
                "{}: {}",
                t(language, key),
                number::integer(language, value)
            ))
        };
        count("cli-status-organisations", organisations.len() as u64)?;
        count("cli-status-datasets", known)?;
        count("cli-status-lifted", lifted)?;
        count("cli-status-indexed", indexed)?;
        if let Some(moment) = newest {
            let words = t(language, "cli-status-newest");
            output::line(&format!("{words}: {}", date::moment(language, moment)))?;
        }
        let key = if running {
            "cli-status-running"
        } else {
            "cli-status-stopped"
        };
        output::line(&t(language, key))?;
    }
    Ok(if indexed < known {
        Done::WithDamage
    } else {
        Done::Whole
    })
}
