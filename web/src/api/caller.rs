//! Who calls, with which parameters, and how answers go back.

use super::ROOT;
use crate::query::Query;
use crate::{Refusal, Visitor};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hebewerk_hub::Hub;
use hebewerk_model::{Dataset, Visibility};
use serde::Serialize;

/// What a handler returns.
pub(super) type ApiResult = Result<Response, Refusal>;

/// Addresses of what belongs together, by relation.
pub(super) type Links = std::collections::BTreeMap<&'static str, String>;

/// The caller of an operation.
pub(super) struct Caller {
    /// Who.
    pub(super) visitor: Visitor,
    /// Parameters of the address.
    pub(super) query: Query,
    /// Headers of the request.
    pub(super) headers: HeaderMap,
    path: String,
    base: String,
}

/// Who may keep an answer. Everybody has to ask before showing it again: a dataset may be closed at any time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// Any cache on the way.
    Shared,
    /// Only the caller.
    Private,
}

impl Keep {
    /// What is the same for everybody who is not signed in may lie in a shared cache.
    pub(super) fn of(visitor: &Visitor, dataset: &Dataset) -> Self {
        if dataset.visibility == Visibility::Public {
            Self::public(visitor)
        } else {
            Self::Private
        }
    }

    /// The same for things everybody may see.
    pub(super) fn public(visitor: &Visitor) -> Self {
        if visitor.is_signed_in() {
            Self::Private
        } else {
            Self::Shared
        }
    }

    const fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Shared => "public, no-cache",
            Self::Private => "private, no-cache",
        })
    }
}

impl Caller {
    /// The hub.
    pub(super) fn hub(&self) -> &Hub {
        self.visitor.hub()
    }

    /// The address of a path below `/api/v1`.
    pub(super) fn address(&self, path: &str) -> String {
        format!("{}{ROOT}{path}", self.base)
    }

    /// The address of a page.
    pub(super) fn outside(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// The address of this request with other parameters.
    pub(super) fn here_with(&self, query: &Query) -> String {
        query.href(&format!("{}{}", self.base, self.path))
    }

    /// A JSON document, tagged by its content.
    pub(super) fn json(&self, keep: Keep, document: &impl Serialize) -> ApiResult {
        let text = written(document)?;
        let hash = blake3::hash(text.as_bytes()).to_hex();
        let etag = format!("\"{}\"", hash.get(..32).unwrap_or_default());
        if self.has(&etag) {
            return Ok(unchanged(keep, &etag));
        }
        Ok(tagged(keep, &etag, json_response(text)))
    }

    /// Whether the caller has this representation already (RFC 9110 § 13.1.2).
    pub(super) fn has(&self, etag: &str) -> bool {
        self.headers
            .get_all(header::IF_NONE_MATCH)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|list| list.split(','))
            .map(str::trim)
            .any(|known| known == "*" || known.trim_start_matches("W/") == etag)
    }
}

/// The text of a document.
pub(super) fn written(document: &impl Serialize) -> Result<String, Refusal> {
    serde_json::to_string(document).map_err(Refusal::internal)
}

/// A response of JSON text.
pub(super) fn json_response(text: String) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], text).into_response()
}

/// "You have it already."
pub(super) fn unchanged(keep: Keep, etag: &str) -> Response {
    tagged(keep, etag, StatusCode::NOT_MODIFIED.into_response())
}

/// The response with its tag and who may keep it.
pub(super) fn tagged(keep: Keep, etag: &str, mut response: Response) -> Response {
    let headers = response.headers_mut();
    if let Ok(etag) = HeaderValue::from_str(etag) {
        headers.insert(header::ETAG, etag);
    }
    headers.insert(header::CACHE_CONTROL, keep.header());
    // Appended, not set: the layer of compression names its own.
    headers.append(
        header::VARY,
        HeaderValue::from_static("authorization, cookie, accept-language"),
    );
    response
}

/// Names the next page (RFC 8288).
pub(super) fn with_next(mut response: Response, next: Option<&str>) -> Response {
    let link = next.and_then(|next| HeaderValue::from_str(&format!("<{next}>; rel=\"next\"")).ok());
    if let Some(link) = link {
        response.headers_mut().insert(header::LINK, link);
    }
    response
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let visitor = Visitor::from_request_parts(parts, state).await?;
        let base = visitor.base_url(&parts.headers);
        // Inside a nested router the path is cut; the visitor knows the whole.
        let path = visitor.here.split('?').next().unwrap_or_default();
        Ok(Self {
            path: path.to_owned(),
            query: Query::parse(parts.uri.query().unwrap_or_default()),
            headers: parts.headers.clone(),
            base,
            visitor,
        })
    }
}
