//! `hebewerk doctor`: looks for damage and wrong settings, changes nothing.

use crate::checkup::{self, IndexCheck, Named, Problem};
use crate::cli::DoctorArgs;
use crate::config::Config;
use crate::context::Context;
use crate::exit::Done;
use crate::home::Home;
use crate::trouble::Trouble;
use crate::{output, progress, wiring};
use hebewerk_hub::HubError;
use hebewerk_model::{Language, Principal};
use hebewerk_words::{Value, t, t_with};

/// Checks catalogue, files, raw deliveries and index.
pub(crate) async fn run(context: &Context, args: &DoctorArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let found = match examined(&home, &config, args.deep).await {
        Err(error) => match error.downcast_ref::<Trouble>() {
            Some(lost @ Trouble::CatalogueMissing(path)) => IndexCheck {
                problems: vec![Problem::new(lost.code(), path.display().to_string())],
                behind: 0,
            },
            _ => return Err(error),
        },
        found => found?,
    };
    if args.output.json {
        output::json(&serde_json::json!({
            "problems": found.problems,
            "index_behind": found.behind,
        }))?;
    } else {
        say(context.language, &found)?;
    }
    Ok(if found.problems.is_empty() {
        Done::Whole
    } else {
        Done::WithDamage
    })
}

async fn examined(home: &Home, config: &Config, deep: bool) -> anyhow::Result<IndexCheck> {
    let wired = wiring::open_reading(home, config).await?;
    let mut found = checkup::catalogue(&wired.store).await?;
    let inventory = wired.store.inventory().await.map_err(HubError::from)?;
    let files = Named::all(&wired.lake, &inventory);
    let bar = progress::bar(files.len() as u64);
    for file in &files {
        found.extend(file.problem(deep));
        bar.inc(1);
    }
    bar.finish_and_clear();
    // Checksums of an index that is being written say nothing.
    if deep {
        let check = wired.hub.check_audit(&Principal::Operator, &[]).await?;
        found.extend(check.faults.iter().map(|fault| {
            let detail = format!("{} {}", fault.kind.code(), fault.entry);
            Problem::new("audit_broken", detail)
        }));
    }
    let index = checkup::index(&wired, deep && !home.is_in_use()).await?;
    wired.close().await;
    found.extend(index.problems);
    Ok(IndexCheck {
        problems: found,
        behind: index.behind,
    })
}

fn say(language: Language, found: &IndexCheck) -> anyhow::Result<()> {
    for problem in &found.problems {
        let key = format!("cli-doctor-{}", problem.code.replace('_', "-"));
        output::line(&format!("{}: {}", t(language, &key), problem.detail))?;
    }
    if found.behind > 0 {
        let count = [("datasets", Value::from(found.behind))];
        output::line(&t_with(language, "cli-index-behind", &count))?;
    }
    if found.problems.is_empty() {
        output::line(&t(language, "cli-doctor-well"))?;
    }
    Ok(())
}
