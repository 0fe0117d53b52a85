//! One type for everything that is not answered as wished; it gets its face in [`crate::middleware::faces`].

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use hebewerk_guard::Rule;
use hebewerk_hub::HubError;
use hebewerk_model::{Failure, Kind};
use std::sync::Arc;

/// Why a request is not answered as wished.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// Status to answer with.
    pub status: StatusCode,
    /// Class of the failure.
    pub kind: Kind,
    /// Stable snake-case code.
    pub code: &'static str,
    /// Parameters of the sentence; no cell values.
    pub parameters: Vec<(&'static str, String)>,
    /// Key of the sentence that says what to do next.
    pub hint: Option<&'static str>,
    /// The guard's rule, if it was the guard who refused.
    pub rule: Option<Rule>,
    /// Seconds after which another attempt makes sense.
    pub retry_after_seconds: Option<u64>,
    /// What is behind it, for the log.
    pub(crate) source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl Refusal {
    /// A refusal of a class with a stable code.
    pub fn new(kind: Kind, code: &'static str) -> Self {
        Self {
            status: status_of(kind),
            kind,
            code,
            parameters: Vec::new(),
            hint: None,
            rule: None,
            retry_after_seconds: None,
            source: None,
        }
    }

    /// There is no such page.
    pub fn not_found() -> Self {
        Self::new(Kind::NotFound, "not_found")
    }

    /// A value of the request is wrong.
    pub fn invalid(code: &'static str) -> Self {
        Self::new(Kind::Invalid, code)
    }

    /// Somebody must sign in first.
    pub fn unauthenticated() -> Self {
        let mut refusal = Self::new(Kind::Unauthenticated, "unauthenticated");
        refusal.rule = Some(Rule::NotPublic);
        refusal
    }

    /// Our fault; the log holds `source` under the request id.
    pub fn internal(source: impl std::error::Error + Send + Sync + 'static) -> Self {
        let mut refusal = Self::new(Kind::Internal, "internal");
        refusal.source = Some(Arc::new(source));
        refusal
    }

    /// The same with another status.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The same with a parameter of its sentence.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "callers hand over numbers and borrowed text alike"
    )]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.parameters.push((name, value.to_string()));
        self
    }

    /// What a bare status (from a framework layer) means.
    pub(crate) fn from_status(status: StatusCode) -> Self {
        let (kind, code) = match status {
            StatusCode::UNAUTHORIZED => (Kind::Unauthenticated, "unauthenticated"),
            StatusCode::FORBIDDEN => (Kind::Forbidden, "forbidden"),
            StatusCode::NOT_FOUND => (Kind::NotFound, "not_found"),
            StatusCode::METHOD_NOT_ALLOWED => (Kind::Invalid, "method_not_allowed"),
            StatusCode::REQUEST_TIMEOUT => (Kind::Timeout, "timeout"),
            StatusCode::CONFLICT => (Kind::Conflict, "conflict"),
            StatusCode::PAYLOAD_TOO_LARGE => (Kind::Invalid, "body_too_large"),
            StatusCode::TOO_MANY_REQUESTS => (Kind::TooMany, "too_many"),
            StatusCode::SERVICE_UNAVAILABLE => (Kind::Unavailable, "unavailable"),
            status if status.is_server_error() => (Kind::Internal, "internal"),
            _ => (Kind::Invalid, "invalid_request"),
        };
        Self::new(kind, code).with_status(status)
    }
}

/// The status of a class of failure.
pub(crate) const fn status_of(kind: Kind) -> StatusCode {
    match kind {
        Kind::Invalid => StatusCode::BAD_REQUEST,
        Kind::Unauthenticated => StatusCode::UNAUTHORIZED,
        Kind::Forbidden => StatusCode::FORBIDDEN,
        Kind::NotFound => StatusCode::NOT_FOUND,
        Kind::Conflict => StatusCode::CONFLICT,
        Kind::TooMany => StatusCode::TOO_MANY_REQUESTS,
        Kind::Unavailable | Kind::Timeout => StatusCode::SERVICE_UNAVAILABLE,
        Kind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl From<HubError> for Refusal {
    fn from(error: HubError) -> Self {
        let mut refusal = Self::new(error.kind(), error.code());
        refusal.parameters = error.parameters();
        refusal.hint = error.hint();
        match &error {
            HubError::Refused(rule) => refusal.rule = Some(*rule),
            HubError::Throttled { seconds } | HubError::Busy { seconds } => {
                refusal.retry_after_seconds = Some(*seconds);
            }
            _ => {}
        }
        // A full house is no fault somebody must look into.
        let is_fault = matches!(refusal.kind, Kind::Internal | Kind::Unavailable);
        if is_fault && !matches!(error, HubError::Busy { .. }) {
            refusal.source = Some(Arc::new(error));
        }
        refusal
    }
}

impl From<askama::Error> for Refusal {
    fn from(error: askama::Error) -> Self {
        Self::internal(error)
    }
}

impl From<hebewerk_exchange::tabular::EncodeError> for Refusal {
    fn from(error: hebewerk_exchange::tabular::EncodeError) -> Self {
        let mut refusal = Self::new(error.kind(), error.code());
        refusal.source = Some(Arc::new(error));
        refusal
    }
}

/// A bare status with the refusal beside it; the layer of faces replaces the body.
impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
