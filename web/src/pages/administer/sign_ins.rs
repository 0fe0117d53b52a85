//! Ending all sign-ins of an account, and taking a second factor from it: a lost device, a stranger, a last day.

use super::accounts::known;
use crate::form::Fields;
use crate::render::PageResult;
use crate::{Refusal, Visitor};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::Identified;

/// `POST /verwaltung/konten/{id}/abmelden`
pub(crate) async fn end(visitor: Visitor, Path(id): Path<String>, _fields: Fields) -> PageResult {
    let account = known(&visitor, &id).await?;
    let account = account.ok_or_else(Refusal::not_found)?;
    let hub = visitor.hub();
    hub.end_sessions_of(&visitor.principal, account.id).await?;
    Ok(Redirect::to("/verwaltung/konten?getan=abgemeldet").into_response())
}

/// `POST /verwaltung/konten/{id}/zweiter-faktor-zuruecksetzen`
pub(crate) async fn reset_second_factor(
    visitor: Visitor,
    Path(id): Path<String>,
    fields: Fields,
) -> PageResult {
    let account = known(&visitor, &id).await?;
    let account = account.ok_or_else(Refusal::not_found)?;
    let identified = Identified::from_code(fields.text("erkannt"));
    let hub = visitor.hub();
    hub.reset_second_factor(&visitor.principal, account.id, identified)
        .await?;
    Ok(Redirect::to("/verwaltung/konten?getan=zurueckgesetzt").into_response())
}
