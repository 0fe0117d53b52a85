//! `hebewerk doctor`: looks for damage and wrong settings, changes nothing.

use crate::cli::DoctorArgs;
use crate::context::Context;
use crate::exit::Done;
use crate::wiring::Wired;
use crate::{output, wiring};
use hebewerk_hub::ports::{Datasets, RowFiles, Versions};
use hebewerk_words::t;
use serde::Serialize;

/// Something that is not as it should be.
#[derive(Debug, Serialize)]
pub(crate) struct Problem {
    /// Stable snake-case code.
    pub(crate) code: &'static str,
    /// Which thing.
    pub(crate) detail: String,
}

/// Checks catalogue, files, raw deliveries and index.
pub(crate) async fn run(context: &Context, args: &DoctorArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let wired = wiring::open(&home, &config).await?;
    let problems = problems(&wired, args.deep).await?;
    wired.close().await;
    if args.output.json {
        output::json(&serde_json::json!({ "problems": problems }))?;
    } else if problems.is_empty() {
        output::line(&t(context.language, "cli-doctor-well"))?;
    } else {
        for problem in &problems {
            let key = format!("cli-doctor-{}", problem.code.replace('_', "-"));
            let words = if hebewerk_words::has(context.language, &key) {
                t(context.language, &key).into_owned()
            } else {
                problem.code.to_owned()
            };
            output::line(&format!("{words}: {}", problem.detail))?;
        }
    }
    Ok(if problems.is_empty() {
        Done::Whole
    } else {
        Done::WithDamage
    })
}

/// Everything that is not as it should be; `deep` also reads every data file.
pub(crate) async fn problems(wired: &Wired, deep: bool) -> anyhow::Result<Vec<Problem>> {
    let mut problems: Vec<Problem> = wired
        .store
        .integrity()
        .await?
        .problems
        .into_iter()
        .map(|problem| Problem {
            code: problem.code,
            detail: problem.detail,
        })
        .collect();
    let mut after = None;
    loop {
        let page = Datasets::list(wired.store.as_ref(), None, after, 200).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        for dataset in &page {
            check_files(wired, dataset.id, deep, &mut problems).await?;
        }
    }
    Ok(problems)
}

/// Every file that any version of a dataset names, and every raw delivery, is there and whole.
async fn check_files(
    wired: &Wired,
    dataset: hebewerk_model::DatasetId,
    deep: bool,
    problems: &mut Vec<Problem>,
) -> anyhow::Result<()> {
    let store = wired.store.as_ref();
    for version in Versions::list(store, dataset, None, u32::MAX).await? {
        for file in store
            .tables(version.id)
            .await?
            .into_iter()
            .flat_map(|table| table.files)
        {
            let path = wired.data_path.join(&file.path);
            let size = std::fs::metadata(&path).map(|metadata| metadata.len()).ok();
            if size != Some(file.size_bytes) {
                problems.push(Problem {
                    code: "file_missing",
                    detail: file.path,
                });
            } else if deep && !wired.lake.verify(&file).await? {
                problems.push(Problem {
                    code: "file_damaged",
                    detail: file.path,
                });
            }
        }
    }
    for delivery in store.deliveries(dataset, u32::MAX).await? {
        let path =
            hebewerk_hub::ports::RawDeliveries::local_path(wired.lake.as_ref(), delivery.content)
                .await;
        let size = path
            .ok()
            .and_then(|path| std::fs::metadata(path).ok())
            .map(|found| found.len());
        if size != Some(delivery.size_bytes) {
            problems.push(Problem {
                code: "raw_missing",
                detail: delivery.content.to_string(),
            });
        }
    }
    Ok(())
}
