//! `hebewerk backup`: a copy of everything that cannot be rebuilt, also while the hub runs.
//!
//! The catalogue is copied first, in one read transaction; then exactly the files the copy names, which never
//! change. What arrives meanwhile is in the next backup.

use crate::cli::BackupArgs;
use crate::context::Context;
use crate::copying::{self, Copied};
use crate::exit::Done;
use crate::home::{Home, restrict_file};
use crate::trouble::Trouble;
use crate::unfinished::{Unfinished, copy_file};
use crate::{output, progress, wiring};
use anyhow::bail;
use hebewerk_hub::HubError;
use hebewerk_lake::Lake;
use hebewerk_words::{Value, t, t_with};

/// Copies everything to a folder that does not exist yet.
pub(crate) async fn run(context: &Context, args: &BackupArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    if config.catalogue.url.is_some() {
        bail!(Trouble::CatalogueElsewhere);
    }
    let wired = wiring::open_reading(&home, &config).await?;
    let unfinished = Unfinished::begin(&args.target)?;
    let copy = Home {
        root: unfinished.path().to_owned(),
    };
    // Before the catalogue: heads that are newer than the copy would say that its end was cut off.
    if home.audit_heads().exists() {
        copy_file(&home.audit_heads(), &copy.audit_heads())?;
    }
    wired
        .store
        .backup_to(&copy.catalogue())
        .await
        .map_err(HubError::from)?;
    wired.close().await;
    restrict_file(&copy.catalogue())?;
    let inventory = copy.inventory().await?;
    let bar = progress::bar(0);
    let lake = Lake::open(&copy.lake())?;
    let copied = copying::named_files(&wired.lake, &lake, &inventory, args.verify, &bar)?;
    bar.finish_and_clear();
    copy_file(&home.config(), &copy.config())?;
    if home.watched().exists() {
        copy_file(&home.watched(), &copy.watched())?;
    }
    unfinished.finish()?;
    say(context, args, &copied)
}

fn say(context: &Context, args: &BackupArgs, copied: &Copied) -> anyhow::Result<Done> {
    if args.output.json {
        output::json(&serde_json::json!({
            "files": copied.files,
            "bytes": copied.bytes,
            "problems": copied.problems,
            "target": args.target,
        }))?;
    } else {
        for problem in &copied.problems {
            let key = format!("cli-doctor-{}", problem.code.replace('_', "-"));
            let words = t(context.language, &key);
            output::line(&format!("{words}: {}", problem.detail))?;
        }
        let words = t_with(
            context.language,
            "cli-backup-done",
            &[
                ("files", Value::from(copied.files)),
                ("problems", Value::from(copied.problems.len() as u64)),
            ],
        );
        output::line(&words)?;
    }
    Ok(if copied.problems.is_empty() {
        Done::Whole
    } else {
        Done::WithDamage
    })
}
