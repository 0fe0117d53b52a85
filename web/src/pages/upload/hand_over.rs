//! Handing a file over: it goes on in the background, and a page tells how far it is.

use super::describe::describe_page;
use super::{aim, elsewhere, staged};
use crate::form::Fields;
use crate::pages::dataset::edit::description;
use crate::pages::refused;
use crate::render::{PageResult, page_with};
use crate::{Refusal, Visitor};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::{DraftWords, HandOver, Target};
use hebewerk_model::Kind;

/// `POST /hochladen/{id}/uebernehmen`
pub(crate) async fn take_in(
    visitor: Visitor,
    Path(id): Path<String>,
    fields: Fields,
) -> PageResult {
    let staged = staged(&id)?;
    if let Some(elsewhere) = elsewhere(&visitor, staged).await? {
        return Ok(elsewhere);
    }
    let hub = &visitor.state.hub;
    let draft = hub.upload_draft(&visitor.principal, staged).await?;
    // The page says what it is for: another window may have aimed the file elsewhere meanwhile.
    if fields
        .get("ziel")
        .is_some_and(|shown| aim::target(shown).as_ref() != Some(&draft.target))
    {
        return Err(Refusal::new(Kind::Conflict, "conflict"));
    }
    if draft.target == Target::New && fields.get("haus").is_some() {
        // Kept before it is checked, so that nobody has to write it twice.
        hub.describe_upload(&visitor.principal, staged, words(&fields)?)
            .await?;
    }
    let request = HandOver {
        words: None,
        confirmed_public: fields.is_ticked("bestaetigt"),
    };
    let Err(error) = hub.hand_over(&visitor.principal, staged, request).await else {
        let next = format!("/hochladen/{id}/fortschritt");
        return Ok(Redirect::to(&next).into_response());
    };
    let refusal = Refusal::from(error);
    if !matches!(refusal.kind, Kind::Invalid | Kind::Conflict) {
        return Err(refusal);
    }
    if refusal.code == "unconfirmed_public" {
        let template = describe_page(&visitor, staged, None, true).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &template);
    }
    let sentence = refused::sentence(&visitor.words, &refusal);
    let template = describe_page(&visitor, staged, Some(sentence), false).await?;
    page_with(StatusCode::BAD_REQUEST, &template)
}

fn words(fields: &Fields) -> Result<DraftWords, Refusal> {
    Ok(DraftWords {
        house: fields.text("haus").to_owned(),
        description: description(fields),
        visibility: fields
            .text("zugang")
            .parse()
            .map_err(|_error| Refusal::invalid("invalid_visibility"))?,
    })
}
