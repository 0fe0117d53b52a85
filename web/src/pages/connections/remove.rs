//! Removing a connection, after a second look. What it brought stays.

use super::line::{Brings, brings};
use super::mistake::Mistake;
use super::{ROOT, href, id, own, shell};
use crate::form::Fields;
use crate::render::{PageResult, page, page_with};
use crate::shell::Shell;
use crate::{Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::ConnectionView;

#[derive(Template)]
#[template(path = "connections/remove.html")]
struct RemovePage {
    shell: Shell,
    w: Words,
    name: String,
    action: String,
    back: String,
    error: Option<String>,
    stay: Vec<Brings>,
}

/// `GET /anbindungen/{id}/entfernen`
pub(crate) async fn ask(visitor: Visitor, Path(text): Path<String>) -> PageResult {
    let view = own(&visitor, id(&text)?).await?;
    page(&asking(&visitor, &view, None))
}

/// `POST /anbindungen/{id}/entfernen`
pub(crate) async fn remove(visitor: Visitor, Path(text): Path<String>, _f: Fields) -> PageResult {
    let id = id(&text)?;
    let view = own(&visitor, id).await?;
    let hub = visitor.hub();
    let Err(error) = hub.remove_connection(&visitor.principal, id).await else {
        return Ok(Redirect::to(&format!("{ROOT}?getan=entfernt")).into_response());
    };
    let mistake = Mistake::of(visitor.words, &view.card.connection.connector, error)?;
    let template = asking(&visitor, &view, Some(mistake.sentence));
    page_with(StatusCode::BAD_REQUEST, &template)
}

fn asking(visitor: &Visitor, view: &ConnectionView, error: Option<String>) -> RemovePage {
    let w = visitor.words;
    let connection = &view.card.connection;
    let back = href(connection.id);
    RemovePage {
        shell: shell(visitor, w.t("connection-remove"), Some(view)),
        w,
        name: connection.name.clone(),
        action: format!("{back}/entfernen"),
        back,
        error,
        stay: brings(&view.card),
    }
}
