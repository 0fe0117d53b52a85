//! `hebewerk take-in`.

use crate::cli::TakeInArgs;
use crate::context::Context;
use crate::exit::{self, Done};
pub(crate) use crate::sources::file_name;
use crate::sources::{Found, files};
use crate::{output, progress, recipe, wiring};
use hebewerk_hub::{Corrections, Destination, HubError, OnDrift, TakeIn, TakenIn};
use hebewerk_model::{
    DeliveryOutcome, Failure, Finding, Language, Organisation, Principal, Recipe, Severity,
};
use hebewerk_words::{Value, finding, t_with};
use serde_json::json;

/// A source and what became of it.
type Outcome = (String, Result<TakenIn, HubError>);

/// Takes files and folders in for one organisation.
pub(crate) async fn run(context: &Context, args: &TakeInArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let files = files(&args.paths)?;
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
    for file in files.iter().filter(|file| file.told_apart) {
        let values = [("source", Value::from(file.source.as_str()))];
        output::note(&t_with(context.language, "cli-take-in-told-apart", &values));
    }
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
    report(context.language, args.output.json, &outcomes)
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
        on_drift: if args.accept {
            OnDrift::Accept
        } else {
            OnDrift::Hold
        },
    }
}

fn report(language: Language, as_json: bool, outcomes: &[Outcome]) -> anyhow::Result<Done> {
    if as_json {
        let list: Vec<_> = outcomes
            .iter()
            .map(|(source, outcome)| document(language, source, outcome))
            .collect();
        output::json(&list)?;
    }
    Ok(ending(outcomes))
}

/// What was not kept weighs more than what was kept and not read.
fn ending(outcomes: &[Outcome]) -> Done {
    let mut done = Done::Whole;
    for (_source, outcome) in outcomes {
        match outcome {
            Err(_not_kept) => return Done::NotAll,
            Ok(taken) if taken.delivery.outcome == DeliveryOutcome::Unreadable => {
                done = Done::WithDamage;
            }
            // What waits to be accepted is read and safe.
            Ok(_read) => {}
        }
    }
    done
}

fn document(
    language: Language,
    source: &str,
    outcome: &Result<TakenIn, HubError>,
) -> serde_json::Value {
    match outcome {
        Err(error) => json!({
            "source": source,
            "outcome": "failed",
            "code": error.code(),
            "kind": error.kind(),
            "error": exit::sentence(error, language),
            "hint": exit::hint(error, language),
        }),
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
            let sentences: Vec<String> = [exit::sentence(error, context.language)]
                .into_iter()
                .chain(exit::hint(error, context.language))
                .collect();
            let error = sentences.join(" ");
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
            let rows = taken.version.as_ref().and_then(|version| version.rows);
            let rows = rows.unwrap_or_default();
            let name = format!("{}.{}", taken.organisation.slug, taken.dataset.slug);
            let said = t_with(
                context.language,
                &key,
                &[
                    source,
                    ("name", Value::from(name.as_str())),
                    ("version", Value::from(u64::from(number))),
                    ("rows", Value::from(rows)),
                    ("findings", Value::from(taken.findings.len() as u64)),
                ],
            );
            let why = match taken.delivery.outcome {
                DeliveryOutcome::Unreadable => reasons(context.language, &taken.findings),
                // Nobody can ask what waits.
                DeliveryOutcome::Held => Vec::new(),
                _ => tables(context.language, taken).into_iter().collect(),
            };
            [said.into_owned()]
                .into_iter()
                .chain(why)
                .collect::<Vec<_>>()
                .join("\n  ")
        }
    }
}

/// Under which names several tables are asked for; an only one is called as its dataset.
fn tables(language: Language, taken: &TakenIn) -> Option<String> {
    let names: Vec<String> = taken
        .tables
        .iter()
        .map(|(table, _rows)| format!("{}.{table}", taken.organisation.slug))
        .collect();
    let names = Some(names.join(", ")).filter(|_names| names.len() > 1)?;
    let names = [("tables", Value::from(names.as_str()))];
    Some(t_with(language, "cli-take-in-tables", &names).into_owned())
}

/// Why no table was recognised.
fn reasons(language: Language, findings: &[Finding]) -> Vec<String> {
    let weighty = |found: &&Finding| found.severity != Severity::Note;
    let sentences = findings.iter().filter(weighty);
    sentences.map(|found| finding(language, found)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use hebewerk_hub::ports::RawError;

    #[test]
    fn a_file_that_was_not_kept_is_a_failure_with_a_reason_and_a_hint() {
        let outcomes = [("a.csv".to_owned(), Err(HubError::Raw(RawError::NoRoom)))];
        assert_eq!(ending(&outcomes), Done::NotAll);
        assert_eq!(ending(&[]), Done::Whole);
        let (source, outcome) = &outcomes[0];
        let said = document(Language::De, source, outcome);
        assert_eq!(said["code"], "no_room");
        assert_eq!(said["kind"], "unavailable");
        assert!(said["hint"].as_str().unwrap().contains("Platz"), "{said}");
        assert!(said["error"].as_str().unwrap().contains("Speicherplatz"));
    }
}
