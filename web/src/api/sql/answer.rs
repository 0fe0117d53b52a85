//! The rows of an answer as a stream: JSON with columns around them, CSV or NDJSON.

use super::super::caller::{ApiResult, json_response, written};
use super::{AnswerColumn, refusal};
use crate::{Refusal, streaming};
use arrow::datatypes::Schema;
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures::{StreamExt, stream};
use hebewerk_exchange::tabular::{Class, TableMeta, TabularForm};
use hebewerk_hub::ports::{Answer, BatchStream};
use hebewerk_hub::{Asked, HubError};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The response with at most `most` rows.
pub(in crate::api) async fn respond(asked: Asked, form: TabularForm, most: u64) -> ApiResult {
    let most = most.min(asked.row_limit);
    let tables: Vec<String> = asked.tables.iter().map(ToString::to_string).collect();
    let schema = asked.answer.schema.clone();
    // One that ends at once must not be asked again.
    let mut batches = asked.answer.batches.fuse();
    // What fails at once is told as a problem; later the transfer can only break off.
    let first = batches.next().await.transpose();
    let first = first.map_err(|error| refusal(HubError::from(error)))?;
    let batches = stream::iter(first.map(Ok)).chain(batches).boxed();
    let is_cut = Arc::new(AtomicBool::new(false));
    let answer = Answer {
        schema: schema.clone(),
        batches: cut(batches, most, is_cut.clone()),
    };
    let rows = streaming::body(form, answer, TableMeta::default(), u64::MAX)?;
    let mut response = if form == TabularForm::Json {
        framed(rows, &schema, &tables, is_cut)?
    } else {
        ([(header::CONTENT_TYPE, form.media_type())], rows).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("accept"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// The rows between columns and `truncated`, which is known only behind the last of them.
fn framed(
    rows: Body,
    schema: &Schema,
    tables: &[String],
    is_cut: Arc<AtomicBool>,
) -> Result<Response, Refusal> {
    let columns: Vec<AnswerColumn> = schema
        .fields()
        .iter()
        .map(|field| AnswerColumn {
            name: field.name().clone(),
            r#type: type_name(Class::of(field.data_type())),
        })
        .collect();
    let (columns, tables) = (written(&columns)?, written(&tables)?);
    let head = format!("{{\"columns\":{columns},\"tables\":{tables},\"rows\":");
    let head = stream::once(async move { Ok(Bytes::from(head)) });
    let tail = stream::once(async move {
        let is_cut = is_cut.load(Ordering::Acquire);
        Ok(Bytes::from(format!(",\"truncated\":{is_cut}}}\n")))
    });
    let body = Body::from_stream(head.chain(rows.into_data_stream()).chain(tail));
    let mut response = json_response(String::new());
    *response.body_mut() = body;
    response.headers_mut().remove(header::CONTENT_LENGTH);
    Ok(response)
}

/// The first `most` rows; `is_cut` says afterwards whether there were more.
fn cut(batches: BatchStream, most: u64, is_cut: Arc<AtomicBool>) -> BatchStream {
    stream::try_unfold((batches, most), move |(mut batches, room)| {
        let is_cut = is_cut.clone();
        async move {
            while !is_cut.load(Ordering::Acquire) {
                let Some(batch) = batches.next().await.transpose()? else {
                    return Ok(None);
                };
                let rows = (batch.num_rows() as u64).min(room);
                if rows < batch.num_rows() as u64 {
                    is_cut.store(true, Ordering::Release);
                }
                if rows > 0 {
                    let batch = batch.slice(0, rows as usize);
                    return Ok(Some((batch, (batches, room - rows))));
                }
            }
            Ok(None)
        }
    })
    .boxed()
}

const fn type_name(class: Class) -> &'static str {
    match class {
        Class::Text => "text",
        Class::Exact => "number",
        Class::Float => "float",
        Class::Boolean => "boolean",
        Class::Date => "date",
        Class::Time => "time",
        Class::Timestamp => "timestamp",
        Class::TimestampUtc => "timestamp_utc",
        Class::Other => "other",
    }
}
