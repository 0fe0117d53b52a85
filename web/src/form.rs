//! Fields of a form, readable only after its origin has been proven.

use crate::middleware::{self, pace, right, room};
use crate::router::Right;
use crate::{Refusal, Visitor, WebState};
use axum::body::Body;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hebewerk_model::Kind;

/// Name of the field that carries the proof.
pub(crate) const TOKEN_FIELD: &str = "marke";
/// Longest form in bytes.
const LONGEST_FORM: usize = 2 << 20;
/// The same for whoever is not signed in: forms that arrive lie in memory before anything counts them.
const LONGEST_ANONYMOUS_FORM: usize = 128 << 10;

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
///
/// Who asks is looked up again once the body is there; only then the form takes a place among those in work.
pub(crate) async fn check(
    State(state): State<WebState>,
    visitor: Visitor,
    request: Request,
    next: Next,
) -> Response {
    match arrived(visitor, request).await {
        Ok(request) => match state.house.rooms.for_form() {
            Ok(_place) => next.run(request).await,
            Err(refusal) => refusal.into_response(),
        },
        Err(refusal) => refusal.into_response(),
    }
}

/// The request with its fields and with whoever asks now.
async fn arrived(visitor: Visitor, request: Request) -> Result<Request, Refusal> {
    let (mut parts, body) = request.into_parts();
    if !room::is_form(&parts.headers) {
        let refusal = Refusal::invalid("invalid_request");
        return Err(refusal.with_status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    let longest = if visitor.is_signed_in() {
        LONGEST_FORM
    } else {
        LONGEST_ANONYMOUS_FORM
    };
    let bytes = axum::body::to_bytes(body, longest).await.map_err(broken)?;
    let fields = Fields(crate::query::Query(
        form_urlencoded::parse(&bytes).into_owned().collect(),
    ));
    let visitor = middleware::visitor::renewed(&visitor, &parts.headers).await?;
    if let Some(right) = parts.extensions.get::<Right>() {
        right::check(*right, &visitor)?;
    }
    if !is_proven(&visitor, fields.raw(TOKEN_FIELD)) {
        return Err(foreign());
    }
    parts.extensions.insert(visitor);
    parts.extensions.insert(fields);
    Ok(Request::from_parts(parts, Body::empty()))
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the shape `map_err` asks for"
)]
pub(crate) fn broken(error: axum::Error) -> Refusal {
    if pace::is_too_slow(&error) {
        let refusal = Refusal::new(Kind::Timeout, "body_too_slow");
        return refusal.with_status(StatusCode::REQUEST_TIMEOUT);
    }
    Refusal::from_status(StatusCode::PAYLOAD_TOO_LARGE)
}

/// Whether `token` proves that the form was made for the visitor's session. Without a session there is no power a
/// foreign page could borrow; the check of origins has been passed then, too.
pub(crate) fn is_proven(visitor: &Visitor, token: &str) -> bool {
    // Both are hashes of the same length; a comparison that ends early tells nothing about the secret.
    visitor.form_token == token || (!visitor.is_signed_in() && visitor.pending.is_none())
}

/// The refusal of a form that was not made for this session.
pub(crate) fn foreign() -> Refusal {
    Refusal::new(Kind::Forbidden, "foreign_form")
}
