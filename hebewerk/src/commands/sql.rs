//! `hebewerk sql`.

use crate::cli::SqlArgs;
use crate::context::Context;
use crate::exit::Done;
use crate::{output, wiring};
use arrow::datatypes::SchemaRef;
use arrow::record_batch::RecordBatch;
use futures::StreamExt;
use hebewerk_exchange::tabular::{Encoder, TableMeta, TabularForm};
use hebewerk_hub::ports::{Answer, BatchStream, Limits};
use hebewerk_hub::{HubError, HubParts, PurposeWish};
use hebewerk_model::Principal;
use hebewerk_words::{Value, t_with};
use std::io::Write;
use std::sync::Arc;

/// Rows of a printed table; a longer answer is several tables, so that it never lies in memory as a whole.
const PRINTED_ROWS: usize = 1_000;

/// Answers one SELECT: all rows, or as many as were asked for. Nobody else waits on a command line, so only the
/// memory is that of a question in the hub.
pub(crate) async fn run(context: &Context, args: &SqlArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let wired = wiring::open_reading(&home, &config).await?;
    let principal = match &args.account {
        Some(email) => wired.hub.principal_named(email).await?,
        None => Principal::Operator,
    };
    let limits = Limits {
        time: HubParts::DOWNLOAD_LIMITS.time,
        rows: args.limit.unwrap_or(u64::MAX),
        ..wiring::question_limits(&config)
    };
    let purpose = args.purpose.as_ref().map(|purpose| PurposeWish {
        purpose: purpose.clone(),
        legal_basis: args.legal_basis.clone().unwrap_or_default(),
        reference: args.reference.clone().unwrap_or_default(),
    });
    let asked = wired
        .hub
        .ask_within(&principal, &args.sql, purpose.as_ref(), limits)
        .await?;
    let Answer { schema, batches } = asked.answer;
    let mut rows = Rows {
        batches,
        left: asked.row_limit,
        is_cut: false,
    };
    if args.csv || args.output.json {
        let form = if args.csv {
            TabularForm::Csv
        } else {
            TabularForm::Json
        };
        write(Encoder::new(form, schema, TableMeta::default())?, &mut rows).await?;
    } else {
        print(context, &mut rows, &schema).await?;
    }
    wired.close().await;
    if rows.is_cut {
        let limit = [("rows", Value::from(asked.row_limit))];
        output::note(&t_with(context.language, "cli-sql-cut", &limit));
        return Ok(Done::Cut);
    }
    Ok(Done::Whole)
}

/// The rows that may be shown; one more came if there are more.
struct Rows {
    batches: BatchStream,
    left: u64,
    is_cut: bool,
}

impl Rows {
    async fn next(&mut self) -> anyhow::Result<Option<RecordBatch>> {
        let Some(batch) = self.batches.next().await else {
            return Ok(None);
        };
        let batch = batch.map_err(HubError::from)?;
        let room = usize::try_from(self.left).unwrap_or(usize::MAX);
        let shown = batch.num_rows().min(room);
        self.is_cut |= shown < batch.num_rows();
        self.left -= shown as u64;
        Ok(Some(batch.slice(0, shown)))
    }
}

async fn write(mut encoder: Encoder, rows: &mut Rows) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    while let Some(batch) = rows.next().await? {
        output::quiet_when_closed(out.write_all(&encoder.encode(&batch)?))?;
    }
    let mut tail = encoder.finish()?;
    output::quiet_when_closed(std::io::copy(&mut tail, &mut out).map(|_bytes| ()))
}

async fn print(context: &Context, rows: &mut Rows, schema: &SchemaRef) -> anyhow::Result<()> {
    let (mut count, mut waiting) = (0, 0);
    let mut batches = Vec::new();
    while let Some(batch) = rows.next().await? {
        count += batch.num_rows();
        waiting += batch.num_rows();
        batches.push(batch);
        if waiting >= PRINTED_ROWS {
            table(&batches)?;
            batches.clear();
            waiting = 0;
        }
    }
    if count == 0 {
        // The columns are worth knowing also where no row is.
        batches = vec![RecordBatch::new_empty(Arc::clone(schema))];
    }
    if waiting > 0 || count == 0 {
        table(&batches)?;
    }
    output::line(&t_with(
        context.language,
        "cli-sql-rows",
        &[("rows", Value::from(count as u64))],
    ))
}

fn table(batches: &[RecordBatch]) -> anyhow::Result<()> {
    output::line(&arrow::util::pretty::pretty_format_batches(batches)?.to_string())
}
