//! `hebewerk connections`.

use crate::cli::JsonArgs;
use crate::context::Context;
use crate::exit::Done;
use crate::{output, wiring};
use hebewerk_hub::ConnectionCard;
use hebewerk_model::{Language, PauseReason, Principal, RunOutcome};
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
                    card.last.as_ref().map_or_else(never, |run| {
                        hebewerk_words::date::moment(context.language, run.started_at)
                    }),
                    state(context.language, card),
                ]
            })
            .collect();
        output::table(&header, &rows)?;
    }
    wired.close().await;
    Ok(Done::Whole)
}

/// Whether the clock minds it, and why not if nobody has said so; else how the newest fetch ended.
fn state(language: Language, card: &ConnectionCard) -> String {
    let outcome = card.last.as_ref().map(|run| run.outcome);
    match (card.connection.pause_reason, outcome) {
        (Some(reason), _) => code(language, "connection-pause", reason.code()),
        _ if card.connection.paused => t(language, "connection-standing-paused"),
        (None, Some(RunOutcome::Failed)) => t(language, "connection-standing-failed"),
        (None, Some(RunOutcome::Running)) => t(language, "connection-standing-running"),
        _ if card.punctuality.is_late => t(language, "connection-standing-late"),
        (None, None) => t(language, "connection-standing-new"),
        (None, Some(_)) => t(language, "connection-standing-well"),
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
