//! The right a route asks for: the outer door. What somebody may do with a thing is decided by the flow behind it.

use crate::router::Right;
use crate::{Refusal, Visitor, query::Query};
use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use hebewerk_guard::Rule;
use hebewerk_model::Kind;

/// Lets through who has the right; who only has to sign in is led to the form and back.
pub(crate) async fn ask(
    State(right): State<Right>,
    visitor: Visitor,
    request: Request,
    next: Next,
) -> Response {
    let allowed = match right {
        Right::Everybody => true,
        Right::SignedIn => visitor.is_signed_in(),
        Right::Administrator => visitor.is_administrator(),
    };
    if allowed {
        return next.run(request).await;
    }
    if visitor.is_signed_in() {
        let mut refusal = Refusal::new(Kind::Forbidden, Rule::NotAnAdministrator.code());
        refusal.rule = Some(Rule::NotAnAdministrator);
        return refusal.into_response();
    }
    if request.method() == Method::GET {
        let target = Query::default()
            .with("weiter", &visitor.here)
            .href("/anmelden");
        return Redirect::to(&target).into_response();
    }
    Refusal::unauthenticated().into_response()
}
