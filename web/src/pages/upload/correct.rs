//! Keeping corrections: the page that shows them has a short address, however many there are.

use super::corrections::corrected;
use super::{aim, elsewhere, staged};
use crate::form::Fields;
use crate::render::PageResult;
use crate::{Refusal, Visitor};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};

/// `POST /hochladen/{id}`: keeps what was corrected and leads to the page that shows it, or on to the description.
pub(crate) async fn save(visitor: Visitor, Path(id): Path<String>, fields: Fields) -> PageResult {
    let staged = staged(&id)?;
    if let Some(elsewhere) = elsewhere(&visitor, staged).await? {
        return Ok(elsewhere);
    }
    let hub = visitor.hub();
    let draft = hub.upload_draft(&visitor.principal, staged).await?;
    let recipe = corrected(&fields, &draft);
    if recipe != draft.recipe {
        hub.correct_upload(&visitor.principal, staged, recipe)
            .await?;
    }
    // A button may say where to; else the list does.
    if let Some(value) = fields.get("ziel_neu").or_else(|| fields.get("ziel")) {
        let target = aim::target(value).ok_or_else(|| Refusal::invalid("invalid_request"))?;
        hub.aim_upload(&visitor.principal, staged, target).await?;
    }
    let next = if fields.get("weiter") == Some("beschreiben") {
        format!("/hochladen/{id}/beschreiben")
    } else {
        format!("/hochladen/{id}")
    };
    Ok(Redirect::to(&next).into_response())
}
