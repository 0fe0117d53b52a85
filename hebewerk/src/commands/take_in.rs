//! `hebewerk take-in`.

use crate::cli::TakeInArgs;
use crate::context::Context;
use crate::exit::Done;
use crate::{output, progress, recipe, wiring};
use hebewerk_hub::{Corrections, Destination, HubError, TakeIn, TakenIn};
use hebewerk_model::{Organisation, Principal, Recipe};
use hebewerk_words::{Value, t_with};
use serde_json::json;
use std::path::{Path, PathBuf};

/// A file to take in and the source it stands for.
struct Found {
    path: PathBuf,
    source: String,
}

/// Takes files and folders in for one organisation.
pub(crate) async fn run(context: &Context, args: &TakeInArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let _lock = home.lock()?;
    let wired = wiring::open(&home, &config).await?;
    let organisation = wired
        .hub
        .organisation_for(&Principal::Operator, &args.organisation)
        .await?;
    let recipe = args
        .recipe
        .as_deref()
        .map(|path| recipe::read(Some(path)))
        .transpose()?;
    let files = files(&args.paths)?;
    let bar = progress::bar(files.len() as u64);
    let mut outcomes = Vec::with_capacity(files.len());
    for file in files {
        let words = progress::stages(&bar, &file.source, context.language);
        let request = request(&organisation, &file, args, recipe.clone());
        let taken = wired
            .hub
            .take_in(&Principal::Operator, request, words)
            .await;
        // Said at once: a line is the acknowledgement that this file is safe, whatever happens to the next.
        if !args.output.json {
            bar.suspend(|| output::line(&sentence(context, &file.source, &taken)))?;
        }
        outcomes.push((file.source, taken));
        bar.inc(1);
    }
    bar.finish_and_clear();
    wired.close().await;
    report(args.output.json, &outcomes)
}

fn request(
    organisation: &Organisation,
    file: &Found,
    args: &TakeInArgs,
    recipe: Option<Recipe>,
) -> TakeIn {
    TakeIn {
        organisation: organisation.clone(),
        into: Destination::BySource(file.source.clone()),
        file: file.path.clone(),
        file_name: file_name(&file.path),
        corrections: recipe.map_or(Corrections::Kept, Corrections::Exactly),
        description: None,
        visibility: Some(args.visibility),
        received_at: None,
    }
}

pub(crate) fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// The files below the paths; a folder's files are known by their path within it.
fn files(paths: &[PathBuf]) -> anyhow::Result<Vec<Found>> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            walk(path, path, &mut found)?;
        } else {
            found.push(Found {
                source: file_name(path),
                path: path.clone(),
            });
        }
    }
    Ok(found)
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<Found>) -> anyhow::Result<()> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    entries.sort();
    for path in entries {
        let kind = std::fs::symlink_metadata(&path)?;
        if kind.is_dir() {
            walk(root, &path, found)?;
        } else if kind.is_file() && !hebewerk_intake::folder::is_left_alone(&path) {
            let source = path
                .strip_prefix(root)
                .unwrap_or(&path)
                .to_string_lossy()
                .into_owned();
            found.push(Found { path, source });
        }
    }
    Ok(())
}

fn report(as_json: bool, outcomes: &[(String, Result<TakenIn, HubError>)]) -> anyhow::Result<Done> {
    if as_json {
        let list: Vec<_> = outcomes
            .iter()
            .map(|(source, outcome)| document(source, outcome))
            .collect();
        output::json(&list)?;
    }
    let whole = outcomes
        .iter()
        .all(|(_source, outcome)| matches!(outcome, Ok(taken) if taken.version.is_some()));
    Ok(if whole { Done::Whole } else { Done::WithDamage })
}

fn document(source: &str, outcome: &Result<TakenIn, HubError>) -> serde_json::Value {
    match outcome {
        Err(error) => json!({ "source": source, "outcome": "failed", "error": error.to_string() }),
        Ok(taken) => json!({
            "source": source,
            "outcome": taken.delivery.outcome.code(),
            "organisation": taken.organisation.slug,
            "dataset": taken.dataset.slug,
            "version": taken.version.as_ref().map(|version| version.number),
            "format": taken.version.as_ref().map(|version| version.format.code()),
            "rows": taken.version.as_ref().map(|version| version.rows),
            "tables": taken
                .tables
                .iter()
                .map(|(name, rows)| json!({ "name": name, "rows": rows }))
                .collect::<Vec<_>>(),
            "content": taken.delivery.content,
            "bytes": taken.delivery.size_bytes,
            "findings": taken.findings.len(),
            "reasons": taken
                .findings
                .iter()
                .map(|finding| finding.code.as_str())
                .collect::<std::collections::BTreeSet<_>>(),
        }),
    }
}

fn sentence(context: &Context, source: &str, outcome: &Result<TakenIn, HubError>) -> String {
    let source = ("source", Value::from(source));
    match outcome {
        Err(error) => {
            let error = error.to_string();
            t_with(
                context.language,
                "cli-take-in-failed",
                &[source, ("error", Value::from(error.as_str()))],
            )
            .into_owned()
        }
        Ok(taken) => {
            let key = format!("cli-take-in-{}", taken.delivery.outcome.code());
            let number = taken.version.as_ref().map_or(0, |version| version.number.0);
            let rows = taken.version.as_ref().map_or(0, |version| version.rows);
            let name = format!("{}.{}", taken.organisation.slug, taken.dataset.slug);
            t_with(
                context.language,
                &key,
                &[
                    source,
                    ("name", Value::from(name.as_str())),
                    ("version", Value::from(u64::from(number))),
                    ("rows", Value::from(rows)),
                    ("findings", Value::from(taken.findings.len() as u64)),
                ],
            )
            .into_owned()
        }
    }
}
