//! Throwing a file away, after a second look: it cannot be brought back.

use super::{elsewhere, staged};
use crate::form::Fields;
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};

#[derive(Template)]
#[template(path = "upload/discard.html")]
struct DiscardPage {
    shell: Shell,
    w: Words,
    id: String,
    headline: String,
}

/// `GET /hochladen/{id}/verwerfen`
pub(crate) async fn ask(visitor: Visitor, Path(id): Path<String>) -> PageResult {
    let w = visitor.words;
    let staged = staged(&id)?;
    if let Some(elsewhere) = elsewhere(&visitor, staged).await? {
        return Ok(elsewhere);
    }
    let upload = visitor
        .hub()
        .staged_upload(&visitor.principal, staged)
        .await?;
    let title = w.t("upload-title");
    page(&DiscardPage {
        shell: Shell::new(&visitor, Place::Upload, w.t("upload-discard"))
            .below(&[("/hochladen", &title)]),
        w,
        id,
        headline: w
            .t1("upload-discard-headline", "name", &upload.file_name)
            .into_owned(),
    })
}

/// `POST /hochladen/{id}/verwerfen`
pub(crate) async fn discard(
    visitor: Visitor,
    Path(id): Path<String>,
    _fields: Fields,
) -> PageResult {
    visitor
        .hub()
        .discard_upload(&visitor.principal, staged(&id)?)
        .await?;
    Ok(Redirect::to("/hochladen").into_response())
}
