//! Fields of a form, readable only after its origin has been proven.

use crate::{Refusal, Visitor};
use axum::body::Body;
use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hebewerk_model::Kind;

/// Name of the field that carries the proof.
pub(crate) const TOKEN_FIELD: &str = "marke";
/// Longest form in bytes.
const LONGEST_FORM: usize = 2 << 20;

/// The fields of a form that was made by us for this session.
///
/// There is no other way to the body of a form: [`check`] reads it, compares the proof and leaves this behind.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fields(crate::query::Query);

impl std::ops::Deref for Fields {
    type Target = crate::query::Query;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl Fields {
    /// A field, empty if it is missing. Not trimmed: passwords may begin with a space.
    pub(crate) fn raw(&self, name: &str) -> &str {
        self.0
            .pairs()
            .find(|(key, _value)| *key == name)
            .map_or("", |(_key, value)| value)
    }

    /// A field without spaces at its ends, empty if it is missing.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// Whether a checkbox is ticked.
    pub(crate) fn is_ticked(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
}

impl<S: Sync> FromRequestParts<S> for Fields {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Refusal> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| Refusal::new(Kind::Internal, "internal"))
    }
}

/// Layer of every form's route: reads the fields and refuses a form that was not made for this session.
pub(crate) async fn check(visitor: Visitor, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let urlencoded = parts
        .headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.starts_with("application/x-www-form-urlencoded"));
    if !urlencoded {
        return Refusal::invalid("invalid_request")
            .with_status(StatusCode::UNSUPPORTED_MEDIA_TYPE)
            .into_response();
    }
    let Ok(bytes) = axum::body::to_bytes(body, LONGEST_FORM).await else {
        return Refusal::from_status(StatusCode::PAYLOAD_TOO_LARGE).into_response();
    };
    let fields = Fields(crate::query::Query(
        form_urlencoded::parse(&bytes).into_owned().collect(),
    ));
    if !is_proven(&visitor, fields.raw(TOKEN_FIELD)) {
        return foreign().into_response();
    }
    parts.extensions.insert(fields);
    next.run(Request::from_parts(parts, Body::empty())).await
}

/// Whether `token` proves that the form was made for the visitor's session. Without a session there is no power a
/// foreign page could borrow; the check of origins has been passed then, too.
pub(crate) fn is_proven(visitor: &Visitor, token: &str) -> bool {
    // Both are hashes of the same length; a comparison that ends early tells nothing about the secret.
    visitor.form_token == token || !visitor.is_signed_in()
}

/// The refusal of a form that was not made for this session.
pub(crate) fn foreign() -> Refusal {
    Refusal::new(Kind::Forbidden, "foreign_form")
}
