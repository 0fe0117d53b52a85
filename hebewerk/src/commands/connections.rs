//! `hebewerk connections`.

use crate::cli::JsonArgs;
use crate::context::Context;
use crate::exit::Done;
use crate::{output, wiring};
use hebewerk_hub::ConnectionCard;
use hebewerk_model::{Language, PauseReason, Principal};
use hebewerk_words::{code, t};
use serde_json::json;

/// Lists connections.
pub(crate) async fn run(context: &Context, args: JsonArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let wired = wiring::open_reading(&home, &config).await?;
    let cards = wired.hub.connections(&Principal::Operator).await?;
    if args.json {
        let list: Vec<_> = cards.iter().map(document).collect();
        output::json(&list)?;
    } else {
        let header = ["id", "name", "house", "connector", "last", "state"]
            .map(|key| t(context.language, &format!("cli-connections-{key}")).into_owned());
        let rows: Vec<Vec<String>> = cards
            .iter()
            .map(|card| {
                let never = || t(context.language, "cli-connections-never").into_owned();
                vec![
                    card.connection.id.to_string(),
                    card.connection.name.clone(),
                    card.organisation.slug.to_string(),
                    card.connection.connector.clone(),
                    card.last
                        .as_ref()
                        .map_or_else(never, |run| run.started_at.strftime("%F %H:%M").to_string()),
                    state(context.language, card),
                ]
            })
            .collect();
        output::table(&header, &rows)?;
    }
    wired.close().await;
    Ok(Done::Whole)
}

/// Whether the clock minds it, and why not if nobody has said so.
fn state(language: Language, card: &ConnectionCard) -> String {
    match card.connection.pause_reason {
        Some(reason) => code(language, "connection-pause", reason.code()),
        None if card.connection.paused => t(language, "connection-standing-paused"),
        None => t(language, "connection-standing-well"),
    }
    .into_owned()
}

fn document(card: &ConnectionCard) -> serde_json::Value {
    json!({
        "id": card.connection.id,
        "name": card.connection.name,
        "organisation": card.organisation.slug,
        "connector": card.connection.connector,
        "settings": card.connection.settings,
        "visibility": card.connection.visibility.code(),
        "every_minutes": card.connection.rhythm.minutes(),
        "promised_minutes": card.connection.promised_minutes,
        "paused": card.connection.paused,
        "pause_reason": card.connection.pause_reason.map(PauseReason::code),
        "late": card.punctuality.is_late,
        "last": card.last,
    })
}
