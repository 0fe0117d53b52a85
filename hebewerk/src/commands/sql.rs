//! `hebewerk sql`.

use crate::cli::SqlArgs;
use crate::context::Context;
use crate::exit::Done;
use crate::{output, wiring};
use futures::StreamExt;
use hebewerk_exchange::tabular::{Encoder, TableMeta, TabularForm};
use hebewerk_model::Principal;
use hebewerk_words::{Value, t_with};
use std::io::Write;

/// Answers one SELECT.
pub(crate) async fn run(context: &Context, args: &SqlArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let wired = wiring::open(&home, &config).await?;
    let principal = match &args.account {
        Some(email) => wired.hub.principal_named(email).await?,
        None => Principal::Operator,
    };
    let asked = wired.hub.ask(&principal, &args.sql).await?;
    let mut batches = asked.answer.batches;
    if args.csv || args.output.json {
        let form = if args.csv {
            TabularForm::Csv
        } else {
            TabularForm::Json
        };
        let mut encoder = Encoder::new(form, asked.answer.schema, TableMeta::default())?;
        let mut out = std::io::stdout().lock();
        while let Some(batch) = batches.next().await {
            let batch = batch.map_err(hebewerk_hub::HubError::from)?;
            output::quiet_when_closed(out.write_all(&encoder.encode(&batch)?))?;
        }
        let mut tail = encoder.finish()?;
        output::quiet_when_closed(std::io::copy(&mut tail, &mut out).map(|_bytes| ()))?;
    } else {
        let mut rows = Vec::new();
        while let Some(batch) = batches.next().await {
            rows.push(batch.map_err(hebewerk_hub::HubError::from)?);
        }
        output::line(&arrow::util::pretty::pretty_format_batches(&rows)?.to_string())?;
        let count: usize = rows.iter().map(arrow::array::RecordBatch::num_rows).sum();
        output::line(&t_with(
            context.language,
            "cli-sql-rows",
            &[("rows", Value::from(count as u64))],
        ))?;
    }
    wired.close().await;
    Ok(Done::Whole)
}
