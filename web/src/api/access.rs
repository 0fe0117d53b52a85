//! The outer door of the interface: the right a route asks for, and the proof of a browser's request.

use crate::router::Right;
use crate::{Refusal, Visitor, form};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hebewerk_guard::Rule;
use hebewerk_model::Kind;

/// Carries the proof that a page of ours sent the request: the value of `GET /sessions/current`.
const PROOF: HeaderName = HeaderName::from_static("x-csrf-token");

/// Lets through who has the right. A cookie alone changes nothing: browsers send it along for every site.
pub(super) async fn check(
    State(right): State<Right>,
    visitor: Visitor,
    request: Request,
    next: Next,
) -> Response {
    if let Err(refusal) = allowed(right, &visitor) {
        return refusal.into_response();
    }
    if !request.method().is_safe() && !is_proven(&visitor, request.headers()) {
        let mut refusal = form::foreign();
        refusal.hint = Some("hint-proof");
        return refusal.into_response();
    }
    next.run(request).await
}

/// For what everybody may read.
pub(super) async fn open(visitor: Visitor, request: Request, next: Next) -> Response {
    check(State(Right::Everybody), visitor, request, next).await
}

fn allowed(right: Right, visitor: &Visitor) -> Result<(), Refusal> {
    match right {
        Right::Everybody => Ok(()),
        Right::SignedIn if visitor.is_signed_in() => Ok(()),
        Right::Administrator if visitor.is_administrator() => Ok(()),
        Right::Administrator if visitor.is_signed_in() => {
            let mut refusal = Refusal::new(Kind::Forbidden, Rule::NotAnAdministrator.code());
            refusal.rule = Some(Rule::NotAnAdministrator);
            Err(refusal)
        }
        Right::SignedIn | Right::Administrator => {
            let mut refusal = Refusal::unauthenticated();
            refusal.hint = Some("hint-bearer");
            Err(refusal)
        }
    }
}

fn is_proven(visitor: &Visitor, headers: &HeaderMap) -> bool {
    let proof = headers.get(PROOF).and_then(|value| value.to_str().ok());
    visitor.by_token || form::is_proven(visitor, proof.unwrap_or_default())
}
