//! What comes in as JSON, and which form goes out.

use crate::Refusal;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::{Json, RequestExt};
use hebewerk_exchange::tabular::TabularForm;
use serde::de::DeserializeOwned;

/// A body of JSON; what is wrong about it is told.
pub(super) struct JsonBody<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned + 'static> FromRequest<S> for JsonBody<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Refusal> {
        match request.extract::<Json<T>, _>().await {
            Ok(Json(value)) => Ok(Self(value)),
            Err(rejection) => Err(refusal(&rejection)),
        }
    }
}

fn refusal(rejection: &JsonRejection) -> Refusal {
    match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::from_status(StatusCode::PAYLOAD_TOO_LARGE),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            Refusal::invalid("json_expected").with_status(StatusCode::UNSUPPORTED_MEDIA_TYPE)
        }
        _ => Refusal::invalid("invalid_json").with("message", rejection.body_text()),
    }
}

/// The form of an answer that the header `Accept` asks for first: JSON, CSV or NDJSON.
pub(super) fn form(headers: &HeaderMap) -> Result<TabularForm, Refusal> {
    let accept = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("*/*");
    accept
        .split(',')
        .find_map(accepted)
        .ok_or_else(|| Refusal::invalid("not_acceptable").with_status(StatusCode::NOT_ACCEPTABLE))
}

fn accepted(entry: &str) -> Option<TabularForm> {
    let mut parts = entry.split(';').map(str::trim);
    let media = parts.next().unwrap_or_default().to_ascii_lowercase();
    let is_excluded = parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"));
    if is_excluded {
        return None;
    }
    match media.as_str() {
        "application/json" | "application/*" | "*/*" | "" => Some(TabularForm::Json),
        "text/csv" | "text/*" => Some(TabularForm::Csv),
        "application/x-ndjson" | "application/ndjson" | "application/jsonl" => {
            Some(TabularForm::Ndjson)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::form;
    use axum::http::{HeaderMap, HeaderValue, header};
    use hebewerk_exchange::tabular::TabularForm;

    #[track_caller]
    fn check(accept: &'static str, expected: Option<TabularForm>) {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
        assert_eq!(form(&headers).ok(), expected, "{accept}");
    }

    #[test]
    fn the_first_form_that_is_known_is_taken() {
        check("*/*", Some(TabularForm::Json));
        check("text/csv", Some(TabularForm::Csv));
        check(
            "image/png, application/x-ndjson;q=0.9",
            Some(TabularForm::Ndjson),
        );
        check("text/csv;q=0, application/json", Some(TabularForm::Json));
        check("image/png", None);
    }
}
