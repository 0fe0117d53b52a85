//! The first rows of an answer.

use crate::Words;
use crate::fragments::cell::{Cell, Style, rows};
use arrow::record_batch::RecordBatch;
use futures::StreamExt;
use hebewerk_exchange::tabular::{Class, Placement, TabularForm};
use hebewerk_hub::ports::AskError;
use hebewerk_hub::{Asked, HubError};
use std::time::Instant;

/// Rows shown.
pub(in crate::pages) const ROWS: usize = 200;

/// An answer as a page shows it.
pub(in crate::pages) struct AnswerView {
    pub(in crate::pages) heads: Vec<(String, bool)>,
    pub(in crate::pages) rows: Vec<Vec<Cell>>,
    pub(in crate::pages) summary: String,
    pub(in crate::pages) is_cut: bool,
    pub(in crate::pages) time: String,
    /// Ending and name of the forms in which the answer can be had.
    pub(in crate::pages) forms: Vec<(&'static str, String)>,
    pub(in crate::pages) row_limit: u64,
    /// What data of several houses were joined for.
    pub(in crate::pages) purpose: Option<String>,
}

/// Reads as many rows as a page shows, and one more to know whether there are more.
pub(in crate::pages) async fn first_rows(
    w: Words,
    asked: Asked,
    begun: Instant,
) -> Result<AnswerView, HubError> {
    let schema = asked.answer.schema.clone();
    let mut batches: Vec<RecordBatch> = Vec::new();
    let mut room = ROWS + 1;
    let mut stream = asked.answer.batches;
    while room > 0 {
        let Some(batch) = stream.next().await else {
            break;
        };
        let batch = batch?;
        let batch = batch.slice(0, batch.num_rows().min(room));
        room -= batch.num_rows();
        batches.push(batch);
    }
    let is_cut = room == 0;
    let styles: Vec<Style> = schema
        .fields()
        .iter()
        .map(|field| Style::of_answer(field.name(), Class::of(field.data_type()), &asked.columns))
        .collect();
    // What cannot be written would be our mistake; the reader is told so without details.
    let mut rows = rows(w, &batches, &styles).map_err(|_refusal| AskError::Internal)?;
    rows.truncate(ROWS);
    Ok(AnswerView {
        purpose: asked.purpose.map(|purpose| purpose.purpose),
        heads: schema
            .fields()
            .iter()
            .zip(&styles)
            .map(|(field, style)| (field.name().clone(), *style == Style::Number))
            .collect(),
        summary: if is_cut {
            w.t1("ask-first-rows", "rows", ROWS).into_owned()
        } else {
            w.t1("ask-rows", "rows", rows.len()).into_owned()
        },
        rows,
        is_cut,
        time: time(w, begun),
        forms: TabularForm::offered(&Placement::of_schema(&schema))
            .map(|form| {
                let code = form.extension();
                (
                    code,
                    w.t(&format!("form-{}", code.replace('.', "-")))
                        .into_owned(),
                )
            })
            .collect(),
        row_limit: asked.row_limit,
    })
}

/// How long it took, in coarse words: exact times would tell about rows somebody may not see.
fn time(w: Words, begun: Instant) -> String {
    match begun.elapsed().as_secs() {
        0 => w.t("ask-time-short").into_owned(),
        1..=4 => w.t("ask-time-some").into_owned(),
        seconds => w
            .t1("ask-time-long", "seconds", seconds / 5 * 5)
            .into_owned(),
    }
}
