//! `hebewerk restore`: a data directory from a backup, proven before it has its name.

use crate::checkup::{self, Problem};
use crate::cli::RestoreArgs;
use crate::config::Config;
use crate::context::Context;
use crate::copying::{self, Copied};
use crate::exit::Done;
use crate::home::{Home, restrict_file};
use crate::trouble::Trouble;
use crate::unfinished::{Unfinished, copy_file};
use crate::{output, progress, wiring};
use anyhow::bail;
use hebewerk_hub::{HubError, Refreshed};
use hebewerk_lake::Lake;
use hebewerk_store::{StoreOptions, StoreUrl};
use hebewerk_words::{Value, t, t_with};
use std::path::Path;

/// Makes the data directory (which must not exist yet, or be empty) from a backup and checks it.
pub(crate) async fn run(context: &Context, args: &RestoreArgs) -> anyhow::Result<Done> {
    let backup = Home {
        root: args.source.clone(),
    };
    if !backup.catalogue().is_file() || !backup.config().is_file() {
        bail!(Trouble::NoBackup(args.source.clone()));
    }
    let unfinished = Unfinished::begin(&context.data)?;
    let copied = fill(&backup, unfinished.path(), unfinished.target()).await?;
    unfinished.finish()?;
    let refreshed = indexed(&context.data).await?;
    say(context, args, &copied, refreshed)
}

/// Copies a backup into an empty folder and compares every file with its hash.
async fn fill(backup: &Home, folder: &Path, target: &Path) -> anyhow::Result<Copied> {
    let home = Home {
        root: folder.to_owned(),
    };
    home.make_folders()?;
    copy_file(&backup.catalogue(), &home.catalogue())?;
    restrict_file(&home.catalogue())?;
    // The manifest says where the files lie for other readers: that is the place they will have.
    let url = StoreUrl::Sqlite(home.catalogue());
    let data_path = target.join("lake").join("data");
    let options = StoreOptions::new(url, data_path.to_string_lossy());
    let store = wiring::open_store(&options).await?;
    let mut problems = checkup::catalogue(&store).await?;
    let inventory = store.inventory().await.map_err(HubError::from)?;
    store.close().await;
    let (from, to) = (
        Lake::open_beside(&backup.lake())?,
        Lake::open(&home.lake())?,
    );
    let bar = progress::bar(0);
    let mut copied = copying::named_files(&from, &to, &inventory, true, &bar)?;
    bar.finish_and_clear();
    problems.append(&mut copied.problems);
    copied.problems = problems;
    if backup.audit_heads().exists() {
        copy_file(&backup.audit_heads(), &home.audit_heads())?;
    }
    if backup.watched().exists() {
        copy_file(&backup.watched(), &home.watched())?;
    }
    copy_file(&backup.config(), &home.config())?;
    restrict_file(&home.config())?;
    Ok(copied)
}

/// Builds the index of the directory that has its name now.
async fn indexed(data: &Path) -> anyhow::Result<Refreshed> {
    let home = Home::open(data)?;
    let _lock = home.lock()?;
    let wired = wiring::open(&home, &Config::read(&home.config())?).await?;
    let refreshed = wired.hub.reindex(&|_documents| {}).await?;
    wired.close().await;
    Ok(refreshed)
}

fn say(
    context: &Context,
    args: &RestoreArgs,
    copied: &Copied,
    refreshed: Refreshed,
) -> anyhow::Result<Done> {
    let problems: &[Problem] = &copied.problems;
    if args.output.json {
        output::json(&serde_json::json!({
            "files": copied.files,
            "documents": refreshed.documents,
            "problems": problems.len(),
            "damage": problems,
        }))?;
    } else {
        for problem in problems {
            let key = format!("cli-doctor-{}", problem.code.replace('_', "-"));
            let words = t(context.language, &key);
            output::line(&format!("{words}: {}", problem.detail))?;
        }
        let words = t_with(
            context.language,
            "cli-restore-done",
            &[
                ("files", Value::from(copied.files)),
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
