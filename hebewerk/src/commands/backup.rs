//! `hebewerk backup`: a copy of everything that cannot be rebuilt, also while the hub runs.
//!
//! The catalogue is copied first, in one read transaction; then the files it names, which never change. What
//! arrives meanwhile is in the next backup.

use crate::cli::BackupArgs;
use crate::context::Context;
use crate::exit::Done;
use crate::home::Home;
use crate::{output, progress, wiring};
use anyhow::{Context as _, bail};
use hebewerk_words::{Value, t_with};
use std::fs::File;
use std::path::Path;

/// Name of the catalogue's copy in a backup.
pub(crate) const CATALOGUE: &str = "catalogue.sqlite";

/// Copies everything to a folder that does not exist yet.
pub(crate) async fn run(context: &Context, args: &BackupArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    if args.target.exists() {
        bail!("{} is there already", args.target.display());
    }
    if config.catalogue.url.is_some() {
        bail!(
            "the catalogue lies in PostgreSQL: back it up with pg_dump, then copy the lake folder"
        );
    }
    let wired = wiring::open(&home, &config).await?;
    // Written beside the target and renamed at the end: a folder with this name is a whole backup.
    let unfinished = args.target.with_extension("unfinished");
    std::fs::create_dir_all(&unfinished).with_context(|| unfinished.display().to_string())?;
    wired.store.backup_to(&unfinished.join(CATALOGUE)).await?;
    wired.close().await;
    let files = copy_lake(&home, &unfinished)?;
    std::fs::copy(home.config(), unfinished.join("config.toml"))?;
    sync(&unfinished)?;
    std::fs::rename(&unfinished, &args.target)?;
    if let Some(parent) = args
        .target
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
    {
        sync(parent)?;
    }
    if args.output.json {
        output::json(&serde_json::json!({ "files": files, "target": args.target }))?;
    } else {
        let words = t_with(
            context.language,
            "cli-backup-done",
            &[("files", Value::from(files))],
        );
        output::line(&words)?;
    }
    Ok(Done::Whole)
}

/// Copies every file of the lake; those that appear meanwhile do no harm.
fn copy_lake(home: &Home, target: &Path) -> anyhow::Result<u64> {
    let bar = progress::bar(0);
    let count = copy_tree(&home.lake(), &target.join("lake"), &bar)?;
    bar.finish_and_clear();
    Ok(count)
}

/// Copies a folder with everything in it, synced, without files that are still being written.
pub(crate) fn copy_tree(
    from: &Path,
    to: &Path,
    bar: &indicatif::ProgressBar,
) -> anyhow::Result<u64> {
    std::fs::create_dir_all(to)?;
    let mut count = 0;
    let Ok(entries) = std::fs::read_dir(from) else {
        return Ok(0);
    };
    for entry in entries {
        let entry = entry?;
        let (source, copy) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            count += copy_tree(&source, &copy, bar)?;
        } else if !entry.file_name().to_string_lossy().starts_with('.') {
            std::fs::copy(&source, &copy).with_context(|| source.display().to_string())?;
            File::open(&copy)?.sync_all()?;
            count += 1;
            bar.inc_length(1);
            bar.inc(1);
        }
    }
    sync(to)?;
    Ok(count)
}

fn sync(folder: &Path) -> anyhow::Result<()> {
    Ok(File::open(folder)?.sync_all()?)
}
