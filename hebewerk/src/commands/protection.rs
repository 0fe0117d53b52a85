//! `hebewerk protection`.

use crate::cli::{ProtectionArgs, ProtectionCommand, ProtectionSetArgs, ProtectionShowArgs};
use crate::context::Context;
use crate::dataset_name::parts;
use crate::exit::Done;
use crate::wiring::Wired;
use crate::{output, wiring};
use anyhow::Context as _;
use hebewerk_hub::{Hub, ProtectionView};
use hebewerk_model::{Language, Principal, Protection};
use hebewerk_words::{Value, t, t_with};
use serde::{Deserialize, Serialize};
use std::io::Read as _;

/// Shows or lays down what is held back of a dataset.
pub(crate) async fn run(context: &Context, args: &ProtectionArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let language = context.language;
    if let ProtectionCommand::Show(args) = &args.what {
        let wired = wiring::open_reading(&home, &config).await?;
        let shown = show(language, &wired.hub, args).await;
        return closed(wired, shown).await;
    }
    let _lock = home.lock()?;
    let wired = wiring::open(&home, &config).await?;
    let done = match &args.what {
        ProtectionCommand::Set(args) => set(language, &wired.hub, args).await,
        ProtectionCommand::Show(_) => Ok(()),
    };
    closed(wired, done).await
}

async fn closed(wired: Wired, done: anyhow::Result<()>) -> anyhow::Result<Done> {
    wired.close().await;
    done.map(|()| Done::Whole)
}

/// The rules as a file holds them: those of `show --json`, and what `set` takes.
#[derive(Serialize, Deserialize)]
struct Document {
    /// Number of the rules these are, or were made from.
    number: u32,
    #[serde(flatten)]
    protection: Protection,
}

async fn show(language: Language, hub: &Hub, args: &ProtectionShowArgs) -> anyhow::Result<()> {
    let view = protection(hub, &args.dataset).await?;
    if args.output.json {
        return output::json(&Document {
            number: view.number(),
            protection: view.dataset.protection,
        });
    }
    let protection = &view.dataset.protection;
    let header = ["what", "column", "binds", "reason"]
        .map(|key| t(language, &format!("cli-protection-column-{key}")).into_owned());
    let word = |key: String| t(language, &key.replace('_', "-")).into_owned();
    let rows = protection.rows.iter().map(|rule| {
        vec![
            word("cli-protection-rows".to_owned()),
            format!("{}.{}", rule.column.table, rule.column.column),
            word(format!("binds-{}", rule.binds.code())),
            rule.reason.clone(),
        ]
    });
    let columns = protection.columns.iter().map(|rule| {
        vec![
            rule.mask.code().to_owned(),
            format!("{}.{}", rule.column.table, rule.column.column),
            word(format!("binds-{}", rule.binds.code())),
            rule.reason.clone(),
        ]
    });
    let unreviewed = view.tables.iter().flat_map(|table| {
        let waiting = table.columns.iter().filter(|column| column.waits());
        waiting.map(|column| {
            let kind = column.found.as_ref().map_or("", |found| found.kind.code());
            vec![
                word(format!("personal-kind-{kind}")),
                format!("{}.{}", table.sql_name, column.column.name),
                word("binds-outside".to_owned()),
                word("protection-unreviewed".to_owned()),
            ]
        })
    });
    let lines: Vec<Vec<String>> = rows.chain(columns).chain(unreviewed).collect();
    output::table(&header, &lines)
}

async fn set(language: Language, hub: &Hub, args: &ProtectionSetArgs) -> anyhow::Result<()> {
    let (organisation, dataset) = parts(&args.dataset)?;
    let mut text = String::new();
    if args.file.as_os_str() == "-" {
        std::io::stdin().read_to_string(&mut text)?;
    } else {
        text =
            std::fs::read_to_string(&args.file).with_context(|| args.file.display().to_string())?;
    }
    let document: Document =
        serde_json::from_str(&text).with_context(|| args.file.display().to_string())?;
    let operator = &Principal::Operator;
    let place = (organisation, dataset);
    hub.protect(operator, place, document.number, document.protection)
        .await?;
    let number = protection(hub, &args.dataset).await?.number();
    if args.output.json {
        let done = serde_json::json!({ "dataset": args.dataset, "number": number });
        return output::json(&done);
    }
    let values = [
        ("name", Value::from(args.dataset.as_str())),
        ("number", Value::from(number)),
    ];
    output::line(&t_with(language, "cli-protection-done", &values))
}

async fn protection(hub: &Hub, dataset: &str) -> anyhow::Result<ProtectionView> {
    let (organisation, dataset) = parts(dataset)?;
    let operator = &Principal::Operator;
    Ok(hub.protection(operator, organisation, dataset).await?)
}
