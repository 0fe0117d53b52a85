//! `hebewerk erase`.

use crate::cli::{
    EraseArgs, EraseCommand, EraseListArgs, ErasePreviewArgs, EraseRunArgs, EraseWishArgs,
};
use crate::context::Context;
use crate::dataset_name::parts;
use crate::exit::Done;
use crate::wiring::Wired;
use crate::{output, wiring};
use hebewerk_hub::{ErasureWish, Hub};
use hebewerk_model::{Language, Principal, VersionNumber};
use hebewerk_words::{Value, date, t, t_with};
use serde_json::json;
use std::io::Read as _;

/// Longest value in bytes: a key of a person is short.
const LONGEST_VALUE: u64 = 64 << 10;

/// Lists, previews or carries out erasures.
pub(crate) async fn run(context: &Context, args: &EraseArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let language = context.language;
    if let EraseCommand::List(args) = &args.what {
        let wired = wiring::open_reading(&home, &config).await?;
        let listed = list(language, &wired.hub, args).await;
        return closed(wired, listed).await;
    }
    let _lock = home.lock()?;
    let wired = wiring::open(&home, &config).await?;
    let done = match &args.what {
        EraseCommand::Preview(args) => preview(language, &wired.hub, args).await,
        EraseCommand::Run(args) => erase(language, &wired.hub, args).await,
        EraseCommand::List(_) => Ok(()),
    };
    closed(wired, done).await
}

async fn closed(wired: Wired, done: anyhow::Result<()>) -> anyhow::Result<Done> {
    wired.close().await;
    done.map(|()| Done::Whole)
}

/// The wish; a value comes from the standard input: on a command line everybody on the machine could read it.
fn wish(args: &EraseWishArgs) -> anyhow::Result<ErasureWish> {
    if let Some(number) = args.of_version {
        return Ok(ErasureWish::Version(VersionNumber(number)));
    }
    let Some(column) = &args.column else {
        return Ok(ErasureWish::Dataset);
    };
    let mut value = String::new();
    std::io::stdin()
        .take(LONGEST_VALUE)
        .read_to_string(&mut value)?;
    Ok(ErasureWish::Person {
        column: column.clone(),
        value: value.trim().to_owned(),
    })
}

async fn preview(language: Language, hub: &Hub, args: &ErasePreviewArgs) -> anyhow::Result<()> {
    let (organisation, dataset) = parts(&args.dataset)?;
    let operator = &Principal::Operator;
    let wish = wish(&args.wish)?;
    let found = hub
        .preview_erasure(operator, organisation, dataset, &wish)
        .await?;
    if args.output.json {
        let versions = found.versions.iter().map(|version| {
            json!({
                "version": version.number.0,
                "rows": version.rows,
                "set_aside": version.set_aside,
            })
        });
        return output::json(&json!({
            "dataset": args.dataset,
            "rows": found.rows(),
            "versions": versions.collect::<Vec<_>>(),
            "raw_files": found.raw_files,
            "ends_waiting": found.ends_waiting,
            "shared_with": found.shared,
        }));
    }
    let header = ["version", "rows", "aside"]
        .map(|key| t(language, &format!("cli-erase-column-{key}")).into_owned());
    let rows: Vec<Vec<String>> = found
        .versions
        .iter()
        .map(|version| {
            vec![
                version.number.to_string(),
                version.rows.map_or_else(
                    || t(language, "erasure-not-searched").into_owned(),
                    |rows| rows.to_string(),
                ),
                version.set_aside.to_string(),
            ]
        })
        .collect();
    output::table(&header, &rows)?;
    let values = [
        ("rows", Value::from(found.rows())),
        ("files", Value::from(found.raw_files)),
    ];
    output::line(&t_with(language, "cli-erase-would", &values))
}

async fn erase(language: Language, hub: &Hub, args: &EraseRunArgs) -> anyhow::Result<()> {
    let (organisation, dataset) = parts(&args.dataset)?;
    let operator = &Principal::Operator;
    let wish = wish(&args.wish)?;
    let place = (organisation, dataset);
    let confirmed = (args.rows, args.reason.as_str());
    let erased = hub.erase(operator, place, &wish, confirmed).await?;
    if args.output.json {
        return output::json(&json!({
            "dataset": args.dataset,
            "erasure": erased.id,
            "rows": erased.rows(),
            "raw_files": erased.raw_files,
        }));
    }
    let values = [
        ("name", Value::from(args.dataset.as_str())),
        ("rows", Value::from(erased.rows())),
        ("files", Value::from(erased.raw_files)),
    ];
    output::line(&t_with(language, "cli-erase-done", &values))
}

async fn list(language: Language, hub: &Hub, args: &EraseListArgs) -> anyhow::Result<()> {
    let (organisation, dataset) = parts(&args.dataset)?;
    let operator = &Principal::Operator;
    let known = hub.erasures(operator, organisation, dataset).await?;
    if args.output.json {
        let list: Vec<_> = known
            .erasures
            .iter()
            .map(|view| {
                json!({
                    "id": view.erasure.id,
                    "scope": view.erasure.scope.code(),
                    "reason": view.erasure.reason,
                    "at": view.erasure.at.to_string(),
                    "by": view.by,
                    "rows": view.erasure.rows(),
                    "raw_files": view.erasure.raw_files,
                    "finished_at": view.erasure.finished_at.map(|at| at.to_string()),
                })
            })
            .collect();
        return output::json(&list);
    }
    let header = ["day", "scope", "rows", "reason"]
        .map(|key| t(language, &format!("cli-erase-column-{key}")).into_owned());
    let rows: Vec<Vec<String>> = known
        .erasures
        .iter()
        .map(|view| {
            let scope = format!("erasure-scope-{}", view.erasure.scope.code());
            vec![
                date::day_of(language, view.erasure.at),
                t(language, &scope).into_owned(),
                view.erasure.rows().to_string(),
                view.erasure.reason.clone(),
            ]
        })
        .collect();
    output::table(&header, &rows)
}
