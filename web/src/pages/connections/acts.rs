//! Buttons of a connection: fetch now, stop, pause, take over.

use super::{href, id};
use crate::Visitor;
use crate::form::Fields;
use crate::render::PageResult;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};

/// `POST /anbindungen/{id}/holen`
pub(crate) async fn fetch(visitor: Visitor, Path(text): Path<String>, _f: Fields) -> PageResult {
    let id = id(&text)?;
    let hub = &visitor.state.hub;
    hub.fetch_now(&visitor.principal, id).await?;
    Ok(Redirect::to(&href(id)).into_response())
}

/// `POST /anbindungen/{id}/anhalten`
pub(crate) async fn stop(visitor: Visitor, Path(text): Path<String>, _f: Fields) -> PageResult {
    let id = id(&text)?;
    let hub = visitor.hub();
    hub.stop_fetch(&visitor.principal, id).await?;
    Ok(Redirect::to(&href(id)).into_response())
}

/// `POST /anbindungen/{id}/pausieren`: lets the clock leave it alone, or mind it again.
pub(crate) async fn pause(
    visitor: Visitor,
    Path(text): Path<String>,
    fields: Fields,
) -> PageResult {
    let id = id(&text)?;
    let paused = fields.text("zustand") == "pausiert";
    let hub = visitor.hub();
    hub.pause_connection(&visitor.principal, id, paused).await?;
    Ok(Redirect::to(&href(id)).into_response())
}

/// `POST /anbindungen/{id}/uebernehmen`: from now on it is fetched on the visitor's behalf.
pub(crate) async fn take_over(
    visitor: Visitor,
    Path(text): Path<String>,
    _f: Fields,
) -> PageResult {
    let id = id(&text)?;
    let hub = visitor.hub();
    hub.take_over_connection(&visitor.principal, id).await?;
    Ok(Redirect::to(&format!("{}?getan=uebernommen", href(id))).into_response())
}
