//! `hebewerk held`.

use crate::cli::{HeldArgs, Switch};
use crate::context::Context;
use crate::dataset_name::{missing, parts};
use crate::exit::Done;
use crate::{output, wiring};
use hebewerk_hub::{Acceptance, Hub, WaitingVersion};
use hebewerk_model::{Language, Principal};
use hebewerk_words::{Value, number, t, t_with};
use serde_json::json;

/// Lists what waits to be accepted, or decides about it.
pub(crate) async fn run(context: &Context, args: &HeldArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let decides = args.accept || args.refuse || args.always.is_some();
    let _lock = decides.then(|| home.lock()).transpose()?;
    let wired = if decides {
        wiring::open(&home, &config).await?
    } else {
        wiring::open_reading(&home, &config).await?
    };
    let done = match (&args.dataset, decides) {
        (Some(dataset), true) => decide(context.language, &wired.hub, dataset, args).await,
        (dataset, _) => list(context.language, &wired.hub, dataset.as_deref(), args).await,
    };
    wired.close().await;
    done?;
    Ok(Done::Whole)
}

async fn decide(
    language: Language,
    hub: &Hub,
    dataset: &str,
    args: &HeldArgs,
) -> anyhow::Result<()> {
    let (operator, name) = (&Principal::Operator, dataset);
    let (organisation, dataset) = parts(dataset)?;
    let mut outcome = "";
    let mut version = 0;
    if let Some(always) = args.always {
        let takes_all = matches!(always, Switch::On);
        hub.set_takes_all(operator, organisation, dataset, takes_all)
            .await?;
        outcome = if takes_all { "always-done" } else { "checked" };
    }
    if args.accept || args.refuse {
        let held = hub.held(operator, organisation, dataset).await?;
        let held = held.ok_or_else(|| missing(name))?;
        let delivery = held.waiting.delivery;
        if args.accept {
            let acceptance = Acceptance {
                delivery,
                keep_names: args.keep.clone(),
            };
            let taken = hub
                .accept_held(operator, organisation, dataset, acceptance)
                .await?;
            version = taken.version.map_or(0, |version| version.number.0);
            outcome = "accepted";
        } else {
            hub.refuse_held(operator, organisation, dataset, delivery)
                .await?;
            outcome = "refused";
        }
    }
    if args.output.json {
        let version = (version > 0).then_some(version);
        return output::json(&json!({ "dataset": name, "outcome": outcome, "version": version }));
    }
    let values = [
        ("name", Value::from(name)),
        ("version", Value::from(u64::from(version))),
    ];
    output::line(&t_with(language, &format!("cli-held-{outcome}"), &values))
}

async fn list(
    language: Language,
    hub: &Hub,
    dataset: Option<&str>,
    args: &HeldArgs,
) -> anyhow::Result<()> {
    let mut waiting = hub.waiting(&Principal::Operator).await?;
    if let Some(name) = dataset {
        let (organisation, dataset) = parts(name)?;
        waiting.retain(|one| {
            one.organisation.slug.as_str() == organisation && one.dataset.slug.as_str() == dataset
        });
    }
    if args.output.json {
        let list: Vec<_> = waiting.iter().map(document).collect();
        return output::json(&list);
    }
    if dataset.is_some() {
        for one in &waiting {
            for drift in &one.waiting.drifts {
                output::line(&hebewerk_words::finding(language, &drift.finding()))?;
            }
        }
        return Ok(());
    }
    let header = ["name", "file", "changes", "before", "after"]
        .map(|key| t(language, &format!("cli-held-column-{key}")).into_owned());
    let rows: Vec<Vec<String>> = waiting.iter().map(|one| row(language, one)).collect();
    output::table(&header, &rows)
}

fn row(language: Language, one: &WaitingVersion) -> Vec<String> {
    let waiting = &one.waiting;
    vec![
        format!("{}/{}", one.organisation.slug, one.dataset.slug),
        waiting.file_name.clone(),
        number::integer(language, waiting.drifts.len() as u64),
        number::integer(language, waiting.rows_before),
        number::integer(language, waiting.rows_after),
    ]
}

fn document(one: &WaitingVersion) -> serde_json::Value {
    json!({
        "organisation": one.organisation.slug,
        "dataset": one.dataset.slug,
        "delivery": one.waiting.delivery,
        "file_name": one.waiting.file_name,
        "since": one.waiting.since.to_string(),
        "holds": one.waiting.holds,
        "rows_before": one.waiting.rows_before,
        "rows_after": one.waiting.rows_after,
        "changes": one.waiting.drifts,
    })
}
