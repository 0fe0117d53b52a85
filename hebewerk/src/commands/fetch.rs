//! `hebewerk fetch`.

use crate::cli::FetchArgs;
use crate::context::Context;
use crate::exit::Done;
use crate::{output, wiring};
use hebewerk_hub::{Hub, HubError, WaitingVersion};
use hebewerk_model::{ConnectionId, ConnectionRun, Language, Principal, RunOutcome};
use hebewerk_words::{Value, code, t, t_with};

/// Records that were not taken over, as far as they are told here; the page tells all.
const TOLD_REJECTED: usize = 20;

/// Fetches a connection and waits for the end.
pub(crate) async fn run(context: &Context, args: &FetchArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let _lock = home.lock()?;
    let wired = wiring::open(&home, &config).await?;
    let id = find(&wired.hub, &args.connection).await?;
    wired.hub.fetch_and_wait(&Principal::Operator, id).await?;
    let view = wired.hub.connection(&Principal::Operator, id).await?;
    let name = view.card.connection.name;
    let run = view.runs.into_iter().next();
    let waiting = wired.hub.waiting(&Principal::Operator).await?;
    if args.output.json {
        output::json(&run)?;
    } else if let Some(run) = &run {
        output::line(&sentence(context.language, &name, run, &waiting))?;
        let harvested = wired.hub.harvested(&Principal::Operator, id).await?;
        for rejected in harvested.rejected.iter().take(TOLD_REJECTED) {
            let reason = code(context.language, "reject", rejected.reason.code());
            output::line(&format!("  {}: {reason}", rejected.name))?;
        }
    }
    wired.close().await;
    Ok(match run.map(|run| run.outcome) {
        Some(RunOutcome::Delivered | RunOutcome::Unchanged) => Done::Whole,
        _ => Done::NotAll,
    })
}

/// By identifier, else by name; a name that several bear finds none.
pub(super) async fn find(hub: &Hub, text: &str) -> anyhow::Result<ConnectionId> {
    if let Ok(id) = text.parse() {
        return Ok(id);
    }
    let cards = hub.connections(&Principal::Operator).await?;
    let named: Vec<_> = cards
        .iter()
        .filter(|card| card.connection.name == text)
        .map(|card| card.connection.id)
        .collect();
    match named.as_slice() {
        [one] => Ok(*one),
        _ => Err(HubError::NotFound {
            what: "connection",
            name: text.to_owned(),
        }
        .into()),
    }
}

fn sentence(
    language: Language,
    name: &str,
    run: &ConnectionRun,
    waiting: &[WaitingVersion],
) -> String {
    let problem = run.problem.as_deref().unwrap_or_default();
    let key = format!("error-{}", problem.replace('_', "-"));
    let details: Vec<(&str, Value<'_>)> = run
        .details
        .iter()
        .map(|(name, value)| (name.as_str(), Value::from(value.as_str())))
        .collect();
    let error = if hebewerk_words::has(language, &key) {
        t_with(language, &key, &details)
    } else {
        t(language, "refusal-internal")
    };
    let rows: u64 = run.deliveries.iter().map(|delivery| delivery.rows).sum();
    let came = |waiting: &&WaitingVersion| {
        let mut deliveries = run.deliveries.iter();
        deliveries.any(|delivery| delivery.delivery == waiting.waiting.delivery)
    };
    let waiting = waiting.iter().filter(came).count() as u64;
    let values = [
        ("name", Value::from(name)),
        ("rows", Value::from(rows)),
        ("waiting", Value::from(waiting)),
        ("error", Value::from(error.as_ref())),
    ];
    if let Some(harvested) = harvested(language, run) {
        return format!("{name}: {harvested}");
    }
    let key = format!("cli-fetch-{}", run.outcome.code());
    t_with(language, &key, &values).into_owned()
}

/// What a harvest came to; nothing for what was none.
fn harvested(language: Language, run: &ConnectionRun) -> Option<String> {
    let number = |name: &str| run.details.get(name)?.parse::<u64>().ok();
    number("seen")?;
    let names = ["seen", "new", "changed", "same", "gone", "rejected"];
    let values = names.map(|name| (name, Value::from(number(name).unwrap_or_default())));
    Some(t_with(language, "harvest-done", &values).into_owned())
}
