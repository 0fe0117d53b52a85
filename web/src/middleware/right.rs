//! The right a route asks for: the outer door. What somebody may do with a thing is decided by the flow behind it.

use crate::pages::account::new_password;
use crate::router::Right;
use crate::{Refusal, Visitor, query::Query};
use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use hebewerk_guard::Rule;
use hebewerk_hub::Pending;
use hebewerk_model::Kind;

/// Lets through who has the right; who only has to sign in is led to the form and back.
pub(crate) async fn ask(
    State(right): State<Right>,
    visitor: Visitor,
    mut request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    let is_own = path == "/konto" || path.starts_with("/konto/");
    let checked = match check(right, &visitor) {
        // Everything else would only say no, and not why.
        Ok(()) if right != Right::Everybody && visitor.needs_second_factor() && !is_own => {
            Err(Refusal::new(Kind::Forbidden, "second_factor_missing"))
        }
        checked => checked,
    };
    let Err(refusal) = checked else {
        // Whoever reads a body asks again afterwards: rights may be taken away meanwhile.
        request.extensions_mut().insert(right);
        return next.run(request).await;
    };
    let is_looked_at = request.method() == Method::GET && !visitor.by_token;
    if refusal.code == "second_factor_missing" && is_looked_at {
        return Redirect::to("/konto/zweiter-faktor").into_response();
    }
    if visitor.has_given_password() {
        return if is_looked_at {
            Redirect::to(&new_password::href(&visitor.here)).into_response()
        } else {
            Refusal::new(Kind::Forbidden, Pending::Password.code()).into_response()
        };
    }
    if visitor.is_signed_in() {
        return refusal.into_response();
    }
    if request.method() == Method::GET {
        let target = Query::default()
            .with("weiter", &visitor.here)
            .href("/anmelden");
        return Redirect::to(&target).into_response();
    }
    refusal.into_response()
}

/// Whether somebody has the right.
pub(crate) fn check(right: Right, visitor: &Visitor) -> Result<(), Refusal> {
    match right {
        Right::Everybody => Ok(()),
        Right::SignedIn if visitor.is_signed_in() => Ok(()),
        Right::Administrator if visitor.is_administrator() => Ok(()),
        Right::Administrator if visitor.lacks_second_factor() => {
            Err(Refusal::new(Kind::Forbidden, "second_factor_missing"))
        }
        Right::Administrator if visitor.is_signed_in() => {
            let mut refusal = Refusal::new(Kind::Forbidden, Rule::NotAnAdministrator.code());
            refusal.rule = Some(Rule::NotAnAdministrator);
            Err(refusal)
        }
        Right::SignedIn | Right::Administrator => Err(Refusal::unauthenticated()),
    }
}
