//! `hebewerk restore`: a data directory from a backup, proven before it is called restored.

use crate::cli::RestoreArgs;
use crate::commands::backup::{CATALOGUE, copy_tree};
use crate::config::Config;
use crate::context::Context;
use crate::exit::Done;
use crate::home::Home;
use crate::{output, progress, wiring};
use anyhow::{Context as _, bail};
use hebewerk_words::{Value, t_with};

/// Makes the data directory (which must not exist yet) from a backup and checks it.
pub(crate) async fn run(context: &Context, args: &RestoreArgs) -> anyhow::Result<Done> {
    let catalogue = args.source.join(CATALOGUE);
    if !catalogue.is_file() {
        bail!("{} holds no backup", args.source.display());
    }
    if context.data.join(CATALOGUE).exists() || context.data.join("lake").exists() {
        bail!("{} already holds a hub", context.data.display());
    }
    let settings = std::fs::read_to_string(args.source.join("config.toml"))
        .context("the backup holds no config.toml")?;
    let home = Home::make(&context.data, &settings)?;
    let _lock = home.lock()?;
    let bar = progress::bar(0);
    let files = copy_tree(&args.source.join("lake"), &home.lake(), &bar)?;
    bar.finish_and_clear();
    // The catalogue comes last: without it the directory is empty, with it everything it names is there.
    std::fs::copy(&catalogue, home.catalogue())?;
    std::fs::File::open(home.catalogue())?.sync_all()?;
    let wired = wiring::open(&home, &Config::read(&home.config())?).await?;
    let problems = super::doctor::problems(&wired, true).await?;
    let refreshed = wired.hub.reindex().await?;
    wired.close().await;
    if args.output.json {
        output::json(&serde_json::json!({
            "files": files,
            "documents": refreshed.documents,
            "problems": problems.len(),
        }))?;
    } else {
        let words = t_with(
            context.language,
            "cli-restore-done",
            &[
                ("files", Value::from(files)),
                ("datasets", Value::from(refreshed.documents)),
                ("problems", Value::from(problems.len() as u64)),
            ],
        );
        output::line(&words)?;
    }
    Ok(if problems.is_empty() {
        Done::Whole
    } else {
        Done::WithDamage
    })
}
